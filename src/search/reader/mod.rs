//! Reads a bundle as the browser does: the same files, the same ranking. `tests/search` proves that the two agree.
//!
//! A reader never trusts a file. One that is gone, cut short or changed is told in the answer as a part that could not be
//! searched; the rest is searched.

mod complete;
mod correct;
mod files;
mod pages;
mod phrase;
mod query;
mod rank;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;

use super::Card;
use super::bundle::ROOT;
use super::bundle::cards::{CARDS_A_FILE, FILES_A_GROUP};
use super::bundle::facets::FacetPages;
use super::bundle::names::{name, numbered};
use super::bundle::root::{LanguageRoot, Root, VERSION, nth_letters};
use super::code::unpack;
use files::{TermFile, TypoFile};

pub use pages::Page;
pub use query::Query;
pub use rank::search_all;

/// Where a bundle's files come from.
pub trait Fetch: Send + Sync {
    /// The bytes of the file `name` below the bundle's folder.
    fn fetch(&self, name: &str) -> Result<Vec<u8>, FetchError>;
}

/// Why a file could not be had, in the words of whoever was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError(pub String);

/// A bundle in memory.
impl Fetch for BTreeMap<String, Vec<u8>> {
    fn fetch(&self, name: &str) -> Result<Vec<u8>, FetchError> {
        self.get(name).cloned().ok_or_else(|| FetchError("no such file".to_owned()))
    }
}

/// Why a bundle cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderError {
    /// Its root could not be had.
    NoRoot(FetchError),
    /// Its root is damaged.
    Damaged,
    /// It was written for another version of the reader.
    Version(u32),
}

impl fmt::Display for ReaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoot(FetchError(reason)) => write!(f, "`{ROOT}` cannot be read: {reason}"),
            Self::Damaged => write!(f, "`{ROOT}` is damaged"),
            Self::Version(version) => {
                write!(f, "the bundle has format {version}, this reader reads {VERSION}")
            }
        }
    }
}

impl std::error::Error for ReaderError {}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// As it was typed.
    pub text: String,
    /// Only pages in this language; all without.
    pub lang: Option<String>,
    /// Only pages with one of the values of each facet: `kind` → `news`.
    pub facets: BTreeMap<String, BTreeSet<String>>,
    /// The most pages that are shown.
    pub limit: usize,
}

impl Request {
    /// Ten pages for a text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), lang: None, facets: BTreeMap::new(), limit: 10 }
    }
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The best pages, the best first: those with all words, then those with at least half of them.
    pub hits: Vec<Hit>,
    /// The number of pages with all words that were found at all.
    pub total: usize,
    /// The number of pages with some of the words.
    pub partial: usize,
    /// What became of each word that was asked for.
    pub words: Vec<WordReport>,
    /// The text with words corrected, if any were.
    pub corrected: Option<String>,
    /// Whether the text was too long and only its beginning was searched.
    pub is_cut: bool,
    /// The files that could not be read, in alphabetical order: results may be missing.
    pub unread: Vec<String>,
}

/// A page that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which of the bundles it is in, counted from 0.
    pub bundle: usize,
    /// Its language.
    pub lang: String,
    /// Its number within its language.
    pub page: u32,
    /// Its score, which only compares.
    pub score: u64,
    /// Whether it has all words.
    pub is_full: bool,
    /// What is shown; nothing if its file could not be read.
    pub card: Option<Card>,
    /// Where the score comes from.
    pub contributions: Vec<Contribution>,
}

/// What one word gives a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The word as it was asked for.
    pub word: String,
    /// The term that gave most.
    pub term: String,
    /// How the term was come by.
    pub kind: MatchKind,
    /// The term's impact on the page, 1 to 63.
    pub impact: u8,
    /// The word's rarity in 64ths.
    pub rarity: u64,
    /// What it adds to the score.
    pub points: u64,
}

/// How a term was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// The word itself, in any form, or a compound with it.
    Exact,
    /// The word with å, ä or ö where it was typed without.
    Folded,
    /// A word that begins so.
    Prefix,
    /// A word that differs by a letter or two.
    Corrected,
    /// A part of a compound that was asked for.
    Part,
    /// The page's whole name.
    Name,
}

/// What became of a word that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordReport {
    /// The word, folded and in small letters.
    pub word: String,
    /// How it was found; nothing if it was not.
    pub kind: Option<MatchKind>,
    /// The terms that were searched for it.
    pub terms: Vec<String>,
}

