//! A site in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::effects::Effects;
use super::ledger::{Ledger, Noted};
use super::publish::{self, Moves};
use super::tree::{self, Found};
use super::workshop::Workshop;
use crate::cache::Digest;

use super::{Entry, Error, MANIFEST_PATH, Manifest, OutputPath, Problem, Sink};

/// Takes a site's files, writes those that changed into a workshop beside the folder, and publishes them all at once
/// with [`commit`](Self::commit). Dropped without it, it leaves the folder as it was.
pub struct DiskSink {
    workshop: Workshop,
    /// The folder as the user named it, for messages.
    shown: PathBuf,
    /// What the folder holds of torg's; `None` where there is no manifest, so that everything there is foreign.
    previous: Option<Manifest>,
    ledger: Ledger,
    progress: Mutex<Progress>,
}

/// What a sink has done so far.
#[derive(Default)]
struct Progress {
    /// The files that were written because they changed.
    written: BTreeSet<OutputPath>,
    /// The first file that could not be taken; such a site is never published.
    failed: Option<Error>,
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
        let previous = tree::read_manifest(&workshop.live);
        let manifest = workshop.live.join(MANIFEST_PATH);
        if previous.is_none() && manifest.symlink_metadata().is_ok() {
            let path = folder.join(MANIFEST_PATH).display().to_string();
            return Err(Error { path, problem: Problem::DamagedManifest });
        }
        Ok(Self {
            workshop,
            shown: folder.to_owned(),
            previous,
            ledger: Ledger::default(),
            progress: Mutex::default(),
        })
    }

    /// Publishes everything put so far, as a whole. Where nothing differs from what is published, nothing happens.
    pub fn commit(self) -> Result<Summary, Error> {
        let Progress { written, failed } = std::mem::take(&mut *self.progress());
        if let Some(error) = failed {
            return Err(error);
        }
        let Noted { manifest, folders } = self.ledger.take();
        let empty = BTreeMap::new();
        let previous = self.previous.as_ref().map_or(&empty, |manifest| &manifest.files);
        let moves = Moves {
            write: written.iter().cloned().collect(),
            remove: previous.keys().filter(|path| !manifest.files.contains_key(*path)).cloned().collect(),
        };
        let summary = Summary {
            written: moves.write.len(),
            unchanged: manifest.files.len() - moves.write.len(),
            removed: moves.remove.len(),
        };
        if moves.write.is_empty() && moves.remove.is_empty() && self.previous.as_ref() == Some(&manifest) {
            return Ok(summary);
        }
        let foreign = self.foreign(&manifest, &folders)?;
        let staged = self.workshop.new_tree().join(MANIFEST_PATH);
        self.workshop.effects.write(&staged, &manifest.to_json()).map_err(|error| self.fail(&error))?;
        self.publish(&manifest, &moves, &written, &foreign).map_err(|error| self.fail(&error))?;
        Ok(summary)
    }

    fn publish(
        &self,
        manifest: &Manifest,
        moves: &Moves,
        written: &BTreeSet<OutputPath>,
        foreign: &Found,
    ) -> io::Result<()> {
        if self.workshop.beside {
            self.complete(manifest, written, foreign)?;
            if publish::whole(&self.workshop)? {
                return Ok(());
            }
        }
        publish::piece_by_piece(&self.workshop, moves)
    }

    /// Gives the new site everything that stays: its own unchanged files and those that are not torg's.
    fn complete(
        &self,
        manifest: &Manifest,
        written: &BTreeSet<OutputPath>,
        foreign: &Found,
    ) -> io::Result<()> {
        let (live, new, effects) = (&self.workshop.live, self.workshop.new_tree(), &self.workshop.effects);
        let kept: Vec<_> = manifest.files.keys().filter(|path| !written.contains(*path)).collect();
        kept.into_par_iter()
            .try_for_each(|path| effects.link(&live.join(path.as_str()), &new.join(path.as_str())))?;
        foreign.files.par_iter().try_for_each(|path| effects.link(&live.join(path), &new.join(path)))?;
        foreign.empty.iter().try_for_each(|path| effects.create_folders(&new.join(path)))
    }

    /// What is in the folder and is not torg's; an error if the new site needs its place.
    fn foreign(&self, manifest: &Manifest, folders: &BTreeSet<String>) -> Result<Found, Error> {
        let live = &self.workshop.live;
        if live.symlink_metadata().is_err() {
            return Ok(Found::default());
        }
        let mut found = tree::foreign(live, self.previous.as_ref(), &self.workshop.folder)
            .map_err(|error| self.fail(&error))?;
        found.files.sort();
        let takes_place =
            |path: &Path| tree::slashed(path).is_some_and(|path| manifest.files.contains_key(path.as_str()));
        for path in &found.files {
            let needed =
                tree::slashed(path).is_some_and(|path| folders.contains(&path) || path == MANIFEST_PATH);
            if needed || path.ancestors().any(takes_place) {
                let path = self.shown.join(path).display().to_string();
                return Err(Error { path, problem: Problem::Foreign });
            }
        }
        found.empty.retain(|path| !path.ancestors().any(takes_place));
        Ok(found)
    }

    /// Where a changed file is written.
    fn staged(&self, path: &OutputPath) -> PathBuf {
        self.workshop.new_tree().join(path.as_str())
    }

    /// Whether the published file at `path` is this one: by the manifest's digest, and by its size on disk.
    fn is_published(&self, path: &OutputPath, digest: &Digest) -> Option<Entry> {
        let entry = *self.previous.as_ref()?.files.get(path)?;
        let metadata = fs::symlink_metadata(self.workshop.live.join(path.as_str())).ok()?;
        (entry.digest == *digest && metadata.is_file() && metadata.len() == entry.size).then_some(entry)
    }

    fn fail(&self, error: &io::Error) -> Error {
        Error::io(&self.shown, error)
    }
}

impl DiskSink {
    fn take(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), Error> {
        let digest = Digest::of(bytes);
        self.ledger.note(path, digest, bytes.len())?;
        if self.is_published(path, &digest).is_some() {
            return Ok(());
        }
        match self.workshop.effects.write(&self.staged(path), bytes) {
            Ok(()) => {
                self.progress().written.insert(path.clone());
                Ok(())
            }
            // The ledger knows the path as new: two spellings of it are one file here.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(self.at(path, Problem::Twice)),
            Err(error) => Err(Error::io(&self.shown.join(path.as_str()), &error)),
        }
    }

    fn at(&self, path: &OutputPath, problem: Problem) -> Error {
        Error { path: self.shown.join(path.as_str()).display().to_string(), problem }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for DiskSink {
    fn put(&self, path: &OutputPath, bytes: Vec<u8>) -> Result<(), Error> {
        self.take(path, &bytes).inspect_err(|error| {
            self.progress().failed.get_or_insert_with(|| error.clone());
        })
    }

    fn keep(&self, path: &OutputPath, digest: &Digest) -> Result<bool, Error> {
        let Some(entry) = self.is_published(path, digest) else { return Ok(false) };
        self.ledger.note(path, *digest, entry.size as usize)?;
        Ok(true)
    }

    fn manifest(&self) -> Digest {
        self.ledger.digest()
    }

    fn clear(&self) -> Result<(), Error> {
        let Progress { written, .. } = std::mem::take(&mut *self.progress());
        self.ledger.take();
        let remove = |path: &OutputPath| self.workshop.effects.remove_file(&self.staged(path));
        written.iter().try_for_each(remove).map_err(|error| self.fail(&error))
    }
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
