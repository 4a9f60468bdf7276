//! A project in which some files say something that is not saved.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::source::{FilePath, Files, Listing, ReadError, Source, Stamp};

/// The project's files, but for some.
pub(super) struct Overlay<'a> {
    files: &'a dyn Files,
    /// What they say; nothing for those that are gone.
    unsaved: BTreeMap<FilePath, Option<Vec<u8>>>,
}

impl<'a> Overlay<'a> {
    /// Some files as they would be.
    pub(super) fn new(files: &'a dyn Files, unsaved: BTreeMap<FilePath, Option<Vec<u8>>>) -> Self {
        Self { files, unsaved }
    }

    /// One text as it would be.
    pub(super) fn of_source(files: &'a dyn Files, unsaved: &Source) -> Self {
        let bytes = unsaved.text.as_bytes().to_vec();
        Self::new(files, BTreeMap::from([(unsaved.path.clone(), Some(bytes))]))
    }
}

impl Files for Overlay<'_> {
    fn list(&self, folder: &str) -> Listing {
        let mut listing = self.files.list(folder);
        listing.files.retain(|path| !self.unsaved.contains_key(path));
        let there =
            self.unsaved.iter().filter(|(path, bytes)| bytes.is_some() && path.below(folder).is_some());
        listing.files.extend(there.map(|(path, _)| path.clone()));
        listing.files.sort();
        listing
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        match self.unsaved.get(path) {
            Some(Some(bytes)) => Ok(bytes.clone()),
            Some(None) => Err(ReadError::Missing),
            None => self.files.read(path),
        }
    }

    fn stamp(&self, path: &FilePath) -> Option<Stamp> {
        self.files.stamp(path).filter(|_| !self.unsaved.contains_key(path))
    }

    fn now(&self) -> Timestamp {
        self.files.now()
    }

    fn clock(&self) -> i128 {
        self.files.clock()
    }
}
