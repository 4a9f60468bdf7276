//! What the last build rendered, what each file read for it, and which of those files would look the same now.
//!
//! A question and its answer are stored once, however many files asked it; a file's trace is a list of numbers. So the
//! questions of ten thousand pages are answered anew once each, and most builds need not even do that: as long as nothing
//! changed that pages can see of each other, only texts and templates are compared.

mod kept;

use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::output::OutputPath;
use crate::render::{Answer, Name, Names, Read, Reads, Renderer};
use crate::source::Digest;

use super::pages::File;
use super::search::Bundled;
use kept::Bulk;

/// What a build rendered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Traces {
    /// Of everything that pages could see of each other.
    facts: Digest,
    names: Vec<Arc<str>>,
    answers: Vec<Answer>,
    files: Vec<Arc<Trace>>,
    exports: Vec<Exported>,
    /// The search bundle.
    bundle: Option<Bundled>,
    /// What they were kept as when all of them were written last; nothing if they are to be written as a whole.
    #[serde(skip)]
    bulk: Option<Bulk>,
}

/// Files of one kind that are made from the site as a whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Exported {
    /// What they read: numbers of answers.
    pub(super) reads: Vec<u32>,
    pub(super) files: Vec<(OutputPath, Digest)>,
    /// Whether they were made now.
    #[serde(skip)]
    pub(super) is_new: bool,
}

/// A rendered file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Trace {
    /// Its address.
    pub(super) url: Name,
    /// What it read: numbers of answers.
    pub(super) reads: Vec<u32>,
    /// Of its bytes.
    pub(super) digest: Digest,
    /// Where the store has what search takes from it.
    pub(super) found: Option<Digest>,
    /// The ids on it.
    pub(super) ids: Vec<Name>,
    /// The addresses it links to.
    pub(super) hrefs: Vec<Name>,
}

impl Traces {
    /// The names that have numbers in the traces.
    pub(super) fn names(&self) -> Names {
        Names::with(self.names.iter().cloned())
    }

    /// Compares the answers with those of now.
    pub(super) fn verify(self, renderer: &Renderer) -> Verified {
        let same_facts = self.facts == renderer.site().facts();
        let holds = |answer: &Answer| {
            let may_differ = !same_facts || matches!(answer.read, Read::Body(..) | Read::Template(_));
            !may_differ || renderer.answer(&answer.read) == *answer
        };
        Verified {
            holds: self.answers.par_iter().with_min_len(256).map(holds).collect(),
            by_url: (0..).zip(&self.files).map(|(index, trace)| (trace.url, index)).collect(),
            new: Mutex::default(),
            traces: self,
        }
    }
}

/// What of the traces is asked between two builds.
impl Traces {
    /// For the address of each page with a body, the addresses of the files that show it.
    pub(super) fn showing(&self, body: Name) -> FxHashMap<Name, Vec<Name>> {
        let page = |answer: &Answer| match answer.read {
            Read::Body(page, text) if text == body => Some(page),
            _ => None,
        };
        let pages: Vec<Option<Name>> = self.answers.iter().map(page).collect();
        let mut showing: FxHashMap<Name, Vec<Name>> = FxHashMap::default();
        for trace in &self.files {
            for page in trace.reads.iter().filter_map(|number| *pages.get(*number as usize)?) {
                showing.entry(page).or_default().push(trace.url);
            }
        }
        showing
    }

    /// For the address of each file, the digest of the ids and links on it.
    pub(super) fn places(&self) -> FxHashMap<Name, Digest> {
        let place = |trace: &Arc<Trace>| (trace.url, places(&trace.ids, &trace.hrefs));
        self.files.par_iter().with_min_len(256).map(place).collect()
    }
}

/// The digest of a file's ids and of its links.
pub(super) fn places(ids: &[Name], hrefs: &[Name]) -> Digest {
    Digest::of_encoded(&(ids, hrefs))
}

/// The traces of the last build, compared with the site of now.
pub(super) struct Verified {
    traces: Traces,
    holds: Vec<bool>,
    by_url: FxHashMap<Name, usize>,
    /// The answers that files of this build read. Their numbers follow those of the answers there were.
    new: Mutex<IndexSet<Answer, FxBuildHasher>>,
}

impl Verified {
    /// The trace of a file that would look the same now.
    pub(super) fn same(&self, url: Name) -> Option<&Arc<Trace>> {
        self.trace(url).filter(|trace| self.all_hold(&trace.reads))
    }

    fn trace(&self, url: Name) -> Option<&Arc<Trace>> {
        self.traces.files.get(*self.by_url.get(&url)?)
    }

    /// The numbers of what a file of this build read.
    pub(super) fn number(&self, reads: Reads) -> Vec<u32> {
        let first = self.traces.answers.len();
        let mut answers = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        reads.into_iter().map(|answer| (first + answers.insert_full(answer).0) as u32).collect()
    }

    /// The files of a kind that would be the same now.
    pub(super) fn same_exports(&self, kind: usize) -> Option<Exported> {
        self.traces.exports.get(kind).filter(|trace| self.all_hold(&trace.reads)).cloned()
    }

