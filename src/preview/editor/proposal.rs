//! Changes that diagnostics propose, made when their author says so: an edit like any other, which can be taken back.

use crate::edit::Change;
use crate::preview::mend::{Edits, Mend};
use crate::source::FilePath;

use super::Editor;
use super::journal::Edit;
use super::words::text;
use super::writer::Failed;

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::preview) enum Unmended {
    /// A file is another now.
    Changed,
    /// A file lies outside the project, or cannot be written.
    Unwritable,
}

impl Editor {
    /// Makes a change that a diagnostic proposes, if all of its files are what it was about.
    pub(in crate::preview) fn mend(&self, mend: &Mend) -> Result<(), Unmended> {
        let change = |(file, edits): (&FilePath, &Edits)| {
            let before = self.writer.read(file)?.unwrap_or_default();
            let after = edits.applied(&before).ok_or_else(|| Failed::Changed(file.clone()))?;
            Ok(Change { file: file.clone(), before: Some(before), after: Some(after) })
        };
        let changes: Result<Vec<Change>, Failed> = mend.files().map(change).collect();
        let made = changes.and_then(|changes| {
            let file = changes.first().map_or("", |change| change.file.as_str());
            let title = text(self.lang, "edit-mended", &[("file", file)]);
            self.journal().make(&Edit { title, changes })
        });
        made.map_err(|failed| match failed {
            Failed::Changed(_) => Unmended::Changed,
            Failed::Outside(_) | Failed::Io(..) => Unmended::Unwritable,
        })
    }
}
