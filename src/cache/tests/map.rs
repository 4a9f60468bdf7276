//! A store answers as a map would.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

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
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_store_answers_as_a_map_would(steps in proptest::collection::vec(step(), 0..120)) {
        let place = Place::new();
        follow(&steps, place.open(), &|_| place.open());
        let in_memory: Vec<Step> = steps.into_iter().filter(|step| !matches!(step, Step::Reopen)).collect();
        follow(&in_memory, Store::of(None, version(), SMALL), &|store| store);
    }
}
