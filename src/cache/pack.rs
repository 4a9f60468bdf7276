//! A pack: many objects in one file, in memory until it is written and never changed after.

use std::fs;
use std::io;
use std::sync::{OnceLock, PoisonError, RwLock};

use super::Digest;
use super::disk::{Blob, Disk};

/// Some objects, one after the other.
pub(super) struct Pack {
    /// The digest of all its bytes; worked out when it is first needed.
    name: OnceLock<Digest>,
    len: u64,
    body: RwLock<Body>,
}

enum Body {
    Memory(Vec<u8>),
    File(Blob),
    /// A file that has not been opened.
    Closed,
    /// A file that is not there, not whole, or cannot be read. This has been told.
    Lost,
}

impl Pack {
    /// A pack that is in memory only.
    pub(super) fn sealed(bytes: Vec<u8>) -> Self {
        Self { name: OnceLock::new(), len: bytes.len() as u64, body: RwLock::new(Body::Memory(bytes)) }
    }

    /// A pack that should be on the disk.
    pub(super) fn named(name: Digest, len: u64) -> Self {
        Self { name: name.into(), len, body: RwLock::new(Body::Closed) }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The digest that is its name.
    pub(super) fn name(&self) -> Option<&Digest> {
        self.name.get()
    }

    /// Writes it to the disk if it is in memory, which it then leaves. Others can read it all the while. The answer is how
    /// many bytes were written.
    pub(super) fn save(&self, disk: &Disk) -> io::Result<u64> {
        let blob = {
            let body = self.body.read().unwrap_or_else(PoisonError::into_inner);
            let Body::Memory(bytes) = &*body else { return Ok(0) };
            disk.write_pack(self.name.get_or_init(|| Digest::of(bytes)), bytes)?
        };
        self.become_(Body::File(blob));
        Ok(self.len)
    }

    /// Whether its objects can be read, as far as can be told without reading them. The file is opened if it was not;
    /// an error is told once only, afterwards the pack is just not there.
    pub(super) fn is_there(&self, disk: Option<&Disk>) -> io::Result<bool> {
        match &*self.body.read().unwrap_or_else(PoisonError::into_inner) {
            Body::Memory(_) | Body::File(_) => return Ok(true),
            Body::Lost => return Ok(false),
            Body::Closed => {}
        }
        let (Some(disk), Some(name)) = (disk, self.name.get()) else { return Ok(false) };
        match Blob::open(&disk.pack(name)) {
            Ok(blob) if blob.len() == self.len => {
                self.become_(Body::File(blob));
                Ok(true)
            }
            opened => {
                self.become_(Body::Lost);
                Err(opened.err().unwrap_or_else(|| io::ErrorKind::InvalidData.into()))
            }
        }
    }

    /// Whether it would be found by its name, or has none because it was never written.
    pub(super) fn is_on(&self, disk: &Disk) -> bool {
        let written = !matches!(&*self.body.read().unwrap_or_else(PoisonError::into_inner), Body::Memory(_));
        let found =
            |name| fs::metadata(disk.pack(name)).is_ok_and(|file| file.is_file() && file.len() == self.len);
        !written || self.name.get().is_some_and(found)
    }

    /// Bytes of the pack; `None` if it is not there.
    pub(super) fn read(&self, offset: u64, len: u64, disk: Option<&Disk>) -> io::Result<Option<Vec<u8>>> {
        if !self.is_there(disk)? {
            return Ok(None);
        }
        match &*self.body.read().unwrap_or_else(PoisonError::into_inner) {
            Body::Memory(bytes) => {
                let (from, to) = (offset as usize, (offset + len) as usize);
                bytes
                    .get(from..to)
                    .map(|bytes| Some(bytes.to_vec()))
                    .ok_or(io::ErrorKind::UnexpectedEof.into())
            }
            Body::File(blob) => blob.read(offset, len).map(Some),
            Body::Closed | Body::Lost => Ok(None),
        }
    }

    fn become_(&self, body: Body) {
        *self.body.write().unwrap_or_else(PoisonError::into_inner) = body;
    }
}
