//! A site in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::ledger::Ledger;
use crate::cache::Digest;

use super::{Error, OutputPath, Sink};

/// Holds a whole site, for the preview and for tests.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<BTreeMap<OutputPath, Arc<[u8]>>>,
    ledger: Ledger,
}

impl MemorySink {
    /// An empty site.
    pub fn new() -> Self {
        Self::default()
    }

    /// The files put, and the manifest of them: the bytes that a [`DiskSink`](super::DiskSink) publishes.
    pub fn into_files(self) -> BTreeMap<OutputPath, Arc<[u8]>> {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.insert(OutputPath::of_manifest(), self.ledger.take().manifest.to_json().into());
        files
    }
}

impl Sink for MemorySink {
    fn put(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<(), Error> {
        self.ledger.note(path, Digest::of(&bytes), bytes.len())?;
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), bytes.into());
        Ok(())
    }
}
