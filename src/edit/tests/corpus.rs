//! The repository's own pages and records, as they are and as other editors would have saved them.

use jiff::ToSpan;

use crate::config::{Data, DateValue, Table};
use crate::source::{DiskFiles, FilePath, Files, Source, Span};

use super::{Draft, Path, Plain};

/// Every way in which the same file may be saved.
fn variants(text: &str) -> Vec<String> {
    let crlf = text.replace('\n', "\r\n");
    vec![
        text.to_owned(),
        crlf.clone(),
        format!("\u{feff}{text}"),
        format!("\u{feff}{}", crlf.trim_end()),
        text.replacen('\n', " # k\u{e5}\n", 1).replacen("+++ # k\u{e5}", "+++", 1),
    ]
}

fn corpus() -> Vec<Source> {
    let files = DiskFiles::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let paths = ["content", "site/hub"].into_iter().flat_map(|folder| files.list(folder).files);
    let is_ours = |path: &FilePath| matches!(path.extension(), Some("md" | "toml"));
    let read = |path: FilePath| Source::new(path.clone(), files.read(&path).unwrap()).unwrap();
    paths.filter(is_ours).map(read).collect()
}

/// Another value of the same kind.
fn other(value: &Plain) -> Plain {
    match value {
        Plain::Text(text) => Plain::Text(format!("{text} \u{e5} \"b\"")),
        Plain::Integer(number) => Plain::Integer(number + 1),
        Plain::Float(number) => Plain::Float(number + 0.5),
        Plain::Bool(truth) => Plain::Bool(!truth),
        Plain::Date(DateValue::Date(date)) => Plain::Date(DateValue::Date(date.tomorrow().unwrap())),
        Plain::Date(DateValue::DateTime(civil)) => Plain::Date(DateValue::DateTime(*civil + 1.hour())),
        Plain::Date(DateValue::Zoned(moment)) => Plain::Date(DateValue::Zoned(*moment + 1.hour())),
        Plain::List(items) => {
            let more = items.last().map_or(Plain::text("ny"), other);
            Plain::List(items.iter().cloned().chain([more]).collect())
        }
        Plain::Table(table) => {
            Plain::Table(table.iter().map(|(key, value)| (key.clone(), other(value))).collect())
        }
    }
}

/// Every field of a table and of the tables in it, with the bytes that belong to it.
fn fields(table: &Table, at: &Path, found: &mut Vec<(Path, Span)>) {
    for entry in &table.entries {
        let path = at.then(&entry.key.value);
        found.push((path.clone(), entry.key.span.to(super::super::fields::whole(&entry.value))));
        match &entry.value.data {
            Data::Table(table) => fields(table, &path, found),
            Data::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    if let Data::Table(table) = &value.data {
                        fields(table, &path.then(index), found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// What two texts do not share at their beginnings and ends, as a range of the first. What comes after `limit` counts as
/// shared only from the end: an item that is added to a list of like ones begins as the next does.
fn difference(a: &str, b: &str, limit: usize) -> std::ops::Range<usize> {
    let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let before = same(&mut a.bytes().zip(b.bytes())).min(limit);
    let after = same(&mut a.bytes().rev().zip(b.bytes().rev())).min(a.len().min(b.len()) - before);
    before..a.len() - after
}

#[test]
fn a_field_set_is_read_back_and_set_back_restores_the_file() {
    let corpus = corpus();
    assert!(corpus.len() >= 200, "{} files", corpus.len());
    let (mut n_fields, mut n_files) = (0, 0);
    for source in corpus {
        for text in variants(&source.text) {
            n_files += 1;
            let before = Draft::new(Source { path: source.path.clone(), text: text.as_str().into() });
            let mut found = Vec::new();
            fields(before.table(), &Path::default(), &mut found);
            // Long files of many alike records are no more telling than their first.
            for (path, span) in found.into_iter().take(40) {
                n_fields += 1;
                let old = Plain::of(path.find(before.table()).unwrap()).unwrap();
                let new = other(&old);
                let mut draft = before.clone();
                let set = draft.set(&path, &new, &[]);
                assert_eq!(set, Ok(()), "{} {path}", source.path);
                assert_eq!(Plain::of(path.find(draft.table()).unwrap()), Some(new), "{} {path}", source.path);
                // A new `[[item]]` stands on the lines after the last.
                let end =
                    text[span.end as usize..].find('\n').map_or(text.len(), |at| span.end as usize + at + 1);
                let changed = difference(&text, &draft.source().text, end);
                let fits = span.start as usize <= changed.start && changed.end <= end;
                assert!(fits, "{} {path} {changed:?}", source.path);
                draft.set(&path, &old, &[]).unwrap();
                assert_eq!(*draft.source().text, *text, "{} {path}", source.path);
            }
        }
    }
    assert!(n_files > 1000 && n_fields > 10_000, "{n_files} {n_fields}");
}

#[test]
fn a_body_changed_and_changed_back_is_the_same() {
    for source in corpus() {
        for text in variants(&source.text) {
            let mut draft = Draft::new(Source { path: source.path.clone(), text: text.as_str().into() });
            let Some(body) = draft.body() else { continue };
            draft.set_body(&body);
            assert_eq!(*draft.source().text, *text);
            let middle = body.len() / 2;
            let middle = (middle..=body.len()).find(|at| body.is_char_boundary(*at)).unwrap();
            draft.set_body(&format!("{} nytt\n\noch mer {}", &body[..middle], &body[middle..]));
            draft.set_body(&body);
            assert_eq!(*draft.source().text, *text);
        }
    }
}
