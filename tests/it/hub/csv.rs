//! Open data as tables: read back as a script reads them, the cells say what the JSON says.

use std::collections::BTreeMap;

use serde_json::Value;
use torg::hub::{Openness, kinds};

use super::canary::{SECRET, quoted, record};
use super::open_data::{documents, json, own_site};
use crate::site::{Built, SiteTest};

/// What a spreadsheet would run, with everything that takes rows and lists apart.
const HOSTILE: &str = "=HYPERLINK(\"x\"); två,\nrader";

/// Signs that begin a formula.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// The rows by the names of their columns.
fn rows(built: &Built, path: &str, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let text = built.text(path).trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// A cell without the apostrophe that keeps it from being run.
fn read(cell: &str) -> &str {
    let guarded = cell.trim_start_matches('\'').starts_with(FORMULA);
    cell.strip_prefix('\'').filter(|_| guarded).unwrap_or(cell)
}

/// The items of a cell that holds several: a row with `; ` between its cells.
fn items(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = cell;
    while !rest.is_empty() {
        let (item, after) = if let Some(inner) = rest.strip_prefix('"') {
            let end = inner.replace("\"\"", "\0\0").find('"').expect("the quotes of an item end");
            (inner[..end].replace("\"\"", "\""), &inner[end + 1..])
        } else {
            let end = rest.find("; ").unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        };
        found.push(read(&item).to_owned());
        rest = after.strip_prefix("; ").unwrap_or(after);
    }
    found
}

/// What the JSON says in the place that a column is named after: a field, one inside a table, or one of an entry, of which
/// each has a row.
fn told<'a>(record: &'a Value, column: &str, entry: usize) -> &'a Value {
    if let Some(value) = record.get(column) {
        return value;
    }
    if let Some(sum) = column.strip_suffix("_precision") {
        return &told(record, sum, entry)["precision"];
    }
    let mut places = column.match_indices('_').map(|(at, _)| (&column[..at], &column[at + 1..]));
    let (table, rest) = places.find(|(key, _)| record.get(key).is_some()).expect(column);
    match &record[table] {
        Value::Array(entries) => entries.get(entry).map_or(&Value::Null, |one| told(one, rest, entry)),
        Value::Null => &Value::Null,
        table => told(table, rest, entry),
    }
}

/// A value in the words of a cell. Of what is a table in the JSON, a cell has what tells most.
fn word(value: &Value) -> String {
    let text = |key: &str| word(&value[key]);
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(table) if table.contains_key("amount") => text("amount"),
        Value::Object(table) if table.contains_key("measure") && text("precision") == "exact" => {
            format!("{} {}", text("n"), text("measure"))
        }
        Value::Object(table) if table.contains_key("measure") => {
            format!("{} {} {}", text("precision"), text("n"), text("measure"))
        }
        Value::Object(table) if table.contains_key("from") => {
            let end = if table["to"].is_null() { "..".to_owned() } else { text("to") };
            format!("{}/{end}", text("from"))
        }
        Value::Object(table) if table.contains_key("text") => text("text"),
        Value::Object(table) if table.contains_key("document") => text("document"),
        other => other.to_string(),
    }
}

/// That every table of open data says what the JSON beside it says. Gives the number of cells.
#[track_caller]
fn tables_tell_what_the_json_tells(built: &Built) -> usize {
    let mut n_cells = 0;
    for path in documents(built) {
        let document = json(built, path);
        let records = document.values().find_map(Value::as_array).expect(path);
        for (end, delimiter) in [("csv", b','), ("excel.csv", b';')] {
            let table = rows(built, &path.replace("json", end), delimiter);
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            for row in &table {
                let id = row["id"].as_str();
                let record = records.iter().find(|record| record["id"] == id).expect(id);
                let entry = *seen.entry(id).and_modify(|n| *n += 1).or_default();
                for (column, cell) in row {
                    assert!(!cell.starts_with(FORMULA), "{path}: {id}: {column} would be run: {cell}");
                    match told(record, column, entry) {
                        Value::Array(list) => {
                            let expected: Vec<String> = list.iter().map(word).collect();
                            assert_eq!(items(cell), expected, "{path}: {id}: {column}");
                        }
                        value => assert_eq!(read(cell), word(value), "{path}: {id}: {column}"),
                    }
                    n_cells += 1;
                }
            }
            assert_eq!(seen.len(), records.len(), "{path}: each record has a row");
        }
    }
    n_cells
}

#[test]
fn the_own_sites_tables_tell_what_its_json_tells() {
    assert!(tables_tell_what_the_json_tells(&own_site().build()) > 5_000);
}

#[test]
fn a_hostile_text_in_any_field_of_any_kind_comes_back() {
    let mut site = SiteTest::new();
    let hostile = format!("{HOSTILE:?}");
    let several = format!("[{hostile}, \"a; b\", \"'+1\", \"\\\"c\\\"\", \" d\"]");
    for kind in kinds().iter().filter(|kind| kind.openness != Openness::Secret) {
        let public = match kind.openness {
            Openness::Internal => "visibility = \"public\"\n",
            _ if kind.key == "person" => "publish = true\n",
            _ => "",
        };
        let text = record(kind, public);
        let text =
            text.replace(&format!("[{}]", quoted(SECRET)), &several).replace(&quoted(SECRET), &hostile);
        site.write(&format!("site/hub/{}/kanariefageln.toml", kind.folder), text);
    }
    let built = site.build();
    assert!(documents(&built).len() > 25, "{}", built.short());
    assert!(tables_tell_what_the_json_tells(&built) > 300);
}

#[test]
fn a_record_without_entries_has_a_row_of_its_own() {
    let indicator = "[[indicator]]\nid = \"andel\"\nnames = [{ text = \"Andelen\", standing = \"decided\" }]\ninitiative = \"pilot\"\ntype = \"leading\"\nunit = \"procent\"\ndirection = \"up\"\nsource = { document = \"registret\" }\n";
    let built = super::hub(&[("indicators.toml", indicator)]).build();
    let table = rows(&built, "oppna-data/indikatorer.csv", b',');
    assert_eq!((table[0]["id"].as_str(), table[0]["value_value"].as_str()), ("andel", ""));
}
