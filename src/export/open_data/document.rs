//! The JSON document around the records, and its schema.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::export::Named;
use crate::export::json_feed::pretty;

use super::{Header, Record};

/// What stands before the records.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: String,
    /// What the data is called.
    title: String,
    /// What it holds.
    description: String,
    /// This file's address.
    url: String,
    /// The language of names and texts.
    language: String,
    /// Who publishes it.
    publisher: String,
    /// What one may do with it.
    licence: HeadLicence,
    /// The day it shows.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    as_of: String,
    /// How many records there are.
    count: usize,
    /// What each id is called and where its page is, by the vocabulary or kind it is taken from.
    labels: Labels,
}

/// A licence.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Licence")]
struct HeadLicence {
    /// Its identifier in the SPDX list.
    id: String,
    /// Its text.
    url: String,
}

/// What an id is called.
#[derive(Serialize, JsonSchema)]
pub(super) struct Label {
    /// In the language of the file.
    name: String,
    /// Its page on this site.
    url: Option<String>,
}

/// What stands before `count` records.
pub(super) fn head(header: &Header, count: usize, labels: Labels) -> Head {
    Head {
        schema: header.url("schema.json"),
        title: header.title.clone(),
        description: header.description.clone(),
        url: header.url("json"),
        language: header.lang.clone(),
        publisher: header.publisher.clone(),
        licence: HeadLicence { id: header.licence.id.clone(), url: header.licence.url.clone() },
        as_of: header.as_of.to_string(),
        count,
        labels,
    }
}

/// The records as JSON.
pub fn document<R: Record>(header: &Header, records: &[R]) -> Vec<u8> {
    let labels = labels(records.iter().flat_map(Record::references));
    let mut document = object(&head(header, records.len(), labels));
    document.insert(R::LIST.to_owned(), value(&records));
    pretty(&Value::Object(document))
}

/// The schema of what [`document`] gives, JSON Schema 2020-12. Fields may be added later, so it forbids none.
pub fn schema<R: Record>(header: &Header) -> Vec<u8> {
    let mut generator: SchemaGenerator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let record = value(&generator.subschema_for::<R>());
    let mut schema = object(&generator.into_root_schema_for::<Head>());
    schema.insert("$id".to_owned(), header.url("schema.json").into());
    schema.insert("title".to_owned(), header.title.clone().into());
    schema.insert("description".to_owned(), header.description.clone().into());
    schema["properties"][R::LIST] = json!({ "type": "array", "items": record });
    if let Some(required) = schema["required"].as_array_mut() {
        required.push(R::LIST.into());
    }
    pretty(&Value::Object(schema))
}

/// What each id is called, by the vocabulary or kind it is taken from.
type Labels = BTreeMap<String, BTreeMap<String, Label>>;

pub(super) fn labels<'k, 'n>(references: impl IntoIterator<Item = (&'k str, &'n Named)>) -> Labels {
    let mut labels = Labels::new();
    for (kind, Named { id, name, url }) in references {
        let label = Label { name: name.clone(), url: url.clone() };
        labels.entry(kind.to_owned()).or_default().entry(id.clone()).or_insert(label);
    }
    labels
}

fn value(data: &impl Serialize) -> Value {
    serde_json::to_value(data).expect("plain structs with text keys are JSON")
}

pub(super) fn object(data: &impl Serialize) -> Map<String, Value> {
    match value(data) {
        Value::Object(object) => object,
        other => unreachable!("a struct is written as an object, not as {other}"),
    }
}
