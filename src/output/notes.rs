//! What is known of the spare tree from one build to the next, in two files of the workshop.
//!
//! `record` tells of each folder how it looked in the site and in the spare when both held the same files, and which
//! files that torg did not write they shared. `difference` tells where the spare may hold what the site does not: it is
//! written before the spare is touched, so that a stopped build leaves nothing there that is unknown. It also tells between
//! which two sites: a build that could not use this workshop has published another, and then nothing is known of the spare.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cache::Digest;

use super::stamp::Stamp;

/// The shape of both files; a reader of another shape does not guess.
const VERSION: u32 = 2;

/// What the last build knew of the site and its spare.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Every folder of the two, by its path below them.
    pub(super) folders: Vec<Folder>,
    /// The files, links and the like that torg did not write and that both trees have, with their inodes.
    pub(super) foreign: BTreeMap<PathBuf, u64>,
}

/// A folder of the site and its like in the spare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    pub(super) path: PathBuf,
    /// The two stamps under which both held the same names of the same files, whichever of them is which: the trees
    /// change places. `None` where they did not, or where a change could have gone unseen.
    pub(super) in_step: Option<[Stamp; 2]>,
}

/// A path as bytes, since not every name is Unicode.
struct Relative(PathBuf);

impl Serialize for Relative {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_os_str().as_encoded_bytes())
    }
}

impl<'de> Deserialize<'de> for Relative {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        path(bytes).map(Self).ok_or_else(|| serde::de::Error::custom("not a path"))
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other platforms have bytes that are no name")]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    Some(Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes)).to_owned())
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

type Line = (Relative, Option<[Stamp; 2]>);

impl Record {
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let folders: Vec<Line> =
            self.folders.iter().map(|folder| (Relative(folder.path.clone()), folder.in_step)).collect();
        let foreign: Vec<(Relative, u64)> =
            self.foreign.iter().map(|(path, inode)| (Relative(path.clone()), *inode)).collect();
        postcard::to_stdvec(&(VERSION, folders, foreign)).ok()
    }

    /// Reads a record; `None` if it is of another shape or damaged.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (version, folders, foreign): (u32, Vec<Line>, Vec<(Relative, u64)>) =
            postcard::from_bytes(bytes).ok()?;
        let folder = |(path, in_step): Line| Folder { path: path.0, in_step };
        (version == VERSION).then(|| Self {
            folders: folders.into_iter().map(folder).collect(),
            foreign: foreign.into_iter().map(|(path, inode)| (path.0, inode)).collect(),
        })
    }
}

/// Where the spare may hold what the published site does not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// The manifest of the site before the build that noted this, and of the one after it.
    pub(super) manifests: [Digest; 2],
    /// Paths below the trees.
    pub(super) paths: BTreeSet<PathBuf>,
}

impl Difference {
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let paths: Vec<Relative> = self.paths.iter().map(|path| Relative(path.clone())).collect();
        postcard::to_stdvec(&(VERSION, self.manifests, paths)).ok()
    }

    /// Reads a difference; `None` if it is of another shape or damaged.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (version, manifests, paths): (u32, [Digest; 2], Vec<Relative>) =
            postcard::from_bytes(bytes).ok()?;
        let paths = paths.into_iter().map(|path| path.0).collect();
        (version == VERSION).then_some(Self { manifests, paths })
    }
}

#[cfg(test)]
mod tests {
    use super::super::stamp::Root;
    use super::*;

    #[test]
    fn notes_are_read_back_and_never_guessed() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Root::open(folder.path()).stamp(Path::new(""));
        let folders = vec![
            Folder { path: PathBuf::new(), in_step: stamp.map(|stamp| [stamp, stamp]) },
            Folder { path: "a/år".into(), in_step: None },
        ];
        let record = Record { folders, foreign: BTreeMap::from([("CNAME".into(), 7)]) };
        let bytes = record.to_bytes().unwrap();
        assert_eq!(Record::from_bytes(&bytes), Some(record));
        assert_eq!(Record::from_bytes(&bytes[..bytes.len() - 1]), None);
        let paths = BTreeSet::from([PathBuf::from("a"), PathBuf::from("b/c")]);
        let difference = Difference { manifests: [Digest::of(b"old"), Digest::of(b"new")], paths };
        let bytes = difference.to_bytes().unwrap();
        assert_eq!(Difference::from_bytes(&bytes), Some(difference));
        assert_eq!(Difference::from_bytes(&[1, 0]), None, "another version");
    }

    #[cfg(unix)]
    #[test]
    fn names_need_not_be_unicode() {
        let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"a\xff/b");
        let record = Record { folders: vec![], foreign: BTreeMap::from([(PathBuf::from(name), 1)]) };
        assert_eq!(Record::from_bytes(&record.to_bytes().unwrap()), Some(record));
    }
}
