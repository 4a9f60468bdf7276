//! What holds for every document: both syntaxes give one tree, every place says what stands there, nothing panics.

use std::fmt::Write;

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use crate::report::Diagnostic;
use crate::source::{FilePath, Source, Span};

use super::value::{Data, DateValue, Table, Value};
use super::{parse_toml, parse_yaml};

/// A value as a test means it, before it is written down.
#[derive(Clone, Debug)]
enum Meant {
    Text(String),
    Integer(i64),
    Bool(bool),
    Day(i16, i8, i8),
    List(Vec<Meant>),
    Table(Vec<(String, Meant)>),
}

fn key() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_-]{0,6}"
}

fn meant() -> impl Strategy<Value = Meant> {
    let leaf = prop_oneof![
        "[a-zA-ZåäöÅÄÖ0-9 .,:#'\"\\\\\n\r\t–”€😀{}\\[\\]=+&*!-]{0,12}".prop_map(Meant::Text),
        any::<i64>().prop_map(Meant::Integer),
        any::<bool>().prop_map(Meant::Bool),
        (1000i16..9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| Meant::Day(year, month, day)),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Meant::List),
            table(inner).prop_map(Meant::Table)
        ]
    })
}

fn table(value: impl Strategy<Value = Meant>) -> impl Strategy<Value = Vec<(String, Meant)>> {
    prop::collection::btree_map(key(), value, 0..4).prop_map(|map| map.into_iter().collect())
}

/// A text as a literal that both syntaxes understand, plainly where that is possible.
fn quoted(text: &str) -> String {
    if !text.contains(['\'', '\n', '\r', '\t']) && text.len().is_multiple_of(2) {
        return format!("'{text}'");
    }
    let mut literal = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => literal.extend(['\\', letter]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            _ => literal.push(letter),
        }
    }
    literal + "\""
}

