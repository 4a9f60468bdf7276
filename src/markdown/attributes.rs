//! What stands between `{` and `}`: `key="value" key=value flag #id .class`.

use std::borrow::Cow;
use std::ops::Range;

/// One attribute, with where its parts stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Attribute<'s> {
    /// `#id`
    Id(&'s str, Range<usize>),
    /// `.class`
    Class(&'s str),
    /// `key` or `key=value`
    Argument { name: &'s str, at: Range<usize>, value: Option<(Cow<'s, str>, Range<usize>)> },
}

/// The `}` of the `{` at `open`, before `end`; `None` as soon as what follows cannot be attributes.
pub(super) fn closing(text: &str, open: usize, end: usize) -> Option<usize> {
    let mut reader = Reader { text: &text[..end], at: open + 1 };
    while let Step::Attribute(_) = reader.step()? {}
    Some(reader.at)
}

/// The attributes in `range`, which [`closing`] has found.
pub(super) fn attributes(text: &str, range: Range<usize>) -> Vec<Attribute<'_>> {
    let mut reader = Reader { text: &text[..=range.end], at: range.start };
    let mut found = Vec::new();
    while let Some(Step::Attribute(attribute)) = reader.step() {
        found.push(attribute);
    }
    found
}

enum Step<'s> {
    Attribute(Attribute<'s>),
    End,
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Reader<'s> {
    /// The next attribute or the closing brace; `None` where nothing can be read.
    fn step(&mut self) -> Option<Step<'s>> {
        self.skip(|byte| matches!(byte, b' ' | b'\t'));
        Some(Step::Attribute(match self.byte()? {
            b'}' => return Some(Step::End),
            b'#' => {
                let at = self.word()?;
                Attribute::Id(&self.text[at.clone()], at)
            }
            b'.' => Attribute::Class(&self.text[self.word()?]),
            _ => {
                let at = self.name()?;
                let value = if self.byte()? == b'=' { Some(self.value()?) } else { None };
                Attribute::Argument { name: &self.text[at.clone()], at, value }
            }
        }))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        while self.byte().is_some_and(&skipped) {
            self.at += 1;
        }
        start..self.at
    }

    /// What follows `#` or `.`.
    fn word(&mut self) -> Option<Range<usize>> {
        self.at += 1;
        let word =
            self.skip(|byte| !matches!(byte, b' ' | b'\t' | b'}' | b'{' | b'#' | b'.' | b'=' | b'"' | b'\''));
        (!word.is_empty()).then_some(word)
    }

    fn name(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = &self.text[start..];
        let len = rest
            .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_' | ':')))
            .unwrap_or(rest.len());
        self.at += len;
        (len > 0).then_some(start..self.at)
    }

    fn value(&mut self) -> Option<(Cow<'s, str>, Range<usize>)> {
        self.at += 1;
        let quote = self.byte()?;
        if matches!(quote, b'"' | b'\'') {
            self.at += 1;
            let at = self.skip(|byte| byte != quote);
            self.byte()?;
            self.at += 1;
            return Some((unescape(&self.text[at.clone()]), at));
        }
        let at =
            self.skip(|byte| !matches!(byte, b' ' | b'\t' | b'}' | b'{' | b'"' | b'\'' | b'<' | b'>' | b'`'));
        (!at.is_empty()).then(|| (unescape(&self.text[at.clone()]), at))
    }
}

/// The few entities that quotes make necessary.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">");
    Cow::Owned(plain.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read() {
        let text = "x{a=\"b c}\" d=e/å.md flagga #id .k .l f='\"&quot;'} rest";
        let close = closing(text, 1, text.len()).unwrap();
        assert_eq!(&text[close..], "} rest");
        let read: Vec<String> = attributes(text, 2..close)
            .iter()
            .map(|attribute| match attribute {
                Attribute::Id(id, _) => format!("#{id}"),
                Attribute::Class(class) => format!(".{class}"),
                Attribute::Argument { name, value, at } => {
                    assert_eq!(&text[at.clone()], *name);
                    value.as_ref().map_or((*name).to_owned(), |(value, _)| format!("{name}={value}"))
                }
            })
            .collect();
        assert_eq!(read, ["a=b c}", "d=e/å.md", "flagga", "#id", ".k", ".l", "f=\"\""]);
    }

    #[test]
    fn what_is_no_attribute_closes_nothing() {
        for text in ["{a", "{a=", "{a={b}", "{a=\"b}", "{?}", "{#}", "{a=}", "{a”b}"] {
            assert_eq!(closing(text, 0, text.len()), None, "{text}");
        }
        assert_eq!(closing("{}", 0, 2), Some(1));
    }
}
