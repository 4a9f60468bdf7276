//! What was edited, in order, so that it can be taken back and made again: across files, and after a restart. It lies in
//! `.torg/edits`: a file for each edit, and one that says how many of them are made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::edit::Change;

use super::writer::{self, Failed, Writer};

/// How many edits can be taken back.
const KEPT: usize = 200;

/// An edit, of one file or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Edit {
    /// What it was, as the author is told.
    pub(super) title: String,
    /// What it made of each file.
    pub(super) changes: Vec<Change>,
}

/// The edits that were made, and after them those that were taken back.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    writer: Writer,
    /// The numbers of all edits, ascending.
    numbers: Vec<u64>,
    /// How many of them are made.
    n_done: usize,
}

impl Journal {
    /// The journal of the project in `root`, as the last preview left it.
    pub(super) fn open(root: &Path, writer: Writer) -> Self {
        let folder = root.join(".torg").join("edits");
        let names = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut numbers: Vec<u64> =
            names.filter_map(|name| name.strip_suffix(".edit")?.parse().ok()).collect();
        numbers.sort_unstable();
        let position: Option<u64> = read_position(&folder);
        // Without a position nothing is known to be made, and nothing is offered to be taken back.
        let n_done = position.map_or(0, |position| numbers.partition_point(|number| *number < position));
        Self { folder, writer, numbers, n_done }
    }

    /// Makes an edit. Those that were taken back before can no longer be made again.
    pub(super) fn make(&mut self, edit: &Edit) -> Result<(), Failed> {
        for number in self.numbers.split_off(self.n_done) {
            self.forget(number);
        }
        let number = self.numbers.last().map_or(1, |last| last + 1);
        // Noted first: an edit that is made and not noted could never be taken back.
        let noted = postcard::to_stdvec(edit)
            .map_err(io::Error::other)
            .and_then(|bytes| writer::write(&self.file(number), &bytes));
        if let (Err(error), Some(change)) = (noted, edit.changes.first()) {
            return Err(Failed::Io(change.file.clone(), error.to_string()));
        }
        if let Err(failed) = self.writer.apply(&edit.changes) {
            self.forget(number);
            return Err(failed);
        }
        self.numbers.push(number);
        self.move_to(self.n_done + 1);
        if self.numbers.len() > KEPT {
            let oldest = self.numbers.remove(0);
            self.n_done -= 1;
            self.forget(oldest);
        }
        Ok(())
    }

    /// The edit that would be taken back.
    pub(super) fn last(&self) -> Option<Edit> {
        self.read(*self.numbers.get(self.n_done.checked_sub(1)?)?)
    }

    /// The edit that would be made again.
    pub(super) fn next(&self) -> Option<Edit> {
        self.read(*self.numbers.get(self.n_done)?)
    }

    /// Takes the last edit back, if its files are as it left them.
    pub(super) fn undo(&mut self) -> Result<Option<Edit>, Failed> {
        let Some(edit) = self.last() else { return Ok(None) };
        let back: Vec<Change> = edit.changes.iter().rev().cloned().map(Change::inverse).collect();
        self.writer.apply(&back)?;
        self.move_to(self.n_done - 1);
        Ok(Some(edit))
    }

    /// Makes the edit again that was taken back last, if its files are as they were before it.
    pub(super) fn redo(&mut self) -> Result<Option<Edit>, Failed> {
        let Some(edit) = self.next() else { return Ok(None) };
        self.writer.apply(&edit.changes)?;
        self.move_to(self.n_done + 1);
        Ok(Some(edit))
    }

    fn read(&self, number: u64) -> Option<Edit> {
        postcard::from_bytes(&writer::read(&self.file(number)).ok()??).ok()
    }

    fn move_to(&mut self, n_done: usize) {
        self.n_done = n_done;
        let position =
            n_done.checked_sub(1).and_then(|last| self.numbers.get(last)).map_or(0, |last| last + 1);
        // A position that could not be noted costs what can be taken back after a restart, no file.
        let _ = writer::write(&self.folder.join("position"), position.to_string().as_bytes());
    }

    fn forget(&self, number: u64) {
        // A file that stays is one edit more to be made again, which is refused where files differ.
        let _ = writer::remove(&self.file(number));
    }

    fn file(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:08}.edit"))
    }
}

fn read_position(folder: &Path) -> Option<u64> {
    String::from_utf8(writer::read(&folder.join("position")).ok()??).ok()?.trim().parse().ok()
}
