//! A project that lives in memory: for tests and for what the preview has not saved.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{FilePath, Files, ListProblem, Listing, ReadError, Stamp};

/// A second in nanoseconds.
const SECOND: i128 = 1_000_000_000;

/// Files held in memory, and a clock that stands still.
#[derive(Clone, Debug)]
pub struct MemoryFiles {
    files: BTreeMap<FilePath, Vec<u8>>,
    refused: BTreeMap<FilePath, ReadError>,
    /// When each file was last written, by `clock`.
    written: BTreeMap<FilePath, i128>,
    /// Seconds: every change takes one.
    clock: i128,
    now: Timestamp,
}

impl MemoryFiles {
    /// An empty project at the moment `now`.
    pub fn new(now: Timestamp) -> Self {
        Self { files: BTreeMap::new(), refused: BTreeMap::new(), written: BTreeMap::new(), clock: 0, now }
    }

    /// Writes a file, replacing what was there.
    pub fn write(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        let path = FilePath::new(path);
        self.clock += 1;
        self.written.insert(path.clone(), self.clock * SECOND);
        self.files.insert(path, bytes.into());
    }

    /// Puts a file there that cannot be read, for this reason.
    pub fn refuse(&mut self, path: &str, error: ReadError) {
        self.refused.insert(FilePath::new(path), error);
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
        let below = |path: &&FilePath| path.below(folder).is_some();
        let mut listing =
            Listing { files: self.files.keys().filter(below).cloned().collect(), problems: Vec::new() };
        for (path, error) in self.refused.iter().filter(|(path, _)| below(path)) {
            // As on disk: what a link is wrong about is met while listing, the rest when the file is opened.
            match error {
                ReadError::Loop | ReadError::OutsideRoot => {
                    listing.problems.push(ListProblem { path: path.clone(), error: error.clone() });
                }
                _ => listing.files.push(path.clone()),
            }
        }
        listing.files.sort();
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        match self.refused.get(path) {
            Some(error) => Err(error.clone()),
            None => self.files.get(path).cloned().ok_or(ReadError::Missing),
        }
    }

    fn stamp(&self, path: &FilePath) -> Option<Stamp> {
        let size = self.files.get(path).filter(|_| !self.refused.contains_key(path))?.len() as u64;
        Some(Stamp { size, modified: *self.written.get(path)?, inode: 0 })
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn clock(&self) -> i128 {
        // Later than every change: in memory no two changes fall into one tick.
        (self.clock + 60) * SECOND
    }
}
