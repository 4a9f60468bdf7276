//! Pages like a page, for "related" lists: by the rare words that the two share.
//!
//! As Lucene's and tantivy's `MoreLikeThis`: the page's words with the highest product of impact and rarity make a query, and the pages
//! that answer it best are related. Impacts know title, subjects and text already.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::index::Index;
use super::memory::{Nothing, by_language};
use super::score::{rarity, worth};
use super::segment::segments;
use super::{Analysed, Options};

/// The number of words that make a page's query.
const WORDS: usize = 25;

/// A word on more than this part of the pages says nothing about kinship; of few pages, any two may share a word.
const MOST_PAGES: f64 = 0.2;
const ALWAYS_PAGES: usize = 5;

/// For each page's address the addresses of at most `n` pages in its language that are most like it, the likest first.
pub fn related(analysed: &[Analysed], options: &Options, n: usize) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for (lang, listed) in by_language(analysed) {
        let segments = segments(analysed, listed, &Nothing);
        all.extend(of_language(&Index::new(lang, analysed, &segments, options, &Nothing), n));
    }
    all
}

fn of_language(index: &Index<'_>, n: usize) -> Vec<(String, Vec<String>)> {
    let n_pages = index.documents.len();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a part of a small number of pages"
    )]
    let most = ((n_pages as f64 * MOST_PAGES) as usize).max(ALWAYS_PAGES);
    // Each page's terms with their worth.
    let mut words: Vec<Vec<(u64, usize)>> = vec![Vec::new(); n_pages];
    for (number, term) in index.terms.iter().enumerate() {
        if term.is_name || term.n_pages < 2 || term.n_pages > most {
            continue;
        }
        let rarity = rarity(n_pages as u64, term.n_pages as u64);
        for (page, impact) in index.pages(term) {
            if let Some(words) = words.get_mut(page as usize) {
                words.push((worth(impact) * rarity, number));
            }
        }
    }
    let address = |page: usize| index.documents.get(page).map(|document| document.url().to_owned());
    words
        .into_par_iter()
        .enumerate()
        .filter_map(|(page, mut words)| {
            words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            let mut scores: HashMap<u32, u64> = HashMap::new();
            for (worth_here, number) in words.into_iter().take(WORDS) {
                let Some(term) = index.terms.get(number) else { continue };
                // The scale of the root keeps one shared word from outweighing several.
                let here = worth_here.isqrt();
                for (other, impact) in index.pages(term).filter(|(other, _)| *other as usize != page) {
                    *scores.entry(other).or_default() += here * u64::from(impact);
                }
            }
            let mut likest: Vec<(u64, u32)> =
                scores.into_iter().map(|(other, score)| (score, other)).collect();
            likest.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            let likest =
                likest.into_iter().take(n).filter_map(|(_, other)| address(other as usize)).collect();
            Some((address(page)?, likest))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Document, analyse};
    use super::*;

    fn document(url: &str, title: &str, body: &str) -> Analysed {
        let (url, title, body) = (url.into(), title.into(), body.into());
        analyse(&Document { url, title, body, lang: "sv".into(), ..Document::default() })
    }

    #[test]
    fn pages_that_share_rare_words_are_related() {
        let pages = [
            document("/a/", "Minilabb", "Ett labb prövar idéer i liten skala med elever."),
            document("/b/", "Labb med barn", "I ett minilabb prövar elever sina idéer."),
            document("/c/", "Budget", "Pengarna för året fördelas av styrelsen."),
            document("/d/", "Styrelsen", "Styrelsen beslutar om pengar och budget."),
        ];
        let related = related(&pages, &Options::default(), 1);
        assert_eq!(related["/a/"], ["/b/"]);
        assert_eq!(related["/c/"], ["/d/"]);
    }
}
