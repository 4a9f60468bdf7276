//! A project in which one file says something that is not saved.

use jiff::Timestamp;

use crate::source::{FilePath, Files, Listing, ReadError, Source, Stamp};

/// The project's files, but for one.
pub(super) struct Overlay<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) unsaved: &'a Source,
}

impl Files for Overlay<'_> {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = self.files.list(folder);
        let path = &self.unsaved.path;
        if path.below(folder).is_some() && !listing.files.contains(path) {
            listing.files.push(path.clone());
            listing.files.sort();
        }
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        if *path == self.unsaved.path {
            Ok(self.unsaved.text.as_bytes().to_vec())
        } else {
            self.files.read(path)
        }
    }

    fn stamp(&self, path: &FilePath) -> Option<Stamp> {
        self.files.stamp(path).filter(|_| *path != self.unsaved.path)
    }

    fn now(&self) -> Timestamp {
        self.files.now()
    }

    fn clock(&self) -> i128 {
        self.files.clock()
    }
}
