//! The store's folder, and every change that is made to it: one method each, so that a test can make any of them fail.
//!
//! ```text
//! .torg/traces              what the last finished build left; replaced in one step
//! .torg/packs/DIGEST.pack   objects, one after the other; never changed, named by their content
//! .torg/lock                held while a build replaces `traces` and removes packs
//! .torg/**/.torg-new-*      a file that is being written; the next build but one hour removes what a stopped one left
//! ```
//!
//! Nothing waits for the disk to have really taken the bytes: what a power cut leaves half-written is found to be damaged.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::blob::Blob;
use super::{Digest, Remote};

/// How files that are not yet complete begin.
const DRAFT: &str = ".torg-new-";

/// How long another build may take between writing a pack and the `traces` that name it. A build that takes longer
/// only misses what it kept.
const GRACE: Duration = Duration::from_hours(1);

/// How often and how long to wait for another build's last step, a matter of milliseconds, before going on without.
const LOCK_TRIES: (u32, Duration) = (200, Duration::from_millis(5));

/// What a test says before a change is made: go on, or fail like this.
#[cfg(test)]
type Gate = Box<dyn Fn(&'static str, &Path) -> io::Result<()> + Send + Sync>;

/// A store's folder. It is made when something is first written.
pub(super) struct Disk {
    folder: PathBuf,
    remote: Option<Arc<dyn Remote>>,
    #[cfg(test)]
    gate: Option<Gate>,
}

impl Disk {
    pub(super) fn new(folder: &Path, remote: Option<Arc<dyn Remote>>) -> Self {
        Self {
            folder: folder.to_owned(),
            remote,
            #[cfg(test)]
            gate: None,
        }
    }

    /// A folder whose changes `gate` may refuse.
    #[cfg(test)]
    pub(super) fn gated(
        folder: &Path,
        gate: impl Fn(&'static str, &Path) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        Self { folder: folder.to_owned(), remote: None, gate: Some(Box::new(gate)) }
    }

    /// Where all of it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The one file that says what is kept.
    pub(super) fn traces(&self) -> PathBuf {
        self.folder.join("traces")
    }

    /// Where the pack of this name is.
    pub(super) fn pack(&self, name: &Digest) -> PathBuf {
        self.packs().join(format!("{name}.pack"))
    }

    /// Where all packs are.
    pub(super) fn packs(&self) -> PathBuf {
        self.folder.join("packs")
    }

    /// The other place where the same is kept.
    pub(super) fn remote(&self) -> Option<&dyn Remote> {
        self.remote.as_deref()
    }

    /// Writes a pack, whole or not at all.
    pub(super) fn write_pack(&self, name: &Digest, bytes: &[u8]) -> io::Result<Blob> {
        let path = self.pack(name);
        let mut draft = self.draft(&self.packs())?;
        self.pass("write", &path)?;
        draft.write_all(bytes)?;
        self.publish(draft, &path)
    }

    /// Writes `traces` with `write`, whole or not at all.
    pub(super) fn write_traces(&self, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Blob> {
        let path = self.traces();
        let mut draft = self.draft(&self.folder)?;
        self.pass("write", &path)?;
        write(draft.as_file_mut())?;
        self.publish(draft, &path)
    }

    fn draft(&self, folder: &Path) -> io::Result<NamedTempFile> {
        self.pass("create", folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(DRAFT);
        #[cfg(unix)]
        {
            // As any other file: whom the user's mask lets read it. Caches are shared between users of a build machine.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        match builder.tempfile_in(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                builder.tempfile_in(folder)
            }
            made => made,
        }
    }

    fn publish(&self, draft: NamedTempFile, path: &Path) -> io::Result<Blob> {
        self.pass("rename", path)?;
        Blob::of(draft.persist(path)?)
    }

    /// Keeps other builds from replacing `traces` and removing packs as long as the answer lives. `None`: it could not
    /// be had in time, and nothing may be removed.
    pub(super) fn lock(&self) -> Option<File> {
        let path = self.folder.join("lock");
        self.pass("lock", &path).ok()?;
        fs::create_dir_all(&self.folder).ok()?;
        let file = File::options().create(true).truncate(false).write(true).open(path).ok()?;
        let (n_tries, pause) = LOCK_TRIES;
        for _ in 0..n_tries {
            match file.try_lock() {
                Ok(()) => return Some(file),
                Err(TryLockError::WouldBlock) => thread::sleep(pause),
                Err(TryLockError::Error(_)) => return None,
            }
        }
        None
    }

    /// Removes packs that are not among `kept`, and files that stopped builds left, unless they are so young that
    /// another build may be about to name them. Age is measured from when `traces` was written, by the clock that
    /// gave all of them their times. What cannot be removed now, a later build removes.
    pub(super) fn sweep(&self, traces: &Blob, kept: &dyn Fn(&str) -> bool) {
        let Ok(now) = traces.modified() else { return };
        for folder in [&self.folder, &self.packs()] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let Some(name) = name.to_str() else { continue };
                let useless = name.starts_with(DRAFT) || pack_name(name).is_some_and(|name| !kept(name));
                if !useless {
                    continue;
                }
                let age = entry
                    .metadata()
                    .and_then(|metadata| metadata.modified())
                    .map(|at| now.duration_since(at));
                if matches!(age, Ok(Ok(age)) if age > GRACE) {
                    let _ = self.remove(&entry.path());
                }
            }
        }
    }

    /// Removes everything the store made, and the folder if nothing else is in it; how many bytes that freed. Links are
    /// removed themselves, never what they lead to.
    pub(super) fn clear(&self) -> io::Result<u64> {
        let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
        let lock = if is_folder(&self.folder) { self.lock() } else { None };
        let is_pack = |name: &str| name.starts_with(DRAFT) || pack_name(name).is_some();
        let is_other = |name: &str| name.starts_with(DRAFT) || matches!(name, "traces" | "lock");
        let mut freed = 0;
        if is_folder(&self.folder) {
            freed += self.clear_folder(&self.packs(), is_pack)?;
        }
        freed += self.clear_folder(&self.folder, is_other)?;
        drop(lock);
        Ok(freed)
    }

    /// Removes the files in `folder` that are ours by their names, and the folder if it is then empty.
    fn clear_folder(&self, folder: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<u64> {
        match fs::symlink_metadata(folder) {
            Ok(found) if found.is_symlink() => return self.remove(folder).map(|()| 0),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            found => found?,
        };
        let mut freed = 0;
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(&is_ours) && !entry.file_type()?.is_dir() {
                freed += entry.metadata()?.len();
                self.remove(&entry.path())?;
            }
        }
        // What somebody else put there keeps the folder.
        let _ = fs::remove_dir(folder);
        Ok(freed)
    }

    #[expect(clippy::disallowed_methods, reason = "these files are the cache's own")]
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass("remove", path)?;
        fs::remove_file(path)
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

/// The digest in a pack's file name, in hexadecimal.
fn pack_name(file_name: &str) -> Option<&str> {
    let name = file_name.strip_suffix(".pack")?;
    (name.len() == 64 && name.bytes().all(|c| c.is_ascii_hexdigit())).then_some(name)
}
