//! What a form that comes back says.

use indexmap::IndexMap;

use crate::config::{Data, DateValue, Shape, Table, TableShape, Value};
use crate::source::Span;

use super::super::path::Path;
use super::{Answers, Plain, as_text, is_simple};

/// The value of a field as the form has it; `None` where it is left empty. What the form cannot show, or does not name,
/// is as it was.
pub(super) fn value(
    shape: &Shape,
    required: bool,
    old: Option<&Plain>,
    name: &str,
    answers: &Answers,
) -> Option<Plain> {
    match (shape, old) {
        (Shape::Table(inner), None | Some(Plain::Table(_))) => table(inner, old, name, answers),
        (Shape::List(Shape::Table(inner)), None | Some(Plain::List(_))) => items(inner, old, name, answers),
        (Shape::List(inner), None | Some(Plain::List(_))) if is_simple(inner) => {
            list(inner, required, old, name, answers)
        }
        (Shape::List(_) | Shape::Map(_) | Shape::Any, _) | (_, Some(Plain::List(_) | Plain::Table(_))) => {
            old.cloned()
        }
        (shape, old) => {
            let Some(text) = answers.get(name).and_then(|values| values.first()) else { return old.cloned() };
            let text = text.replace("\r\n", "\n");
            match old {
                Some(old) if as_text(old).as_deref() == Some(&text) => Some(old.clone()),
                // A field of one line cannot hold the white space around a text.
                _ if text.trim().is_empty() => None,
                _ => Some(typed(shape, old, &text)),
            }
        }
    }
}

/// A text as the value that its field's shape asks for. What is no such value stays a text, and the checks say so.
fn typed(shape: &Shape, old: Option<&Plain>, text: &str) -> Plain {
    let trimmed = text.trim();
    let as_date = || DateValue::parse(trimmed).map(Plain::Date);
    let as_integer = || trimmed.parse().ok().map(Plain::Integer);
    let typed = match shape {
        Shape::Integer { .. } | Shape::Numbered(_) => as_integer(),
        Shape::Amount | Shape::TextOrNumber if matches!(old, None | Some(Plain::Integer(_))) => as_integer(),
        Shape::Float => trimmed.replace(',', ".").parse().ok().map(Plain::Float),
        Shape::Bool => trimmed.parse().ok().map(Plain::Bool),
        Shape::Date | Shape::When | Shape::WhenOr(_) => as_date(),
        // Markdown ends with a line end, as the files have it.
        Shape::Markdown => Some(Plain::text(&format!("{}\n", text.trim_end()))),
        _ => None,
    };
    typed.unwrap_or_else(|| Plain::text(trimmed))
}

fn table(shape: &TableShape, old: Option<&Plain>, name: &str, answers: &Answers) -> Option<Plain> {
    let was = old.and_then(Plain::as_table);
    let mut new: IndexMap<String, Plain> = was.cloned().unwrap_or_default();
    for field in shape.fields {
        let old = was.and_then(|table| table.get(field.key));
        match value(&field.shape, field.required, old, &format!("{name}.{}", field.key), answers) {
            Some(value) => drop(new.insert(field.key.to_owned(), value)),
            None => drop(new.shift_remove(field.key)),
        }
    }
    // A table that was empty is what its author wrote; one that the form leaves empty is none.
    (!new.is_empty() || was.is_some_and(IndexMap::is_empty)).then_some(Plain::Table(new))
}

fn items(shape: &TableShape, old: Option<&Plain>, name: &str, answers: &Answers) -> Option<Plain> {
    let was = old.map(Plain::items).unwrap_or_default();
    if was.iter().any(|item| item.as_table().is_none()) {
        return old.cloned();
    }
    let is_kept = |index: &usize| !answers.contains_key(&format!("{name}.{index}!remove"));
    let item = |index: usize| table(shape, was.get(index), &format!("{name}.{index}"), answers);
    let new: Vec<Plain> = (0..=was.len()).filter(is_kept).filter_map(item).collect();
    (!new.is_empty() || (was.is_empty() && old.is_some())).then_some(Plain::List(new))
}

fn list(shape: &Shape, required: bool, old: Option<&Plain>, name: &str, answers: &Answers) -> Option<Plain> {
    let Some(values) = answers.get(name) else { return old.cloned() };
    let was = old.map(Plain::items).unwrap_or_default();
    let texts = values.iter().flat_map(|value| value.lines()).map(str::trim).filter(|text| !text.is_empty());
    let item = |text: &str| {
        let same = was.iter().find(|item| as_text(item).as_deref() == Some(text));
        same.cloned().unwrap_or_else(|| typed(shape, None, text))
    };
    let new: Vec<Plain> = texts.map(item).collect();
    if was.iter().any(|item| as_text(item).is_none_or(|text| text.trim() != text || text.contains('\n'))) {
        return old.cloned();
    }
    (!new.is_empty() || (old.is_some() && (required || was.is_empty()))).then_some(Plain::List(new))
}

/// The path of the innermost value that holds a place, keys included.
pub(super) fn place(table: &Table, span: Span) -> Option<Path> {
    let holds = |outer: Span| outer.start <= span.start && span.start <= outer.end;
    let entry =
        table.entries.iter().rev().find(|entry| {
            holds(entry.key.span.to(entry.value.literal)) || inner(&entry.value, span).is_some()
        })?;
    let path = Path::new(&entry.key.value);
    Some(match inner(&entry.value, span) {
        Some(rest) => rest.steps().iter().fold(path, |path, step| path.then(step)),
        None => path,
    })
}

fn inner(value: &Value, span: Span) -> Option<Path> {
    match &value.data {
        Data::Table(table) => place(table, span),
        Data::Array(values) => values.iter().enumerate().find_map(|(index, value)| {
            let is_here = value.literal.start <= span.start && span.start < value.literal.end;
            let start = Path::default().then(index);
            match inner(value, span) {
                Some(rest) => Some(rest.steps().iter().fold(start, |path, step| path.then(step))),
                None => is_here.then_some(start),
            }
        }),
        _ => None,
    }
}
