//! What an edit makes of files: enough to make it, to take it back, and to see that nobody else has changed them.

use serde::{Deserialize, Serialize};

use crate::source::{FilePath, Source};

use super::Draft;

/// What an edit makes of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The file.
    pub file: FilePath,
    /// All of it before the edit; `None` where there is no such file.
    pub before: Option<Vec<u8>>,
    /// All of it after the edit; `None` where it goes.
    pub after: Option<Vec<u8>>,
}

impl Change {
    /// A file as it was and what a draft made of it; `None` where that is the same.
    pub fn of(before: &Source, after: &Draft) -> Option<Self> {
        let bytes = |source: &Source| Some(source.text.as_bytes().to_vec());
        let change = Self { file: before.path.clone(), before: bytes(before), after: bytes(after.source()) };
        (change.before != change.after).then_some(change)
    }

    /// A file that comes.
    pub fn new_file(file: FilePath, bytes: Vec<u8>) -> Self {
        Self { file, before: None, after: Some(bytes) }
    }

    /// A file that goes.
    pub fn gone(file: FilePath, bytes: Vec<u8>) -> Self {
        Self { file, before: Some(bytes), after: None }
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { file: self.file, before: self.after, after: self.before }
    }
}
