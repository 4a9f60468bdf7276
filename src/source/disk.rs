//! The project on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;
use jiff::Timestamp;

use super::{FilePath, Files, ListProblem, Listing, ReadError, Stamp};

/// The largest file that is read at all, in bytes: pictures and documents below `site/static` and `content`.
pub const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// A project folder on disk and the system's clock.
#[derive(Clone, Debug)]
pub struct DiskFiles {
    root: PathBuf,
    now: Option<Timestamp>,
}

impl DiskFiles {
    /// The project in `root`, which must exist.
    pub fn new(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.canonicalize()?, now: None })
    }

    /// The same files at a stated moment instead of the present one.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// The project's folder, absolute and without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn file_path(&self, path: &Path) -> FilePath {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        FilePath::new(&relative.to_string_lossy())
    }

    fn problem(&self, error: &ignore::Error, folder: &str) -> ListProblem {
        let path = error_path(error).map_or_else(|| FilePath::new(folder), |path| self.file_path(path));
        let error = if error_loop(error) {
            ReadError::Loop
        } else {
            ReadError::Io(error.io_error().map_or_else(|| error.to_string(), ToString::to_string))
        };
        ListProblem { path, error }
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> Listing {
        let start = self.root.join(folder);
        let mut listing = Listing::default();
        if !start.is_dir() {
            return listing;
        }
        let outside = Arc::new(Mutex::new(Vec::new()));
        let walk = WalkBuilder::new(&start)
            .follow_links(true)
            .require_git(false)
            .parents(false)
            .filter_entry({
                let (files, outside) = (self.clone(), Arc::clone(&outside));
                move |entry| {
                    let leads_out = entry.path_is_symlink() && files.leads_out(entry.path());
                    if leads_out && let Ok(mut outside) = outside.lock() {
                        outside.push(files.file_path(entry.path()));
                    }
                    !leads_out
                }
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    listing.files.push(self.file_path(entry.path()));
                }
                Ok(_) => {}
                Err(error) => listing.problems.push(self.problem(&error, folder)),
            }
        }
        let outside = outside.lock().map(|mut found| std::mem::take(&mut *found)).unwrap_or_default();
        listing
            .problems
            .extend(outside.into_iter().map(|path| ListProblem { path, error: ReadError::OutsideRoot }));
        listing.files.sort();
        listing.problems.sort_by(|a, b| a.path.cmp(&b.path));
        listing
    }

    #[expect(clippy::disallowed_methods, reason = "this is the room that reads files")]
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        let full = self.root.join(path.on_disk());
        let metadata = fs::metadata(&full).map_err(|error| read_error(&error))?;
        if metadata.len() > MAX_FILE_BYTES {
            return Err(ReadError::TooLarge(metadata.len()));
        }
        fs::read(&full).map_err(|error| read_error(&error))
    }

    fn stamp(&self, path: &FilePath) -> Option<Stamp> {
        let metadata = fs::metadata(self.root.join(path.on_disk())).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Stamp {
            size: metadata.len(),
            modified: i128::try_from(modified.as_nanos()).ok()?,
            inode: inode(&metadata),
        })
    }

    fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }

    fn clock(&self) -> i128 {
        Timestamp::now().as_nanosecond()
    }
}

impl DiskFiles {
    /// Where a file lies that is there, links followed; none where that is outside the root.
    pub fn inside(&self, path: &FilePath) -> Option<PathBuf> {
        let full = self.root.join(path.on_disk()).canonicalize().ok()?;
        full.starts_with(&self.root).then_some(full)
    }

    /// Whether a link's target lies outside the root.
    fn leads_out(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|target| !target.starts_with(&self.root))
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &fs::Metadata) -> u64 {
    0
}

fn read_error(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing,
        _ => ReadError::Io(error.to_string()),
    }
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn error_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => error_loop(err),
        _ => false,
    }
}
