//! The project's files as one build sees them: each is read only if it may have changed since the last build.
//!
//! A file is taken to be as it was when its size, modification time and identity are, provided that it was already
//! older than the moment at which it was last looked at. One that was written in that very moment may have been written
//! again in the same tick of the file system's clock, and is read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::{Digest, FilePath, Files, Listing, ReadError, Stamp};

/// How much older than a look at it a file must be, in nanoseconds, for its stamp to tell it from a later one: the
/// coarsest clock of a file system in use (FAT) has ticks of two seconds.
const TICK: i128 = 2_000_000_000;

/// What a build noted of the files it read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notes {
    files: Vec<(FilePath, Note)>,
    /// Folders that were listed, each with a digest of what was found.
    lists: Vec<(String, Digest)>,
    /// Paths where nothing was found.
    missing: Vec<FilePath>,
}

/// What was noted of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    stamp: Option<Stamp>,
    /// When the stamp was taken, by the clock that dates files.
    looked: i128,
    digest: Digest,
}

/// The files of one build.
pub(super) struct Sources<'a> {
    files: &'a dyn Files,
    last: Notes,
    /// For each file of the last notes, what is known of it so far.
    states: Vec<AtomicU8>,
    /// What was listed before the build began.
    lists: BTreeMap<String, Listed>,
    noted: Mutex<Noted>,
}

/// Nothing is known yet.
const UNKNOWN: u8 = 0;
/// The file is as it was.
const SAME: u8 = 1;
/// The file is as it was, and this build has asked for it.
const USED: u8 = 2;
/// The file has changed, or may have.
const OTHER: u8 = 3;

#[derive(Default)]
struct Noted {
    files: BTreeMap<FilePath, Note>,
    lists: BTreeMap<String, Listed>,
    missing: BTreeSet<FilePath>,
}

impl<'a> Sources<'a> {
    /// The files, with what the last build noted of them.
    pub(super) fn new(files: &'a dyn Files, last: Looked) -> Self {
        let Looked { notes: last, same, lists } = last;
        let state = |index| match same.get(index) {
            None => UNKNOWN,
            Some(true) => SAME,
            Some(false) => OTHER,
        };
        let states = (0..last.files.len()).map(|index| AtomicU8::new(state(index))).collect();
        Self { files, last, states, lists, noted: Mutex::default() }
    }

    /// The digest of a file, where that is known without reading it: it is as it was at the last build.
    pub(super) fn digest_unread(&self, path: &FilePath) -> Option<Digest> {
        let index = self.last.files.binary_search_by(|(other, _)| other.cmp(path)).ok()?;
        let (note, state) = (&self.last.files[index].1, &self.states[index]);
        let is_same = match state.load(Ordering::Relaxed) {
            UNKNOWN => still(self.files, path, note),
            known => known != OTHER,
        };
        state.store(if is_same { USED } else { OTHER }, Ordering::Relaxed);
        is_same.then_some(note.digest)
    }

    /// The digest of a file that this build has read.
    pub(super) fn read_digest(&self, path: &FilePath) -> Option<Digest> {
        self.noted().files.get(path).map(|note| note.digest)
    }

    /// What to remember for the next build.
    pub(super) fn notes(self) -> Notes {
        self.looked().notes
    }

    /// What to remember for the next build, for somebody who knows what changes until then: all else counts as seen to be the
    /// same.
    pub(super) fn looked(self) -> Looked {
        let noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let used = self.last.files.into_iter().zip(self.states);
        let used = used.filter(|(_, state)| state.load(Ordering::Relaxed) == USED);
        let mut files: Vec<(FilePath, Note)> = used.map(|(file, _)| file).collect();
        // One that was read after all has changed meanwhile.
        files.retain(|(path, _)| !noted.files.contains_key(path));
        files.extend(noted.files);
        files.sort_by(|(one, _), (other, _)| one.cmp(other));
        let same = vec![true; files.len()];
        let digests = noted.lists.iter().map(|(folder, (_, digest))| (folder.clone(), *digest)).collect();
        let missing = noted.missing.into_iter().collect();
        Looked { notes: Notes { files, lists: digests, missing }, same, lists: noted.lists }
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        // Nothing panics while it holds the lock.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes that may have been compared with the files already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) notes: Notes,
    /// For each file whether it is as noted; empty if nobody has looked.
    same: Vec<bool>,
    /// The folders that were listed to find that out.
    lists: BTreeMap<String, Listed>,
}

/// A folder's files, with a digest of what was found.
type Listed = (Listing, Digest);

impl Looked {
    /// The same after some files have changed; none where one of them was not read before, so that folders may hold others.
    pub(super) fn but<'a>(mut self, changed: impl IntoIterator<Item = &'a FilePath>) -> Option<Self> {
        for path in changed {
            let index = self.notes.files.binary_search_by(|(other, _)| other.cmp(path)).ok()?;
            *self.same.get_mut(index)? = false;
        }
        Some(self)
    }
}

