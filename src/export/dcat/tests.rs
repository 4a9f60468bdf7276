//! The catalogue held against what DCAT-AP-SE 3.0.1 demands and recommends, and its two formats against each other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value as Json;

use super::describe::describe;
use super::graph::{PREFIXES, Value};
use super::*;
use crate::export::testing::{self, nasty};

fn texts(swedish: &str, english: &str) -> Vec<Text> {
    let text = |text: &str, lang: &str| Text { text: text.to_owned(), lang: lang.to_owned() };
    vec![text(swedish, "sv"), text(english, "en")]
}

fn catalogue() -> Catalogue {
    let file = |extension: &str, media_type| Distribution {
        extension: extension.to_owned(),
        url: format!("https://torg.example/oppna-data/portfolj.{extension}"),
        media_type,
        title: texts("Portföljen – fil", "The portfolio – file"),
        description: texts("Allt & mer <än> så.", "Everything & more."),
        n_bytes: 1234,
        follows_schema: extension == "json",
    };
    Catalogue {
        folder_url: "https://torg.example/oppna-data/".to_owned(),
        title: texts("Datakatalog", "Data catalogue"),
        description: texts("Alla data.", "All data."),
        homepage: "https://torg.example/".to_owned(),
        languages: vec!["sv".to_owned(), "en".to_owned()],
        issued: Some(date(2023, 1, 15)),
        modified: Some(date(2023, 12, 19)),
        places: vec!["http://sws.geonames.org/2715946".to_owned()],
        publisher: Publisher {
            iri: "https://torg.example/#organisation".to_owned(),
            name: "Torget".to_owned(),
            description: texts("En arena.", "An arena."),
            kind: Some("LocalAuthority".to_owned()),
            org_number: Some("212000-2080".to_owned()),
            homepage: Some("https://torget.example/".to_owned()),
        },
        contact: Contact { name: "Torget".to_owned(), email: Some("data@torg.example".to_owned()) },
        licence: "http://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        datasets: vec![Dataset {
            name: "portfolj".to_owned(),
            title: texts("Portföljen", "The portfolio"),
            description: texts("Alla initiativ.", "Every initiative."),
            keywords: texts("innovation", "innovation"),
            themes: vec!["GOVE", "SOCI"],
            lang: "sv".to_owned(),
            modified: Some(date(2023, 12, 19)),
            period: Some((date(2009, 2, 9), date(2025, 12, 31))),
            schema: "https://torg.example/oppna-data/portfolj.schema.json".to_owned(),
            files: vec![file("json", "application/json"), file("csv", "text/csv")],
        }],
    }
}

/// What the profile demands of each class, then what it recommends and a site can know.
const PROFILE: [(&str, &[&str]); 7] = [
    (
        "dcat:Catalog",
        &[
            "dcterms:title",
            "dcterms:description",
            "dcterms:publisher",
            "dcterms:license",
            "dcat:dataset",
            "dcterms:issued",
            "dcterms:modified",
            "dcterms:language",
            "dcterms:spatial",
            "foaf:homepage",
            "dcat:themeTaxonomy",
        ],
    ),
    (
        "dcat:Dataset",
        &[
            "dcterms:title",
            "dcterms:description",
            "dcterms:publisher",
            "dcat:contactPoint",
            "dcat:keyword",
            "dcat:theme",
            "dcat:distribution",
            "dcterms:issued",
            "dcterms:conformsTo",
            "dcterms:spatial",
            "dcterms:temporal",
            "dcterms:accessRights",
        ],
    ),
    (
        "dcat:Distribution",
        &["dcat:accessURL", "dcterms:format", "dcterms:license", "dcterms:description", "dcat:mediaType"],
    ),
    ("foaf:Agent", &["foaf:name", "dcterms:type", "dcterms:description", "dcterms:identifier"]),
    ("vcard:Organization", &["vcard:fn", "vcard:hasEmail"]),
    ("dcterms:PeriodOfTime", &["dcat:startDate", "dcat:endDate"]),
    ("dcterms:Standard", &["dcterms:title"]),
];

/// What may be said once only.
const ONCE: [&str; 10] = [
    "dcterms:publisher",
    "dcterms:license",
    "dcterms:issued",
    "dcterms:modified",
    "dcterms:format",
    "dcterms:accessRights",
    "dcat:accessURL",
    "dcat:byteSize",
    "dcterms:type",
    "foaf:homepage",
];

#[test]
fn everything_has_what_the_profile_asks() {
    let nodes = describe(&catalogue());
    let profile: BTreeMap<_, _> = PROFILE.into();
    for node in &nodes {
        let mut said = BTreeSet::new();
        for (property, _) in &node.properties {
            assert!(said.insert(property) || !ONCE.contains(property), "{} says {property} twice", node.iri);
        }
        for property in profile[node.class] {
            assert!(said.contains(property), "{} lacks {property}", node.iri);
        }
    }
    let classes: BTreeSet<_> = nodes.iter().map(|node| node.class).collect();
    assert_eq!(classes.len(), PROFILE.len(), "every class is in the example");
}

