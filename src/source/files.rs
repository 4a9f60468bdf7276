//! The seam to the outside: what a build may know of the world.

use std::fmt;

use jiff::Timestamp;

use super::FilePath;

/// Everything a build reads from outside: files and the time. On disk when people work, in memory in tests.
pub trait Files: Sync {
    /// Every file below `folder` (a path with `/`, no final one), sorted by path. Hidden files, and files that
    /// the project's ignore rules name, are left out. A folder that does not exist has no files.
    fn list(&self, folder: &str) -> Listing;

    /// The bytes of a file.
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError>;

    /// What tells, without reading it, whether a file has changed; `None` where it cannot be known.
    fn stamp(&self, path: &FilePath) -> Option<Stamp>;

    /// The present moment.
    fn now(&self) -> Timestamp;

    /// The present moment by the clock that dates files, in nanoseconds since 1970: what [`Stamp::modified`] can be
    /// compared with, whatever moment [`now`](Self::now) was told.
    fn clock(&self) -> i128;
}

/// The files found in a folder, and what could not be entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Sorted by path.
    pub files: Vec<FilePath>,
    /// Loops, links that lead out of the root, folders that may not be read.
    pub problems: Vec<ListProblem>,
}

/// Something in a folder that is not read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListProblem {
    /// What was met.
    pub path: FilePath,
    /// Why it is left out.
    pub error: ReadError,
}

/// Why a file was not read. The outside's fault, not an author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// A symbolic link that leads to one of its own parents.
    Loop,
    /// A symbolic link whose target lies outside the project's root.
    OutsideRoot,
    /// The file is larger than any page or picture should be; the size in bytes.
    TooLarge(u64),
    /// The operating system's own words.
    Io(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no such file"),
            Self::Loop => f.write_str("the link leads back to itself"),
            Self::OutsideRoot => f.write_str("the link leads out of the project"),
            Self::TooLarge(bytes) => write!(f, "the file is {bytes} bytes"),
            Self::Io(message) => f.write_str(message),
        }
    }
}

/// A file's size, modification time and identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: i128,
    /// The file's number in its file system, 0 where there is none.
    pub inode: u64,
}
