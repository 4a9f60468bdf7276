//! The postings of a segment: what each word of its pages is worth there, and where it stands.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::cache::Digest;

use super::Weights;
use super::analyse::{Analysed, FIELDS, Head};
use super::code::{Cursor, put_number};
use super::memory::{Memory, Pages};
use super::score::{self, Counts, Lengths};
use super::segment::{Posting, Postings, Segment};
use super::vocabulary::Forms;

/// A segment's postings: as they were kept, or made of its pages. `numbers` gives the segment's words their numbers among
/// all words, by which `forms` has their terms.
pub(super) fn postings(
    pages: &(impl Pages + ?Sized),
    segment: &Segment,
    numbers: &[u32],
    forms: &Forms,
    (means, weights): (&Means, &Weights),
    memory: &dyn Memory,
) -> Postings {
    let key = key(segment, numbers.iter().map(|word| forms.mark(*word)), means, weights);
    if let Some(kept) = memory.get(&key).and_then(|bytes| Postings::decode(&bytes)) {
        return kept;
    }
    let terms = Terms::of(numbers.iter().map(|word| forms.of(*word)));
    let documents: Vec<Cow<'_, Analysed>> =
        segment.numbers.iter().filter_map(|number| pages.get(*number)).collect();
    let words = segment.page_words(&documents);
    let mut words = words.iter().copied();
    let mut rows = Rows::new(&terms, means, weights);
    for document in &documents {
        rows.add(document, &mut words);
    }
    let postings = Postings::new(&rows.postings, &rows.positions, &terms.origins);
    memory.keep(key, &postings.encode());
    postings
}

/// Of all that a segment's postings depend on; `marks` tells how each of its words is split.
fn key(segment: &Segment, marks: impl Iterator<Item = u64>, means: &Means, weights: &Weights) -> Digest {
    let Weights { title, alias, heading, lead, tag, body, file, part, recency } = *weights;
    let newest =
        means.newest.map_or([0; 3], |day| [i32::from(day.year()), day.month().into(), day.day().into()]);
    let mut bytes = segment.digest.as_bytes().to_vec();
    for number in [title, alias, heading, lead, tag, body, file, part, recency, means.body] {
        bytes.extend(number.to_bits().to_le_bytes());
    }
    bytes.extend(newest.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(marks.flat_map(u64::to_le_bytes));
    Digest::of(&bytes)
}

/// Where it stands, and in how many bytes, that there are no positions.
const NOWHERE: (u32, u32) = (0, 1);

/// The terms of a segment's words, numbered within the segment in the order in which they are numbered among all.
struct Terms {
    /// Where each word's terms begin, and where the last one's end.
    starts: Vec<usize>,
    /// The terms' numbers, word by word: the word's own, then those of its parts.
    numbers: Vec<u32>,
    /// For each term a word, and the place of the term among that word's.
    origins: Vec<(u32, u32)>,
}

impl Terms {
    fn of<'a>(words: impl Iterator<Item = &'a [u32]>) -> Self {
        let (mut starts, mut slots, mut given) = (vec![0], Vec::new(), Vec::new());
        for (word, terms) in (0..).zip(words) {
            for (slot, term) in (0..).zip(terms) {
                given.push(u64::from(*term) << 32 | slots.len() as u64);
                slots.push((word, slot));
            }
            starts.push(slots.len());
        }
        // By terms, and by words where several give the same.
        given.sort_unstable();
        let (mut numbers, mut origins) = (vec![0; slots.len()], Vec::new());
        for same in given.chunk_by(|a, b| a >> 32 == b >> 32) {
            for place in same.iter().map(|given| (given & u64::from(u32::MAX)) as usize) {
                if let Some(number) = numbers.get_mut(place) {
                    *number = origins.len() as u32;
                }
            }
            let first = same.first().map(|given| (given & u64::from(u32::MAX)) as usize);
            origins.extend(first.and_then(|first| slots.get(first)));
        }
        Self { starts, numbers, origins }
    }

    /// The terms of a word.
    fn of_word(&self, word: u32) -> &[u32] {
        let word = word as usize;
        let range = self.starts.get(word).zip(self.starts.get(word + 1)).map(|(start, end)| *start..*end);
        range.and_then(|range| self.numbers.get(range)).unwrap_or_default()
    }
}

