//! Sections: a folder's pages in order.

use std::cmp::{Ordering, Reverse};

use rayon::prelude::*;

use crate::content::SortBy;

use super::page::{Page, PageId};

/// What a section holds.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its pages in reading order.
    pub children: Vec<PageId>,
    /// The sections in it, by weight and title.
    pub subsections: Vec<PageId>,
    /// How its pages are ordered.
    pub sort_by: SortBy,
    /// Pages a pager page shows; all, when none is given.
    pub paginate: Option<usize>,
    /// Whether it has a feed.
    pub feed: bool,
    /// The key of the kind of records it is made of.
    pub records: Option<&'static str>,
}

/// Compares two pages in a section's order. Ties end with the address, so that the order is total.
pub fn compare(sort_by: SortBy, a: &Page, b: &Page) -> Ordering {
    let by_title = || title_key(&a.title).cmp(&title_key(&b.title));
    match sort_by {
        SortBy::Date => b.date.cmp(&a.date).then_with(by_title),
        SortBy::Weight => weight(a).cmp(&weight(b)).then_with(by_title),
        SortBy::Title => by_title(),
    }
    .then_with(|| a.url.cmp(&b.url))
}

/// The places of all pages in the order of their titles and addresses, so that many lists of many pages can be sorted
/// without comparing titles again.
#[derive(Debug)]
pub(super) struct TitleOrder(Vec<u32>);

impl TitleOrder {
    /// The order of pages that are numbered as they stand.
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut keys: Vec<(String, &str, PageId)> =
            pages.par_iter().map(|page| (title_key(&page.title), page.url.as_str(), page.id)).collect();
        keys.par_sort_unstable();
        let mut places = vec![0; pages.len()];
        for (place, (.., id)) in keys.into_iter().enumerate() {
            places[id.0 as usize] = place as u32;
        }
        Self(places)
    }

    /// Sorts as [`compare`] does.
    pub(super) fn sort(&self, pages: &mut [&Page], sort_by: SortBy) {
        pages.sort_by_cached_key(|page| {
            let (date, weight) = match sort_by {
                SortBy::Date => (Reverse(page.date), 0),
                SortBy::Weight => (Reverse(None), weight(page)),
                SortBy::Title => (Reverse(None), 0),
            };
            (date, weight, self.0[page.id.0 as usize])
        });
    }
}

/// The page's own place; pages without one come last.
fn weight(page: &Page) -> i64 {
    page.document()
        .and_then(|document| document.front.weight.as_ref())
        .map_or(i64::MAX, |weight| weight.value)
}

/// A key that sorts titles as Swedish readers expect: å, ä and ö after z (as the characters that follow z in ASCII),
/// accents and case ignored, digits first.
pub fn title_key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for letter in title.chars().flat_map(char::to_lowercase) {
        match letter {
            'å' => key.push('{'),
            'ä' | 'æ' => key.push('|'),
            'ö' | 'ø' => key.push('}'),
            'é' | 'è' | 'ê' => key.push('e'),
            'ü' => key.push('y'),
            'á' | 'à' => key.push('a'),
            letter if letter.is_alphanumeric() => key.push(letter),
            _ => key.push(' '),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::title_key;

    #[test]
    fn titles_sort_in_swedish_order() {
        let mut titles = ["Övrigt", "Zebra", "Ärende", "Ål", "alm", "Är", "É", "1 mars"];
        titles.sort_by_key(|title| title_key(title));
        assert_eq!(titles, ["1 mars", "alm", "É", "Zebra", "Ål", "Är", "Ärende", "Övrigt"]);
    }
}
