//! The whole portfolio on the day shown, counted in the ways people ask.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;

use crate::hub::Initiative;

use super::super::Site;
use super::card::{day, initiative_card};
use super::{list, map, optional, word};

/// The portfolio for a page in `lang`.
pub(in super::super) fn portfolio(site: &Arc<Site>, lang: &str) -> Value {
    let model = &site.model;
    let all: Vec<&Initiative> = model.hub.portfolio(model.as_of).collect();
    let cards = |chosen: &[&Initiative]| {
        list(chosen.iter().map(|initiative| initiative_card(site, &initiative.base.id, lang)))
    };
    let focus_areas = site.areas().into_iter().enumerate().map(|(index, area)| {
        let inside = within(&all, &area.base.id);
        map([
            ("id", Value::from(area.base.id.as_str())),
            ("title", Value::from(area.base.name(model.as_of))),
            ("url", optional(site.record_url("focus_area", &area.base.id))),
            ("count", Value::from(inside.len())),
            ("number", Value::from(index + 1)),
            ("purpose", Value::from(area.purpose.as_str())),
            ("lang", Value::from(model.config.default_language.as_str())),
            ("initiatives", cards(&inside)),
        ])
    });
    let outside: Vec<&Initiative> =
        all.iter().copied().filter(|initiative| initiative.focus_areas.is_empty()).collect();
    map([
        ("as_of", optional((model.as_of != model.today).then(|| day(model.as_of, lang)))),
        ("initiatives", cards(&all)),
        ("count", Value::from(all.len())),
        ("focus_areas", list(focus_areas)),
        ("other", cards(&outside)),
        ("statuses", statuses(site, &all, lang)),
        ("kinds", kinds(site, &all, lang)),
        ("parties", parties(site, &all)),
        ("url", optional(site.portfolio_url(lang))),
    ])
}

/// The initiatives of a focus area.
pub(in super::super) fn within<'a>(all: &[&'a Initiative], area: &str) -> Vec<&'a Initiative> {
    let inside = |initiative: &&&Initiative| initiative.focus_areas.iter().any(|id| id.value == area);
    all.iter().filter(inside).copied().collect()
}

/// Initiatives gathered by their status on the day shown, in the vocabulary's order; statuses nobody has left out.
pub(in super::super) fn by_status<'a>(
    site: &Site,
    chosen: &[&'a Initiative],
) -> Vec<(String, Vec<&'a Initiative>)> {
    let mut groups: BTreeMap<&str, Vec<&Initiative>> = BTreeMap::new();
    for initiative in chosen {
        if let Some(step) = initiative.status_on(site.model.as_of) {
            groups.entry(step.value.value.as_str()).or_default().push(initiative);
        }
    }
    let order = site.model.hub.vocabulary.statuses.keys();
    order.filter_map(|id| Some((id.clone(), groups.remove(id.as_str())?))).collect()
}

fn statuses(site: &Arc<Site>, all: &[&Initiative], lang: &str) -> Value {
    let groups = by_status(site, all);
    list(site.model.hub.vocabulary.statuses.iter().map(|(id, status)| {
        let count = groups.iter().find(|(other, _)| other == id).map_or(0, |(_, group)| group.len());
        map([
            ("id", Value::from(id.as_str())),
            ("name", Value::from(status.term.name(lang))),
            ("role", Value::from(status.role.word())),
            ("variant", Value::from(site.variant(id))),
            ("explanation", optional(status.term.explanation(lang))),
            ("count", Value::from(count)),
            ("url", optional((count > 0).then(|| site.filter_url(id, lang)).flatten())),
        ])
    }))
}

fn kinds(site: &Arc<Site>, all: &[&Initiative], lang: &str) -> Value {
    list(site.model.hub.vocabulary.ids("kind").into_iter().map(|id| {
        let count = all.iter().filter(|initiative| initiative.kind.value == id).count();
        map([
            ("id", Value::from(id)),
            ("name", word(site, "kind", id, lang).get_attr("name").unwrap_or_default()),
            ("count", Value::from(count)),
        ])
    }))
}

fn parties(site: &Arc<Site>, all: &[&Initiative]) -> Value {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for party in all.iter().flat_map(|initiative| initiative.parties.iter()) {
        *counts.entry(party.value.as_str()).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    list(counts.into_iter().map(|(id, count)| {
        map([
            ("id", Value::from(id)),
            ("title", Value::from(site.organisation_name(id))),
            ("url", optional(site.record_url("organisation", id))),
            ("count", Value::from(count)),
        ])
    }))
}
