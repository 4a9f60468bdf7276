//! A second place where the same is kept, for machines that start with nothing: what there was when this one had none is
//! read from there, and what this one made is sent there when it has done its work.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Digest, Problem, Trouble};

/// Where packs and `traces` are kept besides the folder. Whatever it gives is verified; after its first trouble it gives and
/// takes nothing more, so that a build waits for it once.
pub trait Remote: fmt::Debug + Send + Sync {
    /// What people call it.
    fn address(&self) -> &str;

    /// The `traces` that the last build of this version sent, if its signature is right.
    fn traces(&self, version: &Digest) -> Result<Option<Vec<u8>>, Trouble>;

    /// The pack of this name, which has `len` bytes.
    fn pack(&self, name: &Digest, len: u64) -> Result<Option<Vec<u8>>, Trouble>;

    /// Sends what is new or what it does not have: packs first, then `traces`.
    fn send(&self, parcel: &Parcel) -> Result<(), Trouble>;
}

/// What a build leaves for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// What the sections mean.
    pub version: Digest,
    /// The bytes of `traces`.
    pub traces: Vec<u8>,
    /// The packs that are named there and are on this machine.
    pub packs: Vec<SharedPack>,
}

/// A pack that others may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPack {
    /// The digest that is its name.
    pub name: Digest,
    /// Where it is on this machine.
    pub path: PathBuf,
    /// Whether it was made now. If so it is sent whatever is there: what others found under its name may have been damaged.
    pub is_new: bool,
}

/// The cache at an address: `s3://bucket/prefix`, `https://host/bucket/prefix` or `file:///folder`. Credentials are read from
/// the environment as other programs read them (`AWS_ACCESS_KEY_ID` …). `key` is the secret by which those who share the
/// cache know each other: without one nobody could tell whether what is there can be trusted.
pub fn connect(address: &str, key: Option<&str>) -> Result<Arc<dyn Remote>, Problem> {
    open(address, key).map_err(|trouble| Problem { path: address.to_owned(), trouble })
}

#[cfg(feature = "remote-cache")]
fn open(address: &str, key: Option<&str>) -> Result<Arc<dyn Remote>, Trouble> {
    /// Whoever can read what was signed can try all keys that are shorter.
    const MIN_KEY: usize = 32;
    let key = key.filter(|key| key.len() >= MIN_KEY).ok_or(Trouble::NoKey)?;
    Ok(Arc::new(super::bucket::Bucket::connect(address, key)?))
}

#[cfg(not(feature = "remote-cache"))]
fn open(_address: &str, _key: Option<&str>) -> Result<Arc<dyn Remote>, Trouble> {
    Err(Trouble::NotBuilt)
}

/// How names of sections begin that are true of this machine only, such as what its file system said. They are never taken
/// from another: files of two machines may have the same stamps and other contents.
pub const HERE: &str = "here-";

/// A pack from the remote, if it is the one that was asked for.
pub(super) fn fetch(remote: &dyn Remote, name: &Digest, len: u64) -> io::Result<Vec<u8>> {
    let problem = |trouble| {
        let path = format!("{}/packs/{name}.pack", remote.address());
        io::Error::other(Problem { path, trouble })
    };
    match remote.pack(name, len) {
        Ok(Some(bytes)) if bytes.len() as u64 == len && Digest::of(&bytes) == *name => Ok(bytes),
        Ok(Some(_)) => Err(problem(Trouble::Damaged)),
        Ok(None) => Err(io::ErrorKind::NotFound.into()),
        Err(trouble) => Err(problem(trouble)),
    }
}
