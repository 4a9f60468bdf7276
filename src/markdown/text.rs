//! The text being read and where it stands in its file.

use std::ops::Range;

use comrak::nodes::{LineColumn, Sourcepos};

use crate::source::Span;

/// A text handed to the Markdown parser, with what is needed to say where its bytes stand in the author's file.
/// Ranges in this room count from the start of such a text; spans count from the start of the file.
pub(super) struct Text<'s> {
    pub(super) str: &'s str,
    /// The first byte of each line.
    starts: Vec<u32>,
    base: Base,
}

/// How places in a text become places in the file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base {
    /// The text's first byte is this byte of the file.
    At(usize),
    /// The text does not stand in the file byte by byte (a TOML string with escapes): every place is this one.
    Whole(Span),
}

impl<'s> Text<'s> {
    pub(super) fn new(text: &'s str, base: Base) -> Self {
        Self { str: text, starts: line_starts(text), base }
    }

    /// The number of lines, at least 1.
    pub(super) fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a line counted from 0, its end included.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).map_or(self.str.len(), |start| *start as usize);
        let end = self.starts.get(line + 1).map_or(self.str.len(), |end| *end as usize);
        start..end
    }

    /// The line, counted from 0, that holds a byte.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= byte).saturating_sub(1)
    }

    /// The byte at the parser's line and column, both from 1. A column past the end of the line is counted on.
    pub(super) fn offset(&self, at: LineColumn) -> usize {
        let line = self.starts.get(at.line.saturating_sub(1)).map_or(self.str.len(), |start| *start as usize);
        self.floor(line + at.column.saturating_sub(1))
    }

    /// The bytes of a node.
    pub(super) fn range(&self, at: Sourcepos) -> Range<usize> {
        let start = self.offset(at.start);
        let end = self.offset(LineColumn { line: at.end.line, column: at.end.column + 1 });
        start..end.max(start)
    }

    /// The place in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match self.base {
            Base::At(base) => Span::new(base + range.start, base + range.end),
            Base::Whole(span) => span,
        }
    }

    /// The base of a part of this text that is read on its own, `prefix` bytes before which are not in the file.
    pub(super) fn base_of_part(&self, start: usize, prefix: usize) -> Base {
        match self.base {
            Base::At(base) => Base::At((base + start).saturating_sub(prefix)),
            whole @ Base::Whole(_) => whole,
        }
    }

    /// The nearest character boundary at or before `byte`.
    pub(super) fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.str.len());
        while !self.str.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// Lines end at `\n`, `\r\n` and lone `\r`, as in CommonMark.
fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / 48 + 1);
    starts.push(0);
    if text.contains('\r') {
        let bytes = text.as_bytes();
        let ends =
            |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        starts.extend((0..bytes.len()).filter(ends).map(|at| at as u32 + 1));
    } else {
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_starts_a_line() {
        let text = Text::new("a\r\nbå\rc\n", Base::At(10));
        assert_eq!(text.lines(), 4);
        assert_eq!(text.line(1), 3..7);
        assert_eq!(text.offset((2, 2).into()), 4);
        assert_eq!(text.offset((2, 3).into()), 4, "never inside a character");
        assert_eq!(text.line_of(7), 2);
        assert_eq!(text.span(3..4), Span::new(13, 14));
    }
}
