//! Parsed texts between their parsing and the rendering of their pages. They wait encoded, in the store, so that those
//! nobody renders are not even decoded; the first of those that this build parses also wait as they are.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::cache::Store;
use crate::markdown::Markdown;
use crate::render::Bodies;
use crate::source::Digest;

/// How many bytes of encoded texts may wait decoded as well. It bounds the memory of a first build of a large site, and
/// spares a smaller one all decoding.
const MAX_READY: usize = 32 * 1024 * 1024;

/// The texts of a site.
#[derive(Debug)]
pub(super) struct Shelf {
    store: Arc<Store>,
    ready: Mutex<Ready>,
    lost: AtomicBool,
}

/// Texts that were parsed by this build and not fetched yet.
#[derive(Debug, Default)]
struct Ready {
    texts: HashMap<Digest, Arc<Markdown>>,
    bytes: usize,
}

impl Shelf {
    pub(super) fn new(store: Arc<Store>) -> Self {
        Self { store, ready: Mutex::default(), lost: AtomicBool::new(false) }
    }

    /// Puts a text away; where it is found again.
    pub(super) fn put(&self, text: Markdown) -> Digest {
        // Encoding into memory cannot fail: every length in a text is known.
        let bytes = postcard::to_stdvec(&text).unwrap_or_default();
        let digest = self.store.put(&bytes);
        let mut ready = self.ready();
        if ready.bytes + bytes.len() <= MAX_READY {
            ready.bytes += bytes.len();
            ready.texts.insert(digest, Arc::new(text));
        }
        digest
    }

    /// Keeps a text that this build may not ask for.
    pub(super) fn touch(&self, text: &Digest) {
        self.store.touch(text);
    }

    /// Forgets texts that nobody fetched.
    pub(super) fn clear(&self) {
        *self.ready() = Ready::default();
    }

    /// Whether a text could not be found again, so that what was rendered is not to be published.
    pub(super) fn has_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Says that something which was kept could not be found again.
    pub(super) fn lose(&self) {
        self.lost.store(true, Ordering::Relaxed);
    }

    /// Starts over after a loss.
    pub(super) fn forgive(&self) {
        self.clear();
        self.lost.store(false, Ordering::Relaxed);
    }

    fn fetch(&self, text: &Digest) -> Arc<Markdown> {
        if let Some(ready) = self.ready().texts.remove(text) {
            return ready;
        }
        let found = self.store.get(text).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        if found.is_none() {
            self.lose();
        }
        Arc::new(found.unwrap_or_default())
    }

    fn ready(&self) -> MutexGuard<'_, Ready> {
        // Nothing panics while it holds the lock.
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

thread_local! {
    /// The text this thread fetched last: a page asks for its own several times.
    static LAST: RefCell<Option<(Digest, Arc<Markdown>)>> = const { RefCell::new(None) };
}

impl Bodies for Shelf {
    fn body(&self, text: &Digest) -> Arc<Markdown> {
        let last = LAST.with_borrow(|last| last.as_ref().filter(|(digest, _)| digest == text).cloned());
        if let Some((_, body)) = last {
            return body;
        }
        let body = self.fetch(text);
        LAST.set(Some((*text, Arc::clone(&body))));
        body
    }
}
