//! A text's words: tantivy's tokenizer, small letters, folded accents. The browser's reader cuts queries the same way.

use std::mem;

use tantivy::tokenizer::{
    LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream as _, Tokenizer,
};

use crate::source::nfc;

use super::language::fold;

/// Longer words are none: nobody types them, and each would be a term of its own.
pub(super) const MAX_WORD_CHARS: usize = 64;

/// A cutter of texts. One a thread: tantivy's analyser is used by mutable reference.
pub(super) struct Words(TextAnalyzer);

impl Words {
    pub(super) fn new() -> Self {
        Self(TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(Fold).build())
    }

    /// Calls `each` with the position and the word, for every word of `text`. Positions count all words, also those that
    /// are too long to be given.
    pub(super) fn each(&mut self, text: &str, mut each: impl FnMut(usize, &str)) {
        let text = nfc(text);
        let mut stream = self.0.token_stream(&text);
        while stream.advance() {
            let token = stream.token();
            if is_word(&token.text) {
                each(token.position, &token.text);
            }
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

/// Whether a token is a word. Letters beyond the basic plane are left out, since JavaScript orders them otherwise.
fn is_word(token: &str) -> bool {
    token.is_ascii() && token.len() <= MAX_WORD_CHARS
        || token.chars().count() <= MAX_WORD_CHARS && token.chars().all(|c| u32::from(c) <= 0xffff)
}

/// A token filter that folds accents as [`fold`] does.
#[derive(Clone)]
struct Fold;

impl TokenFilter for Fold {
    type Tokenizer<T: Tokenizer> = FoldTokenizer<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> FoldTokenizer<T> {
        FoldTokenizer(tokenizer)
    }
}

#[derive(Clone)]
struct FoldTokenizer<T>(T);

impl<T: Tokenizer> Tokenizer for FoldTokenizer<T> {
    type TokenStream<'a> = FoldStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        FoldStream(self.0.token_stream(text))
    }
}

struct FoldStream<T>(T);

impl<T: tantivy::tokenizer::TokenStream> tantivy::tokenizer::TokenStream for FoldStream<T> {
    fn advance(&mut self) -> bool {
        if !self.0.advance() {
            return false;
        }
        let token = self.0.token_mut();
        if !token.text.is_ascii() {
            let text = mem::take(&mut token.text);
            token.text = fold(&text).into_owned();
        }
        true
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
