//! The bytes that one change of a field takes. Each function gives an edit that is meant to be right; whether it is, is
//! seen by reading the result back, see [`Draft`](super::Draft).

mod flow;
mod lines;
mod toml;
mod yaml;

use crate::config::{Data, Entry, Table, Value};
use crate::source::{Source, Span};

use super::plain::Plain;

pub(super) use toml::{date, quoted};

/// How front matter or a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Toml,
    Yaml,
}

/// A text that holds keys and values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields<'a> {
    pub(super) source: &'a Source,
    pub(super) syntax: Syntax,
    /// Where in the source the keys may stand.
    pub(super) region: Span,
    pub(super) table: &'a Table,
}

/// Bytes to replace, and what to put there.
pub(super) type Splice = (Span, String);

/// How a table or list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Between brackets or braces.
    Flow,
    /// Below a header of its own: `[table]`, `[[item]]`.
    Header,
    /// A line, or some, for each key or item.
    Lines,
}

/// A table or list that holds what is changed, and the place of its own bytes; the document itself has none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holder<'a> {
    Document,
    Value(&'a Value),
}

impl Fields<'_> {
    /// Another value in the place of one.
    pub(super) fn replace(&self, value: &Value, key: Option<&Entry>, new: &Plain) -> Splice {
        let old = self.source.slice(value.literal);
        match self.syntax {
            Syntax::Toml => (value.literal, toml::in_style(new, old, self.eol())),
            Syntax::Yaml => yaml::replace(self.source, value, key, new, self.eol()),
        }
    }

    /// A new key. It stands after the nearest of the keys that come before it in `order`.
    pub(super) fn add(&self, holder: Holder<'_>, key: &str, new: &Plain, order: &[&str]) -> Option<Splice> {
        let table = self.table_of(holder)?;
        let after = predecessor(&self.simple(table), key, order);
        match self.form(holder) {
            Form::Flow => Some(flow::add_key(self, holder.literal()?, table, after, key, new)),
            Form::Header | Form::Lines => Some(lines::add_key(self, holder, after, key, new)),
        }
    }

    /// A key less.
    pub(super) fn remove(&self, holder: Holder<'_>, key: &str) -> Option<Splice> {
        let table = self.table_of(holder)?;
        let index = table.entries.iter().position(|entry| entry.key.value == key)?;
        match self.form(holder) {
            Form::Flow => Some(flow::remove_key(self, holder.literal()?, table, index)),
            Form::Header | Form::Lines => Some(lines::remove_key(self, table, index)),
        }
    }

    /// A new item at the place `index` of a list.
    pub(super) fn insert(&self, list: &Value, index: usize, new: &Plain) -> Option<Splice> {
        let items = list.as_list();
        match self.form(Holder::Value(list)) {
            Form::Flow => Some(flow::insert_item(self, list, index, new)),
            Form::Header => lines::insert_header(self, items, index, new),
            Form::Lines => lines::insert_item(self, items, index, new),
        }
    }

    /// An item less.
    pub(super) fn take(&self, list: &Value, index: usize) -> Option<Splice> {
        let items = list.as_list();
        match self.form(Holder::Value(list)) {
            Form::Flow => Some(flow::remove_item(list, index)),
            Form::Header | Form::Lines => {
                let item = items.get(index)?;
                let span = Span { end: end_of(item), ..item.literal };
                Some(lines::remove_lines(self, span))
            }
        }
    }

    /// Whether the items of a list have headers of their own.
    pub(super) fn has_headers(&self, list: &Value) -> bool {
        self.form(Holder::Value(list)) == Form::Header
    }

    /// The line end of the file: that of its first line.
    pub(super) fn eol(&self) -> &'static str {
        eol(&self.source.text)
    }

    fn literal(&self, new: &Plain) -> String {
        match self.syntax {
            Syntax::Toml => toml::literal(new, self.eol()),
            Syntax::Yaml => yaml::literal(new, false),
        }
    }

    /// A key with its value, as in a line or between braces.
    fn pair(&self, key: &str, new: &Plain, in_flow: bool) -> String {
        match self.syntax {
            Syntax::Toml => format!("{} = {}", toml::key(key), toml::literal(new, self.eol())),
            Syntax::Yaml => format!("{}: {}", yaml::key(key), yaml::literal(new, in_flow)),
        }
    }

    fn table_of<'b>(&'b self, holder: Holder<'b>) -> Option<&'b Table> {
        match holder {
            Holder::Document => Some(self.table),
            Holder::Value(value) => value.as_table(),
        }
    }

    fn form(&self, holder: Holder<'_>) -> Form {
        let Holder::Value(value) = holder else { return Form::Lines };
        let text = self.source.slice(value.literal);
        let (opening, first) = match &value.data {
            Data::Table(table) => ('{', table.entries.first().map(|entry| entry.key.span.start)),
            Data::Array(values) => ('[', values.first().map(|value| value.literal.start)),
            _ => return Form::Lines,
        };
        let encloses = first.is_none_or(|first| value.literal.start < first && first < value.literal.end);
        if text.starts_with(opening) && encloses {
            Form::Flow
        } else if text.starts_with('[') && self.syntax == Syntax::Toml {
            Form::Header
        } else {
            Form::Lines
        }
    }

    /// The entries of a table that have lines of their own and no header.
    fn simple<'b>(&self, table: &'b Table) -> Vec<&'b Entry> {
        let is_simple = |entry: &&Entry| {
            let start = self.line_start(entry.key.span.start);
            let line = &self.source.text[start..];
            self.syntax == Syntax::Yaml || !line.trim_start().starts_with('[')
        };
        table.entries.iter().filter(is_simple).collect()
    }

    fn line_start(&self, at: u32) -> usize {
        let region = self.region.start as usize;
        self.source.text[region..at as usize].rfind('\n').map_or(region, |newline| region + newline + 1)
    }

    /// The byte after the line end at or after `at`, and whether there is one.
    fn line_end(&self, at: u32) -> (usize, bool) {
        let text = &self.source.text[..self.region.end as usize];
        match text[at as usize..].find('\n') {
            Some(newline) => (at as usize + newline + 1, true),
            None => (text.len(), false),
        }
    }
}

impl Holder<'_> {
    fn literal(self) -> Option<Span> {
        match self {
            Self::Document => None,
            Self::Value(value) => Some(value.literal),
        }
    }
}

/// The line end of a text: that of its first line.
pub(super) fn eol(text: &str) -> &'static str {
    match text.find('\n') {
        Some(newline) if text[..newline].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Where a value ends, and all that belongs to it: what stands below a header does.
fn end_of(value: &Value) -> u32 {
    let inner = match &value.data {
        Data::Table(table) => table.entries.iter().map(|entry| end_of(&entry.value)).max(),
        Data::Array(values) => values.iter().map(end_of).max(),
        _ => None,
    };
    inner.unwrap_or(0).max(value.literal.end)
}

/// The entry to stand after: the last in `order` of those that come before the key there, else the last of all.
fn predecessor<'b>(entries: &[&'b Entry], key: &str, order: &[&str]) -> Option<&'b Entry> {
    let place = |key: &str| order.iter().position(|name| *name == key);
    let own = place(key);
    let before = entries.iter().filter(|entry| place(&entry.key.value).is_some_and(|at| Some(at) < own));
    before.max_by_key(|entry| place(&entry.key.value)).or(entries.last()).copied()
}

/// All bytes of a value and of what stands below its header.
#[cfg(test)]
pub(super) fn whole(value: &Value) -> Span {
    Span { end: end_of(value), ..value.literal }
}
