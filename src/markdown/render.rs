//! One walk over the parsed text that writes HTML, leaves the holes, and notes what the rest of the house wants to
//! know. What is not mentioned here is written by comrak.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::{self, Write};

use comrak::html::{ChildRendering, Context, format_document_with_formatter, format_node_default};
use comrak::nodes::{Node, NodeValue};
use comrak::options::Plugins;

use super::container::Container;
use super::directive::Directive;
use super::document::Piece;
use super::footnotes::Footnotes;
use super::highlight::highlight;
use super::inlines::Leaves;
use super::limits::MAX_DEPTH;
use super::locate::Locator;
use super::pieces::{Hole, Mark, pieces};
use super::read::{Reading, comrak_options};
use super::resolve::escape;
use super::text::Text;

/// What a node's children are to be written as, or why nothing can be written.
pub(super) type Rendered = Result<ChildRendering, fmt::Error>;

/// What the walk carries along.
pub(super) struct Walk<'w, 'o, 'a, 's> {
    pub(super) reading: &'w mut Reading<'o>,
    pub(super) text: &'w Text<'s>,
    pub(super) directives: &'w [Directive],
    /// The component each directive became, once that is known.
    pub(super) components: BTreeMap<usize, Option<usize>>,
    /// The containers that are open, innermost last.
    pub(super) containers: Vec<Container<'a>>,
    /// The directive that starts at a byte, for containers.
    pub(super) starts: BTreeMap<usize, usize>,
    /// The lines, from 1, on which containers start.
    pub(super) container_lines: BTreeSet<usize>,
    pub(super) leaves: Leaves<'a>,
    /// For each image of the block being written, whether it is marked as decoration.
    pub(super) decorative: VecDeque<bool>,
    pub(super) footnotes: Footnotes,
    /// Whether this is a label, of which only the inlines are written.
    pub(super) label: bool,
    pub(super) locator: Locator<'w, 's>,
    /// The links that are open, innermost last, by their places in `Markdown::links`.
    pub(super) links: Vec<usize>,
    marks: Vec<(usize, Mark)>,
    /// How much HTML is written.
    written: &'w Cell<usize>,
    depth: usize,
}

pub(super) type Page<'c, 'p, 'w, 'o, 'a, 's> = Context<'c, 'p, Walk<'w, 'o, 'a, 's>>;

/// Collects the HTML and tells how much there is.
struct Output<'w> {
    html: String,
    written: &'w Cell<usize>,
}

impl Write for Output<'_> {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        self.html.push_str(html);
        self.written.set(self.html.len());
        Ok(())
    }
}

/// Writes a parsed text. `seen` tells which directives the parser has taken for such.
pub(super) fn render(
    reading: &mut Reading<'_>,
    text: &Text<'_>,
    root: Node<'_>,
    directives: &[Directive],
    seen: &[bool],
    label: bool,
) -> Vec<Piece> {
    let written = Cell::new(0);
    let mut output = Output { html: String::with_capacity(text.str.len() * 3 / 2), written: &written };
    let starts = directives.iter().zip(seen).enumerate().filter(|(_, (_, seen))| **seen);
    let mut walk = Walk {
        reading,
        text,
        directives,
        components: BTreeMap::new(),
        containers: Vec::new(),
        starts: starts.map(|(index, (directive, _))| (directive.range.start, index)).collect(),
        container_lines: container_lines(root, text),
        leaves: Leaves::default(),
        decorative: VecDeque::new(),
        footnotes: Footnotes::default(),
        label,
        locator: Locator::new(text),
        links: Vec::new(),
        marks: Vec::new(),
        written: &written,
        depth: 0,
    };
    if !label {
        walk.reserve_ids(root);
    }
    let options = comrak_options(label);
    let walk = format_document_with_formatter(root, &options, &mut output, &Plugins::default(), node, walk)
        .expect("writing to a string never fails");
    let (marks, reading) = (walk.marks, walk.reading);
    pieces(output.html, &marks, &mut reading.out.components)
}

fn container_lines(root: Node<'_>, text: &Text<'_>) -> BTreeSet<usize> {
    if !text.str.match_indices(':').any(|(at, _)| text.str[at..].starts_with(":::")) {
        return BTreeSet::new();
    }
    let containers =
        root.descendants().filter(|node| matches!(node.data().value, NodeValue::BlockDirective(_)));
    containers.map(|node| node.data().sourcepos.start.line).collect()
}

