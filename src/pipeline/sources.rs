//! The project's files as one build sees them: each is read only if it may have changed since the last build.
//!
//! A file is taken to be as it was when its size, modification time and identity are, provided that it was already
//! older than the moment at which it was last looked at. One that was written in that very moment may have been written
//! again in the same tick of the file system's clock, and is read.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    last: HashMap<FilePath, Note>,
    noted: Mutex<Noted>,
}

#[derive(Default)]
struct Noted {
    files: BTreeMap<FilePath, Note>,
    lists: BTreeMap<String, Digest>,
    missing: BTreeSet<FilePath>,
}

impl<'a> Sources<'a> {
    /// The files, with what the last build noted of them.
    pub(super) fn new(files: &'a dyn Files, last: Notes) -> Self {
        Self { files, last: last.files.into_iter().collect(), noted: Mutex::default() }
    }

    /// The digest of a file, where that is known without reading it: it is as it was at the last build.
    pub(super) fn digest_unread(&self, path: &FilePath) -> Option<Digest> {
        let note = *self.last.get(path)?;
        if !still(self.files, path, &note) {
            return None;
        }
        self.noted().files.insert(path.clone(), note);
        Some(note.digest)
    }

    /// The digest of a file that this build has looked at.
    pub(super) fn noted_digest(&self, path: &FilePath) -> Option<Digest> {
        self.noted().files.get(path).map(|note| note.digest)
    }

    /// What to remember for the next build.
    pub(super) fn notes(self) -> Notes {
        let noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        Notes {
            files: noted.files.into_iter().collect(),
            lists: noted.lists.into_iter().collect(),
            missing: noted.missing.into_iter().collect(),
        }
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        // Nothing panics while it holds the lock.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What became of what was noted.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Something has changed.
    No,
    /// Everything is as it was.
    Yes,
    /// Everything is as it was, but some files had to be read to know it; these notes spare that the next time.
    Seen(Notes),
}

impl Notes {
    /// Whether everything that was read is still the same, and nothing was added where folders were listed.
    pub(super) fn hold(&self, files: &dyn Files) -> Held {
        let lists =
            || self.lists.par_iter().all(|(folder, digest)| digest_of_list(&files.list(folder)) == *digest);
        let notes = || -> Option<Vec<(FilePath, Note)>> {
            let again = |(path, note): &(FilePath, Note)| Some((path.clone(), look(files, path, note)?));
            self.files.par_iter().with_min_len(64).map(again).collect()
        };
        let (notes, lists_hold) = rayon::join(notes, lists);
        let missing = self.missing.iter().all(|path| files.read(path) == Err(ReadError::Missing));
        match notes {
            Some(notes) if lists_hold && missing => {
                if notes == self.files {
                    return Held::Yes;
                }
                Held::Seen(Self { files: notes, lists: self.lists.clone(), missing: self.missing.clone() })
            }
            _ => Held::No,
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
        let listing = self.files.list(folder);
        self.noted().lists.insert(folder.to_owned(), digest_of_list(&listing));
        listing
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
