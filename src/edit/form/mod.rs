//! Forms made from the shapes that the checks are made from: what a form shows of a file, and what it makes of the file when
//! it comes back. A field that nobody touched comes back as it was shown, and then its bytes are left alone.

mod read;
mod show;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::{Doc, Shape, Table, TableShape, Value};
use crate::content::{self, Kind};
use crate::hub;
use crate::report::Lang;
use crate::source::Span;

use super::draft::{Draft, Refused};
use super::path::Path;
use super::plain::Plain;

/// What a form is about: the keys of a file, or of one record in it.
#[derive(Clone, Debug)]
pub struct Subject {
    parts: Vec<&'static TableShape>,
    /// Where the record stands in its file; nothing where the file is what is edited.
    pub at: Path,
}

/// What came back from a browser, by the fields' names.
pub type Answers = BTreeMap<String, Vec<String>>;

/// A field of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Its name in the form: the path of the value below the subject.
    pub name: String,
    /// Its key in the file.
    pub key: String,
    /// What it means, the first sentence of it.
    pub label: String,
    /// The rest of what it means.
    pub help: String,
    /// Whether it must be there.
    pub required: bool,
    /// Whether the file has it.
    pub is_set: bool,
    /// How it is filled in.
    pub control: Control,
    /// What it holds, as text; a list one item a line.
    pub value: String,
    /// What there is to choose among: the words themselves, or a kind of thing that is looked up.
    pub words: Vec<String>,
    /// The kind of what it refers to.
    pub target: &'static str,
    /// What is chosen, for lists of references.
    pub chosen: Vec<String>,
    /// The fields of a table.
    pub fields: Vec<Shown>,
    /// The fields of each table of a list; the last is one to come.
    pub items: Vec<Vec<Shown>>,
}

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// A line of text.
    #[default]
    Line,
    /// Lines of text.
    Text,
    /// Lines of Markdown.
    Markdown,
    /// A list, one item on each line.
    Lines,
    /// A day.
    Day,
    /// Yes, no, or not said.
    Truth,
    /// One of some words.
    Choice,
    /// One of what can be referred to.
    Reference,
    /// Several of them.
    References,
    /// A table.
    Group,
    /// A list of tables.
    Items,
    /// What a form cannot show: it is edited as text.
    Kept,
}

impl Subject {
    /// A page of a kind, by its word.
    pub fn page(kind: &str, is_section: bool) -> Self {
        let kind = Kind::from_word(kind).unwrap_or(Kind::Page);
        Self { parts: content::parts(kind, is_section), at: Path::default() }
    }

    /// The record of a kind with this id in a file; `None` where it is not there.
    pub fn record(kind: &str, id: &str, draft: &Draft) -> Option<Self> {
        let found = records(draft).into_iter().find(|found| found.kind == kind && found.id == id);
        found.map(|found| found.subject)
    }

    /// The shapes of its keys.
    pub(super) fn parts(&self) -> &[&'static TableShape] {
        &self.parts
    }

    /// The form's fields as the file has them; `None` where the file cannot be read.
    pub fn show(&self, draft: &Draft, lang: Lang) -> Option<Vec<Shown>> {
        let whole = Plain::of_table(draft.table())?;
        let Plain::Table(table) = whole.at(&self.at)? else { return None };
        Some(show::fields(&self.parts, Some(table), "", lang))
    }

    /// Makes of the file what the form says. What the form does not name stays.
    pub fn apply(&self, draft: &mut Draft, answers: &Answers) -> Result<(), Refused> {
        let whole = Plain::of_table(draft.table()).ok_or(Refused::Unreadable)?;
        let Some(Plain::Table(table)) = whole.at(&self.at) else { return Err(Refused::Unreadable) };
        let order: Vec<&str> =
            self.parts.iter().flat_map(|part| part.fields).map(|field| field.key).collect();
        for field in self.parts.iter().flat_map(|part| part.fields) {
            let old = table.get(field.key);
            let new = read::value(&field.shape, field.required, old, field.key, answers);
            let path = self.at.then(field.key);
            match new {
                new if new.as_ref() == old => {}
                Some(new) => draft.set(&path, &new, &order)?,
                None => draft.remove(&path)?,
            }
        }
        Ok(())
    }

    /// The name of the field that a place in the file belongs to; `None` for places outside the subject.
    pub fn field_at(&self, draft: &Draft, span: Span) -> Option<String> {
        let table = if self.at.steps().is_empty() {
            draft.table()
        } else {
            self.at.find(draft.table())?.as_table()?
        };
        Some(read::place(table, span)?.to_string())
    }
}

/// A record in a file.
#[derive(Clone, Debug)]
pub struct Found {
    /// The key of its kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called; its id where nothing says.
    pub title: String,
    /// Its keys.
    pub subject: Subject,
}

/// Every record in a file of records, in order.
pub fn records(draft: &Draft) -> Vec<Found> {
    let path = &draft.source().path;
    let below = path.below(hub::FOLDER).and_then(|below| below.strip_suffix(".toml")).unwrap_or_default();
    let folder = below.split('/').next().unwrap_or_default();
    let Some(kind) = hub::kinds().iter().find(|kind| kind.folder == folder) else { return Vec::new() };
    let found = |table: &Table, at: Path| {
        let id = table.text("id").map_or_else(|| path.stem().to_owned(), |id| id.value.to_owned());
        let title = Path::new(kind.title.unwrap_or("names.0.text")).find(table).and_then(Value::as_text);
        let title = title.map_or_else(|| id.clone(), |title| title.value.to_owned());
        Found { kind: kind.key, id, title, subject: Subject { parts: kind.described(), at } }
    };
    if below.contains('/') {
        return vec![found(draft.table(), Path::default())];
    }
    let tables = draft.table().tables(kind.key).into_iter().enumerate();
    tables.map(|(index, table)| found(table, Path::new(kind.key).then(index))).collect()
}

/// The first sentence of what a field means, and the rest.
fn words(doc: Doc, lang: Lang) -> (String, String) {
    let text = match lang {
        Lang::Sv => doc.sv,
        Lang::En => doc.en,
    };
    let (first, rest) = text.split_once(". ").unwrap_or((text, ""));
    (first.trim_end_matches('.').to_owned(), rest.to_owned())
}

/// A value of a shape as the text of a form's field; `None` where a text cannot hold it.
fn as_text(value: &Plain) -> Option<String> {
    Some(match value {
        Plain::Text(text) => text.clone(),
        Plain::Integer(number) => number.to_string(),
        Plain::Float(number) => number.to_string(),
        Plain::Bool(truth) => truth.to_string(),
        Plain::Date(date) => super::fields::date(*date),
        Plain::List(_) | Plain::Table(_) => return None,
    })
}

/// Whether the items of a list are single values, and no text of several lines among them.
fn is_simple(shape: &Shape) -> bool {
    !matches!(
        shape,
        Shape::Table(_) | Shape::List(_) | Shape::Map(_) | Shape::Any | Shape::Names | Shape::Markdown
    )
}

#[cfg(test)]
mod tests;
