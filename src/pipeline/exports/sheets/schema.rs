//! The JSON Schema of a sheet's records: what the shapes allow, in the one form that open data has for each.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::config::{AMOUNT, Field, Precision, SOURCE_REF, Shape, TableShape};
use crate::hub::RecordKind;

type Definitions = BTreeMap<String, Json>;

/// The schema of one record.
pub(super) fn record(kind: &RecordKind, fields: &[&Field], definitions: &mut Definitions) -> Json {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), json!({ "type": "string" }));
    if kind.is_named() {
        properties.insert(
            "name".to_owned(),
            json!({ "type": "string", "description": "The decided name of the day." }),
        );
    }
    for field in fields {
        properties.insert(field.key.to_owned(), property(field, definitions));
    }
    let doc = kind.described().first().map_or("", |part| part.doc.en);
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "description": doc, "required": required, "properties": properties })
}

fn property(field: &Field, definitions: &mut Definitions) -> Json {
    let mut schema = value_schema(&field.shape, definitions);
    if !field.required && !matches!(field.shape, Shape::List(_)) {
        schema = json!({ "anyOf": [schema, { "type": "null" }] });
    }
    schema["description"] = json!(field.doc.en);
    schema
}

fn value_schema(shape: &Shape, definitions: &mut Definitions) -> Json {
    match shape {
        Shape::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Shape::Float => json!({ "type": "number" }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Choice(words) => {
            json!({ "oneOf": words.iter().map(|word| json!({ "const": word })).collect::<Vec<_>>() })
        }
        Shape::Numbered(_) => json!({ "type": ["integer", "string"] }),
        Shape::List(item) => json!({ "type": "array", "items": value_schema(item, definitions) }),
        Shape::Table(shape) => table_schema(shape, definitions),
        Shape::Amount => amount_schema(definitions),
        Shape::Names => json!({ "type": ["string", "object"] }),
        _ => json!({ "type": "string" }),
    }
}

fn table_schema(shape: &TableShape, definitions: &mut Definitions) -> Json {
    if !definitions.contains_key(shape.name) {
        definitions.insert(shape.name.to_owned(), Json::Null); // holds the place
        let properties: Map<String, Json> =
            shape.fields.iter().map(|field| (field.key.to_owned(), property(field, definitions))).collect();
        let required: Vec<&str> = shape.fields.iter().map(|field| field.key).collect();
        let schema = json!({
            "type": "object", "description": shape.doc.en, "required": required, "properties": properties,
        });
        definitions.insert(shape.name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/$defs/{}", shape.name) })
}

/// A sum is always a table in open data, of whole kronor.
fn amount_schema(definitions: &mut Definitions) -> Json {
    if !definitions.contains_key(AMOUNT.name) {
        definitions.insert(AMOUNT.name.to_owned(), Json::Null); // holds the place
        let source = table_schema(&SOURCE_REF, definitions);
        let words = value_schema(&Shape::Choice(Precision::WORDS), definitions);
        let reference = json!({ "$ref": "#/$defs/amount" });
        let schema = json!({
            "type": "object",
            "description": AMOUNT.doc.en,
            "required": ["amount", "precision", "source", "note", "other"],
            "properties": {
                "amount": { "type": "integer" },
                "precision": words,
                "source": { "anyOf": [source, { "type": "null" }] },
                "note": { "type": ["string", "null"] },
                "other": { "type": "array", "items": reference },
            },
        });
        definitions.insert(AMOUNT.name.to_owned(), schema);
    }
    json!({ "$ref": "#/$defs/amount" })
}
