//! Whatever happened to a store's files, nothing wrong is read from them.

use std::fs::{self, File};

use proptest::prelude::*;

use super::super::index::{self, Record};
use super::super::traces::{self, Header, Part};
use super::*;

/// Opens a store that was damaged: what it gives is right, that something is missing is told, and the next build is
/// as good as new. The answer is whether the damage was noticed.
fn survives(place: &Place) -> bool {
    let store = place.open();
    let a = section(&store, "a");
    let b = section(&store, "b");
    assert!(a.as_ref().is_none_or(|a| a == b"one") && b.as_ref().is_none_or(|b| b == b"another one"));
    let complete = had(&store, 10) == sample_objects() && a.is_some() && b.is_some();
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
    assert!(had(&store, 10) != sample_objects());
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

/// A header that says anything, with a checksum that says that it is right.
fn header() -> impl Strategy<Value = Header> {
    let len = || prop_oneof![0_u64..200, Just(56), Just(112), any::<u64>()];
    let part = (len(), any::<bool>()).prop_map(|(len, a)| Part {
        name: if a { "a" } else { "b" }.to_owned(),
        len,
        checksum: Digest::of(b""),
    });
    let packs = proptest::collection::vec((0_usize..4, len()), 0..4);
    (proptest::collection::vec(part, 0..4), packs, len(), any::<u32>()).prop_map(
        |(sections, packs, len, generation)| Header {
            version: version(),
            generation,
            sections,
            packs: packs.into_iter().map(|(n, len)| (digest(n), len)).collect(),
            index: Part { name: String::new(), len, checksum: Digest::of(b"") },
        },
    )
}

/// Opens whatever stands in the folder and uses it.
fn use_(place: &Place) {
    let store = place.open();
    had(&store, 10);
    let _ = (section(&store, "a"), section(&store, "b"));
    put(&store, 0..10);
    assert!(store.commit(vec![keep("a"), keep("b"), new("c", b"three")]).saved);
    let next = place.open();
    assert_eq!((had(&next, 10).len(), section(&next, "c")), (10, Some(b"three".to_vec())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let place = Place::new();
        write(&place.traces(), &bytes);
        use_(&place);
        // The same as a header whose checksum is right.
        write(&place.traces(), &traces::with_header(&bytes));
        use_(&place);
    }

    #[test]
    fn lies_with_the_right_checksum_are_survived(
        header in header(),
        rest in proptest::collection::vec(any::<u8>(), 0..300),
        records in proptest::collection::vec((0_usize..10, 0_u32..4, 0_u64..100, 0_u64..100), 0..4),
    ) {
        let place = Place::new();
        let record = |(n, pack, offset, len)| Record { digest: *digest(n).as_bytes(), pack, used: 1, offset, len };
        let mut records: Vec<Record> = records.into_iter().map(record).collect();
        records.sort_by_key(|record| record.digest);
        let index = index::encode(&records);
        let honest = Part { name: String::new(), len: index.len() as u64, checksum: Digest::of(&index) };
        for (header, rest) in [
            (Header { index: honest.clone(), ..header.clone() }, index.clone()),
            (Header { index: honest, sections: Vec::new(), ..header.clone() }, index),
            (header, rest),
        ] {
            fs::create_dir_all(&place.folder).unwrap();
            let mut file = File::create(place.traces()).unwrap();
            header.write(&mut file, &rest, |_, _| Ok(())).unwrap();
            write(&place.folder.join(format!("packs/{}.pack", digest(1))), &[7; 56]);
            use_(&place);
        }
    }
}
