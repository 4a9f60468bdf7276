//! The bytes of a table into text. Another encoding than UTF-8 is told rather than guessed: a letter read wrongly would
//! be published.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::config::read_source;
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{FilePath, Location, Source, Span};

/// How a table's letters are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// With or without a byte order mark.
    #[default]
    Utf8,
    /// In the order its byte order mark says; the little end first when there is none.
    Utf16,
    /// Western Europe, as older versions of Excel save it.
    Windows1252,
}

impl Encoding {
    const WORDS: [(&'static str, Self); 3] =
        [("utf-8", Self::Utf8), ("utf-16", Self::Utf16), ("windows-1252", Self::Windows1252)];

    /// The words for all of them.
    pub fn words() -> Vec<&'static str> {
        Self::WORDS.iter().map(|(word, _)| *word).collect()
    }

    /// The encoding of this name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, encoding)| *encoding)
    }
}

/// The table as text. Places in it are those of the text, in UTF-8.
pub fn decode(path: &FilePath, bytes: Vec<u8>, encoding: Encoding) -> Reported<Option<Source>> {
    let mut out = Vec::new();
    let wrong = |byte: usize, problem: &str| {
        let at = Location::new(path, Span::new(byte, byte + 1));
        Diagnostic::new(codes::I0101, at).arg("problem", problem)
    };
    let bytes = match encoding {
        Encoding::Utf8 if is_utf16(&bytes) => {
            out.push(wrong(0, "utf-16"));
            return Reported { value: None, diagnostics: out };
        }
        Encoding::Utf8 => {
            if let Err(error) = std::str::from_utf8(&bytes) {
                out.push(wrong(error.valid_up_to(), "not-utf-8"));
                return Reported { value: None, diagnostics: out };
            }
            bytes
        }
        Encoding::Utf16 => {
            let decoder = if bytes.starts_with(&[0xfe, 0xff]) { UTF_16BE } else { UTF_16LE };
            let (text, is_broken) = decoder.decode_with_bom_removal(&bytes);
            if is_broken {
                out.push(wrong(0, "not-utf-16"));
            }
            text.into_owned().into_bytes()
        }
        Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned().into_bytes(),
    };
    let source = read_source(path, bytes, &mut out);
    Reported { value: source.filter(|_| out.is_empty()), diagnostics: out }
}

/// Whether bytes begin as UTF-16 does: with its mark, or with letters of which every other byte is zero.
fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.iter().take(4).any(|b| *b == 0)
}
