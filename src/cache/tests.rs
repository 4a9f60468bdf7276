//! What is promised of a store, in one place: it answers as a plain map would, or says that it does not know; and it
//! never answers wrongly, whatever happened to its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use tempfile::TempDir;

use super::disk::Disk;
use super::*;

/// Packs so small that a handful of objects fills one.
const SMALL: Options = Options { limit: 1 << 30, pack_size: 256 };

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

#[derive(Clone, Debug)]
enum Step {
    Put(usize),
    Get(usize),
    Touch(usize),
    Commit { new: Vec<usize>, keep: Vec<usize> },
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let some = || proptest::collection::vec(0_usize..4, 0..3);
    prop_oneof![
        8 => (0_usize..60).prop_map(Step::Put),
        4 => (0_usize..60).prop_map(Step::Get),
        2 => (0_usize..60).prop_map(Step::Touch),
        2 => (some(), some()).prop_map(|(new, keep)| Step::Commit { new, keep }),
        1 => Just(Step::Reopen),
    ]
}

/// What a store should hold.
#[derive(Clone, Default)]
struct Model {
    objects: BTreeSet<usize>,
    sections: BTreeMap<String, Vec<u8>>,
}

/// Follows the steps with a store and a model of it.
fn follow(steps: &[Step], mut store: Store, reopen: &dyn Fn(Store) -> Store) {
    let mut now = Model::default();
    let mut committed = Model::default();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Put(n) => {
                store.put(&object(*n));
                now.objects.insert(*n);
            }
            Step::Get(n) => {
                let expected = now.objects.contains(n).then(|| object(*n));
                assert_eq!(store.get(&digest(*n)), expected, "step {at}");
                assert_eq!(store.has(&digest(*n)), expected.is_some());
            }
            Step::Touch(n) => store.touch(&digest(*n)),
            Step::Commit { new: made, keep: kept } => {
                let name = |n: &usize| format!("section {n}");
                let made: BTreeMap<String, Vec<u8>> =
                    made.iter().map(|n| (name(n), object(at + n))).collect();
                let kept: BTreeSet<String> =
                    kept.iter().map(name).filter(|name| !made.contains_key(name)).collect();
                let sections = kept.iter().cloned().map(Section::Keep);
                let sections = sections.chain(made.iter().map(|(name, bytes)| new(name, bytes))).collect();
                let done = store.commit(sections);
                now.sections.retain(|name, _| kept.contains(name));
                now.sections.extend(made);
                assert_eq!((done.objects, done.dropped), (now.objects.len(), 0), "step {at}");
                committed = now.clone();
            }
            Step::Reopen => {
                store = reopen(store);
                now = committed.clone();
            }
        }
        for n in 0..4 {
            let name = format!("section {n}");
            assert_eq!(section(&store, &name).as_ref(), now.sections.get(&name), "step {at}");
        }
    }
    assert_eq!(had(&store, 60), now.objects);
    assert_eq!(store.problem(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_store_answers_as_a_map_would(steps in proptest::collection::vec(step(), 0..120)) {
        let place = Place::new();
        follow(&steps, place.open(), &|_| place.open());
        let in_memory: Vec<Step> = steps.into_iter().filter(|step| !matches!(step, Step::Reopen)).collect();
        follow(&in_memory, Store::of(None, version(), SMALL), &|store| store);
    }
}

/// A store with everything in it, small enough to try all damages.
fn sample() -> Place {
    let place = Place::new();
    let store = place.open();
    put(&store, 0..8);
    store.commit(vec![new("a", b"one"), new("b", b"another one")]);
    let store = place.open();
    store.put(&object(9));
    store.commit(vec![keep("a"), keep("b")]);
    assert_eq!(place.packs().len(), 2);
    place
}

/// Opens a store that was damaged: what it gives is right, that something is missing is told, and the next build is
/// as good as new. The answer is whether the damage was noticed.
fn survives(place: &Place) -> bool {
    let store = place.open();
    let a = section(&store, "a");
    let b = section(&store, "b");
    assert!(a.as_ref().is_none_or(|a| a == b"one") && b.as_ref().is_none_or(|b| b == b"another one"));
    let complete = had(&store, 10).len() == 9 && a.is_some() && b.is_some();
    let noticed = store.problem().is_some();
    assert!(complete || noticed);
    put(&store, 0..10);
    let done = store.commit(vec![keep("a"), new("b", b"again")]);
    assert!(done.saved, "{:?}", store.problem());
    let next = place.open();
    assert_eq!((section(&next, "a"), section(&next, "b")), (a, Some(b"again".to_vec())));
    assert_eq!(had(&next, 11), (0..10).collect());
    assert_eq!(next.problem(), None);
    noticed
}

/// Tries a damage on each of the sample's files, for each of a file's bytes.
fn damage(how: impl Fn(&[u8], usize) -> Vec<u8>) {
    let sample = sample();
    let originals: Vec<(PathBuf, Vec<u8>)> =
        sample.packs().into_iter().chain([sample.traces()]).map(|path| (path.clone(), read(&path))).collect();
    let copy = Place::new();
    for (path, bytes) in &originals {
        for at in 0..bytes.len() {
            for pack in copy.packs() {
                remove(&pack);
            }
            for (path, bytes) in &originals {
                write(&copy.folder.join(path.strip_prefix(&sample.folder).unwrap()), bytes);
            }
            write(&copy.folder.join(path.strip_prefix(&sample.folder).unwrap()), &how(bytes, at));
            assert!(survives(&copy), "{} at {at}", path.display());
        }
    }
}

#[test]
fn no_truncation_is_trusted() {
    damage(|bytes, at| bytes[..at].to_vec());
}

#[test]
fn no_flipped_bit_is_trusted() {
    damage(|bytes, at| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
}

#[test]
fn a_longer_file_is_not_trusted() {
    damage(|bytes, at| [bytes, &bytes[at..]].concat());
}

#[test]
fn what_stands_in_the_place_of_a_file_is_not_touched() {
    let place = sample();
    remove(&place.traces());
    fs::create_dir(place.traces()).unwrap();
    let store = place.open();
    assert_eq!(
        store.problem(),
        Some(Problem { path: place.traces().display().to_string(), trouble: Trouble::Damaged })
    );
    store.put(&object(1));
    let done = store.commit(vec![new("a", b"one")]);
    assert!(!done.saved && place.traces().is_dir());
    assert_eq!((had(&store, 10), section(&store, "a")), ([1].into(), Some(b"one".to_vec())), "it goes on");

    let place = sample();
    let pack = place.packs().pop().unwrap();
    remove(&pack);
    fs::create_dir(&pack).unwrap();
    let store = place.open();
    assert!(had(&store, 10).len() < 9);
    assert_eq!(store.problem().unwrap().trouble, Trouble::Damaged);
    assert!(pack.is_dir());
}

#[test]
fn a_folder_that_cannot_be_made_is_told_and_the_build_goes_on() {
    let place = Place::new();
    write(&place.folder, b"a file of somebody's");
    let store = place.open();
    store.put(&object(5));
    store.commit(vec![new("a", b"one")]);
    assert_eq!((had(&store, 6), section(&store, "a")), ([5].into(), Some(b"one".to_vec())));
    assert!(store.problem().is_some());
    assert_eq!(read(&place.folder), b"a file of somebody's");
}

#[test]
fn a_missing_pack_is_a_problem_unless_another_build_removed_it() {
    let place = sample();
    let (mine, theirs) = (place.open(), place.open());
    let pack = place.packs().pop().unwrap();
    remove(&pack);
    assert!(had(&mine, 10).len() < 9);
    assert_eq!(mine.problem(), Some(Problem { path: pack.display().to_string(), trouble: Trouble::Missing }));
    mine.commit(Vec::new());
    assert!(had(&theirs, 10).len() < 9);
    assert_eq!(theirs.problem(), None);
}

/// A store whose changes go wrong from the `n`th on, until `heal`.
fn failing(place: &Place, n: usize, kind: io::ErrorKind) -> (Store, Arc<AtomicUsize>) {
    let left = Arc::new(AtomicUsize::new(n));
    let counter = left.clone();
    let disk = Disk::gated(&place.folder, move |_, _| {
        match counter.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(_) => Ok(()),
            Err(_) => Err(kind.into()),
        }
    });
    (Store::of(Some(disk), version(), SMALL), left)
}

#[test]
fn whatever_the_disk_refuses_the_build_goes_on_and_the_old_state_stays() {
    let mut n = 0;
    loop {
        let place = sample();
        let kind = if n % 2 == 0 { io::ErrorKind::StorageFull } else { io::ErrorKind::ReadOnlyFilesystem };
        let (store, left) = failing(&place, n, kind);
        put(&store, 20..40);
        let done = store.commit(vec![keep("a"), new("b", b"new")]);
        let all: BTreeSet<usize> = (0..8).chain([9]).chain(20..40).collect();
        assert_eq!(had(&store, 50), all, "{n}: everything can still be read");
        assert_eq!(
            (section(&store, "a"), section(&store, "b")),
            (Some(b"one".to_vec()), Some(b"new".to_vec()))
        );
        let next = place.open();
        if done.saved {
            assert_eq!((had(&next, 50), section(&next, "b")), (all, Some(b"new".to_vec())), "{n}");
            if store.problem().is_none() {
                break;
            }
        } else {
            let trouble = store.problem().unwrap().trouble;
            assert_eq!(trouble == Trouble::Full, n % 2 == 0, "{trouble:?}");
            assert_eq!(had(&next, 50), (0..8).chain([9]).collect(), "{n}");
            assert_eq!(section(&next, "b"), Some(b"another one".to_vec()), "{n}");
            left.store(usize::MAX, Ordering::SeqCst);
            assert!(store.commit(vec![keep("a"), keep("b")]).saved, "{n}: it is tried again");
            let next = place.open();
            assert_eq!((had(&next, 50), section(&next, "b")), (all, Some(b"new".to_vec())), "{n}");
        }
        assert_eq!(next.problem(), None, "{n}");
        n += 1;
    }
    assert!(n > 10, "there were {n} changes to refuse");
}

#[test]
fn eight_threads_share_a_store() {
    let place = Place::new();
    let store = place.open();
    for round in 0..4 {
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let store = &store;
                scope.spawn(move || {
                    for step in 0..300 {
                        let n = (step * (thread + 3) + round * 50) % 200;
                        if (step + thread) % 3 == 0 {
                            assert_eq!(store.put(&object(n)), digest(n));
                            assert_eq!(store.get(&digest(n)), Some(object(n)));
                        } else {
                            let found = store.get(&digest(n));
                            assert!(found.is_none_or(|bytes| bytes == object(n)));
                        }
                        if thread == 0 && step % 100 == 99 {
                            store.commit(vec![new("a", &object(step))]);
                        }
                    }
                });
            }
        });
    }
    let n_objects = store.commit(vec![keep("a")]).objects;
    assert_eq!(n_objects, 200);
    assert_eq!(had(&place.open(), 200).len(), n_objects);
    assert_eq!((store.problem(), place.open().problem()), (None, None));
}
