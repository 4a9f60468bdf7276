//! Swedish compounds: *järnvägsstation* is found by *station* and by *järnväg*.
//!
//! The splitter knows parts from a word list and learns more from the site: words that stand alone there. It never
//! changes a word; it says which parts a word has, and the index has them beside the whole word, at its
//! position. Wrong parts cost more than missing ones: a reader who gets *avdelning* for *delning* loses trust. So
//! prefixes and suffixes are no parts, short parts have to be listed, and what cannot be cut without remainder is whole.

mod lexicon;

use std::sync::Arc;

use lexicon::Lexicon;
pub(super) use lexicon::learned;

/// Shorter words are no compounds that anybody searches by their parts.
const MIN_WORD_CHARS: usize = 6;

/// The longest word that is tried, in bytes: the work grows with the square of it.
const MAX_WORD_BYTES: usize = 60;

/// The most parts side by side in a word.
const MAX_PARTS: usize = 4;

/// Knows the parts of words.
#[derive(Clone, Debug)]
pub struct Splitter(Arc<Lexicon>);

/// A way to cut a word from one place to its end.
#[derive(Clone, Debug)]
struct Cut<'a> {
    /// The parts' basic forms.
    parts: Vec<&'a str>,
    cost: u32,
}

/// What is known of the rest of a word.
#[derive(Clone, Debug)]
enum Tried<'a> {
    Not,
    /// It cannot be cut.
    Whole,
    Cut(Cut<'a>),
}

impl Splitter {
    /// Learns from the words of a site, each with the number of pages it stands on, and from the site's own list of parts.
    pub fn learn<'a>(words: impl IntoIterator<Item = (&'a str, u32)>, own: &[String]) -> Self {
        Self::of(&learned(words), own)
    }

    /// Knows the words that [`learned`] chose, and the site's own list of parts.
    pub(super) fn of(learned: &[&str], own: &[String]) -> Self {
        Self(Arc::new(Lexicon::of(learned, own)))
    }

    /// The parts of a folded word in small letters: basic forms from left to right, parts of parts after them. Empty when
    /// the word is whole.
    pub fn split(&self, word: &str) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let Some(parts) = self.cut(word) else { return all };
        all.extend(parts.iter().cloned());
        // `barnomsorgsplats` is `barnomsorg` and `plats`; who searches `omsorg` wants it, too.
        for part in parts {
            for inner in self.cut(&part).unwrap_or_default() {
                if !all.contains(&inner) {
                    all.push(inner);
                }
            }
        }
        all
    }

    /// The best way to cut a word, if there is one.
    fn cut(&self, word: &str) -> Option<Vec<String>> {
        if word.len() > MAX_WORD_BYTES || word.chars().count() < MIN_WORD_CHARS || Lexicon::is_whole(word) {
            return None;
        }
        if !word.chars().all(char::is_alphabetic) {
            return None;
        }
        // Most words end in no part at all, and need no more than this look.
        if !word
            .char_indices()
            .skip(2)
            .any(|(at, _)| word.get(at..).is_some_and(|end| self.0.head(end).is_some()))
        {
            return None;
        }
        let mut known = Vec::new();
        known.resize(word.len() * MAX_PARTS, Tried::Not);
        let cut = self.cut_from(word, 0, 0, &mut known)?;
        (cut.parts.len() > 1).then(|| cut.parts.into_iter().map(str::to_owned).collect())
    }

    /// The cheapest way to cut `word` from byte `from` on, which stands after `n_before` parts.
    fn cut_from<'a>(
        &'a self,
        word: &'a str,
        from: usize,
        n_before: usize,
        known: &mut [Tried<'a>],
    ) -> Option<Cut<'a>> {
        let place = from * MAX_PARTS + n_before;
        match known.get(place) {
            Some(Tried::Cut(cut)) => return Some(cut.clone()),
            Some(Tried::Whole) => return None,
            _ => {}
        }
        let rest = word.get(from..)?;
        let mut best: Option<Cut<'_>> = None;
        if n_before > 0
            && let Some((head, cost)) = self.0.head(rest)
        {
            best = Some(Cut { parts: vec![head], cost });
        }
        if n_before + 1 < MAX_PARTS {
            for (at, _) in rest.char_indices().skip(2) {
                let Some((modifier, cost)) = rest.get(..at).and_then(|form| self.0.modifier(form)) else {
                    continue;
                };
                let mut tail = self.cut_from(word, from + at, n_before + 1, known);
                // Of three equal consonants one is dropped: `natt` and `tåg` are `nattåg`.
                if tail.is_none() && ends_double(rest.get(..at).unwrap_or_default()) {
                    tail = self.cut_from(word, from + at - 1, n_before + 1, known);
                }
                let Some(tail) = tail else { continue };
                if best.as_ref().is_none_or(|best| cost + tail.cost < best.cost) {
                    let parts = std::iter::once(modifier).chain(tail.parts).collect();
                    best = Some(Cut { parts, cost: cost + tail.cost });
                }
            }
        }
        if let Some(known) = known.get_mut(place) {
            *known = best.clone().map_or(Tried::Whole, Tried::Cut);
        }
        best
    }
}

fn ends_double(form: &str) -> bool {
    let mut letters = form.bytes().rev();
    matches!((letters.next(), letters.next()), (Some(a), Some(b)) if a == b && a.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn odd_words_are_whole() {
        for word in ["", "hv3d", "12345678", "åäöåäöåäö", &"ab".repeat(400)] {
            assert_eq!(split(word), "", "{word}");
        }
    }
}
