//! Links and images: noted with their places, and left as holes.

use std::fmt::Write;

use comrak::html::ChildRendering;
use comrak::nodes::{Node, NodeLink};

use super::document::{Image, Link};
use super::inlines::{alternative, plain};
use super::pieces::{Hole, Mark};
use super::render::{Page, Rendered};
use crate::report::codes;
use crate::source::Spanned;

/// Writes a link, its address left open.
pub(super) fn write_link<'a>(
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

/// Leaves an image open.
pub(super) fn write_image<'a>(
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
