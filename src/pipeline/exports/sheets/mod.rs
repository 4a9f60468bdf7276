//! Open data of the kinds that are shown as they are written: each field as its shape says, so that a new kind or field
//! is there without anybody having to map it. What the JSON tells can be read back as the same record.

mod schema;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::config::{Amount, Data, Entry, Field, SOURCE_REF, Shape, Table, TableShape, Value, When};
use crate::content::Kind;
use crate::export::Named;
use crate::export::open_data::{Cell, Sheet, Time};
use crate::hub::{self, Base, RecordKind, Vocabulary};

use super::Mapper;

/// The kinds, with the names of their files, and the list in a record that has a row of its own for each entry in the CSV.
const FILES: [(&str, &str, Option<&str>); 26] = [
    ("agreement", "avtal", None),
    ("partnership", "partnerskap", None),
    ("person", "personer", None),
    ("group", "grupper", None),
    ("seat", "platser", None),
    ("statement", "vision-och-mission", None),
    ("challenge", "utmaningar", None),
    ("societal_goal", "samhallsmal", None),
    ("indicator", "indikatorer", Some("value")),
    ("status_report", "statusrapporter", None),
    ("collection", "ideinsamlingar", None),
    ("idea", "ideer", None),
    ("criteria_set", "kriterier", Some("criteria")),
    ("series", "serier", None),
    ("feedback", "aterkoppling", Some("results")),
    ("meeting", "moten", None),
    ("decision", "beslut", None),
    ("task", "uppdrag", None),
    ("operating_goal", "verksamhetsmal", None),
    ("follow_up", "uppfoljning", None),
    ("budget_year", "budget", Some("line")),
    ("financing", "finansiering", Some("contribution")),
    ("leverage", "uppvaxling", None),
    ("year_wheel_item", "arshjul", None),
    ("media", "media", None),
    ("term", "ord", None),
];

/// The kinds whose files are there even when they are empty, because others rely on them.
const PROMISED: [&str; 4] = ["societal_goal", "indicator", "budget_year", "idea"];

/// What is left out: it says who may see the record, which is public here.
const LEFT_OUT: [&str; 2] = ["visibility", "publish"];

/// The sheets of a site, with the names of their files.
pub(super) fn sheets(mapper: Mapper<'_>) -> Vec<(&'static str, Sheet)> {
    let shown = FILES.iter().filter_map(|(key, file, entries)| {
        let kind = hub::kind(key)?;
        let bases = mapper.model.hub.bases(key);
        let is_there = !bases.is_empty() || PROMISED.contains(key);
        is_there.then(|| (*file, sheet(mapper, kind, &bases, *entries)))
    });
    shown.collect()
}

fn sheet(mapper: Mapper<'_>, kind: &RecordKind, bases: &[&Base], entries: Option<&str>) -> Sheet {
    let fields: Vec<&'static Field> = kind
        .described()
        .into_iter()
        .flat_map(|part| part.fields)
        .filter(|field| field.key != "id" && !LEFT_OUT.contains(&field.key))
        .collect();
    let columns = Columns {
        mapper,
        is_named: kind.is_named(),
        own: columns(fields.iter().copied()),
        entry: entries.and_then(|key| Some((key, columns(entry(&fields, key)?.fields)))),
    };
    let mut definitions = BTreeMap::new();
    Sheet {
        list: kind.folder.to_owned(),
        records: bases.iter().filter_map(|base| record(mapper, kind, base, &fields)).collect(),
        schema: schema::record(kind, &fields, &mut definitions),
        definitions,
        columns: columns.names(),
        rows: bases.iter().flat_map(|base| columns.rows(base)).collect(),
        references: bases.iter().flat_map(|base| references(mapper, base)).collect(),
        times: bases
            .iter()
            .filter_map(|base| base.written.as_ref())
            .flat_map(|table| fields.iter().flat_map(|field| times(mapper, table, field)))
            .collect(),
    }
}

