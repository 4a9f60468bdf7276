//! The splitter as a token filter of tantivy: the whole word first, then its parts at the same position.

use std::collections::VecDeque;

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

use super::Splitter;

/// The filter. Where it gives a part, the token's `position_length` is 0: a part takes no place of its own.
#[derive(Clone)]
pub(in crate::search) struct Compounds(pub(in crate::search) Splitter);

impl TokenFilter for Compounds {
    type Tokenizer<T: Tokenizer> = CompoundTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> CompoundTokenizer<T> {
        CompoundTokenizer { inner, splitter: self.0 }
    }
}

#[derive(Clone)]
pub(in crate::search) struct CompoundTokenizer<T> {
    inner: T,
    splitter: Splitter,
}

impl<T: Tokenizer> Tokenizer for CompoundTokenizer<T> {
    type TokenStream<'a> = CompoundStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        CompoundStream {
            inner: self.inner.token_stream(text),
            splitter: &self.splitter,
            parts: VecDeque::new(),
        }
    }
}

pub(in crate::search) struct CompoundStream<'a, T> {
    inner: T,
    splitter: &'a Splitter,
    /// The parts of the current word that are still to be given.
    parts: VecDeque<String>,
}

impl<T: TokenStream> TokenStream for CompoundStream<'_, T> {
    fn advance(&mut self) -> bool {
        if let Some(part) = self.parts.pop_front() {
            let token = self.inner.token_mut();
            token.text = part;
            token.position_length = 0;
            return true;
        }
        if !self.inner.advance() {
            return false;
        }
        // Tokenizers use one token again and again, and most never touch its length.
        self.inner.token_mut().position_length = 1;
        self.parts = self.splitter.split(&self.inner.token().text).into();
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{SimpleTokenizer, TextAnalyzer};

    use super::*;

    #[test]
    fn parts_stand_beside_the_whole_word() {
        let splitter = Splitter::learn([], &[]);
        let mut analyzer =
            TextAnalyzer::builder(SimpleTokenizer::default()).filter(Compounds(splitter)).build();
        let mut tokens = Vec::new();
        analyzer.token_stream("nytt äldreboende byggs").process(&mut |token| {
            tokens.push((token.position, token.text.clone(), token.position_length));
        });
        let expected =
            [(0, "nytt", 1), (1, "äldreboende", 1), (1, "äldre", 0), (1, "boende", 0), (2, "byggs", 1)];
        assert_eq!(tokens, expected.map(|(at, text, length)| (at, text.to_owned(), length)));
    }
}
