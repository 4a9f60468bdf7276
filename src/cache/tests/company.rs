//! Threads that share a store, and builds that share a folder.

use proptest::prelude::*;

use super::*;

#[test]
fn a_missing_pack_is_a_problem_unless_another_build_removed_it() {
    let place = sample();
    let (mine, theirs) = (place.open(), place.open());
    let pack = place.packs().pop().unwrap();
    remove(&pack);
    assert!(had(&mine, 10) != sample_objects());
    assert_eq!(mine.problem(), Some(Problem { path: pack.display().to_string(), trouble: Trouble::Missing }));
    mine.commit(Vec::new());
    assert!(had(&theirs, 10) != sample_objects());
    assert_eq!(theirs.problem(), None);
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

#[test]
fn what_stopped_builds_left_is_removed_once_it_is_old_and_nothing_else() {
    let place = sample();
    let draft = place.folder.join("packs/.torg-new-x1y2z3");
    let other_draft = place.folder.join(".torg-new-x1y2z3");
    let orphan = place.folder.join(format!("packs/{}.pack", Digest::of(b"of another build")));
    let foreign = [place.folder.join("packs/notes.pack"), place.folder.join("new-plans")];
    for file in [&draft, &other_draft, &orphan].into_iter().chain(&foreign) {
        write(file, b"bytes");
    }
    place.open().commit(vec![keep("a")]);
    assert!(draft.is_file() && other_draft.is_file() && orphan.is_file(), "they may be at work");
    place.age();
    for file in [&other_draft, &foreign[1]] {
        age(file);
    }
    place.open().commit(vec![keep("a")]);
    assert!(!draft.exists() && !other_draft.exists() && !orphan.exists());
    assert!(foreign.iter().all(|file| file.is_file()));
    assert_eq!(had(&place.open(), 10), sample_objects());
}

#[derive(Clone, Debug)]
enum Step {
    Put(usize),
    Get(usize),
    Commit,
    Reopen,
}

fn step() -> impl Strategy<Value = (bool, Step)> {
    let step = prop_oneof![
        6 => (0_usize..40).prop_map(Step::Put),
        2 => (0_usize..40).prop_map(Step::Get),
        2 => Just(Step::Commit),
        1 => Just(Step::Reopen),
    ];
    (any::<bool>(), step)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// All files are old, so that each build removes whatever it does not know.
    #[test]
    fn two_builds_in_one_folder_do_each_other_no_harm(steps in proptest::collection::vec(step(), 0..100)) {
        let place = Place::new();
        // So small that objects are dropped and packs written anew all the time.
        let open = || Store::open_with(&place.folder, version(), Options { limit: 3000, ..SMALL });
        let mut stores = [open(), open()];
        for (at, (which, step)) in steps.into_iter().enumerate() {
            let store = &mut stores[usize::from(which)];
            match step {
                Step::Put(n) => {
                    store.put(&object(n));
                    prop_assert_eq!(store.get(&digest(n)), Some(object(n)));
                }
                Step::Get(n) => {
                    let found = store.get(&digest(n));
                    prop_assert!(found.is_none_or(|bytes| bytes == object(n)));
                }
                Step::Commit => {
                    place.age();
                    let done = store.commit(vec![new("a", &object(at))]);
                    prop_assert!(done.saved);
                    let next = open();
                    prop_assert_eq!(section(&next, "a"), Some(object(at)), "the last one wins");
                    let kept = had(&next, 40);
                    prop_assert_eq!(kept.len(), done.objects);
                    prop_assert_eq!(kept, had(store, 40));
                    prop_assert_eq!(next.problem(), None);
                }
                Step::Reopen => *store = open(),
            }
        }
        for store in &stores {
            had(store, 40);
            prop_assert_eq!(store.problem(), None);
        }
    }
}
