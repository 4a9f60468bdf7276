//! What holds for every page: nothing panics, every place lies in the file, both syntaxes give the same diagnostics.

use proptest::prelude::*;

use crate::config::Config;
use crate::report::{Diagnostic, Reported};
use crate::source::{FilePath, MAX_TEXT_BYTES, Source};

use super::document::Document;
use super::words::Kind;
use super::{classify, split};

fn read(path: &str, text: &str, section_kind: Option<Kind>) -> (Source, Reported<Document>) {
    let site = Source::new(FilePath::new("site/site.toml"), b"default_language = \"sv\"".to_vec()).unwrap();
    let config = Config::read(&site, &mut Vec::new());
    let source = Source::new(FilePath::new(path), text.as_bytes().to_vec()).unwrap();
    let mut raw = split(source.clone(), &config);
    let mut document = classify(raw.value, section_kind);
    document.diagnostics.append(&mut raw.diagnostics);
    (source, document)
}

/// Front matter keys with values of every type, as TOML and YAML both write them.
fn entries() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let keys = [
        "title",
        "titel",
        "date",
        "updated",
        "expires",
        "draft",
        "kind",
        "slug",
        "path",
        "aliases",
        "weight",
        "tags",
        "sources",
        "when",
        "status",
        "form",
        "organisers",
        "counts",
        "postponed_to",
        "type",
        "audience",
        "minutes",
        "origin",
        "reviewed",
        "file",
        "url",
        "held_by",
        "accessibility",
        "page_kind",
        "paginate",
        "records",
        "extra",
        "description",
    ];
    let values = [
        "\"Sida\"",
        "''",
        "1",
        "-1",
        "1.5",
        "true",
        "2022-06-29",
        "2021-01-01T09:00:00",
        "2022-06-29T09:00:00Z",
        "[]",
        "{}",
        "[\"a\", 1]",
        "\"event\"",
        "\"document\"",
        "\"postponed\"",
        "\"2022-H2\"",
        "\"2022-05/2022-04\"",
        "\"å å\"",
        "\"a\\\"b\"",
    ];
    let entry = (prop::sample::select(keys.to_vec()), prop::sample::select(values.to_vec()));
    prop::collection::vec(entry, 0..12).prop_map(|mut entries| {
        entries.sort_by_key(|(key, _)| *key);
        entries.dedup_by_key(|(key, _)| *key);
        entries
    })
}

fn path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "content/a.md",
        "content/_index.md",
        "content/x/2022-06-29-a.md",
        "content/a.fi.md",
        "content/2022-99-99-a.md",
    ])
}

fn kind() -> impl Strategy<Value = Option<Kind>> {
    prop::option::of(prop::sample::select(super::shapes::KINDS.to_vec()))
}

/// A diagnostic without its columns: code and line.
fn gist(source: &Source, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut gist: Vec<String> = diagnostics
        .iter()
        .map(|d| {
            format!(
                "{:?} {} {:?}",
                source.line_column(d.at.span.start).line,
                d.code,
                source.slice(d.at.span).trim_matches('-').trim_matches('+')
            )
        })
        .collect();
    gist.sort();
    gist
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_syntaxes_have_the_same_mistakes_in_the_same_places(entries in entries(), path in path(), kind in kind()) {
        let toml = entries.iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<Vec<_>>().concat();
        let yaml = entries.iter().map(|(key, value)| format!("{key}: {value}\n")).collect::<Vec<_>>().concat();
        let (toml_source, toml) = read(path, &format!("+++\n{toml}+++\n"), kind);
        let (yaml_source, yaml) = read(path, &format!("---\n{yaml}---\n"), kind);
        prop_assert_eq!(gist(&toml_source, &toml.diagnostics), gist(&yaml_source, &yaml.diagnostics));
        for diagnostic in &toml.diagnostics {
            for edit in diagnostic.suggestions.iter().flat_map(|suggestion| &suggestion.edits) {
                prop_assert!(toml_source.text.get(edit.at.span.range()).is_some_and(|text| !text.is_empty()));
            }
        }
    }

    #[test]
    fn no_text_panics(start in "(\u{feff})?(\\+\\+\\+|---)?\r?\n?", text in any::<String>(), end in "\r?\n(\\+\\+\\+|---)?\r?\n?") {
        let (source, document) = read("content/a.md", &format!("{start}{text}{end}"), None);
        let body = document.value.body;
        prop_assert!(source.text.get(body.range()).is_some() && body.end as usize == source.text.len());
    }

    #[test]
    fn no_file_name_panics(name in "[a-zåäö0-9._-]{0,24}") {
        read(&format!("content/{name}.md"), "+++\ntitle = \"a\"\n+++\n", None);
    }
}

#[test]
fn a_page_of_any_size_is_read() {
    let body = "> ".repeat(MAX_TEXT_BYTES / 2 - 20);
    let (_, document) = read("content/a.md", &format!("+++\ntitle = \"a\"\n+++\n{body}"), None);
    assert_eq!(document.diagnostics, []);
}
