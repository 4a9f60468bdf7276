//! Parsed texts between their parsing and the rendering of their pages. They wait encoded, in the store, so that ten
//! thousand of them take little memory and those that nobody renders are not even decoded.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cache::Store;
use crate::markdown::Markdown;
use crate::render::Bodies;
use crate::source::Digest;

/// The texts of a site.
#[derive(Debug)]
pub(super) struct Shelf {
    store: Arc<Store>,
    lost: AtomicBool,
}

impl Shelf {
    pub(super) fn new(store: Arc<Store>) -> Self {
        Self { store, lost: AtomicBool::new(false) }
    }

    /// Puts a text away; where it is found again.
    pub(super) fn put(&self, text: &Markdown) -> Digest {
        // Encoding into memory cannot fail: every length in a text is known.
        let bytes = postcard::to_stdvec(text).unwrap_or_default();
        self.store.put(&bytes)
    }

    /// Keeps a text that this build may not ask for.
    pub(super) fn touch(&self, text: &Digest) {
        self.store.touch(text);
    }

    /// Whether a text could not be found again, so that what was rendered is not to be published.
    pub(super) fn has_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
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

impl Shelf {
    fn fetch(&self, text: &Digest) -> Arc<Markdown> {
        let found = self.store.get(text).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        if found.is_none() {
            self.lost.store(true, Ordering::Relaxed);
        }
        Arc::new(found.unwrap_or_default())
    }
}
