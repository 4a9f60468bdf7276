//! What the server shows and who listens: the one thing that the builder writes and the requests read.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tokio::sync::{broadcast, watch};

use crate::output::OutputPath;

use super::events::Event;
use super::overlay::{Trouble, Warnings};
use super::site::Site;
use super::world::Shown;

/// How many events a slow listener may be behind; one that is further behind is told where things stand instead.
const MAX_BEHIND: usize = 64;

/// How many pages that were asked for last count as looked at: not every browser tells that it has a page open.
const MOST_ASKED: usize = 8;

/// The state and its listeners.
#[derive(Debug)]
pub(super) struct Shared {
    state: RwLock<Arc<State>>,
    events: broadcast::Sender<Event>,
    stop: watch::Sender<bool>,
    /// The pages that are open, each with how many show it.
    open: Mutex<BTreeMap<OutputPath, usize>>,
    /// The pages that were asked for last, the latest at the end.
    asked: Mutex<VecDeque<OutputPath>>,
}

/// A page that somebody looks at.
#[derive(Debug)]
pub(super) struct Open {
    shared: Arc<Shared>,
    page: OutputPath,
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.shared.open();
        if let Some(n) = open.get_mut(&self.page) {
            *n -= 1;
            if *n == 0 {
                open.remove(&self.page);
            }
        }
    }
}

/// Where things stand after some build. Replaced as a whole, so that no request sees half of two builds.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// How many builds there have been.
    pub(super) build: u64,
    /// Names the site among all that this and other runs of the preview have shown.
    pub(super) version: String,
    /// The last good site, if there has been one.
    pub(super) site: Option<Arc<Site>>,
    /// Why the last build gave none.
    pub(super) trouble: Option<Arc<Trouble>>,
    /// What the last build noticed besides.
    pub(super) warnings: Option<Arc<Warnings>>,
    /// What the site shows.
    pub(super) shown: Arc<Shown>,
}

impl Shared {
    /// Nothing built yet.
    pub(super) fn new() -> Self {
        Self {
            state: RwLock::default(),
            events: broadcast::Sender::new(MAX_BEHIND),
            stop: watch::Sender::new(false),
            open: Mutex::default(),
            asked: Mutex::default(),
        }
    }

    /// Where things stand.
    pub(super) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where things stand, and every event from then on.
    pub(super) fn listen(&self) -> (Arc<State>, broadcast::Receiver<Event>) {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        (Arc::clone(&state), self.events.subscribe())
    }

    /// Replaces the state and tells the listeners.
    pub(super) fn publish(&self, state: State, events: Vec<Event>) {
        let mut current = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let old = mem::replace(&mut *current, Arc::new(state));
        for event in events {
            // An error means that nobody listens.
            let _ = self.events.send(event);
        }
        drop(current);
        // Taking ten thousand pages apart takes a while, which no request waits for.
        drop(old);
    }

    /// Notes that a page is open until what is returned is dropped.
    pub(super) fn opened(self: &Arc<Self>, page: OutputPath) -> Open {
        *self.open().entry(page.clone()).or_default() += 1;
        Open { shared: Arc::clone(self), page }
    }

    /// Notes that somebody has asked for a page.
    pub(super) fn asked_for(&self, page: OutputPath) {
        let mut asked = self.asked();
        if asked.back() == Some(&page) {
            return;
        }
        asked.retain(|other| *other != page);
        if asked.len() == MOST_ASKED {
            asked.pop_front();
        }
        asked.push_back(page);
    }

    /// The output paths of the pages that somebody looks at.
    pub(super) fn looked_at(&self) -> BTreeSet<OutputPath> {
        let asked = self.asked().iter().cloned().collect::<Vec<_>>();
        self.open().keys().cloned().chain(asked).collect()
    }

    fn asked(&self) -> MutexGuard<'_, VecDeque<OutputPath>> {
        // Nothing panics while it holds the lock.
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> MutexGuard<'_, BTreeMap<OutputPath, usize>> {
        // Nothing panics while it holds the lock.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends every event stream, so that the server can end.
    pub(super) fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Becomes true when the preview ends.
    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }
}
