//! One walk over the parsed text that writes HTML, leaves the holes, and notes what the rest of the house wants to
//! know. What is not mentioned here is written by comrak.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::{self, Write};

use comrak::html::{ChildRendering, Context, format_document_with_formatter, format_node_default};
use comrak::nodes::{Node, NodeLink, NodeValue};
use comrak::options::Plugins;

use super::container::Container;
use super::directive::Directive;
use super::document::{Image, Link, Piece};
use super::footnotes::Footnotes;
use super::highlight::highlight;
use super::inlines::{Leaves, alternative, plain};
use super::limits::MAX_DEPTH;
use super::locate::Locator;
use super::pieces::{Hole, Mark, pieces};
use super::read::{Reading, comrak_options};
use super::resolve::escape;
use super::text::Text;
use crate::report::codes;
use crate::source::Spanned;

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
    locator: Locator<'w, 's>,
    /// The links that are open, innermost last, by their places in `Markdown::links`.
    links: Vec<usize>,
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
pub(super) fn render<'a>(
    reading: &mut Reading<'_>,
    text: &Text<'_>,
    root: Node<'a>,
    directives: &[Directive],
    seen: &[bool],
    label: bool,
) -> Vec<Piece> {
    let written = Cell::new(0);
    let mut output = Output { html: String::with_capacity(text.text.len() * 3 / 2), written: &written };
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
    if !text.text.contains(":::") {
        return BTreeSet::new();
    }
    let containers =
        root.descendants().filter(|node| matches!(node.data().value, NodeValue::BlockDirective(_)));
    containers.map(|node| node.data().sourcepos.start.line).collect()
}

fn node<'a>(page: &mut Page<'_, '_, '_, '_, 'a, '_>, node: Node<'a>, entering: bool) -> Rendered {
    page.user.measure(node, entering);
    // What is written by hand here must be what comrak writes, byte for byte, where no hole is left.
    match node.data().value {
        NodeValue::Link(ref link) => return write_link(page, node, entering, link),
        NodeValue::Image(ref link) => return write_image(page, node, entering, link),
        NodeValue::CodeBlock(ref block) if entering && page.user.reading.options.highlight => {
            if let Some(html) = highlight(block.info.split(' ').next().unwrap_or(""), &block.literal) {
                return write_code(page, &block.info, &html);
            }
        }
        NodeValue::TableRow(_) if !entering => page.user.end_line(),
        NodeValue::Raw(ref directive) => return write_directive(page, node, entering, directive),
        _ => {}
    }
    match node.data().value {
        NodeValue::Heading(heading) => return super::headings::write(page, node, entering, heading.level),
        NodeValue::BlockDirective(_) => return super::container::write(page, node, entering),
        NodeValue::FootnoteDefinition(_) => return super::footnotes::write(page, node, entering),
        NodeValue::Document if !entering => return super::footnotes::finish(page),
        _ => {}
    }
    if let Some(rendered) = super::container::write_item(page, node, entering)? {
        return Ok(rendered);
    }
    match node.data().value {
        NodeValue::Paragraph => {
            if entering {
                page.user.paragraph(node);
            } else if super::footnotes::ends_with(node) {
                return super::footnotes::end_paragraph(page, node);
            }
        }
        NodeValue::TableCell if entering => page.user.cell(node),
        _ => {}
    }
    if let NodeValue::Alert(alert) = &mut node.data_mut().value
        && alert.title.is_none()
    {
        alert.title = Some(page.user.reading.language.alert(alert.alert_type).to_owned());
    }
    format_node_default(page, node, entering)
}

fn write_link<'a>(
    page: &mut Page<'_, '_, '_, '_, 'a, '_>,
    node: Node<'a>,
    entering: bool,
    link: &NodeLink,
) -> Rendered {
    let walk = &mut page.user;
    if !entering {
        let at = walk.locator.find(node, link);
        if let Some(index) = walk.links.pop() {
            walk.reading.out.links[index] =
                Link { target: Spanned::new(link.url.clone(), walk.text.span(at)), text: plain(node) };
        }
        page.write_str("</a>")?;
        return Ok(ChildRendering::HTML);
    }
    let index = walk.reading.out.links.len();
    walk.reading.out.links.push(Link::default());
    walk.links.push(index);
    page.write_str("<a href=\"")?;
    page.user.mark(Mark::Hole(Hole::Href(index)));
    if !link.title.is_empty() {
        page.write_str("\" title=\"")?;
        page.escape(&link.title)?;
    }
    page.write_str("\">")?;
    Ok(ChildRendering::HTML)
}

fn write_image<'a>(
    page: &mut Page<'_, '_, '_, '_, 'a, '_>,
    node: Node<'a>,
    entering: bool,
    link: &NodeLink,
) -> Rendered {
    if entering {
        let walk = &mut page.user;
        let at = walk.locator.find(node, link);
        let all = walk.text.range(node.data().sourcepos);
        let image = Image {
            target: Spanned::new(link.url.clone(), walk.text.span(at)),
            alt: alternative(node),
            title: (!link.title.is_empty()).then(|| link.title.clone()),
            decorative: walk.decorative.pop_front().unwrap_or_default(),
            span: walk.text.span(all),
        };
        if image.alt.trim().is_empty() && !image.decorative {
            let missing = walk.reading.diagnostic(codes::M0112, image.span).arg("image", &link.url);
            walk.reading.report(missing);
        }
        let index = walk.reading.out.images.len();
        walk.reading.out.images.push(image);
        // Something must be written, or the parser's bookkeeping of line ends would miss the image.
        page.write_str("")?;
        page.user.mark(Mark::Hole(Hole::Image(index)));
    }
    Ok(ChildRendering::Skip)
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
        match page.user.component(index) {
            Some(component) => {
                if block {
                    let label = page.user.reading.out.components[component].label_text.clone();
                    page.user.add_line(&label);
                }
                page.user.mark(Mark::Hole(Hole::Component(component)));
            }
            None => {
                let written = &page.user.text.text[page.user.directives[index].range.clone()];
                page.escape(written)?;
            }
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
        let line = self.inlines(node);
        let alone = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document));
        if alone && !self.label && self.reading.out.lead.is_empty() {
            line.trim().clone_into(&mut self.reading.out.lead);
        }
        self.add_line(&line);
    }

    fn cell(&mut self, node: Node<'a>) {
        let cell = self.inlines(node);
        self.reading.out.text.push_str(&cell);
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
