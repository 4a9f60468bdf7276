//! A paving pattern drawn from an id: the same id gives the same stones for ever.

use std::fmt::Write;

/// Stones a side.
const SIDE: usize = 6;
/// The side of a stone and the joint between two, in the drawing's units.
const STONE: usize = 10;
const JOINT: usize = 2;

/// A square of stones as SVG. Some are laid double, some left out, chosen by the id; the style sheet gives colour.
pub(super) fn paving(id: &str) -> String {
    let digest = blake3::hash(id.as_bytes());
    let bits = digest.as_bytes();
    let step = STONE + JOINT;
    let size = SIDE * step - JOINT;
    let mut svg = format!(
        "<svg class=\"paving\" viewBox=\"0 0 {size} {size}\" aria-hidden=\"true\" focusable=\"false\"><g>"
    );
    let mut laid = [[false; SIDE]; SIDE];
    for row in 0..SIDE {
        for column in 0..SIDE {
            if laid[row][column] {
                continue;
            }
            let choice = bits[(row * SIDE + column) % bits.len()] >> (row % 4);
            let shape = choice % 4;
            let wide = shape == 0 && column + 1 < SIDE && !laid[row][column + 1];
            let tall = !wide && shape == 1 && row + 1 < SIDE;
            laid[row][column] = true;
            if wide {
                laid[row][column + 1] = true;
            }
            if tall {
                laid[row + 1][column] = true;
            }
            let (width, height) = (STONE + usize::from(wide) * step, STONE + usize::from(tall) * step);
            let tone = if choice / 4 % 4 == 3 { " class=\"paving-dark\"" } else { "" };
            let (x, y) = (column * step, row * step);
            // Writing to a String cannot fail.
            let _ = write!(svg, "<rect{tone} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
        }
    }
    svg.push_str("</g></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::paving;

    #[test]
    fn a_pattern_is_stable_and_its_own() {
        assert_eq!(paving("skolan"), paving("skolan"));
        assert_ne!(paving("skolan"), paving("varden"));
    }
}
