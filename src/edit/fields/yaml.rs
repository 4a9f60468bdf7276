//! Values as YAML, as plain as they can be.

use crate::config::{Entry, Value};
use crate::source::{Source, Span};

use super::{Plain, Splice, toml};

/// A key.
pub(super) fn key(key: &str) -> String {
    scalar(key, true)
}

/// A value on one line. Lists and tables are in brackets and braces.
pub(super) fn literal(value: &Plain, in_flow: bool) -> String {
    match value {
        Plain::Text(text) => scalar(text, in_flow),
        Plain::Integer(number) => number.to_string(),
        Plain::Float(number) => toml::float(*number),
        Plain::Bool(truth) => truth.to_string(),
        Plain::Date(date) => toml::date(*date),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(|item| literal(item, true)).collect();
            format!("[{}]", items.join(", "))
        }
        Plain::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{}: {}", key(name), literal(value, true)))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
    }
}

/// A value in the place of another. A text keeps the other's quotes, or its block, where they can hold it.
pub(super) fn replace(source: &Source, old: &Value, entry: Option<&Entry>, new: &Plain, eol: &str) -> Splice {
    let written = source.slice(old.literal);
    if let (Some(entry), Plain::Text(text)) = (entry, new)
        && let Some(indicator) = indicator(source, entry)
    {
        let column = old.literal.start as usize - line_start(source, old.literal.start);
        return match block(text, column, eol) {
            Some(block) if source.slice(indicator).trim_end() == "|" => (old.literal, block),
            _ => (Span { end: old.literal.end, ..indicator }, scalar(text, false)),
        };
    }
    let Plain::Text(text) = new else { return (old.literal, literal(new, true)) };
    let is_simple = !text.contains('\n') && !text.contains(char::is_control);
    let text = if written.starts_with('\'') && is_simple {
        format!("'{}'", text.replace('\'', "''"))
    } else if written.starts_with('"') {
        toml::quoted(text)
    } else {
        scalar(text, true)
    };
    (old.literal, text)
}

/// The lines of a block, if the text is one that `|` holds as it is.
fn block(text: &str, column: usize, eol: &str) -> Option<String> {
    let lines = text.strip_suffix('\n')?;
    let fits = !lines.is_empty()
        && !lines.ends_with('\n')
        && !lines.starts_with([' ', '\n'])
        && !lines.chars().any(|c| c.is_control() && c != '\n');
    let indent = " ".repeat(column);
    fits.then(|| lines.replace('\n', &format!("{eol}{indent}")))
}

/// Where `|` or `>` stands, with what follows up to the text.
fn indicator(source: &Source, entry: &Entry) -> Option<Span> {
    let between = Span { start: entry.key.span.end, end: entry.value.literal.start };
    let text = source.slice(between);
    let at = text.find(['|', '>']).filter(|_| text.contains('\n'))?;
    Some(Span { start: between.start + at as u32, ..between })
}

fn line_start(source: &Source, at: u32) -> usize {
    source.text[..at as usize].rfind('\n').map_or(0, |newline| newline + 1)
}

/// A text without quotes where it is sure to be read as that text.
fn scalar(text: &str, in_flow: bool) -> String {
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '/');
    let plain = |c: char| c.is_alphanumeric() || " /_-.()!?+%&=".contains(c) || (!in_flow && c == ',');
    let is_word = matches!(
        text.to_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
    );
    if begins && !is_word && !text.ends_with(' ') && text.chars().all(plain) {
        return text.to_owned();
    }
    toml::quoted(text)
}
