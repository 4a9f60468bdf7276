//! What a result shows of a page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Document;

/// The most letters of a lead that a card carries.
const LEAD_CHARS: usize = 170;

/// A page among results. In the bundle, cards are JSON arrays in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The page's address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its lead, cut at a word.
    pub lead: String,
    /// Its kind.
    pub kind: String,
    /// Its day as `2022-06-29`, or nothing.
    pub date: String,
    /// The values of its facets.
    pub facets: BTreeMap<String, Vec<String>>,
}

impl Card {
    pub(super) fn of(document: &Document) -> Self {
        let values = |facets: &Vec<super::Facet>| facets.iter().map(|facet| facet.value.clone()).collect();
        Self {
            url: document.url.clone(),
            title: document.title.clone(),
            lead: cut(if document.lead.trim().is_empty() { &document.body } else { &document.lead }),
            kind: document.kind.clone(),
            date: document.date.map(|date| date.to_string()).unwrap_or_default(),
            facets: document.facets.iter().map(|(key, facets)| (key.clone(), values(facets))).collect(),
        }
    }
}

/// The beginning of a text in one line, cut after a whole word.
fn cut(text: &str) -> String {
    let mut cut = String::new();
    let mut n_chars = 0;
    for word in text.split_whitespace() {
        n_chars += word.chars().count() + 1;
        if n_chars > LEAD_CHARS {
            cut.push_str(" …");
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    cut.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_cut_after_a_whole_word() {
        assert_eq!(cut("Kort\n text."), "Kort text.");
        let long = cut(&"ord ".repeat(100));
        assert!(long.ends_with("ord …") && long.chars().count() <= LEAD_CHARS + 2, "{long}");
        assert_eq!(cut(&"x".repeat(5000)), "…");
    }
}
