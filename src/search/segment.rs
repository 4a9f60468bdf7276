//! Pages that stand beside each other, about a hundred: what they say together ([`Segment`]), and their postings
//! ([`Postings`]).
//!
//! Both are remembered between builds, so that an edit costs one segment and the joining of all. A segment depends on its
//! pages alone; its postings also on how its words are split, on the weights and on the mean length of all pages. Which
//! pages share a segment cannot be seen in the bundle.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use crate::cache::Digest;

use super::Analysed;
use super::analyse::Head;
use super::code::{Cursor, fnv, put_number};
use super::groups::Groups;
use super::memory::{Listed, Memory, Pages};

/// The number of pages in a segment on average, and at most.
const MEAN_PAGES: u32 = 128;
const MOST_PAGES: usize = 384;

/// Words are numbered in so many heaps side by side.
pub(super) const HEAPS: usize = 16;

/// What some pages say together.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Segment {
    /// The pages, in order.
    pub(super) heads: Vec<Head>,
    /// Their words, each with a line break after it: one heap after the other.
    words: String,
    /// For each heap the number of its words and of their bytes.
    sizes: Vec<(u32, u32)>,
    /// For each word the number of pages it stands on.
    n_pages: Vec<u32>,
    /// Of the pages' documents.
    #[serde(skip)]
    pub(super) digest: Digest,
    /// The places of the pages in the list of all.
    #[serde(skip)]
    pub(super) numbers: Vec<usize>,
    /// The words of page after page by their places among all words, if the pages were read to make the segment.
    #[serde(skip)]
    page_words: Vec<u32>,
}

