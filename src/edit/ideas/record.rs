//! An idea as the TOML of its record, and the id it gets.

use std::fmt::Write;

use crate::config::slug;

use super::row::Row;

/// The most letters of an id.
const MAX_ID: usize = 60;

/// An id made of a title that is not taken: with a number when it is.
pub(super) fn free_id(title: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let mut base = slug(title);
    if base.len() > MAX_ID {
        let end = base[..MAX_ID].rfind('-').unwrap_or(MAX_ID);
        base.truncate(end);
    }
    if base.is_empty() {
        base.push_str("ide");
    }
    if !is_taken(&base) {
        return base;
    }
    let numbered = |n: u32| format!("{base}-{n}");
    (2..u32::MAX).map(numbered).find(|id| !is_taken(id)).unwrap_or(base)
}

/// The record's text.
pub(super) fn text(idea: &Row) -> String {
    let mut text = "visibility = \"internal\"\n".to_owned();
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {value}");
    };
    line("title", &quoted(&idea.title));
    line("text", &quoted(&idea.text));
    line("received", &idea.received.to_string());
    line("sender_type", &quoted(&idea.sender_type));
    if let Some(collection) = &idea.collection {
        line("collection", &quoted(collection));
    }
    line("status", &quoted(&idea.status));
    text
}

/// A TOML string; one with several lines is written on several lines.
fn quoted(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            '\n' => escaped.push('\n'),
            c if c.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    if text.contains('\n') { format!("\"\"\"\n{escaped}\"\"\"") } else { format!("\"{escaped}\"") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::parse_toml;
    use crate::source::{FilePath, Source, Span};

    #[test]
    fn ids_are_free_and_not_too_long() {
        let taken = |id: &str| ["bankar", "bankar-2"].contains(&id);
        assert_eq!(free_id("Bänkar!", &taken), "bankar-3");
        assert_eq!(free_id("???", &taken), "ide");
        assert!(free_id(&"ord ".repeat(40), &taken).len() <= MAX_ID);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[^\r]{0,40}") {
            let toml = format!("text = {}\n", quoted(&text));
            let source = Source::new(FilePath::new("a.toml"), toml.into_bytes()).unwrap();
            let mut out = Vec::new();
            let table = parse_toml(&source, Span::new(0, source.text.len()), &mut out);
            prop_assert_eq!(out, vec![]);
            prop_assert_eq!(table.text("text").unwrap().value, text);
        }
    }
}
