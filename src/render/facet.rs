//! By what the portfolio can be filtered. Each choice has a page of its own, so that filtering needs no script; its
//! count is the number of initiatives on that page, because both come from here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::config::slug;
use crate::hub::Initiative;

use super::Site;

/// What initiatives can be chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// The status on the day shown.
    Status,
    FocusArea,
    Party,
    Kind,
    /// The phase on the day shown.
    Phase,
    Perspective,
    /// The global goals.
    Sdg,
}

impl Facet {
    pub(super) const ALL: [Self; 7] =
        [Self::Status, Self::FocusArea, Self::Party, Self::Kind, Self::Phase, Self::Perspective, Self::Sdg];

    /// Its name in templates, in the query of the portfolio's address, and in the theme's texts (`by-status`), which say
    /// what it is called in the addresses of pages.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::FocusArea => "area",
            Self::Party => "party",
            Self::Kind => "kind",
            Self::Phase => "phase",
            Self::Perspective => "perspective",
            Self::Sdg => "sdg",
        }
    }

    /// The list of the vocabulary that has its words; none where they are records.
    pub(super) fn list(self) -> Option<&'static str> {
        (!matches!(self, Self::FocusArea | Self::Party)).then_some(self.word())
    }

    /// What an initiative has of it on the day shown.
    pub(super) fn of<'a>(self, site: &Site, initiative: &'a Initiative) -> Vec<&'a str> {
        let day = site.model.as_of;
        match self {
            Self::Status => {
                initiative.status_on(day).map(|step| step.value.value.as_str()).into_iter().collect()
            }
            Self::FocusArea => initiative.focus_areas.iter().map(|id| id.value.as_str()).collect(),
            Self::Party => initiative.parties.iter().map(|id| id.value.as_str()).collect(),
            Self::Kind => vec![initiative.kind.value.as_str()],
            Self::Phase => {
                initiative.phase_on(day).map(|step| step.value.value.as_str()).into_iter().collect()
            }
            Self::Perspective => initiative.perspectives.iter().map(|id| id.value.as_str()).collect(),
            Self::Sdg => initiative.sdgs.iter().map(|id| id.value.as_str()).collect(),
        }
    }

    /// What a choice is called.
    pub(super) fn name(self, site: &Site, id: &str, lang: &str) -> String {
        let hub = &site.model.hub;
        match self {
            Self::FocusArea => {
                hub.focus_areas.get(id).map_or(id, |area| area.base.name(site.model.as_of)).to_owned()
            }
            Self::Party => site.organisation_name(id).to_owned(),
            Self::Sdg => {
                let name = hub.vocabulary.term("sdg", id).map_or("", |term| term.name(lang));
                format!("{id} {name}").trim_end().to_owned()
            }
            _ => {
                let term = self.list().and_then(|list| hub.vocabulary.term(list, id));
                term.map_or(id, |term| term.name(lang)).to_owned()
            }
        }
    }

    /// Each choice that some of the initiatives have, with how many have it: words in the vocabulary's order, focus areas
    /// by id, parties by how many they are in.
    pub(super) fn counts<'a>(self, site: &Site, all: &[&'a Initiative]) -> Vec<(&'a str, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in all.iter().flat_map(|initiative| self.of(site, initiative)) {
            *counts.entry(id).or_default() += 1;
        }
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        match self.list() {
            Some(list) => {
                let order = site.model.hub.vocabulary.ids(list);
                counts.sort_by_key(|(id, _)| order.iter().position(|other| other == id));
            }
            None if self == Self::Party => counts.sort_by_key(|(id, count)| (Reverse(*count), *id)),
            None => {}
        }
        counts
    }
}

impl Site {
    /// The address of the portfolio's page for one choice.
    pub(super) fn filter_url(&self, facet: Facet, id: &str, lang: &str) -> Option<String> {
        let page = self.portfolio_page(lang)?;
        let by = slug(&self.text(&page.lang, &format!("by-{}", facet.word()), &[]));
        // Words are called what they are called in the page's language; records have their id in every address.
        let name = match facet.list() {
            Some(_) => slug(&facet.name(self, id, &page.lang)),
            None => id.to_owned(),
        };
        Some(format!("{}{by}/{name}/", page.url))
    }

    /// Every choice that has a page.
    pub(super) fn choices(&self) -> Vec<(Facet, String)> {
        let all: Vec<&Initiative> = self.model.hub.portfolio(self.model.as_of).collect();
        let of =
            |facet: Facet| facet.counts(self, &all).into_iter().map(move |(id, _)| (facet, id.to_owned()));
        Facet::ALL.into_iter().flat_map(of).collect()
    }
}