/// A value on one line. `assign` stands between key and value.
fn inline(value: &Meant, assign: &str) -> String {
    match value {
        Meant::Text(text) => quoted(text),
        Meant::Integer(number) => number.to_string(),
        Meant::Bool(truth) => truth.to_string(),
        Meant::Day(year, month, day) => format!("{year:04}-{month:02}-{day:02}"),
        Meant::List(values) => {
            format!("[{}]", values.iter().map(|value| inline(value, assign)).collect::<Vec<_>>().join(", "))
        }
        Meant::Table(entries) => {
            let entry = |(key, value): &(String, Meant)| format!("{key}{assign}{}", inline(value, assign));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

fn written(entries: &[(String, Meant)], assign: &str, line_end: &str) -> String {
    let mut text = String::new();
    for (key, value) in entries {
        let _ = write!(text, "{key}{assign}{}{line_end}", inline(value, assign));
    }
    text
}

type Read = fn(&Source, Span, &mut Vec<Diagnostic>) -> Table;

fn read(text: &str, parse: Read) -> (Source, Table, Vec<Diagnostic>) {
    let source = Source::new(FilePath::new("a"), text.as_bytes().to_vec()).unwrap();
    let mut out = Vec::new();
    let table = parse(&source, Span::new(source.bom_len(), text.len()), &mut out);
    (source, table, out)
}

fn same(value: &Value, meant: &Meant) -> bool {
    match (&value.data, meant) {
        (Data::String(text), Meant::Text(meant)) => text == meant,
        (Data::Integer(number), Meant::Integer(meant)) => number == meant,
        (Data::Bool(truth), Meant::Bool(meant)) => truth == meant,
        (Data::Date(DateValue::Date(date)), Meant::Day(year, month, day)) => {
            (date.year(), date.month(), date.day()) == (*year, *month, *day)
        }
        (Data::Array(values), Meant::List(meant)) => {
            values.len() == meant.len() && values.iter().zip(meant).all(|(value, meant)| same(value, meant))
        }
        (Data::Table(table), Meant::Table(meant)) => same_table(table, meant),
        _ => false,
    }
}

fn same_table(table: &Table, meant: &[(String, Meant)]) -> bool {
    table.entries.len() == meant.len()
        && table
            .entries
            .iter()
            .zip(meant)
            .all(|(entry, (key, meant))| entry.key.value == *key && same(&entry.value, meant))
}

/// Every span slices to the text it claims.
fn placed(source: &Source, table: &Table) -> bool {
    table
        .entries
        .iter()
        .all(|entry| source.slice(entry.key.span) == entry.key.value && placed_value(source, &entry.value))
}

fn placed_value(source: &Source, value: &Value) -> bool {
    let (text, literal) = (source.slice(value.span), source.slice(value.literal));
    match &value.data {
        Data::String(data) if value.raw => text == data && literal.contains(text),
        Data::String(_) => text == literal && literal.starts_with(['"', '\'']),
        Data::Integer(data) => text.parse() == Ok(*data),
        Data::Bool(data) => text.parse() == Ok(*data),
        Data::Date(date) => DateValue::parse(text) == Some(*date),
        Data::Array(values) => {
            text.starts_with('[')
                && text.ends_with(']')
                && values.iter().all(|value| placed_value(source, value))
        }
        Data::Table(table) => {
            text.starts_with('{') && text.ends_with('}') && table.span == value.span && placed(source, table)
        }
        Data::Float(_) | Data::Broken => false,
    }
}

/// Whether a table says what the `toml` crate reads.
fn agrees(table: &Table, read: &DeTable<'_>) -> bool {
    let found =
        |key: &str| read.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value.get_ref());
    table.entries.len() == read.len()
        && table
            .entries
            .iter()
            .all(|entry| found(&entry.key.value).is_some_and(|value| agrees_value(&entry.value, value)))
}

fn agrees_value(value: &Value, read: &DeValue<'_>) -> bool {
    match (&value.data, read) {
        (Data::String(text), DeValue::String(read)) => text == read,
        (Data::Integer(number), DeValue::Integer(read)) => {
            i64::from_str_radix(read.as_str(), read.radix()).as_ref() == Ok(number)
        }
        (Data::Float(number), DeValue::Float(read)) => read.as_str().parse().as_ref() == Ok(number),
        (Data::Bool(truth), DeValue::Boolean(read)) => truth == read,
        (Data::Date(DateValue::Date(date)), DeValue::Datetime(read)) => read.to_string() == date.to_string(),
        (Data::Date(_), DeValue::Datetime(read)) => read.time.is_some(),
        (Data::String(_), DeValue::Datetime(read)) => read.date.is_none(),
        (Data::Array(values), DeValue::Array(read)) => {
            values.len() == read.len()
                && values.iter().zip(read.iter()).all(|(value, read)| agrees_value(value, read.get_ref()))
        }
        (Data::Table(table), DeValue::Table(read)) => agrees(table, read),
        (Data::Broken, DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_)) => true, // out of range
        _ => false,
    }
}

/// Pieces of both syntaxes in no sensible order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "b",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ".",
        ",",
        "=",
        ":",
        ": ",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "#",
        "- ",
        "-",
        "? ",
        "&x ",
        "*x",
        "!!str ",
        "|\n",
        ">\n",
        "1",
        "0x",
        "1e9",
        "2022-02-30",
        "2022-06-29",
        "T09:00",
        "true",
        "\\",
        "\\u00e5",
        "å",
        "\u{feff}",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<",
        "~",
        "+++\n",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read(entries in table(meant()), crlf: bool, bom: bool) {
        let line_end = if crlf { "\r\n" } else { "\n" };
        for (assign, parse) in [(" = ", parse_toml as Read), (": ", parse_yaml as Read)] {
            let bom = if bom { "\u{feff}" } else { "" };
            let text = format!("{bom}{}", written(&entries, assign, line_end));
            let (source, table, out) = read(&text, parse);
            prop_assert_eq!(out, [], "{}", text);
            prop_assert!(same_table(&table, &entries), "{}\n{:?}", text, table);
            prop_assert!(placed(&source, &table), "{}\n{:?}", text, table);
        }
    }

    #[test]
    fn toml_says_what_the_toml_crate_reads(text in soup()) {
        if let Ok(expected) = DeTable::parse(&text) {
            let (_, table, _) = read(&text, parse_toml);
            prop_assert!(agrees(&table, expected.get_ref()), "{:?}\n{:?}", text, table);
        }
    }

    #[test]
    fn every_place_lies_in_the_file(text in soup()) {
        for parse in [parse_toml as Read, parse_yaml as Read] {
            let (source, _, out) = read(&text, parse);
            for diagnostic in out {
                let range = diagnostic.at.span.range();
                prop_assert!(source.text.get(range).is_some(), "{:?} {:?}", text, diagnostic);
            }
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        read(&text, parse_toml);
        read(&text, parse_yaml);
    }

    #[test]
    fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
        let mut out = Vec::new();
        if let Some(source) = super::read_source(&FilePath::new("a"), bytes, &mut out) {
            let span = Span::new(0, source.text.len());
            parse_toml(&source, span, &mut out);
            parse_yaml(&source, span, &mut out);
        }
    }
}
