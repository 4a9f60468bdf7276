//! The words of one language's pages: how many pages each stands on, and the terms that they and their parts give.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::code::prefix;
use super::groups::Groups;
use super::index::Term;
use super::language::bare;
use super::segment::{HEAPS, Segment};
use super::stemmed::Stemmed;

/// The most forms of a word that a term carries.
const MAX_SURFACES: usize = 12;

/// Words with the number of their pages.
pub(super) type Surfaces<'a> = Vec<(&'a str, u32)>;

/// All words as they stand.
pub(super) struct Vocabulary<'a> {
    /// One heap after the other, each with the number of pages it is on.
    pub(super) surfaces: Surfaces<'a>,
    /// The number of words in each heap.
    sizes: Vec<usize>,
    /// For each segment the numbers of its words.
    pub(super) numbers: Vec<Vec<u32>>,
}

impl<'a> Vocabulary<'a> {
    /// The words of all segments.
    pub(super) fn new(segments: &'a [Segment]) -> Self {
        let heap = |heap: usize| {
            let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
            let mut surfaces: Surfaces<'_> = Vec::new();
            let mut number = |(word, n_pages)| {
                let number = *numbers.entry(word).or_insert(surfaces.len() as u32);
                match surfaces.get_mut(number as usize) {
                    Some((_, n)) => *n += n_pages,
                    None => surfaces.push((word, n_pages)),
                }
                number
            };
            let numbered: Vec<Vec<u32>> =
                segments.iter().map(|segment| segment.heap(heap).map(&mut number).collect()).collect();
            (surfaces, numbered)
        };
        let heaps: Vec<_> = (0..HEAPS).into_par_iter().map(heap).collect();
        let mut all =
            Self { surfaces: Vec::new(), sizes: Vec::new(), numbers: vec![Vec::new(); segments.len()] };
        for (words, numbered) in heaps {
            let first = all.surfaces.len() as u32;
            all.sizes.push(words.len());
            all.surfaces.extend(words);
            for (numbers, here) in all.numbers.iter_mut().zip(numbered) {
                numbers.extend(here.into_iter().map(|number| first + number));
            }
        }
        all
    }

    /// The words of each heap.
    pub(super) fn heaps(&self) -> Vec<&[(&'a str, u32)]> {
        let mut rest = self.surfaces.as_slice();
        let heap = |size: &usize| {
            let (heap, after) = rest.split_at_checked(*size).unwrap_or((rest, &[]));
            rest = after;
            heap
        };
        self.sizes.iter().map(heap).collect()
    }
}

/// What words as they stand give: their own terms, and their parts' terms.
pub(super) struct Forms {
    /// Where each word's terms begin, and where the last one's end.
    starts: Vec<usize>,
    terms: Vec<u32>,
    marks: Vec<u64>,
}

impl Forms {
    /// A word's own term, then its parts' terms in their order.
    pub(super) fn of(&self, word: u32) -> &[u32] {
        let word = word as usize;
        let range = self.starts.get(word).zip(self.starts.get(word + 1)).map(|(start, end)| *start..*end);
        range.and_then(|range| self.terms.get(range)).unwrap_or_default()
    }

    /// Tells one way to split a word from another.
    pub(super) fn mark(&self, word: u32) -> u64 {
        self.marks.get(word as usize).copied().unwrap_or(0)
    }

    /// Gives terms other numbers, and parts the order of these.
    fn renumber(self, numbers: &[u32]) -> Self {
        let mut all =
            Self { starts: vec![0], terms: Vec::with_capacity(self.terms.len()), marks: self.marks };
        let mut terms = Vec::new();
        for (start, end) in self.starts.iter().zip(self.starts.iter().skip(1)) {
            terms.clear();
            let old = self.terms.get(*start..*end).unwrap_or_default();
            terms.extend(old.iter().filter_map(|term| numbers.get(*term as usize)));
            if let Some((whole, parts)) = terms.split_first_mut() {
                parts.sort_unstable();
                all.terms.push(*whole);
                let parts = parts.chunk_by(|a, b| a == b).filter_map(|same| same.first());
                all.terms.extend(parts.filter(|part| *part != whole));
            }
            all.starts.push(all.terms.len());
        }
        all
    }
}

/// A stem with its number, and what orders it: its bare form, and the first letters of that.
type Stem<'a> = (u64, Cow<'a, str>, &'a str, u32);

/// The terms in order, and what each word gives.
pub(super) fn terms(surfaces: &[(&str, u32)], stemmed: &Stemmed) -> (Vec<Term>, Forms) {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut number = |stem| {
        let next = numbers.len() as u32;
        *numbers.entry(stem).or_insert(next)
    };
    let mut forms = Forms { starts: vec![0], terms: Vec::new(), marks: stemmed.marks() };
    let (mut wholes, mut parts) = (Vec::with_capacity(surfaces.len()), Vec::new());
    for line in stemmed.lines() {
        let whole = number(line.stem);
        wholes.push(whole);
        forms.terms.push(whole);
        for (stem, text) in line.parts() {
            let part = number(stem);
            parts.push((part, text));
            forms.terms.push(part);
        }
        forms.starts.push(forms.terms.len());
    }
    let by_stem = Groups::new(numbers.len(), wholes.into_iter());
    // A part that never stands alone is shown as its basic form.
    let mut alone: FxHashMap<u32, Vec<&str>> = FxHashMap::default();
    for (stem, text) in parts {
        if by_stem.of(stem).is_empty() {
            let texts = alone.entry(stem).or_default();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    let ordered = |(stem, number)| {
        let bare = bare(stem);
        (prefix(&bare), bare, stem, number)
    };
    let mut stems: Vec<Stem<'_>> = numbers.into_iter().map(ordered).collect();
    stems.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| (&a.1, a.2).cmp(&(&b.1, b.2))));
    let mut renumbered = vec![0; stems.len()];
    for ((_, _, _, number), place) in stems.iter().zip(0..) {
        if let Some(new) = renumbered.get_mut(*number as usize) {
            *new = place;
        }
    }
    let term = |(_, _, stem, number): &Stem<'_>| {
        let words = by_stem.of(*number).iter().filter_map(|word| surfaces.get(*word as usize));
        let others = alone.get(number).into_iter().flatten().map(|text| (*text, 0));
        let mut found: Vec<(&str, u32)> = words.copied().chain(others).collect();
        found.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let surfaces = found.iter().take(MAX_SURFACES).map(|(form, _)| (*form).to_owned()).collect();
        Term { surfaces, stands_alone: !by_stem.of(*number).is_empty(), ..Term::new(stem) }
    };
    rayon::join(|| stems.par_iter().map(term).collect(), || forms.renumber(&renumbered))
}
