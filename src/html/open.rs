//! The elements that are open at a place of a page, with something to remember of each.

use std::borrow::Cow;

use super::scan::Tag;

/// So many elements deep browsers look, and so does this: what is deeper counts as closed.
const MAX_DEPTH: usize = 512;

/// The open elements, the innermost last, as far as the tags tell: an end tag closes the innermost element of its name
/// with all that is open in it, and nothing else closes anything.
#[derive(Debug)]
pub struct Open<'h, T>(Vec<(Cow<'h, str>, T)>);

impl<T> Default for Open<'_, T> {
    fn default() -> Self {
        Self(Vec::with_capacity(32))
    }
}

impl<'h, T> Open<'h, T> {
    /// Takes note of a start tag. An element that can hold nothing is given back.
    pub fn start(&mut self, tag: Tag<'h>, value: T) -> Option<T> {
        let is_empty = if tag.is_foreign { tag.is_self_closing } else { is_void(&tag.name) };
        if is_empty || self.0.len() >= MAX_DEPTH {
            return Some(value);
        }
        self.0.push((tag.name, value));
        None
    }

    /// Takes note of an end tag and gives what was remembered of the elements it closes, the innermost first.
    pub fn end(&mut self, name: &str) -> impl Iterator<Item = T> {
        let from = self.0.iter().rposition(|(open, _)| open == name).unwrap_or(self.0.len());
        self.0.drain(from..).rev().map(|(_, value)| value)
    }

    /// What is remembered of the open elements, the outermost first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}

/// Whether an element of HTML can hold nothing and has no end tag.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}
