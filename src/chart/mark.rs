//! Shapes and patterns that tell things apart without colour.

use super::svg::{Attribute, Drawing, steady, units};

/// Half the size of a mark at the end of a line.
pub(super) const MARK: f64 = 3.0;

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Circle,
    Square,
    Diamond,
    Triangle,
}

impl Shape {
    /// The mark of a series: a circle, a square, a diamond, a triangle, and round again.
    pub(super) fn of_series(series: usize) -> Self {
        [Self::Circle, Self::Square, Self::Diamond, Self::Triangle][series % 4]
    }

    /// Draws it with its middle at a place. `half` is half the side of the square.
    pub(super) fn draw(self, drawing: &mut Drawing, class: &str, (x, y): (f64, f64), half: f64) {
        let outline = |corners: &[(f64, f64)]| {
            let points: Vec<_> = corners
                .iter()
                .map(|(dx, dy)| format!("{} {}", units(x + dx * half), units(y + dy * half)))
                .collect();
            format!("M{}Z", points.join("L"))
        };
        let path = match self {
            Self::Circle => {
                let place = [("cx", units(x)), ("cy", units(y)), ("r", units(half)), steady()];
                return drawing.empty("circle", &[&[("class", class.to_owned())], &place[..]].concat());
            }
            Self::Square => outline(&[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)]),
            Self::Diamond => outline(&[(0.0, -1.4), (1.4, 0.0), (0.0, 1.4), (-1.4, 0.0)]),
            Self::Triangle => outline(&[(0.0, -1.3), (1.2, 1.0), (-1.2, 1.0), (0.0, -1.3)]),
        };
        drawing.empty("path", &[("class", class.to_owned()), ("d", path), steady()]);
    }
}

/// The class of a series' marks and bars.
pub(super) fn class(series: usize) -> &'static str {
    if series == 0 { "chart-bar" } else { "chart-bar-2" }
}

/// The dashes of a series' line.
pub(super) fn dashes(series: usize) -> Option<&'static str> {
    [None, Some("8 4"), Some("2 3"), Some("10 3 2 3")][series % 4]
}

/// A rectangle in the manner of a series: the first plain, the others each with a pattern over it. `place` is its left
/// edge, its top, its width and its height.
pub(super) fn rectangle(
    drawing: &mut Drawing,
    (x, y, width, height): (f64, f64, f64, f64),
    series: usize,
    ids: &str,
) {
    let place: [Attribute<'_>; 5] =
        [("x", units(x)), ("y", units(y)), ("width", units(width)), ("height", units(height)), steady()];
    drawing.empty("rect", &[&[("class", class(series).to_owned())], &place[..]].concat());
    if series > 0 {
        drawing.empty("rect", &[&place[..4], &[("fill", fill(ids, series))]].concat());
    }
}

/// The pattern of a series as a fill.
pub(super) fn fill(ids: &str, series: usize) -> String {
    format!("url(#{ids}-pattern-{series})")
}

/// A pattern that tells a series from the others without colour: stripes, dots, a lattice, uprights, and round again.
pub(super) fn pattern(ids: &str, series: usize) -> String {
    let (turn, drawing) = match (series.max(1) - 1) % 4 {
        0 => (45, r#"<path d="M0 0V5" stroke="currentColor" stroke-width="2"/>"#),
        1 => (0, r#"<circle cx="2.5" cy="2.5" r="1.2" fill="currentColor"/>"#),
        2 => (45, r#"<path d="M0 0V5M0 0H5" stroke="currentColor"/>"#),
        _ => (0, r#"<path d="M0 0V5" stroke="currentColor" stroke-width="2"/>"#),
    };
    format!(
        r#"<pattern id="{ids}-pattern-{series}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate({turn})">{drawing}</pattern>"#
    )
}
