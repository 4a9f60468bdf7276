//! The preview's own words, in Swedish and English.

use std::sync::LazyLock;

use crate::report::{Lang, Words};

const TEXTS: [(Lang, &str); 2] =
    [(Lang::Sv, include_str!("words.sv.ftl")), (Lang::En, include_str!("words.en.ftl"))];

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(TEXTS));

/// The text `key`.
pub(super) fn text(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    WORDS.text(lang, key, args)
}

#[test]
fn both_languages_say_the_same() {
    crate::report::both::say_the_same(&WORDS, &TEXTS);
}
