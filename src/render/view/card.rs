//! The short view of a page or an initiative, as lists show it.

use std::sync::Arc;

use minijinja::Value;

use crate::content::Kind;
use crate::hub::{Dated, Initiative};
use crate::model::{Page, PageId, PageKind};

use super::super::Site;
use super::super::names::Names;
use super::super::read::Subject;
use super::{Fixed, View, date_value, list, map, moment_value, optional, value, when_value, word};

/// A page in a list.
#[derive(Debug)]
struct Card {
    site: Arc<Site>,
    id: PageId,
    /// The language of the page that shows it.
    lang: String,
}

/// A page in a list on a page in `lang`. An initiative's page is shown as the initiative it is.
pub(in super::super) fn card(site: &Arc<Site>, page: &Page, lang: &str) -> Value {
    match page.record() {
        Some((kind, id)) if kind.key == "initiative" => initiative_card(site, id, lang),
        _ => page_card(site, page, lang),
    }
}

/// A page in a list, whatever it shows.
pub(in super::super) fn page_card(site: &Arc<Site>, page: &Page, lang: &str) -> Value {
    value(card_view(site, page, lang))
}

/// The view of a page in a list.
pub(in super::super) fn card_view(site: &Arc<Site>, page: &Page, lang: &str) -> impl View {
    Card { site: Arc::clone(site), id: page.id, lang: lang.to_owned() }
}

/// A title with its address and nothing more.
pub(in super::super) fn link_card(title: &str, url: Option<String>) -> Value {
    map([("title", Value::from(title)), ("url", optional(url)), ("id", Value::from(()))])
}

impl View for Card {
    fn subject(&self) -> Subject {
        Subject::Card(self.site.page_name(self.id), self.site.names.intern(&self.lang))
    }

    fn names(&self) -> &Names {
        &self.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "title",
            "url",
            "description",
            "date",
            "kind",
            "lang",
            "when",
            "status",
            "minutes",
            "type",
            "form",
            "place",
        ]
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let page = self.site.model.page(self.id);
        let document = page.document();
        Some(match name {
            "title" => Value::from(page.title.as_str()),
            "url" => Value::from(page.url.as_str()),
            "description" => Value::from(page.description.as_str()),
            "date" => optional(page.date.map(|date| moment_value(date, &self.lang))),
            "kind" => Value::from(kind_name(page.kind)),
            "lang" => Value::from(page.lang.as_str()),
            "when" => optional(
                document
                    .and_then(|document| document.event())
                    .map(|event| when_value(event.when.value, &self.lang)),
            ),
            "status" => optional(
                document
                    .and_then(|document| document.event())
                    .map(|event| self.site.named("event-status", event.status.word(), &self.lang)),
            ),
            "form" => optional(
                document
                    .and_then(|document| document.event())
                    .map(|event| self.site.named("event-form", event.form.word(), &self.lang)),
            ),
            "place" => {
                optional(document.and_then(|document| document.event()).and_then(|event| event.place.clone()))
            }
            "minutes" => {
                optional(document.and_then(|document| document.learning()).map(|learning| learning.minutes))
            }
            "type" => optional(document.and_then(|document| match document.kind() {
                Kind::Document => {
                    document.info().map(|info| self.site.named("document-type", info.kind.word(), &self.lang))
                }
                _ => document.learning().map(|learning| self.site.learning_type(learning, &self.lang)),
            })),
            _ => return None,
        })
    }
}

/// The word templates and style sheets know a page's kind by.
pub(in super::super) fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "index",
        PageKind::Content(kind) => kind.word(),
        PageKind::Section(kind) => match kind {
            Kind::Page => "section",
            Kind::News => "news-section",
            Kind::Learning | Kind::Course => "learning-section",
            Kind::Event => "event-section",
            Kind::Document => "document-section",
        },
        PageKind::Records(key) => match key {
            "initiative" => "initiative-section",
            "focus_area" => "focus-area-section",
            "societal_goal" => "societal-goal-section",
            "collection" => "collection-section",
            "idea" => "idea-section",
            "criteria_set" => "criteria-set-section",
            _ => "organisation-section",
        },
        PageKind::Record(key) => match key {
            "initiative" => "initiative",
            "focus_area" => "focus-area",
            "societal_goal" => "societal-goal",
            "collection" => "collection",
            "idea" => "idea",
            "criteria_set" => "criteria-set",
            _ => "organisation",
        },
        PageKind::Taxonomy => "taxonomy",
        PageKind::Term => "term",
        PageKind::NotFound => "404",
    }
}

/// An initiative in a list.
#[derive(Debug)]
struct InitiativeCard {
    site: Arc<Site>,
    id: String,
    lang: String,
}

/// An initiative in a list on a page in `lang`.
pub(in super::super) fn initiative_card(site: &Arc<Site>, id: &str, lang: &str) -> Value {
    value(initiative_view(site, id, lang))
}

