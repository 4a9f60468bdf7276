//! The words of a block: set by a typographer, checked, and gathered as plain text.

use comrak::nodes::{Node, NodeValue};

use super::locate::is_autolink;
use super::render::Walk;
use super::typography::Typography;
use crate::report::codes;

/// The nodes of a block that carry words, in order. Kept so that its memory is used again.
#[derive(Default)]
pub(super) struct Leaves<'a> {
    nodes: Vec<Node<'a>>,
    stack: Vec<Node<'a>>,
    images: Vec<Node<'a>>,
}

impl<'a> Leaves<'a> {
    /// Gathers the leaves below `block`. Alternative texts of images are no part of it.
    fn gather(&mut self, block: Node<'a>) {
        self.nodes.clear();
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

impl<'a> Walk<'_, '_, 'a, '_> {
    /// Sets the words of a block and gives them without markup.
    pub(super) fn inlines(&mut self, block: Node<'a>) -> String {
        let mut leaves = std::mem::take(&mut self.leaves);
        leaves.gather(block);
        self.decorative.clear();
        self.decorative.extend(leaves.images.iter().map(|image| take_decorative_mark(image)));
        if self.reading.options.smart {
            self.typeset(&leaves.nodes);
        }
        let mut line = String::new();
        for node in &leaves.nodes {
            match &node.data().value {
                NodeValue::Text(text) => {
                    line.push_str(text);
                    self.check_footnotes(node, text);
                }
                NodeValue::Code(code) => line.push_str(&code.literal),
                NodeValue::SoftBreak | NodeValue::LineBreak => line.push(' '),
                NodeValue::Link(_) => line.push_str(&plain(node)),
                NodeValue::Raw(directive) => {
                    let component = directive.parse().ok().and_then(|index| self.component(index));
                    if let Some(component) = component {
                        line.push_str(&self.reading.out.components[component].label_text);
                    }
                }
                _ => {}
            }
        }
        self.leaves = leaves;
        line
    }

    fn typeset(&self, leaves: &[Node<'a>]) {
        let mut typography = Typography::new(self.reading.language);
        for (index, node) in leaves.iter().enumerate() {
            let after = leaves.get(index + 1).map_or('\n', |next| reads_as(next, true));
            let escaped =
                node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Escaped));
            if !matches!(node.data().value, NodeValue::Text(_)) || escaped {
                typography.skip(reads_as(node, false));
            } else if let Some(text) = node.data_mut().value.text_mut()
                && let Some(set) = typography.set(text, after)
            {
                *text = set.into();
            }
        }
    }

    /// A reference to a footnote that is not defined is plain text to the parser.
    fn check_footnotes(&mut self, node: Node<'a>, text: &str) {
        let Some(open) = text.find("[^") else { return };
        let Some((name, _)) = text[open + 2..].split_once(']') else { return };
        if name.is_empty() || name.contains(char::is_whitespace) {
            return;
        }
        let written = format!("[^{name}]");
        let from = self.text.range(node.data().sourcepos).start;
        if let Some(at) = self.text.text[from..].find(&written).map(|at| from + at) {
            let span = self.text.span(at..at + written.len());
            self.reading.report(self.reading.diagnostic(codes::M0117, span).arg("name", name));
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
