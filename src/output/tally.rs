//! A site that is looked at and thrown away.

use std::fmt;

use crate::cache::Digest;

use super::ledger::Ledger;
use super::{Error, OutputPath, Sink};

/// Takes note of every file and holds none: for checks, which need the site only while it is made.
#[derive(Default)]
pub struct TallySink {
    ledger: Ledger,
}

impl Sink for TallySink {
    fn put_known(&self, path: &OutputPath, bytes: Vec<u8>, digest: Digest) -> Result<(), Error> {
        self.ledger.note(path, digest, bytes.len())
    }

    /// Nobody will ask for the bytes.
    fn keep(&self, path: &OutputPath, digest: &Digest) -> Result<bool, Error> {
        self.ledger.note(path, *digest, 0)?;
        Ok(true)
    }

    fn keep_all(&self, _manifest: &Digest) -> Result<bool, Error> {
        Ok(true)
    }

    fn manifest(&self) -> Digest {
        self.ledger.digest()
    }

    fn clear(&self) -> Result<(), Error> {
        self.ledger.take();
        Ok(())
    }
}

impl fmt::Debug for TallySink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TallySink").finish_non_exhaustive()
    }
}
