//! Open data: each kind of record as JSON with everything, as CSV with the columns that are promised to others, and as
//! the JSON Schema of the first.
//!
//! Fields and columns are part of the contract with people's scripts: they may be added to, never renamed or dropped.

mod change;
mod csv;
mod document;
mod event;
mod focus_area;
mod initiative;
mod organisation;
mod programme_item;
mod record;
mod sheet;

use jiff::civil::Date;

pub use csv::{csv, excel_csv};
pub use document::{document, schema};
pub use record::{Cell, Record, Time};
pub use sheet::{Sheet, sheet_files};

use super::File;

/// What a file tells about itself.
#[derive(Clone, Debug)]
pub struct Header {
    /// The files' name without its extension, such as `portfolj`.
    pub name: String,
    /// What the data is called.
    pub title: String,
    /// What it holds, in a sentence or two.
    pub description: String,
    /// The language of names and texts, as in `<html lang>`.
    pub lang: String,
    /// The folder of all open data, absolute and with a final `/`.
    pub folder_url: String,
    /// The day it shows.
    pub as_of: Date,
    /// What one may do with it.
    pub licence: Licence,
    /// Who publishes it.
    pub publisher: String,
}

/// A licence.
#[derive(Clone, Debug)]
pub struct Licence {
    /// Its identifier in the SPDX list, such as `CC0-1.0`.
    pub id: String,
    /// Its text, absolute.
    pub url: String,
}

impl Header {
    /// The address of the data in a format: `json`, `csv` or `schema.json`.
    pub fn url(&self, extension: &str) -> String {
        format!("{}{}.{extension}", self.folder_url, self.name)
    }
}

/// All files of a kind of records, below `folder` (such as `oppna-data`): `.json`, `.csv`, `.excel.csv`, `.schema.json`.
pub fn files<R: Record>(folder: &str, header: &Header, records: &[R]) -> Vec<File> {
    let file = |extension: &str, bytes| File { path: format!("{folder}/{}.{extension}", header.name), bytes };
    vec![
        file("json", document(header, records)),
        file("csv", csv(records)),
        file("excel.csv", excel_csv(records)),
        file("schema.json", schema::<R>(header)),
    ]
}

#[cfg(test)]
mod tests;
