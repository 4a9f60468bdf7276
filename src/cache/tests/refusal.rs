//! Whatever the disk refuses to take, the build goes on.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::disk::Disk;
use super::*;

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
        let all: BTreeSet<usize> = sample_objects().into_iter().chain(20..40).collect();
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
            assert_eq!(had(&next, 50), sample_objects(), "{n}");
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
