//! Every word as it stands, read only when a word has no hit: once from its beginning and once from its end, so that a
//! mistyped word stands near the right one in one of the two, wherever the mistake is.

use rayon::prelude::*;

use super::super::code::{prefix, put_front_coded, put_number};
use super::super::index::Index;
use super::super::language::bare;
use super::names::Names;
use super::root::{Shards, separators};

/// The number of letters by which files are told apart: a mistake after these leaves a word in its file.
const BORDER_CHARS: usize = 3;

/// The bytes of words after which a file ends at the next border; packed, about a third.
const LEAST_SIZE: usize = 40_000;

/// Shorter words are not corrected.
const MIN_CHARS: usize = 3;

/// From which end words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Forwards,
    Backwards,
}

/// A word as it stands, or backwards.
struct Word {
    /// Orders most bare forms by itself.
    prefix: u64,
    bare: String,
    text: String,
    n_pages: u32,
}

impl Word {
    fn new(word: &str, n_pages: u32, direction: Direction) -> Self {
        let text = match direction {
            Direction::Forwards => word.to_owned(),
            Direction::Backwards => word.chars().rev().collect(),
        };
        let bare = bare(&text).into_owned();
        Self { prefix: prefix(&bare), bare, text, n_pages }
    }
}

/// What every bare word in a file is at least, and the file: the number of words, the words after what they share
/// with the one before, and for each word the number of its pages as a power of two.
pub(super) type File = (String, Vec<u8>);

/// The files, in the order of their words.
pub(super) fn files(index: &Index<'_>, direction: Direction) -> Vec<File> {
    // Words that are only parts of others can be searched, so they can be mistyped. Others are among the words already.
    let parts = index.terms.par_iter().filter(|term| !term.is_name && !term.stands_alone);
    let parts = parts.filter_map(|term| Some((term.surfaces.first()?.as_str(), 1)));
    let words = index.surfaces.par_iter().copied().chain(parts);
    let mut words: Vec<Word> = words
        .filter(|(word, _)| word.chars().count() >= MIN_CHARS && word.chars().all(char::is_alphabetic))
        .map(|(word, n_pages)| Word::new(word, n_pages, direction))
        .collect();
    words.par_sort_unstable_by(|a, b| {
        let by_text = || (&a.bare, &a.text).cmp(&(&b.bare, &b.text));
        a.prefix.cmp(&b.prefix).then_with(by_text).then(b.n_pages.cmp(&a.n_pages))
    });
    words.dedup_by(|a, b| a.text == b.text);
    let files = cut(&words);
    let borders = files.iter().filter_map(|words| {
        let (first, last) = (words.first()?, words.last()?);
        Some((first.bare.as_str().into(), last.bare.as_str().into()))
    });
    let keys = separators(borders);
    keys.into_par_iter().zip(files.par_iter().map(|words| encode(words))).collect()
}

/// Names the files and gives what the root says of them.
pub(super) fn name(files: Vec<File>, names: &mut Names) -> Shards {
    let mut shards = Shards::default();
    for (key, file) in files {
        shards.push(&key, &names.put('d', file));
    }
    shards
}

/// Cuts the words where their first letters change.
fn cut(words: &[Word]) -> Vec<&[Word]> {
    let mut files = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, pair) in words.windows(2).enumerate() {
        let [Word { bare: before, .. }, Word { bare: next, .. }] = pair else { continue };
        size += before.len();
        // Where very many words begin alike, more letters have to be right.
        let n_chars = BORDER_CHARS + (size / LEAST_SIZE).saturating_sub(1);
        if size > LEAST_SIZE && before.chars().take(n_chars).ne(next.chars().take(n_chars)) {
            files.extend(words.get(start..=at));
            (start, size) = (at + 1, 0);
        }
    }
    files.extend(words.get(start..).filter(|rest| !rest.is_empty()));
    files
}

fn encode(words: &[Word]) -> Vec<u8> {
    let (mut out, mut weights) = (Vec::new(), Vec::with_capacity(words.len()));
    put_number(&mut out, words.len() as u32);
    let mut before = "";
    for Word { text, n_pages, .. } in words {
        put_front_coded(&mut out, before, text);
        before = text;
        weights.push((u32::BITS - n_pages.leading_zeros()) as u8);
    }
    out.extend_from_slice(&weights);
    out
}
