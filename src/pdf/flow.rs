//! From glyphs and their places to lines of text. Many files have no spaces: a gap between two glyphs is one.

use hayro_interpret::kurbo::{Point, Vec2};
use unicode_normalization::UnicodeNormalization as _;

/// The narrowest gap between words, by the size of the type. Spaces in lines that are set tight take a seventh, letters that are
/// set wide rarely a tenth.
const SPACE: f64 = 0.12;

/// How far a glyph may stand above or below the one before it, by the size of the type: notes and exponents do by a third.
const RAISED: f64 = 0.5;

/// How far a glyph may stand back from the end of the one before it, by the size of the type: accents that are set over their
/// letters do by half.
const BACK: f64 = 1.0;

/// Where a glyph stands, in units of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its origin.
    pub(super) start: Point,
    /// Where the next glyph is expected.
    pub(super) end: Point,
    /// The direction of its line; of length one.
    pub(super) along: Vec2,
    /// The size of the type.
    pub(super) size: f64,
}

/// What stands between two glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
}

impl Place {
    fn gap(&self, next: &Place) -> Gap {
        let way = next.start - self.end;
        let (forward, aside) = (way.dot(self.along), way.cross(self.along).abs());
        let size = self.size.max(next.size);
        let is_turned = self.along.dot(next.along) < 0.9;
        if is_turned || aside > RAISED * size || forward < -BACK * size {
            Gap::Line
        } else if forward > SPACE * self.size.min(next.size) {
            Gap::Space
        } else {
            Gap::None
        }
    }
}

/// A text as it grows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    last: Option<Place>,
}

impl Flow {
    /// Adds what a glyph stands for.
    pub(super) fn add(&mut self, text: &str, place: Place) {
        match self.last.map_or(Gap::None, |last| last.gap(&place)) {
            Gap::None => {}
            Gap::Space => self.part(' '),
            Gap::Line => self.part('\n'),
        }
        self.last = Some(place);
        for c in text.chars() {
            match c {
                // Ligatures.
                '\u{fb00}'..='\u{fb06}' => self.text.extend([c].into_iter().nfkc()),
                // Signs of one font alone, such as the dots before the items of a list.
                '\u{e000}'..='\u{f8ff}' | char::REPLACEMENT_CHARACTER => self.part(' '),
                c if c.is_whitespace() || c.is_control() => self.part(' '),
                c => self.text.push(c),
            }
        }
    }

    /// Ends the line, and what is known of places: the next glyph stands on another page.
    pub(super) fn end_line(&mut self) {
        self.part('\n');
        self.last = None;
    }

    /// The length of the text in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The lines.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Parts what comes from what there is, once; a line's end is more than a space.
    fn part(&mut self, by: char) {
        if by == '\n' && self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A glyph of type of size 10 that is 5 wide.
    fn at(x: f64, y: f64) -> Place {
        let start = Point::new(x, y);
        Place { start, end: start + Vec2::new(5.0, 0.0), along: Vec2::new(1.0, 0.0), size: 10.0 }
    }

    fn flow(glyphs: &[(&str, f64, f64)]) -> String {
        let mut flow = Flow::default();
        for (text, x, y) in glyphs {
            flow.add(text, at(*x, *y));
        }
        flow.into_text()
    }

    #[test]
    fn gaps_are_spaces_and_steps_are_lines() {
        assert_eq!(flow(&[("a", 0.0, 0.0), ("b", 5.5, 0.0), ("c", 13.0, 0.0)]), "ab c");
        assert_eq!(flow(&[("a", 0.0, 20.0), ("b", 0.0, 8.0)]), "a\nb");
        assert_eq!(flow(&[("a", 90.0, 0.0), ("b", 0.0, 0.0)]), "a\nb");
        assert_eq!(flow(&[("m", 0.0, 0.0), ("2", 5.0, 4.0), (" ", 10.0, 0.0), ("å", 15.0, 0.0)]), "m2 å");
    }

    #[test]
    fn spaces_come_once_and_lines_have_none_at_their_ends() {
        let glyphs = [("a", 0.0, 20.0), (" ", 5.0, 20.0), ("\u{a0}", 10.0, 20.0), ("b", 30.0, 20.0)];
        assert_eq!(flow(&glyphs), "a b");
        assert_eq!(flow(&[("a", 0.0, 20.0), (" ", 5.0, 20.0), ("b", 0.0, 0.0)]), "a\nb");
    }

    #[test]
    fn ligatures_are_letters_and_signs_of_a_font_are_none() {
        assert_eq!(flow(&[("\u{fb01}", 0.0, 0.0), ("l", 5.0, 0.0)]), "fil");
        assert_eq!(flow(&[("a", 0.0, 0.0), ("\u{f0b7}", 5.0, 0.0), ("b", 10.0, 0.0)]), "a b");
    }

    #[test]
    fn a_line_may_go_any_way() {
        let turned = |y: f64| {
            let start = Point::new(0.0, y);
            Place { start, end: start + Vec2::new(0.0, 5.0), along: Vec2::new(0.0, 1.0), size: 10.0 }
        };
        let mut flow = Flow::default();
        for (text, y) in [("a", 0.0), ("b", 5.0), ("c", 12.0)] {
            flow.add(text, turned(y));
        }
        flow.add("d", at(0.0, 17.0));
        assert_eq!(flow.into_text(), "ab c\nd");
    }

    proptest! {
        #[test]
        fn any_places_give_all_letters(glyphs in prop::collection::vec(("[a-zåäö]", any::<f64>(), any::<f64>()), 0..20)) {
            let glyphs: Vec<(&str, f64, f64)> = glyphs.iter().map(|(text, x, y)| (text.as_str(), *x, *y)).collect();
            let letters: String = glyphs.iter().map(|(text, ..)| *text).collect();
            prop_assert_eq!(flow(&glyphs).replace([' ', '\n'], ""), letters);
        }
    }
}
