//! What can be told of a bundle: `torg search --stats`.

use std::collections::BTreeMap;

use super::super::index::Index;

/// How many of the largest files are named.
const LARGEST: usize = 10;

/// What was put into a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// The number of pages by language.
    pub pages: BTreeMap<String, usize>,
    /// The number of different terms.
    pub terms: usize,
    /// The number of different words as they stand.
    pub words: usize,
    /// The number of words that were split.
    pub n_splits: usize,
    /// What was split how, if it was asked for; in alphabetical order.
    pub splits: Vec<Split>,
    /// The number and the bytes of files by kind: `root`, `terms`, `positions`, `cards`, `typos`, `completions`, `facets`.
    pub files: BTreeMap<&'static str, (usize, usize)>,
    /// The largest files with their bytes, the largest first.
    pub largest: Vec<(String, usize)>,
}

/// A word that was split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The word as it stands.
    pub word: String,
    /// Its parts' basic forms.
    pub parts: Vec<String>,
}

impl Stats {
    pub(super) fn add(&mut self, index: &Index<'_>) {
        *self.pages.entry(index.lang.clone()).or_default() += index.documents.len();
        self.terms += index.terms.len();
        self.words += index.surfaces.len();
        self.n_splits += index.n_splits;
        let split =
            |(word, parts): &(String, Vec<String>)| Split { word: word.clone(), parts: parts.clone() };
        self.splits.extend(index.splits.iter().map(split));
    }

    /// Counts the files.
    pub(super) fn measure(&mut self, files: &[(String, Vec<u8>)]) {
        for (name, bytes) in files {
            let (n, size) = self.files.entry(kind(name)).or_default();
            *n += 1;
            *size += bytes.len();
        }
        let mut largest: Vec<(String, usize)> =
            files.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
        largest.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        largest.truncate(LARGEST);
        self.largest = largest;
    }
}

fn kind(name: &str) -> &'static str {
    match name.split('-').next().unwrap_or_default() {
        "t" => "terms",
        "p" => "positions",
        "c" => "cards",
        "d" => "typos",
        "k" => "completions",
        "x" => "facets",
        _ => "root",
    }
}
