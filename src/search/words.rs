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
        let mut runs = Runs { text: &text, at: 0 };
        for position in 0.. {
            let Some((raw, letters)) = runs.next() else { break };
            let here = match letters {
                Letters::Small => raw,
                Letters::Large => {
                    word.clear();
                    word.extend(raw.chars().map(small));
                    &word
                }
                Letters::Other => {
                    word.clear();
                    self.fold(raw, &mut word);
                    &word
                }
            };
            if is_word(here, letters) {
                each(position, here);
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

/// What a word is made of: the higher, the longer its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Letters {
    /// Small letters of the Swedish alphabet and digits: it is as it stands.
    Small,
    /// Large ones, too.
    Large,
    /// Others, too.
    Other,
}

/// What each byte begins, if it begins a letter or a digit of ASCII.
const ASCII: [Option<Letters>; 128] = {
    let mut letters = [None; 128];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => Some(Letters::Small),
            b'A'..=b'Z' => Some(Letters::Large),
            _ => None,
        };
        byte += 1;
    }
    letters
};

/// Cuts a text where tantivy's simple tokenizer does: into runs of letters and digits.
struct Runs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Runs<'t> {
    /// The next run, and what it is made of.
    fn next(&mut self) -> Option<(&'t str, Letters)> {
        let (start, mut most) = loop {
            let (letter, length) = self.letter()?;
            let start = self.at;
            self.at += length;
            if let Some(letter) = letter {
                break (start, letter);
            }
        };
        while let Some((Some(letter), length)) = self.letter() {
            self.at += length;
            most = most.max(letter);
        }
        Some((self.text.get(start..self.at)?, most))
    }

    /// What stands here, if it belongs to a word, and its number of bytes; none at the end.
    fn letter(&self) -> Option<(Option<Letters>, usize)> {
        let bytes = self.text.as_bytes();
        let byte = *bytes.get(self.at)?;
        if let Some(letter) = ASCII.get(usize::from(byte)) {
            return Some((*letter, 1));
        }
        // å, ä and ö; Å, Ä and Ö.
        match (byte, bytes.get(self.at + 1)) {
            (0xc3, Some(0xa5 | 0xa4 | 0xb6)) => return Some((Some(Letters::Small), 2)),
            (0xc3, Some(0x85 | 0x84 | 0x96)) => return Some((Some(Letters::Large), 2)),
            _ => {}
        }
        let c = self.text.get(self.at..)?.chars().next()?;
        Some((c.is_alphanumeric().then_some(Letters::Other), c.len_utf8()))
    }
}

/// The small letter of one of the Swedish alphabet; others as they are.
fn small(c: char) -> char {
    match c {
        'Å' => 'å',
        'Ä' => 'ä',
        'Ö' => 'ö',
        other => other.to_ascii_lowercase(),
    }
}

/// Whether a token is a word. Letters beyond the basic plane are left out, since JavaScript orders them otherwise.
fn is_word(token: &str, letters: Letters) -> bool {
    let is_short = token.len() <= MAX_WORD_CHARS || token.chars().count() <= MAX_WORD_CHARS;
    is_short && (letters < Letters::Other || token.chars().all(|c| u32::from(c) <= 0xffff))
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
        words.retain(|(_, word)| is_word(word, Letters::Other));
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
