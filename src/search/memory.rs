//! What is needed of all pages, and what may be remembered from the bundle before: whoever makes a bundle gives both.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;

use crate::cache::Digest;

use super::Analysed;

/// A page that is to be found.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// Of its analysed document.
    pub digest: Digest,
}

/// The pages of a site. Their documents are asked for only where something has to be made of them.
pub trait Pages: Sync {
    /// All pages.
    fn list(&self) -> Vec<Listed<'_>>;

    /// The document of a page, by its place in the list. None where it is lost: the bundle is without it.
    fn get(&self, number: usize) -> Option<Cow<'_, Analysed>>;
}

/// Documents at hand, in any order.
impl<T: Borrow<Analysed> + Sync> Pages for [T] {
    fn list(&self) -> Vec<Listed<'_>> {
        let listed = self.iter().map(T::borrow);
        listed
            .map(|document| Listed { url: document.url(), lang: &document.lang, digest: Digest::default() })
            .collect()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, Analysed>> {
        self.get(number).map(|document| Cow::Borrowed(document.borrow()))
    }
}

/// The pages of each language with their places in the list.
pub(super) fn by_language(pages: &(impl Pages + ?Sized)) -> BTreeMap<&str, Vec<(usize, Listed<'_>)>> {
    let mut languages: BTreeMap<&str, Vec<(usize, Listed<'_>)>> = BTreeMap::new();
    for (number, listed) in pages.list().into_iter().enumerate() {
        languages.entry(listed.lang).or_default().push((number, listed));
    }
    languages
}

/// What the bundle before left. What it gives was kept under the same key by the same version of this room, unchanged.
pub trait Memory: Sync {
    /// Whether the bundle before has a file of that name: it need not be made again.
    fn has_file(&self, name: &str) -> bool;

    /// What was last kept under a key.
    fn get(&self, key: &Digest) -> Option<Vec<u8>>;

    /// Keeps something. What is neither kept nor asked for again may be forgotten.
    fn keep(&self, key: Digest, bytes: &[u8]);
}

/// Remembers nothing.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Memory for Nothing {
    fn has_file(&self, _: &str) -> bool {
        false
    }

    fn get(&self, _: &Digest) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: Digest, _: &[u8]) {}
}