/// The pages of one language as segments, in the order of their addresses. Of several with one address the first counts.
pub(super) fn segments(
    pages: &(impl Pages + ?Sized),
    mut listed: Vec<(usize, Listed<'_>)>,
    memory: &dyn Memory,
) -> Vec<Segment> {
    listed.sort_by(|a, b| a.1.url.cmp(b.1.url));
    listed.dedup_by(|a, b| a.1.url == b.1.url);
    let mut groups: Vec<Vec<(usize, Listed<'_>)>> = vec![Vec::new()];
    for page in listed {
        // An address decides by itself whether a segment ends with it: a new page leaves the other segments alone.
        let ends = (fnv(page.1.url.as_bytes()) >> 7).is_multiple_of(MEAN_PAGES);
        if let Some(group) = groups.last_mut() {
            group.push(page);
            if ends || group.len() == MOST_PAGES {
                groups.push(Vec::new());
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.into_par_iter().map(|group| Segment::of(pages, &group, memory)).collect()
}

impl Segment {
    fn of(pages: &(impl Pages + ?Sized), group: &[(usize, Listed<'_>)], memory: &dyn Memory) -> Self {
        let digests: Vec<u8> = group.iter().flat_map(|(_, listed)| *listed.digest.as_bytes()).collect();
        let digest = Digest::of(&digests);
        let kept = memory.get(&digest).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let numbers: Vec<usize> = group.iter().map(|(number, _)| *number).collect();
        let segment = kept.unwrap_or_else(|| {
            let documents: Vec<_> = numbers.iter().filter_map(|number| pages.get(*number)).collect();
            let segment = Self::new(&documents);
            memory.keep(digest, &postcard::to_stdvec(&segment).unwrap_or_default());
            segment
        });
        Self { digest, numbers, ..segment }
    }

    fn new(documents: &[Cow<'_, Analysed>]) -> Self {
        // A page brings about a hundred words that those before it have not.
        let mut numbers: FxHashMap<&str, u32> =
            FxHashMap::with_capacity_and_hasher(documents.len() * 100, FxBuildHasher);
        let mut words: Vec<(&str, u32)> = Vec::new();
        let number = |word| {
            let number = *numbers.entry(word).or_insert(words.len() as u32);
            match words.get_mut(number as usize) {
                Some((_, n_pages)) => *n_pages += 1,
                None => words.push((word, 1)),
            }
            number
        };
        let mut page_words: Vec<u32> =
            documents.iter().flat_map(|document| document.texts()).map(number).collect();
        let heaps = Groups::new(HEAPS, words.iter().map(|(word, _)| fnv(word.as_bytes()) % HEAPS as u32));
        let heap = |heap: &[u32]| -> Vec<(&str, u32)> {
            heap.iter().filter_map(|number| words.get(*number as usize)).copied().collect()
        };
        let size = |words: &[(&str, u32)]| words.iter().map(|(word, _)| word.len() as u32 + 1).sum();
        let mut places = vec![0; words.len()];
        for (place, number) in (0..).zip(heaps.iter().flatten()) {
            if let Some(here) = places.get_mut(*number as usize) {
                *here = place;
            }
        }
        for word in &mut page_words {
            *word = places.get(*word as usize).copied().unwrap_or(u32::MAX);
        }
        let heaps: Vec<Vec<(&str, u32)>> = heaps.iter().map(heap).collect();
        let all = || heaps.iter().flatten();
        Self {
            heads: documents.iter().map(|document| document.head.clone()).collect(),
            words: all().flat_map(|(word, _)| [*word, "\n"]).collect(),
            sizes: heaps.iter().map(|words| (words.len() as u32, size(words))).collect(),
            n_pages: all().map(|(_, n_pages)| *n_pages).collect(),
            digest: Digest::default(),
            numbers: Vec::new(),
            page_words,
        }
    }

    /// The words of page after page, by their places among all words.
    pub(super) fn page_words(&self, documents: &[Cow<'_, Analysed>]) -> Cow<'_, [u32]> {
        if !self.page_words.is_empty() {
            return Cow::Borrowed(&self.page_words);
        }
        let places: FxHashMap<&str, u32> = self.words.split_terminator('\n').zip(0..).collect();
        let words = documents.iter().flat_map(|document| document.texts());
        words.map(|word| places.get(word).copied().unwrap_or(u32::MAX)).collect()
    }

    /// A heap's words, which stand beside each other among all words, with the numbers of pages.
    pub(super) fn heap(&self, heap: usize) -> impl Iterator<Item = (&str, u32)> {
        let before = self.sizes.iter().take(heap).fold((0, 0), |sum, size| (sum.0 + size.0, sum.1 + size.1));
        let here = self.sizes.get(heap).copied().unwrap_or_default();
        let range = |start: u32, n: u32| start as usize..(start + n) as usize;
        let words = self.words.get(range(before.1, here.1)).unwrap_or_default();
        let counts = self.n_pages.get(range(before.0, here.0)).unwrap_or_default();
        words.split_terminator('\n').zip(counts.iter().copied())
    }
}

/// One posting: a term on a page, with its impact.
pub(super) struct Posting {
    /// The term's number within the segment.
    pub(super) term: u32,
    /// The page's place in the segment.
    pub(super) page: u32,
    pub(super) impact: u8,
    /// Where its positions stand, as an analysed document has them, and the number of their bytes.
    pub(super) positions: (u32, u32),
}

/// The postings of a segment, term by term. Terms are told by a word of the segment that gives them, since their numbers are
/// other ones in each build.
#[derive(Debug, Default)]
pub(super) struct Postings {
    pub(super) terms: Vec<LocalTerm>,
    pages: Vec<u8>,
    impacts: Vec<u8>,
    positions: Vec<u8>,
}

/// A term within a segment.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LocalTerm {
    /// The place of a word among the segment's words.
    pub(super) word: u32,
    /// 0 for the word's own term, from 1 on for those of its parts.
    pub(super) slot: u32,
    pub(super) n_pages: u32,
    /// Where its part of the pages, impacts and positions begins.
    starts: [u32; 3],
}

impl Postings {
    /// From the postings of one page after the other, and the positions of all; `origins` has each term's word and slot.
    pub(super) fn new(postings: &[Posting], positions: &[u8], origins: &[(u32, u32)]) -> Self {
        let by_term = Groups::new(origins.len(), postings.iter().map(|posting| posting.term));
        let mut all = Self {
            terms: Vec::with_capacity(origins.len()),
            pages: Vec::with_capacity(postings.len()),
            impacts: Vec::with_capacity(postings.len()),
            positions: Vec::with_capacity(positions.len()),
        };
        for ((word, slot), places) in origins.iter().zip(by_term.iter()) {
            let starts = [&all.pages, &all.impacts, &all.positions].map(|bytes| bytes.len() as u32);
            let n_pages = places.len() as u32;
            all.terms.push(LocalTerm { word: *word, slot: *slot, n_pages, starts });
            let mut next = 0;
            for posting in places.iter().filter_map(|place| postings.get(*place as usize)) {
                put_number(&mut all.pages, posting.page - next);
                next = posting.page + 1;
                all.impacts.push(posting.impact);
                let (start, length) = (posting.positions.0 as usize, posting.positions.1 as usize);
                all.positions.extend_from_slice(positions.get(start..start + length).unwrap_or_default());
            }
        }
        all
    }

    /// The pages of the term at a place, by their places in the segment, and the impacts on them.
    pub(super) fn pages(&self, place: usize) -> impl Iterator<Item = (u32, u8)> + '_ {
        let term = self.terms.get(place).copied().unwrap_or_default();
        let [pages, impacts, _] = term.starts;
        let mut cursor = Cursor::new(self.pages.get(pages as usize..).unwrap_or_default());
        let impacts = self.impacts.get(impacts as usize..).unwrap_or_default();
        let mut next = 0;
        impacts.iter().take(term.n_pages as usize).map_while(move |impact| {
            let page = cursor.number()?.checked_add(next)?;
            next = page + 1;
            Some((page, *impact))
        })
    }

    /// The positions of the term at a place on all its pages: for each page their number, the first, the steps to the next ones.
    pub(super) fn positions(&self, place: usize) -> &[u8] {
        let start = |place: usize| self.terms.get(place).map(|term| term.starts[2] as usize);
        let end = start(place + 1).unwrap_or(self.positions.len());
        start(place).and_then(|start| self.positions.get(start..end)).unwrap_or_default()
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let blocks = [&self.pages, &self.impacts, &self.positions];
        let size: usize = blocks.iter().map(|block| block.len()).sum();
        let mut out = Vec::with_capacity(size + self.terms.len() * 8);
        put_number(&mut out, self.terms.len() as u32);
        let mut before = [0; 3];
        for LocalTerm { word, slot, n_pages, starts } in &self.terms {
            for number in [*word, *slot, *n_pages] {
                put_number(&mut out, number);
            }
            for (start, before) in starts.iter().zip(&mut before) {
                put_number(&mut out, start - std::mem::replace(before, *start));
            }
        }
        for block in blocks {
            put_number(&mut out, block.len() as u32);
            out.extend_from_slice(block);
        }
        out
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(bytes);
        let n_terms = cursor.number()?;
        let mut terms = Vec::with_capacity((n_terms as usize).min(bytes.len()));
        let mut starts = [0_u32; 3];
        for _ in 0..n_terms {
            let (word, slot, n_pages) = (cursor.number()?, cursor.number()?, cursor.number()?);
            for start in &mut starts {
                *start = start.checked_add(cursor.number()?)?;
            }
            terms.push(LocalTerm { word, slot, n_pages, starts });
        }
        let mut block = || cursor.block().map(<[u8]>::to_vec);
        Some(Self { terms, pages: block()?, impacts: block()?, positions: block()? })
    }
}
