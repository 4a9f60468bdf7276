//! Writing a chart's table as a file that spreadsheets open by a double click.

use crate::chart::words::Words;

/// Without it Excel does not believe that a file is UTF-8.
const MARK: char = '\u{feff}';

/// A head and rows. Where the decimal mark is a comma, cells are separated by semicolons.
pub(in crate::chart) fn write(columns: &[String], rows: &[Vec<String>], words: &Words) -> String {
    let delimiter = if words.decimal_mark == ',' { ';' } else { ',' };
    let mut text = String::from(MARK);
    for row in std::iter::once(columns).chain(rows.iter().map(Vec::as_slice)) {
        let cells: Vec<_> = row.iter().map(|cell| written(cell, delimiter)).collect();
        text += &cells.join(delimiter.encode_utf8(&mut [0; 4]));
        text += "\r\n";
    }
    text
}

/// A cell, in quotes where it has to be. What a spreadsheet would run gets an apostrophe in front; a number it does not run.
fn written(cell: &str, delimiter: char) -> String {
    let cell: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cell = cell.trim();
    let is_number = super::number::read(cell).is_ok();
    let runs = !is_number && cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let cell = if runs { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([delimiter, ';', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
