//! A pack: many objects in one file, in memory until it is written and never changed after.

use std::fs;
use std::io;
use std::sync::{Mutex, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use super::blob::Blob;
use super::disk::Disk;
use super::{Digest, SharedPack, remote};

/// Some objects, one after the other.
pub(super) struct Pack {
    /// The digest of all its bytes; worked out when it is first needed.
    name: OnceLock<Digest>,
    len: u64,
    /// Whether this process has put it together.
    is_new: bool,
    body: RwLock<Body>,
    fetching: Mutex<()>,
}

enum Body {
    Memory(Vec<u8>),
    File(Blob),
    /// A file that has not been opened.
    Closed,
    /// A file that is not there, not whole, or cannot be read. This has been told.
    Lost,
}

/// Where a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// On this machine.
    Here,
    /// Perhaps in the remote cache.
    Far,
    /// Nowhere.
    Gone,
}

impl Pack {
    /// A pack that is in memory only.
    pub(super) fn sealed(bytes: Vec<u8>) -> Self {
        Self {
            name: OnceLock::new(),
            len: bytes.len() as u64,
            is_new: true,
            body: RwLock::new(Body::Memory(bytes)),
            fetching: Mutex::default(),
        }
    }

    /// A pack that should be on the disk.
    pub(super) fn named(name: Digest, len: u64) -> Self {
        let body = RwLock::new(Body::Closed);
        Self { name: name.into(), len, is_new: false, body, fetching: Mutex::default() }
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// What a remote cache is told of it, if it is on this machine.
    pub(super) fn share(&self, disk: &Disk) -> Option<SharedPack> {
        let name = *self.name.get().filter(|_| self.is_here())?;
        Some(SharedPack { name, path: disk.pack(&name), is_new: self.is_new })
    }

    /// The digest that is its name.
    pub(super) fn name(&self) -> Option<&Digest> {
        self.name.get()
    }

    /// Writes it to the disk if it is in memory, which it then leaves. Others can read it all the while. The answer is how
    /// many bytes were written.
    pub(super) fn save(&self, disk: &Disk) -> io::Result<u64> {
        let blob = {
            let body = self.body();
            let Body::Memory(bytes) = &*body else { return Ok(0) };
            disk.write_pack(self.name.get_or_init(|| Digest::of(bytes)), bytes)?
        };
        self.become_(Body::File(blob));
        Ok(self.len)
    }

    /// Whether its objects can be read, as far as can be told without reading them. The file is opened if it was not;
    /// an error is told once only, afterwards the pack is just not there.
    pub(super) fn presence(&self, disk: Option<&Disk>) -> io::Result<Presence> {
        match &*self.body() {
            Body::Memory(_) | Body::File(_) => return Ok(Presence::Here),
            Body::Lost => return Ok(Presence::Gone),
            Body::Closed => {}
        }
        let (Some(disk), Some(name)) = (disk, self.name.get()) else { return Ok(Presence::Gone) };
        match Blob::open(&disk.pack(name)) {
            Ok(blob) if blob.len() == self.len => {
                self.become_(Body::File(blob));
                Ok(Presence::Here)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && disk.remote().is_some() => {
                Ok(Presence::Far)
            }
            opened => {
                self.become_(Body::Lost);
                Err(opened.err().unwrap_or_else(|| io::ErrorKind::InvalidData.into()))
            }
        }
    }

    /// Fetches a pack that is far away, once, however many threads ask for it.
    fn fetch(&self, disk: &Disk) -> io::Result<()> {
        let _one = self.fetching.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(remote), Some(name)) = (disk.remote(), self.name.get()) else { return Ok(()) };
        if !matches!(&*self.body(), Body::Closed) {
            return Ok(());
        }
        let bytes = match remote::fetch(remote, name, self.len) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.become_(Body::Lost);
                return Err(error);
            }
        };
        // Where it cannot be written it stays in memory, and the commit tries again and tells.
        let body = disk.write_pack(name, &bytes).map_or(Body::Memory(bytes), Body::File);
        self.become_(body);
        Ok(())
    }

    /// Whether it is on this machine, as far as anybody has looked.
    pub(super) fn is_here(&self) -> bool {
        matches!(&*self.body(), Body::Memory(_) | Body::File(_))
    }

    /// Whether it would be found by its name, or has none because it was never written.
    pub(super) fn is_on(&self, disk: &Disk) -> bool {
        let written = !matches!(&*self.body(), Body::Memory(_));
        let found =
            |name| fs::metadata(disk.pack(name)).is_ok_and(|file| file.is_file() && file.len() == self.len);
        !written || self.name.get().is_some_and(found)
    }

    /// Bytes of the pack; `None` if it is not there.
    pub(super) fn read(&self, offset: u64, len: u64, disk: Option<&Disk>) -> io::Result<Option<Vec<u8>>> {
        match (self.presence(disk)?, disk) {
            (Presence::Far, Some(disk)) => self.fetch(disk)?,
            (Presence::Gone, _) => return Ok(None),
            _ => {}
        }
        match &*self.body() {
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

    fn body(&self) -> RwLockReadGuard<'_, Body> {
        self.body.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn become_(&self, body: Body) {
        *self.body.write().unwrap_or_else(PoisonError::into_inner) = body;
    }
}
