//! Values as TOML.

use std::fmt::Write;

use crate::config::DateValue;

use super::Plain;

/// A key: bare where it can be.
pub(super) fn key(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { quoted(key) }
}

/// A value; `eol` stands between the lines of a text.
pub(super) fn literal(value: &Plain, eol: &str) -> String {
    match value {
        Plain::Text(text) if text.contains('\n') => lines(text, eol, "'''", true),
        Plain::Text(text) => quoted(text),
        Plain::Integer(number) => number.to_string(),
        Plain::Float(number) => float(*number),
        Plain::Bool(truth) => truth.to_string(),
        Plain::Date(date) => self::date(*date),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(|item| literal(item, eol)).collect();
            format!("[{}]", items.join(", "))
        }
        Plain::Table(table) if table.is_empty() => "{}".to_owned(),
        Plain::Table(table) => {
            let pairs: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{} = {}", key(name), literal(value, eol)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// A value in the place of another: a text keeps the other's quotes where they can hold it.
pub(super) fn in_style(value: &Plain, old: &str, eol: &str) -> String {
    let Plain::Text(text) = value else { return literal(value, eol) };
    for quotes in ["'''", "\"\"\""] {
        if let Some(rest) = old.strip_prefix(quotes) {
            return lines(text, eol, quotes, rest.starts_with(['\n', '\r']));
        }
    }
    if old.starts_with('\'') && !text.contains(['\'', '\n']) && !has_controls(text) {
        return format!("'{text}'");
    }
    literal(value, eol)
}

/// A date as it is written in both syntaxes.
pub(in crate::edit) fn date(date: DateValue) -> String {
    match date {
        DateValue::Date(date) => date.to_string(),
        DateValue::DateTime(civil) => civil.to_string(),
        DateValue::Zoned(moment) => moment.to_string(),
    }
}

/// A number that is read as one with decimals.
pub(super) fn float(number: f64) -> String {
    let text = number.to_string();
    if text.contains(['.', 'e', 'n', 'i']) { text } else { format!("{text}.0") }
}

/// A text within quotes, on one line. Escapes are those that JSON has too.
pub(in crate::edit) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to a text cannot fail.
            c if c.is_control() => drop(write!(out, "\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text of several lines. `begins_below` is whether its first line stands below the quotes, as it must where the text
/// itself begins with a line end.
fn lines(text: &str, eol: &str, quotes: &str, begins_below: bool) -> String {
    let is_plain = !text.contains("'''") && !text.ends_with('\'') && !has_controls(text);
    let opening = if begins_below || text.starts_with('\n') { eol } else { "" };
    if quotes == "'''" && is_plain {
        return format!("'''{opening}{}'''", text.replace('\n', eol));
    }
    let escaped = quoted(text);
    let inner = &escaped[1..escaped.len() - 1];
    // Quotes need no escape until three of them meet, or one the end.
    let inner = inner.replace("\\n", eol);
    format!("\"\"\"{opening}{inner}\"\"\"")
}

fn has_controls(text: &str) -> bool {
    text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
}
