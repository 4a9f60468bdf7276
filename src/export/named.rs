//! Small things that many records share.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::Moment;

/// A reference to a record or to a word of the vocabulary. In open data it is its id alone; what the id is called is
/// told once, under `labels`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Stays the same when the name changes.
    pub id: String,
    /// In the language of the file.
    pub name: String,
    /// Its page on this site, absolute, if it has one.
    pub url: Option<String>,
}

impl Named {
    /// A reference without a page.
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned(), url: None }
    }

    /// The same, with its page.
    #[must_use]
    pub fn at(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }
}

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}

impl JsonSchema for Named {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An id. What it is called is told under `labels`.",
        })
    }
}

/// What something was called during a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Name")]
pub struct DatedName {
    /// The name.
    pub text: String,
    /// From when; unknown or always when null.
    pub from: Option<Moment>,
    /// Through when; still in use when null.
    pub to: Option<Moment>,
    /// `decided`, `proposed` or `working`.
    pub standing: String,
    /// Where the name is told.
    pub source: Option<SourceRef>,
}

/// Another spelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alias {
    /// The spelling.
    pub text: String,
    /// `former`, `abbreviation`, `misspelling`, `scan_error` or `inflection`.
    pub kind: String,
}

/// A sum in whole kronor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sum {
    /// How many.
    pub amount: i64,
    /// `exact`, `about` or `over`.
    pub precision: String,
    /// Where it is told.
    pub source: Option<SourceRef>,
    /// What else the reader should know.
    pub note: Option<String>,
    /// What other documents say instead.
    pub other: Vec<Self>,
}

/// Where a fact is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub struct SourceRef {
    /// The document's id.
    pub document: String,
    /// The document's title.
    pub title: Option<String>,
    /// The document's page on this site.
    pub url: Option<String>,
    /// The page or pages in it.
    pub page: Option<String>,
    /// What it tells.
    pub note: Option<String>,
}
