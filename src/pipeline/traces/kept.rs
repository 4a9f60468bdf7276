//! Traces as the cache keeps them: all of them now and then, and otherwise what differs from those.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::cache::Store;
use crate::pipeline::layers::{Layers, Left, is_little};
use crate::pipeline::search::Bundled;
use crate::render::{Answer, Name};
use crate::source::Digest;

use super::{Exported, Trace, Traces};

/// The traces that were written as a whole last.
#[derive(Debug)]
pub(super) struct Bulk {
    name: Digest,
    n_names: usize,
    n_answers: usize,
    n_files: usize,
    /// The addresses of files whose traces are others now, or that are new.
    other: FxHashSet<Name>,
    /// The addresses of files that are no more.
    gone: FxHashSet<Name>,
}

/// What differs from the bulk. Numbers go on where those of the bulk end.
#[derive(Serialize, Deserialize)]
struct Patch {
    facts: Digest,
    names: Vec<Arc<str>>,
    answers: Vec<Answer>,
    files: Vec<Arc<Trace>>,
    gone: Vec<Name>,
    exports: Vec<Exported>,
    bundle: Option<Bundled>,
}

impl Bulk {
    /// Takes note of what a build made other than it was, and of what it no longer has.
    pub(super) fn note(&mut self, other: impl Iterator<Item = Name>, gone: impl Iterator<Item = Name>) {
        self.other.extend(other);
        for name in gone {
            self.other.remove(&name);
            self.gone.insert(name);
        }
    }
}

impl Traces {
    /// What the last build left in a section.
    pub(in crate::pipeline) fn read(store: &Store, section: &str) -> Option<Self> {
        let left = Left::of(store, section)?;
        let mut traces: Self = postcard::from_bytes(&left.bulk).ok()?;
        let mut bulk = Bulk {
            name: left.name,
            n_names: traces.names.len(),
            n_answers: traces.answers.len(),
            n_files: traces.files.len(),
            other: FxHashSet::default(),
            gone: FxHashSet::default(),
        };
        if !left.patch.is_empty() {
            let patch: Patch = postcard::from_bytes(&left.patch).ok()?;
            bulk.other.extend(patch.files.iter().map(|trace| trace.url));
            bulk.gone.extend(patch.gone);
            traces.files.retain(|trace| !bulk.other.contains(&trace.url) && !bulk.gone.contains(&trace.url));
            traces.files.extend(patch.files);
            traces.names.extend(patch.names);
            traces.answers.extend(patch.answers);
            (traces.facts, traces.exports, traces.bundle) = (patch.facts, patch.exports, patch.bundle);
        }
        traces.bulk = Some(bulk);
        Some(traces)
    }

    /// Whether so little differs from the bulk that it may stay.
    pub(super) fn is_near_bulk(&self) -> bool {
        self.bulk.as_ref().is_some_and(|bulk| {
            is_little(bulk.other.len() + bulk.gone.len(), bulk.n_files)
                && is_little(self.answers.len() - bulk.n_answers, bulk.n_answers)
                && is_little(self.names.len() - bulk.n_names, bulk.n_names)
        })
    }

    /// As the cache keeps them.
    pub(in crate::pipeline) fn layers(&self) -> Result<Layers, postcard::Error> {
        if let Some(bulk) = &self.bulk {
            let is_other = |trace: &&Arc<Trace>| bulk.other.contains(&trace.url);
            let patch = Patch {
                facts: self.facts,
                names: self.names.get(bulk.n_names..).unwrap_or_default().to_vec(),
                answers: self.answers.get(bulk.n_answers..).unwrap_or_default().to_vec(),
                files: self.files.iter().filter(is_other).cloned().collect(),
                gone: bulk.gone.iter().copied().collect(),
                exports: self.exports.clone(),
                bundle: self.bundle.clone(),
            };
            return Ok(Layers::Patch { bulk: bulk.name, patch: postcard::to_stdvec(&patch)? });
        }
        // About as much as ten thousand pages take: a buffer that grows to megabytes is copied each time.
        let room = self.names.len() * 64 + self.answers.len() * 32 + self.files.len() * 256;
        postcard::to_extend(self, Vec::with_capacity(room)).map(Layers::Whole)
    }
}

#[cfg(test)]
mod tests {
    use crate::cache::Section;

    use super::*;

    const SECTION: &str = "traces";

    /// Traces of so many files, the names of which are their numbers.
    fn traces(n: usize) -> Traces {
        let names = crate::render::Names::default();
        let trace = |n| {
            let trace = Trace {
                url: names.intern(&format!("/{n}/")),
                reads: Vec::new(),
                digest: Digest::of(b"as it was"),
                found: None,
                ids: Vec::new(),
                hrefs: Vec::new(),
            };
            Arc::new(trace)
        };
        let files = (0..n).map(trace).collect();
        Traces { files, names: names.all(), ..Traces::default() }
    }

    fn leave(store: &Store, traces: &Traces) {
        let bytes = traces.layers().unwrap().keep(store).unwrap();
        store.commit(vec![Section::New(SECTION.to_owned(), bytes)]);
    }

    #[test]
    fn what_differs_is_read_over_the_bulk() {
        let store = Store::memory();
        leave(&store, &traces(100));
        for n in 0..5 {
            let mut now = Traces::read(&store, SECTION).unwrap();
            let gone = now.files.remove(50).url;
            let other = now.files[n].url;
            now.files[n] = Arc::new(Trace { digest: Digest::of(b"another"), ..Trace::clone(&now.files[n]) });
            now.facts = Digest::of(&[n as u8]);
            now.bulk.as_mut().unwrap().note([other].into_iter(), [gone].into_iter());
            assert!(now.is_near_bulk());
            leave(&store, &now);
            let mut read = Traces::read(&store, SECTION).unwrap();
            let key = |trace: &Arc<Trace>| (trace.url, trace.digest);
            let mut files: Vec<_> = now.files.iter().map(key).collect();
            let mut found: Vec<_> = read.files.iter().map(key).collect();
            files.sort_unstable_by_key(|(url, _)| *url);
            found.sort_unstable_by_key(|(url, _)| *url);
            assert_eq!(found, files);
            assert_eq!((read.facts, &read.names), (now.facts, &now.names));
            read.bulk = None;
            assert!(matches!(read.layers().unwrap(), Layers::Whole(_)));
        }
        let mut much = Traces::read(&store, SECTION).unwrap();
        let urls: Vec<Name> = much.files.iter().map(|trace| trace.url).take(20).collect();
        much.bulk.as_mut().unwrap().note(urls.into_iter(), std::iter::empty());
        assert!(!much.is_near_bulk());
    }
}
