//! The postings of a segment: what each word of its pages is worth there, and where it stands.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

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
    forms: &[Forms],
    (means, weights): (&Means, &Weights),
    memory: &dyn Memory,
) -> Postings {
    let forms_of = |word: usize| numbers.get(word).and_then(|number| forms.get(*number as usize));
    let key = key(
        segment,
        (0..numbers.len()).map(|word| forms_of(word).map_or(0, |forms| forms.mark)),
        means,
        weights,
    );
    if let Some(kept) = memory.get(&key).and_then(|bytes| Postings::decode(&bytes)) {
        return kept;
    }
    let places: FxHashMap<&str, u32> = segment.words().zip(numbers.iter().copied()).collect();
    let row = |number: &usize| {
        let document = pages.get(*number)?;
        let numbers: Vec<u32> =
            document.texts().map(|word| places.get(word).copied().unwrap_or(u32::MAX)).collect();
        Some(row(&document, &numbers, forms, means, weights))
    };
    let rows: Vec<Row> = segment.numbers.iter().filter_map(row).collect();
    let mut all: Vec<Posting<'_>> = (0..).zip(&rows).flat_map(|(page, row)| row.postings(page)).collect();
    all.sort_by_key(|posting| posting.term);
    let mut origins: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
    for (word, forms) in (0..numbers.len()).filter_map(|word| Some((word as u32, forms_of(word)?))) {
        for (slot, term) in (0..).zip(forms.terms()) {
            origins.entry(term).or_insert((word, slot));
        }
    }
    let postings = Postings::new(&all, |term| origins.get(&term).copied().unwrap_or_default());
    memory.keep(key, &postings.encode());
    postings
}

/// Of all that a segment's postings depend on; `marks` tells how each of its words is split.
fn key(segment: &Segment, marks: impl Iterator<Item = u64>, means: &Means, weights: &Weights) -> Digest {
    let Weights { title, alias, heading, lead, tag, body, part, recency } = *weights;
    let newest =
        means.newest.map_or([0; 3], |day| [i32::from(day.year()), day.month().into(), day.day().into()]);
    let mut bytes = segment.digest.as_bytes().to_vec();
    for number in [title, alias, heading, lead, tag, body, part, recency, means.body] {
        bytes.extend(number.to_bits().to_le_bytes());
    }
    bytes.extend(newest.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(marks.flat_map(u64::to_le_bytes));
    Digest::of(&bytes)
}

/// One document's terms in order, with impacts and where their positions begin.
struct Row {
    terms: Vec<(u32, u8, u32)>,
    bytes: Vec<u8>,
}

impl Row {
    fn postings(&self, page: u32) -> impl Iterator<Item = Posting<'_>> {
        let ends = self.terms.iter().skip(1).map(|(_, _, start)| *start as usize);
        let ends = ends.chain(std::iter::once(self.bytes.len()));
        self.terms.iter().zip(ends).map(move |((term, impact, start), end)| {
            let positions = self.bytes.get(*start as usize..end).unwrap_or_default();
            Posting { term: *term, page, impact: *impact, positions }
        })
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

/// A word or a part of one on a page.
struct Place<'a> {
    term: u32,
    counts: Counts,
    positions: &'a [u8],
}

/// One document's terms, in order, with impacts and positions.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn row(document: &Analysed, numbers: &[u32], forms: &[Forms], means: &Means, weights: &Weights) -> Row {
    let head = &document.head;
    let mut places: Vec<Place<'_>> = Vec::with_capacity(numbers.len() * 5 / 4);
    for (word, number) in document.words().zip(numbers) {
        let Some(form) = forms.get(*number as usize) else { continue };
        let counts = word.counts.map(|count| count as f32);
        for part in &form.parts {
            places.push(Place {
                term: *part,
                counts: counts.map(|count| count * weights.part),
                positions: &[],
            });
        }
        places.push(Place { term: form.whole, counts, positions: word.positions });
    }
    places.sort_by_key(|place| place.term);
    let lengths = Lengths { body: head.body_length as f32 / means.body, title: head.title_length as f32 };
    let boost = means.boost(head, weights);
    let mut row = Row { terms: Vec::with_capacity(places.len()), bytes: Vec::new() };
    for same in places.chunk_by(|a, b| a.term == b.term) {
        let mut counts = [0.0; FIELDS.len()];
        for place in same {
            for (sum, count) in counts.iter_mut().zip(place.counts) {
                *sum += count;
            }
        }
        let term = same.first().map_or(0, |place| place.term);
        let start = row.bytes.len() as u32;
        put_positions(&mut row.bytes, same.iter().map(|place| place.positions));
        let sum = score::sum(weights, &counts, lengths) * boost;
        row.terms.push((term, score::impact(sum), start));
    }
    row
}

/// Writes the positions of all words of a term: mostly those of one word, as they are.
fn put_positions<'a>(out: &mut Vec<u8>, words: impl Iterator<Item = &'a [u8]>) {
    let mut words = words.filter(|positions| !positions.is_empty());
    let (Some(first), second) = (words.next(), words.next()) else { return out.push(0) };
    let Some(second) = second else { return out.extend_from_slice(first) };
    let mut all = Vec::new();
    for positions in [first, second].into_iter().chain(words) {
        let mut cursor = Cursor::new(positions);
        let mut position = 0;
        for _ in 0..cursor.number().unwrap_or(0) {
            position += cursor.number().unwrap_or(0);
            all.push(position);
        }
    }
    all.sort_unstable();
    put_number(out, all.len() as u32);
    let mut before = 0;
    for position in all {
        put_number(out, position - before);
        before = position;
    }
}
