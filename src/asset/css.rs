//! Just as much of CSS as is needed to find what a style sheet refers to: comments, strings, `url(…)`, `@import`.

use std::ops::Range;

/// Something found in a style sheet. All ranges are of bytes in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// From `/*` to `*/`.
    Comment(Range<usize>),
    /// A quoted string that is no reference.
    Text(Range<usize>),
    /// `url(…)`; the reference without quotes.
    Url { whole: Range<usize>, target: Range<usize> },
    /// `@import …;`
    Import {
        whole: Range<usize>,
        /// The reference without quotes.
        target: Range<usize>,
        /// Layer, conditions and media, up to the semicolon.
        conditions: Range<usize>,
        /// Whether a rule stands before it, so that browsers ignore it.
        late: bool,
    },
}

/// Everything a style sheet refers to, in order. Never fails: what is not CSS is passed over, as browsers do.
pub(super) fn scan(css: &str) -> Vec<Piece> {
    let mut scanner = Scanner { css, bytes: css.as_bytes(), at: 0, pieces: Vec::new() };
    scanner.run();
    scanner.pieces
}

struct Scanner<'a> {
    css: &'a str,
    bytes: &'a [u8],
    at: usize,
    pieces: Vec<Piece>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut depth = 0usize;
        let mut rule_seen = false;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'{' => {
                    depth += 1;
                    rule_seen = true;
                    self.at += 1;
                }
                b'}' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b'@' if depth == 0 && self.word_is(1, "import") => self.import(rule_seen),
                _ => self.step(),
            }
        }
    }

    /// One comment, string, reference or plain byte.
    fn step(&mut self) {
        let start = self.at;
        match self.peek(0) {
            Some(b'/') if self.peek(1) == Some(b'*') => {
                let end =
                    self.css[start + 2..].find("*/").map_or(self.bytes.len(), |len| start + 2 + len + 2);
                self.at = end;
                self.pieces.push(Piece::Comment(start..end));
            }
            Some(quote @ (b'"' | b'\'')) => {
                self.string(quote);
                self.pieces.push(Piece::Text(start..self.at));
            }
            Some(b'u' | b'U') if self.starts_url() => {
                if let Some(target) = self.url() {
                    self.pieces.push(Piece::Url { whole: start..self.at, target });
                }
            }
            Some(b'\\') => self.at = (start + 2).min(self.bytes.len()),
            _ => self.at += 1,
        }
    }

    /// Past a string, which ends at its quote or, if it has none, with the line. Its content.
    fn string(&mut self, quote: u8) -> Range<usize> {
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => self.at += 1,
                b'\n' => return start..self.at,
                _ if byte == quote => {
                    self.at += 1;
                    return start..self.at - 1;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.bytes.len();
        start..self.at
    }

    fn starts_url(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at));
        let within_name = before.is_some_and(|byte| is_name(*byte));
        !within_name && self.word_is(0, "url") && self.peek(3) == Some(b'(')
    }

    /// Past `url(…)`; what is in it.
    fn url(&mut self) -> Option<Range<usize>> {
        self.at += 4;
        while self.peek(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        let target = if let quote @ (b'"' | b'\'') = self.peek(0)? {
            self.string(quote)
        } else {
            let start = self.at;
            while self.peek(0).is_some_and(|byte| byte != b')' && !byte.is_ascii_whitespace()) {
                self.at += if self.peek(0) == Some(b'\\') { 2 } else { 1 };
            }
            self.at = self.at.min(self.bytes.len());
            start..self.at
        };
        while self.peek(0).is_some_and(|byte| byte != b')') {
            self.at += 1;
        }
        self.at = (self.at + 1).min(self.bytes.len());
        Some(target)
    }

    fn import(&mut self, late: bool) {
        let start = self.at;
        self.at += "@import".len();
        self.skip_space();
        let target = match self.peek(0) {
            Some(quote @ (b'"' | b'\'')) => Some(self.string(quote)),
            Some(b'u' | b'U') if self.starts_url() => self.url(),
            _ => None,
        };
        let Some(target) = target else { return };
        let conditions = self.at;
        while self.peek(0).is_some_and(|byte| !matches!(byte, b';' | b'{' | b'}')) {
            self.step();
        }
        let conditions = conditions..self.at.min(self.bytes.len());
        if self.peek(0) == Some(b';') {
            self.at += 1;
        }
        self.pieces.retain(|piece| piece.whole().start < start);
        self.pieces.push(Piece::Import { whole: start..self.at, target, conditions, late });
    }

    fn skip_space(&mut self) {
        loop {
            if self.peek(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            } else if self.peek(0) == Some(b'/') && self.peek(1) == Some(b'*') {
                self.step();
            } else {
                return;
            }
        }
    }

    /// Whether the name `word`, and no longer one, stands `offset` bytes ahead.
    fn word_is(&self, offset: usize, word: &str) -> bool {
        let start = self.at + offset;
        let found = self.bytes.get(start..start + word.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
            && self.bytes.get(start + word.len()).is_none_or(|byte| !is_name(*byte))
    }

    fn peek(&self, offset: usize) -> Option<u8> {
        self.bytes.get(self.at + offset).copied()
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || !byte.is_ascii()
}

impl Piece {
    pub(super) fn whole(&self) -> Range<usize> {
        match self {
            Self::Comment(whole)
            | Self::Text(whole)
            | Self::Url { whole, .. }
            | Self::Import { whole, .. } => whole.clone(),
        }
    }
}

/// A reference as it is meant, its escapes resolved.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        let mut code = String::new();
        while code.len() < 6 && rest.peek().is_some_and(char::is_ascii_hexdigit) {
            code.extend(rest.next());
        }
        if code.is_empty() {
            plain.extend(rest.next().filter(|letter| *letter != '\n'));
            continue;
        }
        plain.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}'));
        if rest.peek().is_some_and(char::is_ascii_whitespace) {
            rest.next();
        }
    }
    plain
}

