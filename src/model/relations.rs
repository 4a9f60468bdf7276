//! How pages hang together: neighbours, translations, backlinks, and what is about which record.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{Kind, SortBy};

use super::Model;
use super::link::LinkTarget;
use super::page::{Page, PageId, PageKind};
use super::section::{TitleOrder, compare};

impl Model {
    /// The pages of a kind that say they are about a record, newest first. A focus area's pages are also those
    /// about its initiatives.
    pub fn about(&self, key: &str, id: &str, kind: Kind, lang: &str) -> Vec<&Page> {
        let of_area = |initiative: &String| {
            let record = self.hub.initiatives.get(initiative);
            record.is_some_and(|record| record.focus_areas.iter().any(|area| area.value == id))
        };
        let about = |page: &Page| match key {
            "initiative" => page.initiatives.iter().any(|initiative| initiative == id),
            "focus_area" => {
                page.focus_areas.iter().any(|area| area == id) || page.initiatives.iter().any(of_area)
            }
            _ => false,
        };
        let candidates = self.pages.iter().filter(|page| page.kind == PageKind::Content(kind));
        let mut pages: Vec<&Page> = candidates.filter(|page| page.lang == lang && about(page)).collect();
        pages.sort_by(|a, b| compare(SortBy::Date, a, b));
        pages
    }
}

/// Sets each section's children in order, and each page's neighbours there.
pub(super) fn sections(pages: &mut [Page], order: &TitleOrder) {
    let mut children: BTreeMap<PageId, Vec<&Page>> = BTreeMap::new();
    for page in pages.iter() {
        if let Some(parent) = page.parent {
            children.entry(parent).or_default().push(page);
        }
    }
    let ids = |pages: Vec<&Page>| pages.into_iter().map(|page| page.id).collect::<Vec<_>>();
    let in_order = |(parent, children): (PageId, Vec<&Page>)| {
        let section = pages[index(parent)].section.as_ref();
        let (mut subsections, mut below): (Vec<&Page>, Vec<&Page>) =
            children.into_iter().partition(|page| page.section.is_some());
        order.sort(&mut below, section.map_or(SortBy::Title, |section| section.sort_by));
        order.sort(&mut subsections, SortBy::Weight);
        (parent, ids(below), ids(subsections))
    };
    let children: Vec<_> = children.into_par_iter().map(in_order).collect();
    for (parent, below, subsections) in children {
        for pair in below.windows(2) {
            let [before, after] = pair else { continue };
            pages[index(*before)].next = Some(*after);
            pages[index(*after)].previous = Some(*before);
        }
        if let Some(section) = &mut pages[index(parent)].section {
            section.children = below;
            section.subsections = subsections;
        }
    }
}

/// Finds the pages that are one page in several languages: same path but for the language.
pub(super) fn translations(pages: &mut [Page], config: &Config) {
    if config.languages.len() < 2 {
        return;
    }
    let mut groups: BTreeMap<String, Vec<PageId>> = BTreeMap::new();
    for page in pages.iter() {
        let key = match (page.document(), page.kind) {
            (Some(document), _) => document.untranslated_path(),
            (None, PageKind::Taxonomy | PageKind::NotFound) => config.without_language(&page.url, &page.lang),
            _ => continue,
        };
        groups.entry(key).or_default().push(page.id);
    }
    for ids in groups.into_values().filter(|ids| ids.len() > 1) {
        for id in &ids {
            pages[index(*id)].translations = ids.iter().copied().filter(|other| other != id).collect();
        }
    }
}

/// Notes on each page who links to it.
pub(super) fn backlinks(pages: &mut [Page]) {
    let mut found: Vec<(PageId, PageId)> = Vec::new();
    for page in pages.iter() {
        for link in page.prose.values().flat_map(|prose| &prose.links) {
            if let LinkTarget::Page(target, _) = link.target
                && target != page.id
            {
                found.push((target, page.id));
            }
        }
    }
    found.par_sort_unstable();
    found.dedup();
    for links in found.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((target, _)) = links.first() else { continue };
        pages[index(*target)].backlinks = links.iter().map(|(_, source)| *source).collect();
    }
}

fn index(id: PageId) -> usize {
    id.0 as usize
}
