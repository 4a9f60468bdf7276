//! What changed between two days, as templates show it.

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;

use crate::hub::{self, Change, Side};

use super::super::Site;
use super::entry::entry;
use super::field::field_value;
use super::{list, map, optional, when_value, word};

/// What happened after the first day of `days` (`from/to`) and not later than the last, newest first. Either may be
/// empty: from the beginning, to the day shown. Never later than the day shown.
pub(in super::super) fn changes(site: &Arc<Site>, days: &str, lang: &str) -> Value {
    let (from, to) = days.split_once('/').unwrap_or((days, ""));
    let from = from.parse().unwrap_or(Date::MIN);
    let to = to.parse().unwrap_or(site.model.as_of).min(site.model.as_of);
    let found = site.model.hub.changes(from, to);
    list(found.iter().rev().map(|change| change_value(site, change, lang)))
}

fn change_value(site: &Arc<Site>, change: &Change, lang: &str) -> Value {
    let side = |side: Option<Side<'_>>| match side? {
        Side::Word(list, id) => Some(word(site, list, id, lang)),
        Side::Name(name) => Some(Value::from(name)),
        Side::Person(id) => entry(site, "person", id, lang),
    };
    let [from, to] = change.change.sides().map(side);
    let (about, id) = site.model.hub.subject(change);
    map([
        ("kind", Value::from(change.change.word())),
        ("when", when_value(change.when, lang)),
        ("record", field_value(site, &hub::FieldValue::Reference(about, id), lang)),
        ("from", optional(from)),
        ("to", optional(to)),
        ("source", optional(change.source.as_ref().map(|source| site.source(source)))),
    ])
}
