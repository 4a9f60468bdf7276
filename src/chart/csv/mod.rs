//! The CSV file of a chart: a head of names, then a row for each category.
//!
//! Written by hand or saved by a spreadsheet, in Sweden with semicolons and decimal commas. What cannot be understood
//! for certain is an error with its place: a number read wrongly would be published as a fact.

mod cells;
mod number;
mod write;

use crate::report::{Diagnostic, Reported, codes};
use crate::source::{Location, Source, Span, Spanned};

use super::Series;
use cells::Cell;
pub(super) use write::write;

/// The numbers in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// The head of the first column.
    pub category_name: String,
    /// The first column.
    pub categories: Vec<String>,
    /// The other columns.
    pub series: Vec<Series>,
}

/// The most rows a chart can show and a page should hold: the days of a year.
pub const MAX_ROWS: usize = 366;

/// Reads a file. Rows that are wrong are left out of the value; whoever publishes it looks at the diagnostics first.
pub fn read_csv(source: &Source) -> Reported<Data> {
    let mut reader = Reader { source, diagnostics: Vec::new() };
    let value = reader.read();
    Reported { value, diagnostics: reader.diagnostics }
}

struct Reader<'a> {
    source: &'a Source,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self) -> Data {
        let (rows, open_quotes) = cells::rows(self.source);
        let quotes = open_quotes.into_iter().map(|at| Diagnostic::new(codes::A0504, place(self.source, at)));
        self.diagnostics.extend(quotes);
        let Some((head, rows)) = rows.split_first().filter(|(head, rows)| head.len() > 1 && !rows.is_empty())
        else {
            if self.diagnostics.is_empty() {
                let start = Span::new(self.source.bom_len(), self.source.bom_len());
                self.diagnostics.push(Diagnostic::new(codes::A0503, place(self.source, start)));
            }
            return Data::default();
        };
        self.heads(head);
        if let Some(row) = rows.get(MAX_ROWS) {
            let diagnostic = Diagnostic::new(codes::A0506, place(self.source, row[0].span));
            self.diagnostics.push(diagnostic.arg("rows", rows.len()).arg("most", MAX_ROWS));
        }
        let mut data = Data { category_name: head[0].value.clone(), ..Data::default() };
        data.series =
            head[1..].iter().map(|cell| Series { name: cell.value.clone(), values: Vec::new() }).collect();
        for row in rows.iter().take(MAX_ROWS) {
            self.row(head, row, &mut data);
        }
        data
    }

    /// Two columns of one name cannot be told apart.
    fn heads(&mut self, head: &[Cell]) {
        for (at, cell) in head.iter().enumerate() {
            if let Some(first) = head[..at].iter().find(|other| other.value == cell.value) {
                let diagnostic =
                    Diagnostic::new(codes::A0505, place(self.source, cell.span)).arg("name", &cell.value);
                self.diagnostics.push(diagnostic.label(place(self.source, first.span), "first"));
            }
        }
    }

    fn row(&mut self, head: &[Cell], row: &[Cell], data: &mut Data) {
        if row.len() != head.len() {
            let at = row.get(head.len()).unwrap_or(&row[row.len() - 1]);
            let diagnostic = Diagnostic::new(codes::A0502, place(self.source, at.span));
            self.diagnostics.push(diagnostic.arg("cells", row.len()).arg("columns", head.len()));
            return;
        }
        data.categories.push(row[0].value.clone());
        for (cell, series) in row[1..].iter().zip(&mut data.series) {
            let value = number::read(&cell.value).unwrap_or_else(|suggestion| {
                let diagnostic =
                    Diagnostic::new(codes::A0501, place(self.source, cell.span)).arg("text", &cell.value);
                self.diagnostics.push(diagnostic.suggest(suggestion));
                None
            });
            series.values.push(value);
        }
    }
}

fn place(source: &Source, span: Span) -> Location {
    Location::new(&source.path, span)
}

#[cfg(test)]
mod tests;
