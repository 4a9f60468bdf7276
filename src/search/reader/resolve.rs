//! From a word that was asked for to the terms of a bundle that stand for it.

use std::sync::Arc;

use super::super::bundle::root::LanguageRoot;
use super::super::language::{bare, stem};
use super::files::{Term, TermFile};
use super::{MatchKind, Reader};

/// The most terms that a beginning stands for.
const MAX_PREFIX_TERMS: usize = 40;

/// The most files that are read for a beginning, besides the one in which it stands itself.
const MAX_PREFIX_FILES: usize = 2;

/// The number of pages with a word itself that is enough for a first look.
const ENOUGH: usize = 10;

/// A term that stands for a word, with what it counts, in sixteenths.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) file: Arc<TermFile>,
    /// The term's place in the file.
    pub(super) term: usize,
    pub(super) kind: MatchKind,
    pub(super) quality: u64,
}

impl Candidate {
    pub(super) fn term(&self) -> Option<&Term> {
        self.file.terms.get(self.term)
    }
}

/// What a kind of match counts, in sixteenths.
pub(super) fn quality(kind: MatchKind) -> u64 {
    match kind {
        MatchKind::Exact | MatchKind::Name => 16,
        MatchKind::Corrected => 10,
        MatchKind::Folded | MatchKind::Part => 8,
        MatchKind::Prefix => 4,
    }
}

/// The terms for a word that need no more than the files in which it would stand: the word itself in all its forms, with
/// dots if it has none, and longer words that begin so. `least` is the number of letters from which beginnings count.
pub(super) fn resolve(reader: &Reader, language: &LanguageRoot, word: &str, least: usize) -> Vec<Candidate> {
    let mut candidates = itself(reader, language, word);
    if word.chars().count() >= least {
        prefixes(reader, language, word, &mut candidates);
    }
    candidates
}

/// The word itself, and with dots if it has none.
pub(super) fn itself(reader: &Reader, language: &LanguageRoot, word: &str) -> Vec<Candidate> {
    let stem = stem(&language.lang, word);
    let bare_stem = bare(&stem);
    let is_bare = bare(word) == word;
    let mut candidates = Vec::new();
    let Some(file) = language.terms.find(&bare_stem).and_then(|number| reader.terms(language, number)) else {
        return candidates;
    };
    for (number, term) in file.terms.iter().enumerate().filter(|(_, term)| !term.is_name) {
        let kind = if term.key == stem {
            MatchKind::Exact
        } else if is_bare && bare(&term.key) == bare_stem {
            MatchKind::Folded
        } else {
            continue;
        };
        candidates.push(Candidate { file: Arc::clone(&file), term: number, kind, quality: quality(kind) });
    }
    candidates.sort_by_key(|candidate| candidate.kind);
    candidates
}

fn prefixes(reader: &Reader, language: &LanguageRoot, word: &str, candidates: &mut Vec<Candidate>) {
    let bare_word = bare(word);
    let is_bare = bare_word == word;
    let Some(first) = language.terms.find(&bare_word) else { return };
    // Where the word itself fills the first results, longer ones are worth no further file.
    let is_enough = candidates.first().is_some_and(|candidate| {
        candidate.kind == MatchKind::Exact && candidate.term().is_some_and(|term| term.pages.len() >= ENOUGH)
    });
    let own = language.terms.find(&bare(&stem(&language.lang, word)));
    let mut found = Vec::new();
    for number in first..=first + MAX_PREFIX_FILES {
        // The border before the next file tells whether words with this beginning go on there.
        if number > first && !language.terms.key(number).is_some_and(|key| key.starts_with(&*bare_word)) {
            break;
        }
        if is_enough && own != Some(number) {
            continue;
        }
        let Some(file) = reader.terms(language, number) else { continue };
        for (at, term) in file.terms.iter().enumerate().filter(|(_, term)| !term.is_name) {
            let begins = if is_bare { bare(&term.key).starts_with(word) } else { term.key.starts_with(word) };
            if begins && !is_among(candidates, &term.key) {
                found.push((term.pages.len(), number, at, Arc::clone(&file)));
            }
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let kind = MatchKind::Prefix;
    candidates.extend(found.into_iter().take(MAX_PREFIX_TERMS).map(|(_, _, term, file)| Candidate {
        file,
        term,
        kind,
        quality: quality(kind),
    }));
}

fn is_among(candidates: &[Candidate], key: &str) -> bool {
    candidates.iter().any(|candidate| candidate.term().is_some_and(|term| term.key == key))
}

/// The pages with a whole name, and with dots if it was typed without, each with the name's impact and whether the name
/// goes on after what was typed.
pub(super) fn named(reader: &Reader, language: &LanguageRoot, name: &str) -> Vec<(u32, u8, bool)> {
    let bare_name = bare(name);
    let is_bare = bare_name == name;
    let Some(file) = language.terms.find(&bare_name).and_then(|number| reader.terms(language, number)) else {
        return Vec::new();
    };
    let mut pages = Vec::new();
    for term in file.terms.iter().filter(|term| term.is_name) {
        let key = if is_bare { bare(&term.key) } else { term.key.as_str().into() };
        let Some(rest) = key.strip_prefix(name) else { continue };
        // One word begins too many names to mean one of them.
        if rest.is_empty() || name.contains(' ') && rest.starts_with(' ') {
            let pairs = term.pages.iter().zip(&term.impacts);
            pages.extend(pairs.map(|(page, impact)| (*page, *impact, !rest.is_empty())));
        }
    }
    pages
}
