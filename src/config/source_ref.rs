//! The document that a fact comes from. Pages and records name their sources in the same way.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

use super::shape::{Doc, Field, Shape, TableShape};
use super::value::{Data, Table};

/// A document, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// The slug of a page of kind document.
    pub document: Spanned<String>,
    /// The page number or numbers, as written.
    pub page: Option<String>,
    /// What else the reader should know.
    pub note: Option<String>,
    /// All of it.
    pub span: Span,
}

/// What it is written as.
pub static SOURCE_REF: TableShape = TableShape {
    name: "source",
    doc: Doc { sv: "Dokumentet som en uppgift kommer från.", en: "The document that a fact comes from." },
    fields: &[
        Field::required(
            "document",
            Shape::Reference("document"),
            "Dokumentets korta namn, det som står i dess adress.",
            "The document's short name, which is part of its address.",
        ),
        Field::optional("page", Shape::TextOrNumber, "Sidan i dokumentet.", "The page in the document."),
        Field::optional(
            "note",
            Shape::Text,
            "Vad läsaren annars bör veta.",
            "What else readers should know.",
        ),
    ],
};

impl SourceRef {
    /// The source that a table names; `None` when it names none.
    pub fn from_table(table: &Table) -> Option<Self> {
        let page = table.get("page").and_then(|value| match &value.data {
            Data::String(text) => Some(text.clone()),
            Data::Integer(number) => Some(number.to_string()),
            Data::Float(number) => Some(number.to_string()),
            _ => None,
        });
        Some(Self {
            document: table.string("document")?,
            page,
            note: table.text("note").map(|note| note.value.to_owned()),
            span: table.span,
        })
    }
}

impl Table {
    /// The sources in a list.
    pub fn sources(&self, key: &str) -> Vec<SourceRef> {
        self.tables(key).into_iter().filter_map(SourceRef::from_table).collect()
    }
}
