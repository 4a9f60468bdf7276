//! What a word is, by language: letters that fold, stems, and words that say nothing by themselves.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};
use unicode_normalization::UnicodeNormalization;

use super::swedish;

/// The language of `tag` if search knows it; others are searched by their words as they stand.
pub(super) fn known(tag: &str) -> Option<Language> {
    match tag.split('-').next().unwrap_or(tag) {
        "sv" => Some(Language::Swedish),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// Turns words into stems. One a thread: tantivy's analyser is used by mutable reference.
pub(super) enum Stems {
    /// By our own rules.
    Swedish,
    /// By Snowball's, as tantivy has them.
    Snowball(TextAnalyzer),
    /// A word is its own stem.
    None,
}

impl Stems {
    /// The stemmer of a language.
    pub(super) fn new(language: Option<Language>) -> Self {
        match language {
            Some(Language::Swedish) => Self::Swedish,
            Some(language) => {
                let filter = Stemmer::new(language);
                Self::Snowball(TextAnalyzer::builder(RawTokenizer::default()).filter(filter).build())
            }
            None => Self::None,
        }
    }

    /// The stem of a folded word in small letters.
    pub(super) fn stem(&mut self, word: &str) -> String {
        match self {
            Self::Swedish => swedish::stem(word),
            Self::Snowball(analyzer) => {
                let mut stream = analyzer.token_stream(word);
                if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
            }
            Self::None => word.to_owned(),
        }
    }
}

/// The stem of one word in small letters, for a language tag: what the browser's port must agree with.
pub fn stem(tag: &str, word: &str) -> String {
    Stems::new(known(tag)).stem(&fold(word))
}

/// The words that say nothing by themselves, apart by spaces. The bundle carries them, so that every reader of it knows
/// the same ones.
pub(super) fn stop_words(language: Option<Language>) -> &'static str {
    match language {
        Some(Language::Swedish) => include_str!("data/stop_sv.txt"),
        Some(Language::English) => include_str!("data/stop_en.txt"),
        _ => "",
    }
}

/// Whether a folded word says nothing by itself.
pub(super) fn is_stop_word(language: Option<Language>, word: &str) -> bool {
    static SWEDISH: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| stop_words(Some(Language::Swedish)).split_whitespace().collect());
    static ENGLISH: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| stop_words(Some(Language::English)).split_whitespace().collect());
    match language {
        Some(Language::Swedish) => SWEDISH.contains(word),
        Some(Language::English) => ENGLISH.contains(word),
        _ => false,
    }
}

/// Folds the accents of a word in small letters, but not å, ä and ö, which are letters: `idé` becomes `ide`, `über` `uber`.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    let mut base = None;
    for c in word.nfd() {
        let letter = match (base, c) {
            (Some('a'), '\u{30a}') => Some('å'),
            (Some('a'), '\u{308}') => Some('ä'),
            (Some('o'), '\u{308}') => Some('ö'),
            _ => None,
        };
        if let Some(letter) = letter {
            folded.pop();
            folded.push(letter);
            base = None;
        } else if !is_mark(c) {
            folded.push(match c {
                'ø' => 'ö',
                'æ' => 'ä',
                other => other,
            });
            base = Some(c);
        }
    }
    Cow::Owned(folded)
}

/// Whether a character is a combining accent: the blocks from which decomposition draws.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// The word as it is typed on a keyboard without å, ä and ö: by this the bundle's words are ordered, so that a word and
/// what it looks like without dots stand beside each other.
pub(super) fn bare(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().map(bare_letter).collect())
}

/// The same for one letter.
pub(super) fn bare_letter(letter: char) -> char {
    match letter {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_fold_but_letters_do_not() {
        assert_eq!(fold("idé"), "ide");
        assert_eq!(fold("hår"), "hår");
        assert_eq!(fold("här"), "här");
        assert_eq!(fold("über"), "uber");
        assert_eq!(fold("smørrebrød"), "smörrebröd");
        assert_eq!(fold("a\u{30a}sna"), "åsna");
        assert_eq!(bare("frånvärö"), "franvaro");
    }

    #[test]
    fn swedish_forms_meet_in_their_stem() {
        for word in ["station", "stationen", "stationer", "stationernas"] {
            assert_eq!(stem("sv-FI", word), "station");
        }
        assert_eq!(stem("en", "happiness"), stem("en", "happy"));
        assert_eq!(stem("fi", "talossa"), "talossa");
    }

    #[test]
    fn stop_words_are_those_of_the_language() {
        let swedish = stop_words(known("sv"));
        let has = |list: &str, word: &str| list.split_whitespace().any(|other| other == word);
        assert!(has(swedish, "och") && has(swedish, "på") && !has(swedish, "the"));
        let english = stop_words(known("en-GB"));
        assert!(has(english, "the") && !has(english, "och"));
        assert_eq!(stop_words(None), "");
    }
}
