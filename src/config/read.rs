//! A file's bytes into text, and its text into a table.

use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Files, Location, MAX_TEXT_BYTES, Source, Span, TextError};

use super::value::Table;
use super::{parse_toml, parse_yaml};

/// The text files below a folder that can be read, by the end of their names.
pub fn read_sources(files: &dyn Files, folder: &str, extension: &str) -> Vec<Source> {
    let found = files.list(folder).files.into_iter().filter(|path| path.extension() == Some(extension));
    found.filter_map(|path| read_source(&path, files.read(&path).ok()?, &mut Vec::new())).collect()
}

/// The text of a file; what is no text, or too much of it, is reported.
pub fn read_source(path: &FilePath, bytes: Vec<u8>, out: &mut Vec<Diagnostic>) -> Option<Source> {
    match Source::new(path.clone(), bytes) {
        Ok(source) => Some(source),
        Err(TextError::NotUtf8 { byte }) => {
            let at = Location::new(path, Span::new(byte, byte + 1));
            out.push(Diagnostic::new(codes::S0101, at).arg("problem", "not-utf8"));
            None
        }
        Err(TextError::TooLarge { bytes }) => {
            let megabytes = |bytes: usize| bytes.div_ceil(1024 * 1024);
            let diagnostic =
                Diagnostic::new(codes::S0101, Location::start_of(path)).arg("problem", "too-large");
            out.push(diagnostic.arg("size", megabytes(bytes)).arg("limit", megabytes(MAX_TEXT_BYTES)));
            None
        }
    }
}

/// The table that a whole file is: YAML when its name says so, else TOML.
pub fn parse_file(source: &Source, out: &mut Vec<Diagnostic>) -> Table {
    let span = Span::new(source.bom_len(), source.text.len());
    match source.path.extension() {
        Some("yaml" | "yml") => parse_yaml(source, span, out),
        _ => parse_toml(source, span, out),
    }
}
