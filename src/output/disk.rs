//! A site in a folder.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::effects::Effects;
use super::kept::Kept;
use super::ledger::Ledger;
use super::publish::{self, Moves};
use super::spare::{self, Change, Sight};
use super::stamp::Root;
use super::workshop::{self, Workshop};
use crate::cache::Digest;

use super::{Error, INTERNAL_PATH, MANIFEST_PATH, OutputPath, Problem, Sink, tree};

/// Takes a site's files, writes those that changed into a workshop beside the folder, and publishes them all at once
/// with [`commit`](Self::commit). Dropped without it, it leaves the folder as it was.
pub struct DiskSink {
    workshop: Workshop,
    /// The folder as the user named it, for messages.
    shown: PathBuf,
    /// The folder, for questions about what lies in it.
    live: Root,
    /// What the folder holds of torg's; `None` where there is no manifest, so that everything there is foreign.
    kept: Option<Kept>,
    /// The files that were written because they changed.
    ledger: Ledger,
    /// The first file that could not be taken; such a site is never published.
    failed: Mutex<Option<Error>>,
    /// What was looked at ahead: both trees' folders, and the size of each file that the folder holds of torg's.
    sight: Mutex<Option<Sight>>,
    sizes: OnceLock<Vec<Option<u64>>>,
}

/// What a build did to a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or whose bytes changed.
    pub written: usize,
    /// Files that are as they were, with the same inode and modification time.
    pub unchanged: usize,
    /// Files that torg wrote before and that the site no longer has.
    pub removed: usize,
}

