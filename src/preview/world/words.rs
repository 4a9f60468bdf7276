//! The words of times and worlds, in Swedish and English.

use std::sync::LazyLock;

use crate::preview::own;
use crate::report::{Lang, Words};

const OWN: [(Lang, &str); 2] =
    [(Lang::Sv, include_str!("words.sv.ftl")), (Lang::En, include_str!("words.en.ftl"))];

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(own::WORDS.into_iter().chain(OWN)));

/// The text `key`.
pub(super) fn text(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    WORDS.text(lang, key, args)
}

#[test]
fn both_languages_say_the_same() {
    crate::report::both::say_the_same(&WORDS, &OWN);
}
