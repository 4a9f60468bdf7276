//! How words are stemmed and split: a line of text for each word, which is remembered as it stands.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::tokenizer::Language;

use crate::cache::Digest;

use super::Options;
use super::compound::{Inner, Splitter, learned};
use super::language::{Stems, known};
use super::memory::Memory;
use super::swedish;

/// The lines of one heap of words after the other.
pub(super) struct Stemmed(Vec<String>);

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    word: &'a str,
    pub(super) stem: &'a str,
    /// The stem and the text of each part, with tabs between.
    parts: &'a str,
}

impl Stemmed {
    /// Stems and splits the words of each heap. What was worked out with the same parts is remembered.
    pub(super) fn new(lang: &str, heaps: &[&[(&str, u32)]], options: &Options, memory: &dyn Memory) -> Self {
        let language = known(lang);
        if language == Some(Language::Swedish) {
            return Self::swedish(heaps, options, memory);
        }
        let lines = |heap: &&[(&str, u32)]| {
            let mut stems = Stems::new(language);
            let mut lines = String::new();
            heap.iter().for_each(|(word, _)| lines.extend([word, "\t", &stems.stem(word), "\n"]));
            lines
        };
        Self(heaps.par_iter().map(lines).collect())
    }

    fn swedish(heaps: &[&[(&str, u32)]], options: &Options, memory: &dyn Memory) -> Self {
        let learned = learned(heaps.iter().copied().flatten().copied());
        let by = Digest::of_encoded(&("splits", &learned, &options.parts));
        let heaps: Vec<Heap<'_>> = (0..heaps.len())
            .into_par_iter()
            .zip(heaps)
            .map(|(number, words)| Heap::new(words, (by, number), memory))
            .collect();
        // Most edits bring few new words, and then little has to be known of how to split one.
        let unknown: Vec<&str> = heaps.par_iter().flat_map_iter(Heap::unknown).collect();
        let splitter = Splitter::of(&learned, &options.parts, &unknown);
        Self(heaps.into_par_iter().map(|heap| heap.into_lines(&splitter, memory)).collect())
    }

    /// The lines of all words, in their order.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.0.iter().flat_map(|lines| lines.lines()).filter_map(Line::of)
    }

    /// For each word what tells one way to split it from another.
    pub(super) fn marks(&self) -> Vec<u64> {
        let marks = |lines: &String| lines.lines().filter_map(|line| Some(Line::of(line)?.mark())).collect();
        self.0.par_iter().map(marks).collect::<Vec<Vec<u64>>>().concat()
    }
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let (word, rest) = line.split_once('\t')?;
        let (stem, parts) = rest.split_once('\t').unwrap_or((rest, ""));
        Some(Self { word, stem, parts })
    }

    /// The stem and the text of each part.
    pub(super) fn parts(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut words = self.parts.split_terminator('\t');
        std::iter::from_fn(move || Some((words.next()?, words.next()?)))
    }

    fn mark(self) -> u64 {
        if self.parts.is_empty() {
            return 0;
        }
        let digest = Digest::of(self.parts.as_bytes());
        digest.as_bytes().iter().take(8).fold(0, |mark, byte| mark << 8 | u64::from(*byte))
    }
}

/// A heap of words, and what is remembered of them.
struct Heap<'a> {
    words: &'a [(&'a str, u32)],
    key: Digest,
    kept: String,
}

impl<'a> Heap<'a> {
    fn new(words: &'a [(&'a str, u32)], key: (Digest, usize), memory: &dyn Memory) -> Self {
        let key = Digest::of_encoded(&key);
        let kept = memory.get(&key).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        Self { words, key, kept }
    }

    fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        self.kept.lines().filter_map(|line| Some((Line::of(line)?.word, line)))
    }

    /// Whether all words are remembered, in their order, and no others.
    fn is_kept(&self) -> bool {
        self.kept().map(|(word, _)| word).eq(self.words.iter().map(|(word, _)| *word))
    }

    /// The words that are not remembered.
    fn unknown(&self) -> Vec<&'a str> {
        let words = self.words.iter().map(|(word, _)| *word);
        if self.kept.is_empty() {
            return words.collect();
        }
        if self.is_kept() {
            return Vec::new();
        }
        let known: FxHashMap<&str, &str> = self.kept().collect();
        words.filter(|word| !known.contains_key(word)).collect()
    }

    fn into_lines(self, splitter: &Splitter, memory: &dyn Memory) -> String {
        if self.is_kept() {
            return self.kept;
        }
        let known: FxHashMap<&str, &str> = self.kept().collect();
        let mut inner = Inner::default();
        let mut lines = String::with_capacity(self.kept.len() + 256);
        for (word, _) in self.words {
            match known.get(word) {
                Some(line) => lines.push_str(line),
                None => split(&mut lines, word, splitter, &mut inner),
            }
            lines.push('\n');
        }
        memory.keep(self.key, lines.as_bytes());
        lines
    }
}

/// Adds a word's line.
fn split<'a>(lines: &mut String, word: &'a str, splitter: &'a Splitter, inner: &mut Inner<'a>) {
    let stem = swedish::stem(word);
    lines.extend([word, "\t", &stem]);
    for part in splitter.split_next(word, &stem, inner) {
        lines.extend(["\t", &swedish::stem(part), "\t", part]);
    }
}
