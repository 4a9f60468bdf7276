//! The check panel's own words, in Swedish and English.

use std::sync::LazyLock;

use crate::preview::own;
use crate::report::{Lang, Words};

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let words = [(Lang::Sv, include_str!("words.sv.ftl")), (Lang::En, include_str!("words.en.ftl"))];
    Words::new(own::WORDS.into_iter().chain(words))
});

/// The text `key`.
pub(super) fn text(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    WORDS.text(lang, key, args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_the_same() {
        let keys = |texts: &'static str| -> Vec<&str> {
            let messages = texts.lines().filter(|line| !line.starts_with([' ', '#', '}']));
            messages.filter_map(|line| line.split_once(" =")).map(|(key, _)| key).collect()
        };
        let [swedish, english] = [include_str!("words.sv.ftl"), include_str!("words.en.ftl")].map(keys);
        assert_eq!(swedish, english);
        for key in swedish {
            for lang in Lang::ALL {
                assert!(WORDS.find(lang, key, None, &[]).is_some(), "{key}");
            }
        }
    }
}
