//! Keys between braces and items between brackets, with commas between them: the same in both syntaxes.

use crate::config::{Entry, Table, Value};
use crate::source::Span;

use super::{Fields, Plain, Splice, Syntax, yaml};

pub(super) fn add_key(
    fields: &Fields<'_>,
    literal: Span,
    table: &Table,
    after: Option<&Entry>,
    key: &str,
    new: &Plain,
) -> Splice {
    let pair = fields.pair(key, new, true);
    match after.or(table.entries.last()) {
        Some(entry) => {
            let end = super::end_of(&entry.value);
            (Span { start: end, end }, format!(", {pair}"))
        }
        None => (literal, format!("{{ {pair} }}")),
    }
}

pub(super) fn remove_key(fields: &Fields<'_>, literal: Span, table: &Table, index: usize) -> Splice {
    let start = |index: usize| Some(key_start(fields, literal, table.entries.get(index)?));
    let end = |index: usize| Some(super::end_of(&table.entries.get(index)?.value));
    remove(literal, "{}", start, end, index)
}

pub(super) fn insert_item(fields: &Fields<'_>, list: &Value, index: usize, new: &Plain) -> Splice {
    let items = list.as_list();
    let text = match fields.syntax {
        Syntax::Toml => fields.literal(new),
        Syntax::Yaml => yaml::literal(new, true),
    };
    let Some(neighbour) = items.get(index.saturating_sub(1)) else {
        return (list.literal, format!("[{text}]"));
    };
    let separator = separator(fields, list, neighbour);
    if index == 0 {
        let at = neighbour.literal.start;
        return (Span { start: at, end: at }, format!("{text}{separator}"));
    }
    let at = neighbour.literal.end;
    (Span { start: at, end: at }, format!("{separator}{text}"))
}

pub(super) fn remove_item(list: &Value, index: usize) -> Splice {
    let items = list.as_list();
    let start = |index: usize| items.get(index).map(|item| item.literal.start);
    let end = |index: usize| items.get(index).map(|item| item.literal.end);
    remove(list.literal, "[]", start, end, index)
}

/// What stands between two items: a line of its own for each where the neighbour has one.
fn separator(fields: &Fields<'_>, list: &Value, neighbour: &Value) -> String {
    let line = fields.line_start(neighbour.literal.start).max(list.literal.start as usize);
    let before = &fields.source.text[line..neighbour.literal.start as usize];
    if before.trim().is_empty() && line > list.literal.start as usize {
        format!(",{}{before}", fields.eol())
    } else {
        ", ".to_owned()
    }
}

/// One of several parts away, with the comma that belongs to it.
fn remove(
    literal: Span,
    empty: &str,
    start: impl Fn(usize) -> Option<u32>,
    end: impl Fn(usize) -> Option<u32>,
    index: usize,
) -> Splice {
    let before = index.checked_sub(1).and_then(&end);
    let span = match (start(index), start(index + 1), before, end(index)) {
        (Some(start), Some(next), ..) => Span { start, end: next },
        (_, None, Some(before), Some(end)) => Span { start: before, end },
        _ => return (literal, empty.to_owned()),
    };
    (span, String::new())
}

/// Where a key begins, with its quotes and the keys before it in `a.b = 1`.
fn key_start(fields: &Fields<'_>, literal: Span, entry: &Entry) -> u32 {
    let inside = &fields.source.text[literal.start as usize..entry.key.span.start as usize];
    let written = inside.len() - inside.rfind(['{', ',', ' ', '\n', '\t']).map_or(0, |at| at + 1);
    entry.key.span.start - written as u32
}
