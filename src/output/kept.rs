//! What a folder holds of torg's, and which of it the new site keeps as it is.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::cache::Digest;

use super::{Entry, Error, Manifest, OutputPath, Problem, manifest};

/// The files of the published manifest, each with a mark that the new site keeps it. A mark takes no lock, because a
/// build in which little changed sets one for nearly every file.
pub(super) struct Kept {
    /// Sorted by path.
    files: Vec<(OutputPath, Entry)>,
    marks: Vec<AtomicBool>,
}

impl Kept {
    /// None of the files of a manifest, which are sorted by path, yet.
    pub(super) fn new(files: Vec<(OutputPath, Entry)>) -> Self {
        let marks = files.iter().map(|_| AtomicBool::new(false)).collect();
        Self { files, marks }
    }

    /// Every path, in order.
    pub(super) fn paths(&self) -> impl IndexedParallelIterator<Item = &OutputPath> {
        self.files.par_iter().map(|(path, _)| path)
    }

    /// Where the file at `path` stands, and what it is.
    pub(super) fn find(&self, path: &str) -> Option<(usize, Entry)> {
        let index = self.files.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()?;
        Some((index, self.files[index].1))
    }

    /// Keeps a file; an error if it is kept already.
    pub(super) fn keep(&self, index: usize) -> Result<(), Error> {
        if self.marks[index].swap(true, Ordering::Relaxed) {
            return Err(Error::at(self.files[index].0.as_str(), Problem::Twice));
        }
        Ok(())
    }

    /// Whether the file at `path` was published and is kept; `None` if it was not published.
    pub(super) fn is_kept(&self, path: &str) -> Option<bool> {
        self.find(path).map(|(index, _)| self.marks[index].load(Ordering::Relaxed))
    }

    /// How many files are kept.
    pub(super) fn len(&self) -> usize {
        self.marks.iter().filter(|mark| mark.load(Ordering::Relaxed)).count()
    }

    /// Whether every file is kept.
    pub(super) fn is_all(&self) -> bool {
        self.marks.iter().all(|mark| mark.load(Ordering::Relaxed))
    }

    fn marked(&self) -> impl Iterator<Item = (&(OutputPath, Entry), bool)> {
        self.files.iter().zip(self.marks.iter().map(|mark| mark.load(Ordering::Relaxed)))
    }

    /// Keeps every file, if all are as `is_there` wants them; none if one is not.
    pub(super) fn keep_all(&self, is_there: impl Fn(&OutputPath, &Entry) -> bool + Sync) -> bool {
        let is_whole = self.files.par_iter().all(|(path, entry)| is_there(path, entry));
        self.marks.iter().for_each(|mark| mark.store(is_whole, Ordering::Relaxed));
        is_whole
    }

    /// Keeps nothing any more.
    pub(super) fn forget(&self) {
        self.marks.iter().for_each(|mark| mark.store(false, Ordering::Relaxed));
    }

    /// Of the manifest of every file, kept or not.
    pub(super) fn digest(&self) -> Digest {
        manifest::digest(self.files.iter().map(|(path, entry)| (path, entry)))
    }

    /// Of the manifest of the files that are kept and those in `written`.
    pub(super) fn digest_with(&self, written: &Manifest) -> Digest {
        manifest::digest(self.with(written).into_iter())
    }

    /// The bytes of that manifest.
    pub(super) fn manifest_with(&self, written: &Manifest) -> Vec<u8> {
        manifest::to_json(self.with(written).into_iter())
    }

    fn with<'a>(&'a self, written: &'a Manifest) -> Vec<(&'a OutputPath, &'a Entry)> {
        let kept = self.marked().filter_map(|((path, entry), kept)| kept.then_some((path, entry)));
        let mut files: Vec<_> = kept.chain(&written.files).collect();
        files.sort_by_key(|(path, _)| *path);
        files
    }

    /// The files that are neither kept nor in `written`.
    pub(super) fn without(&self, written: &Manifest) -> Vec<OutputPath> {
        let gone = |path: &OutputPath| !written.files.contains_key(path);
        self.marked()
            .filter(|((path, _), kept)| !kept && gone(path))
            .map(|((path, _), _)| path.clone())
            .collect()
    }

    /// That a file which is written collides with none that is kept.
    pub(super) fn allows(&self, path: &OutputPath) -> Result<(), Error> {
        if self.is_kept(path.as_str()) == Some(true) {
            return Err(Error::at(path.as_str(), Problem::Twice));
        }
        if let Some(folder) = path.folders().find(|folder| self.is_kept(folder) == Some(true)) {
            return Err(Error::at(folder, Problem::FileAndFolder));
        }
        let below = format!("{path}/");
        let first = self.files.partition_point(|(other, _)| other.as_str() < below.as_str());
        let inside = self.files.iter().zip(&self.marks).skip(first);
        let mut inside = inside.take_while(|((other, _), _)| other.as_str().starts_with(&below));
        if inside.any(|(_, mark)| mark.load(Ordering::Relaxed)) {
            return Err(Error::at(path.as_str(), Problem::FileAndFolder));
        }
        Ok(())
    }
}
