//! `torg import ideas`: a form's export as CSV becomes idea records, one file each.
//!
//! Ideas arrive internal: somebody has to read one and decide before it is shown. Only columns that the map names are
//! read at all, so that a sender's name or address is never stored. Columns named as `contact` are read for one purpose: what
//! they hold is taken out of the texts of the same row, and then forgotten. E-mail addresses and telephone numbers in
//! texts are taken out wherever they come from. Texts are cleaned of markup with ammonia.
//!
//! An idea that is already there is not imported again: one with the same title and text, letters and digits compared,
//! or with the same title received on the same day, whose text somebody has edited since. Within the file only the former
//! counts, since two people may well send ideas of one title on one day.

mod cells;
mod clean;
mod map;
mod record;
mod row;
mod text;

pub use map::{ColumnMap, FIELDS};
pub use text::{Encoding, decode};

use crate::hub::{FOLDER, Hub, Idea, KnownIdeas, RecordKind};
use crate::report::{Diagnostic, Reported};
use crate::source::{FilePath, Source};

use cells::Sheet;

/// What an import comes to. Nothing of it may be written when there are errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The records to write, in the order of the rows.
    pub records: Vec<NewRecord>,
    /// Rows that were left out because the idea is there already.
    pub known: Vec<Known>,
    /// The names of the columns that were not read.
    pub unread: Vec<String>,
}

/// A record to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// Where; nothing is there yet.
    pub path: FilePath,
    /// What.
    pub text: String,
}

/// A row whose idea is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The line its row begins on.
    pub line: usize,
    /// The id of the idea, which may be one of the same file.
    pub id: String,
}

/// Reads ideas from a table.
pub fn import(table: &Source, map: &ColumnMap, hub: &Hub) -> Reported<Import> {
    let mut out: Vec<Diagnostic> = Vec::new();
    let mut import = Import::default();
    let Some(sheet) = Sheet::read(table, map, &mut out) else {
        return Reported { value: import, diagnostics: out };
    };
    let mut known = KnownIdeas::of(hub);
    for row in &sheet.rows {
        let Some(idea) = row::read(row, &sheet, map, hub, &mut out) else { continue };
        let same = known.same_text(&idea.title, &idea.text);
        if let Some(id) = same.or_else(|| known.edited(&idea.title, idea.received)) {
            import.known.push(Known { line: sheet.line(row), id: id.to_owned() });
            continue;
        }
        let id = record::free_id(&idea.title, &|id| known.has(id) || hub.file_of(KIND.key, id).is_some());
        known.insert(&id, &idea.title, &idea.text);
        let path = FilePath::new(&format!("{FOLDER}/{}/{id}.toml", KIND.folder));
        import.records.push(NewRecord { path, text: record::text(&idea) });
    }
    import.unread = sheet.unread(map);
    Reported { value: import, diagnostics: out }
}

const KIND: RecordKind = <Idea as crate::hub::Record>::KIND;

#[cfg(test)]
mod tests;
