//! Text made fit for strict formats: authors paste the strangest characters, and a feed reader gives up at the first.

use std::borrow::Cow;

/// The text without the characters that XML 1.0 forbids and without control codes, its line ends all `\n`.
///
/// Control codes mean nothing in a title or a summary; XML cannot hold most of them even escaped.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_kept) {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unified.chars().filter(|c| is_kept(*c)).collect())
}

/// Cleaned, and every run of white space that holds a line end or tab made one space: for titles and names.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if text.contains(['\n', '\t']) {
        let lines: Vec<_> = text
            .split(['\n', '\t'])
            .map(|part| part.trim_matches(' '))
            .filter(|part| !part.is_empty())
            .collect();
        Cow::Owned(lines.join(" "))
    } else {
        text
    }
}

/// An address that can break no line: white space and control codes dropped.
pub(super) fn address(url: &str) -> Cow<'_, str> {
    let fine = |c: char| is_kept(c) && !c.is_whitespace();
    if url.chars().all(fine) {
        Cow::Borrowed(url)
    } else {
        Cow::Owned(url.chars().filter(|c| fine(*c)).collect())
    }
}

/// A character that XML 1.0 allows and that is no control code but tab and newline.
fn is_kept(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_dropped() {
        assert_eq!(clean("a\0b\u{1b}[1mc\u{fffe}\u{7f}\u{85}"), "ab[1mc");
        assert_eq!(clean("a\r\nb\rc\td"), "a\nb\nc\td");
        assert!(matches!(clean("å 🎈 \u{202e}"), Cow::Borrowed(_)));
    }

    #[test]
    fn titles_take_one_line() {
        assert_eq!(one_line("En  rubrik\r\n  på\ttre rader\n"), "En  rubrik på tre rader");
        assert_eq!(one_line("\n"), "");
    }

    #[test]
    fn addresses_break_no_line() {
        assert_eq!(address("https://a.example/\r\nX: y"), "https://a.example/X:y");
    }
}
