//! Records whose fields are known only while the program runs: their shapes are data. They become the same files as the
//! records that have a struct, and follow the same rules for cells.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::export::json_feed::pretty;
use crate::export::{File, Named};

use super::document::{Head, head, labels, object};
use super::{Cell, Header, Time, csv};

/// Records of one kind.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What the list of them is called in the JSON.
    pub list: String,
    /// The records in full.
    pub records: Vec<Map<String, Value>>,
    /// The JSON Schema of one record.
    pub schema: Value,
    /// The schemas it refers to below `$defs`.
    pub definitions: BTreeMap<String, Value>,
    /// The columns of the CSV.
    pub columns: Vec<String>,
    /// Its rows, one cell for each column. A record may have several.
    pub rows: Vec<Vec<Cell>>,
    /// Every reference, with the vocabulary or kind it is taken from.
    pub references: Vec<(String, Named)>,
    /// Every time the records tell of.
    pub times: Vec<Time>,
}

/// All files of a sheet, below `folder`: `.json`, `.csv`, `.excel.csv`, `.schema.json`.
pub fn sheet_files(folder: &str, header: &Header, sheet: &Sheet) -> Vec<File> {
    let file = |extension: &str, bytes| File { path: format!("{folder}/{}.{extension}", header.name), bytes };
    let references = sheet.references.iter().map(|(kind, named)| (kind.as_str(), named));
    let mut document = object(&head(header, sheet.records.len(), labels(references)));
    document.insert(sheet.list.clone(), sheet.records.iter().cloned().map(Value::Object).collect());
    vec![
        file("json", pretty(&Value::Object(document))),
        file("csv", csv::rows(&sheet.columns, &sheet.rows, b',', Vec::new())),
        file("excel.csv", csv::rows(&sheet.columns, &sheet.rows, b';', csv::MARK.into())),
        file("schema.json", schema(header, sheet)),
    ]
}

fn schema(header: &Header, sheet: &Sheet) -> Vec<u8> {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = object(&generator.into_root_schema_for::<Head>());
    schema.insert("$id".to_owned(), header.url("schema.json").into());
    schema.insert("title".to_owned(), header.title.clone().into());
    schema.insert("description".to_owned(), header.description.clone().into());
    schema["properties"][&sheet.list] = json!({ "type": "array", "items": sheet.schema });
    if let Some(required) = schema["required"].as_array_mut() {
        required.push(sheet.list.clone().into());
    }
    let definitions = schema.entry("$defs").or_insert_with(|| json!({}));
    for (name, definition) in &sheet.definitions {
        definitions[name] = definition.clone();
    }
    pretty(&Value::Object(schema))
}
