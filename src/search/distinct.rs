//! The different words of a document, numbered in the order in which they first stand there.
//!
//! Every word of a site is looked up here once. So the words stand in one text, which is what is kept of them, and a table
//! has their numbers: no word has memory of its own.

use std::hash::BuildHasher as _;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// The number of words that most documents have at most.
const USUAL: usize = 448;

/// Words, each once.
pub(super) struct Distinct {
    /// The words, each with a line break after it.
    text: String,
    /// Where each word begins in the text, and where the next one will.
    starts: Vec<u32>,
    numbers: HashTable<u32>,
}

impl Distinct {
    pub(super) fn new() -> Self {
        Self { text: String::new(), starts: vec![0], numbers: HashTable::with_capacity(USUAL) }
    }

    /// The number of a word. That of a new one is the number of words before.
    pub(super) fn number(&mut self, word: &str) -> usize {
        let Self { text, starts, numbers } = self;
        let hash = |word: &str| FxBuildHasher.hash_one(word);
        let known = |number: u32| {
            let number = number as usize;
            let range = starts.get(number).zip(starts.get(number + 1));
            range.and_then(|(start, end)| text.get(*start as usize..*end as usize - 1)).unwrap_or_default()
        };
        if let Some(number) = numbers.find(hash(word), |number| known(*number) == word) {
            return *number as usize;
        }
        let number = starts.len() - 1;
        numbers.insert_unique(hash(word), number as u32, |number| hash(known(*number)));
        text.push_str(word);
        text.push('\n');
        starts.push(text.len() as u32);
        number
    }

    /// The words, each with a line break after it.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_numbers_of_their_first_places() {
        let mut words = Distinct::new();
        let numbers = ["å", "b", "å", "", "b", "", "bb"].map(|word| words.number(word));
        assert_eq!(numbers, [0, 1, 0, 2, 1, 2, 3]);
        assert_eq!(words.into_text(), "å\nb\n\nbb\n");
    }

    #[test]
    fn a_long_document_has_many_words() {
        let mut words = Distinct::new();
        for _ in 0..2 {
            for n in 0..10_000 {
                assert_eq!(words.number(&n.to_string()), n);
            }
        }
    }
}
