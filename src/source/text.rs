//! A text file and its lines.

use std::sync::Arc;

use super::{FilePath, Span};

/// The largest text file that is read, in bytes. A page of this size is hundreds of thousands of words; one that is
/// larger is a mistake, and is reported rather than parsed.
pub const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// A file whose bytes are UTF-8.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it is.
    pub path: FilePath,
    /// All of it, exactly as on disk: byte order mark and line ends included, so that spans are file positions.
    pub text: Arc<str>,
}

/// Why bytes are no [`Source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// The first byte that is not UTF-8.
    NotUtf8 {
        /// Counted from the file's start.
        byte: usize,
    },
    /// More than [`MAX_TEXT_BYTES`].
    TooLarge {
        /// The file's size in bytes.
        bytes: usize,
    },
}

/// A place as people count it: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The character on the line, from 1.
    pub column: usize,
}

impl Source {
    /// The text of a file.
    pub fn new(path: FilePath, bytes: Vec<u8>) -> Result<Self, TextError> {
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(TextError::TooLarge { bytes: bytes.len() });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { path, text: text.into() }),
            Err(error) => Err(TextError::NotUtf8 { byte: error.utf8_error().valid_up_to() }),
        }
    }

    /// The length in bytes of the byte order mark at the start: 0 or 3.
    pub fn bom_len(&self) -> usize {
        if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// The text a span covers; empty when the span lies outside the text or splits a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The line and column of a byte. A byte order mark is no character of the first line, and a byte past the
    /// end counts as the end.
    pub fn line_column(&self, byte: u32) -> LineColumn {
        let byte = floor_char_boundary(&self.text, byte as usize);
        let before = &self.text[..byte];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let skipped = if line == 1 { self.bom_len().min(byte) } else { 0 };
        LineColumn { line, column: self.text[line_start + skipped..byte].chars().count() + 1 }
    }
}

fn floor_char_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new(FilePath::new("a.md"), text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn columns_count_characters() {
        let source = source("åäö x\r\ny");
        assert_eq!(source.line_column(7), LineColumn { line: 1, column: 5 });
        assert_eq!(source.line_column(10), LineColumn { line: 2, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(source("\u{feff}ab").line_column(4), LineColumn { line: 1, column: 2 });
    }

    #[test]
    fn bad_bytes_are_located() {
        let error = Source::new(FilePath::new("a"), vec![b'a', 0xff]).unwrap_err();
        assert_eq!(error, TextError::NotUtf8 { byte: 1 });
    }
}
