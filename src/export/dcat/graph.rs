//! The little of RDF that a catalogue needs. Every node has an IRI: what has none of its own on the web is given one
//! below the folder of the open data, so that whoever gathers catalogues can tell each thing apart from one time to the
//! next.

use std::fmt::Write;

use jiff::civil::Date;

use crate::export::text::{address, one_line};

/// The vocabularies, by the prefixes that classes, properties and data types are written with here and in the files.
pub(super) const PREFIXES: [(&str, &str); 5] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", XSD),
];

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Something that is described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Absolute.
    pub(super) iri: String,
    /// Its class, with a prefix.
    pub(super) class: &'static str,
    /// What is said of it, each property with its prefix. A property may stand several times.
    pub(super) properties: Vec<(&'static str, Value)>,
}

/// What a property says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Something else that has an IRI.
    Iri(String),
    /// A text in a language, or in none.
    Text(String, Option<String>),
    /// A number or date, as the local name of a data type of XML Schema says it is written.
    Typed(String, &'static str),
}

impl Node {
    /// Something of which nothing is said yet.
    pub(super) fn new(iri: &str, class: &'static str) -> Self {
        Self { iri: absolute(iri), class, properties: Vec::new() }
    }

    /// Says what this is related to.
    pub(super) fn iri(&mut self, property: &'static str, iri: &str) -> &mut Self {
        self.add(property, Value::Iri(absolute(iri)))
    }

    /// Says what it is related to, once for each.
    pub(super) fn iris(
        &mut self,
        property: &'static str,
        iris: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> &mut Self {
        for iri in iris {
            self.iri(property, iri.as_ref());
        }
        self
    }

    /// Says a text that has no language, such as a number in a register.
    pub(super) fn text(&mut self, property: &'static str, text: &str) -> &mut Self {
        self.add(property, Value::Text(one_line(text).into_owned(), None))
    }

    /// Says a text once in each language it is known in.
    pub(super) fn texts(&mut self, property: &'static str, texts: &[super::Text]) -> &mut Self {
        for text in texts {
            let lang = Some(text.lang.clone());
            self.add(property, Value::Text(one_line(&text.text).into_owned(), lang));
        }
        self
    }

    /// Says a day, if it is known.
    pub(super) fn day(&mut self, property: &'static str, day: Option<Date>) -> &mut Self {
        match day {
            Some(day) => self.add(property, Value::Typed(day.to_string(), "date")),
            None => self,
        }
    }

    /// Says how many.
    pub(super) fn number(&mut self, property: &'static str, number: usize) -> &mut Self {
        self.add(property, Value::Typed(number.to_string(), "nonNegativeInteger"))
    }

    fn add(&mut self, property: &'static str, value: Value) -> &mut Self {
        self.properties.push((property, value));
        self
    }
}

/// The IRI of a data type of XML Schema.
pub(super) fn data_type(name: &str) -> String {
    format!("{XSD}{name}")
}

/// An address without what RFC 3987 forbids in one.
fn absolute(iri: &str) -> String {
    let mut written = String::with_capacity(iri.len());
    for c in address(iri).chars() {
        if matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`') {
            let _ = write!(written, "%{:02X}", u32::from(c));
        } else {
            written.push(c);
        }
    }
    written
}
