//! What builds of one project remember for each other.

use std::mem::ManuallyDrop;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::cache::{self, Problem, Remote, Section, Store};
use crate::markdown;
use crate::model::Change;
use crate::output::{Error, OutputPath, Sink};
use crate::report::Diagnostic;
use crate::source::{Digest, Files};

use super::bodies::Shelf;
use super::layers::Layers;
use super::sources::{Held, Looked, Notes};
use super::traces::Traces;
use super::{Build, Options, Stats, assets, documents};

/// What a build came to.
const OUTCOME: &str = "outcome";
/// What it read, and the stamps of files, which are this machine's.
const SOURCES: &str = "here-sources";
/// What it rendered.
const TRACES: &str = "traces";
/// Highlighted blocks of code.
const CODE: &str = "code";
/// Under which options the site was built, the last first.
const WORLDS: &str = "worlds";
/// How many of them are remembered: with and without drafts, and another day or address.
const MAX_WORLDS: usize = 4;

/// The memory of a project: lost without harm, and never trusted beyond what is checked.
#[derive(Debug)]
pub struct Cache {
    store: Arc<Store>,
    shelf: Arc<Shelf>,
    /// What builds of this process have unpacked.
    documents: Mutex<Option<Arc<documents::Bulk>>>,
    /// Whether it serves a single build, so that nothing is kept for others.
    for_one: bool,
    /// Whether the process ends after its build, so that nothing in memory has to be given back.
    is_last: bool,
    /// What is being written.
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// What a whole build came to, to be told again while nothing changes.
#[derive(Serialize, Deserialize)]
struct Outcome {
    /// The moment the site was built at.
    now: Timestamp,
    /// The moment it stops being right: the next change, or midnight.
    until: Timestamp,
    diagnostics: Vec<Diagnostic>,
    changes: Vec<Change>,
    n_pages: usize,
    /// Of the manifest of everything put into the sink.
    manifest: Digest,
}

/// What one build hands to the next.
pub(super) struct Memory<'a> {
    pub(super) options: &'a Options,
    pub(super) now: Timestamp,
    pub(super) until: Timestamp,
    pub(super) read: Notes,
    pub(super) documents: Layers,
    pub(super) assets: Vec<u8>,
    pub(super) traces: Traces,
    pub(super) manifest: Digest,
}

impl Cache {
    /// A memory kept in a store.
    fn new(store: Store) -> Self {
        let store = Arc::new(store);
        Self {
            shelf: Arc::new(Shelf::new(Arc::clone(&store))),
            store,
            documents: Mutex::default(),
            for_one: false,
            is_last: false,
            writer: Mutex::default(),
        }
    }

    /// A memory kept in a folder, and perhaps shared with other machines.
    pub fn in_folder(folder: &Path, remote: Option<Arc<dyn Remote>>) -> Self {
        let version = Digest::of(concat!(env!("CARGO_PKG_VERSION"), env!("TORG_BUILD")).as_bytes());
        Self::new(Store::open_with(folder, version, cache::Options { remote, ..cache::Options::default() }))
    }

    /// The first trouble met with what is kept, which stops no build.
    pub fn problem(&self) -> Option<Problem> {
        self.store.problem()
    }

    /// A memory that lasts as long as the process.
    pub fn kept() -> Self {
        Self::new(Store::memory())
    }

    /// The same for a process that ends after one build.
    #[must_use]
    pub fn for_last_build(mut self) -> Self {
        self.is_last = true;
        self
    }

    /// The memory of a single build.
    pub fn none() -> Self {
        let mut cache = Self::new(Store::memory());
        cache.for_one = true;
        cache
    }

