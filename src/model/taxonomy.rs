//! Terms that pages are tagged with.

use std::collections::BTreeMap;

use super::page::{Page, PageId};
use super::relations::sort as sort_pages;
use super::section::title_key;
use crate::content::SortBy;

/// A term and the pages that carry it.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its part of the address.
    pub slug: String,
    /// As the first page in the order of addresses writes it.
    pub title: String,
    /// The term's own page.
    pub page: PageId,
    /// The pages that carry it, newest first.
    pub pages: Vec<PageId>,
}

/// Tags by slug, with their title and the pages that carry them.
pub(super) type Tagged = BTreeMap<String, (String, Vec<PageId>)>;

/// The tags of the pages of a language.
pub(super) fn collect(pages: &[Page], lang: &str) -> Tagged {
    let mut tagged = Tagged::new();
    for page in pages.iter().filter(|page| page.lang == lang) {
        for (slug, title) in &page.tags {
            let entry = tagged.entry(slug.clone()).or_insert_with(|| (title.clone(), Vec::new()));
            if !entry.1.contains(&page.id) {
                entry.1.push(page.id);
            }
        }
    }
    for (_, ids) in tagged.values_mut() {
        sort_pages(ids, SortBy::Date, pages);
    }
    tagged
}

/// Puts terms in alphabetical order.
pub(super) fn sort(terms: &mut [Term]) {
    terms.sort_by(|a, b| title_key(&a.title).cmp(&title_key(&b.title)).then_with(|| a.slug.cmp(&b.slug)));
}
