//! What a build has put so far: the manifest in the making.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};

use crate::cache::Digest;

use super::{Entry, Error, MANIFEST_PATH, Manifest, OutputPath, Problem};

/// Takes note of every path once, from many threads.
#[derive(Debug, Default)]
pub(super) struct Ledger(Mutex<Noted>);

/// What a [`Ledger`] holds.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// The files.
    pub(super) manifest: Manifest,
    /// Every folder that a file lies in.
    pub(super) folders: BTreeSet<String>,
}

impl Ledger {
    /// Takes note of a file, or says what it collides with.
    pub(super) fn note(&self, path: &OutputPath, digest: Digest, size: usize) -> Result<(), Error> {
        let mut noted = self.lock();
        if path.as_str() == MANIFEST_PATH || noted.manifest.files.contains_key(path) {
            return Err(Error::at(path.as_str(), Problem::Twice));
        }
        if noted.folders.contains(path.as_str()) {
            return Err(Error::at(path.as_str(), Problem::FileAndFolder));
        }
        if let Some(folder) = path.folders().find(|folder| noted.manifest.files.contains_key(*folder)) {
            return Err(Error::at(folder, Problem::FileAndFolder));
        }
        for folder in path.folders() {
            // An outer folder is noted whenever an inner one is.
            if noted.folders.contains(folder) {
                break;
            }
            noted.folders.insert(folder.to_owned());
        }
        noted.manifest.files.insert(path.clone(), Entry { digest, size: size as u64 });
        Ok(())
    }

    /// Of the manifest so far.
    pub(super) fn digest(&self) -> Digest {
        self.lock().manifest.digest()
    }

    /// The manifest so far.
    pub(super) fn so_far(&self) -> Manifest {
        self.lock().manifest.clone()
    }

    /// Everything noted.
    pub(super) fn take(&self) -> Noted {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        // Nothing in `note` panics half-way, so what a poisoned lock holds is whole.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
