//! Names for addresses: `Vår väg` becomes `var-vag`.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in small Latin letters, digits and single hyphens. Accents are dropped, letters with a common spelling in
/// other letters are respelled, everything else parts words; empty when nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |letters: &str, gap: &mut bool| {
        if *gap && !out.is_empty() {
            out.push('-');
        }
        *gap = false;
        out.push_str(letters);
    };
    for letter in text.nfd() {
        match letter {
            'a'..='z' | '0'..='9' => push(letter.encode_utf8(&mut [0; 4]), &mut gap),
            'A'..='Z' => push(letter.to_ascii_lowercase().encode_utf8(&mut [0; 4]), &mut gap),
            '\'' | '’' | '\u{ad}' => {}
            letter if is_combining_mark(letter) => {}
            letter => match respelled(letter) {
                Some(letters) => push(letters, &mut gap),
                None => gap = gap || !letter.is_alphabetic(),
            },
        }
    }
    out
}

fn respelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' | 'Æ' => "ae",
        'ø' | 'Ø' => "o",
        'œ' | 'Œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ŧ' | 'Ŧ' => "t",
        '²' => "2",
        '³' => "3",
        '½' => "1-2",
        _ => return None,
    })
}

/// The ids of one text. An id once given is never given again.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// The number to try next for a name that is taken.
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// Takes an id an author wrote; whether it was free.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// An id of its own made from `name`: the name itself, else with `-2`, `-3` …
    pub(super) fn give(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let mut number = self.next.get(name).copied().unwrap_or(2);
        let id = loop {
            let id = format!("{name}-{number}");
            number += 1;
            if self.taken.insert(id.clone()) {
                break id;
            }
        };
        self.next.insert(name.to_owned(), number);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_lose_their_rings_and_dots() {
        assert_eq!(slug("Så här når du oss på Öland!"), "sa-har-nar-du-oss-pa-oland");
        assert_eq!(slug("a\u{30a}r"), "ar");
    }

    #[test]
    fn other_letters_are_respelled_or_dropped() {
        assert_eq!(slug("Straße, café & Ærø"), "strasse-cafe-aero");
        assert_eq!(slug("Don’t panic"), "dont-panic");
        assert_eq!(slug("  --  "), "");
        assert_eq!(slug("Москва 2030"), "2030");
        assert_eq!(slug("2022–2023"), "2022-2023");
    }

    #[test]
    fn ids_never_collide() {
        let mut ids = Ids::default();
        assert!(ids.take("mal-2"));
        assert_eq!(ids.give("mal"), "mal");
        assert_eq!(ids.give("mal"), "mal-3");
        assert_eq!(ids.give("mal"), "mal-4");
        assert!(!ids.take("mal-3"));
    }
}
