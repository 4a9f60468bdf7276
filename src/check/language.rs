//! In which language a text is, judged by the small words that every text has.

/// Swedish words that are none in English.
const SWEDISH: [&str; 24] = [
    "och", "att", "som", "är", "en", "ett", "på", "av", "för", "med", "det", "den", "de", "till", "inte",
    "om", "har", "vi", "kan", "ska", "från", "eller", "när", "så",
];

/// English words that are none in Swedish.
const ENGLISH: [&str; 20] = [
    "the", "of", "and", "to", "is", "are", "that", "with", "this", "we", "it", "was", "as", "which", "from",
    "or", "be", "by", "not", "our",
];

/// So few words are a name or a title rather than a text.
const MIN_WORDS: usize = 10;

/// Of so many words at least one is one of the small ones, in any text of the language.
const MOST_PER_SMALL_WORD: usize = 5;

/// The language that a text is surely in, if it is another than the one it says: one of the two that torg knows.
pub(super) fn other_language(text: &str, said: &str) -> Option<&'static str> {
    let (own, other, code) = match primary(said) {
        "sv" => (&SWEDISH[..], &ENGLISH[..], "en"),
        "en" => (&ENGLISH[..], &SWEDISH[..], "sv"),
        _ => return None,
    };
    let (mut n_words, mut n_other) = (0, 0);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        // That an `Är` is not known does no harm: there are others.
        let is_in = |list: &[&str]| list.iter().any(|small| word.eq_ignore_ascii_case(small));
        // One of its own settles it, and stands near the beginning of most texts.
        if is_in(own) {
            return None;
        }
        n_words += 1;
        n_other += usize::from(is_in(other));
    }
    (n_words >= MIN_WORDS && n_other * MOST_PER_SMALL_WORD >= n_words).then_some(code)
}

/// A language without its region.
pub(super) fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_another_language_is() {
        let english = "This is the report of the board, which was written with the parties in 2022.";
        let swedish = "Det här är rapporten som styrelsen har skrivit och som gäller för året 2022.";
        assert_eq!(other_language(english, "sv-SE"), Some("en"));
        assert_eq!(other_language(swedish, "en"), Some("sv"));
        assert_eq!(other_language(swedish, "sv"), None);
        assert_eq!(other_language(english, "de"), None);
        assert_eq!(other_language("The Societal Contract", "sv"), None);
        assert_eq!(other_language(&format!("{english} Så heter den."), "sv"), None);
        let names = "Anna Berg, Bo Ek, Ceci Dal, Eva Fors, Gun Hed, Ivar Juhl, Kim Lund";
        assert_eq!(other_language(names, "sv"), None);
    }
}
