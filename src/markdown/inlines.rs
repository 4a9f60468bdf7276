//! The words of a block: set by a typographer, checked, and gathered as plain text.

use comrak::nodes::{Node, NodeValue};

use super::locate::is_autolink;
use super::read::Reading;
use super::render::Walk;
use super::typography::{Typography, first_mark};
use crate::config::abbreviation::find;
use crate::report::codes;
use crate::source::Spanned;

/// The nodes of a block that carry words, in order. Kept so that its memory is used again.
#[derive(Default)]
pub(super) struct Leaves<'a> {
    nodes: Vec<Node<'a>>,
    /// Where in the plain text the words of each node begin.
    starts: Vec<usize>,
    stack: Vec<Node<'a>>,
    images: Vec<Node<'a>>,
}

impl<'a> Leaves<'a> {
    /// Gathers the leaves below `block`. Alternative texts of images are no part of it.
    fn gather(&mut self, block: Node<'a>) {
        self.nodes.clear();
        self.starts.clear();
        self.stack.clear();
        self.images.clear();
        self.stack.extend(block.reverse_children());
        while let Some(node) = self.stack.pop() {
            match &node.data().value {
                NodeValue::Image(_) => self.images.push(node),
                NodeValue::HtmlInline(_) | NodeValue::FootnoteReference(_) => {}
                NodeValue::Link(link) if is_autolink(node, link) => self.nodes.push(node),
                _ if node.first_child().is_some() => self.stack.extend(node.reverse_children()),
                _ => self.nodes.push(node),
            }
        }
    }
}

/// How a leaf reads to what stands beside it.
fn reads_as(node: Node<'_>, first: bool) -> char {
    match &node.data().value {
        NodeValue::Text(text) if first => text.chars().next().unwrap_or('x'),
        NodeValue::Text(text) => text.chars().next_back().unwrap_or('x'),
        NodeValue::SoftBreak | NodeValue::LineBreak => ' ',
        _ => 'x',
    }
}

/// Whether a leaf is text with marks to set. Marks after a backslash are meant as they are.
fn has_marks(node: Node<'_>) -> bool {
    matches!(&node.data().value, NodeValue::Text(text) if first_mark(text).is_some())
        && !node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Escaped))
}

impl<'a> Walk<'_, '_, 'a, '_> {
    /// Sets the words of a block and adds them to the plain text as a line, which is given back.
    pub(super) fn line(&mut self, block: Node<'a>) -> &str {
        let start = self.reading.out.text.len();
        self.inlines(block);
        let text = &mut self.reading.out.text;
        if text[start..].trim().is_empty() {
            text.truncate(start);
            return "";
        }
        text.push('\n');
        &text[start..text.len() - 1]
    }

    /// Sets the words of a block and adds them to the plain text.
    pub(super) fn inlines(&mut self, block: Node<'a>) {
        let mut leaves = std::mem::take(&mut self.leaves);
        leaves.gather(block);
        self.decorative.clear();
        self.decorative.extend(leaves.images.iter().map(|image| take_decorative_mark(image)));
        if self.reading.options.smart {
            self.typeset(&leaves.nodes);
        }
        let start = self.reading.out.text.len();
        for node in &leaves.nodes {
            let ast = node.data();
            let text = &mut self.reading.out.text;
            leaves.starts.push(text.len());
            match &ast.value {
                NodeValue::Text(words) => {
                    text.push_str(words);
                    if words.contains('[') {
                        self.check_footnotes(node, words);
                    }
                }
                NodeValue::Code(code) => text.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
                NodeValue::Link(_) => text.push_str(&plain(node)),
                NodeValue::Raw(directive) => {
                    let component = directive.parse().ok().and_then(|index| self.component(index));
                    if let Some(component) = component {
                        let out = &mut self.reading.out;
                        out.text.push_str(&out.components[component].label_text);
                    }
                }
                _ => {}
            }
        }
        self.abbreviations(start, &leaves);
        self.leaves = leaves;
    }

    /// Notes the abbreviations in the block whose plain text begins at `start`. Those in code are part of it.
    fn abbreviations(&mut self, start: usize, leaves: &Leaves<'a>) {
        let Reading { out, abbreviations, .. } = &mut *self.reading;
        for span in abbreviations.unexplained(&out.text[start..]) {
            let at = start + span.start;
            let word = &out.text[at..start + span.end];
            let leaf = leaves.starts.partition_point(|start| *start <= at).checked_sub(1);
            let Some(node) = leaf.map(|leaf| leaves.nodes[leaf].data()) else { continue };
            if !matches!(node.value, NodeValue::Text(_)) {
                continue;
            }
            let written = self.text.range(node.sourcepos);
            let place = self
                .text
                .str
                .get(written.clone())
                .and_then(|text| find(text).into_iter().find(|span| &text[span.clone()] == word));
            let place =
                place.map_or(written.clone(), |span| written.start + span.start..written.start + span.end);
            out.abbreviations.push(Spanned::new(word.to_owned(), self.text.span(place)));
        }
    }

    fn typeset(&self, leaves: &[Node<'a>]) {
        let mut typography = Typography::new(self.reading.language);
        for (index, node) in leaves.iter().enumerate() {
            if !has_marks(node) {
                typography.skip(reads_as(node, false));
                continue;
            }
            let after = leaves.get(index + 1).map_or('\n', |next| reads_as(next, true));
            if let Some(text) = node.data_mut().value.text_mut()
                && let Some(set) = typography.set(text, after)
            {
                *text = set.into();
            }
        }
    }

    /// References to footnotes that are not defined are plain text to the parser.
    fn check_footnotes(&mut self, node: Node<'a>, words: &str) {
        let mut from = self.text.range(node.data().sourcepos).start;
        let mut rest = words;
        while let Some((open, _)) = rest.match_indices('[').find(|(at, _)| rest[at + 1..].starts_with('^')) {
            rest = &rest[open + 2..];
            let Some(end) = rest.find([']', '[']).filter(|end| rest[*end..].starts_with(']')) else {
                continue;
            };
            let name = &rest[..end];
            if name.is_empty() || name.contains(char::is_whitespace) {
                continue;
            }
            let written = format!("[^{name}]");
            // Escapes and entities before it can make the source longer than the words, but not by much.
            let nearby = self.text.floor(from + (open + written.len()) * 8 + 256);
            if let Some(at) = self.text.str[from..nearby].find(&written).map(|at| from + at) {
                from = at + written.len();
                let missing = self.reading.diagnostic(codes::M0117, self.text.span(at..from));
                self.reading.report(missing.arg("name", name));
            }
        }
    }
}

/// Takes `{dekorativ}` or `{decorative}` off the text after an image; whether it was there.
fn take_decorative_mark(image: Node<'_>) -> bool {
    let Some(next) = image.next_sibling() else { return false };
    let mut ast = next.data_mut();
    let Some(text) = ast.value.text_mut() else { return false };
    let Some(rest) = ["{dekorativ}", "{decorative}"].iter().find_map(|mark| text.strip_prefix(mark)) else {
        return false;
    };
    *text = rest.to_owned().into();
    true
}

/// The words below a node without markup, alternative texts of images included.
pub(super) fn plain(node: Node<'_>) -> String {
    gathered(node, false)
}

/// The words below an image, as comrak writes alternative texts.
pub(super) fn alternative(node: Node<'_>) -> String {
    gathered(node, true)
}

fn gathered(node: Node<'_>, html: bool) -> String {
    let mut words = String::new();
    for node in node.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::HtmlInline(literal) if html => words.push_str(literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
