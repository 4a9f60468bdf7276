//! Changes that belong together: from the first until it is quiet. An edit is passed on at once, and the build that follows
//! waits until nothing more comes.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::source::FilePath;

/// How long a file that somebody may still be writing is left alone, where the system does not tell that it was closed.
const WRITTEN: Duration = Duration::from_millis(10);

/// How long it must be quiet before a build: a checkout of a thousand files is one change.
const QUIET: Duration = Duration::from_millis(50);

/// The same where the few files that changed are known to be whole: somebody has saved.
const QUIET_WHEN_SAVED: Duration = Duration::from_millis(20);

/// The same where all that changed is shown already: somebody who writes is not disturbed by builds.
const QUIET_WHEN_SHOWN: Duration = Duration::from_millis(250);

/// How long a build is put off at most.
const LONGEST_UNREST: Duration = Duration::from_millis(500);
const LONGEST_WHEN_SHOWN: Duration = Duration::from_secs(2);

/// How often a burst is asked for a quick answer in vain: an editor may write a file in several steps.
const MOST_TRIES: usize = 4;

/// How many files may have changed for a quick answer.
const MOST_FILES: usize = 8;

/// What is to be done once no more events come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Show an edit, if it can be shown before a build.
    Edit,
    /// Build.
    Build,
}

/// One burst of changes.
#[derive(Debug)]
pub(super) struct Burst {
    /// What changed and is not shown.
    files: BTreeSet<FilePath>,
    /// Whether a quick answer is wanted: something came since the last one.
    is_open: bool,
    /// Whether the last event told that its file is whole.
    is_complete: bool,
    /// Whether all that changed is shown.
    is_shown: bool,
    n_tries: usize,
    first: Instant,
    last: Instant,
}

impl Burst {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        let files = BTreeSet::new();
        Self { files, is_open: false, is_complete: false, is_shown: false, n_tries: 0, first: now, last: now }
    }

    /// A file has changed.
    pub(super) fn add(&mut self, file: FilePath, is_complete: bool) {
        self.last = Instant::now();
        self.files.insert(file);
        (self.is_open, self.is_complete, self.is_shown) = (true, is_complete, false);
    }

    /// Something has changed, and nobody knows what.
    pub(super) fn add_unknown(&mut self) {
        self.last = Instant::now();
        (self.is_complete, self.is_shown, self.n_tries) = (false, false, MOST_TRIES);
    }

    /// What changed and is not shown.
    pub(super) fn files(&self) -> &BTreeSet<FilePath> {
        &self.files
    }

    /// Whether an edit could be shown.
    pub(super) fn answer(&mut self, is_shown: bool) {
        (self.is_open, self.is_shown) = (false, is_shown);
        if is_shown {
            self.files.clear();
        } else {
            self.n_tries += 1;
        }
    }

    /// What to do next, and how long from now if nothing more happens.
    pub(super) fn next(&self) -> (Duration, Next) {
        let now = Instant::now();
        if self.is_open && self.n_tries < MOST_TRIES && self.files.len() <= MOST_FILES {
            let wait = if self.is_complete { Duration::ZERO } else { WRITTEN };
            return ((self.last + wait).saturating_duration_since(now), Next::Edit);
        }
        let is_saved = self.is_complete && self.files.len() <= MOST_FILES;
        let (quiet, longest) = if self.is_shown {
            (QUIET_WHEN_SHOWN, LONGEST_WHEN_SHOWN)
        } else if is_saved {
            (QUIET_WHEN_SAVED, LONGEST_UNREST)
        } else {
            (QUIET, LONGEST_UNREST)
        };
        let at = (self.last + quiet).min(self.first + longest);
        (at.saturating_duration_since(now), Next::Build)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_soon(burst: &Burst, next: Next, at_most: Duration) -> bool {
        let (left, what) = burst.next();
        what == next && left <= at_most
    }

    #[test]
    fn an_edit_is_shown_first_and_built_later() {
        let mut burst = Burst::new();
        burst.add("content/a.md".into(), true);
        assert!(is_soon(&burst, Next::Edit, Duration::ZERO));
        burst.answer(true);
        assert!(burst.files().is_empty());
        assert!(!is_soon(&burst, Next::Build, QUIET) && is_soon(&burst, Next::Build, QUIET_WHEN_SHOWN));
    }

    #[test]
    fn what_cannot_be_shown_is_asked_for_again_when_more_comes() {
        let mut burst = Burst::new();
        burst.add("content/a.md".into(), false);
        assert!(is_soon(&burst, Next::Edit, WRITTEN));
        burst.answer(false);
        assert!(is_soon(&burst, Next::Build, QUIET));
        burst.add("content/a.md".into(), true);
        assert!(is_soon(&burst, Next::Edit, Duration::ZERO));
        for _ in 0..MOST_TRIES {
            burst.answer(false);
        }
        burst.add("content/a.md".into(), true);
        assert!(is_soon(&burst, Next::Build, QUIET_WHEN_SAVED));
        burst.add("content/a.md".into(), false);
        assert!(is_soon(&burst, Next::Build, QUIET) && !is_soon(&burst, Next::Build, QUIET_WHEN_SAVED));
    }

    #[test]
    fn a_checkout_is_only_built() {
        let mut burst = Burst::new();
        for n in 0..1000 {
            burst.add(FilePath::new(&format!("content/{n}.md")), true);
        }
        assert!(is_soon(&burst, Next::Build, QUIET) && !is_soon(&burst, Next::Build, QUIET_WHEN_SAVED));
    }
}
