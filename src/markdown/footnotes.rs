//! Footnotes as comrak writes them, but in the language of the text.

use std::fmt::{self, Write};

use comrak::html::{ChildRendering, format_node_default};
use comrak::nodes::{Node, NodeFootnoteDefinition, NodeValue};

use super::render::{Page, Rendered};

/// The footnotes written so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    count: u32,
    /// The last one whose way back is written.
    back: u32,
}

/// Writes a definition.
pub(super) fn write(
    page: &mut Page<'_, '_, '_, '_, '_, '_>,
    footnote: &NodeFootnoteDefinition,
    entering: bool,
) -> Rendered {
    if entering {
        if page.user.footnotes.count == 0 {
            page.write_str("<section class=\"footnotes\" data-footnotes>")?;
            page.lf()?;
            page.write_str("<ol>")?;
            page.lf()?;
        }
        page.user.footnotes.count += 1;
        page.write_str("<li id=\"fn-")?;
        page.escape_href(&footnote.name)?;
        page.write_str("\">")?;
    } else {
        if way_back(page, footnote)? {
            page.lf()?;
        }
        page.write_str("</li>")?;
        page.lf()?;
    }
    Ok(ChildRendering::HTML)
}

/// Closes the section of footnotes, if there is one.
pub(super) fn finish(page: &mut Page<'_, '_, '_, '_, '_, '_>) -> Rendered {
    if page.user.footnotes.count > 0 {
        page.write_str("</ol>")?;
        page.lf()?;
        page.write_str("</section>")?;
        page.lf()?;
    }
    Ok(ChildRendering::HTML)
}

/// Whether a paragraph is the last of a footnote, and so holds the way back.
pub(super) fn ends_with(paragraph: Node<'_>) -> bool {
    paragraph.next_sibling().is_none()
        && paragraph
            .parent()
            .is_some_and(|parent| matches!(parent.data().value, NodeValue::FootnoteDefinition(_)))
}

/// Ends the last paragraph of a footnote.
pub(super) fn end_paragraph<'a>(page: &mut Page<'_, '_, '_, '_, 'a, '_>, node: Node<'a>) -> Rendered {
    let Some(parent) = node.parent() else { return format_node_default(page, node, false) };
    if let NodeValue::FootnoteDefinition(footnote) = &parent.data().value {
        page.write_str(" ")?;
        way_back(page, footnote)?;
    }
    page.write_str("</p>")?;
    page.lf()?;
    Ok(ChildRendering::HTML)
}

fn way_back(
    page: &mut Page<'_, '_, '_, '_, '_, '_>,
    footnote: &NodeFootnoteDefinition,
) -> Result<bool, fmt::Error> {
    let number = page.user.footnotes.count;
    if page.user.footnotes.back >= number {
        return Ok(false);
    }
    page.user.footnotes.back = number;
    let words = page.user.reading.language.back_to_reference();
    for reference in 1..=footnote.total_references {
        let (mut suffix, mut superscript) = (String::new(), String::new());
        if reference > 1 {
            suffix = format!("-{reference}");
            superscript = format!("<sup class=\"footnote-ref\">{reference}</sup>");
            page.write_str(" ")?;
        }
        page.write_str("<a href=\"#fnref-")?;
        page.escape_href(&footnote.name)?;
        write!(
            page,
            "{suffix}\" class=\"footnote-backref\" data-footnote-backref \
             data-footnote-backref-idx=\"{number}{suffix}\" aria-label=\"{words} {number}{suffix}\">↩{superscript}</a>",
        )?;
    }
    Ok(true)
}
