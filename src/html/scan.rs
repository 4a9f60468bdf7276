//! The scanner: one token after the other, each a part of the page.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::foreign::{Foreign, Text};

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'h> {
    /// A start tag; its attributes are in [`Scanner::attributes`] until the next token.
    Start(Tag<'h>),
    /// An end tag.
    End(Tag<'h>),
    /// Text as it is written, with its character references. Consecutive tokens may be parts of one text.
    Text(Range<usize>),
    /// A comment, a doctype or what browsers make a comment of.
    Comment(Range<usize>),
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// The element's name in lower case.
    pub name: Cow<'h, str>,
    /// Where the tag stands, from `<` to after `>`.
    pub span: Range<usize>,
    /// Whether it ends in `/>`.
    pub is_self_closing: bool,
    /// Whether the element is part of a drawing or a formula, where `/>` leaves it empty.
    pub is_foreign: bool,
}

/// An attribute of a start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'h> {
    /// Its name as written.
    pub name: &'h str,
    /// Its value as written, without quotes and with its character references; empty where there is none.
    pub value: &'h str,
    /// All of it as written.
    pub raw: &'h str,
}

/// Cuts a page into tokens. The tokens' places follow each other without a gap, but for the end of a page that breaks
/// off within a tag: browsers show nothing of that.
#[derive(Debug)]
pub struct Scanner<'h> {
    html: &'h str,
    at: usize,
    attributes: Vec<Attribute<'h>>,
    /// The element whose text is no HTML, if the last token opened one.
    text: Option<(Text, Cow<'h, str>)>,
    foreign: Foreign,
}

impl<'h> Scanner<'h> {
    /// A scanner at the start of a page.
    pub fn new(html: &'h str) -> Self {
        Self { html, at: 0, attributes: Vec::with_capacity(16), text: None, foreign: Foreign::default() }
    }

    /// The attributes of the start tag that was the last token, in the order of the page. Of two with one name the
    /// first counts.
    pub fn attributes(&self) -> &[Attribute<'h>] {
        &self.attributes
    }

