//! Writes authors' files: all files of an edit or none, each as a whole, and only those that are as the edit expects them.
//! Nothing outside `content`, `site` and `themes` is written, through links either.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::edit::Change;
use crate::source::FilePath;

/// Where authors' files are.
const FOLDERS: [&str; 3] = ["content", "site", "themes"];

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// The file is not as the edit expects it.
    Changed(FilePath),
    /// The path leads out of the folders that are edited.
    Outside(FilePath),
    /// The system's own words.
    Io(FilePath, String),
}

/// The project that is written to.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    root: PathBuf,
}

impl Writer {
    /// For the project in `root`, which is absolute and without links.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// A file as it is; `None` where there is none.
    pub(super) fn read(&self, file: &FilePath) -> Result<Option<Vec<u8>>, Failed> {
        read(&self.place(file)?).map_err(|error| Failed::Io(file.clone(), error.to_string()))
    }

    /// Whether a file is somewhere else in truth: a link on the way leads there.
    pub(super) fn is_linked(&self, file: &FilePath) -> Result<bool, Failed> {
        Ok(self.place(file)? != self.root.join(file.on_disk()))
    }

    /// Makes an edit. When a file cannot be written, those before it are put back.
    pub(super) fn apply(&self, changes: &[Change]) -> Result<(), Failed> {
        for change in changes {
            if self.read(&change.file)? != change.before {
                return Err(Failed::Changed(change.file.clone()));
            }
        }
        for (done, change) in changes.iter().enumerate() {
            if let Err(failed) = self.put(&change.file, change.after.as_deref()) {
                for change in changes[..done].iter().rev() {
                    // What failed is told; that this failed as well would help nobody.
                    let _ = self.put(&change.file, change.before.as_deref());
                }
                return Err(failed);
            }
        }
        Ok(())
    }

    fn put(&self, file: &FilePath, bytes: Option<&[u8]>) -> Result<(), Failed> {
        let place = self.place(file)?;
        let put = match bytes {
            Some(bytes) => write(&place, bytes),
            None => remove(&place).map(|()| self.leave(&place)),
        };
        put.map_err(|error| Failed::Io(file.clone(), error.to_string()))
    }

    /// Folders that a file has left empty go too, as in version control.
    fn leave(&self, place: &Path) {
        let is_inside = |folder: &&Path| {
            FOLDERS
                .iter()
                .map(|name| self.root.join(name))
                .any(|top| folder.starts_with(&top) && **folder != top)
        };
        // One that holds something cannot be removed.
        let _ = place.ancestors().skip(1).take_while(is_inside).try_for_each(fs::remove_dir);
    }

    /// Where the file is in truth: what its links lead to, if that is in the project.
    fn place(&self, file: &FilePath) -> Result<PathBuf, Failed> {
        let outside = || Failed::Outside(file.clone());
        let mut parts = file.on_disk().split('/');
        let is_named = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains([':', '\0']);
        if !parts.clone().all(is_named) || !parts.next().is_some_and(|first| FOLDERS.contains(&first)) {
            return Err(outside());
        }
        let full = self.root.join(file.on_disk());
        let there = full.ancestors().find(|path| path.symlink_metadata().is_ok()).ok_or_else(outside)?;
        let real = there.canonicalize().map_err(|_dangling| outside())?;
        if !FOLDERS.iter().any(|folder| real.starts_with(self.root.join(folder))) && real != self.root {
            return Err(outside());
        }
        Ok(match full.strip_prefix(there) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        })
    }
}

/// A file's bytes; `None` where there is none.
#[expect(clippy::disallowed_methods, reason = "an edit is checked against the file as it is at that moment")]
pub(super) fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file beside its place and moves it there, so that nobody ever reads half of it. It keeps its permissions.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.torg-new"));
    // One that a stopped preview left, or a link that somebody put there, is not written through.
    let _ = remove(&beside);
    let written = fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(old) = fs::metadata(path) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()
    });
    let moved = written.and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        // The first error is the one to tell.
        let _ = remove(&beside);
    }
    moved
}

/// Removes a file.
#[expect(clippy::disallowed_methods, reason = "a file goes because its author says so")]
pub(super) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}