/// Every time in a field.
fn times(mapper: Mapper<'_>, table: &Table, field: &Field) -> Vec<Time> {
    let Some(value) = table.get(field.key) else { return Vec::new() };
    let mut found = Vec::new();
    let mut todo = vec![(value, &field.shape)];
    while let Some((value, shape)) = todo.pop() {
        match (shape, &value.data) {
            (Shape::When, _) => found.extend(When::from_value(value).into_iter().flat_map(|when| {
                let is_end = ["to", "end"].contains(&field.key);
                let start = Time { at: mapper.point(when.start), is_end };
                let end = when.end.map(|end| Time { at: mapper.point(end), is_end: true });
                std::iter::once(start).chain(end)
            })),
            (Shape::List(item), Data::Array(values)) => {
                todo.extend(values.iter().map(|value| (value, *item)));
            }
            (Shape::Table(shape), Data::Table(table)) => {
                found.extend(shape.fields.iter().flat_map(|field| times(mapper, table, field)));
            }
            _ => {}
        }
    }
    found
}

/// What an entry of the list with this key holds.
fn entry(fields: &[&Field], key: &str) -> Option<&'static TableShape> {
    match fields.iter().find(|field| field.key == key)?.shape {
        Shape::List(Shape::Table(shape)) => Some(shape),
        _ => None,
    }
}

fn record(
    mapper: Mapper<'_>,
    kind: &RecordKind,
    base: &Base,
    fields: &[&Field],
) -> Option<Map<String, Json>> {
    let written = base.written.as_ref()?;
    let mut record = Map::new();
    record.insert("id".to_owned(), json!(base.id));
    if kind.is_named() {
        record.insert("name".to_owned(), json!(base.name(mapper.model.as_of)));
    }
    for field in fields {
        record.insert(field.key.to_owned(), field_json(written, field));
    }
    Some(record)
}

/// A list that is not written is empty.
fn field_json(table: &Table, field: &Field) -> Json {
    match (table.get(field.key), &field.shape) {
        (Some(value), shape) => json(value, shape),
        (None, Shape::List(_)) => json!([]),
        (None, _) => Json::Null,
    }
}

/// A value as its shape says. Times are texts and sums are tables, however they are written.
fn json(value: &Value, shape: &Shape) -> Json {
    match (shape, &value.data) {
        (Shape::When, _) => When::from_value(value).map_or(Json::Null, |when| json!(when.to_string())),
        (Shape::Amount, _) => Amount::from_value(value).map_or(Json::Null, |amount| sum(&amount)),
        (Shape::Table(shape), Data::Table(table)) => fields(table, shape),
        (Shape::List(item), Data::Array(values)) => values.iter().map(|value| json(value, item)).collect(),
        (Shape::Names, Data::Table(table)) => {
            let text = |entry: &Entry| Some((entry.key.value.clone(), json!(entry.value.as_text()?.value)));
            Json::Object(table.entries.iter().filter_map(text).collect())
        }
        (Shape::TextOrNumber, Data::Integer(number)) => json!(number.to_string()),
        (Shape::TextOrNumber, Data::Float(number)) => json!(number.to_string()),
        (_, Data::String(text)) => json!(text),
        (_, Data::Integer(number)) => json!(number),
        (_, Data::Float(number)) => json!(number),
        (_, Data::Bool(truth)) => json!(truth),
        _ => Json::Null,
    }
}

fn fields(table: &Table, shape: &TableShape) -> Json {
    let value = |field: &Field| (field.key.to_owned(), field_json(table, field));
    Json::Object(shape.fields.iter().map(value).collect())
}

fn sum(amount: &Amount) -> Json {
    json!({
        "amount": amount.kronor,
        "precision": amount.precision.word(),
        "source": amount.source.as_ref().map(|source| json!({
            "document": source.document.value, "page": source.page, "note": source.note,
        })),
        "note": amount.note,
        "other": amount.other.iter().map(sum).collect::<Vec<_>>(),
    })
}

fn references(mapper: Mapper<'_>, base: &Base) -> Vec<(String, Named)> {
    let named = |kind: &'static str, id: &str| {
        if Vocabulary::has_list(kind) {
            return mapper.word(kind, id);
        }
        let page = match kind {
            "event" => Kind::Event,
            "learning" => Kind::Learning,
            "document" => Kind::Document,
            _ => return mapper.record(kind, id),
        };
        mapper.page(page, id)
    };
    base.mentions
        .iter()
        .map(|mention| (mention.kind.to_owned(), named(mention.kind, &mention.id.value)))
        .collect()
}

