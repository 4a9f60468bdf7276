//! From one run of HTML with marks in it to pieces.

use super::document::{Component, Item, Piece};

/// Something that belongs at a place in the HTML.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// A hole.
    Hole(Hole),
    /// From here on the HTML belongs to a component's body …
    BodyStart,
    /// … up to here, where the component itself stands.
    BodyEnd(usize),
    /// From here on the HTML belongs to an item of a component …
    ItemStart,
    /// … up to here.
    ItemEnd { component: usize, checked: Option<bool> },
}

/// As the pieces of the same names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hole {
    Href(usize),
    Image(usize),
    Component(usize),
}

/// Cuts `html` at its marks, which are in order. Bodies and items go to their components.
pub(super) fn pieces(mut html: String, marks: &[(usize, Mark)], components: &mut [Component]) -> Vec<Piece> {
    if marks.is_empty() {
        html.shrink_to_fit();
        return if html.is_empty() { Vec::new() } else { vec![Piece::Html(html)] };
    }
    let mut outer: Vec<Vec<Piece>> = Vec::new();
    let mut current = Vec::new();
    let mut done = 0;
    for (at, mark) in marks {
        push(&mut current, &html[done..*at]);
        done = *at;
        match mark {
            Mark::Hole(Hole::Href(index)) => current.push(Piece::Href(*index)),
            Mark::Hole(Hole::Image(index)) => current.push(Piece::Image(*index)),
            Mark::Hole(Hole::Component(index)) => current.push(Piece::Component(*index)),
            Mark::BodyStart | Mark::ItemStart => outer.push(std::mem::take(&mut current)),
            Mark::BodyEnd(index) => {
                let body = std::mem::replace(&mut current, outer.pop().unwrap_or_default());
                let component = &mut components[*index];
                component.body = if component.items.is_empty() { Some(body) } else { after_items(body) };
                current.push(Piece::Component(*index));
            }
            Mark::ItemEnd { component, checked } => {
                let body = std::mem::replace(&mut current, outer.pop().unwrap_or_default());
                components[*component].items.push(Item { checked: *checked, body });
            }
        }
    }
    push(&mut current, &html[done..]);
    current
}

/// What follows the items of a component; the line ends around the items are no part of it.
fn after_items(mut body: Vec<Piece>) -> Option<Vec<Piece>> {
    let blank = |piece: &Piece| matches!(piece, Piece::Html(html) if html.trim().is_empty());
    body.drain(..body.iter().take_while(|piece| blank(piece)).count());
    if let Some(Piece::Html(html)) = body.first_mut() {
        html.replace_range(..html.len() - html.trim_start().len(), "");
    }
    (!body.is_empty()).then_some(body)
}

fn push(pieces: &mut Vec<Piece>, html: &str) {
    if !html.is_empty() {
        pieces.push(Piece::Html(html.to_owned()));
    }
}
