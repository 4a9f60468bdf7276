//! What every chart is besides a drawing: a title, a sentence, a table and a file.

use super::svg::Drawing;
use super::words::Words;
use super::{Drawn, csv};

/// What a chart says in words.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) title: &'a str,
    pub(super) summary: String,
    pub(super) source: Option<&'a str>,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Facts<'_> {
    /// The drawing with its words. The file has the cells of the table.
    pub(super) fn drawn(self, drawing: Drawing, ids: &str, words: &Words) -> Drawn {
        let Facts { title, summary, source, columns, rows } = self;
        let description = match source {
            Some(source) => format!("{summary} {}: {source}.", words.source),
            None => summary.clone(),
        };
        let csv = csv::write(&columns, &rows, words);
        Drawn { svg: drawing.finish(ids, title, &description), beside: None, summary, columns, rows, csv }
    }
}

/// The sentence that was given, or else the one that is made.
pub(super) fn told(given: Option<&str>, made: impl FnOnce() -> String) -> String {
    match given.map(str::trim) {
        Some(given) if !given.is_empty() => given.to_owned(),
        _ => made(),
    }
}
