//! A new record of any kind, made from the kind's own shapes: every key it must have, and those of which it must have one.

use std::fmt::Write;

use crate::config::{Field, Shape, TableShape};
use crate::hub::{Openness, RecordKind};
use crate::report::Lang;

use super::scaffold::{Criteria, Site};

/// Keys that may be missing each by itself, but not all of which a record may lack.
const CHOSEN: [(&str, &str); 5] = [
    ("seat", "vacant"),
    ("indicator", "initiative"),
    ("status_report", "initiative"),
    ("media", "url"),
    ("media", "alt"),
];

/// The text of a record, or the key of what the site lacks to have one.
pub(super) fn text(kind: &RecordKind, title: &str, site: &Site) -> Result<String, &'static str> {
    let mut text = String::new();
    if kind.openness != Openness::Secret {
        text.push_str("visibility = \"internal\"\n");
    }
    if kind.is_named() {
        text.push_str(&names(title, site));
    }
    let fields = kind.described().into_iter().flat_map(|part| part.fields);
    let is_asked = |field: &&Field| field.required || CHOSEN.contains(&(kind.key, field.key));
    for field in fields.filter(is_asked).filter(|field| field.key != "names") {
        let _ = writeln!(text, "{} = {}", field.key, value(field, &field.shape, site)?);
    }
    Ok(text)
}

/// The names of a record that is called so from today on.
pub(super) fn names(title: &str, site: &Site) -> String {
    let today = site.today;
    format!("names = [{{ text = \"{title}\", from = {today}, standing = \"decided\" }}]\n")
}

/// An assessment, which follows the criteria there are.
pub(super) fn assessment(site: &Site) -> Result<String, &'static str> {
    let Criteria { set, version, lowest } = site.criteria.as_ref().ok_or("criteria_set")?;
    let scores: Vec<String> = lowest
        .iter()
        .map(|(criterion, lowest)| format!("  {{ criterion = \"{criterion}\", score = {lowest} }},\n"))
        .collect();
    Ok(format!(
        "initiative = \"{}\"\nset = \"{set}\"\nversion = \"{version}\"\nparty = \"{}\"\nscores = [\n{}]\ndate = {}\n",
        site.example("initiative")?,
        site.example("organisation")?,
        scores.concat(),
        site.today,
    ))
}

/// A value to replace.
fn value(field: &Field, shape: &Shape, site: &Site) -> Result<String, &'static str> {
    let year = i64::from(site.today.year());
    Ok(match shape {
        Shape::Text | Shape::Markdown | Shape::TextOrNumber | Shape::Names | Shape::Any => {
            let doc = if site.lang == Lang::Sv { field.doc.sv } else { field.doc.en };
            format!("\"TODO: {}\"", doc.trim_end_matches('.').replace('"', "\\\""))
        }
        // No kind counts from a thousand but years.
        Shape::Integer { min: 1000, .. } => year.to_string(),
        Shape::Integer { min, .. } => min.to_string(),
        Shape::Float => "0.0".to_owned(),
        Shape::Bool => (!field.required).to_string(),
        Shape::Date | Shape::When | Shape::WhenOr(_) => site.today.to_string(),
        Shape::Slug => "\"todo\"".to_owned(),
        Shape::Url => "\"https://example.org/\"".to_owned(),
        Shape::Choice(words) => format!("\"{}\"", words.first().copied().unwrap_or_default()),
        Shape::Reference(key) => format!("\"{}\"", site.example(key)?),
        Shape::Numbered(key) => site.example(key)?.to_owned(),
        Shape::Amount => "0".to_owned(),
        Shape::List(item) => format!("[{}]", value(field, item, site)?),
        Shape::Table(shape) => table(shape, site)?,
        Shape::Map(_) => "{}".to_owned(),
    })
}

fn table(shape: &TableShape, site: &Site) -> Result<String, &'static str> {
    let pairs: Result<Vec<String>, &'static str> = shape
        .fields
        .iter()
        .filter(|field| field.required)
        .map(|field| Ok(format!("{} = {}", field.key, value(field, &field.shape, site)?)))
        .collect();
    Ok(format!("{{ {} }}", pairs?.join(", ")))
}
