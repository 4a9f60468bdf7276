//! Records of a kind that templates ask for, with conditions on their fields.

use std::sync::Arc;

use minijinja::Value;

use crate::hub;

use super::super::Site;
use super::entry::entry;
use super::{initiative_card, list};

/// What separates a question's parts; no id, key or word has it.
const SEPARATOR: char = '\u{1f}';

/// A template's question, as one text: the kind, and each condition as `field=value`. The order in which conditions are
/// written does not matter.
pub(in super::super) fn question(kind: &str, conditions: &[(String, String)]) -> String {
    let mut conditions: Vec<String> =
        conditions.iter().map(|(key, value)| format!("{key}={value}")).collect();
    conditions.sort();
    std::iter::once(kind.to_owned()).chain(conditions).collect::<Vec<_>>().join(&SEPARATOR.to_string())
}

/// Whether there is such a kind, and it has a field for each condition.
pub(in super::super) fn is_askable<'a>(kind: &str, mut conditions: impl Iterator<Item = &'a str>) -> bool {
    let kind = hub::kinds().iter().find(|known| known.key == kind);
    let has =
        |kind: &hub::RecordKind, key| key == "id" || kind.parts.iter().any(|part| part.field(key).is_some());
    kind.is_some_and(|kind| conditions.all(|key| has(kind, key)))
}

/// The public records that a question is about, in the order of their ids. When an earlier day is shown, what began
/// after it is left out.
pub(in super::super) fn records(site: &Arc<Site>, question: &str, lang: &str) -> Value {
    let mut parts = question.split(SEPARATOR);
    let kind = parts.next().unwrap_or_default();
    let conditions: Vec<(&str, &str)> = parts.filter_map(|part| part.split_once('=')).collect();
    let hub = &site.model.hub;
    let is_past = site.model.as_of < site.model.today;
    let wanted = |id: &str| {
        let holds = |(field, value): &(&str, &str)| match *field {
            "id" => id == *value,
            field => hub.field(kind, id, field).is_some_and(|held| held.matches(value)),
        };
        conditions.iter().all(holds)
            && !(is_past && hub.begins(kind, id).is_some_and(|first| first > site.model.as_of))
    };
    let shown = hub.shown(kind).into_iter().filter(|base| wanted(&base.id));
    list(shown.filter_map(|base| match kind {
        "initiative" => {
            let is_there = hub.initiatives.get(&base.id)?.status_on(site.model.as_of).is_some();
            is_there.then(|| initiative_card(site, &base.id, lang))
        }
        _ => entry(site, kind, &base.id, lang),
    }))
}
