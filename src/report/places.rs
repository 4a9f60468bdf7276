//! Lines and columns of the places that diagnostics name. Only renderers need them; everything else counts bytes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::source::{FilePath, Files, LineColumn, Location, Source, Span};

/// How many files are remembered. Diagnostics come sorted by file, so that few are needed at once.
const MAX_REMEMBERED: usize = 32;

/// The file for showing a place in it. Bytes that are not UTF-8 are replaced, so that the place of the first of them
/// can be shown; a file that is no text at all has no lines to show.
pub fn source_of(files: &dyn Files, path: &FilePath) -> Option<Source> {
    let bytes = files.read(path).ok()?;
    if bytes.contains(&0) {
        return None;
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Source::new(path.clone(), text.into_bytes()).ok()
}

/// The files that places are in, each read at most once while it is being reported on.
pub(super) struct Places<'a> {
    read: &'a dyn Fn(&FilePath) -> Option<Source>,
    texts: RefCell<BTreeMap<FilePath, Option<Rc<Text>>>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(read: &'a dyn Fn(&FilePath) -> Option<Source>) -> Self {
        Self { read, texts: RefCell::default() }
    }

    /// The file's text and lines, if it can be read.
    pub(super) fn text(&self, file: &FilePath) -> Option<Rc<Text>> {
        let mut texts = self.texts.borrow_mut();
        if let Some(known) = texts.get(file) {
            return known.clone();
        }
        if texts.len() >= MAX_REMEMBERED {
            texts.clear();
        }
        let text = (self.read)(file).map(|source| Rc::new(Text::new(source)));
        texts.insert(file.clone(), text.clone());
        text
    }

    /// Where a place starts and ends. The first line and column stand for a file that cannot be read.
    pub(super) fn range(&self, at: &Location) -> (LineColumn, LineColumn) {
        self.text(&at.file)
            .map_or((LineColumn { line: 1, column: 1 }, LineColumn { line: 1, column: 1 }), |text| {
                (text.line_column(at.span.start as usize), text.line_column(at.span.end as usize))
            })
    }

    /// `file:line:column`.
    pub(super) fn start(&self, at: &Location) -> String {
        let (LineColumn { line, column }, _) = self.range(at);
        format!("{}:{line}:{column}", at.file)
    }
}

/// A source and where its lines start.
pub(super) struct Text {
    source: Source,
    line_starts: Vec<usize>,
}

impl Text {
    fn new(source: Source) -> Self {
        let ends = source.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { source, line_starts }
    }

    /// As [`Source::line_column`], without reading all that stands before the place.
    pub(super) fn line_column(&self, byte: usize) -> LineColumn {
        let byte = self.boundary(byte);
        let line = self.line_of(byte);
        let start = self.line(line).start.min(byte);
        LineColumn { line, column: self.source.text[start..byte].chars().count() + 1 }
    }

    /// The number of the line that holds a byte, from 1.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// The bytes of a line without its end, and without the byte order mark.
    pub(super) fn line(&self, line: usize) -> Range<usize> {
        let start = self.line_starts[line - 1];
        let skipped = if line == 1 { self.source.bom_len() } else { 0 };
        let end = self.line_starts.get(line).map_or(self.source.text.len(), |next| next - 1);
        let text = &self.source.text[start + skipped..end];
        start + skipped..start + skipped + text.trim_end_matches('\r').len()
    }

    /// The text of a range of bytes, which must lie within one or between two results of [`Text::line`].
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        &self.source.text[range]
    }

    /// The part of a span that lies on its first line: what is underlined.
    pub(super) fn on_first_line(&self, span: Span) -> Range<usize> {
        let start = self.boundary(span.start as usize);
        let line = self.line(self.line_of(start));
        let start = start.clamp(line.start, line.end);
        start..self.boundary(span.end as usize).clamp(start, line.end)
    }

    /// The last place for a character at or before a byte.
    fn boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.source.text.len());
        while !self.source.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new(FilePath::new("a.md"), text.into()).unwrap()
    }

    #[test]
    fn lines_and_columns_are_those_of_the_source() {
        for text in ["", "\n", "\u{feff}åäö\r\nb\r\n", "a\n\u{1f600}b", "\u{feff}", "x\r"] {
            let source = source(text);
            let indexed = Text::new(source.clone());
            for byte in 0..text.len() + 3 {
                assert_eq!(indexed.line_column(byte), source.line_column(byte as u32), "{text:?} at {byte}");
            }
        }
    }

    #[test]
    fn only_the_first_line_of_a_span_is_underlined() {
        let text = Text::new(source("\u{feff}ab\r\ncd\n"));
        assert_eq!(text.on_first_line(Span::new(4, 9)), 4..5);
        assert_eq!(text.on_first_line(Span::new(0, 0)), 3..3);
        assert_eq!(text.on_first_line(Span::new(99, 120)), 10..10);
    }
}
