//! What is promised of a store, in one place: it answers as a plain map would, or says that it does not know; and it
//! never answers wrongly, whatever happened to its files.

mod company;
mod damage;
mod limit;
mod map;
mod refusal;
mod remote;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use super::*;

/// Packs so small that a handful of objects fills one.
const SMALL: Options = Options { limit: 1 << 30, pack_size: 256, remote: None };

fn version() -> Digest {
    Digest::of(b"the tests' version")
}

/// A folder of its own for each test.
struct Place {
    _keep: TempDir,
    folder: PathBuf,
}

impl Place {
    fn new() -> Self {
        let keep = tempfile::tempdir().unwrap();
        let folder = keep.path().join(".torg");
        Self { _keep: keep, folder }
    }

    fn open(&self) -> Store {
        Store::open_with(&self.folder, version(), SMALL)
    }

    fn traces(&self) -> PathBuf {
        self.folder.join("traces")
    }

    fn packs(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.join("packs")).into_iter().flatten();
        let mut packs: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        packs.sort();
        packs
    }

    /// All files, as if they had been there for long.
    fn age(&self) {
        let files = self.packs().into_iter().chain([self.traces()]);
        files.filter(|file| file.is_file()).for_each(|file| age(&file));
    }

    /// How many bytes all files have together.
    fn size(&self) -> u64 {
        let files = self.packs().into_iter().chain([self.traces()]);
        files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
    }
}

/// Makes a file two hours older.
fn age(path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    let then = file.metadata().unwrap().modified().unwrap() - Duration::from_hours(2);
    file.set_modified(then).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "what happens to files behind the store's back")]
fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "what happens to files behind the store's back")]
fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "what happens to files behind the store's back")]
fn remove(path: &Path) {
    fs::remove_file(path).unwrap();
}

/// The bytes of the `n`th object, each another; the first has none, some are larger than a pack.
fn object(n: usize) -> Vec<u8> {
    let len = if n.is_multiple_of(13) { n * 30 } else { n * 7 % 97 };
    let bytes = (0..len).map(|at| (at * 31 + n * 17) as u8);
    if n == 0 { Vec::new() } else { (n as u16).to_le_bytes().into_iter().chain(bytes).collect() }
}

fn digest(n: usize) -> Digest {
    Digest::of(&object(n))
}

fn put(store: &Store, objects: std::ops::Range<usize>) {
    for n in objects {
        store.put(&object(n));
    }
}

fn new(name: &str, bytes: &[u8]) -> Section {
    Section::New(name.to_owned(), bytes.to_vec())
}

fn keep(name: &str) -> Section {
    Section::Keep(name.to_owned())
}

fn section(store: &Store, name: &str) -> Option<Vec<u8>> {
    store.section(name).map(|bytes| bytes.to_vec())
}

/// What the store has of the objects `0..n`; what it has is right.
fn had(store: &Store, n: usize) -> BTreeSet<usize> {
    let has = |n: &usize| {
        let bytes = store.get(&digest(*n));
        assert!(bytes.as_ref().is_none_or(|bytes| *bytes == object(*n)), "{n} has wrong bytes");
        bytes.is_some()
    };
    (0..n).filter(has).collect()
}

/// A store with everything in it, small enough to try all damages: `sample_objects` in two packs.
fn sample() -> Place {
    let place = Place::new();
    let store = place.open();
    put(&store, 0..4);
    store.commit(vec![new("a", b"one"), new("b", b"another one")]);
    let store = place.open();
    store.put(&object(9));
    store.commit(vec![keep("a"), keep("b")]);
    assert_eq!(place.packs().len(), 2);
    place
}

fn sample_objects() -> BTreeSet<usize> {
    (0..4).chain([9]).collect()
}

#[test]
fn what_is_committed_is_there_for_the_next_build_and_nothing_else() {
    let place = Place::new();
    let store = place.open();
    assert_eq!((store.section("a"), store.get(&digest(1)), store.has(&digest(1))), (None, None, false));
    for n in 0..40 {
        assert_eq!(store.put(&object(n)), digest(n));
        assert_eq!(store.get(&digest(n)), Some(object(n)), "before the commit");
    }
    assert!(!place.traces().exists());
    let committed = store.commit(vec![new("a", b"one"), new("b", &[7; 40_000]), new("c", b"")]);
    assert!(committed.saved && committed.objects == 40 && committed.dropped == 0, "{committed:?}");
    store.put(b"after the commit");

    let next = place.open();
    assert_eq!(section(&next, "b"), Some(vec![7; 40_000]));
    assert_eq!(section(&next, "c"), Some(Vec::new()));
    assert_eq!((section(&next, "a"), section(&next, "d")), (Some(b"one".to_vec()), None));
    assert_eq!(had(&next, 50), (0..40).collect());
    assert!(!next.has(&Digest::of(b"after the commit")));
    assert_eq!(next.problem(), None);
    let committed = next.commit(vec![keep("b"), new("a", b"two"), keep("nothing")]);
    assert!(committed.saved);
    assert_eq!(section(&next, "b"), Some(vec![7; 40_000]), "the store goes on");

    let last = place.open();
    assert_eq!(section(&last, "b"), Some(vec![7; 40_000]));
    assert_eq!((section(&last, "a"), section(&last, "c")), (Some(b"two".to_vec()), None));
    assert_eq!(had(&last, 50), (0..40).collect());
    assert_eq!((store.problem(), next.problem(), last.problem()), (None, None, None));
}

#[test]
fn another_version_starts_afresh_and_is_no_problem() {
    let place = Place::new();
    let store = place.open();
    store.put(&object(1));
    store.commit(vec![new("a", b"one")]);
    let other = Store::open_with(&place.folder, Digest::of(b"other"), SMALL);
    assert_eq!((other.section("a"), other.get(&digest(1)), other.problem()), (None, None, None));
    other.commit(vec![new("a", b"two")]);
    assert_eq!((place.open().section("a"), place.open().problem()), (None, None));
}

#[test]
fn a_section_is_read_without_the_rest() {
    let place = Place::new();
    let store = place.open();
    put(&store, 0..40);
    store.commit(vec![new("large", &[1; 100_000]), new("small", b"small")]);
    let mut bytes = read(&place.traces());
    let len = bytes.len();
    bytes[len - 100] ^= 1; // in the index
    bytes[50_000] ^= 1; // in the large section
    write(&place.traces(), &bytes);
    let store = place.open();
    assert_eq!((section(&store, "small"), store.problem()), (Some(b"small".to_vec()), None));
    assert_eq!(store.section("large"), None);
    assert_eq!(store.problem().unwrap().trouble, Trouble::Damaged);
}
