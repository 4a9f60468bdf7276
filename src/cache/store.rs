//! Objects by the digest of their bytes, and the sections of the last finished build.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Digest;

/// What is kept between builds of one process. Shared by all threads.
#[derive(Debug, Default)]
pub struct Store {
    objects: Mutex<HashMap<Digest, Arc<[u8]>>>,
    sections: Mutex<HashMap<String, Arc<[u8]>>>,
}

impl Store {
    /// An empty store.
    pub fn memory() -> Self {
        Self::default()
    }

    /// A section as the last build left it.
    pub fn section(&self, name: &str) -> Option<Arc<[u8]>> {
        lock(&self.sections).get(name).cloned()
    }

    /// An object's bytes.
    pub fn get(&self, object: &Digest) -> Option<Vec<u8>> {
        lock(&self.objects).get(object).map(|bytes| bytes.to_vec())
    }

    /// Keeps some bytes; their digest.
    pub fn put(&self, bytes: &[u8]) -> Digest {
        let digest = Digest::of(bytes);
        lock(&self.objects).entry(digest).or_insert_with(|| bytes.into());
        digest
    }

    /// Keeps an object that is not read by this build.
    pub fn touch(&self, object: &Digest) {
        let _ = object;
    }

    /// Ends a build with the sections it leaves.
    pub fn commit(&self, sections: Vec<(String, Vec<u8>)>) {
        *lock(&self.sections) = sections.into_iter().map(|(name, bytes)| (name, bytes.into())).collect();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing panics while it holds the lock.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