fn node<'a>(page: &mut Page<'_, '_, '_, '_, 'a, '_>, node: Node<'a>, entering: bool) -> Rendered {
    page.user.measure(node, entering);
    if !page.user.containers.is_empty()
        && let Some(rendered) = super::container::write_item(page, node, entering)?
    {
        return Ok(rendered);
    }
    // What is written by hand here must be what comrak writes, byte for byte, where no hole is left.
    let ast = node.data();
    match &ast.value {
        NodeValue::Link(link) => return super::links::write_link(page, node, entering, link),
        NodeValue::Image(link) => return super::links::write_image(page, node, entering, link),
        NodeValue::Raw(directive) => return write_directive(page, node, entering, directive),
        NodeValue::CodeBlock(block) if entering && page.user.reading.options.highlight => {
            if let Some(html) = highlight(block.info.split(' ').next().unwrap_or(""), &block.literal) {
                return write_code(page, &block.info, &html);
            }
        }
        NodeValue::Heading(heading) => {
            let level = heading.level;
            drop(ast);
            return super::headings::write(page, node, entering, level);
        }
        NodeValue::Paragraph if entering => page.user.paragraph(node),
        NodeValue::Paragraph if super::footnotes::ends_with(node) => {
            return super::footnotes::end_paragraph(page, node);
        }
        NodeValue::TableCell if entering => page.user.cell(node),
        NodeValue::TableRow(_) if !entering => page.user.end_line(),
        NodeValue::BlockDirective(_) => return super::container::write(page, node, entering),
        NodeValue::FootnoteDefinition(footnote) => return super::footnotes::write(page, footnote, entering),
        NodeValue::Document if !entering => return super::footnotes::finish(page),
        NodeValue::Alert(alert) if entering && alert.title.is_none() => {
            let title = page.user.reading.language.alert(alert.alert_type).to_owned();
            drop(ast);
            if let NodeValue::Alert(alert) = &mut node.data_mut().value {
                alert.title = Some(title);
            }
        }
        _ => {}
    }
    format_node_default(page, node, entering)
}

fn write_code(page: &mut Page<'_, '_, '_, '_, '_, '_>, info: &str, html: &str) -> Rendered {
    page.cr()?;
    page.write_str("<pre><code class=\"language-")?;
    page.escape(info.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or(""))?;
    page.write_str("\">")?;
    page.write_str(html)?;
    page.write_str("</code></pre>")?;
    page.lf()?;
    Ok(ChildRendering::HTML)
}

/// A leaf or text directive, which `mask::unmask` has left as its number.
fn write_directive<'a>(
    page: &mut Page<'_, '_, '_, '_, 'a, '_>,
    node: Node<'a>,
    entering: bool,
    directive: &str,
) -> Rendered {
    let Ok(index) = directive.parse::<usize>() else { return Ok(ChildRendering::Skip) };
    if entering {
        let block = node.parent().is_some_and(|parent| !parent.data().value.contains_inlines())
            && page.user.directives[index].form == super::shape::Form::Leaf;
        if block {
            page.cr()?;
        }
        if let Some(component) = page.user.component(index) {
            if block {
                let label = page.user.reading.out.components[component].label_text.clone();
                page.user.add_line(&label);
            }
            page.user.mark(Mark::Hole(Hole::Component(component)));
        } else {
            let written = &page.user.text.str[page.user.directives[index].range.clone()];
            page.escape(written)?;
        }
    }
    Ok(ChildRendering::Skip)
}

impl<'a> Walk<'_, '_, 'a, '_> {
    pub(super) fn mark(&mut self, mark: Mark) {
        self.marks.push((self.written.get(), mark));
    }

    /// The component a directive became. Its label is read the first time.
    pub(super) fn component(&mut self, index: usize) -> Option<usize> {
        if let Some(known) = self.components.get(&index) {
            return *known;
        }
        let directive = &self.directives[index];
        let mut made = super::component::component(self.reading, self.text, directive);
        if let Some(component) = &mut made
            && let Some(label) = &directive.label
        {
            let (pieces, plain) = self.reading.label(self.text, label.clone());
            component.label = Some(pieces);
            component.label_text = plain;
        }
        let made = made.map(|component| {
            self.reading.out.components.push(component);
            self.reading.out.components.len() - 1
        });
        self.components.insert(index, made);
        made
    }

    /// Adds a line to the plain text.
    pub(super) fn add_line(&mut self, line: &str) {
        if !line.trim().is_empty() {
            self.reading.out.text.push_str(line);
            self.reading.out.text.push('\n');
        }
    }

    fn end_line(&mut self) {
        let text = &mut self.reading.out.text;
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }

    fn paragraph(&mut self, node: Node<'a>) {
        let alone = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document));
        let first = alone && !self.label && self.reading.out.lead.is_empty();
        let line = self.line(node);
        if first {
            let lead = line.trim().to_owned();
            self.reading.out.lead = lead;
        }
    }

    fn cell(&mut self, node: Node<'a>) {
        self.inlines(node);
        self.reading.out.text.push(' ');
    }

    /// Notes how deep the walk is.
    fn measure(&mut self, node: Node<'a>, entering: bool) {
        if !entering {
            self.depth -= 1;
            return;
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let range = self.text.range(node.data().sourcepos);
            let end = self.text.floor(range.start + 1);
            self.reading.too_deep(self.text.span(range.start..end));
        }
    }
}

/// Appends `text` as HTML to a string.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}
