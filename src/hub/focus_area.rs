//! Focus areas: what the parties gather their work in.

use crate::config::{Doc, Field, SOURCE_REF, Shape, SourceRef, TableShape, When};
use crate::source::Spanned;

use super::record::{self, Base, Prose, Raw};

/// A focus area.
#[derive(Clone, Debug)]
pub struct FocusArea {
    /// Id, names, sources.
    pub base: Base,
    /// Why it exists, in a sentence or two of plain text.
    pub purpose: String,
    /// More about it.
    pub description: Option<Prose>,
    /// The global goals it serves, by number.
    pub sdgs: Vec<Spanned<String>>,
    /// The hard questions in it.
    pub challenges: Vec<Challenge>,
    /// Since when.
    pub from: Option<Spanned<When>>,
    /// Until when; still, when left out.
    pub to: Option<Spanned<When>>,
}

/// A hard question and how soon it is to be worked on.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// The question.
    pub text: String,
    /// `now`, `later` or `preliminary`.
    pub priority: String,
    /// Where it is told.
    pub source: Option<SourceRef>,
}

static CHALLENGE: TableShape = TableShape {
    name: "challenge",
    doc: Doc { sv: "En utmaning", en: "A challenge" },
    fields: &[
        Field::required("text", Shape::Text, "Utmaningen", "The challenge"),
        Field::required("priority", Shape::Choice(&["now", "later", "preliminary"]), "Prioritet", "Priority"),
        Field::optional("source", Shape::Table(&SOURCE_REF), "Källa", "Source"),
    ],
};

pub(super) static SHAPE: TableShape = TableShape {
    name: "focus_area",
    doc: Doc { sv: "Ett fokusområde", en: "A focus area" },
    fields: &[
        record::ID,
        record::NAMES,
        record::ALIASES,
        record::VISIBILITY,
        record::SOURCES,
        Field::required("purpose", Shape::Text, "Syfte", "Purpose"),
        Field::optional("description", Shape::Markdown, "Beskrivning", "Description"),
        Field::optional("sdgs", Shape::List(&Shape::TextOrNumber), "Globala mål", "Global goals"),
        Field::optional("challenges", Shape::List(&Shape::Table(&CHALLENGE)), "Utmaningar", "Challenges"),
        Field::optional("from", Shape::When, "Från och med", "From"),
        Field::optional("to", Shape::When, "Till och med", "Through"),
    ],
};

pub(super) fn read(raw: &Raw<'_>) -> Option<FocusArea> {
    let table = raw.table;
    Some(FocusArea {
        base: raw.base(),
        purpose: record::plain(table, "purpose")?,
        description: record::prose(table, "description"),
        sdgs: record::numbers(table, "sdgs"),
        challenges: table
            .tables("challenges")
            .into_iter()
            .filter_map(|challenge| {
                Some(Challenge {
                    text: record::plain(challenge, "text")?,
                    priority: record::plain(challenge, "priority")?,
                    source: challenge.table("source").and_then(SourceRef::from_table),
                })
            })
            .collect(),
        from: table.when("from"),
        to: table.when("to"),
    })
}
