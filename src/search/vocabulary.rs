//! The words of one language's pages: how many pages each stands on, its stem and its parts, and the terms these give.

use std::borrow::Cow;
use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::tokenizer::Language;

use crate::cache::Digest;

use super::Options;
use super::compound::{Splitter, learned};
use super::index::Term;
use super::language::{Stems, bare, known};
use super::memory::Memory;
use super::segment::{HEAPS, Segment};
use super::swedish;

/// The most forms of a word that a term carries.
const MAX_SURFACES: usize = 12;

/// Words with the number of their pages.
pub(super) type Surfaces<'a> = Vec<(&'a str, u32)>;

/// All words as they stand, with the number of pages each is on, and for each segment the numbers of its words.
pub(super) fn vocabulary(segments: &[Segment]) -> (Surfaces<'_>, Vec<Vec<u32>>) {
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
    let mut surfaces = Vec::new();
    let mut numbers = vec![Vec::new(); segments.len()];
    for (words, numbered) in heaps {
        let first = surfaces.len() as u32;
        surfaces.extend(words);
        for (all, here) in numbers.iter_mut().zip(numbered) {
            all.extend(here.into_iter().map(|number| first + number));
        }
    }
    (surfaces, numbers)
}

/// A word's stem, and its parts with their stems.
#[derive(Clone, Debug, Default)]
pub(super) struct Stemmed {
    pub(super) stem: String,
    pub(super) parts: Vec<Part>,
}

#[derive(Clone, Debug)]
pub(super) struct Part {
    stem: String,
    pub(super) text: String,
}

impl Stemmed {
    /// Words apart by tabs, for the memory.
    fn line(&self, word: &str) -> String {
        let mut line = format!("{word}\t{}", self.stem);
        for part in &self.parts {
            line.extend(["\t", &part.stem, "\t", &part.text]);
        }
        line + "\n"
    }

    /// What stands after the word in such a line.
    fn of(line: &str) -> Self {
        let mut words = line.split('\t').map(str::to_owned);
        let stem = words.next().unwrap_or_default();
        let parts = std::iter::from_fn(|| Some(Part { stem: words.next()?, text: words.next()? }));
        Self { stem, parts: parts.collect() }
    }
}

/// How each word is stemmed and split. What was worked out with the same parts is remembered.
pub(super) fn stemmed(
    lang: &str,
    surfaces: &[(&str, u32)],
    options: &Options,
    memory: &dyn Memory,
) -> Vec<Stemmed> {
    let language = known(lang);
    if language != Some(Language::Swedish) {
        let stem = |stems: &mut Stems, (word, _): &(&str, u32)| Stemmed {
            stem: stems.stem(word),
            parts: Vec::new(),
        };
        return surfaces.par_iter().map_init(|| Stems::new(language), stem).collect();
    }
    let learned = learned(surfaces.iter().copied());
    let key = Digest::of_encoded(&("splits", &learned, &options.parts));
    let kept = memory.get(&key).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let known: FxHashMap<&str, &str> = kept.lines().filter_map(|line| line.split_once('\t')).collect();
    // Most edits bring no new word, and then nobody has to know how to split one.
    let splitter = LazyLock::new(|| Splitter::of(&learned, &options.parts));
    let split = |word: &str| {
        let parts = splitter.split(word).into_iter().map(|text| Part { stem: swedish::stem(&text), text });
        Stemmed { stem: swedish::stem(word), parts: parts.collect() }
    };
    let stemmed: Vec<Stemmed> = surfaces
        .par_iter()
        .map(|(word, _)| known.get(word).map_or_else(|| split(word), |line| Stemmed::of(line)))
        .collect();
    if surfaces.iter().any(|(word, _)| !known.contains_key(word)) {
        let lines: Vec<String> =
            surfaces.par_iter().zip(&stemmed).map(|((word, _), stemmed)| stemmed.line(word)).collect();
        memory.keep(key, lines.concat().as_bytes());
    }
    stemmed
}

/// What a word as it stands gives: its own term, and its parts' terms.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    pub(super) whole: u32,
    pub(super) parts: Vec<u32>,
    /// Tells one way to split the word from another.
    pub(super) mark: u64,
}

impl Forms {
    /// The word's own term, then its parts' terms in their order.
    pub(super) fn terms(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.whole).chain(self.parts.iter().copied())
    }
}

/// A stem with the forms in which it stands, each with the number of pages.
type Found<'a> = (Cow<'a, str>, &'a str, Vec<(u32, &'a str)>);

/// The terms in order, and what each word gives.
pub(super) fn terms(surfaces: &[(&str, u32)], stemmed: &[Stemmed]) -> (Vec<Term>, Vec<Forms>) {
    let mut found: FxHashMap<&str, Vec<(u32, &str)>> = FxHashMap::default();
    for ((word, n_pages), stemmed) in surfaces.iter().zip(stemmed) {
        found.entry(&stemmed.stem).or_default().push((*n_pages, word));
    }
    // A part that never stands alone is shown as its basic form.
    for part in stemmed.iter().flat_map(|stemmed| &stemmed.parts) {
        let forms = found.entry(&part.stem).or_default();
        if forms.iter().all(|(n_pages, form)| *n_pages == 0 && *form != part.text) {
            forms.push((0, &part.text));
        }
    }
    let mut found: Vec<Found<'_>> =
        found.into_iter().map(|(stem, forms)| (bare(stem), stem, forms)).collect();
    found.par_sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let numbers: FxHashMap<&str, u32> =
        found.iter().zip(0..).map(|((_, stem, _), number)| (*stem, number)).collect();
    let number = |stem: &str| numbers.get(stem).copied().unwrap_or(u32::MAX);
    let forms = |stemmed: &Stemmed| {
        let whole = number(&stemmed.stem);
        let mut parts: Vec<u32> =
            stemmed.parts.iter().map(|part| number(&part.stem)).filter(|part| *part != whole).collect();
        parts.sort_unstable();
        parts.dedup();
        Forms { whole, parts, mark: mark(stemmed) }
    };
    let forms = stemmed.par_iter().map(forms).collect();
    let term = |(_, stem, mut forms): Found<'_>| {
        forms.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let stands_alone = forms.first().is_some_and(|(n_pages, _)| *n_pages > 0);
        let surfaces = forms.iter().take(MAX_SURFACES).map(|(_, form)| (*form).to_owned()).collect();
        Term { surfaces, stands_alone, ..Term::new(stem) }
    };
    (found.into_par_iter().map(term).collect(), forms)
}

/// Of a word's parts.
fn mark(stemmed: &Stemmed) -> u64 {
    if stemmed.parts.is_empty() {
        return 0;
    }
    let stems: Vec<&str> = stemmed.parts.iter().map(|part| part.stem.as_str()).collect();
    let digest = Digest::of(stems.join(" ").as_bytes());
    digest.as_bytes().iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte))
}
