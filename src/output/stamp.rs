//! What tells, with one question to the system, whether a folder has been changed since it was last looked at.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A moment of the file system's own clock: seconds and nanoseconds.
pub(super) type Moment = (i64, i64);

/// Which folder it is, and when an entry of it last came, went or was replaced. The time is the one that no program can
/// set (`ctime`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    changed: Moment,
}

/// How far a clock goes on between two changes that it gives the same time: twice the slowest kernel's tick.
const TICK: i64 = 20_000_000;

/// The same where times seem to be kept in whole seconds or two, as old and foreign file systems do.
const COARSE: i64 = 2_500_000_000;

impl Stamp {
    /// When the folder was changed.
    pub(super) fn changed(&self) -> Moment {
        self.changed
    }

    /// Whether any change from `now` on would give another stamp.
    pub(super) fn is_settled(&self, now: Moment) -> bool {
        let (seconds, nanoseconds) = self.changed;
        let margin = if nanoseconds % 1_000_000 == 0 { COARSE } else { TICK };
        let age = i128::from(now.0 - seconds) * 1_000_000_000 + i128::from(now.1 - nanoseconds);
        age > i128::from(margin)
    }
}

/// A tree whose folders and files are asked about by their paths below it. On Unix it stays the same tree when it is
/// renamed.
pub(super) struct Root {
    pub(super) path: PathBuf,
    #[cfg(unix)]
    folder: Option<std::fs::File>,
}

impl Root {
    /// The tree at `path`, which need not exist.
    pub(super) fn open(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            #[cfg(unix)]
            folder: std::fs::File::open(path).ok(),
        }
    }
}

#[cfg(unix)]
impl Root {
    fn ask(&self, below: &Path) -> Option<rustix::fs::Stat> {
        use rustix::fs::{AtFlags, statat};
        let below = if below.as_os_str().is_empty() { Path::new(".") } else { below };
        statat(self.folder.as_ref()?, below, AtFlags::SYMLINK_NOFOLLOW).ok()
    }

    /// The stamp of a folder, if there is one.
    pub(super) fn stamp(&self, below: &Path) -> Option<Stamp> {
        let stat = self.ask(below)?;
        let is_folder = rustix::fs::FileType::from_raw_mode(stat.st_mode).is_dir();
        is_folder.then(|| Stamp { device: stat.st_dev, inode: stat.st_ino, changed: changed(&stat) })
    }

    /// The size of a file in bytes, if there is one; a link is none.
    pub(super) fn size(&self, below: &str) -> Option<u64> {
        let stat = self.ask(Path::new(below))?;
        let is_file = rustix::fs::FileType::from_raw_mode(stat.st_mode).is_file();
        u64::try_from(stat.st_size).ok().filter(|_| is_file)
    }

    /// When the file was written, which is now for one that was just written.
    pub(super) fn moment(&self, below: &str) -> Option<Moment> {
        self.ask(Path::new(below)).map(|stat| changed(&stat))
    }
}

#[cfg(unix)]
fn changed(stat: &rustix::fs::Stat) -> Moment {
    (stat.st_ctime, i64::try_from(stat.st_ctime_nsec).unwrap_or_default())
}

/// Where folders have no number and no time of change, nothing is ever known to be as it was.
#[cfg(not(unix))]
impl Root {
    pub(super) fn stamp(&self, _below: &Path) -> Option<Stamp> {
        None
    }

    pub(super) fn size(&self, below: &str) -> Option<u64> {
        let metadata = self.path.join(below).symlink_metadata().ok()?;
        metadata.is_file().then(|| metadata.len())
    }

    pub(super) fn moment(&self, _below: &str) -> Option<Moment> {
        None
    }
}

/// What two names of one file have in common; `None` where the platform does not tell.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other platforms do not tell")]
pub(super) fn inode(entry: &std::fs::DirEntry) -> Option<u64> {
    Some(std::os::unix::fs::DirEntryExt::ino(entry))
}

#[cfg(not(unix))]
pub(super) fn inode(_entry: &std::fs::DirEntry) -> Option<u64> {
    None
}

/// As [`inode`], of the file at `path`.
#[cfg(unix)]
pub(super) fn inode_at(path: &Path) -> Option<u64> {
    path.symlink_metadata().ok().map(|metadata| std::os::unix::fs::MetadataExt::ino(&metadata))
}

#[cfg(not(unix))]
pub(super) fn inode_at(_path: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_changed_just_now_may_change_unseen() {
        let stamp = |nanoseconds| Stamp { device: 1, inode: 1, changed: (100, nanoseconds) };
        assert!(!stamp(5).is_settled((100, 5)));
        assert!(!stamp(999_999_999).is_settled((101, 19_000_000)));
        assert!(stamp(5).is_settled((100, 30_000_000)));
        assert!(!stamp(0).is_settled((102, 0)), "a file system that keeps whole seconds");
        assert!(stamp(0).is_settled((103, 0)));
        assert!(!stamp(5).is_settled((90, 0)), "a clock that was set back");
    }
}
