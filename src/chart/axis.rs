//! The names below a drawing, as many as there is room for.

use super::svg::{Anchor, Drawing, LINE, LINE_EM};
use super::text::{width, wrap};
use super::{FONT, WIDTH, count};

/// Between two names.
const GAP: f64 = 6.0;

/// Writes the names below `bottom`, each at its place: all of them when there is room, else every second, third …, the
/// last always. They stand in order from `left` to `right` and as far from each other. Makes the drawing reach below them.
pub(super) fn names(drawing: &mut Drawing, names: &[String], (left, right): (f64, f64), bottom: f64) {
    let last = names.len().saturating_sub(1);
    let every = |every| chosen(names, (left, right), every);
    let shown = (1..last).map(every).find(|shown| are_apart(shown)).unwrap_or_else(|| every(last.max(1)));
    for Name { x, anchor, lines, .. } in &shown {
        let foot = bottom + LINE * LINE_EM + LINE * count(lines.len() - 1);
        drawing.lines("chart-label", (*x, foot), *anchor, lines);
    }
    let n_lines = shown.iter().map(|name| name.lines.len()).max().unwrap_or(1);
    drawing.height = drawing.height.max(bottom + LINE * (count(n_lines) + 0.5));
}

/// A name with its place.
struct Name {
    x: f64,
    anchor: Anchor,
    lines: Vec<String>,
    left: f64,
    right: f64,
}

/// Every so many of the names, from the last to the first.
fn chosen(names: &[String], (left, right): (f64, f64), every: usize) -> Vec<Name> {
    let last = names.len().saturating_sub(1);
    // Broken only where not even the first and the last would have room: rather fewer names than names in pieces.
    let room = (right - left) / 2.0 - GAP;
    let name = |at: usize| {
        let lines = wrap(&names[at], room / FONT);
        let width = widest_of(&lines);
        let (x, anchor) = within(place(at, names.len(), (left, right)), width);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Name { x, anchor, lines, left, right: left + width }
    };
    (0..names.len()).rev().filter(|at| (last - at).is_multiple_of(every)).map(name).collect()
}

/// Whether no name touches the one before it.
fn are_apart(names: &[Name]) -> bool {
    names.windows(2).all(|pair| pair[1].right + GAP <= pair[0].left)
}

/// Where the one of this number stands when `n` are as far from each other from `left` to `right`.
pub(super) fn place(at: usize, n: usize, (left, right): (f64, f64)) -> f64 {
    match n {
        0 | 1 => f64::midpoint(left, right),
        n => left + (right - left) * count(at) / count(n - 1),
    }
}

/// Where a text with its middle at `x` may stand so that none of it is outside the drawing.
pub(super) fn within(x: f64, text_width: f64) -> (f64, Anchor) {
    let half = text_width / 2.0;
    if x - half < 0.0 {
        (0.0, Anchor::Start)
    } else if x + half > WIDTH {
        (WIDTH, Anchor::End)
    } else {
        (x, Anchor::Middle)
    }
}

/// The width of the widest of some lines.
pub(super) fn widest_of(lines: &[String]) -> f64 {
    lines.iter().map(|line| width(line)).fold(0.0, f64::max) * FONT
}
