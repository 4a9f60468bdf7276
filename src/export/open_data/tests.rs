//! The contract with people's scripts, held from outside: the files are read back as those scripts read them.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::export::testing::{self, event, focus_area, initiative, nasty, organisation};
use crate::export::{Initiative, Moment};

fn header() -> Header {
    Header {
        name: "portfolj".to_owned(),
        title: "Portföljen".to_owned(),
        description: "Alla publika initiativ.".to_owned(),
        lang: "sv".to_owned(),
        folder_url: "https://torg.example/oppna-data/".to_owned(),
        as_of: date(2022, 6, 29),
        licence: Licence {
            id: "CC0-1.0".to_owned(),
            url: "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        },
        publisher: "Samhällskontraktet".to_owned(),
    }
}

fn rows(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_portfolio_in_full() {
    insta::assert_snapshot!(testing::text(document(&header(), &[initiative()])));
    insta::assert_snapshot!(testing::text(csv(&[initiative()])).replace("\r\n", "\n"), @r"
    id,name,kind,focus_areas,status,status_since,phase,parties,societal_goals,sdgs,perspectives,url
    dromfabriken,Drömfabriken,innovation,skolresultat,prioritised,2022-06-29,,vasteras; mdu,,4; 11,partnership,https://torg.example/initiativ/dromfabriken/
    ");
}

#[test]
fn the_columns_are_the_first_fields() {
    let row = serde_json::to_value(initiative()).unwrap();
    let fields: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields[..12], *Initiative::COLUMNS);
}

#[test]
fn the_other_kinds_in_full() {
    let all = [
        testing::text(document(&Header { name: "aktiviteter".to_owned(), ..header() }, &[event()])),
        testing::text(csv(&[event()])),
        testing::text(document(&Header { name: "organisationer".to_owned(), ..header() }, &[organisation()])),
        testing::text(csv(&[organisation()])),
        testing::text(document(&Header { name: "fokusomraden".to_owned(), ..header() }, &[focus_area()])),
        testing::text(csv(&[focus_area()])),
    ];
    insta::assert_snapshot!(all.join("\n").replace("\r\n", "\n"));
}

#[test]
fn swedish_excel_has_its_own_file() {
    let bytes = excel_csv(&[initiative()]);
    let rows = rows(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap(), b';');
    assert_eq!(rows[0], Initiative::COLUMNS);
    assert_eq!(rows[1][7], "vasteras; mdu");
}

#[test]
fn no_cell_is_a_formula() {
    for start in ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1"] {
        let name = format!("{start};å");
        let evil = Initiative { name, parties: vec![crate::export::Named::new(start, "")], ..initiative() };
        let rows = rows(&csv(&[evil]), b',');
        assert!(rows[1][1].starts_with('\''), "{start:?}: {rows:?}");
        assert!(rows[1][7].starts_with('\''), "{start:?}: {rows:?}");
    }
}

#[test]
fn before_its_first_status_an_initiative_has_none() {
    let early = Initiative { status: None, status_since: None, ..initiative() };
    let parsed: Value = serde_json::from_slice(&document(&header(), &[early])).unwrap();
    assert_eq!(parsed["initiatives"][0]["status"], Value::Null);
    assert_eq!(parsed["labels"]["status"]["ongoing"]["name"], "Pågår");
}

#[test]
fn the_schema_in_full() {
    insta::assert_snapshot!(testing::text(schema::<Initiative>(&header())));
}

#[test]
fn the_documents_follow_their_schemas() {
    fn follows<R: Record>(records: &[R]) {
        let schema: Value = serde_json::from_slice(&schema::<R>(&header())).unwrap();
        let data: Value = serde_json::from_slice(&document(&header(), records)).unwrap();
        validate(&data, &schema, &schema, "");
    }
    follows(&[initiative(), Initiative { status: None, start: Some(Moment::Year(2022)), ..initiative() }]);
    follows(&[event()]);
    follows(&[organisation()]);
    follows(&[focus_area()]);
    follows::<Initiative>(&[]);
}

#[test]
fn the_files_stand_beside_each_other() {
    let files = files("oppna-data", &header(), &[initiative()]);
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    let expected =
        ["json", "csv", "excel.csv", "schema.json"].map(|end| format!("oppna-data/portfolj.{end}"));
    assert_eq!(paths, expected);
}

proptest! {
    #![proptest_config(testing::proptests())]

    #[test]
    fn any_text_comes_back(text in nasty()) {
        let record = Initiative { name: text.clone(), summary: text.clone(), ..initiative() };
        let parsed: Value = serde_json::from_slice(&document(&header(), std::slice::from_ref(&record))).unwrap();
        prop_assert_eq!(parsed["initiatives"][0]["summary"].as_str(), Some(text.as_str()));
        for (bytes, delimiter) in [(csv(std::slice::from_ref(&record)), b','), (excel_csv(&[record]), b';')] {
            let rows = rows(&bytes, delimiter);
            let cell = &rows[1][1];
            let clean = crate::export::text::clean(&text);
            prop_assert!(*cell == clean || *cell == format!("'{clean}"), "{:?}", cell);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }
}

/// The few words of JSON Schema that our schemas use; any other is a failure, so that none goes unheld.
fn validate(data: &Value, schema: &Value, root: &Value, at: &str) {
    let Value::Object(words) = schema else { panic!("{at}: {schema} is no schema") };
    for (word, rule) in words {
        match word.as_str() {
            "$ref" => validate(data, root.pointer(&rule.as_str().unwrap()[1..]).unwrap(), root, at),
            "type" => assert!(has_type(data, rule), "{at}: {data} is not {rule}"),
            "anyOf" => {
                let alternatives = rule.as_array().unwrap();
                let one_is_null = alternatives.iter().any(|schema| schema["type"] == "null");
                assert!(one_is_null, "{at}");
                if !data.is_null() {
                    validate(data, &alternatives[0], root, at);
                }
            }
            "oneOf" => {
                let words: Vec<_> = rule.as_array().unwrap().iter().map(|schema| &schema["const"]).collect();
                assert!(words.contains(&data), "{at}: {data}");
            }
            "properties" => {
                for (key, schema) in rule.as_object().unwrap() {
                    if let Some(field) = data.get(key) {
                        validate(field, schema, root, &format!("{at}/{key}"));
                    }
                }
                let undeclared: Vec<_> =
                    data.as_object().unwrap().keys().filter(|key| rule.get(key.as_str()).is_none()).collect();
                assert!(undeclared.is_empty(), "{at}: {undeclared:?}");
            }
            "additionalProperties" => {
                for (key, field) in data.as_object().unwrap() {
                    validate(field, rule, root, &format!("{at}/{key}"));
                }
            }
            "required" => {
                for key in rule.as_array().unwrap() {
                    assert!(data.get(key.as_str().unwrap()).is_some(), "{at} lacks {key}");
                }
            }
            "items" => {
                for (index, item) in data.as_array().unwrap().iter().enumerate() {
                    validate(item, rule, root, &format!("{at}/{index}"));
                }
            }
            "minimum" => assert!(data.as_f64() >= rule.as_f64(), "{at}: {data}"),
            "maximum" => assert!(data.as_f64() <= rule.as_f64(), "{at}: {data}"),
            "pattern" | "format" | "title" | "description" | "$schema" | "$id" | "$defs" => {}
            other => panic!("{at}: the test does not know `{other}`"),
        }
    }
}

fn has_type(data: &Value, rule: &Value) -> bool {
    let is = |name: &str| match name {
        "null" => data.is_null(),
        "string" => data.is_string(),
        "integer" => data.is_u64() || data.is_i64(),
        "array" => data.is_array(),
        "object" => data.is_object(),
        other => panic!("the test does not know the type {other}"),
    };
    match rule {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        other => panic!("{other}"),
    }
}
