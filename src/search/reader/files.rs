//! The bundle's binary files, read. Nothing in them is believed: every count and every page number is checked.

use super::super::bundle::names::NAME_LENGTH;
use super::super::code::Cursor;

/// The most bytes of words in a file. Words share their beginnings and their endings, so that a small file could ask for any
/// amount.
const MAX_WORDS: usize = 16 << 20;

/// A file of terms.
#[derive(Debug)]
pub(super) struct TermFile {
    /// The letters of the file with the terms' positions.
    pub(super) positions: String,
    pub(super) terms: Vec<Term>,
}

/// A term and its pages.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) key: String,
    pub(super) is_name: bool,
    pub(super) surfaces: Vec<String>,
    /// The pages' numbers, rising.
    pub(super) pages: Vec<u32>,
    /// The impacts on them.
    pub(super) impacts: Vec<u8>,
}

impl TermFile {
    /// Reads a file for a language of so many pages.
    pub(super) fn read(content: &[u8], n_pages: u32) -> Option<Self> {
        let mut cursor = Cursor::new(content);
        let positions = std::str::from_utf8(cursor.take(NAME_LENGTH as u32)?).ok()?.to_owned();
        let n_endings = cursor.number()?;
        let mut endings = Vec::new();
        for _ in 0..n_endings {
            endings.push((cursor.number()? as usize, cursor.text()?));
        }
        let (mut keys, mut gaps) = (Cursor::new(cursor.block()?), Cursor::new(cursor.block()?));
        let mut impacts = Cursor::new(cursor.block()?);
        let n_terms = keys.number()?;
        let mut terms: Vec<Term> = Vec::new();
        let mut room = MAX_WORDS;
        for _ in 0..n_terms {
            let key = keys.front_coded(terms.last().map_or("", |term| &term.key))?;
            room = room.checked_sub(key.len())?;
            let count = keys.number()?;
            let n_surfaces = keys.number()?;
            let mut surfaces = Vec::new();
            for _ in 0..n_surfaces {
                let (cut, text) = endings.get(keys.number()? as usize)?;
                let kept = key.chars().count().checked_sub(*cut)?;
                room = room.checked_sub(key.len() + text.len())?;
                surfaces.push(key.chars().take(kept).chain(text.chars()).collect());
            }
            let mut pages = Vec::new();
            let mut next = 0_u32;
            for _ in 0..count >> 1 {
                let page = next.checked_add(gaps.number()?)?;
                if page >= n_pages {
                    return None;
                }
                pages.push(page);
                next = page + 1;
            }
            let impacts = impacts.take(count >> 1)?.to_vec();
            terms.push(Term { key, is_name: count & 1 == 1, surfaces, pages, impacts });
        }
        Some(Self { positions, terms })
    }
}

/// A file of the dictionary for typing mistakes: words as they stand, or backwards.
#[derive(Debug)]
pub(super) struct TypoFile {
    /// The words with a power of two of the number of their pages.
    pub(super) words: Vec<(String, u8)>,
}

impl TypoFile {
    pub(super) fn read(content: &[u8]) -> Option<Self> {
        let mut cursor = Cursor::new(content);
        let n_words = cursor.number()?;
        let mut words: Vec<(String, u8)> = Vec::new();
        let mut room = MAX_WORDS;
        for _ in 0..n_words {
            let word = cursor.front_coded(words.last().map_or("", |(word, _)| word))?;
            room = room.checked_sub(word.len())?;
            words.push((word, 0));
        }
        let weights = cursor.take(n_words)?;
        for ((_, weight), read) in words.iter_mut().zip(weights) {
            *weight = *read;
        }
        Some(Self { words })
    }
}

/// The positions of one term on the pages that are asked for, which rise as the term's own pages do.
pub(super) fn positions(
    content: &[u8],
    file: &TermFile,
    term: usize,
    pages: &[u32],
) -> Option<Vec<Vec<u32>>> {
    let mut cursor = Cursor::new(content);
    let mut before = 0_usize;
    let mut length = 0;
    for number in 0..file.terms.len() {
        let here = cursor.number()?;
        if number < term {
            before += here as usize;
        } else if number == term {
            length = here;
        }
    }
    cursor.take(u32::try_from(before).ok()?)?;
    let mut cursor = Cursor::new(cursor.take(length)?);
    let mut wanted = pages.iter().peekable();
    let mut found = Vec::new();
    for page in &file.terms.get(term)?.pages {
        let n_positions = cursor.number()?;
        let is_wanted = wanted.next_if_eq(&page).is_some();
        let mut position = 0_u32;
        let mut here = Vec::new();
        for _ in 0..n_positions {
            position = position.checked_add(cursor.number()?)?;
            if is_wanted {
                here.push(position);
            }
        }
        if is_wanted {
            found.push(here);
        }
    }
    (found.len() == pages.len()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::super::super::code::{put_front_coded, put_number};
    use super::*;

    fn block(out: &mut Vec<u8>, content: &[u8]) {
        put_number(out, content.len() as u32);
        out.extend_from_slice(content);
    }

    /// A file of terms that is small and whose words are a thousand times as long: so many terms, each with so many forms.
    fn term_file(key: &str, ending: &str, n_terms: u32, n_surfaces: u32) -> Vec<u8> {
        let mut content = b"abcdefgh".to_vec();
        put_number(&mut content, 1);
        put_number(&mut content, 0);
        block(&mut content, ending.as_bytes());
        let mut keys = Vec::new();
        put_number(&mut keys, n_terms);
        for number in 0..n_terms {
            put_front_coded(&mut keys, if number == 0 { "" } else { key }, key);
            put_number(&mut keys, 0);
            put_number(&mut keys, n_surfaces);
            (0..n_surfaces).for_each(|_| put_number(&mut keys, 0));
        }
        block(&mut content, &keys);
        block(&mut content, &[]);
        block(&mut content, &[]);
        content
    }

    #[test]
    fn a_small_file_is_not_made_a_large_one() {
        let long = "å".repeat(10_000);
        assert!(TermFile::read(&term_file("skola", "n", 3, 2), 1).is_some());
        assert!(TermFile::read(&term_file(&long, "", 1_000, 0), 1).is_none());
        assert!(TermFile::read(&term_file("skola", &long, 1, 1_000), 1).is_none());
        let mut typos = Vec::new();
        put_number(&mut typos, 1_000);
        for number in 0..1_000 {
            put_front_coded(&mut typos, if number == 0 { "" } else { &long }, &long);
        }
        typos.extend([1; 1_000]);
        assert!(TypoFile::read(&typos).is_none());
    }
}