/// The same style sheet without comments (but for `/*! … */`) and without the white space that nothing needs.
pub(super) fn compact(css: &str) -> String {
    let mut compact = String::with_capacity(css.len());
    let mut at = 0;
    for piece in scan(css) {
        let (kept, whole) = match piece {
            Piece::Comment(whole) => (css[whole.clone()].starts_with("/*!"), whole),
            Piece::Text(whole) | Piece::Url { whole, .. } | Piece::Import { whole, .. } => (true, whole),
        };
        squeeze(&css[at..whole.start], &mut compact);
        if kept {
            compact.push_str(&css[whole.clone()]);
        }
        at = whole.end;
    }
    squeeze(&css[at..], &mut compact);
    compact
}

/// Adds CSS that holds no strings and no comments: each run of white space becomes one space, or nothing next to a
/// brace, after a semicolon or a comma, and at the start.
fn squeeze(css: &str, compact: &mut String) {
    for letter in css.chars() {
        if letter.is_ascii_whitespace() {
            if !compact.is_empty() && !compact.ends_with([' ', '{', '}', ';', ',']) {
                compact.push(' ');
            }
            continue;
        }
        if matches!(letter, '{' | '}') && compact.ends_with(' ') {
            compact.pop();
        }
        if letter == '}' && compact.ends_with(';') {
            compact.pop();
        }
        compact.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn targets(css: &str) -> Vec<&str> {
        scan(css)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Url { target, .. } | Piece::Import { target, .. } => Some(&css[target]),
                Piece::Comment(_) | Piece::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn references_are_found_where_css_has_them() {
        assert_eq!(
            targets(
                "@import 'a.css'; @IMPORT url(b.css) screen;\n/* url(no.png) */ a { background: url( \"c.png\" ), \
                 URL(d.png); content: 'url(no)'; x: myurl(no) } @media print { b { c: url('e\\'f.png') } }"
            ),
            ["a.css", "b.css", "c.png", "d.png", "e\\'f.png"]
        );
    }

    #[test]
    fn imports_tell_their_conditions_and_whether_they_count() {
        let css = "@import \"a.css\" layer(base) supports(display: grid) screen;p{}@import 'late.css'";
        let imports: Vec<_> = scan(css)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Import { conditions, late, .. } => Some((css[conditions].trim(), late)),
                _ => None,
            })
            .collect();
        assert_eq!(imports, [("layer(base) supports(display: grid) screen", false), ("", true)]);
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescaped("a\\20 b\\'c\\e5.png"), "a b'cå.png");
        assert_eq!(unescaped("\\110000 x\\"), "\u{fffd}x");
    }

    #[test]
    fn compact_css_means_the_same() {
        assert_eq!(
            compact(
                "/* x */\n a > b ,\n c :hover {\n  margin : 0 auto ;\n  content: \"  {  \";\n}\n\n@media (a) and (b) { d { e: calc(1px + 2px) } }"
            ),
            "a > b ,c :hover{margin : 0 auto ;content: \"  {  \"}@media (a) and (b){d{e: calc(1px + 2px)}}"
        );
        assert_eq!(compact("a{b:url( x y )} /*! licence */"), "a{b:url( x y )}/*! licence */");
    }

    proptest! {
        #[test]
        fn anything_can_be_scanned(css in "(@import |url\\(|[\"'\\\\(){};/*]|/\\*|\\PC){0,40}") {
            let pieces = scan(&css);
            prop_assert!(pieces.windows(2).all(|pair| pair[0].whole().start < pair[1].whole().start));
            compact(&css);
            for target in targets(&css) {
                unescaped(target);
            }
        }
    }
}
