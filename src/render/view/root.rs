//! What the template of a file sees first: the page, the site, and what the page lists.

use std::sync::Arc;

use minijinja::Value;

use crate::model::{Origin, Page, PageId, PageKind};

use super::super::Site;
use super::super::names::{Name, Names};
use super::super::plan::Part;
use super::super::read::Subject;
use super::{View, card, choice, entry, list, map, optional, page_card};

/// The names a template has to begin with. Every page has the same, so that templates can share blocks.
#[derive(Debug)]
pub(in super::super) struct Root {
    pub(in super::super) site: Arc<Site>,
    pub(in super::super) id: PageId,
    /// The address of the file that shows it.
    pub(in super::super) name: Name,
    pub(in super::super) part: Part,
    /// `site`, `page` and the record's view: their texts are HTML already.
    pub(in super::super) given: Vec<(&'static str, Value)>,
}

impl View for Root {
    fn subject(&self) -> Subject {
        Subject::Root(self.name)
    }

    fn names(&self) -> &Names {
        &self.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "site",
            "page",
            "pages",
            "subsections",
            "paginator",
            "term",
            "terms",
            "filter",
            "target",
            "title",
            "initiative",
            "focus_area",
            "organisation",
            "record",
        ]
    }

    fn is_given(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| *given == name)
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        if let Some((_, value)) = self.given.iter().find(|(given, _)| *given == name) {
            return Some(value.clone());
        }
        let page = self.site.model.page(self.id);
        Some(match name {
            "pages" => self.pages(page),
            "subsections" => {
                let subsections = page.section.iter().flat_map(|section| &section.subsections);
                list(subsections.map(|id| page_card(&self.site, self.site.model.page(*id), &page.lang)))
            }
            "paginator" => match self.part {
                Part::Pager(pager) => pager.value(&page.url, &self.site.pager_word(&page.lang)),
                _ => Value::from(()),
            },
            "term" => optional(self.site.term(page).map(|term| self.term(term))),
            "terms" => self.terms(page),
            "filter" => match &self.part {
                Part::Filter(facet, id) => choice(&self.site, *facet, id, &page.lang),
                _ => Value::from(()),
            },
            "record" => {
                optional(page.record().and_then(|(kind, id)| entry(&self.site, kind.key, id, &page.lang)))
            }
            "target" if self.part == Part::Redirect => Value::from(page.url.as_str()),
            "title" if self.part == Part::Redirect => Value::from(page.title.as_str()),
            _ => return None,
        })
    }
}

impl Root {
    fn pages(&self, page: &Page) -> Value {
        let items = self.site.list_of(page);
        let range = match &self.part {
            Part::Pager(pager) => pager.range(),
            _ => 0..items.len(),
        };
        let shown = items.get(range).unwrap_or_default();
        list(shown.iter().map(|id| card(&self.site, self.site.model.page(*id), &page.lang)))
    }

    fn terms(&self, page: &Page) -> Value {
        let Origin::Generated { taxonomy, .. } = &page.origin else { return list([]) };
        if page.kind != PageKind::Taxonomy {
            return list([]);
        }
        let terms = self.site.model.terms.get(&(taxonomy.clone(), page.lang.clone()));
        list(terms.into_iter().flatten().map(|term| self.term(term)))
    }

    fn term(&self, term: &crate::model::Term) -> Value {
        map([
            ("title", Value::from(term.title.as_str())),
            ("url", Value::from(self.site.model.page(term.page).url.as_str())),
            ("count", Value::from(term.pages.len())),
        ])
    }
}
