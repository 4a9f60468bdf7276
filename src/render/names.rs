//! Names of pages, records and templates, each kept once and known by a number.

use std::sync::{Arc, PoisonError, RwLock};

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

/// A name's number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name(u32);

/// Every name that was asked for. A number once given stays, also for names that were there from the start.
#[derive(Debug, Default)]
pub struct Names {
    known: RwLock<IndexSet<Arc<str>, FxBuildHasher>>,
}

impl Name {
    /// Its place among all names.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Names {
    /// Names that have numbers already: their places in the list.
    pub fn with(known: impl IntoIterator<Item = Arc<str>>) -> Self {
        Self { known: RwLock::new(known.into_iter().collect()) }
    }

    /// The number of a name.
    pub fn intern(&self, name: &str) -> Name {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get_index_of(name);
        let index = known.unwrap_or_else(|| {
            let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
            known.insert_full(name.into()).0
        });
        // Four thousand million names would not fit into memory.
        Name(index as u32)
    }

    /// The name with a number; empty for numbers never given.
    pub fn get(&self, name: Name) -> Arc<str> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get_index(name.index()).cloned().unwrap_or_default()
    }

    /// Every name, each at its number.
    pub fn all(&self) -> Vec<Arc<str>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
