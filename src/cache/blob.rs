//! Reading parts of a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::SystemTime;

/// From so many bytes on they are read by two threads.
const MANY: usize = 1 << 20;

/// A file that is open to be read anywhere, whatever happens to its name meanwhile.
#[derive(Debug)]
pub(super) struct Blob {
    file: File,
    len: u64,
}

impl Blob {
    /// Opens a file, and nothing else: a named pipe would keep us waiting.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Self::of(File::open(path)?)
    }

    /// A file that is open.
    pub(super) fn of(file: File) -> io::Result<Self> {
        let len = file.metadata()?.len();
        Ok(Self { file, len })
    }

    /// A file without a name that holds these bytes.
    pub(super) fn unnamed(bytes: &[u8]) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        file.write_all(bytes)?;
        Self::of(file)
    }

    /// How many bytes the file had when it was opened.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// When it was last written.
    pub(super) fn modified(&self) -> io::Result<SystemTime> {
        self.file.metadata()?.modified()
    }

    /// Whether `path` still names this file.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        let identity = |metadata: fs::Metadata| (inode(&metadata), metadata.len(), metadata.modified().ok());
        fs::metadata(path)
            .is_ok_and(|there| self.file.metadata().is_ok_and(|here| identity(here) == identity(there)))
    }

    /// Reads as much as `buffer` holds, from `offset`.
    #[cfg(unix)]
    pub(super) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, buffer, offset)
    }

    /// Reads as much as `buffer` holds, from `offset`.
    #[cfg(windows)]
    pub(super) fn read_at(&self, mut offset: u64, mut buffer: &mut [u8]) -> io::Result<()> {
        while !buffer.is_empty() {
            let n = std::os::windows::fs::FileExt::seek_read(&self.file, buffer, offset)?;
            if n == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            offset += n as u64;
            buffer = &mut buffer[n..];
        }
        Ok(())
    }

    /// Reads `len` bytes from `offset`. No memory is asked for that the file could not fill.
    pub(super) fn read(&self, offset: u64, len: u64) -> io::Result<Vec<u8>> {
        if offset.checked_add(len).is_none_or(|end| end > self.len) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let len = usize::try_from(len).map_err(io::Error::other)?;
        let mut bytes = vec![0; len];
        if len < MANY {
            self.read_at(offset, &mut bytes)?;
            return Ok(bytes);
        }
        // The kernel clears the memory as it is filled. The threads are no others: whoever reads may hold a lock, and must not
        // take up other work while it waits.
        let (first, second) = bytes.split_at_mut(len / 2);
        let middle = offset + first.len() as u64;
        thread::scope(|scope| {
            let other = scope.spawn(|| self.read_at(middle, second));
            let one = self.read_at(offset, first);
            one.and(other.join().unwrap_or_else(|_panic| Err(io::ErrorKind::Other.into())))
        })?;
        Ok(bytes)
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn inode(_metadata: &fs::Metadata) {}
