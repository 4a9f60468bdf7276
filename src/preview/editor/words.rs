//! The editor's own words, in Swedish and English.

use std::sync::LazyLock;

use crate::preview::own;
use crate::report::{Lang, Words};

const OWN: [(Lang, &str); 4] = [
    (Lang::Sv, include_str!("words.sv.ftl")),
    (Lang::En, include_str!("words.en.ftl")),
    (Lang::Sv, include_str!("choices.sv.ftl")),
    (Lang::En, include_str!("choices.en.ftl")),
];

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(own::WORDS.into_iter().chain(OWN)));

/// The text `key`.
pub(super) fn text(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    WORDS.text(lang, key, args)
}

/// One of the words that are written in files and belong to torg, as people say it; itself where it is none of them.
pub(super) fn choice(lang: Lang, word: &str) -> String {
    WORDS.find(lang, &format!("word-{word}"), None, &[]).unwrap_or_else(|| word.to_owned())
}

/// What to say of what was done, by the word that an address ends with; nothing for a word that is none.
pub(super) fn done(lang: Lang, word: &str) -> String {
    WORDS.find(lang, &format!("done-{word}"), None, &[]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::config::{Shape, TableShape};
    use crate::report::both;
    use crate::{content, hub};

    use super::*;

    #[test]
    fn both_languages_say_the_same() {
        both::say_the_same(&WORDS, &OWN);
    }

    #[test]
    fn every_word_to_choose_is_one_that_people_say() {
        let kinds = content::Kind::WORDS.iter().filter_map(|word| content::Kind::from_word(word));
        let pages = kinds.flat_map(|kind| [false, true].map(|is_section| content::parts(kind, is_section)));
        let records = hub::kinds().iter().map(hub::RecordKind::described);
        let mut unknown = Vec::new();
        for table in pages.chain(records).flatten() {
            collect(table, &mut unknown);
        }
        unknown.retain(|word| WORDS.find(Lang::Sv, &format!("word-{word}"), None, &[]).is_none());
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    fn collect(table: &TableShape, words: &mut Vec<&'static str>) {
        for field in table.fields {
            let shape = match &field.shape {
                Shape::List(item) => item,
                shape => shape,
            };
            match shape {
                Shape::Choice(choices) => words.extend(*choices),
                Shape::Table(inner) => collect(inner, words),
                _ => {}
            }
        }
    }
}
