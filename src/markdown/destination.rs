//! Reading link destinations as they are written, to find where they stand.
//!
//! comrak keeps what a link leads to but not where that is written, so it is read once more here. What is found is
//! always compared with what comrak understood: this file may fail to find a destination, but it never invents one.

use std::ops::Range;

/// The destination that starts at or after `at`, after white space: its bytes without `<` and `>`, and where what
/// follows begins.
pub(super) fn destination(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let start = skip_space(text, at);
    if bytes.get(start) == Some(&b'<') {
        let mut at = start + 1;
        loop {
            match bytes.get(at)? {
                b'>' => return Some((start + 1..at, at + 1)),
                b'\n' | b'\r' | b'<' => return None,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
    }
    let mut depth = 0;
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            byte if *byte <= b' ' && *byte != 0 || *byte == 0x7f => break,
            _ => {}
        }
        at += 1;
    }
    (depth == 0).then_some((start..at.min(bytes.len()), at.min(bytes.len())))
}

/// White space, line ends, and the quote marks at the start of a line.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    let mut new_line = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => new_line = true,
            b' ' | b'\t' => {}
            b'>' if new_line => {}
            _ => break,
        }
        at += 1;
    }
    at
}

/// Whether `written` is how `url` is written: with escapes and entities, or as it is.
pub(super) fn means(written: &str, url: &str) -> bool {
    let mut wanted = url;
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let mut following = &rest[first.len_utf8()..];
        if first == '&'
            && let Some((decoded, len)) = entity(rest)
        {
            match decoded {
                // An entity that is not known here stands for at most two characters, which cannot be checked.
                None => return unknown_entity(&rest[len..], wanted),
                Some(decoded) => {
                    let Some(left) = wanted.strip_prefix(decoded) else { return false };
                    wanted = left;
                    rest = &rest[len..];
                    continue;
                }
            }
        }
        let mut plain = first;
        if first == '\\'
            && let Some(escaped) = following.chars().next().filter(char::is_ascii_punctuation)
        {
            plain = escaped;
            following = &following[1..];
        }
        let Some(left) = wanted.strip_prefix(plain) else { return false };
        wanted = left;
        rest = following;
    }
    wanted.is_empty()
}

/// The entity at the start of `text`: what it stands for, if that is known here, and its length.
fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let decoded = match code.ok()? {
            0 => '\u{fffd}',
            code => char::from_u32(code).unwrap_or('\u{fffd}'),
        };
        return Some((Some(decoded), end + 1));
    }
    let decoded = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        name if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !name.is_empty() => None,
        _ => return None,
    };
    Some((decoded, end + 1))
}

fn unknown_entity(rest: &str, wanted: &str) -> bool {
    let ends = |skipped: usize| wanted.char_indices().nth(skipped).map(|(at, _)| &wanted[at..]);
    means(rest, "") && wanted.chars().count() <= 2
        || [1, 2].into_iter().filter_map(ends).any(|wanted| rest.len() < 2_000 && plain_means(rest, wanted))
        || means_literally(rest, wanted)
}

/// As [`means`], without entities: the rest after an entity that is not known here.
fn plain_means(rest: &str, wanted: &str) -> bool {
    !rest.contains('&') && means(rest, wanted)
}

/// What looked like an entity was none and stands as it is.
fn means_literally(rest: &str, wanted: &str) -> bool {
    wanted.find(';').is_some_and(|end| plain_means(rest, &wanted[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<&str> {
        destination(text, 0).map(|(range, _)| &text[range])
    }

    #[test]
    fn destinations_end_where_commonmark_says() {
        assert_eq!(read(" a(b(c))d) e"), Some("a(b(c))d"));
        assert_eq!(read("\n> <a b> \"t\""), Some("a b"));
        assert_eq!(read("a\\)b c"), Some("a\\)b"));
        assert_eq!(read("a(b"), None);
        assert_eq!(read("<a\nb>"), None);
        assert_eq!(read(""), Some(""));
    }

    #[test]
    fn written_and_meant_are_compared() {
        assert!(means("a\\_b&amp;c&#229;", "a_b&cå"));
        assert!(means("a&auml;b", "aäb"));
        assert!(means("å.md", "å.md"));
        assert!(!means("a", "b"));
        assert!(!means("ab", "a"));
        assert!(means("a&nosuch;b", "a&nosuch;b"));
    }
}
