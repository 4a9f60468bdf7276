//! What open data tells about an initiative.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Alias, DatedName, Moment, Named, SourceRef, Sum};

/// An initiative, as it was on the day of the file.
///
/// The first twelve fields are promised to others (see the project's contract): they are also the columns of the CSV.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Initiative {
    /// Stays the same for as long as the initiative has a page.
    pub id: String,
    /// The decided name of the day.
    pub name: String,
    /// What kind of initiative it is.
    pub kind: Named,
    /// Focus areas it belongs to.
    pub focus_areas: Vec<Named>,
    /// The status of the day; null before its first.
    pub status: Option<Named>,
    /// Since when it has that status.
    pub status_since: Option<Moment>,
    /// The phase of the day.
    pub phase: Option<Named>,
    /// Organisations that take part.
    pub parties: Vec<Named>,
    /// Societal goals it serves.
    pub societal_goals: Vec<Named>,
    /// Goals of Agenda 2030 it serves, by number.
    #[schemars(inner(range(min = 1, max = 17)))]
    pub sdgs: Vec<u8>,
    /// Perspectives it takes.
    pub perspectives: Vec<Named>,
    /// Its page on this site.
    pub url: String,

    /// What it is, as plain text in a sentence or two.
    pub summary: String,
    /// All it has been called, oldest first.
    pub names: Vec<DatedName>,
    /// Other spellings of them.
    pub aliases: Vec<Alias>,
    /// All its statuses, oldest first.
    pub status_history: Vec<Step>,
    /// All its phases, oldest first.
    pub phase_history: Vec<Step>,
    /// Functions of the arena that work with it.
    pub functions: Vec<Named>,
    /// Organisations that lead it.
    pub leads: Vec<Named>,
    /// What the arena contributes.
    pub support: Vec<String>,
    /// Where it takes place.
    pub place: Option<String>,
    /// For whom it is.
    pub audience: Option<String>,
    /// When it began.
    pub start: Option<Moment>,
    /// When it ended or is to end.
    pub end: Option<Moment>,
    /// What it may cost.
    pub budget: Option<Sum>,
    /// Challenges it answers.
    pub challenges: Vec<Named>,
    /// Why it is done, as Markdown.
    pub why: Option<String>,
    /// What comes next, as Markdown.
    pub next_step: Option<String>,
    /// What it waits for.
    pub blocker: Option<String>,
    /// What came of it, as Markdown.
    pub result: Option<String>,
    /// What was learnt, as Markdown.
    pub lessons: Option<String>,
    /// The initiative it is a part of.
    pub parent: Option<Named>,
    /// The initiative it took over from.
    pub replaces: Option<Named>,
    /// Ideas it came from.
    pub from_ideas: Vec<Named>,
    /// Learning pages that came of it.
    pub learning: Vec<Named>,
    /// Where all this is told.
    pub sources: Vec<SourceRef>,
}

/// A status or phase from a time on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Step {
    /// The status or phase.
    pub value: Named,
    /// From when.
    pub when: Moment,
    /// Where it is told.
    pub source: Option<SourceRef>,
    /// Why it changed.
    pub reason: Option<String>,
}
