//! Every word as it stands, read only when a word has no hit: once from its beginning and once from its end, so that a
//! mistyped word stands near the right one in one of the two, wherever the mistake is.

use rayon::prelude::*;

use super::super::code::{put_front_coded, put_number};
use super::super::index::Index;
use super::super::language::bare;
use super::names::Names;
use super::root::{Shards, separator};

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

/// A word's bare form, the word as it stands, or both backwards, and the number of its pages.
type Word = (String, String, u32);

/// Writes the files and gives what the root says of them. A file is the number of words, the words after what they share
/// with the one before, and for each word the number of its pages as a power of two.
pub(super) fn write(index: &Index<'_>, names: &mut Names, direction: Direction) -> Shards {
    let mut words: Vec<Word> = index
        .surfaces
        .iter()
        .copied()
        // Words that are only parts of others can be searched, so they can be mistyped. Others are among the words already.
        .chain(
            index
                .terms
                .iter()
                .filter(|term| !term.is_name && !term.stands_alone)
                .filter_map(|term| Some((term.surfaces.first()?.as_str(), 1))),
        )
        .filter(|(word, _)| word.chars().count() >= MIN_CHARS && word.chars().all(char::is_alphabetic))
        .map(|(word, n_pages)| {
            let word = if direction == Direction::Backwards {
                word.chars().rev().collect()
            } else {
                word.to_owned()
            };
            (bare(&word).into_owned(), word, n_pages)
        })
        .collect();
    words.par_sort_unstable_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)).then(b.2.cmp(&a.2)));
    words.dedup_by(|a, b| a.1 == b.1);
    let files: Vec<(&[Word], Vec<u8>)> =
        cut(&words).into_par_iter().map(|words| (words, encode(words))).collect();
    let mut shards = Shards::default();
    let mut before = "";
    for (words, file) in files {
        let (Some((first, _, _)), Some((last, _, _))) = (words.first(), words.last()) else { continue };
        let key = if shards.letters.is_empty() { "" } else { separator(before, first) };
        shards.push(key, &names.put('d', file));
        before = last;
    }
    shards
}

/// Cuts the words where their first letters change.
fn cut(words: &[Word]) -> Vec<&[Word]> {
    let mut files = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, pair) in words.windows(2).enumerate() {
        let [(before, _, _), (next, _, _)] = pair else { continue };
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
    for (_, word, n_pages) in words {
        put_front_coded(&mut out, before, word);
        before = word;
        weights.push((u32::BITS - n_pages.leading_zeros()) as u8);
    }
    out.extend_from_slice(&weights);
    out
}
