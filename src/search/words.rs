//! A text's words: cut where tantivy's simple tokenizer cuts, small letters, folded accents. The browser's reader cuts
//! queries the same way.
//!
//! Every word of a site goes through here, so words of the Swedish alphabet take a short way, and others tantivy's filter
//! and [`fold`]. A test holds the short way against tantivy's analyser.

use std::mem;

use tantivy::tokenizer::{LowerCaser, RawTokenizer, TextAnalyzer, TokenStream as _};

use crate::source::nfc;

use super::language::fold;

/// Longer words are none: nobody types them, and each would be a term of its own.
pub(super) const MAX_WORD_CHARS: usize = 64;

/// A cutter of texts. One a thread: tantivy's analyser is used by mutable reference.
pub(super) struct Words {
    lower: TextAnalyzer,
    word: String,
}

impl Words {
    pub(super) fn new() -> Self {
        let lower = TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).build();
        Self { lower, word: String::new() }
    }

    /// Calls `each` with the position and the word, for every word of `text`. Positions count all words, also those that
    /// are too long to be given.
    pub(super) fn each(&mut self, text: &str, mut each: impl FnMut(usize, &str)) {
        let text = nfc(text);
        let mut word = mem::take(&mut self.word);
        let raw = text.split(|c: char| !c.is_alphanumeric()).filter(|raw| !raw.is_empty());
        for (position, raw) in raw.enumerate() {
            word.clear();
            if !raw.chars().all(|c| small(c).map(|c| word.push(c)).is_some()) {
                word.clear();
                self.fold(raw, &mut word);
            }
            if is_word(&word) {
                each(position, &word);
            }
        }
        self.word = word;
    }

    /// The long way.
    fn fold(&mut self, raw: &str, word: &mut String) {
        let mut stream = self.lower.token_stream(raw);
        while stream.advance() {
            word.push_str(&fold(&stream.token().text));
        }
    }

    /// The words of `text`.
    pub(super) fn list(&mut self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.each(text, |_, word| words.push(word.to_owned()));
        words
    }

    /// The words of `text` with one space between: how names are compared.
    pub(super) fn name(&mut self, text: &str) -> String {
        self.list(text).join(" ")
    }
}

/// The small letter, or the digit, of what needs no folding.
fn small(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        'Å' => Some('å'),
        'Ä' => Some('ä'),
        'Ö' => Some('ö'),
        _ => None,
    }
}

/// Whether a token is a word. Letters beyond the basic plane are left out, since JavaScript orders them otherwise.
fn is_word(token: &str) -> bool {
    token.len() <= MAX_WORD_CHARS && token.is_ascii()
        || token.chars().count() <= MAX_WORD_CHARS && token.chars().all(|c| u32::from(c) <= 0xffff)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::tokenizer::SimpleTokenizer;

    use super::*;

    /// The words as tantivy's analyser gives them.
    fn by_tantivy(text: &str) -> Vec<(usize, String)> {
        let mut analyser = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
        let text = nfc(text);
        let mut stream = analyser.token_stream(&text);
        let mut words = Vec::new();
        while stream.advance() {
            words.push((stream.token().position, fold(&stream.token().text).into_owned()));
        }
        words.retain(|(_, word)| is_word(word));
        words
    }

    proptest! {
        #[test]
        fn words_are_those_of_tantivy(text in "([a-zåäöÅÄÖéÉüŁıİßﬁǅ0-9²½ .,-]|\\PC){0,30}") {
            let mut words = Vec::new();
            Words::new().each(&text, |position, word| words.push((position, word.to_owned())));
            prop_assert_eq!(words, by_tantivy(&text));
        }
    }

    #[test]
    fn texts_are_cut_into_folded_words() {
        let words = Words::new().list("Idé nr 3: ÄLDRE-boende, HV3D & a\u{30a}r!");
        assert_eq!(words, ["ide", "nr", "3", "äldre", "boende", "hv3d", "år"]);
    }

    #[test]
    fn a_word_of_ten_thousand_letters_is_passed_over() {
        let text = format!("före {} efter", "x".repeat(10_000));
        let mut found = Vec::new();
        Words::new().each(&text, |position, word| found.push((position, word.to_owned())));
        assert_eq!(found, [(0, "före".to_owned()), (2, "efter".to_owned())]);
    }
}
