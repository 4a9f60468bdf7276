//! Descriptions in schema.org's words, for search engines, as JSON-LD.
//!
//! Each function gives one node; [`script`] puts a page's nodes into one text that can stand in a `<script>`. What is not
//! known is left out rather than null.

mod article;
mod breadcrumbs;
mod dataset;
mod event;
mod learning;
mod node;
mod organisation;
mod project;
mod site;

use serde_json::{Value, json};

pub use article::{Article, ArticleKind, article};
pub use breadcrumbs::breadcrumbs;
pub use dataset::dataset;
pub use event::event;
pub use learning::{Learning, LearningKind, learning};
pub use organisation::{Organisation, organisation};
pub use project::{Project, project};
pub use site::{WebSite, web_site};

/// Something with a name and perhaps a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Its page, absolute.
    pub url: Option<String>,
}

/// The nodes as the content of a `<script type="application/ld+json">`, or `None` when there are none.
///
/// No `<`, `>` or `&` is left in it, so it can neither end the script nor be taken for markup.
pub fn script(nodes: &[Value]) -> Option<String> {
    let document = match nodes {
        [] => return None,
        [Value::Object(node)] => {
            let mut document = serde_json::Map::new();
            document.insert("@context".to_owned(), CONTEXT.into());
            document.extend(node.clone());
            Value::Object(document)
        }
        nodes => json!({ "@context": CONTEXT, "@graph": nodes }),
    };
    Some(escaped(&document.to_string()))
}

const CONTEXT: &str = "https://schema.org";

/// Outside strings JSON has none of these characters, and inside them `\uXXXX` means the same.
fn escaped(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::testing::{self, nasty};

    #[test]
    fn one_node_needs_no_graph() {
        assert_eq!(script(&[]), None);
        let one = script(&[json!({ "@type": "Thing", "name": "</script>" })]).unwrap();
        assert_eq!(one, r#"{"@context":"https://schema.org","@type":"Thing","name":"\u003c/script\u003e"}"#);
        let two = script(&[json!({ "@type": "A" }), json!({ "@type": "B" })]).unwrap();
        assert_eq!(two, r#"{"@context":"https://schema.org","@graph":[{"@type":"A"},{"@type":"B"}]}"#);
    }

    proptest! {
        #![proptest_config(testing::proptests())]

        #[test]
        fn no_text_ends_the_script(text in nasty()) {
            let script = script(&[json!({ "name": text })]).unwrap();
            let marks = ['<', '>', '&', '\u{2028}', '\u{2029}'];
            prop_assert!(!script.contains(marks));
            let parsed: Value = serde_json::from_str(&script).unwrap();
            prop_assert_eq!(parsed["name"].as_str(), Some(text.as_str()));
        }
    }
}