    fn all_hold(&self, reads: &[u32]) -> bool {
        reads.iter().all(|number| self.holds.get(*number as usize).is_some_and(|holds| *holds))
    }

    /// The last search bundle.
    pub(super) fn bundle(&self) -> Option<&Bundled> {
        self.traces.bundle.as_ref()
    }

    /// How many things a file read, and which of them have another answer now; `None` where nothing is known of it.
    pub(super) fn compare(&self, url: Name) -> Option<(usize, Vec<&Answer>)> {
        let trace = self.trace(url)?;
        let answer = |number: &u32| &self.traces.answers[*number as usize];
        let changed = trace.reads.iter().filter(|number| !self.holds[**number as usize]).map(answer);
        Some((trace.reads.iter().map(|number| answer(number).n_asked()).sum(), changed.collect()))
    }

    /// The traces of this build: those kept and those made.
    pub(super) fn next(
        mut self,
        renderer: &Renderer,
        files: &[File<'_>],
        exports: Vec<Exported>,
        bundle: Option<Bundled>,
    ) -> Traces {
        let bulk = self.changed_bulk(files);
        let mut answers = self.traces.answers;
        answers.extend(self.new.into_inner().unwrap_or_else(PoisonError::into_inner));
        let files = files.iter().map(|file| Arc::clone(&file.trace)).collect();
        let (facts, names) = (renderer.site().facts(), renderer.names().all());
        let traces = Traces { facts, names, answers, files, exports, bundle, bulk };
        if traces.is_near_bulk() {
            return traces;
        }
        Traces { bulk: None, ..traces }.without_old_answers().without_old_names()
    }

    /// The bulk of the traces, knowing what differs from it in this build.
    fn changed_bulk(&mut self, files: &[File<'_>]) -> Option<Bulk> {
        let mut bulk = self.traces.bulk.take()?;
        let is_old = |trace: &Arc<Trace>| self.trace(trace.url).is_some_and(|old| Arc::ptr_eq(old, trace));
        let other = files.iter().map(|file| &file.trace).filter(|trace| !is_old(trace));
        let there: FxHashSet<Name> = files.iter().map(|file| file.trace.url).collect();
        let gone = self.traces.files.iter().map(|trace| trace.url).filter(|url| !there.contains(url));
        bulk.note(other.map(|trace| trace.url), gone);
        Some(bulk)
    }
}

impl Traces {
    /// Without the answers that nobody read, once they are most of all. Until then each stays at its number, so that the
    /// traces of files that are as they were need not be written anew.
    fn without_old_answers(mut self) -> Self {
        let mut used = vec![false; self.answers.len()];
        let reads = self.files.iter().map(|trace| &trace.reads);
        for number in reads.chain(self.exports.iter().map(|trace| &trace.reads)).flatten() {
            if let Some(used) = used.get_mut(*number as usize) {
                *used = true;
            }
        }
        if is_mostly(&used) {
            return self;
        }
        let mut answers: IndexSet<Answer, FxBuildHasher> = IndexSet::default();
        let mut renumbered = |reads: &[u32]| -> Vec<u32> {
            let answer = |number: &u32| self.answers.get(*number as usize);
            let reads = reads.iter().filter_map(answer).map(|answer| answers.insert_full(answer.clone()).0);
            reads.map(|number| number as u32).collect()
        };
        for trace in &mut self.files {
            *trace = Arc::new(Trace { reads: renumbered(&trace.reads), ..Trace::clone(trace) });
        }
        for trace in &mut self.exports {
            trace.reads = renumbered(&trace.reads);
        }
        self.answers = answers.into_iter().collect();
        self
    }

    /// Without the names that nothing refers to, once they are most of all.
    fn without_old_names(mut self) -> Self {
        let mut used = vec![false; self.names.len()];
        let mut mark = |name: Name| {
            if let Some(used) = used.get_mut(name.index()) {
                *used = true;
            }
        };
        self.answers.iter().for_each(|answer| answer.read.names().for_each(&mut mark));
        for trace in &self.files {
            std::iter::once(&trace.url).chain(&trace.ids).chain(&trace.hrefs).for_each(|name| mark(*name));
        }
        if is_mostly(&used) {
            return self;
        }
        let names = Names::default();
        let mut moved = |name: Name| names.intern(&self.names[name.index()]);
        for answer in &mut self.answers {
            answer.read = answer.read.renamed(&mut moved);
        }
        for trace in &mut self.files {
            *trace = Arc::new(Trace {
                url: moved(trace.url),
                ids: trace.ids.iter().map(|name| moved(*name)).collect(),
                hrefs: trace.hrefs.iter().map(|name| moved(*name)).collect(),
                ..Trace::clone(trace)
            });
        }
        self.names = names.all();
        self
    }
}

/// Whether more than half of them are set.
fn is_mostly(flags: &[bool]) -> bool {
    flags.iter().filter(|flag| **flag).count() * 2 > flags.len()
}
