//! The whole portfolio on the day shown, counted in the ways people ask.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;

use crate::hub::Initiative;

use super::super::Site;
use super::super::facet::Facet;
use super::card::{day, initiative_card};
use super::{list, map, optional, word};

/// The portfolio for a page in `lang`.
pub(in super::super) fn portfolio(site: &Arc<Site>, lang: &str) -> Value {
    let model = &site.model;
    let all: Vec<&Initiative> = model.hub.portfolio(model.as_of).collect();
    let cards = |chosen: &[&Initiative]| cards(site, chosen, lang);
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
        ("filters", list(Facet::ALL.into_iter().map(|facet| filter(site, facet, &all, lang)))),
        ("phases", phases(site, &all, lang)),
        ("years", years(site, &all)),
        ("url", optional(site.portfolio_url(lang))),
    ])
}

fn cards(site: &Arc<Site>, chosen: &[&Initiative], lang: &str) -> Value {
    list(chosen.iter().map(|initiative| initiative_card(site, &initiative.base.id, lang)))
}

/// A choice of the portfolio, for its own page: what was chosen, and what has it. `ids` is a map, so that asking whether
/// an initiative is among them takes no time.
pub(in super::super) fn choice(site: &Arc<Site>, facet: Facet, id: &str, lang: &str) -> Value {
    let all: Vec<&Initiative> = site.model.hub.portfolio(site.model.as_of).collect();
    let chosen: Vec<&Initiative> =
        all.into_iter().filter(|initiative| facet.of(site, initiative).contains(&id)).collect();
    let term = facet.list().and_then(|list| site.model.hub.vocabulary.term(list, id));
    map([
        ("by", Value::from(facet.word())),
        ("id", Value::from(id)),
        ("name", Value::from(facet.name(site, id, lang))),
        ("explanation", optional(term.and_then(|term| term.explanation(lang)))),
        ("initiatives", cards(site, &chosen, lang)),
        ("ids", Value::from_pairs(chosen.iter().map(|one| (one.base.id.as_str(), true)))),
    ])
}

/// By what the portfolio can be filtered, with each choice that some initiative has and how many have it.
fn filter(site: &Arc<Site>, facet: Facet, all: &[&Initiative], lang: &str) -> Value {
    let options = facet.counts(site, all).into_iter().map(|(id, count)| {
        map([
            ("id", Value::from(id)),
            ("name", Value::from(facet.name(site, id, lang))),
            ("count", Value::from(count)),
            ("url", optional(site.filter_url(facet, id, lang))),
        ])
    });
    map([("by", Value::from(facet.word())), ("options", list(options))])
}

/// The phases in their order, those nobody is in included.
fn phases(site: &Site, all: &[&Initiative], lang: &str) -> Value {
    list(site.model.hub.vocabulary.ids("phase").into_iter().map(|id| {
        let count = all.iter().filter(|initiative| Facet::Phase.of(site, initiative).contains(&id)).count();
        map([("phase", word(site, "phase", id, lang)), ("count", Value::from(count))])
    }))
}

/// Every year from the first status to the last that had begun on the day shown.
fn years(site: &Site, all: &[&Initiative]) -> Value {
    let steps = all.iter().flat_map(|initiative| initiative.statuses.iter());
    let days = steps.map(|step| step.when.value.earliest()).filter(|day| *day <= site.model.as_of);
    let years: Vec<i16> = days.map(Date::year).collect();
    match (years.iter().min(), years.iter().max()) {
        (Some(first), Some(last)) => list((*first..=*last).map(Value::from)),
        _ => list([]),
    }
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
            ("url", optional((count > 0).then(|| site.filter_url(Facet::Status, id, lang)).flatten())),
        ])
    }))
}
