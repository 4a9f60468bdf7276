//! Sections of ten thousand entries, of which an edit changes one. The bulk of such a section is an object in the store, and
//! the section itself only names it and holds what differs from it, so that an edit need not write all of it again.

use crate::cache::Store;
use crate::source::Digest;

/// What part of a section may differ from its bulk before all of it is written anew.
const PART: usize = 8;

/// What a build leaves of a section.
#[derive(Debug)]
pub(super) enum Layers {
    /// All of it.
    Whole(Vec<u8>),
    /// What differs from a bulk that the store has.
    Patch { bulk: Digest, patch: Vec<u8> },
}

/// What was left of a section.
#[derive(Debug)]
pub(super) struct Left {
    /// Where the store has the bulk.
    pub(super) name: Digest,
    pub(super) bulk: Vec<u8>,
    /// Empty where nothing differs.
    pub(super) patch: Vec<u8>,
}

impl Layers {
    /// Gives the store the bulk, or says that it is still of use; what the section itself is then to hold.
    pub(super) fn keep(self, store: &Store) -> Result<Vec<u8>, postcard::Error> {
        let left = match self {
            Self::Whole(bytes) => (store.put_bulk(bytes), Vec::new()),
            Self::Patch { bulk, patch } => {
                store.touch(&bulk);
                (bulk, patch)
            }
        };
        postcard::to_stdvec(&left)
    }
}

impl Left {
    /// What the last build left in a section; nothing if the bulk is lost.
    pub(super) fn of(store: &Store, section: &str) -> Option<Self> {
        let (name, patch) = Self::named(store, section)?;
        Some(Self { name, bulk: store.get(&name)?, patch })
    }

    /// The same without the bulk itself: its name, and the patch.
    pub(super) fn named(store: &Store, section: &str) -> Option<(Digest, Vec<u8>)> {
        postcard::from_bytes(&store.section(section)?).ok()
    }
}

/// Whether so little differs that the bulk may stay.
pub(super) fn is_little(differs: usize, of: usize) -> bool {
    differs <= of / PART
}
