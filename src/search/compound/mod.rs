//! Swedish compounds: *järnvägsstation* is found by *station* and by *järnväg*.
//!
//! The splitter knows parts from a word list and learns more from the site: words that stand alone there. It never
//! changes a word; it says which parts a word has, and the index has them beside the whole word, at its
//! position. Wrong parts cost more than missing ones: a reader who gets *avdelning* for *delning* loses trust. So
//! prefixes and suffixes are no parts, short parts have to be listed, and what cannot be cut without remainder is whole.

mod lexicon;

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::swedish::stem;
use lexicon::Lexicon;
pub(super) use lexicon::learned;

/// Shorter words are no compounds that anybody searches by their parts.
const MIN_WORD_CHARS: usize = 6;

/// The longest word that is tried, in bytes: the work grows with the square of it.
const MAX_WORD_BYTES: usize = 60;

/// The most parts side by side in a word.
const MAX_PARTS: usize = 4;

/// To split more words than these, all parts are learned.
const FEW_WORDS: usize = 1000;

/// Knows the parts of words.
#[derive(Clone, Debug)]
pub struct Splitter(Arc<Lexicon>);

/// The first part of the rest of a word.
#[derive(Clone, Copy, Debug)]
struct Step<'a> {
    /// Its basic form.
    part: &'a str,
    /// Where the next part begins, if there is one.
    next: Option<usize>,
    /// Of this and all parts after it.
    cost: u32,
}

/// What is known of the rest of a word.
#[derive(Clone, Copy, Debug)]
enum Tried<'a> {
    Not,
    /// It cannot be cut.
    Whole,
    Cut(Step<'a>),
}

/// Parts of words that were split already, with their own parts.
#[derive(Debug, Default)]
pub(super) struct Inner<'a>(FxHashMap<&'a str, Vec<&'a str>>);

impl Splitter {
    /// Learns from the words of a site, each with the number of pages it stands on, and from the site's own list of parts.
    pub fn learn<'a>(words: impl IntoIterator<Item = (&'a str, u32)>, own: &[String]) -> Self {
        Self(Arc::new(Lexicon::of(&learned(words), own)))
    }

    /// Knows the site's own list of parts, and of the words that [`learned`] chose what is needed to split these words.
    pub(super) fn of(learned: &[&str], own: &[String], words: &[&str]) -> Self {
        if words.len() > FEW_WORDS {
            return Self(Arc::new(Lexicon::of(learned, own)));
        }
        // All forms of a part begin as it does.
        let pairs = words.iter().flat_map(|word| word.chars().zip(word.chars().skip(1)));
        let pairs: FxHashSet<(char, char)> = pairs.collect();
        let first_pair = |word: &str| word.chars().zip(word.chars().skip(1)).next();
        let is_needed = |word: &&&str| first_pair(word).is_some_and(|pair| pairs.contains(&pair));
        let needed: Vec<&str> = learned.iter().filter(is_needed).copied().collect();
        Self(Arc::new(Lexicon::of(&needed, own)))
    }

    /// The parts of a folded word in small letters: basic forms from left to right, parts of parts after them. Empty when
    /// the word is whole.
    pub fn split<'a>(&'a self, word: &'a str) -> Vec<&'a str> {
        self.split_next(word, &stem(word), &mut Inner::default())
    }

    /// As [`split`](Self::split), for one word after the other, each with its stem.
    pub(super) fn split_next<'a>(
        &'a self,
        word: &'a str,
        stem_of_word: &str,
        inner: &mut Inner<'a>,
    ) -> Vec<&'a str> {
        let parts = self.cut(word, stem_of_word);
        let mut all = parts.clone();
        // `barnomsorgsplats` is `barnomsorg` and `plats`; who searches `omsorg` wants it, too.
        for part in parts {
            for inner in inner.0.entry(part).or_insert_with(|| self.cut(part, &stem(part))) {
                if !all.contains(inner) {
                    all.push(inner);
                }
            }
        }
        all
    }

    /// The parts of the best way to cut a word; empty if there is none.
    fn cut<'a>(&'a self, word: &'a str, stem: &str) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let is_odd = word.len() > MAX_WORD_BYTES || word.chars().count() < MIN_WORD_CHARS;
        if is_odd || !word.chars().all(char::is_alphabetic) {
            return parts;
        }
        // Most words end in no part at all, and need no more than this look.
        let mut ends = word.char_indices().skip(2).filter_map(|(at, _)| word.get(at..));
        if !ends.any(|end| self.0.head(end).is_some()) || Lexicon::is_whole(stem) {
            return parts;
        }
        let mut known = vec![Tried::Not; word.len() * MAX_PARTS];
        self.cut_from(word, 0, 0, &mut known);
        let mut next = Some(0);
        while let Some(from) = next
            && let Some(Tried::Cut(step)) = known.get(place(from, parts.len()))
        {
            parts.push(step.part);
            next = step.next;
        }
        if parts.len() > 1 { parts } else { Vec::new() }
    }

    /// What the cheapest way costs to cut `word` from byte `from` on, which stands after `n_before` parts.
    fn cut_from<'a>(
        &'a self,
        word: &'a str,
        from: usize,
        n_before: usize,
        known: &mut [Tried<'a>],
    ) -> Option<u32> {
        match known.get(place(from, n_before))? {
            Tried::Cut(step) => return Some(step.cost),
            Tried::Whole => return None,
            Tried::Not => {}
        }
        let rest = word.get(from..)?;
        let mut best: Option<Step<'_>> = None;
        if n_before > 0
            && let Some((part, cost)) = self.0.head(rest)
        {
            best = Some(Step { part, next: None, cost });
        }
        if n_before + 1 < MAX_PARTS {
            for (at, _) in rest.char_indices().skip(2) {
                let Some((part, cost)) = rest.get(..at).and_then(|form| self.0.modifier(form)) else {
                    continue;
                };
                let mut next = from + at;
                let mut tail = self.cut_from(word, next, n_before + 1, known);
                // Of three equal consonants one is dropped: `natt` and `tåg` are `nattåg`.
                if tail.is_none() && ends_double(rest.get(..at).unwrap_or_default()) {
                    next -= 1;
                    tail = self.cut_from(word, next, n_before + 1, known);
                }
                let Some(tail) = tail else { continue };
                if best.is_none_or(|best| cost + tail < best.cost) {
                    best = Some(Step { part, next: Some(next), cost: cost + tail });
                }
            }
        }
        if let Some(known) = known.get_mut(place(from, n_before)) {
            *known = best.map_or(Tried::Whole, Tried::Cut);
        }
        best.map(|best| best.cost)
    }
}