    /// Parsed texts.
    pub(super) fn shelf(&self) -> &Arc<Shelf> {
        &self.shelf
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// What the last build under these options noted of the files it read.
    pub(super) fn notes(&self, options: &Options) -> Notes {
        self.section(&section(SOURCES, options.digest())).unwrap_or_default()
    }

    /// What the last build made of pages' files, if that was under these settings.
    pub(super) fn documents(&self, settings: Digest) -> documents::Last {
        let mut kept = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        let last = documents::Last::read(&self.store, kept.take(), settings);
        *kept = last.bulk().filter(|_| !self.is_last);
        last
    }

    /// What the last build under these options rendered.
    pub(super) fn traces(&self, options: &Options) -> Traces {
        Traces::read(&self.store, &section(TRACES, options.digest())).unwrap_or_default()
    }

    /// Takes up the blocks of code that earlier builds have highlighted.
    pub(super) fn recall_code(&self) {
        self.store.section(CODE).iter().for_each(|blocks| markdown::recall(blocks));
    }

    /// Keeps bytes for builds to come, if there are any; their digest.
    pub(super) fn keep_bytes(&self, bytes: &[u8]) -> Digest {
        if self.for_one { Digest::of(bytes) } else { self.store.put(bytes) }
    }

    /// Keeps a finished file for machines that have no site yet; its digest. This one has it in its output folder.
    pub(super) fn keep_file(&self, bytes: &[u8]) -> Digest {
        if self.store.has_remote() { self.keep_bytes(bytes) } else { Digest::of(bytes) }
    }

    /// Gives the sink a finished file that is as it was: that of the site before, or what another machine kept. False if it is
    /// lost.
    pub(super) fn give_file(
        &self,
        sink: &dyn Sink,
        path: &OutputPath,
        digest: &Digest,
    ) -> Result<bool, Error> {
        if self.store.has_remote() { self.give(sink, path, digest, || None) } else { sink.keep(path, digest) }
    }

    /// Gives the sink a file: kept from the site before, as `own` has it, or from the store. False if it is lost.
    pub(super) fn give(
        &self,
        sink: &dyn Sink,
        path: &OutputPath,
        digest: &Digest,
        own: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Result<bool, Error> {
        if sink.keep(path, digest)? {
            self.store.touch(digest);
            return Ok(true);
        }
        match own().or_else(|| self.store.get(digest)).filter(|bytes| Digest::of(bytes) == *digest) {
            Some(bytes) => sink.put_known(path, bytes, *digest).map(|()| true),
            None => Ok(false),
        }
    }

    /// Whether something that was kept could not be found again.
    pub(super) fn has_lost(&self) -> bool {
        self.shelf.has_lost()
    }

    pub(super) fn section<T: for<'a> Deserialize<'a>>(&self, name: &str) -> Option<T> {
        postcard::from_bytes(&self.store.section(name)?).ok()
    }

    /// The last build again, if nothing that it read has changed and the sink still has all it made; otherwise what was seen
    /// of the files.
    pub(super) fn unchanged(
        &self,
        files: &dyn Files,
        options: &Options,
        sink: &dyn Sink,
    ) -> Result<Result<Build, Looked>, Error> {
        let mut stats = Stats::start();
        let key = options.digest();
        let now = options.now.unwrap_or_else(|| files.now());
        let is_right = |outcome: &Outcome| (outcome.now..outcome.until).contains(&now);
        let outcome: Option<Outcome> = self.section(&section(OUTCOME, key));
        let Some(outcome) = outcome.filter(is_right) else { return Ok(Err(self.notes(options).into())) };
        let (looked, is_news) = match self.notes(options).hold(files) {
            Held::No(looked) => return Ok(Err(looked)),
            Held::Yes(looked) => (looked, false),
            Held::Seen(looked) => (looked, true),
        };
        if !sink.keep_all(&outcome.manifest)? {
            return Ok(Err(looked));
        }
        if is_news {
            self.note(key, &looked.notes);
        }
        stats.pages = outcome.n_pages;
        stats.stage("unchanged", outcome.n_pages, 0);
        Ok(Ok(Build {
            diagnostics: outcome.diagnostics,
            stats,
            changes: outcome.changes,
            rendered: Vec::new(),
        }))
    }

    /// Remembers that files were read again, and all else as it was.
    fn note(&self, key: Digest, notes: &Notes) {
        let Ok(bytes) = postcard::to_stdvec(notes) else { return };
        let own = section(SOURCES, key);
        let worlds: Vec<Digest> = self.section(WORLDS).unwrap_or_default();
        let all =
            worlds.iter().flat_map(|world| [OUTCOME, SOURCES, TRACES].map(|name| section(name, *world)));
        let shared = [WORLDS, CODE, documents::SECTION, assets::SECTION].map(str::to_owned);
        let mut sections: Vec<Section> =
            all.chain(shared).filter(|name| *name != own).map(Section::Keep).collect();
        sections.push(Section::New(own, bytes));
        self.store.commit(sections);
    }

    /// Remembers what files say and became, for somebody who reads them again and builds nothing.
    pub(super) fn remember_reading(&self, documents: Layers, assets: Option<Vec<u8>>) {
        if self.has_lost() {
            return;
        }
        let kept = || Section::Keep(assets::SECTION.to_owned());
        let new = |bytes| Section::New(assets::SECTION.to_owned(), bytes);
        let mut sections = vec![assets.map_or_else(kept, new)];
        // A section that cannot be encoded is left out, and files are read anew.
        let documents = documents.keep(&self.store).ok();
        sections.extend(documents.map(|bytes| Section::New(documents::SECTION.to_owned(), bytes)));
        self.store.commit(sections);
        self.shelf.clear();
    }

    /// Remembers a build, while whoever asked for it goes on. `waste` is dropped on the way.
    pub(super) fn remember(&self, build: &Build, memory: Memory<'_>, waste: Box<dyn Send>) {
        // What was made of a loss must not be taken for the site.
        if self.for_one || self.has_lost() {
            return;
        }
        let key = memory.options.digest();
        let outcome = Outcome {
            now: memory.now,
            until: memory.until,
            diagnostics: build.diagnostics.clone(),
            changes: build.changes.clone(),
            n_pages: build.stats.pages,
            manifest: memory.manifest,
        };
        let Memory { read, documents, assets, traces, .. } = memory;
        let (store, is_last) = (Arc::clone(&self.store), self.is_last);
        let write = move || {
            let sections = sections(&store, key, &outcome, &read, documents, assets, &traces);
            store.commit(sections);
            // Taking ten thousand pages apart is a twentieth of a build after an edit. Nobody waits for it, and a process that
            // is about to end does without.
            let waste = ManuallyDrop::new((waste, read, traces));
            if !is_last {
                thread::spawn(|| drop(ManuallyDrop::into_inner(waste)));
            }
        };
        *self.writer() = Some(thread::spawn(write));
    }

    /// Forgets everything, after a loss: the next build starts from nothing, and what is damaged is made again.
    pub(super) fn forget(&self) {
        self.store.commit(Vec::new());
        self.shelf.forgive();
    }

    /// Waits until what the last build left is written.
    pub fn finish(&self) {
        let writer = self.writer().take();
        // A writer that panicked has written nothing, and the next build starts from what there was.
        let _ = writer.map(JoinHandle::join);
    }

    /// Lets other machines have what the last build left, if they share it. Waits for them, but not for ever.
    pub fn share(&self) {
        self.finish();
        self.store.share();
    }

    fn writer(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.finish();
    }
}

/// What is kept of a build, and of those under other options.
fn sections(
    store: &Store,
    key: Digest,
    outcome: &Outcome,
    read: &Notes,
    documents: Layers,
    assets: Vec<u8>,
    traces: &Traces,
) -> Vec<Section> {
    let mut worlds: Vec<Digest> =
        store.section(WORLDS).and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default();
    worlds.retain(|world| *world != key);
    worlds.truncate(MAX_WORLDS - 1);
    let kept = worlds.iter().flat_map(|world| [OUTCOME, SOURCES, TRACES].map(|name| section(name, *world)));
    let mut sections: Vec<Section> = kept.map(Section::Keep).collect();
    worlds.insert(0, key);
    let mut add = |name: String, bytes: Result<Vec<u8>, postcard::Error>| {
        // A section that cannot be encoded is left out, and is made anew by the next build.
        sections.extend(bytes.ok().map(|bytes| Section::New(name, bytes)));
    };
    add(WORLDS.to_owned(), postcard::to_stdvec(&worlds));
    add(section(OUTCOME, key), postcard::to_stdvec(outcome));
    add(section(SOURCES, key), postcard::to_stdvec(read));
    add(section(TRACES, key), traces.layers().and_then(|layers| layers.keep(store)));
    add(documents::SECTION.to_owned(), documents.keep(store));
    add(assets::SECTION.to_owned(), Ok(assets));
    sections.push(
        markdown::highlighted()
            .map_or_else(|| Section::Keep(CODE.to_owned()), |blocks| Section::New(CODE.to_owned(), blocks)),
    );
    sections
}

/// The name of a section that belongs to builds under certain options.
fn section(name: &str, options: Digest) -> String {
    format!("{name}-{options}")
}
