//! What a record's field holds, whatever its type: for those who show every kind of record in the same way.

use crate::config::{Amount, Names, SourceRef, When};

use super::field::Prose;

/// What a field holds.
#[derive(Clone, Debug)]
pub enum FieldValue<'a> {
    /// It was left out.
    Nothing,
    /// Plain text.
    Text(&'a str),
    /// Markdown.
    Prose(&'a Prose),
    /// An absolute address with its scheme.
    Url(&'a str),
    /// A word of the generator: the name of its list, and the word.
    Word(&'static str, &'static str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A time as exactly as it is known.
    When(When),
    /// A sum of money.
    Amount(&'a Amount),
    /// A name in several languages.
    Names(&'a Names),
    /// Where a fact is told.
    Source(&'a SourceRef),
    /// What the id of something leads to: the kind of record or page or the list of the vocabulary, and the id.
    Reference(&'static str, &'a str),
    /// Several, in the order they are written.
    List(Vec<FieldValue<'a>>),
    /// A table's fields by key.
    Table(Vec<(&'static str, FieldValue<'a>)>),
}

impl FieldValue<'_> {
    /// Whether it is what `wanted` says, or a list that has it: an id, a word, a text, a number, `true` or `false`.
    pub fn matches(&self, wanted: &str) -> bool {
        match self {
            Self::Text(text) | Self::Url(text) | Self::Word(_, text) | Self::Reference(_, text) => {
                *text == wanted
            }
            Self::Integer(number) => number.to_string() == wanted,
            Self::Bool(truth) => truth.to_string() == wanted,
            Self::When(when) => when.to_string() == wanted,
            Self::List(values) => values.iter().any(|value| value.matches(wanted)),
            // What is left out is not so.
            Self::Nothing => wanted == "false",
            Self::Prose(_)
            | Self::Float(_)
            | Self::Amount(_)
            | Self::Names(_)
            | Self::Source(_)
            | Self::Table(_) => false,
        }
    }
}
