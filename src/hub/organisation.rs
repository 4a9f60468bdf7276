//! Organisations: parties of the agreement and everyone else who takes part.

use crate::config::{Doc, Field, SOURCE_REF, Shape, SourceRef, TableShape, When};
use crate::source::Spanned;

use super::record::{self, Base, Raw};

/// A municipality, a region, a university, a company …
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Id, names, sources.
    pub base: Base,
    /// A word of the vocabulary's `organisation_type`.
    pub kind: Spanned<String>,
    /// The organisation it belongs to.
    pub parent: Option<Spanned<String>>,
    /// The number in the national register, as written.
    pub org_number: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// What it is, in a sentence or two of plain text.
    pub summary: Option<String>,
    /// When it was a party of the agreement.
    pub party: Vec<PartyPeriod>,
}

/// A time during which an organisation was a party.
#[derive(Clone, Debug)]
pub struct PartyPeriod {
    /// Its first day.
    pub from: Spanned<When>,
    /// Its last day; still a party when left out.
    pub to: Option<Spanned<When>>,
    /// Where it is told.
    pub source: Option<SourceRef>,
}

static PARTY: TableShape = TableShape {
    name: "party",
    doc: Doc { sv: "Tid som part", en: "Time as a party" },
    fields: &[
        Field::required("from", Shape::When, "Från och med", "From"),
        Field::optional("to", Shape::When, "Till och med", "Through"),
        Field::optional("source", Shape::Table(&SOURCE_REF), "Källa", "Source"),
    ],
};

pub(super) static SHAPE: TableShape = TableShape {
    name: "organisation",
    doc: Doc { sv: "En organisation", en: "An organisation" },
    fields: &[
        record::ID,
        record::NAMES,
        record::ALIASES,
        record::VISIBILITY,
        record::SOURCES,
        Field::required("type", Shape::Reference("organisation_type"), "Slag av organisation", "Kind"),
        Field::optional("parent", Shape::Reference("organisation"), "Tillhör", "Belongs to"),
        Field::optional("org_number", Shape::Text, "Organisationsnummer", "Registration number"),
        Field::optional("url", Shape::Url, "Webbplats", "Web site"),
        Field::optional("summary", Shape::Text, "Kort beskrivning", "Short description"),
        Field::optional("party", Shape::List(&Shape::Table(&PARTY)), "Tider som part", "Times as a party"),
    ],
};

pub(super) fn read(raw: &Raw<'_>) -> Option<Organisation> {
    let table = raw.table;
    Some(Organisation {
        base: raw.base(),
        kind: table.string("type")?,
        parent: table.string("parent"),
        org_number: record::plain(table, "org_number"),
        url: record::plain(table, "url"),
        summary: record::plain(table, "summary"),
        party: table
            .tables("party")
            .into_iter()
            .filter_map(|period| {
                Some(PartyPeriod {
                    from: period.when("from")?,
                    to: period.when("to"),
                    source: period.table("source").and_then(SourceRef::from_table),
                })
            })
            .collect(),
    })
}
