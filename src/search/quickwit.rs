//! For corpora that no static bundle should carry: the documents as newline-delimited JSON, and an index configuration,
//! for Quickwit, the distributed engine on the same tantivy.
//!
//! Quickwit stems Swedish by the same Snowball rules, but knows no compounds: their parts are written beside the text, in
//! a field that counts less.

use serde::Serialize;
use serde_json::json;

use super::index::Index;
use super::memory::{Nothing, by_language};
use super::segment::segments;
use super::{Analysed, Document, Options, analyse};

/// The two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quickwit {
    /// The index configuration, as JSON, which Quickwit takes as it takes YAML.
    pub config: String,
    /// One document a line.
    pub documents: String,
}

#[derive(Serialize)]
struct Line<'a> {
    url: &'a str,
    lang: &'a str,
    kind: &'a str,
    title: &'a str,
    aliases: &'a [String],
    headings: Vec<&'a str>,
    lead: &'a str,
    body: &'a str,
    tags: &'a [String],
    /// `status:active`
    facets: Vec<String>,
    parts: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

/// Writes documents for Quickwit, in the order of their addresses.
pub fn quickwit(documents: &[Document], options: &Options) -> Quickwit {
    let options = &Options { list_splits: true, ..options.clone() };
    let analysed: Vec<Analysed> = documents.iter().map(analyse).collect();
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (lang, listed) in by_language(analysed.as_slice()) {
        let segments = segments(analysed.as_slice(), listed, &Nothing);
        let index = Index::new(lang, analysed.as_slice(), &segments, options, &Nothing);
        for (document, analysed) in
            documents.iter().zip(&analysed).filter(|(document, _)| document.lang == lang)
        {
            let mut parts: Vec<&str> = Vec::new();
            for word in analysed.texts() {
                if let Ok(at) = index.splits.binary_search_by(|(split, _)| split.as_str().cmp(word)) {
                    parts.extend(
                        index.splits.get(at).into_iter().flat_map(|(_, parts)| parts).map(String::as_str),
                    );
                }
            }
            parts.sort_unstable();
            parts.dedup();
            let line = Line {
                url: &document.url,
                lang,
                kind: &document.kind,
                title: &document.title,
                aliases: &document.aliases,
                headings: document.headings.iter().map(|heading| heading.text.as_str()).collect(),
                lead: &document.lead,
                body: &document.body,
                tags: &document.tags,
                facets: facets(document),
                parts: parts.join(" "),
                date: document.date.map(|date| format!("{date}T00:00:00Z")),
            };
            lines.push((&document.url, serde_json::to_string(&line).unwrap_or_default()));
        }
    }
    lines.sort();
    let documents = lines.into_iter().map(|(_, line)| line + "\n").collect();
    Quickwit { config: format!("{:#}\n", config()), documents }
}

/// By what a page can be filtered, as words.
fn facets(document: &Document) -> Vec<String> {
    let facets =
        document.facets.iter().flat_map(|(key, values)| values.iter().map(move |facet| (key, facet)));
    facets.map(|(key, facet)| format!("{key}:{}", facet.value)).collect()
}

fn config() -> serde_json::Value {
    let text = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "torg", "record": "position", "fieldnorms": true });
    let list = |name: &str| json!({ "name": name, "type": "array<text>", "tokenizer": "torg", "record": "position" });
    let word = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "raw", "fast": true });
    json!({
        "version": "0.8",
        "index_id": "torg",
        "doc_mapping": {
            "mode": "strict",
            "field_mappings": [
                word("url"), word("lang"), word("kind"), text("title"), list("aliases"), list("headings"), text("lead"),
                text("body"), list("tags"), text("parts"),
                { "name": "facets", "type": "array<text>", "tokenizer": "raw", "fast": true },
                { "name": "date", "type": "datetime", "input_formats": ["rfc3339"], "fast": true },
            ],
            "tokenizers": [{ "name": "torg", "type": "simple", "filters": ["lower_caser"] }],
        },
        "search_settings": { "default_search_fields": ["title", "aliases", "headings", "lead", "tags", "body", "parts"] },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_lines_and_compounds_have_their_parts() {
        let document = |url: &str, body: &str| Document {
            url: url.into(),
            lang: "sv".into(),
            title: "Sida".into(),
            body: body.into(),
            ..Document::default()
        };
        let written =
            quickwit(&[document("/b/", "Ett äldreboende."), document("/a/", "Ord.")], &Options::default());
        let lines: Vec<serde_json::Value> =
            written.documents.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[0]["url"], "/a/");
        assert_eq!(lines[1]["parts"], "boende äldre");
        let config: serde_json::Value = serde_json::from_str(&written.config).unwrap();
        assert_eq!(config["index_id"], "torg");
    }
}
