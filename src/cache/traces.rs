//! The bytes of the file `traces`.
//!
//! ```text
//! magic      16 bytes
//! format      4 bytes   little-endian; another number is another version of torg
//! length      4 bytes   of the header
//! checksum   32 bytes   BLAKE3 of all of the above and the header
//! header                postcard: version, generation, sections, packs, index
//! sections              one after the other
//! index                 the records of all objects
//! ```
//!
//! The first four are the same in every format. The header has a checksum for each of the other parts, so that each can be
//! read and trusted without the rest.

use std::fs::File;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::Digest;
use super::blob::Blob;

const MAGIC: &[u8; 16] = b"torg traces\r\n\x1a\n\0";
const FORMAT: u32 = 1;
/// The length of what stands before the header.
const PRELUDE_LEN: usize = 56;
/// Where the checksum stands in it.
const CHECKSUM_AT: usize = 24;
/// As much as holds the header of nearly every site, so that one reading suffices.
const FIRST_READ: u64 = 16 * 1024;

/// What the file says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Header {
    /// What the sections mean: the caller's.
    pub(super) version: Digest,
    /// How many builds there were before.
    pub(super) generation: u32,
    /// The sections in the order in which they lie.
    pub(super) sections: Vec<Part>,
    /// Names and lengths of the packs.
    pub(super) packs: Vec<(Digest, u64)>,
    /// Where the records of objects are.
    pub(super) index: Part,
}

/// A part of the file behind the header.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Part {
    /// The section's name.
    pub(super) name: String,
    /// How many bytes it has.
    pub(super) len: u64,
    /// The digest of its bytes.
    pub(super) checksum: Digest,
}

/// What a file turned out to be.
#[derive(Debug)]
pub(super) enum Found {
    /// A file of this version of torg, and where what follows the header begins.
    Header(Header, u64),
    /// A file of another version of torg.
    OtherFormat,
}

impl Header {
    /// Reads the header of a file. A file that is not whole is an error of the kind `InvalidData`.
    pub(super) fn read(file: &Blob) -> io::Result<Found> {
        let first = file.read(0, file.len().min(FIRST_READ))?;
        let len = header_len(&first).ok_or_else(damaged)?;
        let end = (PRELUDE_LEN + len) as u64;
        let found = if first.len() as u64 >= end {
            parse(&first, len)
        } else {
            // `read` refuses what the file cannot have.
            parse(&file.read(0, end)?, len)
        };
        match found.ok_or_else(damaged)? {
            Found::Header(header, _) if header.end(end) != Some(file.len()) => Err(damaged()),
            found => Ok(found),
        }
    }

    /// Writes a file: the header, the sections by `section`, the index.
    pub(super) fn write(
        &self,
        file: &mut File,
        index: &[u8],
        mut section: impl FnMut(usize, &mut File) -> io::Result<()>,
    ) -> io::Result<()> {
        let header = postcard::to_stdvec(self).map_err(io::Error::other)?;
        file.write_all(&with_header(&header))?;
        for at in 0..self.sections.len() {
            section(at, file)?;
        }
        file.write_all(index)
    }

    /// Where the file must end if its parts begin at `start`.
    fn end(&self, start: u64) -> Option<u64> {
        let parts = self.sections.iter().chain([&self.index]);
        parts.into_iter().try_fold(start, |end, part| end.checked_add(part.len))
    }
}

/// What stands before the header, and the header.
pub(super) fn with_header(header: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(PRELUDE_LEN + header.len());
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    bytes.extend_from_slice(&(header.len() as u32).to_le_bytes());
    bytes.extend_from_slice(checksum(&bytes, header).as_bytes());
    bytes.extend_from_slice(header);
    bytes
}

fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// The length of the header, if the bytes begin as every format does.
fn header_len(bytes: &[u8]) -> Option<usize> {
    let (magic, rest) = bytes.split_first_chunk()?;
    let (_format, rest) = rest.split_first_chunk::<4>()?;
    let (len, _) = rest.split_first_chunk()?;
    (magic == MAGIC).then_some(u32::from_le_bytes(*len) as usize)
}

/// Understands bytes that hold the prelude and the header of `len` bytes.
fn parse(bytes: &[u8], len: usize) -> Option<Found> {
    let (prelude, rest) = bytes.split_first_chunk::<PRELUDE_LEN>()?;
    let header = rest.get(..len)?;
    let (plain, written) = prelude.split_at(CHECKSUM_AT);
    if checksum(plain, header).as_bytes() != written {
        return None;
    }
    let (_, format) = plain.split_first_chunk::<16>()?;
    let (format, _) = format.split_first_chunk()?;
    if u32::from_le_bytes(*format) != FORMAT {
        return Some(Found::OtherFormat);
    }
    let (header, rest) = postcard::take_from_bytes(header).ok()?;
    rest.is_empty().then_some(Found::Header(header, (PRELUDE_LEN + len) as u64))
}

fn checksum(plain: &[u8], header: &[u8]) -> blake3::Hash {
    blake3::Hasher::new().update(plain).update(header).finalize()
}
