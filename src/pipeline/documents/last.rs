//! What the last build made of pages' files: the bulk of it, and over that what later builds made.

use std::ops::{Deref, Range};

use serde::{Deserialize, Serialize};

use crate::pipeline::layers::{Layers, Left, is_little};
use crate::source::{Digest, FilePath};

/// What the last build made of pages' files, encoded.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Last {
    left: Option<Left>,
    /// Sorted by path.
    entries: Vec<Place>,
}

/// Where an entry stands.
#[derive(Debug)]
struct Place {
    path: FilePath,
    /// Of the file it was read from.
    digest: Digest,
    /// In the patch, or else in the bulk.
    is_patch: bool,
    range: Range<usize>,
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
    /// Takes up what was left. Entries that were made under other settings count for nothing.
    pub(in crate::pipeline) fn read(left: Option<Left>, settings: Digest) -> Self {
        let Some(left) = left else { return Self::default() };
        let mut entries = Vec::new();
        // What stands in both is taken from the patch: the first of the two.
        if !left.patch.is_empty() && read_places(&left.patch, settings, true, &mut entries).is_none()
            || read_places(&left.bulk, settings, false, &mut entries).is_none()
        {
            return Self::default();
        }
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries.dedup_by(|second, first| second.path == first.path);
        Self { left: Some(left), entries }
    }

    pub(super) fn entry(&self, path: &FilePath, digest: &Digest) -> Option<Bytes<'_>> {
        let index = self.entries.binary_search_by(|place| place.path.cmp(path)).ok()?;
        let place = Some(&self.entries[index]).filter(|place| place.digest == *digest)?;
        let left = self.left.as_ref()?;
        if place.is_patch {
            left.patch.get(place.range.clone()).map(Bytes::Patch)
        } else {
            left.bulk.get(place.range.clone()).map(Bytes::Bulk)
        }
    }

    /// What is left for the next build: all entries, or as long as these are few, those that the bulk does not have.
    pub(super) fn next(&self, settings: Digest, entries: &[Kept<'_>]) -> Layers {
        let patch: Vec<&Kept<'_>> =
            entries.iter().filter(|(_, _, bytes)| !matches!(bytes, Bytes::Bulk(_))).collect();
        let n_unused = self.entries.len().saturating_sub(entries.len());
        match &self.left {
            Some(left) if is_little(patch.len() + n_unused, entries.len()) => {
                Layers::Patch { bulk: left.name, patch: write_places(settings, &patch) }
            }
            _ => Layers::Whole(write_places(settings, &entries.iter().collect::<Vec<_>>())),
        }
    }
}

/// An entry on its way to the cache: path, digest of the file, what it is kept as.
pub(super) type Kept<'a> = (FilePath, Digest, Bytes<'a>);

/// Adds the places of the entries in `bytes`; nothing if they cannot be read or are of other settings.
fn read_places(bytes: &[u8], settings: Digest, is_patch: bool, out: &mut Vec<Place>) -> Option<()> {
    let (head, rest) = postcard::take_from_bytes::<Head>(bytes).ok()?;
    if head.settings != settings {
        return None;
    }
    let mut at = bytes.len() - rest.len();
    out.extend(head.entries.into_iter().map(|(path, digest, len)| {
        let range = at..at.saturating_add(len);
        at = range.end;
        Place { path, digest, is_patch, range }
    }));
    Some(())
}

fn write_places(settings: Digest, entries: &[&Kept<'_>]) -> Vec<u8> {
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
    use crate::cache::{Section, Store};

    use crate::pipeline::documents::SECTION;

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
                (path.clone(), *digest, known.unwrap_or_else(|| Bytes::New(bytes.clone())))
            })
            .collect();
        let layers = last.next(Digest::of(b"settings"), &kept);
        let is_whole = matches!(layers, Layers::Whole(_));
        store.commit(vec![Section::New(SECTION.to_owned(), layers.keep(store).unwrap())]);
        is_whole
    }

    fn read(store: &Store) -> Last {
        Last::read(Left::of(store, SECTION), Digest::of(b"settings"))
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
                assert_eq!(found.as_deref(), Some(&*bytes), "{path} after {text}");
            }
            let old = Digest::of(b"as it was");
            assert!(last.entry(&FilePath::new(texts[0].0), &old).is_none(), "the patch hides the bulk");
        }
        let mut rest = texts[5..].to_vec();
        for (_, text) in &mut rest {
            *text = "all anew";
        }
        assert!(leave(&store, &rest), "much differs");
        assert!(read(&store).left.unwrap().patch.is_empty());
    }

    #[test]
    fn other_settings_and_a_lost_bulk_leave_nothing() {
        let store = Store::memory();
        leave(&store, &[("content/a.md", "a")]);
        let left = || Left::of(&store, SECTION);
        assert!(!Last::read(left(), Digest::of(b"settings")).entries.is_empty());
        assert!(Last::read(left(), Digest::of(b"others")).entries.is_empty());
        let bytes = postcard::to_stdvec(&(Digest::of(b"never put"), Vec::<u8>::new())).unwrap();
        store.commit(vec![Section::New(SECTION.to_owned(), bytes)]);
        assert!(left().is_none());
    }
}
