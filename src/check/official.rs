//! Words of offices in Swedish texts, each with the plain word to write instead. The list is `official.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

const LIST: &str = include_str!("official.txt");

/// A word or a phrase of the list, in one of its forms.
#[derive(Debug)]
struct Entry {
    /// In small letters.
    words: Vec<&'static str>,
    /// What to write instead; empty for what is right as it is.
    plain: &'static str,
    /// Words that make it right where the sentence has one of them.
    unless: Vec<&'static str>,
}

/// The entries by their first word, the longest first.
static ENTRIES: LazyLock<BTreeMap<&'static str, Vec<Entry>>> = LazyLock::new(|| {
    let mut entries: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let Some((heavy, rest)) = line.split_once('=') else { continue };
        let (plain, unless) = rest.split_once('!').unwrap_or((rest, ""));
        let (heavy, plain) = (forms(heavy), forms(plain));
        for (index, form) in heavy.into_iter().enumerate() {
            let words: Vec<&str> = form.split(' ').collect();
            let plain = plain.get(index).or(plain.last()).copied().unwrap_or_default();
            let entry = Entry { plain, unless: forms(unless), words };
            entries.entry(entry.words[0]).or_default().push(entry);
        }
    }
    for of_word in entries.values_mut() {
        of_word.sort_by_key(|entry| usize::MAX - entry.words.len());
    }
    entries
});

fn forms(list: &'static str) -> Vec<&'static str> {
    list.split(',').map(str::trim).filter(|form| !form.is_empty()).collect()
}

/// The words of the list in a sentence, as they are written there, each with what to write instead. What stands within
/// quotation marks is somebody else's, or a name.
pub(super) fn official(sentence: &str) -> Vec<(&str, &'static str)> {
    let words = words(sentence);
    let small: Vec<String> = words.iter().map(|(_, word)| word.to_lowercase()).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let known = ENTRIES.get(small[at].as_str()).into_iter().flatten();
        let stands_here = |entry: &&Entry| {
            let here = small.get(at..at + entry.words.len()).unwrap_or_default();
            !here.is_empty() && here.iter().eq(&entry.words)
        };
        let Some(entry) = known.into_iter().find(stands_here) else {
            at += 1;
            continue;
        };
        let (start, last) = (words[at].0, words[at + entry.words.len() - 1]);
        let is_quoted = sentence[..start].matches(['”', '"']).count() % 2 == 1;
        let is_right = entry.unless.iter().any(|word| small.iter().any(|other| other == word));
        if !entry.plain.is_empty() && !is_quoted && !is_right {
            found.push((&sentence[start..last.0 + last.1.len()], entry.plain));
        }
        at += entry.words.len();
    }
    found
}

/// The words of a text with the byte each begins at. Parts with hyphens between them are one.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut words = Vec::new();
    for part in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
        if !part.is_empty() {
            words.push((at, part));
        }
        // What parts them is one character.
        at += part.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_all_their_forms_with_the_plain_one() {
        for (sentence, expected) in [
            ("Kommunen erhöll bidrag.", &[("erhöll", "fick")][..]),
            ("Skall vi det, skall vi börja nu.", &[("Skall", "ska"), ("skall", "ska")]),
            ("I enlighet med beslutet går vi.", &[("I enlighet med", "enligt")]),
            ("Lagen avseende vatten.", &[("avseende", "om")]),
            ("Det är bra i detta avseende.", &[]),
            ("Ingen fäste avseende vid det.", &[]),
            ("Skolor samt hem.", &[("samt", "och")]),
            ("Skolor och hem samt vägar.", &[]),
            ("Ordet ”samt” står i Lagen ”avseende vatten”.", &[]),
            ("Enhetens icke-påbörjade och samtliga företag, skallet.", &[]),
            ("Arbetet påbörjades för närvarande.", &[("påbörjades", "började"), ("för närvarande", "nu")]),
            ("i enlighet", &[]),
            ("Det var påbörjat.", &[]),
            ("", &[]),
        ] {
            assert_eq!(official(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_whole() {
        let lines: Vec<&str> =
            LIST.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert!(lines.len() >= 40);
        // Letters as bytes: å before ä before ö is the order of the code points too, but for those two.
        let key = |line: &&str| line.replace('å', "{").replace('ä', "|").replace('ö', "}");
        assert!(lines.is_sorted_by_key(key), "not in the order of the alphabet");
        let mut all = Vec::new();
        for line in lines {
            assert_eq!(line, line.to_lowercase(), "{line}");
            let (heavy, rest) = line.split_once(" =").unwrap_or_else(|| panic!("{line}"));
            let plain = forms(rest.split('!').next().unwrap());
            let heavy = forms(heavy);
            assert!(plain.len() <= 1 || plain.len() == heavy.len(), "{line}");
            all.extend(heavy);
        }
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n, "a word stands twice");
        // What is to be written instead is plain itself.
        let plain: Vec<&Entry> = ENTRIES.values().flatten().collect();
        for entry in plain {
            assert!(official(entry.plain).is_empty(), "{}", entry.plain);
        }
    }
}
