//! What a form shows.

use indexmap::IndexMap;

use crate::config::{DateValue, Field, Shape, TableShape};
use crate::report::Lang;

use super::{Control, Plain, Shown, as_text, is_simple, words};

/// The fields of a table. `prefix` is what their names begin with.
pub(super) fn fields(
    parts: &[&'static TableShape],
    table: Option<&IndexMap<String, Plain>>,
    prefix: &str,
    lang: Lang,
) -> Vec<Shown> {
    let all = parts.iter().flat_map(|part| part.fields);
    all.map(|field| one(field, table.and_then(|table| table.get(field.key)), prefix, lang)).collect()
}

fn one(field: &Field, value: Option<&Plain>, prefix: &str, lang: Lang) -> Shown {
    let (label, help) = words(field.doc, lang);
    let shown = Shown {
        name: format!("{prefix}{}", field.key),
        key: field.key.to_owned(),
        label,
        help,
        required: field.required,
        is_set: value.is_some(),
        ..Shown::default()
    };
    filled(shown, &field.shape, value, lang)
}

fn filled(shown: Shown, shape: &Shape, value: Option<&Plain>, lang: Lang) -> Shown {
    let kept = || Shown { control: Control::Kept, ..shown.clone() };
    match (shape, value) {
        (Shape::Table(inner), None | Some(Plain::Table(_))) => {
            let table = value.and_then(Plain::as_table);
            let fields = fields(&[inner], table, &format!("{}.", shown.name), lang);
            Shown { control: Control::Group, fields, ..shown }
        }
        (Shape::List(Shape::Table(inner)), None | Some(Plain::List(_))) => {
            let items = value.map(Plain::items).unwrap_or_default();
            if items.iter().any(|item| item.as_table().is_none()) {
                return kept();
            }
            let name = |index: usize| format!("{}.{index}.", shown.name);
            let item = |(index, item): (usize, &Plain)| fields(&[inner], item.as_table(), &name(index), lang);
            let mut all: Vec<Vec<Shown>> = items.iter().enumerate().map(item).collect();
            all.push(fields(&[inner], None, &name(items.len()), lang));
            Shown { control: Control::Items, items: all, ..shown }
        }
        (Shape::List(inner), None | Some(Plain::List(_))) if is_simple(inner) => {
            let items = value.map(Plain::items).unwrap_or_default();
            let Some(chosen) = items.iter().map(as_text).collect::<Option<Vec<String>>>() else {
                return kept();
            };
            if chosen.iter().any(|item| item.contains('\n') || item.trim() != item || item.is_empty()) {
                return kept();
            }
            let value = chosen.join("\n");
            match inner {
                Shape::Reference(target) | Shape::Numbered(target) => {
                    Shown { control: Control::References, value, chosen, target, ..shown }
                }
                _ => Shown { control: Control::Lines, value, ..shown },
            }
        }
        (Shape::List(_) | Shape::Map(_) | Shape::Any, _) | (_, Some(Plain::List(_) | Plain::Table(_))) => {
            kept()
        }
        (shape, value) => {
            let text = value.and_then(as_text).unwrap_or_default();
            let control = control(shape, value, &text);
            let (words, target) = match shape {
                Shape::Choice(words) => (words.iter().map(ToString::to_string).collect(), ""),
                Shape::Reference(target) | Shape::Numbered(target) => (Vec::new(), *target),
                _ => (Vec::new(), ""),
            };
            Shown { control, value: text, words, target, ..shown }
        }
    }
}

fn control(shape: &Shape, value: Option<&Plain>, text: &str) -> Control {
    let is_day = matches!(value, None | Some(Plain::Date(DateValue::Date(_))));
    match shape {
        Shape::Markdown => Control::Markdown,
        Shape::Bool if matches!(value, None | Some(Plain::Bool(_))) => Control::Truth,
        Shape::Choice(_) => Control::Choice,
        Shape::Reference(_) | Shape::Numbered(_) => Control::Reference,
        Shape::Date if is_day => Control::Day,
        _ if text.contains('\n') || text.len() > 80 => Control::Text,
        _ => Control::Line,
    }
}
