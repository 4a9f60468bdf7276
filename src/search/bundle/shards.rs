//! Terms with their pages, in files of about eleven kilobytes, and their positions in files beside them.
//!
//! A file of terms: the letters of its positions' file; a table of word endings (number of letters to cut from a stem, text
//! to add); then three blocks, each with its length: the terms, the steps between page numbers, the impacts. A term is
//! its key after what it shares with the one before, twice the number of its pages (plus one for a name), the number
//! of its forms and their places in the table of endings.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::super::code::{put_front_coded, put_number};
use super::super::index::{Index, Term};
use super::super::language::bare;
use super::names::Names;
use super::root::{Shards, ends_here, separators};

/// The size at which a file may end, by the guess below.
const LEAST_SIZE: usize = 11_000;

/// What every bare key in a file of terms is at least, the file without its positions' name, and the file of positions.
pub(super) struct File {
    key: String,
    terms: Vec<u8>,
    positions: Vec<u8>,
}

/// The files, in the order of their terms.
pub(super) fn files(index: &Index<'_>) -> Vec<File> {
    let parts: Vec<&[Term]> = ranges(index).into_iter().filter_map(|range| index.terms.get(range)).collect();
    let borders =
        parts.iter().filter_map(|terms| Some((bare(&terms.first()?.key), bare(&terms.last()?.key))));
    let file = |(key, terms): (String, &&[Term])| File {
        key,
        terms: encode(index, terms),
        positions: positions(index, terms),
    };
    separators(borders).into_par_iter().zip(&parts).map(file).collect()
}

/// Names the files and gives what the root says of them. Positions are named first, since the terms' files tell their names.
pub(super) fn name(files: Vec<File>, names: &mut Names) -> Shards {
    let mut shards = Shards::default();
    for File { key, terms, positions } in files {
        let letters = names.put('p', positions);
        shards.push(&key, &names.put('t', [letters.as_bytes(), &terms].concat()));
    }
    shards
}

/// Which terms go together. Terms that look alike without dots are never parted.
fn ranges(index: &Index<'_>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 0);
    let mut before = None;
    for (at, term) in index.terms.iter().enumerate() {
        let bare = bare(&term.key);
        if size > LEAST_SIZE
            && before.as_ref().is_some_and(|before| *before != bare)
            && ends_here(size, LEAST_SIZE, &bare)
        {
            ranges.push(start..at);
            (start, size) = (at, 0);
        }
        size += guess(term, index.documents.len());
        before = Some(bare);
    }
    if start < index.terms.len() {
        ranges.push(start..index.terms.len());
    }
    ranges
}

/// About how many bytes a term takes when it is packed: its pages take less the denser they are.
fn guess(term: &Term, n_pages: usize) -> usize {
    let bits_a_page = match n_pages / term.n_pages.max(1) {
        0..=3 => 7,
        4..=15 => 9,
        16..=127 => 11,
        _ => 14,
    };
    4 + term.key.len() / 3 + term.surfaces.len() + term.n_pages * bits_a_page / 8
}

/// An ending as a stem takes it: how many letters are cut, and what is added.
fn ending<'a>(stem: &str, form: &'a str) -> (u32, &'a str) {
    let mut shared = stem.bytes().zip(form.bytes()).take_while(|(a, b)| a == b).count();
    while !form.is_char_boundary(shared) || !stem.is_char_boundary(shared) {
        shared -= 1;
    }
    (stem.get(shared..).unwrap_or_default().chars().count() as u32, form.get(shared..).unwrap_or_default())
}

fn encode(index: &Index<'_>, terms: &[Term]) -> Vec<u8> {
    let mut counts: HashMap<(u32, &str), usize> = HashMap::new();
    for term in terms {
        for form in &term.surfaces {
            *counts.entry(ending(&term.key, form)).or_default() += 1;
        }
    }
    let mut endings: Vec<((u32, &str), usize)> = counts.into_iter().collect();
    endings.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let places: HashMap<(u32, &str), u32> =
        endings.iter().zip(0..).map(|((ending, _), place)| (*ending, place)).collect();

    let mut out = Vec::new();
    put_number(&mut out, endings.len() as u32);
    for ((cut, text), _) in &endings {
        put_number(&mut out, *cut);
        put_number(&mut out, text.len() as u32);
        out.extend_from_slice(text.as_bytes());
    }
    let (mut keys, mut gaps, mut impacts) = (Vec::new(), Vec::new(), Vec::new());
    put_number(&mut keys, terms.len() as u32);
    let mut before = "";
    for term in terms {
        put_front_coded(&mut keys, before, &term.key);
        before = &term.key;
        put_number(&mut keys, (term.n_pages as u32) << 1 | u32::from(term.is_name));
        put_number(&mut keys, term.surfaces.len() as u32);
        for form in &term.surfaces {
            put_number(&mut keys, places.get(&ending(&term.key, form)).copied().unwrap_or(0));
        }
        let mut next = 0;
        for (document, impact) in index.pages(term) {
            put_number(&mut gaps, document - next);
            next = document + 1;
            impacts.push(impact);
        }
    }
    for block in [keys, gaps, impacts] {
        put_number(&mut out, block.len() as u32);
        out.extend_from_slice(&block);
    }
    out
}

/// The positions of the file's terms: for each term the length of its bytes, then all bytes. Names have none.
fn positions(index: &Index<'_>, terms: &[Term]) -> Vec<u8> {
    let (mut lengths, mut bytes) = (Vec::new(), Vec::new());
    for term in terms {
        let start = bytes.len();
        if !term.is_name {
            for positions in index.positions(term) {
                bytes.extend_from_slice(positions);
            }
        }
        put_number(&mut lengths, (bytes.len() - start) as u32);
    }
    lengths.extend_from_slice(&bytes);
    lengths
}
