//! JSON-LD: the same graph for those who would rather read JSON. Its context stands in it, so that nothing has to be
//! fetched from elsewhere.

use serde_json::{Map, Value as Json, json};

use crate::export::json_feed::pretty;

use super::Catalogue;
use super::describe::describe;
use super::graph::{Node, PREFIXES, Value};

/// The catalogue as JSON-LD.
pub fn json_ld(catalogue: &Catalogue) -> Vec<u8> {
    let context: Map<String, Json> =
        PREFIXES.iter().map(|(prefix, space)| ((*prefix).to_owned(), json!(space))).collect();
    let nodes: Vec<Json> = describe(catalogue).iter().map(node).collect();
    pretty(&json!({ "@context": context, "@graph": nodes }))
}

/// Each property has a list, so that readers meet one shape.
fn node(node: &Node) -> Json {
    let mut object = Map::new();
    object.insert("@id".to_owned(), json!(node.iri));
    object.insert("@type".to_owned(), json!(node.class));
    for (property, value) in &node.properties {
        let list = object.entry(*property).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(match value {
                Value::Iri(iri) => json!({ "@id": iri }),
                Value::Text(text, Some(lang)) => json!({ "@value": text, "@language": lang }),
                Value::Text(text, None) => json!({ "@value": text }),
                Value::Typed(text, kind) => json!({ "@value": text, "@type": format!("xsd:{kind}") }),
            });
        }
    }
    Json::Object(object)
}
