//! Open data of every kind of record: what it tells can be read back as the same record, and follows its own schema.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::{Map, Value};
use torg::hub::{self, Openness, RecordKind};
use torg::source::{DiskFiles, Files};

use super::hub as site;
use crate::site::{Built, SiteTest};

/// This repository's own site.
pub(super) fn own_site() -> SiteTest {
    let disk = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut site = SiteTest::empty();
    for folder in ["site", "content", "themes/torget"] {
        for path in disk.list(folder).files {
            site.write(path.as_str(), disk.read(&path).unwrap());
        }
    }
    site
}

pub(super) fn json(built: &Built, path: &str) -> Map<String, Value> {
    serde_json::from_str(built.text(path)).unwrap()
}

/// The addresses of all data files.
pub(super) fn documents(built: &Built) -> Vec<&str> {
    let is_data = |path: &&str| {
        let name = path.strip_prefix("oppna-data/").and_then(|name| name.strip_suffix(".json"));
        name.is_some_and(|name| !name.contains('.'))
    };
    built.outputs.keys().map(String::as_str).filter(is_data).collect()
}

#[test]
fn the_portfolio_written_anew_from_its_json_gives_the_same_site() {
    let mut site = own_site();
    let first = site.build();
    let mut n_records = 0;
    for kind in hub::kinds() {
        let all = documents(&first).into_iter().map(|path| json(&first, path));
        let Some(document) = all.into_iter().find(|document| document.contains_key(kind.folder)) else {
            continue;
        };
        let records = document[kind.folder].as_array().unwrap();
        n_records += records.len();
        let write = if kind.is_sheet { toml } else { typed_toml };
        let text: String = records.iter().map(|record| write(kind, record.as_object().unwrap())).collect();
        for record in records {
            site.try_remove(&format!("site/hub/{}/{}.toml", kind.folder, record["id"].as_str().unwrap()));
        }
        site.write(&format!("site/hub/{}.toml", kind.folder), text);
    }
    assert!(n_records > 200, "{n_records}");
    let second = site.build();
    assert_eq!(second.short(), first.short());
    let pages = |built: &Built| -> Vec<String> {
        let is_bundle = |path: &&String| path.starts_with("_torg/");
        built.outputs.keys().filter(|path| !is_bundle(path)).cloned().collect()
    };
    assert_eq!(pages(&second), pages(&first));
    for path in pages(&first) {
        assert!(second.outputs[&path] == first.outputs[&path], "{path} differs");
    }
}

/// A record of a kind whose data has a form of its own, as an author could have written it.
fn typed_toml(kind: &RecordKind, record: &Map<String, Value>) -> String {
    let fields: Vec<&str> =
        kind.described().into_iter().flat_map(|part| part.fields).map(|field| field.key).collect();
    let mut own = Map::new();
    for (key, value) in record {
        let (key, value) = match (kind.key, key.as_str()) {
            // The page's address, the day's status and phase, and what challenges and initiatives say themselves.
            ("organisation", "url")
            | ("initiative", "status" | "phase")
            | ("focus_area", "challenges" | "initiatives") => continue,
            ("organisation", "website") => ("url", value.clone()),
            ("organisation", "kind") => ("type", value.clone()),
            ("initiative", "status_history") => ("status", value.clone()),
            ("initiative", "phase_history") => ("phase", value.clone()),
            (_, key) => (key, value.clone()),
        };
        if fields.contains(&key) {
            own.insert(key.to_owned(), without_titles(value));
        }
    }
    toml(kind, &own)
}

/// Sources without what open data adds to them: the title and page of their document.
fn without_titles(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_titles).collect(),
        Value::Object(fields) => {
            let is_source = fields.contains_key("document");
            let kept =
                fields.into_iter().filter(|(key, _)| !is_source || !["title", "url"].contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key, without_titles(value))).collect())
        }
        other => other,
    }
}

/// A record as an author could have written it.
fn toml(kind: &RecordKind, record: &Map<String, Value>) -> String {
    let mut text = format!("[[{}]]\n", kind.key);
    for (key, value) in record.iter().filter(|(key, value)| *key != "name" && !value.is_null()) {
        let _ = writeln!(text, "{key} = {}", inline(value));
    }
    if kind.key == "person" {
        text.push_str("publish = true\n");
    }
    if kind.openness == Openness::Internal {
        text.push_str("visibility = \"public\"\n");
    }
    text
}

fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let known = fields.iter().filter(|(_, value)| !value.is_null());
            let fields: Vec<String> =
                known.map(|(key, value)| format!("{key} = {}", inline(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

#[test]
fn every_file_follows_its_schema_and_says_what_its_ids_are_called() {
    let built = own_site().build();
    for path in documents(&built) {
        let document = Value::Object(json(&built, path));
        let schema = Value::Object(json(&built, &path.replace(".json", ".schema.json")));
        follows(&document, &schema, &schema, path);
        assert!(!document["title"].as_str().unwrap().contains("data-"), "{path} has a title in words");
    }
    let decisions = json(&built, "oppna-data/beslut.json");
    assert_eq!(decisions["labels"]["group"]["styrelsen"]["name"], "Styrelsen");
    assert_eq!(decisions["labels"]["decision_type"]["money"]["name"], "Pengar");
}

/// The words of JSON Schema that our schemas use and that can be broken by a record.
fn follows(data: &Value, schema: &Value, root: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        follows(data, root.pointer(&reference[1..]).unwrap(), root, at);
    }
    if let Some(forms) = schema["anyOf"].as_array() {
        assert!(forms.iter().any(|form| form["type"] == "null"), "{at}");
        if !data.is_null() {
            follows(data, &forms[0], root, at);
        }
    }
    if let Some(words) = schema["oneOf"].as_array() {
        assert!(words.iter().any(|word| word["const"] == *data), "{at}: {data}");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let own = match data {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = types.contains(&own) || (own == "integer" && types.contains(&"number"));
    assert!(types.is_empty() || fits, "{at}: {data} is no {types:?}");
    for key in schema["required"].as_array().into_iter().flatten() {
        assert!(data.get(key.as_str().unwrap()).is_some(), "{at} lacks {key}");
    }
    if let Some(fields) = schema["properties"].as_object() {
        let known = |key: &&String| fields.contains_key(key.as_str());
        assert!(data.as_object().unwrap().keys().all(|key| known(&key)), "{at}");
        for (key, schema) in fields {
            follows(&data[key], schema, root, &format!("{at}/{key}"));
        }
    }
    for (index, item) in
        data.as_array().into_iter().flatten().enumerate().filter(|_| schema["items"].is_object())
    {
        follows(item, &schema["items"], root, &format!("{at}/{index}"));
    }
}

#[test]
fn the_anchor_figures_are_in_the_files() {
    let built = own_site().build();
    let column = |path: &str, name: &str| {
        let mut lines = built.text(path).lines();
        let index = lines.next().unwrap().split(',').position(|column| column == name).unwrap();
        let numbers = lines
            .filter(|line| line.starts_with("2022,"))
            .map(move |line| line.split(',').nth(index).unwrap().parse::<i64>().unwrap());
        numbers.sum::<i64>()
    };
    assert_eq!(column("oppna-data/budget.csv", "line_budget"), 15_250_000);
    assert_eq!(column("oppna-data/budget.csv", "line_outcome"), 8_242_920);
    built.has("oppna-data/finansiering.json", "4163000").has("oppna-data/finansiering.json", "4150000");
    built.has("oppna-data/uppfoljning.csv", ",26,3,1,6,");
}

#[test]
fn what_few_people_said_is_in_no_byte() {
    let event = "+++\ntitle = \"Träffen\"\nkind = \"event\"\nwhen = { start = 2024-03-01 }\nstatus = \"held\"\nform = \"physical\"\norganisers = [\"kommunen\"]\n+++\n";
    let feedback = |n| {
        format!(
            "[[feedback]]\nid = \"a\"\nevent = \"traffen\"\nn = {n}\nresults = [{{ dimension = \"quality\", mean = 4.25 }}]\nthemes = [\"grågåsen\"]\n"
        )
    };
    let mut site = site(&[("feedback.toml", &feedback(4))]).file("content/traffen.md", event);
    site.build().no_errors().nowhere("grågåsen").absent("oppna-data/aterkoppling.json");
    site.write("site/hub/feedback.toml", feedback(5));
    site.build().clean().has("oppna-data/aterkoppling.json", "grågåsen");
}

#[test]
fn one_krona_stops_the_build_and_names_the_total() {
    let mut site = own_site();
    let text = site.text("site/hub/budget_years.toml").replacen("\"985 001\"", "\"985 002\"", 1);
    site.write("site/hub/budget_years.toml", text);
    let told = site.build().short();
    assert!(told.contains("error H0126: `2022` does not add up: the lines of the outcome come to"), "{told}");
    assert!(told.contains("not 8\u{a0}242\u{a0}920 kr"), "{told}");
}

#[test]
fn changes_keep_their_ids_when_more_happens() {
    let mut site = own_site();
    let ids = |built: &Built| -> Vec<String> {
        let document = json(built, "oppna-data/andringar.json");
        let changes = document["changes"].as_array().unwrap();
        changes.iter().map(|change| change["id"].as_str().unwrap().to_owned()).collect()
    };
    let before = ids(&site.build());
    let unique: BTreeSet<&String> = before.iter().collect();
    assert_eq!(unique.len(), before.len());
    let path = "site/hub/initiatives/dromfabriken.toml";
    let parked = "\n[[status]]\nvalue = \"parked\"\nwhen = 2024-02-01\nsource = { document = \"core-team-2023-12-19\" }\n";
    site.write(path, site.text(path) + parked);
    let built = site.build();
    let after = ids(&built);
    assert_eq!(after[1..], before, "the newest stands first");
    assert_eq!(after[0], "initiative/dromfabriken/status/2024-02-01/parked");
    built.has("oppna-data/andringar.atom", "andringar.json#initiative/dromfabriken/status/2024-02-01/parked");
}

#[test]
fn the_catalogue_has_every_kind_of_data_and_pages_about_them_point_at_it() {
    let built = own_site().build();
    let catalogue = built.text("oppna-data/dcat.rdf");
    for path in documents(&built) {
        let name = path.strip_prefix("oppna-data/").unwrap();
        let url = format!(
            "<dcat:downloadURL rdf:resource=\"https://samhallskontraktet.example/oppna-data/{name}\"/>"
        );
        assert_eq!(catalogue.matches(&url).count(), 1, "{name}");
    }
    assert!(!catalogue.contains(">data-"), "every title is in words");
    assert_eq!(built.text("datasets/dcat"), catalogue);
    built
        .has("oppna-data/index.html", "type=\"application/rdf+xml\"")
        .has("oppna-data/index.html", "type=\"application/ld+json\" title=");
}
