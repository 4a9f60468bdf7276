//! JSON Schemas (draft 2020-12) of shapes, for editors that complete and check while one types.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::amount::AMOUNT;
use super::shape::{Doc, Field, Shape, TableShape};

/// The schema of a document of this shape. Every table below it stands once under `$defs`.
pub fn json_schema(shape: &TableShape) -> Json {
    json_schema_of_parts(shape.name, &[shape])
}

/// The schema of a document whose keys several shapes give together; the first of them describes it.
pub fn json_schema_of_parts(name: &str, parts: &[&TableShape]) -> Json {
    let mut definitions = BTreeMap::new();
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(name));
    schema.extend(table(parts, &mut definitions));
    if !definitions.is_empty() {
        let definitions = definitions.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
        schema.insert("$defs".to_owned(), Json::Object(definitions));
    }
    Json::Object(schema)
}

type Definitions = BTreeMap<&'static str, Json>;

fn table(parts: &[&TableShape], definitions: &mut Definitions) -> Map<String, Json> {
    let fields = parts.iter().flat_map(|part| part.fields);
    let properties: Map<String, Json> =
        fields.clone().map(|field| (field.key.to_owned(), property(field, definitions))).collect();
    let required: Vec<&str> = fields.filter(|field| field.required).map(|field| field.key).collect();
    let mut schema = parts.first().map(|part| described(part.doc)).unwrap_or_default();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Json::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

fn property(field: &Field, definitions: &mut Definitions) -> Json {
    let mut schema = described(field.doc);
    schema.extend(value(&field.shape, definitions));
    Json::Object(schema)
}

fn described(doc: Doc) -> Map<String, Json> {
    let mut schema = Map::new();
    schema.insert("description".to_owned(), json!(doc.en));
    schema.insert("x-description-sv".to_owned(), json!(doc.sv));
    schema
}

fn value(shape: &Shape, definitions: &mut Definitions) -> Map<String, Json> {
    let date = || json!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?.*)?$"});
    let when =
        || json!({"type": ["string", "integer"], "examples": ["2022-06-29", "2022-06", "2022-H2", "2022"]});
    let schema = match shape {
        Shape::Text | Shape::Markdown => json!({"type": "string"}),
        Shape::Integer { min, max } => {
            let mut schema = json!({"type": "integer"});
            for (name, bound, open) in [("minimum", min, i64::MIN), ("maximum", max, i64::MAX)] {
                if *bound != open {
                    schema[name] = json!(bound);
                }
            }
            schema
        }
        Shape::Float => json!({"type": "number"}),
        Shape::Bool => json!({"type": "boolean"}),
        Shape::Date => date(),
        Shape::When => when(),
        Shape::WhenOr(words) => json!({"anyOf": [{"enum": words}, when()]}),
        Shape::Slug => json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
        Shape::Url => json!({"type": "string", "format": "uri"}),
        Shape::Choice(words) => json!({"enum": words}),
        Shape::Reference(kind) => json!({"type": "string", "x-reference": kind}),
        Shape::Numbered(list) => json!({"type": ["string", "integer"], "x-reference": list}),
        Shape::Amount => {
            let mut table = value(&Shape::Table(&AMOUNT), definitions);
            let mut forms = vec![json!({"type": "integer"})];
            forms.push(json!({"type": "string", "pattern": r"^-?(\d+|\d{1,3}(\s\d{3})+)$"}));
            forms.extend(table.remove("$ref").map(|reference| json!({"$ref": reference})));
            json!({"anyOf": forms})
        }
        Shape::TextOrNumber => json!({"type": ["string", "number"]}),
        Shape::List(item) => json!({"type": "array", "items": value(item, definitions)}),
        Shape::Table(shape) => {
            if !definitions.contains_key(shape.name) {
                definitions.insert(shape.name, Json::Null); // holds the place when a shape contains itself
                let schema = Json::Object(table(&[shape], definitions));
                definitions.insert(shape.name, schema);
            }
            json!({"$ref": format!("#/$defs/{}", shape.name)})
        }
        Shape::Names => {
            json!({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]})
        }
        Shape::Map(item) => json!({"type": "object", "additionalProperties": value(item, definitions)}),
        Shape::Any => json!({}),
    };
    match schema {
        Json::Object(schema) => schema,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SITE;

    /// Every `$ref` below a schema.
    fn references(schema: &Json) -> Vec<&str> {
        match schema {
            Json::Object(map) => {
                let own = map.get("$ref").and_then(Json::as_str);
                own.into_iter().chain(map.values().flat_map(references)).collect()
            }
            Json::Array(values) => values.iter().flat_map(references).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_schema_says_what_its_shape_says() {
        let schema = json_schema(&SITE);
        assert_eq!(schema["required"], json!(["title", "base_url", "default_language"]));
        assert_eq!(schema["additionalProperties"], json!(false));
        assert_eq!(schema["$defs"]["feeds"]["properties"]["limit"]["maximum"], json!(1000));
        assert_eq!(schema["properties"]["title"]["description"], json!("The site's name."));
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        let schema = json_schema(&SITE);
        let references = references(&schema);
        assert!(references.contains(&"#/$defs/menu-item"), "a menu item holds menu items");
        for reference in references {
            assert!(schema.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }
}
