//! What changed between two days, as templates show it.

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;

use crate::hub::{self, Change, ChangeKind};

use super::super::Site;
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
    let (kind, from, to) = match &change.change {
        ChangeKind::Added(status) => ("added", None, Some(named("status", status))),
        ChangeKind::Status(from, to) => ("status", Some(named("status", from)), Some(named("status", to))),
        ChangeKind::Phase(from, to) => {
            ("phase", from.as_deref().map(|from| named("phase", from)), Some(named("phase", to)))
        }
        ChangeKind::Name(from, to) => {
            ("name", Some(Value::from(from.as_str())), Some(Value::from(to.as_str())))
        }
        ChangeKind::Joined(role) => ("joined", None, Some(named("party_role", role))),
        ChangeKind::Left(role) => ("left", None, Some(named("party_role", role))),
        ChangeKind::Signed => ("signed", None, None),
        ChangeKind::Decided => ("decided", None, None),
        ChangeKind::Reported(colour) => ("reported", None, Some(named("colour", colour))),
        ChangeKind::Stated => ("stated", None, None),
    };
    map([
        ("kind", Value::from(kind)),
        ("when", when_value(change.when, lang)),
        ("record", field_value(site, &hub::FieldValue::Reference(change.kind, &change.id), lang)),
        ("from", optional(from)),
        ("to", optional(to)),
        ("source", optional(change.source.as_ref().map(|source| site.source(source)))),
    ])
}