impl From<Notes> for Looked {
    fn from(notes: Notes) -> Self {
        Self { notes, ..Self::default() }
    }
}

/// What became of what was noted.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Something has changed.
    No(Looked),
    /// Everything is as it was.
    Yes(Looked),
    /// Everything is as it was, but some files had to be read to know it; these notes spare that the next time.
    Seen(Looked),
}

impl Notes {
    /// Whether everything that was read is still the same, and nothing was added where folders were listed.
    pub(super) fn hold(mut self, files: &dyn Files) -> Held {
        let lists = || -> BTreeMap<String, Listed> {
            self.lists.par_iter().map(|(folder, _)| (folder.clone(), listed(files, folder))).collect()
        };
        let notes = || -> Vec<Option<Note>> {
            let again = |(path, note): &(FilePath, Note)| look(files, path, note);
            self.files.par_iter().with_min_len(64).map(again).collect()
        };
        let (notes, lists) = rayon::join(notes, lists);
        let lists_hold = self.lists.iter().all(|(folder, digest)| lists[folder].1 == *digest);
        let missing = self.missing.iter().all(|path| files.read(path) == Err(ReadError::Missing));
        let same: Vec<bool> = notes.iter().map(Option::is_some).collect();
        let is_news =
            |((_, old), new): (&(FilePath, Note), &Option<Note>)| new.is_some_and(|new| new != *old);
        let is_news = self.files.iter().zip(&notes).any(is_news);
        for ((_, note), new) in self.files.iter_mut().zip(notes) {
            *note = new.unwrap_or(*note);
        }
        let looked = Looked { notes: self, same, lists };
        match lists_hold && missing && looked.same.iter().all(|same| *same) {
            true if is_news => Held::Seen(looked),
            true => Held::Yes(looked),
            false => Held::No(looked),
        }
    }
}

/// The note of a file that is as it was: the same, or a newer one if its stamp could not tell and it was read.
fn look(files: &dyn Files, path: &FilePath, note: &Note) -> Option<Note> {
    if still(files, path, note) {
        return Some(*note);
    }
    let (looked, stamp) = (files.clock(), files.stamp(path));
    let size = |stamp: &Option<Stamp>| stamp.map(|stamp| stamp.size);
    if size(&stamp) != size(&note.stamp) {
        return None;
    }
    let bytes = files.read(path).ok()?;
    (Digest::of(&bytes) == note.digest).then_some(Note { stamp, looked, digest: note.digest })
}

/// Whether a file's stamp shows that it is as it was.
fn still(files: &dyn Files, path: &FilePath, note: &Note) -> bool {
    let Some(stamp) = note.stamp else { return false };
    stamp.modified + TICK < note.looked && files.stamp(path) == Some(stamp)
}

fn listed(files: &dyn Files, folder: &str) -> Listed {
    let listing = files.list(folder);
    let digest = digest_of_list(&listing);
    (listing, digest)
}

fn digest_of_list(listing: &Listing) -> Digest {
    let mut text = String::new();
    for path in &listing.files {
        text.push_str(path.on_disk());
        text.push('\n');
    }
    for problem in &listing.problems {
        text.push_str(problem.path.as_str());
        text.push('\t');
        text.push_str(&problem.error.to_string());
        text.push('\n');
    }
    Digest::of(text.as_bytes())
}

impl Files for Sources<'_> {
    fn list(&self, folder: &str) -> Listing {
        let found = self.lists.get(folder).cloned().unwrap_or_else(|| listed(self.files, folder));
        self.noted().lists.insert(folder.to_owned(), found.clone());
        found.0
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        // The stamp comes first: a file that is written between the two is then found to have changed.
        let (looked, stamp) = (self.files.clock(), self.files.stamp(path));
        let read = self.files.read(path);
        match &read {
            Ok(bytes) => {
                let note = Note { stamp, looked, digest: Digest::of(bytes) };
                self.noted().files.insert(path.clone(), note);
            }
            Err(ReadError::Missing) => {
                self.noted().missing.insert(path.clone());
            }
            // Said again at each build, since nothing tells when it mends itself.
            Err(_) => {
                let note = Note { stamp: None, looked, digest: Digest::of(b"") };
                self.noted().files.insert(path.clone(), note);
            }
        }
        read
    }

    fn stamp(&self, path: &FilePath) -> Option<Stamp> {
        self.files.stamp(path)
    }

    fn now(&self) -> Timestamp {
        self.files.now()
    }

    fn clock(&self) -> i128 {
        self.files.clock()
    }
}
