//! Something that happened to the portfolio, for open data and for those who follow it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Moment, Named, SourceRef};

/// Something that happened to a record, with its day and source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Change {
    /// Made of what changed, when and to what, so that it stays the same for as long as that does.
    pub id: String,
    /// When it happened, as exactly as it is known.
    pub when: Moment,
    /// What happened: `added`, `status`, `phase`, `name`, `joined`, `left`, `signed`, `decided`, `reported`,
    /// `stated`, `seated` or `vacant`.
    pub what: &'static str,
    /// The kind of the record by which readers know it.
    pub kind: &'static str,
    /// The record: what a report is about, the group that a seat is in, else the record that it happened to.
    pub record: Named,
    /// What was before: a word of the vocabulary, or a name.
    pub from: Option<Named>,
    /// What came instead: a word of the vocabulary, a name or a person.
    pub to: Option<Named>,
    /// All this in words.
    pub text: String,
    /// The record's page on this site, or else the page about the data.
    pub url: String,
    /// Where it is told.
    pub source: Option<SourceRef>,
}
