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
    let mut at = 0;
    for chunk in text.split(char::is_whitespace) {
        let start = at;
        at += chunk.len() + text[at + chunk.len()..].chars().next().map_or(0, char::len_utf8);
        // Most words have no capital; those beyond ASCII that begin a Swedish word begin with this byte.
        if !chunk.bytes().skip(1).any(|byte| byte.is_ascii_uppercase() || byte == 0xC3) {
            continue;
        }
        // Of a link in Markdown, its words.
        let shown = chunk.split_once("](").map_or(chunk, |(words, _)| words);
        if shown.contains("://") {
            continue;
        }
        for (from, to) in words(shown).filter(|word| is_abbreviation(shown, *word)) {
            match found.last_mut() {
                Some(before) if text.get(before.end..start + from) == Some("-") => before.end = start + to,
                _ => found.push(start + from..start + to),
            }
        }
    }
    found
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