    /// The value of an attribute of the last start tag, by its name in lower case.
    pub fn attribute(&self, name: &str) -> Option<&'h str> {
        value_of(&self.attributes, name)
    }

    fn bytes(&self) -> &'h [u8] {
        self.html.as_bytes()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    /// The place of a byte at or after another place; the end of the page where there is none.
    fn place_of(&self, byte: u8, from: usize) -> usize {
        let rest = self.bytes().get(from..).unwrap_or_default();
        memchr(byte, rest).map_or(self.html.len(), |at| from + at)
    }

    /// The place after some bytes.
    fn after(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = self.bytes().get(from..)?;
        memmem::find(rest, bytes).map(|at| from + at + bytes.len())
    }

    fn text_until(&mut self, end: usize) -> Token<'h> {
        let start = std::mem::replace(&mut self.at, end);
        Token::Text(start..end)
    }

    fn comment_until(&mut self, end: usize) -> Token<'h> {
        let start = std::mem::replace(&mut self.at, end.min(self.html.len()));
        Token::Comment(start..self.at)
    }

    /// The markup that begins here; none where the page ends within a tag.
    fn markup(&mut self) -> Option<Token<'h>> {
        let at = self.at;
        match self.byte(at + 1)? {
            b'/' if self.byte(at + 2)?.is_ascii_alphabetic() => self.end_tag(),
            b'!' => Some(self.comment_until(self.declaration_end(at + 2))),
            b'/' | b'?' => Some(self.comment_until(self.place_of(b'>', at + 2) + 1)),
            _ => self.start_tag(),
        }
    }

    /// The place after what `<!` begins.
    fn declaration_end(&self, at: usize) -> usize {
        let rest = self.bytes().get(at..).unwrap_or_default();
        let end = if rest.starts_with(b"-->") || rest.starts_with(b"--->") {
            // Browsers end `<!-->` and `<!--->` at once.
            return self.place_of(b'>', at) + 1;
        } else if rest.starts_with(b"--") {
            // `--!>` ends a comment as well.
            let regular = self.after(b"-->", at + 2);
            let until = regular.unwrap_or(self.html.len());
            let odd = memmem::find(self.bytes().get(at + 2..until).unwrap_or_default(), b"--!>");
            odd.map(|found| at + 2 + found + 4).or(regular)
        } else if rest.starts_with(b"[CDATA[") && self.foreign.is_inside() {
            self.after(b"]]>", at + 7)
        } else {
            return self.place_of(b'>', at) + 1;
        };
        end.unwrap_or(self.html.len())
    }

    fn start_tag(&mut self) -> Option<Token<'h>> {
        let (tag, end) = self.tag(self.at + 1)?;
        let Self { attributes, foreign, .. } = self;
        let (is_foreign, text) =
            foreign.start(&tag.name, tag.is_self_closing, |name| value_of(attributes, name));
        self.text = text.map(|text| (text, tag.name.clone()));
        self.at = end;
        Some(Token::Start(Tag { is_foreign, ..tag }))
    }

    fn end_tag(&mut self) -> Option<Token<'h>> {
        let (tag, end) = self.tag(self.at + 2)?;
        let is_foreign = self.foreign.end(&tag.name);
        self.attributes.clear();
        self.at = end;
        Some(Token::End(Tag { is_foreign, ..tag }))
    }

    /// The tag whose name begins at a place, and the place after it; none where the page ends within it.
    fn tag(&mut self, from: usize) -> Option<(Tag<'h>, usize)> {
        let (start, bytes) = (self.at, self.bytes());
        let mut at = from + bytes.get(from..)?.iter().position(|byte| ends_name(*byte))?;
        let name = lower(self.html.get(from..at)?);
        self.attributes.clear();
        let mut is_self_closing = false;
        loop {
            match *bytes.get(at)? {
                b'>' => {
                    let tag = Tag { name, span: start..at + 1, is_self_closing, is_foreign: false };
                    return Some((tag, at + 1));
                }
                b'/' => {
                    is_self_closing = bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                byte if byte.is_ascii_whitespace() => at += 1,
                _ => at = self.one_attribute(at)?,
            }
        }
    }

    /// Notes the attribute that begins at a place and gives the place after it.
    fn one_attribute(&mut self, from: usize) -> Option<usize> {
        let bytes = self.bytes();
        let rest = bytes.get(from..)?;
        // An equals sign in front is part of the name.
        let after_name = from + 1 + rest.iter().skip(1).position(|byte| ends_name(*byte) || *byte == b'=')?;
        let equals = skip_space(bytes, after_name);
        let (value, end) = if bytes.get(equals) == Some(&b'=') {
            let start = skip_space(bytes, equals + 1);
            match *bytes.get(start)? {
                quote @ (b'"' | b'\'') => {
                    let end = self.place_of(quote, start + 1);
                    bytes.get(end)?;
                    (start + 1..end, end + 1)
                }
                b'>' => (start..start, start),
                _ => {
                    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                    let end = start + bytes.get(start..)?.iter().position(ends)?;
                    (start..end, end)
                }
            }
        } else {
            (after_name..after_name, after_name)
        };
        let (name, value) = (self.html.get(from..after_name)?, self.html.get(value)?);
        self.attributes.push(Attribute { name, value, raw: self.html.get(from..end)? });
        Some(end)
    }

    /// Where the text of an element ends whose text is no HTML.
    fn end_of_text(&self, kind: Text, name: &str) -> usize {
        match kind {
            Text::Plain => self.html.len(),
            Text::Raw => self.end_tag_of(name, self.at).unwrap_or(self.html.len()),
            Text::Script => self.end_of_script(name),
        }
    }

    /// The place of the next end tag of an element.
    fn end_tag_of(&self, name: &str, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at = self.place_of(b'<', at);
            self.byte(at)?;
            if self.is_tag(at, "/", name) {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Whether a tag of an element stands here, with this mark after its `<`.
    fn is_tag(&self, at: usize, mark: &str, name: &str) -> bool {
        let rest = self.bytes().get(at..).and_then(|rest| rest.strip_prefix(b"<"));
        let rest = rest.and_then(|rest| rest.strip_prefix(mark.as_bytes()));
        let Some(rest) = rest else { return false };
        let Some((found, after)) = rest.split_at_checked(name.len()) else { return false };
        found.eq_ignore_ascii_case(name.as_bytes()) && after.first().is_some_and(|byte| ends_name(*byte))
    }

    /// Where a script ends: within a comment that opens a script of its own, an end tag is that one's.
    fn end_of_script(&self, name: &str) -> usize {
        let mut state = Script::Plain;
        let mut at = self.at;
        while let Some(found) = memchr2(b'<', b'-', self.bytes().get(at..).unwrap_or_default()) {
            at += found;
            let rest = self.bytes().get(at..).unwrap_or_default();
            state = match state {
                Script::Plain | Script::Comment if self.is_tag(at, "/", name) => return at,
                // The dashes that open a comment may close it: they are looked at again.
                Script::Plain if rest.starts_with(b"<!--") => {
                    at += 1;
                    Script::Comment
                }
                Script::Comment if self.is_tag(at, "", name) => Script::Inner,
                Script::Inner if self.is_tag(at, "/", name) => Script::Comment,
                Script::Comment | Script::Inner if rest.starts_with(b"-->") => Script::Plain,
                state => state,
            };
            at += 1;
        }
        self.html.len()
    }

    /// Whether browsers take the `<` at a place for markup.
    fn begins_markup(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            Some(b'/') => self.byte(at + 2).is_some(),
            Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
            None => false,
        }
    }
}

/// Where in a script the scanner is.
#[derive(Clone, Copy)]
enum Script {
    Plain,
    /// In a comment.
    Comment,
    /// In a script within a comment.
    Inner,
}

fn value_of<'h>(attributes: &[Attribute<'h>], name: &str) -> Option<&'h str> {
    let found = attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name));
    found.map(|attribute| attribute.value)
}

/// Whether a byte ends the name of a tag or an attribute.
fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

fn skip_space(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| !byte.is_ascii_whitespace()).map_or(bytes.len(), |at| from + at)
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

impl<'h> Iterator for Scanner<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if let Some((kind, name)) = self.text.take() {
            let end = self.end_of_text(kind, &name);
            if end > self.at {
                return Some(self.text_until(end));
            }
        }
        self.byte(self.at)?;
        let mut from = self.at;
        loop {
            let at = self.place_of(b'<', from);
            if at > self.at && (at == self.html.len() || self.begins_markup(at)) {
                return Some(self.text_until(at));
            }
            if at == self.html.len() {
                return None;
            }
            if self.begins_markup(at) {
                return self.markup();
            }
            from = at + 1;
        }
    }
}
