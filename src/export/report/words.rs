//! The words of reports. They are torg's own, since a report is made without a theme.

use std::sync::LazyLock;

use crate::report::{Lang, Words};

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::new([(Lang::Sv, include_str!("words.sv.ftl")), (Lang::En, include_str!("words.en.ftl"))])
});

/// A text in the report's language.
pub(super) fn words(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    WORDS.text(lang, key, args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |text: &str| -> Vec<String> {
            let keys = text.lines().filter(|line| !line.starts_with([' ', '}']));
            keys.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
        };
        let [sv, en] = [include_str!("words.sv.ftl"), include_str!("words.en.ftl")].map(keys);
        assert_eq!(sv, en);
        for key in sv {
            for lang in Lang::ALL {
                assert!(WORDS.find(lang, &key, None, &[("n", "2")]).is_some(), "{key}");
            }
        }
    }
}
