//! The objects that came since the last commit, and the pack that is being filled with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pack::Pack;

/// Where an object lies that came since the last commit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    /// Which pack; one more than there are means the one that is being filled.
    pub(super) pack: usize,
    pub(super) offset: usize,
    pub(super) len: usize,
}

/// New objects, in packs.
#[derive(Default)]
pub(super) struct Fresh {
    pub(super) objects: BTreeMap<[u8; 32], Slot>,
    pub(super) packs: Vec<Arc<Pack>>,
    open: Option<Vec<u8>>,
}

/// Where the bytes of an object can be had.
pub(super) enum Place {
    Here(Vec<u8>),
    In(Arc<Pack>, Slot),
}

impl Fresh {
    /// Takes an object. The answer is a pack that is now full and can go to the disk.
    pub(super) fn add(&mut self, digest: [u8; 32], bytes: &[u8], full: usize) -> Option<Arc<Pack>> {
        // Room for a whole pack at once: growing to it would copy and clear it several times over.
        let open = self.open.get_or_insert_with(|| Vec::with_capacity(full + full / 8));
        let slot = Slot { pack: self.packs.len(), offset: open.len(), len: bytes.len() };
        open.extend_from_slice(bytes);
        self.objects.insert(digest, slot);
        if open.len() >= full { self.seal() } else { None }
    }

    /// Takes an object as a pack of its own.
    pub(super) fn add_bulk(&mut self, digest: [u8; 32], bytes: Vec<u8>) {
        if self.objects.contains_key(&digest) {
            return;
        }
        self.seal();
        self.objects.insert(digest, Slot { pack: self.packs.len(), offset: 0, len: bytes.len() });
        self.packs.push(Arc::new(Pack::sealed(bytes)));
    }

    /// Where an object is.
    pub(super) fn find(&self, digest: &[u8; 32]) -> Option<Place> {
        let slot = *self.objects.get(digest)?;
        if let Some(pack) = self.packs.get(slot.pack) {
            return Some(Place::In(pack.clone(), slot));
        }
        let bytes = self.open.as_ref()?.get(slot.offset..slot.offset + slot.len)?;
        Some(Place::Here(bytes.to_vec()))
    }

    /// Begins a new pack, if there is something in the one that is being filled.
    pub(super) fn seal(&mut self) -> Option<Arc<Pack>> {
        let pack = Arc::new(Pack::sealed(self.open.take()?));
        self.packs.push(pack.clone());
        Some(pack)
    }
}
