//! A device that draws nothing and notes the glyphs it is given, with the text that the file says they stand for.

use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString, dict::keys::ACTUAL_TEXT};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::flow::{Flow, Place};
use super::{MAX_DRAWN, MAX_TEXT_BYTES};

/// The glyphs of all pages so far, as text.
#[derive(Default)]
pub(super) struct Collector {
    flow: Flow,
    /// On this page.
    n_drawn: usize,
    /// Where the last run began, and its number of glyphs.
    last_run: Option<(Point, usize)>,
    /// The open marked content, each with whether it is what `instead` is for.
    marked: Vec<bool>,
    /// What stands for the glyphs of marked content (`ActualText`), until the first of them has told where.
    instead: Option<String>,
}

impl Collector {
    /// Ends a page, whatever it left open.
    pub(super) fn end_page(&mut self) {
        self.flow.end_line();
        (self.n_drawn, self.last_run, self.instead) = (0, None, None);
        self.marked.clear();
    }

    /// The text of all pages, line by line.
    pub(super) fn into_text(self) -> String {
        self.flow.into_text()
    }

    /// Counts what is drawn. A device cannot ask the interpreter to stop, so that one which has enough unwinds to whoever
    /// began; `resume_unwind` tells nobody of a panic.
    fn count(&mut self) {
        self.n_drawn += 1;
        if self.n_drawn > MAX_DRAWN || self.flow.len() > MAX_TEXT_BYTES {
            resume_unwind(Box::new("enough"));
        }
    }

    fn note(&mut self, glyph: &Glyph<'_>, to_page: Affine) {
        let place = place(glyph, to_page);
        if self.marked.contains(&true) {
            self.flow.add(&self.instead.take().unwrap_or_default(), place);
            return;
        }
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.flow.add(c.encode_utf8(&mut [0; 4]), place),
            Some(BfString::String(text)) => self.flow.add(&text, place),
            // A letter that the file does not name parts what stands around it.
            None => self.flow.add(" ", place),
        }
    }
}

/// Where a glyph stands on its page; a thousand units of its own are as high as the type.
fn place(glyph: &Glyph<'_>, to_page: Affine) -> Place {
    let width = match glyph {
        Glyph::Outline(glyph) => glyph.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    let start = to_page * Point::ZERO;
    Place {
        start,
        end: to_page * Point::new(width.unwrap_or_default().into(), 0.0),
        along: (to_page * Point::new(1.0, 0.0) - start).normalize(),
        size: (to_page * Point::new(0.0, 1000.0) - start).hypot(),
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.count();
        let glyphs = run.glyphs();
        let start = glyphs.first().map(|glyph| props.transform * glyph.transform() * Point::ZERO);
        // Letters that are filled and outlined come twice.
        let here = start.map(|start| (start, glyphs.len()));
        if here.is_some() && self.last_run == here {
            return;
        }
        self.last_run = here;
        for glyph in glyphs {
            self.note(glyph, props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.count();
        let actual = properties.and_then(|properties| properties.get::<PdfString<'_>>(ACTUAL_TEXT));
        let is_first = actual.is_some() && !self.marked.contains(&true);
        self.marked.push(is_first);
        if let Some(actual) = actual.filter(|_| is_first) {
            self.instead = Some(decoded(actual.as_bytes()));
        }
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count();
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.count();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// A text string (PDF 2.0, 7.9.2.2): UTF-16 or UTF-8 if it says so, otherwise an encoding of its own, which has the letters of
/// Latin 1 where that has letters.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, utf16 @ ..] => {
            let units = utf16.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, utf8 @ ..] => String::from_utf8_lossy(utf8).into_owned(),
        latin => latin.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_read_in_each_encoding() {
        assert_eq!(decoded(b"\xfe\xff\0\xe5\0f\0i\xd8"), "åfi");
        assert_eq!(decoded(b"\xef\xbb\xbf\xc3\xa5"), "å");
        assert_eq!(decoded(b"\xe5\xe4\xf6"), "åäö");
        assert_eq!(decoded(b""), "");
    }
}
