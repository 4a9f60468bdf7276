//! What records of all kinds share.

use jiff::civil::Date;

use crate::config::{Doc, Field, SOURCE_REF, Shape, SourceRef, Table, TableShape};
use crate::source::{FilePath, Location, Span, Spanned};

use super::Vocabulary;
use super::field::{FieldType, Prose, Target};
use super::field_value::FieldValue;
use super::mention::{self, Mention, Period};
use super::name::{Alias, Name, name_on};

/// A kind of record: where its files are and what they hold.
#[derive(Debug)]
pub struct RecordKind {
    /// The folder `site/hub/<folder>/` and the file `site/hub/<folder>.toml`.
    pub folder: &'static str,
    /// The key of the array of tables in the file, and the kind's name in messages.
    pub key: &'static str,
    /// What a record may hold: what all have, then what this kind has.
    pub parts: &'static [&'static TableShape],
    /// Who may see a record that does not say so itself.
    pub openness: Openness,
    /// Whether open data shows the records as they are written.
    pub is_sheet: bool,
    /// The field that says what a record is called, where records have no names.
    pub title: Option<&'static str>,
}

impl RecordKind {
    /// What a record may hold, what describes the kind first.
    pub fn described(&self) -> Vec<&'static TableShape> {
        self.parts.iter().rev().copied().collect()
    }

    /// Whether its records have names.
    pub fn is_named(&self) -> bool {
        self.parts.iter().any(|part| part.field("names").is_some())
    }
}

/// Who may see the records of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Everyone, unless the record says that it is internal.
    Public,
    /// Nobody outside, unless the record says that it is public.
    Internal,
    /// Nobody outside, whatever the record says.
    Secret,
}

/// One kind of record as a type.
pub trait Record: Target + Sized {
    /// Where it is and what it holds.
    const KIND: RecordKind;

    /// The record, unless something is missing without which it is none.
    fn read(raw: &Raw<'_>) -> Option<Self>;

    /// What all records have.
    fn base(&self) -> &Base;

    /// What the field of the kind's own with this key holds.
    fn field(&self, key: &str) -> Option<FieldValue<'_>>;

    /// The Markdown in its fields, by key.
    fn prose(&self) -> Vec<(&'static str, &Prose)>;
}

/// Who may see a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everyone.
    Public,
    /// Nobody outside: it appears in no output.
    Internal,
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
    /// What it is and was called; none for kinds without names.
    pub names: Vec<Name>,
    /// Other spellings.
    pub aliases: Vec<Alias>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Where its facts are taken from.
    pub sources: Vec<SourceRef>,
    /// What it refers to, wherever in it that stands; for kinds that open data does not show as they are written, without
    /// the words that the vocabulary has.
    pub mentions: Vec<Mention>,
    /// Every time in it that has a first and a last day.
    pub periods: Vec<Period>,
    /// Texts in it that hold the place of others, with the words that give them away.
    pub placeholders: Vec<(Span, &'static str)>,
    /// Abbreviations that its texts do not explain where they first stand, each once.
    pub abbreviations: Vec<Spanned<String>>,
    /// The record as it is written, where open data shows it so.
    pub written: Option<Table>,
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

macro_rules! shared {
    ($($more:expr),*) => {
        TableShape {
            name: "record",
            doc: Doc { sv: "En post", en: "A record" },
            fields: &[
                Field::optional("id", Shape::Slug, "Postens id", "The record's id"),
                $($more,)*
                Field::optional("sources", Shape::List(&Shape::Table(&SOURCE_REF)), "Källor", "Sources"),
            ],
        }
    };
}

const VISIBILITY: Field = Field::optional(
    "visibility",
    Shape::Choice(&["public", "internal"]),
    "Vem som får se posten",
    "Who may see the record",
);

/// What records may hold that are never public.
pub(super) static CLOSED: TableShape = shared!();

/// What every other record may hold.
pub(super) static PLAIN: TableShape = shared!(VISIBILITY);

/// What every record with names may hold.
pub(super) static NAMED: TableShape = shared!(
    Field::required(
        "names",
        <Vec<Name> as FieldType>::SHAPE,
        "Namn, med tid och ställning",
        "Names, with time and standing",
    ),
    Field::optional("aliases", <Vec<Alias> as FieldType>::SHAPE, "Andra stavningar", "Other spellings"),
    VISIBILITY
);

/// A record as read: its table, its id and its file.
#[derive(Debug)]
pub struct Raw<'a> {
    pub(super) id: Spanned<String>,
    pub(super) file: &'a FilePath,
    pub(super) table: &'a Table,
    pub(super) vocabulary: &'a Vocabulary,
}

impl Raw<'_> {
    pub(super) fn base(&self, kind: &RecordKind) -> Base {
        let found = mention::find(self.table, kind.parts, (!kind.is_sheet).then_some(self.vocabulary));
        let list = |key: &str| FieldType::take(self.table, key).unwrap_or_default();
        let aliases: Option<Vec<Alias>> = FieldType::take(self.table, "aliases");
        Base {
            id: self.id.value.clone(),
            file: self.file.clone(),
            span: self.id.span,
            names: list("names"),
            aliases: aliases.unwrap_or_default(),
            visibility: self.visibility(kind),
            sources: self.table.sources("sources"),
            mentions: found.mentions,
            periods: found.periods,
            placeholders: found.placeholders,
            abbreviations: found.abbreviations,
            written: kind.is_sheet.then(|| self.table.clone()),
        }
    }

    /// What the record says; else, for kinds where one is asked, whether it is to be published; else the kind's own.
    fn visibility(&self, kind: &RecordKind) -> Visibility {
        let said = self.table.text("visibility").map(|word| word.value == "internal");
        let kept = self.table.boolean("publish").map(|publish| !publish.value);
        let internal = match kind.openness {
            Openness::Public => said == Some(true),
            Openness::Internal => said != Some(false),
            Openness::Secret => true,
        };
        if internal || kept == Some(true) { Visibility::Internal } else { Visibility::Public }
    }
}
