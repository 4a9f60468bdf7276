//! Which column of a table is what.
//!
//! ```toml
//! delimiter = ";"
//! encoding = "windows-1252"
//!
//! [columns]
//! title = "Rubrik"
//! text = "Beskriv din idé"
//! received = "Tidsstämpel"
//! sender_type = "Jag är"
//!
//! [values]
//! "Boende i kommunen" = "resident"
//!
//! [set]
//! collection = "varen-2024"
//! status = "received"
//! ```
//!
//! beside `contact = ["Namn", "E-post"]`. On the command line the columns alone can be given as `title=Rubrik,text=Idé`.

use std::collections::BTreeMap;

use crate::config::{self, Doc, Field, Shape, Table, TableShape};
use crate::report::{Diagnostic, Reported, codes, nearest};
use crate::source::{FilePath, Location, Source, Span, Spanned};

use super::text::Encoding;

/// The fields of an idea that a column can give.
pub const FIELDS: [&str; 6] = ["title", "text", "received", "sender_type", "status", "collection"];

/// Fields that an idea must have.
const REQUIRED: [&str; 5] = ["title", "text", "received", "sender_type", "status"];

/// The tables' delimiters that are tried where the map names none, in this order.
pub(super) const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Which column is what.
#[derive(Clone, Debug, Default)]
pub struct ColumnMap {
    /// The names of columns by the field they give.
    pub(super) columns: BTreeMap<&'static str, String>,
    /// The names of columns about who sent the idea. They are not imported.
    pub(super) contact: Vec<String>,
    /// The table's words that mean words of the vocabulary.
    pub(super) values: BTreeMap<String, String>,
    /// What every idea of the table has.
    pub(super) set: BTreeMap<&'static str, String>,
    /// What stands between cells; one of three is found out when nothing is said.
    pub(super) delimiter: Option<u8>,
    /// How the table's letters are written.
    pub encoding: Encoding,
}

static SHAPE: TableShape = TableShape {
    name: "column-map",
    doc: Doc { sv: "Vilken kolumn som är vad", en: "Which column is what" },
    fields: &[
        Field::optional(
            "delimiter",
            Shape::Choice(&[",", ";", "\t"]),
            "Vad som skiljer celler",
            "What stands between cells",
        ),
        Field::optional(
            "encoding",
            Shape::Choice(&["utf-8", "utf-16", "windows-1252"]),
            "Teckenkodning",
            "How letters are written",
        ),
        Field::optional(
            "contact",
            Shape::List(&Shape::Text),
            "Kolumner om vem som lämnade idén; de läses inte in",
            "Columns about who sent the idea; they are not imported",
        ),
        Field::optional("columns", Shape::Map(&Shape::Text), "Kolumner", "Columns"),
        Field::optional("values", Shape::Map(&Shape::Text), "Ord i tabellen", "Words in the table"),
        Field::optional("set", Shape::Map(&Shape::Text), "Vad alla idéer har", "What every idea has"),
    ],
};

impl ColumnMap {
    /// Reads a map from its own file.
    pub fn from_file(source: &Source) -> Reported<Self> {
        let mut out = Vec::new();
        let table = config::parse_toml(source, Span::new(source.bom_len(), source.text.len()), &mut out);
        config::check(&table, &SHAPE, &source.path, &mut out);
        let mut map = Self {
            contact: table.strings("contact").into_iter().map(|name| name.value).collect(),
            delimiter: table.text("delimiter").and_then(|text| text.value.bytes().next()),
            encoding: table
                .text("encoding")
                .and_then(|word| Encoding::from_word(word.value))
                .unwrap_or_default(),
            ..Self::default()
        };
        map.values.extend(pairs(&table, "values").map(|(key, value)| (key.value, value)));
        for (key, value) in pairs(&table, "columns") {
            map.columns.extend(field(&key, &source.path, &mut out).map(|field| (field, value)));
        }
        for (key, value) in pairs(&table, "set") {
            map.set.extend(field(&key, &source.path, &mut out).map(|field| (field, value)));
        }
        Reported { value: map, diagnostics: out }
    }

    /// Reads columns as they are given on the command line: `title=Rubrik,text=Idé`. The place of a mistake is that in
    /// the text, which has the path of what gave it.
    pub fn from_text(source: &Source) -> Reported<Self> {
        let (mut map, mut out) = (Self::default(), Vec::new());
        let mut at = 0;
        for part in source.text.split(',') {
            let key = part.split('=').next().unwrap_or(part);
            let key = Spanned::new(key.trim().to_owned(), Span::new(at, at + key.len()));
            at += part.len() + 1;
            match part.split_once('=') {
                Some((_, name)) if key.value == "contact" => {
                    map.contact.extend(name.split('|').map(|name| name.trim().to_owned()));
                }
                Some((_, name)) => {
                    let field = field(&key, &source.path, &mut out);
                    map.columns.extend(field.map(|field| (field, name.trim().to_owned())));
                }
                None => {
                    let at = Location::new(&source.path, key.span);
                    let known = FIELDS.join("`, `");
                    out.push(Diagnostic::new(codes::I0107, at).arg("field", &key.value).arg("known", known));
                }
            }
        }
        Reported { value: map, diagnostics: out }
    }

    /// A map for a table whose columns are named as the fields are.
    pub fn plain() -> Self {
        let columns = FIELDS.iter().map(|field| (*field, (*field).to_owned())).collect();
        Self { columns, ..Self::default() }
    }

    /// Gives every idea a value, in place of a column. Whether there is such a field.
    pub fn set(&mut self, field: &str, value: &str) -> bool {
        let known = FIELDS.iter().find(|known| **known == field);
        if let Some(known) = known {
            self.columns.remove(known);
            self.set.insert(known, value.to_owned());
        }
        known.is_some()
    }

    /// Takes a column's name for what stands between cells, or another encoding, where the command line says so.
    pub fn read_as(&mut self, delimiter: Option<u8>, encoding: Option<Encoding>) {
        self.delimiter = delimiter.or(self.delimiter);
        self.encoding = encoding.unwrap_or(self.encoding);
    }

    /// The fields that must come from a column, because nothing else gives them.
    pub(super) fn needed(&self) -> impl Iterator<Item = &'static str> {
        REQUIRED.into_iter().filter(|field| !self.set.contains_key(field) && *field != "status")
    }
}

/// The texts of a table inside the map.
fn pairs<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = (Spanned<String>, String)> + 'a {
    let inner = table.table(key);
    let entries = inner.into_iter().flat_map(|inner| &inner.entries);
    entries.filter_map(|entry| Some((entry.key.clone(), entry.value.as_text()?.value.to_owned())))
}

/// The field that a key names.
fn field(key: &Spanned<String>, file: &FilePath, out: &mut Vec<Diagnostic>) -> Option<&'static str> {
    let known = FIELDS.into_iter().find(|field| *field == key.value);
    if known.is_none() {
        out.push(
            Diagnostic::new(codes::I0107, Location::new(file, key.span))
                .arg("field", &key.value)
                .arg("known", FIELDS.join("`, `"))
                .suggest(nearest(&key.value, FIELDS)),
        );
    }
    known
}
