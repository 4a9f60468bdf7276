//! A remote cache: machines that start with nothing start warm, and nothing that it gives is trusted.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::*;

/// A remote cache in memory, which counts what it is asked for.
#[derive(Debug, Default)]
struct Fake {
    traces: Mutex<Option<Vec<u8>>>,
    packs: Mutex<BTreeMap<Digest, Vec<u8>>>,
    n_traces: AtomicUsize,
    n_packs: AtomicUsize,
    trouble: Option<Trouble>,
}

impl Remote for Fake {
    fn address(&self) -> &'static str {
        "s3://arena/cache"
    }

    fn traces(&self, of: &Digest) -> Result<Option<Vec<u8>>, Trouble> {
        self.n_traces.fetch_add(1, Ordering::Relaxed);
        let found = self.traces.lock().unwrap().clone().filter(|_| *of == version());
        self.trouble.clone().map_or(Ok(found), Err)
    }

    fn pack(&self, name: &Digest, _len: u64) -> Result<Option<Vec<u8>>, Trouble> {
        self.n_packs.fetch_add(1, Ordering::Relaxed);
        let found = self.packs.lock().unwrap().get(name).cloned();
        self.trouble.clone().map_or(Ok(found), Err)
    }

    fn send(&self, parcel: &Parcel) -> Result<(), Trouble> {
        assert_eq!(parcel.version, version());
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        for pack in &parcel.packs {
            self.packs.lock().unwrap().insert(pack.name, read(&pack.path));
        }
        *self.traces.lock().unwrap() = Some(parcel.traces.clone());
        Ok(())
    }
}

impl Place {
    fn open_near(&self, remote: &Arc<Fake>) -> Store {
        let remote: Arc<dyn Remote> = remote.clone();
        Store::open_with(&self.folder, version(), Options { remote: Some(remote), ..SMALL })
    }
}

/// A remote cache to which a machine has sent 40 objects and two sections.
fn filled() -> Arc<Fake> {
    let remote = Arc::new(Fake::default());
    let place = Place::new();
    let store = place.open_near(&remote);
    put(&store, 0..40);
    store.commit(vec![new("a", b"one"), new("b", b"two"), new("here-c", b"three")]);
    store.share();
    assert_eq!(store.problem(), None);
    remote
}

#[test]
fn a_machine_that_has_nothing_starts_warm() {
    let remote = filled();
    let n_packs = remote.packs.lock().unwrap().len();
    let place = Place::new();
    let store = place.open_near(&remote);
    assert_eq!(section(&store, "a"), Some(b"one".to_vec()));
    assert_eq!(section(&store, "here-c"), None, "what is true there only");
    assert!(store.has(&digest(7)));
    assert_eq!(remote.n_packs.load(Ordering::Relaxed), 0, "a section takes no pack");
    assert_eq!(store.get(&digest(7)), Some(object(7)));
    assert_eq!((remote.n_packs.load(Ordering::Relaxed), place.packs().len()), (1, 1));
    assert_eq!(had(&store, 40), (0..40).collect());
    assert_eq!(
        (remote.n_packs.load(Ordering::Relaxed), place.packs().len()),
        (n_packs, n_packs),
        "each once"
    );
    assert_eq!((store.problem(), store.has(&digest(41))), (None, false));
}

#[test]
fn what_stays_far_away_is_not_lost_to_the_next() {
    let remote = filled();
    let place = Place::new();
    let store = place.open_near(&remote);
    store.put(&object(50));
    store.put(&object(3));
    store.touch(&digest(4));
    let done = store.commit(vec![keep("a"), new("b", b"three")]);
    store.share();
    assert_eq!((done.saved, done.objects), (true, 41));
    assert_eq!(remote.n_packs.load(Ordering::Relaxed), 0, "nothing was fetched");
    let all: BTreeSet<usize> = (0..40).chain([50]).collect();
    for next in [place.open_near(&remote), Place::new().open_near(&remote)] {
        assert_eq!(had(&next, 60), all);
        assert_eq!(section(&next, "b"), Some(b"three".to_vec()));
        assert_eq!(next.problem(), None);
    }
    assert_eq!(remote.n_traces.load(Ordering::Relaxed), 3, "whoever has traces does not ask for others");
}

#[test]
fn eight_threads_fetch_a_pack_once() {
    let remote = filled();
    let place = Place::new();
    let store = place.open_near(&remote);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(had(&store, 40).len(), 40));
        }
    });
    assert_eq!(remote.n_packs.load(Ordering::Relaxed), remote.packs.lock().unwrap().len());
}

#[test]
fn nothing_that_is_far_away_is_trusted() {
    let remote = filled();
    for bytes in remote.packs.lock().unwrap().values_mut() {
        bytes[0] ^= 1;
    }
    let place = Place::new();
    let store = place.open_near(&remote);
    assert_eq!(had(&store, 40), BTreeSet::new());
    let problem = store.problem().unwrap();
    assert!(problem.path.starts_with("s3://arena/cache/packs/"), "{problem:?}");
    assert_eq!((problem.trouble, place.packs().len()), (Trouble::Damaged, 0));

    remote.packs.lock().unwrap().clear();
    let place = Place::new();
    let store = place.open_near(&remote);
    assert_eq!((had(&store, 40), store.problem()), (BTreeSet::new(), None), "stores let go of what is old");
    assert_eq!(store.commit(vec![keep("a")]).objects, 0);

    *remote.traces.lock().unwrap() = Some(b"no traces".to_vec());
    let store = Place::new().open_near(&remote);
    assert_eq!((store.section("a"), store.problem().unwrap().trouble), (None, Trouble::Damaged));
}

#[test]
fn a_remote_cache_that_is_down_is_one_problem() {
    let trouble = Trouble::Down("no route to host".to_owned());
    let remote = Arc::new(Fake { trouble: Some(trouble.clone()), ..Fake::default() });
    let place = Place::new();
    let store = place.open_near(&remote);
    put(&store, 0..40);
    assert!(store.commit(vec![new("a", b"one")]).saved);
    store.share();
    assert_eq!(store.problem(), Some(Problem { path: "s3://arena/cache".to_owned(), trouble }));
    assert_eq!((had(&place.open(), 40).len(), place.open().problem()), (40, None));
}

#[cfg(feature = "remote-cache")]
#[test]
fn a_remote_cache_needs_a_key_and_an_address() {
    for key in [None, Some(""), Some("too short a secret")] {
        assert_eq!(connect("s3://arena/cache", key).unwrap_err().trouble, Trouble::NoKey);
    }
    for address in ["ftp://arena", "https://arena"] {
        let trouble = connect(address, Some(&"secret ".repeat(5))).unwrap_err().trouble;
        assert!(matches!(&trouble, Trouble::Address(words) if words.contains("bucket")), "{trouble:?}");
    }
}

#[cfg(not(feature = "remote-cache"))]
#[test]
fn a_torg_that_cannot_share_says_so() {
    for key in [None, Some("secret")] {
        assert_eq!(connect("s3://arena/cache", key).unwrap_err().trouble, Trouble::NotBuilt);
    }
}