/// The view of an initiative in a list.
pub(in super::super) fn initiative_view(site: &Arc<Site>, id: &str, lang: &str) -> impl View {
    InitiativeCard { site: Arc::clone(site), id: id.to_owned(), lang: lang.to_owned() }
}

impl View for InitiativeCard {
    fn subject(&self) -> Subject {
        Subject::Initiative(self.site.names.intern(&self.id), self.site.names.intern(&self.lang))
    }

    fn names(&self) -> &Names {
        &self.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "id",
            "title",
            "url",
            "summary",
            "description",
            "status",
            "phase",
            "kind",
            "focus_areas",
            "parties",
            "number",
            "place",
            "date",
            "perspectives",
            "sdgs",
            "statuses",
        ]
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let model = &self.site.model;
        let initiative = model.hub.initiatives.get(&self.id)?;
        let lang = &self.lang;
        Some(match name {
            "id" => Value::from(self.id.as_str()),
            "lang" => Value::from(model.config.default_language.as_str()),
            "title" => Value::from(initiative.base.name(model.as_of)),
            "url" => optional(self.site.record_url("initiative", &self.id)),
            "summary" | "description" => Value::from(initiative.summary.as_str()),
            "status" => status(&self.site, initiative, lang),
            "date" => {
                optional(initiative.status_on(model.as_of).map(|step| when_value(step.when.value, lang)))
            }
            "phase" => optional(
                initiative
                    .phase_on(model.as_of)
                    .map(|step| word(&self.site, "phase", &step.value.value, lang)),
            ),
            "kind" => word(&self.site, "kind", &initiative.kind.value, lang),
            "focus_areas" => list(initiative.focus_areas.iter().map(|area| self.site.area_link(&area.value))),
            "parties" => {
                list(initiative.parties.iter().map(|party| self.site.organisation_link(&party.value)))
            }
            "number" => Value::from(self.site.number_of(&self.id)),
            "place" => optional(initiative.place.clone()),
            "perspectives" => list(
                initiative.perspectives.iter().map(|id| word(&self.site, "perspective", &id.value, lang)),
            ),
            "sdgs" => list(initiative.sdgs.iter().map(|id| word(&self.site, "sdg", &id.value, lang))),
            "statuses" => statuses(&self.site, initiative, lang),
            _ => return None,
        })
    }
}

/// The statuses that had begun on the day shown, oldest first, each with the name the initiative had then where that is
/// not its name now.
pub(in super::super) fn statuses(site: &Arc<Site>, initiative: &Initiative, lang: &str) -> Value {
    let day = site.model.as_of;
    let begun = initiative.statuses.iter().filter(|step| step.when.value.earliest() <= day);
    list(begun.map(|step| {
        let (then, now) = initiative.base.name_then_and_now(step.when.value.earliest(), day);
        let called = now.map(|_| then.to_owned());
        step_map(site, "status", step, lang, [("called", optional(called))])
    }))
}

/// The status on the day shown, with since when it holds.
pub(in super::super) fn status(site: &Arc<Site>, initiative: &Initiative, lang: &str) -> Value {
    let Some(step) = initiative.status_on(site.model.as_of) else { return Value::from(()) };
    step_value(site, "status", step, lang)
}

/// A dated status or phase.
pub(in super::super) fn step_value(site: &Arc<Site>, vocabulary: &str, step: &Dated, lang: &str) -> Value {
    step_map(site, vocabulary, step, lang, [])
}

fn step_map<const N: usize>(
    site: &Arc<Site>,
    vocabulary: &str,
    step: &Dated,
    lang: &str,
    more: [(&'static str, Value); N],
) -> Value {
    let hub = &site.model.hub;
    let term = hub.vocabulary.term(vocabulary, &step.value.value);
    let role = hub.vocabulary.statuses.get(&step.value.value).map(|status| status.role.word());
    let own = [
        ("id", Value::from(step.value.value.as_str())),
        ("name", Value::from(term.map_or(step.value.value.as_str(), |term| term.name(lang)))),
        ("role", Value::from(role.unwrap_or(""))),
        ("variant", Value::from(site.variant(&step.value.value))),
        ("explanation", optional(term.and_then(|term| term.explanation(lang)))),
        ("example", Value::from(term.is_some_and(|term| term.example))),
        ("since", when_value(step.when.value, lang)),
        ("reason", optional(step.reason.clone())),
        ("source", optional(step.source.as_ref().map(|source| site.source(source)))),
        ("current", Value::from(site.model.as_of >= step.when.value.earliest())),
    ];
    Value::from_object(Fixed::new(own.into_iter().chain(more).collect::<Vec<_>>()))
}

/// A focus area or organisation with its address.
pub(in super::super) fn record_link(title: &str, url: Option<String>, id: &str, number: usize) -> Value {
    map([
        ("title", Value::from(title)),
        ("url", optional(url)),
        ("id", Value::from(id)),
        ("number", Value::from(number)),
    ])
}

/// A day as a value.
pub(in super::super) fn day(date: jiff::civil::Date, lang: &str) -> Value {
    date_value(date, lang)
}
