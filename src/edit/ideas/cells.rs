//! A CSV file as rows of cells, each with its place. The `csv` crate reads; it does not tell where a cell stands, nor that
//! quotes do not match, which is why the same bytes are walked once more.

use csv::{ReaderBuilder, StringRecord};

use crate::report::{Diagnostic, codes, nearest};
use crate::source::{Location, Source, Span, Spanned};

use super::map::{ColumnMap, DELIMITERS};

/// A cell: its text, and where it stands without its quotes.
pub(super) type Cell = Spanned<String>;

/// A table whose every row has a cell for each column.
pub(super) struct Sheet<'a> {
    source: &'a Source,
    /// The names of the columns.
    head: Vec<Cell>,
    /// What comes below them.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl<'a> Sheet<'a> {
    /// Reads a table, if it is one that the map fits.
    pub(super) fn read(source: &'a Source, map: &ColumnMap, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut tried: Vec<(u8, Vec<Vec<Cell>>, Vec<Span>)> = DELIMITERS
            .iter()
            .map(|delimiter| {
                let (rows, quotes) = rows(source, *delimiter);
                (*delimiter, rows, quotes)
            })
            .collect();
        let fits = |rows: &[Vec<Cell>]| rows.first().is_some_and(|head| lacking(head, map).is_empty());
        let fitting = tried.iter().position(|(_, rows, _)| fits(rows));
        if let Some(said) = map.delimiter
            && let Some(found) = fitting.map(|index| tried[index].0).filter(|found| *found != said)
        {
            let at = source.text.bytes().position(|byte| byte == found).unwrap_or(0);
            let wrong = Diagnostic::new(codes::I0102, place(source, Span::new(at, at + 1)));
            let (said, found) = (shown(said), shown(found));
            out.push(wrong.arg("problem", "delimiter").arg("found", found).arg("said", said));
            return None;
        }
        let widest =
            || tried.iter().enumerate().max_by_key(|(_, (_, rows, _))| rows.first().map_or(0, Vec::len));
        let index = fitting.or_else(|| widest().map(|(index, _)| index))?;
        let (_, mut rows, quotes) = tried.swap_remove(index);
        out.extend(quotes.into_iter().map(|span| Diagnostic::new(codes::I0103, place(source, span))));
        if rows.is_empty() {
            out.push(Diagnostic::new(codes::I0102, place(source, Span::new(0, 0))).arg("problem", "empty"));
            return None;
        }
        let head = rows.remove(0);
        let mut sheet = Self { source, head, rows };
        sheet.check_head(map, out)?;
        sheet.check_rows(out);
        Some(sheet)
    }

    /// The place of something in the table.
    pub(super) fn at(&self, span: Span) -> Location {
        place(self.source, span)
    }

    /// The line that a row begins on.
    pub(super) fn line(&self, row: &[Cell]) -> usize {
        row.first().map_or(1, |cell| self.source.line_column(cell.span.start).line)
    }

    /// A row's cell in the column of this name.
    pub(super) fn cell<'r>(&self, row: &'r [Cell], column: &str) -> Option<&'r Cell> {
        row.get(self.head.iter().position(|cell| cell.value == column)?)
    }

    /// The columns that the map does not name.
    pub(super) fn unread(&self, map: &ColumnMap) -> Vec<String> {
        let is_read = |name: &String| map.columns.values().any(|column| column == name);
        self.head.iter().map(|cell| cell.value.clone()).filter(|name| !is_read(name)).collect()
    }

    fn check_head(&self, map: &ColumnMap, out: &mut Vec<Diagnostic>) -> Option<()> {
        let known = || self.head.iter().map(|cell| cell.value.as_str());
        for (index, cell) in self.head.iter().enumerate() {
            if let Some(first) = self.head[..index].iter().find(|other| other.value == cell.value) {
                let twice = Diagnostic::new(codes::I0102, self.at(cell.span)).arg("problem", "twice");
                out.push(twice.arg("column", &cell.value).label(self.at(first.span), "first"));
            }
        }
        let lacking = lacking(&self.head, map);
        let start = self.head.first().map_or(Span::new(0, 0), |cell| cell.span);
        for column in &lacking {
            let end = self.head.last().map_or(start, |cell| cell.span);
            out.push(
                Diagnostic::new(codes::I0102, self.at(start.to(end)))
                    .arg("problem", "missing")
                    .arg("column", column)
                    .arg("nearest", nearest(column, known()).unwrap_or_default())
                    .arg("known", known().collect::<Vec<_>>().join("`, `")),
            );
        }
        lacking.is_empty().then_some(())
    }

    /// Rows with too many or too few cells are told and left out.
    fn check_rows(&mut self, out: &mut Vec<Diagnostic>) {
        let n_columns = self.head.len();
        for row in self.rows.iter().filter(|row| row.len() != n_columns) {
            let Some(cell) = row.get(n_columns).or_else(|| row.last()) else { continue };
            let wrong = Diagnostic::new(codes::I0104, place(self.source, cell.span));
            out.push(wrong.arg("cells", row.len()).arg("columns", n_columns));
        }
        self.rows.retain(|row| row.len() == n_columns);
    }
}

/// The columns that the map names, or needs, and the head lacks. Fields that may be missing need no column.
fn lacking(head: &[Cell], map: &ColumnMap) -> Vec<String> {
    let has = |name: &str| head.iter().any(|cell| cell.value == name);
    let needed =
        map.needed().map(|field| map.columns.get(field).cloned().unwrap_or_else(|| field.to_owned()));
    needed.chain(map.contact.iter().cloned()).filter(|name| !has(name)).collect()
}

