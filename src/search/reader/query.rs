//! What was typed, taken apart. Every text is a query: what has no meaning as a sign is passed over.

use super::super::words::Words;

/// The most letters that are looked at.
const MAX_CHARS: usize = 400;

/// The most words that are searched.
const MAX_WORDS: usize = 32;

/// A query: words to be found, words not to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) words: Vec<QueryWord>,
    /// Runs of words that must stand together, by their places among `words`.
    pub(super) phrases: Vec<Vec<usize>>,
    /// Whether the last word may still grow.
    pub(super) is_open: bool,
    /// Whether something was left out because the query is too long.
    pub(super) is_cut: bool,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWord {
    pub(super) text: String,
    /// Whether pages with the word are left out.
    pub(super) is_unwanted: bool,
    /// Its place within a phrase, or 0.
    pub(super) offset: u32,
}

impl Query {
    /// Takes a text apart: words, `"words in a row"`, `-unwanted`.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut cut: String = text.chars().take(MAX_CHARS).collect();
        query.is_cut = cut.len() < text.len();
        if query.is_cut {
            // The word in the middle of which the text was cut is none.
            cut.truncate(cut.rfind(char::is_whitespace).unwrap_or(0));
        }
        let mut words = Words::new();
        for (number, part) in cut.replace(['”', '“', '„', '«', '»', '″'], "\"").split('"').enumerate()
        {
            if number % 2 == 1 {
                let first = query.words.len();
                let is_unwanted = cut_ends_with_minus(&cut, number);
                words.each(part, |position, word| query.push(word, is_unwanted, position as u32));
                if query.words.len() > first + 1 {
                    query.phrases.push((first..query.words.len()).collect());
                }
            } else {
                for token in part.split_whitespace() {
                    let is_unwanted = token.starts_with(['-', '−', '–']) && token.chars().count() > 1;
                    words.each(token, |_, word| query.push(word, is_unwanted, 0));
                }
            }
            query.is_open = number % 2 == 0 && part.ends_with(char::is_alphanumeric);
        }
        query
    }

    fn push(&mut self, text: &str, is_unwanted: bool, offset: u32) {
        if self.words.len() < MAX_WORDS {
            self.words.push(QueryWord { text: text.to_owned(), is_unwanted, offset });
        } else {
            self.is_cut = true;
        }
    }
}

/// Whether the nth quoted part has a minus sign right before it.
fn cut_ends_with_minus(text: &str, number: usize) -> bool {
    let normal = text.replace(['”', '“', '„', '«', '»', '″'], "\"");
    let before = normal.split('"').nth(number - 1).unwrap_or_default();
    before.ends_with(['-', '−', '–'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        let query = Query::parse(text);
        query
            .words
            .iter()
            .map(|word| format!("{}{}", if word.is_unwanted { "-" } else { "" }, word.text))
            .collect()
    }

    #[test]
    fn signs_have_their_meanings() {
        assert_eq!(words("Skola -frånvaro e-hälsa"), ["skola", "-frånvaro", "e", "hälsa"]);
        let query = Query::parse("barn ”unga i skolan” -\"inte detta\"");
        assert_eq!(query.phrases, [vec![1, 2, 3], vec![4, 5]]);
        assert_eq!(
            query.words.iter().map(|word| word.is_unwanted).collect::<Vec<_>>(),
            [false, false, false, false, true, true]
        );
        assert!(!query.is_open);
        assert!(Query::parse("sko").is_open && !Query::parse("skola ").is_open);
    }

    #[test]
    fn bad_queries_are_queries() {
        for text in [
            "",
            " ",
            "-",
            "\"",
            "\"\"",
            "😀",
            "<script>alert(1)</script>",
            "(.*)+$[",
            "\u{202e}txet\u{0}",
            "--- \" -",
        ] {
            let _ = Query::parse(text);
        }
        assert_eq!(words("<script>"), ["script"]);
        let long = Query::parse(&"ord ".repeat(2500));
        assert!(long.is_cut && long.words.len() == 32);
        assert!(Query::parse(&"x".repeat(10_000)).words.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text: String) {
            let query = Query::parse(&text);
            prop_assert!(query.words.len() <= MAX_WORDS);
            for word in query.phrases.iter().flatten() {
                prop_assert!(*word < query.words.len());
            }
        }
    }
}
