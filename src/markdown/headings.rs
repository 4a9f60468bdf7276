//! Headings: their ids and the outline.

use std::fmt::Write;
use std::ops::Range;

use comrak::html::ChildRendering;
use comrak::nodes::{Node, NodeValue};

use super::attributes::{Attribute, attributes};
use super::document::Heading;
use super::render::{Page, Rendered, Walk, escaped};
use super::slug::slug;
use crate::report::codes;

/// Writes the tags of a heading. In a label there are none: its heading is only a means to read one line.
pub(super) fn write<'a>(
    page: &mut Page<'_, '_, '_, '_, 'a, '_>,
    node: Node<'a>,
    entering: bool,
    level: u8,
) -> Rendered {
    if page.user.label {
        if entering {
            page.user.line(node);
        }
        return Ok(ChildRendering::HTML);
    }
    if !entering {
        write!(page, "</h{level}>")?;
        page.lf()?;
        return Ok(ChildRendering::HTML);
    }
    let id = page.user.heading(node, level);
    page.cr()?;
    write!(page, "<h{level}")?;
    if !id.is_empty() {
        write!(page, " id=\"{}\"", escaped(&id))?;
    }
    page.write_str(">")?;
    Ok(ChildRendering::HTML)
}

impl<'a> Walk<'_, '_, 'a, '_> {
    /// Notes a heading in the outline and gives its id.
    fn heading(&mut self, node: Node<'a>, level: u8) -> String {
        let explicit = if self.reading.options.heading_ids { take_explicit_id(node) } else { None };
        let text = self.line(node).trim().to_owned();
        let id = match explicit {
            Some(id) => id,
            None if self.reading.options.heading_ids => {
                let name = slug(&text);
                let name = if name.is_empty() { self.reading.language.section() } else { &name };
                self.reading.ids.give(name)
            }
            None => String::new(),
        };
        let nested = !node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document));
        let span = self.text.span(self.text.range(node.data().sourcepos));
        let html = outline_html(node);
        self.reading.out.outline.push(Heading { level, id: id.clone(), html, text, span, nested });
        id
    }

    /// Takes the ids that authors wrote, so that none is given to a heading.
    pub(super) fn reserve_ids(&mut self, root: Node<'a>) {
        for definition in root.reverse_children() {
            let NodeValue::FootnoteDefinition(footnote) = &definition.data().value else { break };
            self.reading.ids.take(&format!("fn-{}", footnote.name));
            self.reading.ids.take(&format!("fnref-{}", footnote.name));
            for number in 2..=footnote.total_references {
                self.reading.ids.take(&format!("fnref-{}-{number}", footnote.name));
            }
        }
        for directive in self.directives {
            let Some(range) = directive.attributes.clone() else { continue };
            for attribute in attributes(self.text.str, range) {
                if let Attribute::Id(id, at) = attribute {
                    self.take_id(id, at);
                }
            }
        }
        if !self.text.str.contains('=') && !self.text.str.contains('{') {
            return;
        }
        for node in root.descendants() {
            let start = self.text.range(node.data().sourcepos).start;
            match &node.data().value {
                NodeValue::HtmlBlock(block) => self.take_ids_of_html(&block.literal, start),
                NodeValue::HtmlInline(literal) => self.take_ids_of_html(literal, start),
                NodeValue::Heading(_) if self.reading.options.heading_ids => {
                    if let Some(id) = explicit_id(node) {
                        self.take_id_after(&id, start);
                    }
                }
                _ => {}
            }
        }
    }

    fn take_ids_of_html(&mut self, html: &str, start: usize) {
        for (at, _) in html.match_indices("id=") {
            let before = html[..at].chars().next_back();
            let quote = html[at + 3..].chars().next().filter(|quote| matches!(quote, '"' | '\''));
            if before.is_some_and(char::is_whitespace)
                && let Some(quote) = quote
                && let Some((id, _)) = html[at + 4..].split_once(quote)
            {
                self.take_id_after(id, start + at);
            }
        }
    }

    fn take_id_after(&mut self, id: &str, start: usize) {
        let start = self.text.floor(start);
        let at = self.text.str[start..].find(id).map_or(start, |at| start + at);
        self.take_id(id, at..self.text.floor(at + id.len()));
    }

    fn take_id(&mut self, id: &str, at: Range<usize>) {
        if !self.reading.ids.take(id) {
            let twice = self.reading.diagnostic(codes::M0116, self.text.span(at)).arg("id", id);
            self.reading.report(twice);
        }
    }
}

/// The `id` of a heading that ends with `{#id}`.
fn explicit_id(heading: Node<'_>) -> Option<String> {
    let last = heading.last_child()?;
    let ast = last.data();
    let text = ast.value.text()?;
    let (_, id) = text.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let readable = !id.is_empty()
        && id.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':'));
    readable.then(|| id.to_owned())
}

/// As [`explicit_id`], and takes it off the heading.
fn take_explicit_id(heading: Node<'_>) -> Option<String> {
    let id = explicit_id(heading)?;
    let last = heading.last_child()?;
    if let Some(text) = last.data_mut().value.text_mut()
        && let Some((before, _)) = text.rsplit_once("{#")
    {
        *text = before.trim_end().to_owned().into();
    }
    Some(id)
}

/// The words of a heading with emphasis and code only: an outline is made of links, and links hold no links.
fn outline_html(heading: Node<'_>) -> String {
    let mut out = String::new();
    let mut stack: Vec<(Node<'_>, Option<&str>)> =
        heading.reverse_children().map(|child| (child, None)).collect();
    while let Some((node, closing)) = stack.pop() {
        if let Some(tag) = closing {
            out.push_str(tag);
            continue;
        }
        let (open, close) = match &node.data().value {
            NodeValue::Text(text) => {
                out.push_str(&escaped(text));
                continue;
            }
            NodeValue::Code(code) => {
                out.push_str("<code>");
                out.push_str(&escaped(&code.literal));
                out.push_str("</code>");
                continue;
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => {
                out.push(' ');
                continue;
            }
            NodeValue::Image(_)
            | NodeValue::HtmlInline(_)
            | NodeValue::FootnoteReference(_)
            | NodeValue::Raw(_) => {
                continue;
            }
            NodeValue::Emph => ("<em>", "</em>"),
            NodeValue::Strong => ("<strong>", "</strong>"),
            NodeValue::Strikethrough => ("<del>", "</del>"),
            _ => ("", ""),
        };
        out.push_str(open);
        stack.push((node, Some(close)));
        stack.extend(node.reverse_children().map(|child| (child, None)));
    }
    out.trim().to_owned()
}
