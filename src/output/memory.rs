//! A site in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::cache::Digest;

use super::ledger::Ledger;
use super::{Error, OutputPath, Sink};

/// A site's files by path.
pub type MemoryFolder = BTreeMap<OutputPath, Arc<[u8]>>;

/// Holds a whole site, for the preview and for tests.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<MemoryFolder>,
    ledger: Ledger,
    /// The site of the previous build, from which files are kept.
    previous: MemoryFolder,
}

impl MemorySink {
    /// An empty site.
    pub fn new() -> Self {
        Self::default()
    }

    /// A site that may keep files of an earlier one.
    pub fn after(previous: MemoryFolder) -> Self {
        Self { previous, ..Self::default() }
    }

    /// The files put so far.
    pub fn so_far(&self) -> MemoryFolder {
        self.files().clone()
    }

    /// The files put, and the manifest of them: the bytes that a [`DiskSink`](super::DiskSink) publishes.
    pub fn into_files(self) -> MemoryFolder {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.insert(OutputPath::of_manifest(), self.ledger.take().manifest.to_json().into());
        files
    }

    fn take(&self, path: &OutputPath, digest: Digest, bytes: Arc<[u8]>) -> Result<(), Error> {
        self.ledger.note(path, digest, bytes.len())?;
        self.files().insert(path.clone(), bytes);
        Ok(())
    }

    fn files(&self) -> MutexGuard<'_, MemoryFolder> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for MemorySink {
    fn put_known(&self, path: &OutputPath, bytes: Vec<u8>, digest: Digest) -> Result<(), Error> {
        self.take(path, digest, bytes.into())
    }

    fn keep(&self, path: &OutputPath, digest: &Digest) -> Result<bool, Error> {
        let Some(bytes) = self.previous.get(path).filter(|bytes| Digest::of(bytes) == *digest) else {
            return Ok(false);
        };
        self.take(path, *digest, Arc::clone(bytes))?;
        Ok(true)
    }

    fn keep_all(&self, manifest: &Digest) -> Result<bool, Error> {
        let own = OutputPath::of_manifest();
        for (path, bytes) in self.previous.iter().filter(|(path, _)| **path != own) {
            self.take(path, Digest::of(bytes), Arc::clone(bytes))?;
        }
        let is_whole = self.ledger.digest() == *manifest;
        if !is_whole {
            self.clear()?;
        }
        Ok(is_whole)
    }

    fn manifest(&self) -> Digest {
        self.ledger.digest()
    }

    fn clear(&self) -> Result<(), Error> {
        self.files().clear();
        self.ledger.take();
        Ok(())
    }
}
