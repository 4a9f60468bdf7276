//! `[search]` in `site/site.toml`: whether the site can be searched, and what moves pages up and down.

use std::collections::BTreeMap;

use crate::source::Spanned;

use super::shape::{Doc, Field, Shape, TableShape};
use super::value::Table;

/// The most that a word can count by its place, and a page by its kind.
const MOST: f64 = 20.0;

/// How a site is searched.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchSettings {
    /// Whether it can be.
    pub enabled: bool,
    /// Words that the site's compounds are made of, besides those that are known.
    pub parts: Vec<String>,
    /// What a word counts where it stands, for the places that the settings name: `title` …
    pub weights: BTreeMap<String, f32>,
    /// What the pages of a kind are multiplied by.
    pub boosts: BTreeMap<String, f32>,
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self { enabled: true, parts: Vec::new(), weights: BTreeMap::new(), boosts: BTreeMap::new() }
    }
}

pub(super) static SEARCH: TableShape = TableShape {
    name: "search",
    doc: Doc { sv: "Sökningen.", en: "Search." },
    fields: &[
        Field::optional(
            "enabled",
            Shape::Bool,
            "Om webbplatsen går att söka på. Annars ja.",
            "Whether the site can be searched. Else yes.",
        ),
        Field::optional(
            "parts",
            Shape::List(&Shape::Text),
            "Ord som webbplatsens sammansättningar består av, utöver dem som torg känner till.",
            "Words that the site's compounds are made of, besides those that torg knows.",
        ),
        Field::optional(
            "weights",
            Shape::Table(&WEIGHTS),
            "Hur mycket ett ord räknas på olika ställen.",
            "What a word counts by where it stands.",
        ),
        Field::optional(
            "boosts",
            Shape::Table(&BOOSTS),
            "Hur mycket sidor av ett slag räknas: 1 är som andra, mellan 0,5 och 1,5.",
            "What pages of a kind count: 1 is like others, between 0.5 and 1.5.",
        ),
    ],
};

static WEIGHTS: TableShape = TableShape {
    name: "search-weights",
    doc: Doc {
        sv: "Hur mycket ett ord räknas på olika ställen, från 0 till 20.",
        en: "What a word counts by where it stands, from 0 to 20.",
    },
    fields: &[
        Field::optional("title", Shape::Float, "I titeln. Annars 5.", "In the title. Else 5."),
        Field::optional("alias", Shape::Float, "I ett annat namn. Annars 4,5.", "In another name. Else 4.5."),
        Field::optional("heading", Shape::Float, "I en rubrik. Annars 2,2.", "In a heading. Else 2.2."),
        Field::optional("lead", Shape::Float, "I ingressen. Annars 1,6.", "In the lead. Else 1.6."),
        Field::optional("tag", Shape::Float, "I ett ämne. Annars 2,5.", "In a subject. Else 2.5."),
        Field::optional("body", Shape::Float, "I texten. Annars 1.", "In the text. Else 1."),
        Field::optional(
            "file",
            Shape::Float,
            "I en PDF-fil som sidan erbjuder. Annars 0,5.",
            "In a PDF file that the page offers. Else 0.5.",
        ),
        Field::optional(
            "part",
            Shape::Float,
            "Som del av ett sammansatt ord, av vad hela ordet räknas. Annars 0,55.",
            "As a part of a compound, of what the whole word counts. Else 0.55.",
        ),
        Field::optional(
            "recency",
            Shape::Float,
            "Vad den nyaste nyheten vinner på sin ålder; hälften ett år senare. Annars 0,25.",
            "What the newest news gains by its age; half of it a year later. Else 0.25.",
        ),
    ],
};

const fn boost(kind: &'static str, sv: &'static str, en: &'static str) -> Field {
    Field::optional(kind, Shape::Float, sv, en)
}

static BOOSTS: TableShape = TableShape {
    name: "search-boosts",
    doc: Doc { sv: "Hur mycket sidor av ett slag räknas.", en: "What pages of a kind count." },
    fields: &[
        boost("page", "Sidor.", "Pages."),
        boost("section", "Avsnittens egna sidor.", "Sections' own pages."),
        boost("news", "Nyheter.", "News."),
        boost("learning", "Lärsidor.", "Learning pages."),
        boost("course", "Kurser.", "Courses."),
        boost("event", "Aktiviteter.", "Events."),
        boost("document", "Dokument.", "Documents."),
        boost("initiative", "Initiativ.", "Initiatives."),
        boost("focus-area", "Fokusområden.", "Focus areas."),
        boost("organisation", "Organisationer.", "Organisations."),
        boost("term", "Ämnen. Annars 0,5.", "Subjects. Else 0.5."),
    ],
};

/// The settings that a table gives. A number that cannot be used has its default.
pub(super) fn read(table: Option<&Table>) -> SearchSettings {
    let Some(table) = table else { return SearchSettings::default() };
    SearchSettings {
        enabled: table.boolean("enabled").is_none_or(|enabled| enabled.value),
        parts: table.texts("parts").into_iter().map(|part| part.value.to_owned()).collect(),
        weights: numbers(table, "weights", &WEIGHTS),
        boosts: numbers(table, "boosts", &BOOSTS),
    }
}

/// The numbers that nobody can mean.
pub(super) fn odd_numbers(table: Option<&Table>) -> Vec<Spanned<f64>> {
    let tables = [("weights", &WEIGHTS), ("boosts", &BOOSTS)].into_iter().filter_map(|(key, shape)| {
        let numbers = table?.table(key)?;
        Some(shape.fields.iter().filter_map(|field| numbers.float(field.key)))
    });
    tables.flatten().filter(|number| !is_sound(number.value)).collect()
}

fn is_sound(number: f64) -> bool {
    (0.0..=MOST).contains(&number)
}

fn numbers(table: &Table, key: &str, shape: &TableShape) -> BTreeMap<String, f32> {
    let Some(numbers) = table.table(key) else { return BTreeMap::new() };
    let number = |field: &Field| {
        let number = numbers.float(field.key).filter(|number| is_sound(number.value))?;
        Some((field.key.to_owned(), number.value as f32))
    };
    shape.fields.iter().filter_map(number).collect()
}
