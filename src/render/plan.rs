//! From a page to its files: which parts it has, at which addresses, and which template shows each.

use std::collections::HashMap;

use crate::model::{Page, PageId, PageKind, Term};

use super::facet::Facet;
use super::view::Pager;
use super::{Name, Site};

/// One file to render: a page, or a part of its list.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The page.
    pub page: PageId,
    /// Its address, with which it ends for a folder's `index.html`.
    pub url: String,
    /// The number of its address.
    pub(super) name: Name,
    /// The template's name; empty for a page whose kind has none.
    pub template: String,
    pub(super) part: Part,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Pager(Pager),
    /// The portfolio of one choice.
    Filter(Facet, String),
    /// A page that leads to another one.
    Redirect,
}

impl Site {
    /// Every file to render, in the order of the pages.
    pub(super) fn plan(&self) -> Vec<Planned> {
        let model = &self.model;
        let mut planned = Vec::with_capacity(model.pages.len());
        let redirect = self.kinds.get("redirect").cloned().unwrap_or_default();
        // The same for every page of a language.
        let (mut words, mut portfolios) = (HashMap::new(), HashMap::new());
        for page in model.pages.iter() {
            let lang = page.lang.as_str();
            let template = self.template(page);
            let one = |url: String, part| self.planned(page, url, template.clone(), part);
            let parts = Pager::parts(self.list_of(page).len(), page_size(page));
            if parts.len() > 1 {
                let word = words.entry(lang).or_insert_with(|| self.pager_word(lang));
                for pager in parts {
                    planned.push(one(Pager::url(&page.url, word, pager.number), Part::Pager(pager)));
                }
            } else {
                planned.push(one(page.url.clone(), Part::Whole));
            }
            let portfolio =
                portfolios.entry(lang).or_insert_with(|| self.portfolio_page(lang).map(|page| page.id));
            if *portfolio == Some(page.id) {
                for (facet, id) in self.choices() {
                    if let Some(url) = self.filter_url(facet, &id, lang) {
                        planned.push(one(url, Part::Filter(facet, id)));
                    }
                }
            }
            for alias in &page.aliases {
                planned.push(self.planned(page, alias.clone(), redirect.clone(), Part::Redirect));
            }
        }
        planned
    }

    /// A file of a page.
    pub(super) fn planned(&self, page: &Page, url: String, template: String, part: Part) -> Planned {
        Planned { page: page.id, name: self.names.intern(&url), url, template, part }
    }

    fn template(&self, page: &Page) -> String {
        if let Some(template) = &page.template {
            return template.value.clone();
        }
        // A theme need not know every kind of record that has pages: what it has no template for looks like any page.
        let other = match page.kind {
            PageKind::Records(_) => "section",
            PageKind::Record(_) => "page",
            _ => "",
        };
        let own = self.kinds.get(Self::template_kind(page));
        own.or_else(|| self.kinds.get(other)).cloned().unwrap_or_default()
    }

    /// The part of a later list page's address before its number.
    pub(super) fn pager_word(&self, lang: &str) -> String {
        crate::config::slug(&self.text(lang, "page-word", &[]))
    }

    /// What a page lists.
    pub(super) fn list_of<'a>(&'a self, page: &'a Page) -> &'a [PageId] {
        match (&page.section, page.kind) {
            (Some(section), _) => &section.children,
            (None, PageKind::Term) => self.term(page).map_or(&[], |term| &term.pages),
            _ => &[],
        }
    }

    /// The term a page is about.
    pub(super) fn term(&self, page: &Page) -> Option<&Term> {
        let crate::model::Origin::Generated { taxonomy, term } = &page.origin else { return None };
        let terms = self.model.terms.get(&(taxonomy.clone(), page.lang.clone()))?;
        terms.iter().find(|other| other.slug == *term)
    }
}

fn page_size(page: &Page) -> Option<usize> {
    match (&page.section, page.kind) {
        (Some(section), _) => section.paginate,
        (None, PageKind::Term) => Some(50),
        _ => None,
    }
}
