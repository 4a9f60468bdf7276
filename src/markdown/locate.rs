//! Where a link's destination is written.
//!
//! comrak's positions of inline nodes are exact but for a few cases (after a reference definition in the same
//! paragraph, after a link whose destination stands on another line, after `\|` in a table), and there they come too
//! early. The search therefore starts at the node's position and goes forward, and every find is compared with the
//! address that comrak understood.

use std::ops::Range;

use comrak::nodes::{Node, NodeLink, NodeValue};

use super::definitions::Definitions;
use super::destination::{destination, means, skip_space};
use super::text::Text;

/// Finds destinations, in the order in which links end.
pub(super) struct Locator<'t, 's> {
    text: &'t Text<'s>,
    /// Where the last destination that was found ends.
    cursor: usize,
    /// How much more may be searched in vain before giving up: all searches together stay linear.
    budget: usize,
    /// Read when the first reference is met.
    definitions: Option<Definitions>,
}

impl<'t, 's> Locator<'t, 's> {
    pub(super) fn new(text: &'t Text<'s>) -> Self {
        Self { text, cursor: 0, budget: text.str.len() * 8 + 4_096, definitions: None }
    }

    /// The destination of a link or image; all of the node when it cannot be found.
    pub(super) fn find(&mut self, node: Node<'_>, link: &NodeLink) -> Range<usize> {
        let range = self.text.range(node.data().sourcepos);
        let bracket = self.text.str[range.start..].starts_with(['[', '!']);
        let found =
            if bracket || !is_autolink(node, link) { self.bracketed(&range, node, link) } else { None };
        found.or_else(|| self.autolink(range.start, node, link)).unwrap_or(range)
    }

    /// An address in angle brackets, or one that just stands there.
    fn autolink(&mut self, start: usize, node: Node<'_>, link: &NodeLink) -> Option<Range<usize>> {
        if !is_autolink(node, link) {
            return None;
        }
        let child = node.first_child()?;
        let ast = child.data();
        let words = ast.value.text()?;
        let text = self.text.str;
        if let Some(found) = angled(text, start, words) {
            return Some(found);
        }
        if let Some(len) = literal_len(&text[start..], words) {
            return Some(start..start + len);
        }
        // Positions can be early, and then the address stands further on.
        let from = start.max(self.cursor);
        let end = self.end_of_search(from);
        let searched = text.get(from..end)?;
        let first = words.split('|').next().unwrap_or(words);
        let plain = searched
            .match_indices(first)
            .find_map(|(at, _)| literal_len(&searched[at..], words).map(|len| from + at..from + at + len));
        let found = plain.or_else(|| {
            searched.match_indices('<').find_map(|(at, _)| angled(&text[..end], from + at, words))
        })?;
        self.cursor = found.end;
        Some(found)
    }

    /// `[words](destination)`, `[words][label]`, `[label][]` or `[label]`.
    fn bracketed(&mut self, range: &Range<usize>, node: Node<'_>, link: &NodeLink) -> Option<Range<usize>> {
        let text = self.text.str;
        let opening = if text[range.start..].starts_with("![") { 2 } else { 1 };
        let inner = node
            .last_child()
            .map_or(range.start + opening, |last| self.text.range(last.data().sourcepos).end);
        let close = skip_space(text, inner);
        if text.get(close..).is_some_and(|rest| rest.starts_with("]("))
            && let Some(found) = self.inline(close, link)
        {
            return Some(found);
        }
        self.reference(range, close, link).or_else(|| self.search(range.start, link))
    }

    /// The destination after the `](` at `close`.
    fn inline(&mut self, close: usize, link: &NodeLink) -> Option<Range<usize>> {
        let (found, _) = destination(self.text.str, close + 2)?;
        let fits = means(&self.text.str[found.clone()], &link.url);
        fits.then(|| {
            self.cursor = self.cursor.max(found.end);
            found
        })
    }

    /// The destination in the definition the link refers to.
    fn reference(&mut self, range: &Range<usize>, close: usize, link: &NodeLink) -> Option<Range<usize>> {
        let text = self.text.str;
        let words =
            text.get(range.start..close).unwrap_or("").trim_start_matches('!').trim_start_matches('[');
        let label = text
            .get(close + 1..)
            .and_then(|rest| rest.strip_prefix('['))
            .and_then(|rest| rest.split_once(']'));
        let label = label.map(|(label, _)| label).filter(|label| !label.trim().is_empty()).unwrap_or(words);
        let definitions = self.definitions.get_or_insert_with(|| Definitions::new(self.text));
        definitions.find(text, label, &link.url)
    }

    /// The next inline destination that fits.
    fn search(&mut self, start: usize, link: &NodeLink) -> Option<Range<usize>> {
        let mut at = start.max(self.cursor);
        let end = self.end_of_search(at);
        while let Some(close) = self.text.str.get(at..end)?.find("](").map(|close| at + close) {
            if let Some(found) = self.inline(close, link) {
                return Some(found);
            }
            at = close + 2;
        }
        None
    }

    /// How far a search that starts at `from` may go; what it may cost is taken off the budget.
    fn end_of_search(&mut self, from: usize) -> usize {
        let end = self.text.floor(from.saturating_add(self.budget));
        self.budget -= (end - from.min(end)).min(64 * 1024).min(self.budget);
        self.text.floor(end.min(from.saturating_add(64 * 1024)))
    }
}

/// The length of `words` as they are written at the start of `text`: in a table, `\|` is `|`.
fn literal_len(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    for part in words.split_inclusive('|') {
        let plain = part.strip_suffix('|').unwrap_or(part);
        rest = rest.strip_prefix(plain)?;
        if plain.len() < part.len() {
            rest = rest.strip_prefix('|').or_else(|| rest.strip_prefix("\\|"))?;
        }
    }
    Some(text.len() - rest.len())
}

/// The address in angle brackets that starts at `start`.
fn angled(text: &str, start: usize, words: &str) -> Option<Range<usize>> {
    let inner = text[start..].strip_prefix('<')?;
    let end = inner.bytes().take(words.len() * 8 + 8).position(|byte| byte == b'>')?;
    let written = &inner[..end];
    (written == words || means(written, words)).then(|| start + 1..start + 1 + end)
}

/// Whether the link is an address by itself rather than words that lead somewhere.
pub(super) fn is_autolink(node: Node<'_>, link: &NodeLink) -> bool {
    if !link.title.is_empty() {
        return false;
    }
    let Some(child) = node.first_child().filter(|child| child.next_sibling().is_none()) else { return false };
    let NodeValue::Text(words) = &child.data().value else { return false };
    let inside = child.data().sourcepos;
    let outside = node.data().sourcepos;
    // `[words](…)` starts one byte before its words like `<words>` but ends further after them.
    let plain = inside == outside;
    let angled =
        inside.start.column == outside.start.column + 1 && outside.end.column == inside.end.column + 1;
    (plain || angled)
        && (link.url == *words
            || ["mailto:", "http://"]
                .iter()
                .any(|scheme| link.url.strip_prefix(scheme).is_some_and(|rest| rest == *words))
            || plain)
}