fn shown(delimiter: u8) -> String {
    if delimiter == b'\t' { "\\t".to_owned() } else { char::from(delimiter).to_string() }
}

fn place(source: &Source, span: Span) -> Location {
    Location::new(&source.path, span)
}

/// The rows that hold anything, and where quotes are opened that are never closed, or closed before their cell ends.
pub(super) fn rows(source: &Source, delimiter: u8) -> (Vec<Vec<Cell>>, Vec<Span>) {
    let start = source.bom_len();
    let text = &source.text[start..];
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    // Bytes that are UTF-8 are a table, whatever they are: the reader has nothing to fail at.
    let records: Vec<StringRecord> = reader.records().filter_map(Result::ok).collect();
    let starts: Vec<usize> = records
        .iter()
        .map(|record| record.position().map_or(text.len(), |position| position.byte() as usize))
        .collect();
    let mut quotes = Vec::new();
    let mut rows = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(text.len());
        let spans = spans(text, starts[index], end, delimiter, &mut quotes);
        let cells = record.iter().zip(spans);
        let cell = |(text, span): (&str, Span)| Spanned::new(text.trim().to_owned(), span.shifted(start));
        let row: Vec<Cell> = cells.map(cell).collect();
        if row.iter().any(|cell| !cell.value.is_empty()) {
            rows.push(row);
        }
    }
    (rows, quotes.into_iter().map(|span: Span| span.shifted(start)).collect())
}

/// Where the cells of the record between two bytes stand, without their quotes.
fn spans(text: &str, start: usize, end: usize, delimiter: u8, quotes: &mut Vec<Span>) -> Vec<Span> {
    let bytes = text.as_bytes();
    let ends_line = |at: usize| matches!(bytes[at], b'\r' | b'\n');
    let mut at = start;
    while at < end && ends_line(at) {
        at += 1;
    }
    let mut found = Vec::new();
    loop {
        let open = at;
        if at < end && bytes[at] == b'"' {
            at += 1;
            let close = loop {
                match bytes[at..end].iter().position(|byte| *byte == b'"') {
                    None => {
                        quotes.push(Span::new(open, open + 1));
                        at = end;
                        break end;
                    }
                    Some(length) if bytes.get(at + length + 1) == Some(&b'"') => at += length + 2,
                    Some(length) => {
                        at += length + 1;
                        break at - 1;
                    }
                }
            };
            let rest = (at..end).take_while(|at| bytes[*at] != delimiter && !ends_line(*at)).count();
            if rest > 0 {
                quotes.push(Span::new(at, at + rest));
                at += rest;
            }
            found.push(Span::new(open + 1, close));
        } else {
            at += (at..end).take_while(|at| bytes[*at] != delimiter && !ends_line(*at)).count();
            found.push(Span::new(open, at));
        }
        if at < end && bytes[at] == delimiter {
            at += 1;
        } else {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::FilePath;

    fn source(text: &str) -> Source {
        Source::new(FilePath::new("a.csv"), text.as_bytes().to_vec()).unwrap()
    }

    #[test]
    fn cells_have_places() {
        let source = source("\u{feff}a;b\r\n\r\n\"å \"\"x\"\"\r\ny\";z\r\n");
        let (rows, quotes) = rows(&source, b';');
        assert_eq!(quotes, []);
        let texts: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.value.as_str()).collect()).collect();
        assert_eq!(texts, [vec!["a", "b"], vec!["å \"x\"\r\ny", "z"]]);
        assert_eq!(source.slice(rows[1][0].span), "å \"\"x\"\"\r\ny");
        assert_eq!(
            source.line_column(rows[1][1].span.start),
            crate::source::LineColumn { line: 4, column: 4 }
        );
    }

    #[test]
    fn quotes_that_do_not_match_have_places() {
        for (text, at) in [("a;b\n\"c;d\ne;f\n", 4), ("a;b\n\"c\"d;e\n", 7)] {
            let (_, quotes) = rows(&source(text), b';');
            assert_eq!(quotes.iter().map(|span| span.start).collect::<Vec<_>>(), [at], "{text}");
        }
    }

    proptest! {
        /// What the crate writes is read back, and each place holds its cell.
        #[test]
        fn what_is_written_is_read(table in proptest::collection::vec(
            proptest::collection::vec("[a-zåäö;,\"\n ]{0,6}", 3), 1..6
        ), delimiter in prop::sample::select(DELIMITERS.to_vec())) {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let source = source(&String::from_utf8(writer.into_inner().unwrap()).unwrap());
            let (read, quotes) = rows(&source, delimiter);
            prop_assert_eq!(quotes, vec![]);
            let expected: Vec<Vec<String>> = table
                .iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
                .filter(|row| row.iter().any(|cell| !cell.is_empty()))
                .collect();
            let texts: Vec<Vec<String>> =
                read.iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect()).collect();
            prop_assert_eq!(texts, expected);
            for cell in read.iter().flatten() {
                let written = source.slice(cell.span).replace("\"\"", "\"");
                prop_assert_eq!(written.trim(), cell.value.as_str());
            }
        }

        /// No bytes make it panic, and every place is inside the file.
        #[test]
        fn anything_is_read(text in "[a;\"\r\n,\t å\u{feff}]{0,40}") {
            let source = source(&text);
            for delimiter in DELIMITERS {
                let (rows, quotes) = rows(&source, delimiter);
                let spans = rows.iter().flatten().map(|cell| cell.span).chain(quotes);
                for span in spans {
                    prop_assert!(span.start <= span.end && span.end as usize <= source.text.len());
                }
            }
        }
    }
}
