//! LIX, the readability index for Swedish: the mean number of words in a sentence plus the percentage of long words, which are
//! those of more than six letters (C. H. Björnsson, *Läsbarhet*, Stockholm: Liber, 1968).
//!
//! What is counted:
//! - Blocks of running text: those in which at least one sentence ends. A list of words, a label or a date is none.
//! - A sentence ends at `.`, `!`, `?` or `…` where no small letter follows, at `:` before a capital or at the end of its block,
//!   and at the end of its block in any case. The point of an abbreviation or an initial ends no sentence.
//! - A word is what stands between spaces, slashes and dashes and has a letter or a digit; the groups of a large number are one
//!   word. Addresses of pages and of mail are no words.

use std::iter::Sum;

/// So few words say little about a text.
const MIN_WORDS: u32 = 100;

/// More letters than this make a word long.
const MAX_SHORT: usize = 6;

/// Abbreviations of one part after which a sentence goes on whatever letter follows.
const ABBREVIATIONS: [&str; 26] = [
    "aug", "bl", "ca", "cirka", "dec", "dr", "ev", "exkl", "feb", "inkl", "jan", "jfr", "kap", "kl", "max",
    "milj", "min", "mkr", "nov", "nr", "okt", "prof", "resp", "sept", "sid", "tel",
];

/// Abbreviations that often stand last in a sentence: a capital after them begins another.
const LAST: [&str; 5] = ["m.m", "m.fl", "o.d", "o.s.v", "e.kr"];

/// What is counted of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lix {
    /// Words.
    pub words: u32,
    /// Those of more than six letters.
    pub long_words: u32,
    /// Sentences.
    pub sentences: u32,
}

/// How hard a text is, by Björnsson's bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Below 30.
    VeryEasy,
    /// From 30.
    Easy,
    /// From 40.
    Medium,
    /// From 50.
    Hard,
    /// From 60.
    VeryHard,
}

/// A sentence and what is counted of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence<'t> {
    /// The sentence.
    pub text: &'t str,
    /// What is counted of it: one sentence.
    pub lix: Lix,
}

impl Lix {
    /// The index; none for a text too short to be judged.
    pub fn value(self) -> Option<f64> {
        (self.words >= MIN_WORDS).then(|| self.index())
    }

    /// The mean length of a sentence in words; 0 for no text.
    pub fn words_per_sentence(self) -> f64 {
        ratio(self.words, self.sentences)
    }

    /// How many of a hundred words are long; 0 for no text.
    pub fn percent_long(self) -> f64 {
        100.0 * ratio(self.long_words, self.words)
    }

    /// The index of a text of any length.
    fn index(self) -> f64 {
        self.words_per_sentence() + self.percent_long()
    }

    /// By how much the index would be lower without a part of the text.
    pub fn weight(self, part: Self) -> f64 {
        let rest = Self {
            words: self.words - part.words,
            long_words: self.long_words - part.long_words,
            sentences: self.sentences - part.sentences,
        };
        self.index() - rest.index()
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

impl Sum for Lix {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |sum, part| Self {
            words: sum.words + part.words,
            long_words: sum.long_words + part.long_words,
            sentences: sum.sentences + part.sentences,
        })
    }
}

impl Band {
    /// The band of an index.
    pub fn of(index: f64) -> Self {
        match index {
            index if index < 30.0 => Self::VeryEasy,
            index if index < 40.0 => Self::Easy,
            index if index < 50.0 => Self::Medium,
            index if index < 60.0 => Self::Hard,
            _ => Self::VeryHard,
        }
    }

    /// The band's name for looking up its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::VeryEasy => "very-easy",
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
            Self::VeryHard => "very-hard",
        }
    }
}

/// The sentences of a block of text; none for one that is no running text.
pub(super) fn sentences(block: &str) -> Vec<Sentence<'_>> {
    let (mut found, mut is_running, mut from, mut at) = (Vec::new(), false, 0, 0);
    let mut tokens = block.split(' ').peekable();
    while let Some(token) = tokens.next() {
        at += token.len();
        let next = tokens.peek().copied();
        let ends = ends_sentence(token, next);
        is_running |= ends;
        if ends || next.is_none() {
            let text = block[from..at].trim_ascii();
            let lix = counted(text);
            found.extend((lix.words > 0).then_some(Sentence { text, lix }));
            from = at;
        }
        at += 1;
    }
    if is_running { found } else { Vec::new() }
}

/// Whether a sentence ends with a token, before the next one of the block.
fn ends_sentence(token: &str, next: Option<&str>) -> bool {
    let bare = token.trim_end_matches(['"', '”', '’', '»', '\'', ')', ']']);
    let follows = |is_begun: fn(char) -> bool| {
        let first = next.and_then(|next| next.chars().find(|c| c.is_alphanumeric()));
        next.is_none() || first.is_some_and(is_begun)
    };
    match bare.chars().last() {
        Some('!' | '?' | '…') => follows(|c| !c.is_lowercase()),
        Some('.') => follows(|c| !c.is_lowercase()) && (next.is_none() || !is_abbreviation(bare)),
        Some(':') => follows(char::is_uppercase),
        _ => false,
    }
}

/// Whether a word with its point is an abbreviation or an initial in the midst of a sentence.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_end_matches('.').trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let has_parts = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 3);
    let is_number = word.chars().all(|c| c.is_numeric() || c == '.');
    !LAST.contains(&word.as_str())
        && (is_initial || (has_parts && !is_number) || ABBREVIATIONS.contains(&word.as_str()))
}

