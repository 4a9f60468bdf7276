//! Where a finished site goes: validated [`OutputPath`]s put into a [`Sink`], which is memory for the preview and the
//! tests ([`MemorySink`]) and a folder for a build ([`DiskSink`]).
//!
//! A folder is published as a whole: the old site stays until the new one is complete, a stop at any moment leaves one
//! or the other, and a file that torg did not write is never removed and never overwritten. This room must not know
//! what the files are.

mod disk;
mod effects;
mod error;
mod kept;
mod ledger;
mod manifest;
mod memory;
mod notes;
mod path;
mod publish;
mod spare;
mod stamp;
mod survey;
mod tally;
mod tree;
mod workshop;

#[cfg(test)]
mod histories;
#[cfg(test)]
mod tests;

use crate::cache::Digest;

pub use disk::{DiskSink, Summary, clean, refuse_overlap};
pub use error::{Error, Problem};
pub use manifest::{Entry, INTERNAL_PATH, MANIFEST_PATH, Manifest};
pub use memory::{MemoryFolder, MemorySink};
pub use path::{OutputPath, PathProblem};
pub use tally::TallySink;

/// What takes a site's files, from many threads and in any order.
pub trait Sink: Sync {
    /// Takes one file. Putting the same path twice is an error, whatever the bytes.
    fn put(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<(), Error> {
        let digest = Digest::of(&bytes);
        self.put_known(path, bytes, digest)
    }

    /// The same of bytes whose digest the caller has worked out already.
    fn put_known(&self, path: &OutputPath, bytes: Vec<u8>, digest: Digest) -> Result<(), Error>;

    /// Takes one file whose bytes the caller knows only by digest: true if the sink still has them from the previous
    /// build and keeps them, false if they must be [`put`](Sink::put).
    fn keep(&self, path: &OutputPath, digest: &Digest) -> Result<bool, Error> {
        let _ = (path, digest);
        Ok(false)
    }

    /// Looks at what the coming calls will ask of the previous build, while the caller is busy with other things.
    fn look_ahead(&self) {}

    /// Takes a whole site that the caller knows only by the digest of its manifest: true if the sink still has it from
    /// the previous build, file for file. If false, nothing was taken.
    fn keep_all(&self, manifest: &Digest) -> Result<bool, Error> {
        let _ = manifest;
        Ok(false)
    }

    /// The digest of the manifest of everything taken so far.
    fn manifest(&self) -> Digest;

    /// Forgets everything taken so far, so that another site can be put.
    fn clear(&self) -> Result<(), Error>;
}
