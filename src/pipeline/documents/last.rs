//! What the last build made of pages' files: the bulk of it, and over that what later builds made.

use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::cache::Store;
use crate::pipeline::layers::{Layers, Left, is_little};
use crate::source::{Digest, FilePath};

use super::{Parsed, SECTION};

/// What the last build made of pages' files, encoded.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Last {
    bulk: Option<Arc<Bulk>>,
    /// Stands over the bulk.
    patch: Layer,
    n_entries: usize,
}

/// The bulk, which stays the same for many builds. What one of them unpacks of it need not be unpacked by the next in the same
/// process.
#[derive(Debug)]
pub(in crate::pipeline) struct Bulk {
    /// Where the store has it.
    name: Digest,
    layer: Layer,
}

/// Entries made under the same settings, one after another.
#[derive(Debug, Default)]
struct Layer {
    settings: Digest,
    bytes: Vec<u8>,
    /// Sorted by path.
    places: Vec<Place>,
}

/// Where an entry stands.
#[derive(Debug)]
pub(super) struct Place {
    path: FilePath,
    /// Of the file it was read from.
    digest: Digest,
    range: Range<usize>,
    /// The entry, once it was unpacked.
    parsed: OnceLock<Parsed>,
}

/// An entry that was found.
pub(super) struct Known<'a> {
    pub(super) place: &'a Place,
    pub(super) bytes: Bytes<'a>,
}

/// An entry as it is kept.
pub(super) enum Bytes<'a> {
    Bulk(&'a [u8]),
    Patch(&'a [u8]),
    New(Vec<u8>),
}

/// The head of bulk and patch: what their entries depend on, and for each its path, its file's digest and its length.
#[derive(Default, Serialize, Deserialize)]
struct Head {
    settings: Digest,
    entries: Vec<(FilePath, Digest, usize)>,
}

impl Last {
    /// Takes up what was left in the store, where `known` may be its bulk. Entries that were made under other settings count
    /// for nothing.
    pub(in crate::pipeline) fn read(store: &Store, known: Option<Arc<Bulk>>, settings: Digest) -> Self {
        Self::left(store, known, settings).unwrap_or_default()
    }

    fn left(store: &Store, known: Option<Arc<Bulk>>, settings: Digest) -> Option<Self> {
        let (name, patch) = Left::named(store, SECTION)?;
        let known = known.filter(|bulk| bulk.name == name && bulk.layer.settings == settings);
        let bulk = match known {
            Some(bulk) => bulk,
            None => Arc::new(Bulk { name, layer: Layer::read(store.get(&name)?, settings)? }),
        };
        let patch = if patch.is_empty() { Layer::default() } else { Layer::read(patch, settings)? };
        let is_other = |place: &&Place| bulk.layer.place(&place.path).is_none();
        let n_entries = bulk.layer.places.len() + patch.places.iter().filter(is_other).count();
        Some(Self { bulk: Some(bulk), patch, n_entries })
    }

    /// The bulk, for the next build of this process.
    pub(in crate::pipeline) fn bulk(&self) -> Option<Arc<Bulk>> {
        self.bulk.clone()
    }

    pub(super) fn entry(&self, path: &FilePath, digest: &Digest) -> Option<Known<'_>> {
        // What stands in both is taken from the patch.
        let known = if let Some(place) = self.patch.place(path) {
            Known { place, bytes: Bytes::Patch(self.patch.bytes_of(place)?) }
        } else {
            let layer = &self.bulk.as_ref()?.layer;
            let place = layer.place(path)?;
            Known { place, bytes: Bytes::Bulk(layer.bytes_of(place)?) }
        };
        (known.place.digest == *digest).then_some(known)
    }

    /// What is left for the next build: all entries, or as long as these are few, those that the bulk does not have.
    pub(super) fn next(&self, settings: Digest, entries: &[Kept<'_>]) -> Layers {
        let patch: Vec<&Kept<'_>> =
            entries.iter().filter(|(_, _, bytes)| !matches!(bytes, Bytes::Bulk(_))).collect();
        let n_unused = self.n_entries.saturating_sub(entries.len());
        match &self.bulk {
            Some(bulk) if is_little(patch.len() + n_unused, entries.len()) => {
                Layers::Patch { bulk: bulk.name, patch: write(settings, &patch) }
            }
            _ => Layers::Whole(write(settings, &entries.iter().collect::<Vec<_>>())),
        }
    }
}

impl Layer {
    /// What [`write()`] wrote; nothing if it cannot be read or was made under other settings.
    fn read(bytes: Vec<u8>, settings: Digest) -> Option<Self> {
        let (head, rest) = postcard::take_from_bytes::<Head>(&bytes).ok()?;
        if head.settings != settings {
            return None;
        }
        let mut at = bytes.len() - rest.len();
        let place = |(path, digest, len): (FilePath, Digest, usize)| {
            let range = at..at.saturating_add(len);
            at = range.end;
            Place { path, digest, range, parsed: OnceLock::new() }
        };
        let mut places: Vec<Place> = head.entries.into_iter().map(place).collect();
        places.sort_by(|one, other| one.path.cmp(&other.path));
        Some(Self { settings, bytes, places })
    }

    fn place(&self, path: &FilePath) -> Option<&Place> {
        let index = self.places.binary_search_by(|place| place.path.cmp(path)).ok()?;
        self.places.get(index)
    }

    fn bytes_of(&self, place: &Place) -> Option<&[u8]> {
        self.bytes.get(place.range.clone())
    }
}

impl Place {
    /// The entry, whose bytes are these; nothing if they are damaged.
    pub(super) fn parsed(&self, bytes: &[u8]) -> Option<&Parsed> {
        if self.parsed.get().is_none() {
            // Whoever else unpacks it meanwhile gets the same.
            let _ = self.parsed.set(postcard::from_bytes(bytes).ok()?);
        }
        self.parsed.get()
    }
}

/// An entry on its way to the cache: path, digest of the file, what it is kept as.
pub(super) type Kept<'a> = (FilePath, Digest, Bytes<'a>);

