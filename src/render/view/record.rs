//! A record of the hub on its own page.

use std::sync::Arc;

use minijinja::Value;

use crate::content::Kind;
use crate::hub::{self, Base, FocusArea, Initiative, Organisation, Ref, Target};
use crate::model::Page;

use super::super::Site;
use super::super::names::{self, Names};
use super::super::read::Subject;
use super::assessed::assessments;
use super::card::{card, initiative_card, status, statuses, step_value};
use super::field::source_list;
use super::portfolio::{by_status, within};
use super::{View, boxed, link_card, list, map, name_value, optional, other_names, when_value, word};

/// The record that a page shows, with the Markdown of its fields already made HTML: its name in templates
/// (`initiative`, `focus_area`, `organisation`) and its view. `file` is the address of the file that shows it.
pub(in super::super) fn record_parts(
    site: &Arc<Site>,
    page: &Page,
    file: names::Name,
    html: Vec<(&'static str, Value)>,
) -> Option<(&'static str, Box<dyn View>)> {
    let (kind, id) = page.record()?;
    let view = RecordView { site: Arc::clone(site), file, id: id.to_owned(), lang: page.lang.clone(), html };
    Some(match kind.key {
        "initiative" => ("initiative", Box::new(InitiativeView(view))),
        "focus_area" => ("focus_area", Box::new(FocusAreaView(view))),
        _ => ("organisation", Box::new(OrganisationView(view))),
    })
}

/// The same as a template's value.
pub(in super::super) fn record_view(
    site: &Arc<Site>,
    page: &Page,
    file: names::Name,
    html: Vec<(&'static str, Value)>,
) -> Option<(&'static str, Value)> {
    let (name, view) = record_parts(site, page, file, html)?;
    Some((name, boxed(view)))
}

#[derive(Debug)]
struct RecordView {
    site: Arc<Site>,
    /// The address of the file that shows it.
    file: names::Name,
    id: String,
    lang: String,
    html: Vec<(&'static str, Value)>,
}

impl RecordView {
    fn subject(&self) -> Subject {
        Subject::Record(self.file)
    }

    /// Whether an attribute is the HTML of a Markdown field, which is handed in.
    fn is_prose(name: &str) -> bool {
        matches!(name, "why" | "next_step" | "result" | "lessons" | "description")
    }

    /// The HTML of a Markdown field; none when the record has no such text.
    fn prose(&self, field: &str) -> Value {
        self.html.iter().find(|(name, _)| *name == field).map_or(Value::from(()), |(_, html)| html.clone())
    }

    fn pages(&self, key: &str, kind: Kind) -> Value {
        let pages = self.site.model.about(key, &self.id, kind, &self.lang);
        list(pages.into_iter().map(|page| card(&self.site, page, &self.lang)))
    }

    fn words<T: Target>(&self, ids: &[Ref<T>]) -> Value {
        list(ids.iter().map(|id| word(&self.site, T::KEY, &id.value, &self.lang)))
    }

    fn goals(&self, ids: &[Ref<hub::Sdg>]) -> Value {
        list(ids.iter().map(|id| {
            let term = self.site.model.hub.vocabulary.term("sdg", &id.value);
            map([
                ("number", Value::from(id.value.as_str())),
                ("name", Value::from(term.map_or("", |term| term.name(&self.lang)))),
            ])
        }))
    }

    fn sources(&self, base: &Base) -> Value {
        source_list(&self.site, &base.sources)
    }

    /// The names that are not the title: those decided for another time, or those not decided.
    fn names(&self, base: &Base, decided: bool) -> Value {
        other_names(&self.site, base, decided, &self.lang)
    }

    fn organisations(&self, ids: &[Ref<Organisation>]) -> Value {
        list(ids.iter().map(|id| self.site.organisation_link(&id.value)))
    }
}

#[derive(Debug)]
struct InitiativeView(RecordView);

impl InitiativeView {
    fn relatives(&self, related: impl Fn(&Initiative) -> bool) -> Value {
        let site = &self.0.site;
        let found = site.model.hub.portfolio(site.model.as_of).filter(|other| related(other));
        list(found.map(|other| initiative_card(site, &other.base.id, &self.0.lang)))
    }

    /// A focus area, with the name it had when the initiative got its first status where that is not its name now.
    fn area(&self, initiative: &Initiative, id: &str) -> Value {
        let site = &self.0.site;
        let area = site.model.hub.focus_areas.get(id);
        let first = initiative.statuses.first().map(|step| step.when.value.earliest());
        let had_begun = |area: &FocusArea, day| area.from.is_none_or(|from| from.value.earliest() <= day);
        let called =
            area.zip(first).filter(|(area, first)| had_begun(area, *first)).and_then(|(area, first)| {
                let (then, now) = area.base.name_then_and_now(first, site.model.as_of);
                now.map(|_| then.to_owned())
            });
        let link = site.area_link(id);
        let of = |key: &str| link.get_attr(key).unwrap_or_default();
        map([
            ("title", of("title")),
            ("url", of("url")),
            ("id", of("id")),
            ("number", of("number")),
            ("called", optional(called)),
        ])
    }

    fn other(&self, id: Option<&Ref<Initiative>>) -> Option<Value> {
        let site = &self.0.site;
        let id = &id?.value;
        site.record_url("initiative", id).map(|_| initiative_card(site, id, &self.0.lang))
    }
}

impl View for InitiativeView {
    fn subject(&self) -> Subject {
        self.0.subject()
    }

    fn names(&self) -> &Names {
        &self.0.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "id",
            "name",
            "title",
            "former_names",
            "proposed_names",
            "url",
            "kind",
            "summary",
            "status",
            "statuses",
            "phase",
            "phases",
            "focus_areas",
            "parties",
            "leads",
            "support",
            "functions",
            "perspectives",
            "sdgs",
            "place",
            "audience",
            "start",
            "end",
            "why",
            "next_step",
            "result",
            "lessons",
            "blocker",
            "parent",
            "children",
            "replaces",
            "replaced_by",
            "events",
            "news",
            "learning",
            "documents",
            "sources",
            "number",
            "assessments",
        ]
    }

    fn is_given(&self, name: &str) -> bool {
        RecordView::is_prose(name)
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let view = &self.0;
        let (site, lang) = (&view.site, &view.lang);
        let initiative = site.model.hub.initiatives.get(&view.id)?;
        let text = |text: &Option<String>| optional(text.clone());
        Some(match name {
            "id" => Value::from(view.id.as_str()),
            "name" | "title" => Value::from(initiative.base.name(site.model.as_of)),
            "former_names" => view.names(&initiative.base, true),
            "proposed_names" => view.names(&initiative.base, false),
            "url" => optional(site.record_url("initiative", &view.id)),
            "kind" => word(site, "kind", &initiative.kind.value, lang),
            "summary" => Value::from(initiative.summary.as_str()),
            "status" => status(site, initiative, lang),
            "statuses" => statuses(site, initiative, lang),
            "phase" => optional(
                initiative.phase_on(site.model.as_of).map(|step| step_value(site, "phase", step, lang)),
            ),
            "phases" => list(initiative.phases.iter().map(|step| step_value(site, "phase", step, lang))),
            "focus_areas" => {
                list(initiative.focus_areas.iter().map(|area| self.area(initiative, &area.value)))
            }
            "parties" => view.organisations(&initiative.parties),
            "leads" => view.organisations(&initiative.leads),
            "support" => list(initiative.support.iter().map(|text| Value::from(text.as_str()))),
            "functions" => view.words(&initiative.functions),
            "perspectives" => view.words(&initiative.perspectives),
            "sdgs" => view.goals(&initiative.sdgs),
            "place" => text(&initiative.place),
            "audience" => text(&initiative.audience),
            "start" => optional(initiative.start.map(|when| when_value(when.value, lang))),
            "end" => optional(initiative.end.map(|when| when_value(when.value, lang))),
            "why" | "next_step" | "result" | "lessons" => view.prose(name),
            "blocker" => text(&initiative.blocker),
            "parent" => optional(self.other(initiative.parent.as_ref())),
            "children" => self.relatives(|other| other.parent.as_ref().is_some_and(|id| id.value == view.id)),
            "replaces" => list(self.other(initiative.replaces.as_ref())),
            "replaced_by" => {
                self.relatives(|other| other.replaces.as_ref().is_some_and(|id| id.value == view.id))
            }
            "events" => view.pages("initiative", Kind::Event),
            "news" => view.pages("initiative", Kind::News),
            "learning" => view.pages("initiative", Kind::Learning),
            "documents" => site.cited_documents(initiative, lang),
            "sources" => view.sources(&initiative.base),
            "number" => Value::from(site.number_of(&view.id)),
            "assessments" => assessments(site, "initiative", &view.id, lang),
            _ => return None,
        })
    }
}

#[derive(Debug)]
struct FocusAreaView(RecordView);

impl View for FocusAreaView {
    fn subject(&self) -> Subject {
        self.0.subject()
    }

    fn names(&self) -> &Names {
        &self.0.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "id",
            "name",
            "title",
            "former_names",
            "proposed_names",
            "names",
            "purpose",
            "description",
            "sdgs",
            "challenges",
            "initiatives",
            "groups",
            "news",
            "events",
            "learning",
            "from",
            "to",
            "number",
            "sources",
            "pattern",
            "url",
        ]
    }

    fn is_given(&self, name: &str) -> bool {
        RecordView::is_prose(name)
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let view = &self.0;
        let (site, lang) = (&view.site, &view.lang);
        let area: &FocusArea = site.model.hub.focus_areas.get(&view.id)?;
        let inside = || {
            let all: Vec<&Initiative> = site.model.hub.portfolio(site.model.as_of).collect();
            within(&all, &view.id)
        };
        let cards = |chosen: &[&Initiative]| {
            list(chosen.iter().map(|initiative| initiative_card(site, &initiative.base.id, lang)))
        };
        Some(match name {
            "id" => Value::from(view.id.as_str()),
            "name" | "title" => Value::from(area.base.name(site.model.as_of)),
            "names" => list(area.base.names.iter().map(|name| name_value(site, name, lang))),
            "former_names" => view.names(&area.base, true),
            "proposed_names" => view.names(&area.base, false),
            "purpose" => Value::from(area.purpose.as_str()),
            "description" => view.prose("description"),
            "sdgs" => view.goals(&area.sdgs),
            "challenges" => list(site.model.hub.challenges_of(&view.id).into_iter().map(|challenge| {
                map([
                    ("text", Value::from(challenge.base.name(site.model.as_of))),
                    ("priority", site.named("priority", challenge.priority.word(), lang)),
                    ("source", optional(challenge.base.source().map(|source| site.source(source)))),
                ])
            })),
            "initiatives" => cards(&inside()),
            "groups" => list(by_status(site, &inside()).into_iter().map(|(id, group)| {
                let status = site.model.hub.vocabulary.statuses.get(&id);
                map([
                    (
                        "status",
                        map([
                            ("id", Value::from(id.as_str())),
                            (
                                "name",
                                Value::from(status.map_or(id.as_str(), |status| status.term.name(lang))),
                            ),
                            ("role", Value::from(status.map_or("", |status| status.role.word()))),
                            ("variant", Value::from(site.variant(&id))),
                            (
                                "explanation",
                                optional(status.and_then(|status| status.term.explanation(lang))),
                            ),
                        ]),
                    ),
                    ("initiatives", cards(&group)),
                ])
            })),
            "news" => view.pages("focus_area", Kind::News),
            "events" => view.pages("focus_area", Kind::Event),
            "learning" => view.pages("focus_area", Kind::Learning),
            "from" => optional(area.from.map(|when| when_value(when.value, lang))),
            "to" => optional(area.to.map(|when| when_value(when.value, lang))),
            "number" => Value::from(site.area_number(&view.id)),
            "sources" => view.sources(&area.base),
            "pattern" => Site::pattern(&view.id),
            "url" => optional(site.record_url("focus_area", &view.id)),
            _ => return None,
        })
    }
}

#[derive(Debug)]
struct OrganisationView(RecordView);

impl View for OrganisationView {
    fn subject(&self) -> Subject {
        self.0.subject()
    }

    fn names(&self) -> &Names {
        &self.0.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "id",
            "name",
            "title",
            "former_names",
            "proposed_names",
            "type",
            "parent",
            "url",
            "org_number",
            "party_periods",
            "initiatives",
            "summary",
            "sources",
            "children",
        ]
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let view = &self.0;
        let (site, lang) = (&view.site, &view.lang);
        let organisation: &Organisation = site.model.hub.organisations.get(&view.id)?;
        Some(match name {
            "id" => Value::from(view.id.as_str()),
            "name" | "title" => Value::from(organisation.base.name(site.model.as_of)),
            "former_names" => view.names(&organisation.base, true),
            "proposed_names" => view.names(&organisation.base, false),
            "type" => word(site, "organisation_type", &organisation.kind.value, lang),
            "parent" => optional(organisation.parent.as_ref().map(|id| site.organisation_link(&id.value))),
            "children" => {
                let is_below =
                    |other: &&Organisation| other.parent.as_ref().is_some_and(|id| id.value == view.id);
                let below = site.model.hub.organisations.values().filter(is_below);
                list(below.map(|other| {
                    link_card(
                        other.base.name(site.model.as_of),
                        site.record_url("organisation", &other.base.id),
                    )
                }))
            }
            "url" => optional(organisation.url.as_ref().map(|url| url.0.clone())),
            "org_number" => optional(organisation.org_number.clone()),
            "party_periods" => list(site.model.hub.partnerships_of(&view.id).into_iter().map(|period| {
                map([
                    ("from", when_value(period.from.value, lang)),
                    ("to", optional(period.to.map(|to| when_value(to.value, lang)))),
                    ("source", optional(period.base.source().map(|source| site.source(source)))),
                ])
            })),
            "initiatives" => {
                let all = site.model.hub.portfolio(site.model.as_of).filter(|initiative| {
                    let mut involved = initiative.parties.iter().chain(&initiative.leads);
                    involved.any(|id| id.value == view.id)
                });
                list(all.map(|initiative| initiative_card(site, &initiative.base.id, lang)))
            }
            "summary" => optional(organisation.summary.clone()),
            "sources" => view.sources(&organisation.base),
            _ => return None,
        })
    }
}
