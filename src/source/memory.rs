//! A project that lives in memory: for tests and for what the preview has not saved.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{FilePath, Files, Listing, ReadError, Stamp};

/// Files held in memory, and a clock that stands still.
#[derive(Clone, Debug)]
pub struct MemoryFiles {
    files: BTreeMap<FilePath, Vec<u8>>,
    now: Timestamp,
}

impl MemoryFiles {
    /// An empty project at the moment `now`.
    pub fn new(now: Timestamp) -> Self {
        Self { files: BTreeMap::new(), now }
    }

    /// Writes a file, replacing what was there.
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(FilePath::new(path), bytes.into());
    }

    /// Removes a file; whether it was there.
    pub fn remove(&mut self, path: &str) -> bool {
        self.files.remove(&FilePath::new(path)).is_some()
    }

    /// Moves the clock.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> Listing {
        let files = self.files.keys().filter(|path| path.below(folder).is_some()).cloned().collect();
        Listing { files, problems: Vec::new() }
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::Missing)
    }

    fn stamp(&self, _path: &FilePath) -> Option<Stamp> {
        None
    }

    fn now(&self) -> Timestamp {
        self.now
    }
}
