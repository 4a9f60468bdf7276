//! Splitting a file into cells, each with its place.

use super::{Source, Span, Spanned};

/// A cell: its text, trimmed and without quotes, and where that stands.
pub(super) type Cell = Spanned<String>;

/// The rows that hold anything, and where quotes are opened that are never closed, or closed before their cell ends.
/// Rows with such quotes are left out: one mistake is told once.
pub(super) fn rows(source: &Source) -> (Vec<Vec<Cell>>, Vec<Span>) {
    let start = source.bom_len();
    let delimiters = [b';', b'\t', b','];
    let read =
        |delimiter| Scanner { text: &source.text, delimiter, at: start, bad_quotes: Vec::new() }.rows();
    // The right delimiter is the one that gives every row as many cells as the head. Where several do, the semicolon
    // goes first and the comma last: a comma may be a decimal comma, a semicolon is nothing else.
    let mut all: Vec<_> = delimiters.into_iter().map(read).filter(|(rows, _)| splits(rows)).collect();
    let best =
        all.iter().position(|(rows, _)| rows.iter().all(|row| row.len() == rows[0].len())).unwrap_or(0);
    if all.is_empty() { read(b';') } else { all.swap_remove(best) }
}

/// Whether there is more than one column.
fn splits(rows: &[Vec<Cell>]) -> bool {
    rows.first().is_some_and(|head| head.len() > 1)
}

struct Scanner<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    bad_quotes: Vec<Span>,
}

impl Scanner<'_> {
    fn rows(mut self) -> (Vec<Vec<Cell>>, Vec<Span>) {
        let mut rows = Vec::new();
        while self.at < self.text.len() {
            let n_bad_quotes = self.bad_quotes.len();
            let row = self.row();
            let is_torn = self.bad_quotes.len() > n_bad_quotes;
            if !is_torn && row.iter().any(|cell| !cell.value.is_empty()) {
                rows.push(row);
            }
        }
        (rows, self.bad_quotes)
    }

    /// The cells up to the end of the line, which is passed.
    fn row(&mut self) -> Vec<Cell> {
        let mut cells = vec![self.cell()];
        while self.peek() == Some(self.delimiter) {
            self.at += 1;
            cells.push(self.cell());
        }
        let line_end = self.text[self.at..].bytes().take(2).take_while(|b| matches!(b, b'\r' | b'\n'));
        self.at += match line_end.collect::<Vec<_>>()[..] {
            [b'\r', b'\n'] => 2,
            [] => 0,
            _ => 1,
        };
        cells
    }

    fn cell(&mut self) -> Cell {
        let start = self.at;
        self.skip_spaces();
        if self.peek() == Some(b'"') {
            return self.quoted();
        }
        let end = start + self.text.as_bytes()[start..].iter().take_while(|b| !self.ends_cell(**b)).count();
        self.at = end;
        let cell = &self.text[start..end];
        let from = start + (cell.len() - cell.trim_start().len());
        Spanned::new(cell.trim().to_owned(), Span::new(from, from + cell.trim().len()))
    }

    /// A cell in quotes, where two quotes mean one; what stands between them may hold delimiters and line ends.
    fn quoted(&mut self) -> Cell {
        let open = self.at;
        let mut text = String::new();
        self.at += 1;
        let end = loop {
            let Some(quote) = self.text[self.at..].find('"').map(|length| self.at + length) else {
                self.bad_quotes.push(Span::new(open, open + 1));
                self.at = self.text.len();
                break self.at;
            };
            text.push_str(&self.text[self.at..quote]);
            self.at = quote + 1;
            if self.peek() != Some(b'"') {
                break quote;
            }
            text.push('"');
            self.at += 1;
        };
        self.skip_spaces();
        let rest = self.text[self.at..].bytes().take_while(|b| !self.ends_cell(*b)).count();
        if rest > 0 {
            self.bad_quotes.push(Span::new(self.at, self.at + rest));
            self.at += rest;
        }
        Spanned::new(text.split_whitespace().collect::<Vec<_>>().join(" "), Span::new(open + 1, end))
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
    }

    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.delimiter || matches!(byte, b'\r' | b'\n')
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
