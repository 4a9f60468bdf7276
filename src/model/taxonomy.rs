//! Terms that pages are tagged with.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::page::{Page, PageId};
use super::section::{TitleOrder, title_key};
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

/// The tags of the pages of a language by slug, each with the pages that carry it.
pub(super) fn collect<'a>(
    pages: impl Iterator<Item = &'a Page>,
    lang: &str,
) -> BTreeMap<&'a str, Vec<&'a Page>> {
    let mut tagged: FxHashMap<&str, Vec<&Page>> = FxHashMap::default();
    for page in pages.filter(|page| page.lang == lang) {
        for (slug, _) in &page.tags {
            let carriers = tagged.entry(slug).or_default();
            // Two tags of a page may have one slug.
            if carriers.last().is_none_or(|last| !std::ptr::eq(*last, page)) {
                carriers.push(page);
            }
        }
    }
    tagged.into_iter().collect()
}

/// A term's title: as the first of its pages in the order of addresses writes it.
pub(super) fn title(slug: &str, carriers: &[&Page]) -> String {
    let first = carriers.iter().min_by_key(|page| &page.url);
    let written = first.and_then(|page| page.tags.iter().find(|(other, _)| other == slug));
    written.map_or_else(|| slug.to_owned(), |(_, title)| title.clone())
}

/// The pages that carry a term, newest first.
pub(super) fn newest_first(carriers: &[&Page], order: &TitleOrder) -> Vec<PageId> {
    let mut carriers = carriers.to_vec();
    order.sort(&mut carriers, SortBy::Date);
    carriers.into_iter().map(|page| page.id).collect()
}

/// Puts terms in alphabetical order.
pub(super) fn sort(terms: &mut [Term]) {
    terms.sort_by(|a, b| title_key(&a.title).cmp(&title_key(&b.title)).then_with(|| a.slug.cmp(&b.slug)));
}