/// One bundle, opened.
pub struct Reader {
    fetch: Box<dyn Fetch>,
    root: Root,
    term_files: Mutex<BTreeMap<String, Option<Arc<TermFile>>>>,
    typo_files: Mutex<BTreeMap<String, Option<Arc<TypoFile>>>>,
    /// The files that could not be read since they were last asked for.
    unread: Mutex<BTreeSet<String>>,
}

impl Reader {
    /// Opens a bundle.
    pub fn open(fetch: Box<dyn Fetch>) -> Result<Self, ReaderError> {
        let bytes = fetch.fetch(ROOT).map_err(ReaderError::NoRoot)?;
        let content = unpack(&bytes).ok_or(ReaderError::Damaged)?;
        let version: Version = serde_json::from_slice(&content).map_err(|_| ReaderError::Damaged)?;
        if version.v != VERSION {
            return Err(ReaderError::Version(version.v));
        }
        let root: Root = serde_json::from_slice(&content).map_err(|_| ReaderError::Damaged)?;
        if !root.languages.iter().all(LanguageRoot::is_sound) {
            return Err(ReaderError::Damaged);
        }
        Ok(Self {
            fetch,
            root,
            term_files: Mutex::default(),
            typo_files: Mutex::default(),
            unread: Mutex::default(),
        })
    }

    /// The languages and their numbers of pages.
    pub fn languages(&self) -> impl Iterator<Item = (&str, u32)> {
        self.root.languages.iter().map(|language| (language.lang.as_str(), language.n_pages))
    }

    /// Searches.
    pub fn search(&self, request: &Request) -> Found {
        search_all(&[self], request)
    }

    /// What the last word of a text may become, the most common first.
    pub fn complete(&self, lang: &str, text: &str) -> Vec<String> {
        let language = self.root.languages.iter().find(|language| language.lang == lang);
        language.map(|language| complete::complete(self, language, text)).unwrap_or_default()
    }

    /// A facet's values and labels with their numbers of pages.
    pub fn facet(&self, lang: &str, facet: &str) -> Vec<(String, String, usize)> {
        let language = self.root.languages.iter().find(|language| language.lang == lang);
        let values = language.map(|language| self.facet_pages(language, facet)).unwrap_or_default();
        values.into_iter().map(|value| (value.value, value.label, value.gaps.len())).collect()
    }

    fn facet_pages(&self, language: &LanguageRoot, facet: &str) -> Vec<FacetPages> {
        let letters = language.facets.get(facet);
        letters.and_then(|letters| self.json(&name('x', letters))).unwrap_or_default()
    }

    /// The card of a page; where there is none, the file that should have it or name it is told.
    fn card(&self, language: &LanguageRoot, page: u32) -> Option<Card> {
        let file = page as usize / CARDS_A_FILE;
        let Some(group) = nth_letters(&language.cards, file / FILES_A_GROUP) else {
            self.note_unread(ROOT);
            return None;
        };
        let name = numbered('c', group, file % FILES_A_GROUP);
        let cards: Vec<Card> = self.json(&name)?;
        let card = cards.into_iter().nth(page as usize % CARDS_A_FILE);
        if card.is_none() {
            self.note_unread(&name);
        }
        card
    }

    /// The file of terms with a number.
    fn terms(&self, language: &LanguageRoot, number: usize) -> Option<Arc<TermFile>> {
        let name = name('t', language.terms.letters(number)?);
        self.remembered(&self.term_files, name, |content| TermFile::read(content, language.n_pages))
    }

    /// A file of the dictionary for typing mistakes.
    fn typos(&self, letters: &str) -> Option<Arc<TypoFile>> {
        self.remembered(&self.typo_files, name('d', letters), TypoFile::read)
    }

    fn remembered<T>(
        &self,
        files: &Mutex<BTreeMap<String, Option<Arc<T>>>>,
        name: String,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Option<Arc<T>> {
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Some(file)) = files.get(&name) {
            return Some(Arc::clone(file));
        }
        let file = self.content(&name).and_then(|content| read(&content)).map(Arc::new);
        if file.is_none() {
            self.note_unread(&name);
        }
        files.insert(name, file.clone());
        file
    }

    fn json<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let value = self.content(name).and_then(|content| serde_json::from_slice(&content).ok());
        if value.is_none() {
            self.note_unread(name);
        }
        value
    }

    fn content(&self, name: &str) -> Option<Vec<u8>> {
        self.fetch.fetch(name).ok().and_then(|file| unpack(&file))
    }

    fn note_unread(&self, name: &str) {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }

    fn take_unread(&self) -> BTreeSet<String> {
        std::mem::take(&mut *self.unread.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What every version of the root has.
#[derive(serde::Deserialize)]
struct Version {
    v: u32,
}