/// Counts the words of one sentence.
fn counted(sentence: &str) -> Lix {
    let mut lix = Lix { sentences: 1, ..Lix::default() };
    let mut after_number = false;
    for token in sentence.split_ascii_whitespace().filter(|token| !is_address(token)) {
        for word in token.split(['/', '–', '—']) {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let is_number = letters == 0 && word.contains(char::is_numeric);
            // `8 242 920` is one word.
            let goes_on = after_number && is_number && word.chars().filter(char::is_ascii_digit).count() == 3;
            if letters > 0 || is_number {
                after_number = is_number && word.ends_with(|c: char| c.is_ascii_digit());
                lix.words += u32::from(!goes_on);
                lix.long_words += u32::from(letters > MAX_SHORT);
            }
        }
    }
    lix
}

/// Whether a token is the address of a page or of somebody's mail.
fn is_address(token: &str) -> bool {
    let may_be = token.bytes().any(|byte| matches!(byte, b'@' | b':' | b'.'));
    let token = || token.trim_matches(|c: char| !c.is_alphanumeric());
    may_be && (token().contains("://") || token().contains('@') || token().starts_with("www."))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words, long words and sentences of a block.
    fn count(block: &str) -> (u32, u32, u32) {
        let lix: Lix = sentences(block).into_iter().map(|sentence| sentence.lix).sum();
        (lix.words, lix.long_words, lix.sentences)
    }

    #[test]
    fn texts_are_counted_as_by_hand() {
        for (text, expected) in [
            ("Vi bor här.", (3, 0, 1)),
            ("Kommunen bygger. Vi flyttar in!", (5, 2, 2)),
            // Seven letters are long, six are not; hyphens are no letters.
            ("Kaffet kaffets IT-stöd.", (3, 1, 1)),
            ("Det gäller t.ex. Västerås och bl.a. Eskilstuna.", (7, 2, 1)),
            ("Mötet är kl. 9 i salen. Sedan äter vi.", (9, 0, 2)),
            ("Vi har kaffe m.m. Alla får komma. Ring osv. om du vill.", (12, 0, 3)),
            ("Det kostade 8 242 920 kronor 2022.", (5, 1, 1)),
            ("Läs på https://example.se/lang/adress eller fråga namn@example.se nu.", (5, 0, 1)),
            ("Åren 2022–2025 och/eller senare.", (6, 0, 1)),
            ("Vi säger nej: Ingen vill. Så är det: ingen vill.", (10, 0, 3)),
            ("Vi gör tre saker:", (4, 0, 1)),
            ("”Kommer du?” frågade hon. ”Ja.” Hon gick.", (7, 1, 3)),
            ("Kom den 3. september.", (4, 1, 1)),
            ("Anna B. Carlsson kom.", (4, 1, 1)),
            ("Första. Utan punkt", (3, 0, 2)),
            // No running text.
            ("Nyheter och aktiviteter", (0, 0, 0)),
            ("29 juni 2022", (0, 0, 0)),
            ("", (0, 0, 0)),
            (" – . – ", (0, 0, 0)),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn the_index_is_sentence_length_plus_share_of_long_words() {
        // 100 words in 5 sentences, 25 of them long: 20 + 25.
        let lix = Lix { words: 100, long_words: 25, sentences: 5 };
        assert_eq!(lix.value(), Some(45.0));
        assert_eq!(Band::of(45.0), Band::Medium);
        assert_eq!(Lix { words: 99, ..lix }.value(), None);
        // Without a sentence of 40 words, 20 long: 60 words in 4 sentences, 5 long: 15 + 8.33.
        let part = Lix { words: 40, long_words: 20, sentences: 1 };
        assert!((lix.weight(part) - (45.0 - 15.0 - 500.0 / 60.0)).abs() < 1e-9);
        assert!(lix.weight(lix).is_finite());
    }

    #[test]
    fn bands_begin_at_tens() {
        let bands = [29.9, 30.0, 40.0, 50.0, 60.0].map(Band::of);
        assert_eq!(bands, [Band::VeryEasy, Band::Easy, Band::Medium, Band::Hard, Band::VeryHard]);
    }

    proptest! {
        /// Sentences made of known words are counted as they were made, however they are put together.
        #[test]
        fn made_texts_are_counted_as_they_were_made(
            made in prop::collection::vec((1u32..20, 0u32..20, "[.!?]"), 1..10)
        ) {
            let sentence = |(short, long, end): &(u32, u32, String)| {
                let words: Vec<&str> = [vec!["ord"; *short as usize], vec!["långaord"; *long as usize]].concat();
                let text = words.join(" ");
                format!("O{}{end}", text.strip_prefix('o').unwrap_or(&text))
            };
            let text = made.iter().map(sentence).collect::<Vec<_>>().join(" ");
            let words = made.iter().map(|(short, long, _)| short + long).sum();
            let long = made.iter().map(|(_, long, _)| *long).sum();
            prop_assert_eq!(count(&text), (words, long, made.len() as u32));
        }

        /// Whatever the text, its words stand once and in order in its sentences, if it has any.
        #[test]
        fn no_word_is_lost_or_counted_twice(text in "([a-zåäö]{1,9}|[0-9]{1,4}|[.!?:,–()”]| ){0,40}") {
            let words = |text: &str| -> Vec<String> {
                let is_word = |token: &&str| token.chars().any(char::is_alphanumeric);
                text.split_whitespace().filter(is_word).map(str::to_owned).collect()
            };
            let found = sentences(&text);
            let told: Vec<String> = found.iter().flat_map(|sentence| words(sentence.text)).collect();
            prop_assert!(found.is_empty() || told == words(&text));
            for Sentence { lix, .. } in found {
                prop_assert!(lix.sentences == 1 && lix.words > 0 && lix.long_words <= lix.words);
            }
        }
    }
}
