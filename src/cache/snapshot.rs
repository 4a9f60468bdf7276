//! What the last finished build left. Everything but the header is read when it is asked for.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use super::blob::Blob;
use super::disk::Disk;
use super::index::{Index, RECORD_LEN};
use super::pack::Pack;
use super::problem::Problem;
use super::traces::{Found, Header, Part};
use super::{Digest, HERE, Remote};

/// How many bytes of a kept section are in memory while it is copied.
const COPY_AT_ONCE: u64 = 1 << 20;

/// The state of a store between two commits.
#[derive(Default)]
pub(super) struct Snapshot {
    pub(super) generation: u32,
    pub(super) sections: Vec<Kept>,
    pub(super) packs: Vec<Arc<Pack>>,
    /// The file `traces` that this is read from, which others may have replaced meanwhile.
    pub(super) file: Option<Arc<Blob>>,
    index: OnceLock<Index>,
    /// Where the index is in the file, and the digest of its bytes.
    index_at: Option<(u64, u64, Digest)>,
}

/// A section as it was committed.
pub(super) struct Kept {
    pub(super) name: String,
    pub(super) len: u64,
    pub(super) checksum: Digest,
    pub(super) body: Body,
    /// Found to be damaged. This has been told.
    lost: AtomicBool,
}

/// Where a section's bytes are.
#[derive(Clone)]
pub(super) enum Body {
    /// In memory.
    Memory(Arc<Vec<u8>>),
    /// In a file, from here on.
    File(Arc<Blob>, u64),
}

impl Snapshot {
    /// Reads what is in the folder. Another version is as good as nothing.
    pub(super) fn open(disk: &Disk, version: Digest) -> io::Result<Self> {
        let file = match Blob::open(&disk.traces()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            file => file?,
        };
        match Header::read(&file)? {
            Found::Header(header, start) if header.version == version => Self::of(header, start, file),
            Found::Header(..) | Found::OtherFormat => Ok(Self::default()),
        }
    }

    /// What a remote cache has of this version. Its packs come when they are asked for.
    pub(super) fn fetch(remote: &dyn Remote, version: Digest) -> Result<Self, Problem> {
        let problem = |trouble| Problem { path: remote.address().to_owned(), trouble };
        let Some(bytes) = remote.traces(&version).map_err(problem)? else { return Ok(Self::default()) };
        let opened = Blob::unnamed(&bytes).and_then(|file| match Header::read(&file)? {
            Found::Header(header, start) if header.version == version => Self::of(header, start, file),
            Found::Header(..) | Found::OtherFormat => Ok(Self::default()),
        });
        let mut found = opened.map_err(|error| Problem::reading(Path::new(remote.address()), &error))?;
        found.sections.retain(|section| !section.name.starts_with(HERE));
        Ok(found)
    }

    /// What a file holds whose header has been read.
    fn of(header: Header, start: u64, file: Blob) -> io::Result<Self> {
        if !header.index.len.is_multiple_of(RECORD_LEN as u64) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let file = Arc::new(file);
        let mut at = start;
        let mut sections = Vec::with_capacity(header.sections.len());
        for part in header.sections {
            let len = part.len;
            sections.push(Kept::new(part, Body::File(file.clone(), at)));
            at += len;
        }
        Ok(Self {
            generation: header.generation,
            sections,
            packs: header.packs.into_iter().map(|(name, len)| Arc::new(Pack::named(name, len))).collect(),
            file: Some(file),
            index: OnceLock::new(),
            index_at: Some((at, header.index.len, header.index.checksum)),
        })
    }

    /// What was just committed.
    pub(super) fn new(
        generation: u32,
        sections: Vec<Kept>,
        packs: Vec<Arc<Pack>>,
        index: Index,
        file: Option<Arc<Blob>>,
    ) -> Self {
        Self { generation, sections, packs, file, index: index.into(), index_at: None }
    }

    /// The section of this name.
    pub(super) fn section(&self, name: &str) -> Option<&Kept> {
        self.sections.iter().find(|section| section.name == name && !section.lost.load(Ordering::Relaxed))
    }

    /// The objects. Damage is told to `tell`, once, and leaves none.
    pub(super) fn index(&self, tell: impl FnOnce(io::Error)) -> &Index {
        self.index.get_or_init(|| {
            self.read_index().unwrap_or_else(|error| {
                tell(error);
                Index::default()
            })
        })
    }

    fn read_index(&self) -> io::Result<Index> {
        let (Some(file), Some((at, len, checksum))) = (&self.file, &self.index_at) else {
            return Ok(Index::default());
        };
        let bytes = file.read(*at, *len)?;
        let lens: Vec<u64> = self.packs.iter().map(|pack| pack.len()).collect();
        let index = (Digest::of(&bytes) == *checksum).then(|| Index::decode(&bytes, &lens)).flatten();
        index.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Whether the folder's `traces` is still the one that this was read from. If not, another build has removed what
    /// is missing, and rightly so.
    pub(super) fn is_current(&self, disk: &Disk) -> bool {
        self.file.as_ref().is_some_and(|file| file.is_at(&disk.traces()))
    }

    /// What to tell about a pack that could not be had: nothing, if another build has removed it.
    pub(super) fn explain(&self, pack: &Pack, error: &io::Error, disk: Option<&Disk>) -> Option<Problem> {
        let (disk, name) = (disk?, pack.name()?);
        let gone = error.kind() == io::ErrorKind::NotFound;
        (!gone || self.is_current(disk)).then(|| Problem::reading(&disk.pack(name), error))
    }
}

impl Kept {
    pub(super) fn new(part: Part, body: Body) -> Self {
        let Part { name, len, checksum } = part;
        Self { name, len, checksum, body, lost: AtomicBool::new(false) }
    }

    /// How a header names it.
    pub(super) fn part(&self) -> Part {
        Part { name: self.name.clone(), len: self.len, checksum: self.checksum }
    }

    /// The bytes, if they are those that were committed. If not, the section is no longer there.
    pub(super) fn read(&self) -> io::Result<Arc<Vec<u8>>> {
        let (file, at) = match &self.body {
            Body::Memory(bytes) => return Ok(bytes.clone()),
            Body::File(file, at) => (file, *at),
        };
        let bytes = file.read(at, self.len).and_then(|bytes| {
            if Digest::of(&bytes) == self.checksum {
                Ok(bytes)
            } else {
                Err(io::ErrorKind::InvalidData.into())
            }
        });
        bytes.map(Arc::new).inspect_err(|_| self.lost.store(true, Ordering::Relaxed))
    }

    /// Copies the bytes as they are into a file: whether they are right is found out by who reads them.
    pub(super) fn copy(&self, out: &mut File) -> io::Result<()> {
        let (file, mut at) = match &self.body {
            Body::Memory(bytes) => return out.write_all(bytes),
            Body::File(file, at) => (file, *at),
        };
        let mut left = self.len;
        while left > 0 {
            let n = left.min(COPY_AT_ONCE);
            out.write_all(&file.read(at, n)?)?;
            at += n;
            left -= n;
        }
        Ok(())
    }
}