/// The columns of a CSV: the record's id and name, its plain fields, and those of the list with a row for each entry.
struct Columns<'a> {
    mapper: Mapper<'a>,
    is_named: bool,
    own: Vec<Column>,
    /// The list, and the columns of its entries.
    entry: Option<(&'a str, Vec<Column>)>,
}

/// A field that fits in a cell.
struct Column {
    name: String,
    /// The keys that lead to it from the record or entry.
    path: Vec<&'static str>,
    shape: &'static Shape,
    /// Whether it tells how exact a sum is, and not the sum.
    is_precision: bool,
}

impl Columns<'_> {
    fn names(&self) -> Vec<String> {
        let mut names = vec!["id".to_owned()];
        names.extend(self.is_named.then(|| "name".to_owned()));
        names.extend(self.own.iter().map(|column| column.name.clone()));
        if let Some((key, columns)) = &self.entry {
            names.extend(columns.iter().map(|column| format!("{key}_{}", column.name)));
        }
        names
    }

    fn rows(&self, base: &Base) -> Vec<Vec<Cell>> {
        let Some(written) = &base.written else { return Vec::new() };
        let mut first = vec![Cell::from(base.id.as_str())];
        first.extend(self.is_named.then(|| Cell::from(base.name(self.mapper.model.as_of))));
        first.extend(self.own.iter().map(|column| column.cell(written)));
        let Some((key, columns)) = &self.entry else { return vec![first] };
        let row = |cells: Vec<Cell>| [&first[..], &cells].concat();
        let entries = written.tables(key);
        if entries.is_empty() {
            return vec![row(vec![Cell::from(""); columns.len()])];
        }
        entries.iter().map(|entry| row(columns.iter().map(|column| column.cell(entry)).collect())).collect()
    }
}

/// The columns of fields; those of a table stand after its key. Sources and lists of tables fit in no cell.
fn columns(fields: impl IntoIterator<Item = &'static Field>) -> Vec<Column> {
    let mut found = Vec::new();
    for field in fields {
        match &field.shape {
            Shape::Table(shape) if shape.name == SOURCE_REF.name => {}
            Shape::Table(shape) => found.extend(columns(shape.fields).into_iter().map(|inner| Column {
                name: format!("{}_{}", field.key, inner.name),
                path: [field.key].into_iter().chain(inner.path).collect(),
                ..inner
            })),
            shape if fits(shape) => {
                let column = |name, is_precision| Column { name, path: vec![field.key], shape, is_precision };
                found.push(column(field.key.to_owned(), false));
                if let Shape::Amount = shape {
                    found.push(column(format!("{}_precision", field.key), true));
                }
            }
            _ => {}
        }
    }
    found
}

fn fits(shape: &Shape) -> bool {
    match shape {
        Shape::List(item) => fits(item) && !matches!(item, Shape::Amount),
        Shape::Table(_) | Shape::Names | Shape::Map(_) | Shape::Any => false,
        _ => true,
    }
}

impl Column {
    fn cell(&self, table: &Table) -> Cell {
        let Some((last, tables)) = self.path.split_last() else { return Cell::from("") };
        let table = tables.iter().try_fold(table, |table, key| table.table(key));
        match (table.and_then(|table| table.get(last)), self.shape) {
            (Some(value), Shape::List(item)) => {
                Cell::List(value.as_list().iter().map(|value| text(value, item)).collect())
            }
            (Some(value), _) if self.is_precision => {
                Cell::from(Amount::from_value(value).map_or("", |sum| sum.precision.word()))
            }
            (Some(value), shape) => Cell::Text(text(value, shape)),
            (None, _) => Cell::from(""),
        }
    }
}

fn text(value: &Value, shape: &Shape) -> String {
    if let Shape::Amount = shape {
        return Amount::from_value(value).map_or_else(String::new, |sum| sum.kronor.to_string());
    }
    match json(value, shape) {
        Json::Null => String::new(),
        Json::String(text) => text,
        other => other.to_string(),
    }
}
