//! Records of a kind that templates ask for, with conditions on their fields.

use std::sync::Arc;

use minijinja::Value;
use rustc_hash::FxHashMap;

use crate::config::Shape;
use crate::hub;

use super::super::Site;
use super::entry::entry;
use super::{initiative_card, list};

/// What separates a question's parts; no id, key or word has it.
pub(in super::super) const SEPARATOR: char = '\u{1f}';

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
    let kind = hub::kind(kind);
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
    let found = candidates(site, kind, &conditions).into_iter().filter(|id| wanted(id));
    list(found.filter_map(|id| match kind {
        "initiative" => {
            let is_there = hub.initiatives.get(id)?.status_on(site.model.as_of).is_some();
            is_there.then(|| initiative_card(site, id, lang))
        }
        _ => entry(site, kind, id, lang),
    }))
}

/// The ids of a kind's records that can fulfil the conditions: where one is a reference to a record, those that mention
/// it, so that ten thousand pages can each ask what refers to them.
fn candidates<'a>(site: &'a Site, kind: &str, conditions: &[(&str, &str)]) -> Vec<&'a str> {
    let kind_of = hub::kind(kind);
    let shape =
        |field: &str| kind_of?.parts.iter().find_map(|part| part.field(field)).map(|field| &field.shape);
    let is_reference = |(field, _): &&(&str, &str)| match shape(field) {
        Some(Shape::Reference(target) | Shape::List(Shape::Reference(target))) => {
            hub::kinds().iter().any(|known| known.key == *target)
        }
        _ => false,
    };
    match conditions.iter().find(is_reference) {
        Some((_, id)) => site.mentioning(kind, id),
        None => site.model.hub.bases(kind).into_iter().map(|base| base.id.as_str()).collect(),
    }
}

/// For a kind of record and an id: the records of the kind that mention it, in the order of their ids.
pub(in super::super) type Mentioning = FxHashMap<(&'static str, String), Vec<String>>;

impl Site {
    fn mentioning(&self, kind: &str, id: &str) -> Vec<&str> {
        let Some(kind) = hub::kind(kind) else { return Vec::new() };
        let mentioning = self.mentioning.get_or_init(|| {
            let mut all = Mentioning::default();
            for kind in hub::kinds() {
                for base in self.model.hub.bases(kind.key) {
                    for mention in &base.mentions {
                        let ids = all.entry((kind.key, mention.id.value.clone())).or_default();
                        if ids.last() != Some(&base.id) {
                            ids.push(base.id.clone());
                        }
                    }
                }
            }
            all
        });
        let found = mentioning.get(&(kind.key, id.to_owned()));
        found.into_iter().flatten().map(String::as_str).collect()
    }
}
