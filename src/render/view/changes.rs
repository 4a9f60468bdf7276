//! What changed between two days, as templates show it.

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;

use crate::hub::{self, Change, ChangeKind};

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
    let named = |list: &str, id: &str| word(site, list, id, lang);
    let (from, to) = match &change.change {
        ChangeKind::Added(status) => (None, Some(named("status", status))),
        ChangeKind::Status(from, to) => (Some(named("status", from)), Some(named("status", to))),
        ChangeKind::Phase(from, to) => {
            (from.as_deref().map(|from| named("phase", from)), Some(named("phase", to)))
        }
        ChangeKind::Name(from, to) => (Some(Value::from(from.as_str())), Some(Value::from(to.as_str()))),
        ChangeKind::Joined(role) | ChangeKind::Left(role) => (None, Some(named("party_role", role))),
        ChangeKind::Reported(colour) => (None, Some(named("colour", colour))),
        ChangeKind::Seated | ChangeKind::Unseated => (None, holder(site, change, lang)),
        ChangeKind::Signed | ChangeKind::Decided | ChangeKind::Stated | ChangeKind::Vacant => (None, None),
    };
    // A seat has no name of its own: readers know its group.
    let seat = site.model.hub.seats.get(&change.id).filter(|_| change.kind == "seat");
    let (about, id) = seat.map_or((change.kind, &change.id), |seat| ("group", &seat.group.value));
    map([
        ("kind", Value::from(change.change.word())),
        ("when", when_value(change.when, lang)),
        ("record", field_value(site, &hub::FieldValue::Reference(about, id), lang)),
        ("from", optional(from)),
        ("to", optional(to)),
        ("source", optional(change.source.as_ref().map(|source| site.source(source)))),
    ])
}

/// Who took or left a seat, if they are named in public.
fn holder(site: &Arc<Site>, change: &Change, lang: &str) -> Option<Value> {
    let person = site.model.hub.seats.get(&change.id)?.person.as_ref()?;
    entry(site, "person", &person.value, lang)
}
