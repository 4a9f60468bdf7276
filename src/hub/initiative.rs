//! Initiatives: what the portfolio consists of.

use jiff::civil::Date;

use crate::config::{Doc, Field, SOURCE_REF, Shape, SourceRef, Table, TableShape, When};
use crate::source::Spanned;

use super::record::{self, Base, Prose, Raw};

/// An initiative.
#[derive(Clone, Debug)]
pub struct Initiative {
    /// Id, names, sources.
    pub base: Base,
    /// A word of the vocabulary's `kind`.
    pub kind: Spanned<String>,
    /// The focus areas it belongs to; none for what lies across or came before them.
    pub focus_areas: Vec<Spanned<String>>,
    /// What it is, in one or two sentences of plain text.
    pub summary: String,
    /// Its statuses, oldest first; at least one.
    pub statuses: Vec<Dated>,
    /// Its phases, oldest first.
    pub phases: Vec<Dated>,
    /// Words of the vocabulary's `function`.
    pub functions: Vec<Spanned<String>>,
    /// Words of the vocabulary's `perspective`.
    pub perspectives: Vec<Spanned<String>>,
    /// Organisations that take part.
    pub parties: Vec<Spanned<String>>,
    /// Organisations that lead it.
    pub leads: Vec<Spanned<String>>,
    /// What the arena contributes.
    pub support: Vec<String>,
    /// The global goals it serves, by number.
    pub sdgs: Vec<Spanned<String>>,
    /// Where it takes place.
    pub place: Option<String>,
    /// For whom it is.
    pub audience: Option<String>,
    /// When it began.
    pub start: Option<Spanned<When>>,
    /// When it ended or is to end.
    pub end: Option<Spanned<When>>,
    /// Why it is done.
    pub why: Option<Prose>,
    /// What comes next.
    pub next_step: Option<Prose>,
    /// What came of it.
    pub result: Option<Prose>,
    /// What was learnt.
    pub lessons: Option<Prose>,
    /// What it waits for, in plain text.
    pub blocker: Option<String>,
    /// The initiative it is a part of.
    pub parent: Option<Spanned<String>>,
    /// The initiative it took over from.
    pub replaces: Option<Spanned<String>>,
}

/// A status or phase from a day on.
#[derive(Clone, Debug)]
pub struct Dated {
    /// A word of the vocabulary.
    pub value: Spanned<String>,
    /// From when.
    pub when: Spanned<When>,
    /// Where it is told.
    pub source: Option<SourceRef>,
    /// Why it changed, in plain text.
    pub reason: Option<String>,
}

impl Initiative {
    /// The status on `day`: the last one that had begun.
    pub fn status_on(&self, day: Date) -> Option<&Dated> {
        on(&self.statuses, day)
    }

    /// The phase on `day`.
    pub fn phase_on(&self, day: Date) -> Option<&Dated> {
        on(&self.phases, day)
    }
}

fn on(steps: &[Dated], day: Date) -> Option<&Dated> {
    steps.iter().rev().find(|step| step.when.value.earliest() <= day)
}

static STEP: TableShape = TableShape {
    name: "status",
    doc: Doc { sv: "Ett daterat steg", en: "A dated step" },
    fields: &[
        Field::required("value", Shape::Text, "Ordet ur vokabulären", "The word of the vocabulary"),
        Field::required("when", Shape::When, "Från när", "From when"),
        Field::optional("source", Shape::Table(&SOURCE_REF), "Källa", "Source"),
        Field::optional("reason", Shape::Text, "Skäl", "Reason"),
    ],
};

const ORGANISATIONS: Shape = Shape::List(&Shape::Reference("organisation"));

pub(super) static SHAPE: TableShape = TableShape {
    name: "initiative",
    doc: Doc { sv: "Ett initiativ", en: "An initiative" },
    fields: &[
        record::ID,
        record::NAMES,
        record::ALIASES,
        record::VISIBILITY,
        record::SOURCES,
        Field::required("kind", Shape::Reference("kind"), "Slag", "Kind"),
        Field::required(
            "focus_areas",
            Shape::List(&Shape::Reference("focus_area")),
            "Fokusområden",
            "Focus areas",
        ),
        Field::required("summary", Shape::Text, "Sammanfattning", "Summary"),
        Field::required("status", Shape::List(&Shape::Table(&STEP)), "Status över tid", "Status over time"),
        Field::optional("phase", Shape::List(&Shape::Table(&STEP)), "Fas över tid", "Phase over time"),
        Field::optional("functions", Shape::List(&Shape::Reference("function")), "Funktioner", "Functions"),
        Field::optional(
            "perspectives",
            Shape::List(&Shape::Reference("perspective")),
            "Perspektiv",
            "Perspectives",
        ),
        Field::required("parties", ORGANISATIONS, "Parter", "Parties"),
        Field::optional("leads", ORGANISATIONS, "Leds av", "Led by"),
        Field::optional("support", Shape::List(&Shape::Text), "Stöd från arenan", "Support from the arena"),
        Field::optional("sdgs", Shape::List(&Shape::TextOrNumber), "Globala mål", "Global goals"),
        Field::optional("place", Shape::Text, "Plats", "Place"),
        Field::optional("audience", Shape::Text, "Målgrupp", "Audience"),
        Field::optional("start", Shape::When, "Början", "Start"),
        Field::optional("end", Shape::When, "Slut", "End"),
        Field::optional("why", Shape::Markdown, "Varför", "Why"),
        Field::optional("next_step", Shape::Markdown, "Nästa steg", "Next step"),
        Field::optional("result", Shape::Markdown, "Resultat", "Result"),
        Field::optional("lessons", Shape::Markdown, "Lärdomar", "Lessons"),
        Field::optional("blocker", Shape::Text, "Hinder", "Blocker"),
        Field::optional("parent", Shape::Reference("initiative"), "Del av", "Part of"),
        Field::optional("replaces", Shape::Reference("initiative"), "Ersätter", "Replaces"),
    ],
};

pub(super) fn read(raw: &Raw<'_>) -> Option<Initiative> {
    let table = raw.table;
    Some(Initiative {
        base: raw.base(),
        kind: table.string("kind")?,
        focus_areas: table.strings("focus_areas"),
        summary: record::plain(table, "summary")?,
        statuses: steps(table, "status"),
        phases: steps(table, "phase"),
        functions: table.strings("functions"),
        perspectives: table.strings("perspectives"),
        parties: table.strings("parties"),
        leads: table.strings("leads"),
        support: table.strings("support").into_iter().map(|text| text.value).collect(),
        sdgs: record::numbers(table, "sdgs"),
        place: record::plain(table, "place"),
        audience: record::plain(table, "audience"),
        start: table.when("start"),
        end: table.when("end"),
        why: record::prose(table, "why"),
        next_step: record::prose(table, "next_step"),
        result: record::prose(table, "result"),
        lessons: record::prose(table, "lessons"),
        blocker: record::plain(table, "blocker"),
        parent: table.string("parent"),
        replaces: table.string("replaces"),
    })
}

fn steps(table: &Table, key: &str) -> Vec<Dated> {
    let mut steps: Vec<Dated> = table
        .tables(key)
        .into_iter()
        .filter_map(|step| {
            Some(Dated {
                value: step.string("value")?,
                when: step.when("when")?,
                source: step.table("source").and_then(SourceRef::from_table),
                reason: record::plain(step, "reason"),
            })
        })
        .collect();
    steps.sort_by_key(|step| step.when.value.earliest());
    steps
}