fn write(settings: Digest, entries: &[&Kept<'_>]) -> Vec<u8> {
    let head = |(path, digest, bytes): &&Kept<'_>| (path.clone(), *digest, bytes.len());
    let head = Head { settings, entries: entries.iter().map(head).collect() };
    let head = postcard::to_stdvec(&head).unwrap_or_default();
    std::iter::once(&*head).chain(entries.iter().map(|(_, _, bytes)| &**bytes)).collect::<Vec<_>>().concat()
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Bulk(bytes) | Self::Patch(bytes) => bytes,
            Self::New(bytes) => bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::cache::Section;

    use super::*;

    fn entries(texts: &[(&str, &str)]) -> Vec<(FilePath, Digest, Vec<u8>)> {
        let entry = |(path, text): &(&str, &str)| {
            (FilePath::new(path), Digest::of(text.as_bytes()), text.as_bytes().to_vec())
        };
        texts.iter().map(entry).collect()
    }

    /// Leaves these entries after what was left before; whether as a whole.
    fn leave(store: &Store, texts: &[(&str, &str)]) -> bool {
        let last = read(store);
        let entries = entries(texts);
        let kept: Vec<Kept<'_>> = entries
            .iter()
            .map(|(path, digest, bytes)| {
                let known = last.entry(path, digest);
                (path.clone(), *digest, known.map_or_else(|| Bytes::New(bytes.clone()), |known| known.bytes))
            })
            .collect();
        let layers = last.next(Digest::of(b"settings"), &kept);
        let is_whole = matches!(layers, Layers::Whole(_));
        store.commit(vec![Section::New(SECTION.to_owned(), layers.keep(store).unwrap())]);
        is_whole
    }

    fn read(store: &Store) -> Last {
        Last::read(store, None, Digest::of(b"settings"))
    }

    #[test]
    fn what_few_edits_changed_is_read_over_the_bulk() {
        let store = Store::memory();
        let names: Vec<String> = (100..200).map(|n| format!("content/{n}.md")).collect();
        let mut texts: Vec<(&str, &str)> = names.iter().map(|name| (&**name, "as it was")).collect();
        assert!(leave(&store, &texts), "the first time all of it is written");
        for (n, text) in ["one", "two", "three"].into_iter().enumerate() {
            texts[n * 7].1 = text;
            texts[0].1 = text;
            assert!(!leave(&store, &texts), "{text}");
            texts.remove(20);
            assert!(!leave(&store, &texts), "{text}, and a page is gone");
            let last = read(&store);
            for (path, digest, bytes) in entries(&texts) {
                let found = last.entry(&path, &digest);
                assert_eq!(found.as_ref().map(|known| &*known.bytes), Some(&*bytes), "{path} after {text}");
            }
            let old = Digest::of(b"as it was");
            assert!(last.entry(&FilePath::new(texts[0].0), &old).is_none(), "the patch hides the bulk");
        }
        let mut rest = texts[5..].to_vec();
        for (_, text) in &mut rest {
            *text = "all anew";
        }
        assert!(leave(&store, &rest), "much differs");
        assert!(read(&store).patch.bytes.is_empty());
    }

    #[test]
    fn a_bulk_that_is_known_is_not_read_again() {
        let store = Store::memory();
        leave(&store, &[("content/a.md", "a"), ("content/b.md", "b")]);
        let settings = Digest::of(b"settings");
        let first = read(&store).bulk().unwrap();
        let known = |settings| Last::read(&store, Some(Arc::clone(&first)), settings).bulk();
        assert!(Arc::ptr_eq(&known(settings).unwrap(), &first));
        assert!(known(Digest::of(b"others")).is_none());
        leave(&store, &[("content/a.md", "another"), ("content/b.md", "and another")]);
        assert!(!Arc::ptr_eq(&known(settings).unwrap(), &first), "all of it was written anew");
    }

    #[test]
    fn other_settings_and_a_lost_bulk_leave_nothing() {
        let store = Store::memory();
        leave(&store, &[("content/a.md", "a")]);
        assert_eq!(read(&store).n_entries, 1);
        assert_eq!(Last::read(&store, None, Digest::of(b"others")).n_entries, 0);
        let bytes = postcard::to_stdvec(&(Digest::of(b"never put"), Vec::<u8>::new())).unwrap();
        store.commit(vec![Section::New(SECTION.to_owned(), bytes)]);
        assert!(read(&store).bulk().is_none());
    }
}