#[test]
fn every_iri_is_absolute_and_every_thing_pointed_at_below_the_folder_is_described() {
    let nodes = describe(&catalogue());
    let described: BTreeSet<&str> = nodes.iter().map(|node| node.iri.as_str()).collect();
    assert_eq!(described.len(), nodes.len(), "each IRI is described once");
    let values = nodes.iter().flat_map(|node| &node.properties);
    let iris =
        values.filter_map(|(_, value)| if let Value::Iri(iri) = value { Some(iri.as_str()) } else { None });
    for iri in iris.chain(described.iter().copied()) {
        let has_scheme = ["http://", "https://", "mailto:"].iter().any(|scheme| iri.starts_with(scheme));
        assert!(has_scheme && !iri.contains([' ', '<', '>', '"']), "{iri}");
        assert!(!iri.contains("/oppna-data/#") || described.contains(iri), "{iri}");
    }
}

#[test]
fn the_catalogue_is_cc0_whatever_the_data_is() {
    let other =
        Catalogue { licence: "https://creativecommons.org/licenses/by/4.0/".to_owned(), ..catalogue() };
    let licence = |class: &str| {
        let node = describe(&other).into_iter().find(|node| node.class == class).unwrap();
        node.properties.into_iter().find(|(property, _)| *property == "dcterms:license").unwrap().1
    };
    let cc0 = "http://creativecommons.org/publicdomain/zero/1.0/".to_owned();
    assert_eq!(licence("dcat:Catalog"), Value::Iri(cc0));
    assert_eq!(licence("dcat:Distribution"), Value::Iri(other.licence.clone()));
}

#[test]
fn what_is_not_known_is_not_said() {
    let mut bare = catalogue();
    (bare.issued, bare.modified, bare.contact.email) = (None, None, None);
    bare.datasets[0].period = None;
    bare.languages = vec!["tlh".to_owned()];
    let text = testing::text(rdf_xml(&bare));
    for absent in ["dcterms:issued", "vcard:", "contactPoint", "PeriodOfTime", "temporal", "language/tlh"] {
        assert!(!text.replace("xmlns:vcard", "").contains(absent), "{absent}");
    }
}

#[test]
fn a_catalogue_in_full() {
    insta::assert_snapshot!(testing::text(rdf_xml(&catalogue())));
}

/// Subject, predicate and object of each statement; prefixes written out, objects with language or data type.
type Graph = BTreeSet<(String, String, String)>;

fn whole(name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap();
    let space = PREFIXES.iter().find(|(known, _)| *known == prefix).unwrap().1;
    format!("{space}{local}")
}

fn graph_of_xml(bytes: &[u8]) -> Graph {
    let mut graph = Graph::new();
    let mut subject = String::new();
    for element in testing::elements(bytes) {
        let attribute = |name: &str| element.attributes.get(name).cloned();
        if element.name == "rdf:RDF" {
            continue;
        }
        if let Some(about) = attribute("rdf:about") {
            subject = about;
            graph.insert((subject.clone(), "a".to_owned(), whole(&element.name)));
            continue;
        }
        let object = match (attribute("rdf:resource"), attribute("xml:lang"), attribute("rdf:datatype")) {
            (Some(iri), ..) => format!("<{iri}>"),
            (None, Some(lang), _) => format!("{}@{lang}", element.text),
            (None, None, Some(kind)) => format!("{}^^{kind}", element.text),
            (None, None, None) => element.text.clone(),
        };
        graph.insert((subject.clone(), whole(&element.name), object));
    }
    graph
}

fn graph_of_json(bytes: &[u8]) -> Graph {
    let document: Json = serde_json::from_slice(bytes).unwrap();
    let mut graph = Graph::new();
    for node in document["@graph"].as_array().unwrap() {
        let subject = node["@id"].as_str().unwrap().to_owned();
        for (key, value) in node.as_object().unwrap().iter().filter(|(key, _)| *key != "@id") {
            if key == "@type" {
                graph.insert((subject.clone(), "a".to_owned(), whole(value.as_str().unwrap())));
                continue;
            }
            for object in value.as_array().unwrap() {
                let part = |key: &str| object[key].as_str().map(ToOwned::to_owned);
                let object = match (part("@id"), part("@value"), part("@language"), part("@type")) {
                    (Some(iri), ..) => format!("<{iri}>"),
                    (None, Some(text), Some(lang), _) => format!("{text}@{lang}"),
                    (None, Some(text), None, Some(kind)) => format!("{text}^^{}", whole(&kind)),
                    (None, Some(text), None, None) => text,
                    _ => panic!("{object}"),
                };
                graph.insert((subject.clone(), whole(key), object));
            }
        }
    }
    graph
}

proptest! {
    #![proptest_config(testing::proptests())]

    #[test]
    fn both_formats_say_the_same(text in nasty()) {
        let mut catalogue = catalogue();
        catalogue.title[0].text.clone_from(&text);
        catalogue.publisher.name.clone_from(&text);
        catalogue.places.push(format!("https://torg.example/{text}"));
        catalogue.datasets[0].keywords[1].text = text;
        let graph = graph_of_xml(&rdf_xml(&catalogue));
        prop_assert!(graph.len() > 80);
        prop_assert_eq!(graph, graph_of_json(&json_ld(&catalogue)));
    }
}
