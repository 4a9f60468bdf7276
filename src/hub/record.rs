//! What records of all kinds share, and the table of kinds.

use jiff::civil::Date;

use crate::config::{Data, Doc, Field, SOURCE_REF, Shape, SourceRef, Table, TableShape, Value};
use crate::source::{FilePath, Location, Span, Spanned};

use super::name::{Alias, Name, Standing, name_on};
use super::{focus_area, initiative, organisation};

/// A kind of record: where its files are and what they hold.
#[derive(Debug)]
pub struct RecordKind {
    /// The folder `site/hub/<folder>/` and the file `site/hub/<folder>.toml`.
    pub folder: &'static str,
    /// The key of the array of tables in the file, and the kind's name in messages.
    pub key: &'static str,
    /// What a record may hold.
    pub shape: &'static TableShape,
}

/// Every kind of record.
pub fn kinds() -> &'static [RecordKind] {
    const KINDS: &[RecordKind] = &[
        RecordKind { folder: "organisations", key: "organisation", shape: &organisation::SHAPE },
        RecordKind { folder: "focus_areas", key: "focus_area", shape: &focus_area::SHAPE },
        RecordKind { folder: "initiatives", key: "initiative", shape: &initiative::SHAPE },
    ];
    KINDS
}

/// Who may see a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everyone.
    Public,
    /// Nobody outside: it appears in no output.
    Internal,
}

/// Markdown as it stands in a record's field.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it stands in the record's file.
    pub span: Span,
    /// Whether the bytes at `span` are the text itself, without escapes.
    pub raw: bool,
}

/// What every record has.
#[derive(Clone, Debug)]
pub struct Base {
    /// Unique within the kind.
    pub id: String,
    /// Where the record is written.
    pub file: FilePath,
    /// Where in the file: its id, or the whole table.
    pub span: Span,
    /// What it is and was called.
    pub names: Vec<Name>,
    /// Other spellings.
    pub aliases: Vec<Alias>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Where its facts are taken from.
    pub sources: Vec<SourceRef>,
}

impl Base {
    /// The name to show on `day`.
    pub fn name(&self, day: Date) -> &str {
        name_on(&self.names, day)
    }

    /// Whether everyone may see it.
    pub fn is_public(&self) -> bool {
        self.visibility == Visibility::Public
    }

    /// The place `span` in the record's file.
    pub fn at(&self, span: Span) -> Location {
        Location::new(&self.file, span)
    }
}

static NAME: TableShape = TableShape {
    name: "name",
    doc: Doc { sv: "Ett namn under en tid", en: "A name during a time" },
    fields: &[
        Field::required("text", Shape::Text, "Namnet", "The name"),
        Field::optional("from", Shape::When, "Från och med", "From"),
        Field::optional("to", Shape::When, "Till och med", "Through"),
        Field::required(
            "standing",
            Shape::Choice(Standing::WORDS),
            "Hur säkert namnet är",
            "How settled it is",
        ),
        Field::optional("source", Shape::Table(&SOURCE_REF), "Källa", "Source"),
    ],
};

static ALIAS: TableShape = TableShape {
    name: "alias",
    doc: Doc { sv: "En annan stavning", en: "Another spelling" },
    fields: &[
        Field::required("text", Shape::Text, "Stavningen", "The spelling"),
        Field::required("kind", Shape::Choice(Alias::KINDS), "Slag av stavning", "Kind of spelling"),
    ],
};

static NAME_ITEM: Shape = Shape::Table(&NAME);
static ALIAS_ITEM: Shape = Shape::Table(&ALIAS);
static SOURCE_ITEM: Shape = Shape::Table(&SOURCE_REF);

/// The fields every kind has; each kind's shape begins with them.
pub(super) const ID: Field = Field::optional("id", Shape::Slug, "Postens id", "The record's id");
pub(super) const NAMES: Field = Field::required(
    "names",
    Shape::List(&NAME_ITEM),
    "Namn, med tid och ställning",
    "Names, with time and standing",
);
pub(super) const ALIASES: Field =
    Field::optional("aliases", Shape::List(&ALIAS_ITEM), "Andra stavningar", "Other spellings");
pub(super) const VISIBILITY: Field = Field::optional(
    "visibility",
    Shape::Choice(&["public", "internal"]),
    "Vem som får se posten",
    "Who may see the record",
);
pub(super) const SOURCES: Field = Field::optional("sources", Shape::List(&SOURCE_ITEM), "Källor", "Sources");

/// A record as read: its table, its id and its file.
pub(super) struct Raw<'a> {
    pub(super) id: Spanned<String>,
    pub(super) file: &'a FilePath,
    pub(super) table: &'a Table,
}

impl Raw<'_> {
    pub(super) fn base(&self) -> Base {
        let internal = self.table.text("visibility").is_some_and(|word| word.value == "internal");
        Base {
            id: self.id.value.clone(),
            file: self.file.clone(),
            span: self.id.span,
            names: self.table.tables("names").into_iter().filter_map(name).collect(),
            aliases: self.table.tables("aliases").into_iter().filter_map(alias).collect(),
            visibility: if internal { Visibility::Internal } else { Visibility::Public },
            sources: self.table.sources("sources"),
        }
    }
}

fn name(table: &Table) -> Option<Name> {
    Some(Name {
        text: table.string("text")?,
        from: table.when("from"),
        to: table.when("to"),
        standing: Standing::from_word(table.text("standing")?.value)?,
        source: table.table("source").and_then(SourceRef::from_table),
    })
}

fn alias(table: &Table) -> Option<Alias> {
    Some(Alias { text: table.string("text")?, kind: table.text("kind")?.value.to_owned() })
}

/// The text of a field, without its place.
pub(super) fn plain(table: &Table, key: &str) -> Option<String> {
    table.text(key).map(|text| text.value.to_owned())
}

/// Markdown in a field.
pub(super) fn prose(table: &Table, key: &str) -> Option<Prose> {
    let value: &Value = table.get(key)?;
    let text = table.text(key)?;
    Some(Prose { text: text.value.to_owned(), span: text.span, raw: value.raw })
}

/// Words of the vocabulary that may be written as numbers.
pub(super) fn numbers(table: &Table, key: &str) -> Vec<Spanned<String>> {
    let text = |value: &Value| match &value.data {
        Data::Integer(number) => Some(number.to_string()),
        Data::String(text) => Some(text.clone()),
        _ => None,
    };
    table.list(key).iter().filter_map(|value| Some(Spanned::new(text(value)?, value.span))).collect()
}
