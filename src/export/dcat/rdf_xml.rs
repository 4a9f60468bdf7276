//! RDF/XML: what Sweden's data portal gathers.

use crate::export::xml::Xml;

use super::Catalogue;
use super::describe::describe;
use super::graph::{PREFIXES, Value, data_type};

/// The catalogue as RDF/XML.
pub fn rdf_xml(catalogue: &Catalogue) -> Vec<u8> {
    let mut xml = Xml::new();
    let names: Vec<String> = PREFIXES.iter().map(|(prefix, _)| format!("xmlns:{prefix}")).collect();
    let mut spaces = vec![("xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")];
    spaces.extend(names.iter().zip(PREFIXES).map(|(name, (_, space))| (name.as_str(), space)));
    xml.open("rdf:RDF", &spaces);
    for node in describe(catalogue) {
        xml.open(node.class, &[("rdf:about", &node.iri)]);
        for (property, value) in &node.properties {
            match value {
                Value::Iri(iri) => xml.empty(property, &[("rdf:resource", iri)]),
                Value::Text(text, Some(lang)) => xml.text(property, &[("xml:lang", lang)], text),
                Value::Text(text, None) => xml.text(property, &[], text),
                Value::Typed(text, kind) => xml.text(property, &[("rdf:datatype", &data_type(kind))], text),
            }
        }
        xml.close(node.class);
    }
    xml.close("rdf:RDF");
    xml.finish()
}
