//! Keys and items that have lines of their own, and tables below a header.

use crate::config::{Entry, Table, Value};
use crate::source::Span;

use super::{Fields, Holder, Plain, Splice, Syntax, end_of};

pub(super) fn add_key(
    fields: &Fields<'_>,
    holder: Holder<'_>,
    after: Option<&Entry>,
    key: &str,
    new: &Plain,
) -> Splice {
    let pair = fields.pair(key, new, false);
    match (after, holder) {
        (Some(entry), _) => {
            after_line(fields, end_of(&entry.value), &format!("{}{pair}", prefix(fields, entry)))
        }
        (None, Holder::Value(header)) => after_line(fields, header.literal.end, &pair),
        (None, Holder::Document) => {
            (Span { end: fields.region.start, ..fields.region }, format!("{pair}{}", fields.eol()))
        }
    }
}

pub(super) fn remove_key(fields: &Fields<'_>, table: &Table, index: usize) -> Splice {
    let entry = &table.entries[index];
    let line = fields.line_start(entry.key.span.start);
    let before = &fields.source.text[line..entry.key.span.start as usize];
    let is_first_of_item = fields.syntax == Syntax::Yaml && before.trim_start().starts_with('-');
    if let Some(next) = table.entries.get(index + 1).filter(|_| is_first_of_item) {
        return (Span { start: entry.key.span.start, end: next.key.span.start }, String::new());
    }
    remove_lines(fields, Span { start: entry.key.span.start, end: end_of(&entry.value) })
}

/// The lines that a span touches away. Of two empty lines that would then meet one goes too, and the one above where
/// nothing comes after. A file without a final line end stays so.
pub(super) fn remove_lines(fields: &Fields<'_>, span: Span) -> Splice {
    let text = &fields.source.text;
    let first = fields.region.start as usize;
    let mut start = fields.line_start(span.start);
    let (mut end, ended) = fields.line_end(span.end);
    let above = before_line_end(text, first, start);
    let has_gap = above == first || text[first..above].ends_with('\n');
    if end == fields.region.end as usize {
        start = match (has_gap, ended) {
            (true, true) | (false, false) => above,
            (true, false) => before_line_end(text, first, above),
            (false, true) => start,
        };
    } else {
        let (next, _) = fields.line_end(end as u32);
        if has_gap && text[end..next].trim().is_empty() {
            end = next;
        }
    }
    (Span::new(start, end), String::new())
}

/// The place before the line end that stands before `at`; `at` itself where none does.
fn before_line_end(text: &str, first: usize, at: usize) -> usize {
    let before = &text[first..at];
    let trimmed = before.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest));
    first + trimmed.unwrap_or(before).len()
}

/// A new `[[item]]`, before the one that has its place or after the last.
pub(super) fn insert_header(
    fields: &Fields<'_>,
    items: &[Value],
    index: usize,
    new: &Plain,
) -> Option<Splice> {
    let Plain::Table(pairs) = new else { return None };
    let eol = fields.eol();
    let header = fields.source.slice(items.first()?.literal);
    let lines = pairs.iter().map(|(key, value)| fields.pair(key, value, false));
    let block = [header.to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join(eol);
    if let Some(next) = items.get(index) {
        let start = fields.line_start(next.literal.start);
        return Some((Span::new(start, start), format!("{block}{eol}{eol}")));
    }
    let last = items.last()?;
    let line = fields.line_start(last.literal.start);
    let above = fields.source.text[..line].trim_end_matches([' ', '\t']);
    let gap = if above.ends_with("\n\n") || above.ends_with("\n\r\n") { eol } else { "" };
    Some(after_line(fields, end_of(last), &format!("{gap}{block}")))
}

/// A new `- item`.
pub(super) fn insert_item(fields: &Fields<'_>, items: &[Value], index: usize, new: &Plain) -> Option<Splice> {
    let first = items.first()?;
    let line = fields.line_start(first.literal.start);
    let before = &fields.source.text[line..first.literal.start as usize];
    let indent = before.split('-').next()?;
    let item = format!("{indent}- {}", fields.literal(new));
    if index == 0 {
        return Some((Span::new(line, line), format!("{item}{}", fields.eol())));
    }
    Some(after_line(fields, end_of(items.get(index - 1)?), &item))
}

/// A line after the one in which something ends. A file without a final line end stays so.
fn after_line(fields: &Fields<'_>, end: u32, line: &str) -> Splice {
    let (at, ended) = fields.line_end(end);
    let text = if ended { format!("{line}{}", fields.eol()) } else { format!("{}{line}", fields.eol()) };
    (Span::new(at, at), text)
}

/// What stands before the last part of a key in its line: its indentation, and the keys before it in `a.b = 1`.
fn prefix(fields: &Fields<'_>, entry: &Entry) -> String {
    let line = fields.line_start(entry.key.span.start);
    let before = fields.source.text[line..entry.key.span.start as usize].trim_end_matches(['"', '\'']);
    match fields.syntax {
        Syntax::Toml => before.to_owned(),
        Syntax::Yaml => before.replace('-', " "),
    }
}
