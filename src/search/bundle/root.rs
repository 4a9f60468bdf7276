//! The file that names the others: JSON, packed as all files are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cards::{CARDS_A_FILE, FILES_A_GROUP};
use super::names::NAME_LENGTH;

/// The version of the format. A reader refuses others.
pub(in crate::search) const VERSION: u32 = 1;

/// The whole bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::search) struct Root {
    #[serde(rename = "v")]
    pub(in crate::search) version: u32,
    #[serde(rename = "l")]
    pub(in crate::search) languages: Vec<LanguageRoot>,
}

/// One language's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::search) struct LanguageRoot {
    pub(in crate::search) lang: String,
    #[serde(rename = "n")]
    pub(in crate::search) n_pages: u32,
    /// Words that say nothing, apart by spaces.
    #[serde(rename = "s")]
    pub(in crate::search) stop_words: String,
    #[serde(rename = "t")]
    pub(in crate::search) terms: Shards,
    /// The letters of each group of card files.
    #[serde(rename = "c")]
    pub(in crate::search) cards: String,
    #[serde(rename = "k")]
    pub(in crate::search) completions: String,
    #[serde(rename = "f")]
    pub(in crate::search) typos: Shards,
    #[serde(rename = "r")]
    pub(in crate::search) reversed: Shards,
    /// A file for each facet.
    #[serde(rename = "x")]
    pub(in crate::search) facets: BTreeMap<String, String>,
}

/// Files that share an alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::search) struct Shards {
    /// What every bare key in a file is at least, one line a file.
    #[serde(rename = "k")]
    pub(in crate::search) keys: String,
    /// The files' letters, one after the other.
    #[serde(rename = "h")]
    pub(in crate::search) letters: String,
}

impl Root {
    pub(super) fn to_json(&self) -> Vec<u8> {
        // Serialising plain strings and numbers cannot fail; an empty root would be refused by every reader.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl LanguageRoot {
    /// Whether it names a file of cards for each of its pages: without, their number could be any.
    pub(in crate::search) fn is_sound(&self) -> bool {
        let n_groups = self.cards.len() / NAME_LENGTH;
        self.cards.is_ascii() && self.n_pages as usize <= n_groups * FILES_A_GROUP * CARDS_A_FILE
    }
}

impl Shards {
    /// Adds a file after the others.
    pub(super) fn push(&mut self, key: &str, letters: &str) {
        if !self.letters.is_empty() {
            self.keys.push('\n');
        }
        self.keys.push_str(key);
        self.letters.push_str(letters);
    }

    /// The number of the file that would hold a bare key.
    pub(in crate::search) fn find(&self, bare: &str) -> Option<usize> {
        let after = self.keys.split('\n').take_while(|key| *key <= bare).count();
        (!self.letters.is_empty()).then(|| after.saturating_sub(1))
    }

    /// The letters of a file.
    pub(in crate::search) fn letters(&self, number: usize) -> Option<&str> {
        nth_letters(&self.letters, number)
    }

    /// What every bare key in a file is at least.
    pub(in crate::search) fn key(&self, number: usize) -> Option<&str> {
        self.keys.split('\n').nth(number)
    }
}

/// The letters of the nth file in a list of them.
pub(in crate::search) fn nth_letters(letters: &str, number: usize) -> Option<&str> {
    let start = number.checked_mul(NAME_LENGTH)?;
    letters.get(start..start.checked_add(NAME_LENGTH)?)
}

/// What every bare key in each of some files is at least, of the files' first and last bare keys.
pub(super) fn separators<'k>(borders: impl Iterator<Item = (Cow<'k, str>, Cow<'k, str>)>) -> Vec<String> {
    let mut before = None;
    let key = |(first, last): (Cow<'k, str>, Cow<'k, str>)| {
        before.replace(last).map_or_else(String::new, |before| separator(&before, &first).to_owned())
    };
    borders.map(key).collect()
}

/// The shortest beginning of `key` that is greater than `before`: enough to tell two files apart.
fn separator<'a>(before: &str, key: &'a str) -> &'a str {
    let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.filter_map(|end| key.get(..end)).find(|beginning| *beginning > before).unwrap_or(key)
}

/// Whether a file should end before `key` when it holds `size` bytes already: between the least and the most, a key decides
/// by itself, so that one more word on a page moves few borders.
pub(super) fn ends_here(size: usize, least: usize, key: &str) -> bool {
    let decides =
        key.bytes().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    size > least && (size > least * 2 || (decides >> 7).is_multiple_of(32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_the_file_that_would_hold_them() {
        let mut shards = Shards::default();
        assert_eq!(shards.find("a"), None);
        for (key, letters) in [("", "aaaaaaaa"), ("lä", "bbbbbbbb"), ("st", "cccccccc")] {
            shards.push(key, letters);
        }
        assert_eq!(
            ["a", "l", "lä", "ski", "st", "zon"].map(|key| shards.find(key)),
            [0, 0, 1, 1, 2, 2].map(Some)
        );
        assert_eq!((shards.letters(1), shards.key(2)), (Some("bbbbbbbb"), Some("st")));
        assert_eq!(shards.letters(3), None);
    }

    #[test]
    fn separators_are_short_and_between() {
        assert_eq!(separator("skola", "station"), "st");
        assert_eq!(separator("stat", "station"), "stati");
        assert_eq!(separator("", "station"), "s");
    }
}
