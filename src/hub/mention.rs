//! What a record refers to and the times it tells, found by its shape alone: a new field of a new kind is looked at
//! without anybody having to remember it.

use std::ops::Range;

use crate::config::abbreviation::FirstUses;
use crate::config::{AMOUNT, Data, Shape, Table, TableShape, Value, When, placeholder};
use crate::source::{Span, Spanned};

use super::Vocabulary;

/// A reference.
#[derive(Clone, Debug)]
pub struct Mention {
    /// What it refers to: a kind of record, a list of the vocabulary, a kind of page.
    pub kind: &'static str,
    /// The id.
    pub id: Spanned<String>,
}

/// A time with a first and a last day.
#[derive(Clone, Debug)]
pub struct Period {
    /// Its first day.
    pub from: Spanned<When>,
    /// Its last day.
    pub to: Spanned<When>,
}

/// What was found in a record.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    /// Words of these lists are not noted when they exist.
    settled: Option<&'a Vocabulary>,
    pub(super) mentions: Vec<Mention>,
    pub(super) periods: Vec<Period>,
    /// Texts that hold the place of others, with the words that give them away.
    pub(super) placeholders: Vec<(Span, &'static str)>,
    /// Abbreviations that are not explained where they first stand, each once.
    pub(super) abbreviations: Vec<Spanned<String>>,
    uses: FirstUses,
}

/// The keys that begin and end a time.
const BOUNDS: [(&str, &str); 2] = [("from", "to"), ("start", "end")];

/// Everything in a table, and in the tables inside it, as the shapes of its keys say.
///
/// Most references are to words of the vocabulary. Where open data does not list them they need no place in memory: given
/// the vocabulary as `settled`, only those it does not know are noted.
pub(super) fn find<'a>(table: &Table, parts: &[&TableShape], settled: Option<&'a Vocabulary>) -> Found<'a> {
    let mut found = Found { settled, ..Found::default() };
    found.table(table, parts);
    found
}

impl Found<'_> {
    fn table(&mut self, table: &Table, parts: &[&TableShape]) {
        for entry in &table.entries {
            let field = parts.iter().find_map(|part| part.field(&entry.key.value));
            if let Some(field) = field {
                self.value(&entry.value, &field.shape);
            }
        }
        for (from, to) in BOUNDS {
            if let (Some(from), Some(to)) = (table.when(from), table.when(to)) {
                self.periods.push(Period { from, to });
            }
        }
    }

    fn mention(&mut self, kind: &'static str, id: &str, span: Span) {
        if self.settled.is_none_or(|vocabulary| vocabulary.term(kind, id).is_none()) {
            self.mentions.push(Mention { kind, id: Spanned::new(id.to_owned(), span) });
        }
    }

    fn value(&mut self, value: &Value, shape: &Shape) {
        match (shape, &value.data) {
            (Shape::Reference(kind) | Shape::Numbered(kind), Data::String(id)) => {
                self.mention(kind, id, value.span);
            }
            (Shape::Numbered(kind), Data::Integer(number)) => {
                self.mention(kind, &number.to_string(), value.span);
            }
            (Shape::List(item), Data::Array(values)) => {
                for value in values {
                    self.value(value, item);
                }
            }
            (Shape::Table(shape), Data::Table(table)) => self.table(table, &[shape]),
            (Shape::Text | Shape::Markdown, Data::String(text)) => {
                let first = placeholder::find(text).into_iter().next();
                self.placeholders.extend(first.map(|(_, words)| (value.span, words)));
                let found = self.uses.unexplained(text);
                let word = |at: Range<usize>| Spanned::new(text[at].to_owned(), value.span);
                self.abbreviations.extend(found.into_iter().map(word));
            }
            (Shape::Amount, Data::Table(table)) => self.table(table, &[&AMOUNT]),
            _ => {}
        }
    }
}
