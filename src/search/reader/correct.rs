//! Words without a hit: what was meant, and what a compound that stands nowhere is made of.

use std::sync::Arc;

use super::super::bundle::root::LanguageRoot;
use super::super::language::{bare, stem};
use super::files::TypoFile;
use super::{MatchKind, Reader, resolve};
use resolve::Candidate;

/// Shorter words are not corrected.
const MIN_CHARS: usize = 4;

/// From so many letters on, two mistakes are forgiven.
const MIN_CHARS_FOR_TWO: usize = 8;

/// The most corrections for one word. Only the best may cost another file.
const MAX_CORRECTIONS: usize = 3;

/// The fewest letters of a part of a compound that is taken apart.
const LEAST_PART: usize = 3;

/// What a word without a hit may stand for.
pub(super) enum Meant {
    /// Other words, the likeliest first, and the likeliest as it is written.
    Corrected(Vec<Candidate>, String),
    /// The parts of a compound: each must be found.
    Parts(Vec<(String, Vec<Candidate>)>),
}

/// What a word may have been meant to be.
pub(super) fn meant(reader: &Reader, language: &LanguageRoot, word: &str) -> Option<Meant> {
    let n_chars = word.chars().count();
    if n_chars < MIN_CHARS || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let forwards = load(reader, language, word, false);
    let backwards = load(reader, language, word, true);
    let mut words: Vec<(String, u8)> = Vec::new();
    words.extend(forwards.iter().flat_map(|file| file.words.iter().cloned()));
    words.extend(
        backwards
            .iter()
            .flat_map(|file| file.words.iter().map(|(word, weight)| (word.chars().rev().collect(), *weight))),
    );
    words.sort();
    words.dedup_by(|a, b| a.0 == b.0);
    corrected(reader, language, word, &words, 1).or_else(|| parts(reader, language, word, &words)).or_else(
        || (n_chars >= MIN_CHARS_FOR_TWO).then(|| corrected(reader, language, word, &words, 2)).flatten(),
    )
}

fn load(reader: &Reader, language: &LanguageRoot, word: &str, is_backwards: bool) -> Option<Arc<TypoFile>> {
    let (shards, word) = if is_backwards {
        (&language.reversed, word.chars().rev().collect())
    } else {
        (&language.typos, word.to_owned())
    };
    let letters = shards.letters(shards.find(&bare(&word))?)?;
    reader.typos(letters)
}

fn corrected(
    reader: &Reader,
    language: &LanguageRoot,
    word: &str,
    words: &[(String, u8)],
    distance: usize,
) -> Option<Meant> {
    let is_bare = bare(word) == word;
    let typed: Vec<char> = word.chars().collect();
    let mut near: Vec<(u8, &str)> = words
        .iter()
        .filter(|(other, _)| {
            let other: Vec<char> =
                if is_bare { bare(other).chars().collect() } else { other.chars().collect() };
            is_near(&typed, &other, distance)
        })
        .map(|(other, weight)| (*weight, other.as_str()))
        .collect();
    // The same first letter is likelier than another, then the more common word.
    near.sort_by_key(|(weight, other)| {
        (other.chars().next() != typed.first().copied(), u8::MAX - weight, *other)
    });
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut best: Option<(usize, String)> = None;
    for (_, other) in near {
        let Some(number) = language.terms.find(&bare(&stem(&language.lang, other))) else { continue };
        if best.as_ref().is_some_and(|(first, _)| *first != number) || candidates.len() >= MAX_CORRECTIONS {
            continue;
        }
        let Some(found) =
            resolve::itself(reader, language, other).into_iter().find(|found| found.kind == MatchKind::Exact)
        else {
            continue;
        };
        if candidates.iter().any(|known| known.term == found.term) {
            continue;
        }
        let quality = if best.is_none() { resolve::quality(MatchKind::Corrected) } else { 6 };
        candidates.push(Candidate { kind: MatchKind::Corrected, quality, ..found });
        best.get_or_insert((number, other.to_owned()));
    }
    best.map(|(_, other)| Meant::Corrected(candidates, other))
}

/// Whether two words differ by at most `distance` letters that are missing, added, wrong, or swapped with the next one.
fn is_near(a: &[char], b: &[char], distance: usize) -> bool {
    if a.len().abs_diff(b.len()) > distance {
        return false;
    }
    // Damerau's distance with a row for each of the last three letters of `a` (optimal string alignment).
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (i, letter_a) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut previous_b = None;
        for (j, letter_b) in b.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, j) + usize::from(letter_a != letter_b))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            if j > 0 && previous_a == Some(letter_b) && previous_b == Some(letter_a) {
                cost = cost.min(at(&before_last, j - 1) + 1);
            }
            row.push(cost);
            previous_b = Some(letter_b);
        }
        if row.iter().all(|cost| *cost > distance) {
            return false;
        }
        before_last = last;
        last = row;
        previous_a = Some(letter_a);
    }
    last.last().is_some_and(|cost| *cost <= distance)
}

/// Takes a compound apart whose parts stand on pages in some form: the longest last part wins.
fn parts(reader: &Reader, language: &LanguageRoot, word: &str, words: &[(String, u8)]) -> Option<Meant> {
    let is_bare = bare(word) == word;
    let as_typed = |other: &str| if is_bare { bare(other).into_owned() } else { other.to_owned() };
    let stem_of = |other: &str| stem(&language.lang, other);
    let typed: Vec<(String, &str)> =
        words.iter().map(|(other, _)| (as_typed(other), other.as_str())).collect();
    // A word of the site in any form: it begins as the stem does, and has the same one.
    let find = |part: &str| {
        let wanted = stem_of(part);
        let mut begin = typed.iter().filter(|(typed, _)| typed.starts_with(&wanted));
        begin.find(|(typed, _)| stem_of(typed) == wanted).map(|(_, other)| *other)
    };
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    for at in ends.iter().skip(LEAST_PART).take((ends.len() + 1).saturating_sub(2 * LEAST_PART)) {
        let (Some(first), Some(last)) = (word.get(..*at), word.get(*at..)) else { continue };
        let Some(last) = find(last) else { continue };
        let shorter = first.strip_suffix('s').filter(|first| first.chars().count() >= LEAST_PART);
        let Some(first) = find(first).or_else(|| find(shorter?)) else { continue };
        let resolved: Vec<(String, Vec<Candidate>)> = [first, last]
            .into_iter()
            .map(|part| {
                let mut found = resolve::itself(reader, language, part);
                for candidate in &mut found {
                    (candidate.kind, candidate.quality) =
                        (MatchKind::Part, resolve::quality(MatchKind::Part));
                }
                (part.to_owned(), found)
            })
            .collect();
        if resolved.iter().all(|(_, found)| !found.is_empty()) {
            return Some(Meant::Parts(resolved));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: &str, b: &str, distance: usize) -> bool {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        is_near(&letters(a), &letters(b), distance)
    }

    #[test]
    fn one_mistake_is_one_mistake() {
        for (a, b) in [
            ("skultnua", "skultuna"),
            ("skltuna", "skultuna"),
            ("skulttuna", "skultuna"),
            ("skulduna", "skultuna"),
        ] {
            assert!(near(a, b, 1) && near(b, a, 1), "{a} {b}");
        }
        assert!(!near("skulnuta", "skultuna", 1) && near("skulnuta", "skultuna", 2));
        assert!(!near("", "ab", 1) && near("", "ab", 2) && near("", "", 0));
    }
}
