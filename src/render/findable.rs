//! What search knows of a page besides its finished text: what it is, when, what else it is called, by what it can be
//! filtered. A page reads it while it is rendered, so that it is rendered again when any of it changes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::content::DocumentInfo;
use crate::hub::Base;
use crate::model::{Page, PageKind};
use crate::source::Digest;

use super::Site;
use super::plan::{Part, Planned};
use super::view::kind_name;

/// A page that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findable {
    /// The page's language.
    pub lang: String,
    /// What it is, by the names of the theme's templates: `news`, `initiative`.
    pub kind: &'static str,
    /// The day it is about.
    pub date: Option<Date>,
    /// What else it is called: names of other days, proposed names, other spellings, its name in menus.
    pub names: Vec<String>,
    /// Its subjects.
    pub tags: Vec<String>,
    /// By what it can be filtered: for each facet, values with their labels in the page's language.
    pub facets: BTreeMap<&'static str, Vec<(String, String)>>,
    /// Digests of the texts of the files it offers.
    pub files: Vec<Digest>,
    /// Whether it only leads to pages that are found by themselves.
    pub is_list: bool,
}

impl Site {
    /// Whether a page is the search page. As with the portfolio, it is because its author chose that template.
    pub fn is_search(&self, page: &Page) -> bool {
        let chosen = page.template.as_ref().map(|template| &template.value);
        chosen.is_some() && chosen == self.kinds.get("search")
    }

    /// What search knows of a file; none where the site is not searched, and for redirects, later pages of a list,
    /// filtered lists, the search page itself and the page for what is missing.
    pub(super) fn findable(&self, planned: &Planned) -> Option<Findable> {
        let page = self.model.page(planned.page);
        let is_first = match &planned.part {
            Part::Whole => true,
            Part::Pager(pager) => pager.number == 1,
            Part::Filter(..) | Part::Redirect => false,
        };
        let is_none = self.is_search(page) || page.kind == PageKind::NotFound;
        if !self.model.config.search.enabled || !is_first || is_none {
            return None;
        }
        Some(Findable {
            lang: page.lang.clone(),
            kind: kind_name(page.kind),
            date: page.date.map(crate::model::Moment::day),
            names: self.other_names(page),
            tags: page.tags.iter().map(|(slug, tag)| self.tag_title(slug, tag, &page.lang)).collect(),
            facets: self.facets(page),
            files: self.files_of(page),
            is_list: matches!(page.kind, PageKind::Taxonomy | PageKind::Term),
        })
    }

    /// The texts of the files that a document's page offers, in their order.
    fn files_of(&self, page: &Page) -> Vec<Digest> {
        let Some(document) = page.document() else { return Vec::new() };
        let files = document.info().into_iter().flat_map(DocumentInfo::files);
        let paths = files.filter_map(|file| Some(self.model.beside(document, &file.value)?.0));
        paths.filter_map(|path| self.file_texts.get(path)).copied().collect()
    }

    fn tag_title(&self, slug: &str, tag: &str, lang: &str) -> String {
        self.term_title("tags", slug, lang).unwrap_or(tag).to_owned()
    }

    /// What a page is called besides its title, spellings and short forms included.
    fn other_names(&self, page: &Page) -> Vec<String> {
        let mut names = self.known_names(page);
        names.extend(page.menu_title.iter().cloned());
        let base = self.record_base(page);
        names.extend(base.iter().flat_map(|base| &base.aliases).map(|alias| alias.text.value.clone()));
        names.retain(|name| *name != page.title);
        names
    }

    /// The names of what a page is about that people may know it by: those of other days, and those proposed.
    pub(super) fn known_names(&self, page: &Page) -> Vec<String> {
        let names = self.record_base(page).map_or(&[] as &[_], |base| &base.names);
        names.iter().map(|name| &name.text.value).filter(|name| **name != page.title).cloned().collect()
    }

    fn record_base(&self, page: &Page) -> Option<&Base> {
        let (kind, id) = page.record()?;
        self.model.hub.base(kind.key, id)
    }

    fn facets(&self, page: &Page) -> BTreeMap<&'static str, Vec<(String, String)>> {
        let hub = &self.model.hub;
        let initiative = match page.record() {
            Some((kind, id)) if kind.key == "initiative" => hub.initiatives.get(id),
            _ => None,
        };
        let own =
            initiative.iter().flat_map(|initiative| initiative.focus_areas.iter()).map(|area| &area.value);
        let areas = page.focus_areas.iter().chain(own).filter_map(|id| {
            let area = hub.focus_areas.get(id)?;
            Some((id.clone(), area.base.name(self.model.as_of).to_owned()))
        });
        let status = initiative.and_then(|initiative| {
            let id = &initiative.status_on(self.model.as_of)?.value.value;
            Some((id.clone(), hub.vocabulary.term("status", id)?.name(&page.lang).to_owned()))
        });
        let all = [("focus-area", areas.collect::<Vec<_>>()), ("status", status.into_iter().collect())];
        all.into_iter().filter(|(_, values)| !values.is_empty()).collect()
    }
}
