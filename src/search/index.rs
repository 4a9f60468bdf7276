//! All pages of one language together: every term with its pages, in the order of the bundle. Pure: the same pages give the
//! same index, in whatever order they come, however many threads work and whatever is remembered.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Options;
use super::analyse::Head;
use super::language::bare_letter;
use super::memory::{Memory, Pages};
use super::rows::{Means, postings};
use super::segment::{LocalTerm, Postings, Segment};
use super::stemmed::Stemmed;
use super::vocabulary::{Forms, Surfaces, Vocabulary, terms};

/// What a name's own term counts where it is a page's title, and where it is another name.
pub(super) const TITLE_IMPACT: u8 = 63;
pub(super) const ALIAS_IMPACT: u8 = 48;

/// The pages of one language.
pub(super) struct Index<'a> {
    pub(super) lang: String,
    /// The pages in the order of their addresses; a page's number is its place.
    pub(super) documents: Vec<&'a Head>,
    /// The terms in the order of their bare, then their full keys.
    pub(super) terms: Vec<Term>,
    /// Every word as it stands on pages, with the number of pages, in no order that means anything.
    pub(super) surfaces: Surfaces<'a>,
    /// The number of words that were split.
    pub(super) n_splits: usize,
    /// Every word that was split, and its parts, in alphabetical order, if they were asked for.
    pub(super) splits: Vec<(String, Vec<String>)>,
    /// For each segment the number of its first page, and its postings.
    postings: Vec<(u32, Postings)>,
    /// Where terms stand: a segment and the place among its terms, term by term.
    places: Vec<(u32, u32)>,
    /// The pages of names, name by name.
    named: Vec<(u32, u8)>,
}

/// A stem or a whole name.
#[derive(Clone, Debug, Default)]
pub(super) struct Term {
    pub(super) key: String,
    pub(super) is_name: bool,
    /// The forms on pages, the most common first.
    pub(super) surfaces: Vec<String>,
    /// Whether these stand on pages as they are, not only as parts of other words.
    pub(super) stands_alone: bool,
    pub(super) n_pages: usize,
    /// Its part of the index's places, or of the pages of names.
    pub(super) first: usize,
    pub(super) n_places: usize,
}

impl Term {
    pub(super) fn new(key: &str) -> Self {
        Self { key: key.to_owned(), ..Self::default() }
    }
}

impl<'a> Index<'a> {
    /// Puts the segments of one language together.
    pub(super) fn new(
        lang: &str,
        pages: &(impl Pages + ?Sized),
        segments: &'a [Segment],
        options: &Options,
        memory: &dyn Memory,
    ) -> Self {
        let documents: Vec<&Head> = segments.iter().flat_map(|segment| &segment.heads).collect();
        let vocabulary = Vocabulary::new(segments);
        let stemmed = Stemmed::new(lang, &vocabulary.heaps(), options, memory);
        let Vocabulary { surfaces, numbers, .. } = vocabulary;
        let split = || stemmed.lines().zip(&surfaces).filter(|(line, _)| line.parts().next().is_some());
        let n_splits = split().count();
        // A large site splits hundreds of thousands of words: they are kept only for who asks.
        let mut splits: Vec<(String, Vec<String>)> = split()
            .filter(|_| options.list_splits)
            .map(|(line, (word, _))| {
                ((*word).to_owned(), line.parts().map(|(_, text)| text.to_owned()).collect())
            })
            .collect();
        splits.sort_unstable();
        let (terms, forms) = terms(&surfaces, &stemmed);
        drop(stemmed);

        let means = Means::of(&documents);
        let first = segments.iter().scan(0, |next, segment| {
            let first = *next;
            *next += segment.heads.len() as u32;
            Some(first)
        });
        let first: Vec<u32> = first.collect();
        let weighed = (&means, &options.weights);
        let weigh = |((segment, numbers), first): ((&Segment, &Vec<u32>), u32)| {
            (first, postings(pages, segment, numbers, &forms, weighed, memory))
        };
        let (postings, (names, named)) = rayon::join(
            || segments.par_iter().zip(&numbers).zip(first).map(weigh).collect(),
            || names(&documents),
        );
        let mut index = Self {
            lang: lang.to_owned(),
            documents,
            terms,
            surfaces,
            n_splits,
            splits,
            postings,
            places: Vec::new(),
            named,
        };
        index.gather(&numbers, &forms);
        index.terms.extend(names);
        // Two rows in order are soon one.
        index.terms.sort_by(in_order);
        index
    }