/// The postings of page after page.
struct Rows<'a> {
    terms: &'a Terms,
    means: &'a Means,
    weights: &'a Weights,
    n_pages: u32,
    postings: Vec<Posting>,
    positions: Vec<u8>,
    /// For each term one more than the place of its last posting, or nothing.
    last: Vec<u32>,
    /// How often each of the page's terms stands in each field.
    counts: Vec<Counts>,
}

impl<'a> Rows<'a> {
    fn new(terms: &'a Terms, means: &'a Means, weights: &'a Weights) -> Self {
        Self {
            terms,
            means,
            weights,
            n_pages: 0,
            postings: Vec::new(),
            positions: vec![0],
            last: vec![0; terms.origins.len()],
            counts: Vec::new(),
        }
    }

    /// Adds the postings of the next page; `words` gives the places of its words among the segment's.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    fn add(&mut self, document: &Analysed, words: &mut impl Iterator<Item = u32>) {
        let (first, terms) = (self.postings.len(), self.terms);
        self.counts.clear();
        for (word, place) in document.words().zip(words) {
            let Some((whole, parts)) = terms.of_word(place).split_first() else { continue };
            let positions = (self.positions.len() as u32, word.positions.len() as u32);
            self.positions.extend_from_slice(word.positions);
            self.count(*whole, first, &word.counts, 1.0, positions);
            for part in parts {
                self.count(*part, first, &word.counts, self.weights.part, NOWHERE);
            }
        }
        self.n_pages += 1;
        let head = &document.head;
        let lengths =
            Lengths { body: head.body_length as f32 / self.means.body, title: head.title_length as f32 };
        let boost = self.means.boost(head, self.weights);
        for (posting, counts) in self.postings.iter_mut().skip(first).zip(&self.counts) {
            posting.impact = score::impact(score::sum(self.weights, counts, lengths) * boost);
        }
    }

    /// Counts a word, or a share of it, to a term, whose postings on this page begin at `first`.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    fn count(
        &mut self,
        term: u32,
        first: usize,
        counts: &[u32; FIELDS.len()],
        share: f32,
        positions: (u32, u32),
    ) {
        let Some(last) = self.last.get_mut(term as usize) else { return };
        if *last as usize <= first {
            self.postings.push(Posting { term, page: self.n_pages, impact: 0, positions });
            self.counts.push(counts.map(|count| count as f32 * share));
            *last = self.postings.len() as u32;
            return;
        }
        let place = *last as usize - 1;
        if let Some(sums) = self.counts.get_mut(place - first) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += *count as f32 * share);
        }
        let Some(posting) = self.postings.get_mut(place) else { return };
        if posting.positions == NOWHERE {
            posting.positions = positions;
        } else if positions != NOWHERE {
            let start = self.positions.len() as u32;
            join(&mut self.positions, [posting.positions, positions]);
            posting.positions = (start, self.positions.len() as u32 - start);
        }
    }
}

/// Adds the positions of two words in order.
fn join(all: &mut Vec<u8>, words: [(u32, u32); 2]) {
    let mut positions = Vec::new();
    for (start, length) in words {
        let range = start as usize..(start + length) as usize;
        let mut cursor = Cursor::new(all.get(range).unwrap_or_default());
        let mut position = 0;
        for _ in 0..cursor.number().unwrap_or(0) {
            position += cursor.number().unwrap_or(0);
            positions.push(position);
        }
    }
    positions.sort_unstable();
    put_number(all, positions.len() as u32);
    let mut before = 0;
    for position in positions {
        put_number(all, position - before);
        before = position;
    }
}

/// What depends on all pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Means {
    body: f32,
    newest: Option<Date>,
}

impl Means {
    pub(super) fn of(documents: &[&Head]) -> Self {
        let total = documents.iter().map(|document| u64::from(document.body_length)).sum();
        let newest =
            documents.iter().filter(|document| is_news(document)).filter_map(|document| document.date).max();
        Self { body: score::rounded_mean(total, documents.len()), newest }
    }

    /// What all of a document's words are multiplied by: its own boost, and for news its age. The newest news is new; the
    /// clock has no say, so that a site which nobody changes stays the same.
    fn boost(&self, document: &Head, weights: &Weights) -> f32 {
        let age = match (is_news(document), self.newest, document.date) {
            (true, Some(newest), Some(date)) => (newest - date).get_days(),
            _ => return document.boost,
        };
        #[expect(clippy::cast_precision_loss, reason = "days within a few centuries")]
        let years = age as f32 / 365.25;
        document.boost * (1.0 + weights.recency * 0.5_f32.powf(years))
    }
}

fn is_news(document: &Head) -> bool {
    document.card.kind == "news"
}
