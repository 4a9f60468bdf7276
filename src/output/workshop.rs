//! The folder beside a site in which the next one is made, and the lock that keeps two builds apart.
//!
//! ```text
//! public/               the site
//! .public.torg/lock     held by the build that is at work
//! .public.torg/new/     what the build has written of the next site
//! .public.torg/spare/   the previous site, which the next build makes the next one of
//! .public.torg/record, difference   what is known of the spare
//! .public.torg/old/     the previous site where folders cannot be exchanged in one step
//! .public.torg/publish  there while folders change places: what is in the tree that it names may be the old site
//! .public.torg/moves    there while files are moved one by one: what remains to be done
//! ```
//!
//! The spare stays between builds, and the workshop with it. Its files are the site's own under a second name, so that it
//! takes a folder for each folder of the site and room on the disk only for what the last build replaced.
//!
//! Where the site is a mount point, or nothing can be made beside it, the folder lies inside it as
//! `.torg-publish`, and there is no spare.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::cache::Digest;

use super::effects::Effects;
use super::notes::{Difference, Record};
use super::{Error, Problem, publish, tree};

/// Where a site is made and published. Dropping it clears away all but the spare.
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

    fn clear(&self) -> io::Result<()> {
        if self.publish_mark().exists() || self.moves_mark().exists() {
            // Something could not be brought to its end: the next build tries again.
            return Ok(());
        }
        self.clear_drafts()?;
        if self.spare_tree().exists() {
            return Ok(());
        }
        self.forget_notes()?;
        // Whoever waits for this lock sees that the file is gone, and makes a new one.
        self.effects.remove_file(&self.folder.join("lock"))?;
        self.effects.remove_folder(&self.folder)
    }

    /// Removes what a build made and did not publish.
    pub(super) fn clear_drafts(&self) -> io::Result<()> {
        if self.new_tree().exists() {
            tree::discard(&self.effects, &self.new_tree())?;
        }
        [self.moves_mark(), self.record(), self.difference()]
            .iter()
            .try_for_each(|note| self.remove(&draft(note)))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        if path.exists() { self.effects.remove_file(path) } else { Ok(()) }
    }

    /// Removes a folder if there is nothing in it: true if it is gone.
    pub(super) fn remove_if_empty(&self, folder: &Path) -> io::Result<bool> {
        let is_empty = match fs::read_dir(folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => {
                return Ok(matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory));
            }
        };
        if is_empty {
            self.effects.remove_folder(folder)?;
        }
        Ok(is_empty)
    }
}

/// What is known of the spare.
impl Workshop {
    /// The tree that is neither published nor written to.
    pub(super) fn spare_tree(&self) -> PathBuf {
        self.folder.join("spare")
    }

    fn record(&self) -> PathBuf {
        self.folder.join("record")
    }

    fn difference(&self) -> PathBuf {
        self.folder.join("difference")
    }

    /// Whether a previous site may be kept as a spare.
    pub(super) fn has_record(&self) -> bool {
        self.record().exists()
    }

    /// What is known of the spare beside a site with this manifest; `None` if there is no spare, or nothing that could be
    /// trusted is known of it.
    #[expect(clippy::disallowed_methods, reason = "the notes are this room's own files")]
    pub(super) fn notes(&self, manifest: &Digest) -> Option<(Record, BTreeSet<PathBuf>)> {
        self.spare_tree().is_dir().then_some(())?;
        let record = Record::from_bytes(&fs::read(self.record()).ok()?)?;
        let difference = Difference::from_bytes(&fs::read(self.difference()).ok()?)?;
        difference.manifests.contains(manifest).then_some((record, difference.paths))
    }

    /// Remembers how the folders of both trees look.
    pub(super) fn write_record(&self, record: &Record) -> io::Result<()> {
        self.write_note(&self.record(), &record.to_bytes().ok_or(io::ErrorKind::InvalidData)?)
    }

    /// Remembers where the spare may differ from the site.
    pub(super) fn write_difference(&self, difference: &Difference) -> io::Result<()> {
        self.write_note(&self.difference(), &difference.to_bytes().ok_or(io::ErrorKind::InvalidData)?)
    }

    /// Forgets what is known of the spare, which is then never used again.
    pub(super) fn forget_notes(&self) -> io::Result<()> {
        self.remove(&self.record())?;
        self.remove(&self.difference())
    }

    /// Writes a file under another name first, so that one which is there is whole.
    pub(super) fn write_note(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let draft = draft(path);
        self.remove(&draft)?;
        self.effects.write(&draft, bytes)?;
        self.effects.rename(&draft, path)
    }
}

/// The name of a note while it is being written.
fn draft(note: &Path) -> PathBuf {
    note.with_extension("new")
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

/// Whether the site in `folder` has a workshop now.
pub(super) fn is_there(folder: &Path) -> bool {
    let live = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    live.join(INSIDE).exists() || beside(&live).is_some_and(|folder| folder.exists())
}

const INSIDE: &str = ".torg-publish";

/// The folder beside the site.
fn beside(live: &Path) -> Option<PathBuf> {
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(live.file_name()?);
    hidden.push(".torg");
    Some(live.parent()?.join(hidden))
}

/// Makes the workshop's folder, beside the site if that is possible.
fn place(live: &Path, effects: &Effects) -> Result<Place, Error> {
    let inside = || Place { folder: live.join(INSIDE), beside: false };
    let (Some(parent), Some(folder)) = (live.parent(), beside(live)) else {
        return make(inside(), effects);
    };
    // A workshop that is inside already is in use, or waits for what it holds to be completed.
    if inside().folder.exists() || (live.exists() && is_mount_point(live, parent)) {
        return make(inside(), effects);
    }
    match make(Place { folder, beside: true }, effects) {
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
