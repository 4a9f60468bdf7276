//! Abbreviations in capitals, such as `MDU` and `FoU`. Whoever keeps a glossary is told of those that neither it nor the
//! text explains.

use std::collections::BTreeSet;
use std::ops::Range;

/// The most letters of an abbreviation. Longer words in capitals are names, or words that somebody shouts.
const LONGEST: usize = 6;

/// The abbreviations of a text, which may be given in pieces.
#[derive(Debug, Default)]
pub struct FirstUses(BTreeSet<String>);

impl FirstUses {
    /// Whether the abbreviation has stood in the text.
    pub fn has(&self, abbreviation: &str) -> bool {
        self.0.contains(abbreviation)
    }

    /// Where in the next piece of the text abbreviations stand for the first time without being explained there, as in
    /// `Mälardalens universitet (MDU)` or `MDU (Mälardalens universitet)`.
    pub fn unexplained(&mut self, text: &str) -> Vec<Range<usize>> {
        let mut found = find(text);
        found.retain(|span| self.0.insert(text[span.clone()].to_owned()) && !is_explained(text, span));
        found
    }
}

/// Where in a text abbreviations stand: words of two to six letters that begin and end with a capital, or several such
/// with hyphens between them. Roman numerals and grades such as `AA` are none, nor are parts of addresses and of names of
/// files.
pub fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 1;
    while let Some(capital) = inner_capital(text.as_bytes(), at) {
        if text[capital..].starts_with(char::is_whitespace) {
            at = capital + 1;
            continue;
        }
        let before = text[..capital].char_indices().rev().find(|(_, c)| c.is_whitespace());
        let start = before.map_or(0, |(at, c)| at + c.len_utf8());
        at = text[capital..].find(char::is_whitespace).map_or(text.len(), |end| capital + end);
        in_chunk(text, start..at, &mut found);
    }
    found
}

/// Where the next capital stands, at `at` or later, with another letter right before it: few words have one, and those that
/// have none are not looked at. Now and then it is no capital. `at` is not the first byte.
fn inner_capital(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let mut pairs = bytes.get(at - 1..)?.windows(2);
        at += pairs.position(|pair| is_letter_and_capital(pair[0], pair[1]))?;
        // In UTF-8 `À` to `Þ` begin with the one, dashes and quotation marks with the other.
        match (bytes[at], bytes.get(at + 1)) {
            (0xC3, Some(0x9F..)) | (0xE2, Some(0x80)) => at += 1,
            _ => return Some(at),
        }
    }
}

/// Whether the one byte can end a letter and the other begin a capital.
fn is_letter_and_capital(one: u8, other: u8) -> bool {
    (KINDS[usize::from(one)] & LETTER) & (KINDS[usize::from(other)] >> 1) != 0
}

const LETTER: u8 = 1;
const CAPITAL: u8 = 2;

/// What each byte can be a part of: looked up, because every byte of every text is asked for.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let value = byte as u8;
        if value.is_ascii_alphabetic() || value >= 0x80 {
            kinds[byte] |= LETTER;
        }
        if value.is_ascii_uppercase() || value >= 0xC3 {
            kinds[byte] |= CAPITAL;
        }
        byte += 1;
    }
    kinds
};

/// Adds the abbreviations of what stands between two blanks.
fn in_chunk(text: &str, span: Range<usize>, found: &mut Vec<Range<usize>>) {
    let (start, chunk) = (span.start, &text[span]);
    // Of a link in Markdown, its words.
    let shown = chunk.split_once("](").map_or(chunk, |(words, _)| words);
    if shown.contains("://") {
        return;
    }
    for (from, to) in words(shown).filter(|word| is_abbreviation(shown, *word)) {
        match found.last_mut() {
            Some(before) if text.get(before.end..start + from) == Some("-") => before.end = start + to,
            _ => found.push(start + from..start + to),
        }
    }
}

/// The runs of letters and digits.
fn words(chunk: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    chunk.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = at;
        let end = start + word.len();
        at = end + chunk[end..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, end))
    })
}

fn is_abbreviation(chunk: &str, (start, end): (usize, usize)) -> bool {
    let word = &chunk[start..end];
    let is_capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    (2..=LONGEST).contains(&word.chars().count())
        && is_capital(word.chars().next())
        && is_capital(word.chars().next_back())
        && word.chars().all(char::is_alphabetic)
        && !word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        && word.chars().any(|c| !word.starts_with(c))
        && !is_joined(chunk[..start].chars().rev())
        && !is_joined(chunk[end..].chars())
}

/// Whether what stands beside a word makes it a part of something else, such as the name of a file.
fn is_joined(mut beside: impl Iterator<Item = char>) -> bool {
    beside.next().is_some_and(|c| matches!(c, '.' | '_' | '@' | '#' | '&' | '='))
        && beside.next().is_some_and(char::is_alphanumeric)
}

/// Whether the abbreviation is what a parenthesis holds, or is followed by one, it or the compound that it begins.
fn is_explained(text: &str, span: &Range<usize>) -> bool {
    let marks = ['*', '_', '"', '”'];
    let before = text[..span.start].trim_end_matches(marks);
    let after = text[span.end..].trim_start_matches(marks);
    let compound = after.trim_start_matches(|c: char| c == '-' || c.is_alphabetic());
    (before.ends_with('(') && after.starts_with(')')) || compound.starts_with(" (")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn words_in_capitals_are_found() {
        for (text, expected) in [
            ("Vi mötte MDU:s forskare.", &["MDU"][..]),
            ("FoU-chefen på SÄBO/LSS", &["FoU", "SÄBO", "LSS"]),
            ("Ä och ÄO, (ÅÄÖ)", &["ÄO", "ÅÄÖ"]),
            ("DCAT-AP-SE och DCAT-filen", &["DCAT-AP-SE", "DCAT"]),
            ("[MDU](hub:organisationer/XYZ) och CSV", &["MDU", "CSV"]),
            ("SKR. Se även **KTH**", &["SKR", "KTH"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
        for text in [
            "",
            "Mål II, IV och XIV på nivån AA",
            "A4, B och Ö",
            "SAMVERKAN",
            "HV3D och MDH5.7-493/13",
            "https://www.SKR.se/ABC och info@SKR.se",
            "läs KALENDER.ICS och ANTAL_DAGAR",
            "iPhone, VästeråS och MDUs",
            "Östra",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn looking_at_few_words_finds_what_looking_at_all_does(text in "([A-Cx-zÄÖåé.ΩωＡ(/:\\[\\]-]{0,5}[ \u{a0}\u{2009}\u{3000}\n”–]{0,2}){0,8}") {
            let mut all = Vec::new();
            let mut start = 0;
            for (at, blank) in text.match_indices(char::is_whitespace) {
                in_chunk(&text, start..at, &mut all);
                start = at + blank.len();
            }
            in_chunk(&text, start..text.len(), &mut all);
            proptest::prop_assert_eq!(find(&text), all);
        }
    }

    #[test]
    fn only_the_first_use_has_to_be_explained() {
        let mut uses = FirstUses::default();
        let text = "Högskolan (MDH) och MDU (universitetet) mötte KTH, (*RISE*) och **SKR** (kommunerna) om RUT-tjänster (med avdrag).";
        let mut unexplained = |text: &'static str| -> Vec<&str> {
            uses.unexplained(text).into_iter().map(|span| &text[span]).collect()
        };
        assert_eq!(unexplained(text), ["KTH"]);
        assert_eq!(unexplained("MDH, MDU, KTH (högskolan) och (se FoU)"), ["FoU"]);
    }
}
