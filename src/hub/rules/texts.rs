//! What may stand in no text: personal identity numbers, and words that hold the place of others.

use jiff::civil::Date;

use crate::config::personal_number;
use crate::hub::Hub;
use crate::report::{Diagnostic, codes};
use crate::source::{Location, Source};

/// Personal identity numbers anywhere in a file, comments included.
pub(in crate::hub) fn personal_numbers(source: &Source, out: &mut Vec<Diagnostic>) {
    let found = personal_number::find(&source.text);
    out.extend(
        found.into_iter().map(|span| Diagnostic::new(codes::H0129, Location::new(&source.path, span))),
    );
}

/// The words in a text that hold the place of others. `TODO` and `PLACEHOLDER` count only in capitals, as words.
pub(in crate::hub) fn placeholder(text: &str) -> Option<&'static str> {
    let stands = |word: &&str| {
        text.match_indices(*word).any(|(at, _)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    let lorem = || {
        text.match_indices("orem").any(|(at, word)| {
            text[at + word.len()..].get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case(" ipsum"))
        })
    };
    ["TODO", "PLACEHOLDER"].into_iter().find(stands).or_else(|| lorem().then_some("lorem ipsum"))
}

/// Nothing that is published holds the place of something else.
pub(super) fn check(hub: &Hub, _: Date, out: &mut Vec<Diagnostic>) {
    for (_, base) in hub.every_base().filter(|(_, base)| base.is_public()) {
        for (span, words) in &base.placeholders {
            out.push(Diagnostic::new(codes::H0132, base.at(*span)).arg("words", words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_a_place_is_a_placeholder() {
        for text in ["TODO: skriv", "Se TODO.", "PLACEHOLDER", "Lorem ipsum dolor", "lorem Ipsum"] {
            assert!(placeholder(text).is_some(), "{text}");
        }
        for text in ["todo", "MASTODONT", "METODORD", "placeholder-metoden", "florem", "Orem"] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
