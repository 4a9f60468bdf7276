//! A store stays as small as it was told, and writes no more than it must.

use proptest::prelude::*;

use super::*;

fn with_limit(place: &Place, limit: u64) -> Store {
    Store::open_with(&place.folder, version(), Options { limit, ..SMALL })
}

#[test]
fn what_was_not_used_for_the_longest_goes_first() {
    let place = Place::new();
    // Each takes 150 bytes and a record of 56; there is room for ten of them.
    let object = |n: u8| [n; 150];
    let digest = |n: u8| Digest::of(&object(n));
    let store = with_limit(&place, 2200);
    for n in 0..10 {
        store.put(&object(n));
        assert_eq!(store.commit(Vec::new()).dropped, 0);
    }
    store.touch(&digest(1));
    assert!(store.get(&digest(2)).is_some());
    store.put(&object(3));
    store.put(&object(10));
    let done = store.commit(Vec::new());
    assert_eq!((done.objects, done.dropped), (8, 3), "a quarter goes at once");
    let next = place.open();
    for n in 0..11 {
        assert_eq!(next.has(&digest(n)), ![0, 4, 5].contains(&n), "{n}");
    }
}

#[test]
fn what_nobody_uses_goes_in_time_whether_there_is_room_or_not() {
    let store = Store::memory();
    put(&store, 1..3);
    store.commit(Vec::new());
    for _ in 0..256 {
        store.touch(&digest(1));
        assert_eq!(store.commit(Vec::new()).dropped, 0);
    }
    assert_eq!(store.commit(Vec::new()).dropped, 1);
    assert_eq!(had(&store, 3), [1].into());
}

#[test]
fn a_small_change_writes_little() {
    let place = Place::new();
    let options = Options { pack_size: 20_000, ..SMALL };
    let store = Store::open_with(&place.folder, version(), options);
    put(&store, 1..400);
    store.commit(vec![new("a", &[1; 1000])]);
    let packs = place.packs();
    let traces = place.traces().metadata().unwrap().len();
    store.put(&object(500));
    let done = store.commit(vec![keep("a")]);
    assert!(done.saved);
    let expected = object(500).len() as u64 + traces + 100;
    assert!(done.written <= expected, "{} > {expected}", done.written);
    let now = place.packs();
    assert!(packs.iter().all(|pack| now.contains(pack)) && now.len() == packs.len() + 1);
}

#[test]
fn many_small_packs_become_one_now_and_then() {
    let place = Place::new();
    let store = Store::open_with(&place.folder, version(), Options { pack_size: 100_000, ..SMALL });
    let mut written = 0;
    for n in 0..200 {
        store.put(&object(n));
        written += store.commit(Vec::new()).written - place.traces().metadata().unwrap().len();
        place.age();
    }
    store.commit(Vec::new());
    assert!(place.packs().len() <= 33, "{}", place.packs().len());
    let all: usize = (0..200).map(|n| object(n).len()).sum();
    assert!(written < 6 * all as u64, "{written} bytes for {all}");
    assert_eq!(had(&place.open(), 200).len(), 200);
    assert_eq!(store.problem(), None);
}

#[test]
fn a_pack_that_is_mostly_dead_is_written_anew() {
    let place = Place::new();
    let store = with_limit(&place, 12_000);
    // Objects that will be used for ever lie among others that will not.
    for generation in 0..40 {
        for n in 0..20 {
            store.put(&object(100 + generation * 10 + n));
        }
        for n in (100..200).step_by(10) {
            put(&store, n..n + 1);
        }
        store.commit(Vec::new());
        place.age();
    }
    store.commit(Vec::new());
    let next = place.open();
    assert!((100..200).step_by(10).all(|n| next.get(&digest(n)).is_some()));
    assert!(place.size() < 13_000, "{}", place.size());
    assert_eq!(next.problem(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_limit_holds(
        limit in 500_u64..6000,
        builds in proptest::collection::vec(proptest::collection::vec(0_usize..150, 0..25), 1..15),
    ) {
        let place = Place::new();
        let store = with_limit(&place, limit);
        for (at, objects) in builds.iter().enumerate() {
            for n in objects {
                if store.get(&digest(*n)).is_none() {
                    store.put(&object(*n));
                }
            }
            let done = store.commit(vec![new("a", &[1; 100])]);
            prop_assert!(done.saved && done.bytes <= limit);
            place.age();
            // What is no longer needed goes once it is old.
            store.commit(vec![keep("a")]);
            let heads = 300 + 40 * place.packs().len() as u64;
            prop_assert!(place.size() <= limit + heads, "{} > {limit} in build {at}", place.size());
            prop_assert_eq!(had(&place.open(), 150), had(&store, 150));
        }
        prop_assert_eq!((store.problem(), place.open().problem()), (None, None));
    }
}
