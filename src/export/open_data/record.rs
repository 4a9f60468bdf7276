//! What a kind of record must say about itself to become open data.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::{DatedName, Moment, Named};

/// A kind of record. Its serialised form is the JSON; the columns and cells are the CSV.
pub trait Record: Serialize + JsonSchema {
    /// What the list of them is called in the JSON.
    const LIST: &'static str;
    /// The columns of the CSV.
    const COLUMNS: &'static [&'static str];

    /// One cell for each column.
    fn cells(&self) -> Vec<Cell>;

    /// Every reference it holds, each with the vocabulary or kind it is taken from; they become the `labels`.
    fn references(&self) -> Vec<(&'static str, &Named)>;

    /// Every time it tells of itself; they give the data's own period.
    fn times(&self) -> Vec<Time>;
}

/// What stands in one cell of a CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text; empty for what is not known.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

impl Cell {
    /// What may be missing.
    pub(super) fn maybe(value: Option<impl ToString>) -> Self {
        Self::Text(value.map(|value| value.to_string()).unwrap_or_default())
    }

    /// Ids of references.
    pub(super) fn ids(references: &[Named]) -> Self {
        Self::list(references.iter().map(|reference| &reference.id))
    }

    /// Several values.
    pub(super) fn list(values: impl IntoIterator<Item = impl ToString>) -> Self {
        Self::List(values.into_iter().map(|value| value.to_string()).collect())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// References of one kind, as [`Record::references`] wants them.
pub(super) fn of_kind<'a>(
    kind: &'static str,
    references: impl IntoIterator<Item = &'a Named>,
) -> impl Iterator<Item = (&'static str, &'a Named)> {
    references.into_iter().map(move |reference| (kind, reference))
}

/// A time that a record tells of.
#[derive(Clone, Debug)]
pub struct Time {
    /// When.
    pub at: Moment,
    /// Whether something ended or is to end then. Else it was so then, or began.
    pub is_end: bool,
}

impl Time {
    /// Something was so, or began.
    pub(super) fn start(at: &Moment) -> Self {
        Self { at: at.clone(), is_end: false }
    }

    /// Something ended or is to end.
    pub(super) fn end(at: &Moment) -> Self {
        Self { at: at.clone(), is_end: true }
    }

    /// A time with a beginning and an end, as far as they are known.
    pub(super) fn period<'a>(
        start: impl IntoIterator<Item = &'a Moment>,
        end: impl IntoIterator<Item = &'a Moment>,
    ) -> impl Iterator<Item = Self> {
        start.into_iter().map(Self::start).chain(end.into_iter().map(Self::end))
    }

    /// The times of names.
    pub(super) fn of_names(names: &[DatedName]) -> impl Iterator<Item = Self> {
        names.iter().flat_map(|name| Self::period(&name.from, &name.to))
    }
}
