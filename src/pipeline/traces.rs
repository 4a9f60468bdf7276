//! What the last build rendered, what each file read for it, and which of those files would look the same now.
//!
//! A question and its answer are stored once, however many files asked it; a file's trace is a list of numbers. So the
//! questions of ten thousand pages are answered anew once each, and most builds need not even do that: as long as nothing
//! changed that pages can see of each other, only texts and templates are compared.

use std::hash::BuildHasherDefault;
use std::sync::{Arc, Mutex, PoisonError};

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

use crate::output::OutputPath;
use crate::render::{Answer, Name, Names, Read, Reads, Renderer};
use crate::source::Digest;

use super::pages::File;
use super::search::Bundled;

/// Answers with their numbers.
type Answers = IndexSet<Answer, BuildHasherDefault<FxHasher>>;

/// What a build rendered.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Traces {
    /// Of everything that pages could see of each other.
    facts: Digest,
    names: Vec<Arc<str>>,
    answers: Vec<Answer>,
    files: Vec<Trace>,
    exports: Vec<ExportTrace>,
    /// The search bundle.
    bundle: Option<Bundled>,
}

/// Files of one kind that are made from the site as a whole.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ExportTrace {
    reads: Vec<u32>,
    files: Vec<(OutputPath, Digest)>,
}

/// The same with what was read spelt out.
#[derive(Clone, Debug)]
pub(super) struct Exported {
    pub(super) reads: Reads,
    pub(super) files: Vec<(OutputPath, Digest)>,
    /// Whether they were made now.
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

/// What is known of a file after this build.
pub(super) enum Known<'a> {
    /// It is as the last build left it.
    Kept(&'a Trace),
    /// It was rendered.
    Made(Trace),
}

impl Known<'_> {
    pub(super) fn ids(&self) -> &[Name] {
        match self {
            Self::Kept(trace) => &trace.ids,
            Self::Made(trace) => &trace.ids,
        }
    }

    pub(super) fn hrefs(&self) -> &[Name] {
        match self {
            Self::Kept(trace) => &trace.hrefs,
            Self::Made(trace) => &trace.hrefs,
        }
    }

    /// Where the store has what search takes from it.
    pub(super) fn found(&self) -> Option<Digest> {
        match self {
            Self::Kept(trace) => trace.found,
            Self::Made(trace) => trace.found,
        }
    }
}

impl Traces {
    /// The names that have numbers in the traces.
    pub(super) fn names(&self) -> Names {
        Names::with(self.names.iter().cloned())
    }

    /// Compares the answers with those of now.
    pub(super) fn verify(&self, renderer: &Renderer) -> Verified<'_> {
        let same_facts = self.facts == renderer.site().facts();
        let holds = |answer: &Answer| {
            let may_differ = !same_facts || matches!(answer.read, Read::Body(..) | Read::Template(_));
            !may_differ || renderer.answer(&answer.read) == *answer
        };
        Verified {
            traces: self,
            holds: self.answers.par_iter().with_min_len(256).map(holds).collect(),
            by_url: self.files.iter().map(|trace| (trace.url, trace)).collect(),
            new: Mutex::default(),
        }
    }
}

/// The traces of the last build, compared with the site of now.
pub(super) struct Verified<'a> {
    traces: &'a Traces,
    holds: Vec<bool>,
    by_url: FxHashMap<Name, &'a Trace>,
    /// The answers that files of this build read.
    new: Mutex<Answers>,
}

impl<'a> Verified<'a> {
    /// The trace of a file that would look the same now.
    pub(super) fn same(&self, url: Name) -> Option<&'a Trace> {
        let trace = *self.by_url.get(&url)?;
        self.all_hold(&trace.reads).then_some(trace)
    }

    /// The numbers of what a file of this build read.
    pub(super) fn number(&self, reads: Reads) -> Vec<u32> {
        let mut answers = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        reads.into_iter().map(|answer| answers.insert_full(answer).0 as u32).collect()
    }

    /// The files of a kind that would be the same now.
    pub(super) fn same_exports(&self, kind: usize) -> Option<Exported> {
        let trace = self.traces.exports.get(kind).filter(|trace| self.all_hold(&trace.reads))?;
        let reads = trace.reads.iter().map(|number| self.traces.answers[*number as usize].clone());
        Some(Exported { reads: reads.collect(), files: trace.files.clone(), is_new: false })
    }

    fn all_hold(&self, reads: &[u32]) -> bool {
        reads.iter().all(|number| self.holds.get(*number as usize).is_some_and(|holds| *holds))
    }

    /// The last search bundle.
    pub(super) fn bundle(&self) -> Option<&'a Bundled> {
        self.traces.bundle.as_ref()
    }

    /// How many things a file read, and which of them have another answer now; `None` where nothing is known of it.
    pub(super) fn compare(&self, url: Name) -> Option<(usize, Vec<&'a Answer>)> {
        let trace = *self.by_url.get(&url)?;
        let answer = |number: &u32| &self.traces.answers[*number as usize];
        let changed = trace.reads.iter().filter(|number| !self.holds[**number as usize]).map(answer);
        Some((trace.reads.iter().map(|number| answer(number).n_asked()).sum(), changed.collect()))
    }

    /// The traces of this build: those kept and those made, each with its address.
    pub(super) fn next(
        self,
        renderer: &Renderer,
        files: &[File<'_>],
        exports: Vec<Exported>,
        bundle: Option<Bundled>,
    ) -> Traces {
        let mut answers = self.new.into_inner().unwrap_or_else(PoisonError::into_inner);
        // The new number of each old answer; `u32::MAX` until it is needed.
        let mut renumbered = vec![u32::MAX; self.traces.answers.len()];
        let traces = files.iter().map(|file| match &file.known {
            Known::Kept(trace) => {
                let mut renumber = |old: &u32| {
                    let new = &mut renumbered[*old as usize];
                    if *new == u32::MAX {
                        *new = answers.insert_full(self.traces.answers[*old as usize].clone()).0 as u32;
                    }
                    *new
                };
                Trace { reads: trace.reads.iter().map(&mut renumber).collect(), ..Trace::clone(trace) }
            }
            Known::Made(trace) => trace.clone(),
        });
        let files = traces.collect();
        let exports = exports.into_iter().map(|exported| ExportTrace {
            reads: exported.reads.into_iter().map(|answer| answers.insert_full(answer).0 as u32).collect(),
            files: exported.files,
        });
        let exports = exports.collect();
        let answers = answers.into_iter().collect();
        let names = renderer.names().all();
        Traces { facts: renderer.site().facts(), files, exports, bundle, answers, names }.compacted()
    }
}

impl Traces {
    /// Without the names that nothing refers to, once they are most of all.
    fn compacted(self) -> Self {
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
        if used.iter().filter(|used| **used).count() * 2 > used.len() {
            return self;
        }
        let names = Names::default();
        let mut moved = |name: Name| names.intern(&self.names[name.index()]);
        let answers = self
            .answers
            .iter()
            .map(|answer| Answer { read: answer.read.renamed(&mut moved), ..answer.clone() })
            .collect();
        let files = self.files.iter().map(|trace| Trace {
            url: moved(trace.url),
            ids: trace.ids.iter().map(|name| moved(*name)).collect(),
            hrefs: trace.hrefs.iter().map(|name| moved(*name)).collect(),
            ..trace.clone()
        });
        let files = files.collect();
        Self {
            facts: self.facts,
            answers,
            files,
            exports: self.exports,
            bundle: self.bundle,
            names: names.all(),
        }
    }
}