/// Where it is kept what is known of a word from byte `from` on, after `n_before` parts.
fn place(from: usize, n_before: usize) -> usize {
    from * MAX_PARTS + n_before
}

fn ends_double(form: &str) -> bool {
    let mut letters = form.bytes().rev();
    matches!((letters.next(), letters.next()), (Some(a), Some(b)) if a == b && a.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn splitter() -> Splitter {
        Splitter::learn(
            [("frånvaro", 5), ("skolan", 9), ("samverkan", 4), ("delning", 3)],
            &["skultuna".to_owned()],
        )
    }

    fn split(word: &str) -> String {
        splitter().split(word).join(" ")
    }

    #[test]
    fn compounds_have_parts() {
        assert_eq!(split("järnvägsstation"), "järnväg station järn väg");
        assert_eq!(split("äldreboendet"), "äldre boende");
        assert_eq!(split("skolfrånvaro"), "skol frånvaro");
        assert_eq!(split("kyrkogården"), "kyrka gård");
        assert_eq!(split("gatubelysning"), "gata belysning");
        assert_eq!(split("nattåget"), "natt tåg");
        assert_eq!(split("skultunaskolan"), "skultuna skola");
    }

    #[test]
    fn prefixes_and_suffixes_are_no_parts() {
        for word in [
            "avdelning",
            "utbildning",
            "sjukdomen",
            "ledarskap",
            "användbar",
            "föreläsning",
            "tillgänglighet",
            "arbetslös",
            "kommunikation",
            "verksamheten",
            "deltagare",
            "skolorna",
            "information",
            "rådgivning",
        ] {
            let parts = split(word);
            assert!(parts.is_empty() || word == "rådgivning", "{word}: {parts}");
        }
    }

    proptest! {
        /// Whatever was learned, what is needed for a word splits it as all of it does.
        #[test]
        fn what_is_needed_is_enough(
            learned in prop::collection::btree_set("(sand|cykel|blomm|vatten|strand|fönst|hubb|rast)(a|e|er|en|ar|land|bok|and){1,2}", 0..12),
            word in "(sand|cykl|cykel|blom|vattn|vatten|strand|fönst|hubb|rast|land|bok|böck){1,3}(a|er|ar|en|länder|böcker|ränder|s|arna)?",
        ) {
            let learned: Vec<&str> = learned.iter().map(String::as_str).collect();
            let all = Splitter(Arc::new(Lexicon::of(&learned, &[])));
            let needed = Splitter::of(&learned, &[], &[&word]);
            prop_assert_eq!(needed.split(&word), all.split(&word));
        }
    }

    #[test]
    fn odd_words_are_whole() {
        for word in ["", "hv3d", "12345678", "åäöåäöåäö", &"ab".repeat(400)] {
            assert_eq!(split(word), "", "{word}");
        }
    }
}