impl DiskSink {
    /// A site to be published in `folder`, which need not exist. Another build of the same folder is waited for.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Self::with(folder, Effects::default(), true)
    }

    /// As [`open`](Self::open), but another build of the same folder is an error.
    pub fn try_open(folder: &Path) -> Result<Self, Error> {
        Self::with(folder, Effects::default(), false)
    }

    pub(super) fn with(folder: &Path, effects: Effects, wait: bool) -> Result<Self, Error> {
        let workshop = Workshop::open(folder, effects, wait)?;
        let previous = tree::published(&workshop.live);
        let manifest = workshop.live.join(MANIFEST_PATH);
        if previous.is_none() && manifest.symlink_metadata().is_ok() {
            let path = folder.join(MANIFEST_PATH).display().to_string();
            return Err(Error { path, problem: Problem::DamagedManifest });
        }
        let live = Root::open(&workshop.live);
        let kept = previous.map(Kept::new);
        Ok(Self {
            workshop,
            shown: folder.to_owned(),
            live,
            kept,
            ledger: Ledger::default(),
            failed: Mutex::default(),
            sight: Mutex::default(),
            sizes: OnceLock::new(),
        })
    }

    /// Whether the folder holds an internal site; nothing where it holds none.
    pub fn was_internal(&self) -> Option<bool> {
        self.kept.as_ref().map(|kept| kept.find(INTERNAL_PATH).is_some())
    }

    /// The files of the published site that the new one, as far as it was put, does not have.
    pub fn removed(&self) -> Vec<OutputPath> {
        self.kept.as_ref().map(|kept| kept.without(&self.ledger.so_far())).unwrap_or_default()
    }

    /// Publishes everything put so far, as a whole. Where nothing differs from what is published, nothing happens.
    pub fn commit(self) -> Result<Summary, Error> {
        if let Some(error) = self.failed().take() {
            return Err(error);
        }
        let written = self.ledger.take().manifest;
        let kept = self.kept.as_ref();
        let unchanged = kept.map_or(0, Kept::len);
        if written.files.is_empty() && kept.is_some_and(Kept::is_all) {
            return Ok(Summary { unchanged, ..Summary::default() });
        }
        if let Some(kept) = kept {
            written.files.keys().try_for_each(|path| kept.allows(path))?;
        }
        let manifest = kept.map_or_else(|| written.to_json(), |kept| kept.manifest_with(&written));
        let removed = kept.map(|kept| kept.without(&written)).unwrap_or_default();
        let summary = Summary { written: written.files.len(), unchanged, removed: removed.len() };
        let staged = self.workshop.new_tree().join(MANIFEST_PATH);
        self.workshop.effects.write(&staged, &manifest).map_err(|error| self.fail(&error))?;
        self.publish(&Change { kept, written: &written, removed: &removed })?;
        Ok(summary)
    }

    fn publish(&self, change: &Change<'_>) -> Result<(), Error> {
        if self.workshop.beside {
            let sight = self.sight.lock().unwrap_or_else(PoisonError::into_inner).take();
            let prepared =
                spare::prepare(&self.workshop, change, sight).map_err(|error| self.fail(&error))?;
            self.refuse_foreign(change)?;
            return spare::publish(&self.workshop, change, prepared).map_err(|error| self.fail(&error));
        }
        self.refuse_foreign(change)?;
        let moves = Moves {
            is_spare: false,
            write: change.written.files.keys().cloned().collect(),
            remove: change.removed.to_vec(),
        };
        publish::piece_by_piece(&self.workshop, &moves).map_err(|error| self.fail(&error))
    }

    /// An error if a file that is not torg's is where a changed one is to be, or where a folder for it is to be. A file
    /// that did not change is in its place already.
    fn refuse_foreign(&self, change: &Change<'_>) -> Result<(), Error> {
        let live = &self.workshop.live;
        let ours = |path: &Path| {
            tree::slashed(path)
                .is_some_and(|path| self.kept.as_ref().is_some_and(|kept| kept.find(&path).is_some()))
        };
        let mut folders = BTreeSet::new();
        let mut found = BTreeSet::new();
        if live.symlink_metadata().is_err() {
            return Ok(());
        }
        for path in change.written.files.keys() {
            for folder in path.folders() {
                if !folders.insert(folder) {
                    break;
                }
                let is_file = live.join(folder).symlink_metadata().is_ok_and(|metadata| !metadata.is_dir());
                if is_file && !ours(Path::new(folder)) {
                    found.insert(PathBuf::from(folder));
                }
            }
            let at = Path::new(path.as_str());
            match live.join(at).symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => {
                    found.extend(tree::first_foreign(live, at, &ours).map_err(|error| self.fail(&error))?);
                }
                Ok(_) if !ours(at) => found.extend([at.to_owned()]),
                _ => {}
            }
        }
        let Some(path) = found.pop_first() else { return Ok(()) };
        Err(Error { path: self.shown.join(path).display().to_string(), problem: Problem::Foreign })
    }

    /// Where a changed file is written.
    fn staged(&self, path: &OutputPath) -> PathBuf {
        self.workshop.new_tree().join(path.as_str())
    }

    /// Keeps the published file at `path` if it is this one: by the manifest's digest, and by its size on disk.
    fn keep_published(&self, path: &OutputPath, digest: &Digest) -> Result<bool, Error> {
        let Some(kept) = &self.kept else { return Ok(false) };
        match kept.find(path.as_str()) {
            Some((index, entry)) if entry.digest == *digest && self.size(index, path) == Some(entry.size) => {
                kept.keep(index).map(|()| true)
            }
            _ => Ok(false),
        }
    }

    /// The size that a file of the manifest has on the disk.
    fn size(&self, index: usize, path: &OutputPath) -> Option<u64> {
        self.sizes.get().map_or_else(|| self.live.size(path.as_str()), |sizes| sizes[index])
    }

    fn take(&self, path: &OutputPath, bytes: &[u8], digest: Digest) -> Result<(), Error> {
        if self.keep_published(path, &digest)? {
            return Ok(());
        }
        self.ledger.note(path, digest, bytes.len())?;
        if let Some(kept) = &self.kept {
            kept.allows(path)?;
        }
        match self.workshop.effects.write(&self.staged(path), bytes) {
            Ok(()) => Ok(()),
            // The ledger knows the path as new: two spellings of it are one file here.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(self.at(path, Problem::Twice)),
            Err(error) => Err(Error::io(&self.shown.join(path.as_str()), &error)),
        }
    }

    fn at(&self, path: &OutputPath, problem: Problem) -> Error {
        Error { path: self.shown.join(path.as_str()).display().to_string(), problem }
    }

    fn fail(&self, error: &io::Error) -> Error {
        Error::io(&self.shown, error)
    }

    fn failed(&self) -> MutexGuard<'_, Option<Error>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for DiskSink {
    fn put_known(&self, path: &OutputPath, bytes: Vec<u8>, digest: Digest) -> Result<(), Error> {
        self.take(path, &bytes, digest).inspect_err(|error| {
            self.failed().get_or_insert_with(|| error.clone());
        })
    }

    fn keep(&self, path: &OutputPath, digest: &Digest) -> Result<bool, Error> {
        self.keep_published(path, digest).inspect_err(|error| {
            self.failed().get_or_insert_with(|| error.clone());
        })
    }

    fn look_ahead(&self) {
        let Some(kept) = &self.kept else { return };
        self.sizes.get_or_init(|| kept.paths().map(|path| self.live.size(path.as_str())).collect());
        if self.workshop.beside {
            *self.sight.lock().unwrap_or_else(PoisonError::into_inner) =
                spare::look(&self.workshop, self.kept.as_ref());
        }
    }

    fn keep_all(&self, manifest: &Digest) -> Result<bool, Error> {
        let Some(kept) = self.kept.as_ref().filter(|kept| kept.digest() == *manifest) else {
            return Ok(false);
        };
        Ok(kept.keep_all(|path, entry| self.live.size(path.as_str()) == Some(entry.size)))
    }

    fn manifest(&self) -> Digest {
        let written = self.ledger.so_far();
        self.kept.as_ref().map_or_else(|| written.digest(), |kept| kept.digest_with(&written))
    }

    fn clear(&self) -> Result<(), Error> {
        let written = self.ledger.take().manifest.files;
        if let Some(kept) = &self.kept {
            kept.forget();
        }
        let remove = |path: &OutputPath| self.workshop.effects.remove_file(&self.staged(path));
        written.keys().try_for_each(remove).map_err(|error| self.fail(&error))
    }
}

/// Removes everything that torg keeps beside the site in `folder` for the next build; the site itself stays. Waits for
/// a build that is at work, and brings to an end what a stopped one began.
pub fn clean(folder: &Path) -> Result<(), Error> {
    if !workshop::is_there(folder) {
        return Ok(());
    }
    let workshop = Workshop::open(folder, Effects::default(), true)?;
    let kept = tree::published(&workshop.live).map(Kept::new);
    spare::discard(&workshop, kept.as_ref(), &spare::manifest_of(kept.as_ref()))
        .map_err(|error| Error::io(folder, &error))
}

/// An error if the output folder holds one of `sources` or lies in one of them: the project's content must never be
/// taken for a site, nor a site for content.
pub fn refuse_overlap(folder: &Path, sources: &[&Path]) -> Result<(), Error> {
    let folder_found = real(folder);
    for source in sources {
        let source_found = real(source);
        if folder_found.starts_with(&source_found) || source_found.starts_with(&folder_found) {
            let problem = Problem::Overlap(source.display().to_string());
            return Err(Error { path: folder.display().to_string(), problem });
        }
    }
    Ok(())
}

/// The path without links as far as it exists.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent != Path::new("") => real(parent).join(name),
        (Some(_), Some(name)) => real(Path::new(".")).join(name),
        _ => path.to_owned(),
    }
}
