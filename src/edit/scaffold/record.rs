//! A new record of any kind, made from the kind's own shapes: every key it must have, and those of which it must have one.

use std::fmt::Write;

use crate::config::{Field, Shape, TableShape};
use crate::edit::fields::quoted;
use crate::hub::{Openness, RecordKind};
use crate::report::Lang;

use super::New;
use super::text::{Criteria, Stock};

/// Keys that may be missing each by itself, but not all of which a record may lack.
const CHOSEN: [(&str, &str); 5] = [
    ("seat", "vacant"),
    ("indicator", "initiative"),
    ("status_report", "initiative"),
    ("media", "url"),
    ("media", "alt"),
];

/// The text of a record, or the key of what the site lacks to have one.
pub(super) fn text(kind: &RecordKind, new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let mut text = String::new();
    if kind.openness != Openness::Secret {
        text.push_str("visibility = \"internal\"\n");
    }
    if kind.is_named() {
        text.push_str(&names(new.title, stock));
    }
    let fields = kind.described().into_iter().flat_map(|part| part.fields);
    let is_title = |field: &Field| kind.title == Some(field.key);
    let is_asked = |field: &&Field| field.required || CHOSEN.contains(&(kind.key, field.key));
    for field in fields.filter(is_asked).filter(|field| field.key != "names") {
        let value = if is_title(field) { quoted(new.title) } else { value(field, &field.shape, new, stock)? };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{} = {value}", field.key);
    }
    Ok(text)
}

/// The names of a record that is called so from today on.
pub(super) fn names(title: &str, stock: &Stock) -> String {
    let (title, today) = (quoted(title), stock.today);
    format!("names = [{{ text = {title}, from = {today}, standing = \"decided\" }}]\n")
}

/// An assessment, which follows the criteria there are.
pub(super) fn assessment(stock: &Stock) -> Result<String, &'static str> {
    let Criteria { set, version, lowest } = stock.criteria.as_ref().ok_or("criteria_set")?;
    let scores: Vec<String> = lowest
        .iter()
        .map(|(criterion, lowest)| format!("  {{ criterion = \"{criterion}\", score = {lowest} }},\n"))
        .collect();
    Ok(format!(
        "initiative = \"{}\"\nset = \"{set}\"\nversion = \"{version}\"\nparty = \"{}\"\nscores = [\n{}]\ndate = {}\n",
        stock.example("initiative")?,
        stock.example("organisation")?,
        scores.concat(),
        stock.today,
    ))
}

/// A value to replace.
fn value(field: &Field, shape: &Shape, new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let year = i64::from(stock.today.year());
    Ok(match shape {
        Shape::Text | Shape::Markdown | Shape::TextOrNumber | Shape::Names | Shape::Any => {
            let doc = if new.lang == Lang::Sv { field.doc.sv } else { field.doc.en };
            format!("\"TODO: {}\"", doc.trim_end_matches('.').replace('"', "\\\""))
        }
        // No kind counts from a thousand but years.
        Shape::Integer { min: 1000, .. } => year.to_string(),
        Shape::Integer { min, .. } => min.to_string(),
        Shape::Float => "0.0".to_owned(),
        Shape::Bool => (!field.required).to_string(),
        Shape::Date | Shape::When | Shape::WhenOr(_) => stock.today.to_string(),
        Shape::Slug => "\"todo\"".to_owned(),
        Shape::Url => "\"https://example.org/\"".to_owned(),
        Shape::Choice(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
        Shape::Reference(key) => format!("\"{}\"", stock.example(key)?),
        Shape::Numbered(key) => stock.example(key)?.to_owned(),
        Shape::Amount => "0".to_owned(),
        Shape::List(item) => format!("[{}]", value(field, item, new, stock)?),
        Shape::Table(shape) => table(shape, new, stock)?,
        Shape::Map(_) => "{}".to_owned(),
    })
}

fn table(shape: &TableShape, new: &New<'_>, stock: &Stock) -> Result<String, &'static str> {
    let pairs: Result<Vec<String>, &'static str> = shape
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| Ok(format!("{} = {}", field.key, value(field, &field.shape, new, stock)?)))
        .collect();
    Ok(format!("{{ {} }}", pairs?.join(", ")))
}
