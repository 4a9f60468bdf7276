//! What open data tells about a focus area.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Alias, DatedName, Moment, Named, SourceRef};

/// A focus area.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FocusArea {
    /// Stays the same for as long as the focus area has a page.
    pub id: String,
    /// The decided name of the day.
    pub name: String,
    /// Why it exists, as plain text in a sentence or two.
    pub purpose: String,
    /// Goals of Agenda 2030 it serves, by number.
    #[schemars(inner(range(min = 1, max = 17)))]
    pub sdgs: Vec<u8>,
    /// The hard questions in it.
    pub challenges: Vec<Challenge>,
    /// Initiatives that belong to it.
    pub initiatives: Vec<Named>,
    /// Since when it exists.
    pub from: Option<Moment>,
    /// Until when; still, when null.
    pub to: Option<Moment>,
    /// All it has been called, oldest first.
    pub names: Vec<DatedName>,
    /// Other spellings of them.
    pub aliases: Vec<Alias>,
    /// More about it, as Markdown.
    pub description: Option<String>,
    /// The group that steers it.
    pub group: Option<Named>,
    /// Where all this is told.
    pub sources: Vec<SourceRef>,
    /// Its page on this site.
    pub url: String,
}

/// A hard question and how soon it is to be worked on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Challenge {
    /// The question.
    pub text: String,
    /// `now`, `later` or `preliminary`.
    pub priority: String,
    /// Where it is told.
    pub source: Option<SourceRef>,
}
