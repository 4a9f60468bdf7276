//! CSV, in two dialects.
//!
//! The `.csv` that scripts rely on is RFC 4180: UTF-8, commas, CRLF, and **no byte order mark**, because most readers
//! take one to be a part of the first column's name. Swedish Excel cannot open such a file by a double click: it wants
//! semicolons, and a byte order mark before it believes in UTF-8. It gets a file of its own, `.excel.csv`.
//!
//! Cells that a spreadsheet would take for a formula get an apostrophe in front, and so do those that look like one with
//! apostrophes: whoever reads takes one away where a formula follows. A list in a cell is a row of CSV by itself, with `; `
//! between its items. So every cell can be read back as what the JSON says, but for control codes.

use csv::{Terminator, WriterBuilder};

use crate::export::text::clean;

use super::{Cell, Record};

/// The records as RFC 4180.
pub fn csv<R: Record>(records: &[R]) -> Vec<u8> {
    write(records, b',', Vec::new())
}

/// The records as Excel with Swedish settings opens them.
pub fn excel_csv<R: Record>(records: &[R]) -> Vec<u8> {
    write(records, b';', MARK.into())
}

/// What Excel believes in.
pub(super) const MARK: &str = "\u{feff}";

fn write<R: Record>(records: &[R], delimiter: u8, start: Vec<u8>) -> Vec<u8> {
    let columns: Vec<String> = R::COLUMNS.iter().map(|&column| column.to_owned()).collect();
    let cells: Vec<Vec<Cell>> = records.iter().map(Record::cells).collect();
    rows(&columns, &cells, delimiter, start)
}

/// A row for the columns' names, then one for each of the given.
pub(super) fn rows(columns: &[String], rows: &[Vec<Cell>], delimiter: u8, start: Vec<u8>) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(start);
    for row in std::iter::once(columns.to_vec()).chain(rows.iter().map(|cells| row(cells))) {
        writer.write_record(row).expect("every record has a cell for each column");
    }
    writer.into_inner().expect("a vector takes all that is written to it")
}

fn row(cells: &[Cell]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            Cell::List(items) => {
                items.iter().map(|item| quoted(harmless(item))).collect::<Vec<_>>().join("; ")
            }
        })
        .collect()
}

/// The text, with an apostrophe in front when a spreadsheet would run it. The items of a list are looked at one by one,
/// since a reader that splits at `;` makes cells of them.
fn harmless(text: &str) -> String {
    let text = clean(text);
    let runs = |c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.trim_start_matches('\'').starts_with(runs) { format!("'{text}") } else { text.into_owned() }
}

/// An item of a list, in quotes when it would be read as several, as none, or without its quotes or outer spaces.
fn quoted(item: String) -> String {
    let is_plain = !item.is_empty() && !item.contains([';', '"']) && item.trim() == item;
    if is_plain { item } else { format!("\"{}\"", item.replace('"', "\"\"")) }
}
