//! `WebSite`: the site as a whole, told on its start page.

use serde_json::{Value, json};

use super::node::{Node, reference};

/// The site.
#[derive(Clone, Debug)]
pub struct WebSite {
    /// Its start page, absolute and with a final `/`.
    pub url: String,
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Its languages, as in `<html lang>`.
    pub languages: Vec<String>,
    /// The `@id` of the organisation that publishes it.
    pub publisher_id: Option<String>,
    /// Its search page, with `{search_term_string}` where the words go.
    pub search_url: Option<String>,
}

/// The site's node. Its `@id` is its address with `#website`.
pub fn web_site(site: &WebSite) -> Value {
    Node::new("WebSite")
        .with("@id", format!("{}#website", site.url))
        .with("url", &*site.url)
        .with("name", &*site.name)
        .with("description", &*site.description)
        .with("inLanguage", site.languages.clone())
        .maybe("publisher", site.publisher_id.as_deref().map(reference))
        .maybe("potentialAction", site.search_url.as_deref().map(search))
        .into()
}

fn search(url: &str) -> Value {
    json!({
        "@type": "SearchAction",
        "target": { "@type": "EntryPoint", "urlTemplate": url },
        "query-input": "required name=search_term_string",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_with_search() {
        let site = WebSite {
            url: "https://torg.example/".to_owned(),
            name: "Torget".to_owned(),
            description: String::new(),
            languages: vec!["sv".to_owned(), "en".to_owned()],
            publisher_id: Some("https://torg.example/#organisation".to_owned()),
            search_url: Some("https://torg.example/sok/?q={search_term_string}".to_owned()),
        };
        insta::assert_snapshot!(web_site(&site), @r#"{"@type":"WebSite","@id":"https://torg.example/#website","url":"https://torg.example/","name":"Torget","inLanguage":["sv","en"],"publisher":{"@id":"https://torg.example/#organisation"},"potentialAction":{"@type":"SearchAction","target":{"@type":"EntryPoint","urlTemplate":"https://torg.example/sok/?q={search_term_string}"},"query-input":"required name=search_term_string"}}"#);
    }
}
