//! Every change that this room makes to a disk, one method each, so that a test can make any of them fail and can stop
//! a build between any two.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::stamp::Moment;

/// What a test says before a change is made: go on, or fail like this.
#[cfg(test)]
type Gate = Box<dyn Fn(&'static str, &Path) -> io::Result<()> + Send + Sync>;

/// The changes, each passing the gate first.
#[derive(Default)]
pub(super) struct Effects {
    #[cfg(test)]
    gate: Option<Gate>,
    /// Lets a test go on at once where a person would have waited for the clock's next tick.
    #[cfg(test)]
    pub(super) is_patient: bool,
    /// Whether a file had to be copied because it could have no second name.
    copied: AtomicBool,
}

impl Effects {
    /// Changes that `gate` may refuse.
    #[cfg(test)]
    pub(super) fn gated(
        gate: impl Fn(&'static str, &Path) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self { gate: Some(Box::new(gate)), ..Self::default() }
    }

    /// `now`, as far as it matters for whether a folder's time is past.
    #[cfg(test)]
    pub(super) fn clock(&self, now: Moment) -> Moment {
        if self.is_patient { (now.0 + 3600, now.1) } else { now }
    }

    /// `now`, as far as it matters for whether a folder's time is past.
    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "the twin of the tests' clock")]
    pub(super) fn clock(&self, now: Moment) -> Moment {
        now
    }

    /// Writes a new file, and the folders it lies in where they are missing.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.pass("write", path)?;
        // A page has a folder of its own, which is hardly ever there: to be told so by the file takes as long as to make it.
        if let (true, Some(folder)) = (path.ends_with("index.html"), path.parent()) {
            let _ = fs::create_dir(folder);
        }
        let mut file = in_folder(path, |path| File::create_new(path))?;
        file.write_all(bytes)
    }

    /// Gives a file a second name, or copies it with its time where the file system cannot.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("link", to)?;
        match in_folder(to, |to| fs::hard_link(from, to)) {
            Ok(()) => Ok(()),
            Err(error) if is_no_matter_of_links(&error) => Err(error),
            Err(_) => self.copy(from, to),
        }
    }

    /// Whether a file has been copied so far: then two trees no longer share their files.
    pub(super) fn has_copied(&self) -> bool {
        self.copied.load(Ordering::Relaxed)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("copy", to)?;
        self.copied.store(true, Ordering::Relaxed);
        let metadata = fs::symlink_metadata(from)?;
        if metadata.is_symlink() {
            return symlink(&fs::read_link(from)?, to);
        }
        if !metadata.is_file() {
            return Err(io::Error::other(format!("`{}` can be neither linked nor copied", from.display())));
        }
        fs::copy(from, to)?;
        File::options().write(true).open(to)?.set_modified(metadata.modified()?)
    }

    /// Moves a file to where none is.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass("rename", to)?;
        in_folder(to, |to| fs::rename(from, to))
    }

    /// Lets two folders change places in one step.
    pub(super) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.pass("exchange", other)?;
        exchange(one, other)
    }

    /// Makes a folder.
    pub(super) fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.pass("create folder", path)?;
        fs::create_dir(path)
    }

    /// Makes a folder and those it lies in.
    pub(super) fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.pass("create folders", path)?;
        fs::create_dir_all(path)
    }

    /// Makes `to` readable by whom `like` is readable by.
    pub(super) fn copy_permissions(&self, like: &Path, to: &Path) -> io::Result<()> {
        self.pass("permissions", to)?;
        let metadata = fs::metadata(like)?;
        copy_owner(&metadata, to);
        fs::set_permissions(to, metadata.permissions())
    }

    /// Removes a file, or a link but not what it leads to.
    #[expect(clippy::disallowed_methods, reason = "this is the room that removes files")]
    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.pass("remove file", path)?;
        fs::remove_file(path)
    }

    /// Removes a folder that is empty.
    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.pass("remove folder", path)?;
        fs::remove_dir(path)
    }

    #[cfg(test)]
    fn pass(&self, what: &'static str, path: &Path) -> io::Result<()> {
        self.gate.as_ref().map_or(Ok(()), |gate| gate(what, path))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the twin of the tests' gate")]
    fn pass(&self, _what: &'static str, _path: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// Makes `path` with `make`, and the folders it lies in only if that turns out to be needed.
fn in_folder<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match make(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(path))?;
            make(path)
        }
        result => result,
    }
}

/// Whether a copy would fail in the same way as the link.
fn is_no_matter_of_links(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, NotFound, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error.kind(), AlreadyExists | NotFound | QuotaExceeded | ReadOnlyFilesystem | StorageFull)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(Into::into)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn symlink(target: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn symlink(_target: &Path, _link: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Gives a folder the owner and group of another where the user may: a web server's group, for instance.
#[cfg(unix)]
fn copy_owner(like: &fs::Metadata, to: &Path) {
    use std::os::unix::fs::MetadataExt;
    let _ = std::os::unix::fs::chown(to, Some(like.uid()), Some(like.gid()))
        .or_else(|_| std::os::unix::fs::chown(to, None, Some(like.gid())));
}

#[cfg(not(unix))]
fn copy_owner(_like: &fs::Metadata, _to: &Path) {}
