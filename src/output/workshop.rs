//! The folder beside a site in which the next one is made, and the lock that keeps two builds apart.
//!
//! ```text
//! public/               the site
//! .public.torg/lock     held by the build that is at work
//! .public.torg/new/     the next site; after the exchange, the previous one
//! .public.torg/old/     the previous site where folders cannot be exchanged in one step
//! .public.torg/publish  there while folders change places: from here on, what is in `new` may be the old site
//! .public.torg/moves    there while files are moved one by one: what remains to be done
//! ```
//!
//! Where the site is a mount point, or nothing can be made beside it, the folder lies inside it as `.torg-publish`.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::effects::Effects;
use super::{Error, Problem, publish, tree};

/// Where a site is made and published. Dropping it clears the workshop away.
pub(super) struct Workshop {
    /// The site's folder, without links; it need not exist.
    pub(super) live: PathBuf,
    /// The workshop's own folder.
    pub(super) folder: PathBuf,
    /// Whether the two are beside each other, so that whole folders can be exchanged.
    pub(super) beside: bool,
    pub(super) effects: Effects,
    lock: File,
}

impl Workshop {
    /// The workshop of the site in `folder`, once no other build is in it; what a stopped build left is completed or
    /// cleared away. With `wait`, another build is waited for; without, it is an error.
    pub(super) fn open(folder: &Path, effects: Effects, wait: bool) -> Result<Self, Error> {
        let live = resolve(folder)?;
        let place = place(&live, &effects)?;
        let lock = lock(&place.folder, wait)?;
        let workshop = Self { live, folder: place.folder, beside: place.beside, effects, lock };
        workshop.prepare().map_err(|error| Error::io(&workshop.live, &error))?;
        Ok(workshop)
    }

    /// The next site.
    pub(super) fn new_tree(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where the previous site waits for its removal when folders cannot be exchanged in one step.
    pub(super) fn old_tree(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// The mark that folders are changing places.
    pub(super) fn publish_mark(&self) -> PathBuf {
        self.folder.join("publish")
    }

    /// The list of moves to be made.
    pub(super) fn moves_mark(&self) -> PathBuf {
        self.folder.join("moves")
    }

    fn prepare(&self) -> io::Result<()> {
        publish::recover(self)?;
        self.effects.create_folder(&self.new_tree())?;
        if self.live.exists() {
            // Before anything lies in it: what is made inside then belongs to the site's group where it has one.
            self.effects.copy_permissions(&self.live, &self.new_tree())?;
        }
        Ok(())
    }

    /// The list of moves while it is being written.
    pub(super) fn moves_draft(&self) -> PathBuf {
        self.folder.join("moves.new")
    }

    fn clear(&self) -> io::Result<()> {
        if self.publish_mark().exists() || self.moves_mark().exists() {
            // Something could not be brought to its end: the next build tries again.
            return Ok(());
        }
        if self.new_tree().exists() {
            tree::discard(&self.effects, &self.new_tree())?;
        }
        if self.moves_draft().exists() {
            self.effects.remove_file(&self.moves_draft())?;
        }
        // Whoever waits for this lock sees that the file is gone, and makes a new one.
        self.effects.remove_file(&self.folder.join("lock"))?;
        self.effects.remove_folder(&self.folder)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What cannot be cleared away now is cleared away by the next build.
        let _ = self.clear();
        let _ = self.lock.unlock();
    }
}

/// The folder meant by `folder`: links followed, missing parents made.
fn resolve(folder: &Path) -> Result<PathBuf, Error> {
    let fail = |error: io::Error| Error::io(folder, &error);
    match folder.symlink_metadata() {
        Ok(_) => {
            let live = folder.canonicalize().map_err(fail)?;
            let metadata = fs::metadata(&live).map_err(fail)?;
            if !metadata.is_dir() {
                return Err(Error { path: folder.display().to_string(), problem: Problem::NotAFolder });
            }
            if metadata.permissions().readonly() {
                return Err(Error { path: folder.display().to_string(), problem: Problem::ReadOnly });
            }
            Ok(live)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = folder.file_name().ok_or(error).map_err(fail)?;
            let parent = folder.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
            fs::create_dir_all(parent).map_err(fail)?;
            Ok(parent.canonicalize().map_err(fail)?.join(name))
        }
        Err(error) => Err(fail(error)),
    }
}

struct Place {
    folder: PathBuf,
    beside: bool,
}

/// Makes the workshop's folder, beside the site if that is possible.
fn place(live: &Path, effects: &Effects) -> Result<Place, Error> {
    let inside = || Place { folder: live.join(".torg-publish"), beside: false };
    let (Some(parent), Some(name)) = (live.parent(), live.file_name()) else {
        return make(inside(), effects);
    };
    // A workshop that is inside already is in use, or waits for what it holds to be completed.
    if inside().folder.exists() || (live.exists() && is_mount_point(live, parent)) {
        return make(inside(), effects);
    }
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".torg");
    match make(Place { folder: parent.join(hidden), beside: true }, effects) {
        Err(Error { problem: Problem::Denied | Problem::ReadOnly, .. }) if live.exists() => {
            make(inside(), effects)
        }
        made => made,
    }
}

fn make(place: Place, effects: &Effects) -> Result<Place, Error> {
    match effects.create_folder(&place.folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Error::io(&place.folder, &error)),
        _ => Ok(place),
    }
}

/// Whether something is mounted on the folder, so that it can change places with no other.
#[cfg(unix)]
fn is_mount_point(folder: &Path, parent: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    device(folder) != device(parent) || is_mount_root(folder)
}

#[cfg(not(unix))]
fn is_mount_point(_folder: &Path, _parent: &Path) -> bool {
    false
}

/// A folder of the same device can be mounted as well, which only the kernel can tell.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_mount_root(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|answer| answer.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn is_mount_root(_folder: &Path) -> bool {
    false
}

/// Takes the workshop's lock, which the system gives back when the process ends in whatever way.
fn lock(folder: &Path, wait: bool) -> Result<File, Error> {
    let path = folder.join("lock");
    let fail = |error: io::Error| Error::io(&path, &error);
    loop {
        let file = match File::options().create(true).truncate(false).write(true).open(&path) {
            Ok(file) => file,
            // The build before us has just cleared its workshop away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder).map_err(fail)?;
                continue;
            }
            Err(error) => return Err(fail(error)),
        };
        if wait {
            file.lock().map_err(fail)?;
        } else {
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::at(&folder.display().to_string(), Problem::Busy));
                }
                Err(TryLockError::Error(error)) => return Err(fail(error)),
            }
        }
        if is_still_there(&file, &path) {
            return Ok(file);
        }
    }
}

/// Whether the file locked is the one that others would lock.
#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    path.metadata().is_ok_and(|there| file.metadata().is_ok_and(|locked| identity(locked) == identity(there)))
}

#[cfg(not(unix))]
fn is_still_there(_file: &File, path: &Path) -> bool {
    path.exists()
}