    /// A term's pages in order, with impacts.
    pub(super) fn pages(&self, term: &Term) -> impl Iterator<Item = (u32, u8)> + '_ {
        let named = if term.is_name { self.named.get(term.first..term.first + term.n_places) } else { None };
        let pages = self.places(term).flat_map(|(first, postings, place)| {
            postings.pages(place).map(move |(page, impact)| (first + page, impact))
        });
        named.unwrap_or_default().iter().copied().chain(pages)
    }

    /// The positions of the term on its pages, as bytes: for each page their number, the first, the steps to the next ones.
    pub(super) fn positions(&self, term: &Term) -> impl Iterator<Item = &[u8]> + '_ {
        self.places(term).map(|(_, postings, place)| postings.positions(place))
    }

    /// Where a term stands: the number of a segment's first page, its postings, the term's place among them.
    fn places(&self, term: &Term) -> impl Iterator<Item = (u32, &Postings, usize)> + '_ {
        let range = if term.is_name { 0..0 } else { term.first..term.first + term.n_places };
        let places = self.places.get(range).unwrap_or_default();
        places.iter().filter_map(|(segment, place)| {
            let (first, postings) = self.postings.get(*segment as usize)?;
            Some((*first, postings, *place as usize))
        })
    }

    /// Turns segments with terms into terms with segments.
    fn gather(&mut self, numbers: &[Vec<u32>], forms: &Forms) {
        let resolve = |((_, postings), numbers): (&(u32, Postings), &Vec<u32>)| -> Vec<u32> {
            let term = |local: &LocalTerm| {
                let terms = forms.of(*numbers.get(local.word as usize)?);
                terms.get(local.slot as usize).copied()
            };
            postings.terms.iter().map(|local| term(local).unwrap_or(u32::MAX)).collect()
        };
        let resolved: Vec<Vec<u32>> = self.postings.par_iter().zip(numbers).map(resolve).collect();
        let mut counts = vec![(0, 0); self.terms.len()];
        for ((_, postings), resolved) in self.postings.iter().zip(&resolved) {
            for (local, number) in postings.terms.iter().zip(resolved) {
                if let Some((n_pages, n_places)) = counts.get_mut(*number as usize) {
                    *n_pages += local.n_pages as usize;
                    *n_places += 1;
                }
            }
        }
        let mut total = 0;
        for (term, (n_pages, n_places)) in self.terms.iter_mut().zip(counts) {
            (term.n_pages, term.n_places, term.first) = (n_pages, n_places, total);
            total += n_places;
        }
        let mut next: Vec<usize> = self.terms.iter().map(|term| term.first).collect();
        self.places = vec![(0, 0); total];
        for (segment, resolved) in (0..).zip(&resolved) {
            for (place, number) in (0..).zip(resolved) {
                let Some(next) = next.get_mut(*number as usize) else { continue };
                if let Some(here) = self.places.get_mut(*next) {
                    *here = (segment, place);
                }
                *next += 1;
            }
        }
    }
}

/// A term for each whole name, in order, and their pages: who types a page's title wants that page first.
fn names(documents: &[&Head]) -> (Vec<Term>, Vec<(u32, u8)>) {
    let mut names: FxHashMap<&str, Vec<(u32, u8)>> = FxHashMap::default();
    for (number, document) in (0..).zip(documents) {
        let impacts = std::iter::once(TITLE_IMPACT).chain(std::iter::repeat(ALIAS_IMPACT));
        for (name, impact) in document.names.iter().zip(impacts) {
            names.entry(name).or_default().push((number, impact));
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    let (mut terms, mut named) = (Vec::with_capacity(names.len()), Vec::new());
    for (name, pages) in names {
        let (first, n_pages) = (named.len(), pages.len());
        terms.push(Term { is_name: true, n_pages, first, n_places: n_pages, ..Term::new(name) });
        named.extend(pages);
    }
    terms.par_sort_unstable_by(in_order);
    (terms, named)
}

/// How terms are ordered: a stem and what it looks like without dots stand beside each other, a name after a stem.
fn in_order(a: &Term, b: &Term) -> Ordering {
    let (bare_a, bare_b) = (a.key.chars().map(bare_letter), b.key.chars().map(bare_letter));
    bare_a.cmp(bare_b).then_with(|| (&a.key, a.is_name).cmp(&(&b.key, b.is_name)))
}
