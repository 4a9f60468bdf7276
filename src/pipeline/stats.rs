//! What a build did and how long each stage took.

use std::time::{Duration, Instant};

/// The work of a build. Nothing of it reaches an output.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Files rendered from templates.
    pub pages: usize,
    /// The stages in order.
    pub stages: Vec<Stage>,
    began: Instant,
    last: Instant,
}

/// A stage of a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What it is called in `--timings`.
    pub name: &'static str,
    /// How many things it worked on.
    pub count: usize,
    /// How many of them it had to make; the others were as they were.
    pub made: usize,
    /// How long it took.
    pub took: Duration,
}

impl Stats {
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self { pages: 0, stages: Vec::new(), began: now, last: now }
    }

    /// Ends the stage that began when the one before it ended.
    pub(super) fn stage(&mut self, name: &'static str, count: usize, made: usize) {
        let now = Instant::now();
        self.stages.push(Stage { name, count, made, took: now - self.last });
        self.last = now;
    }

    /// How long the stages took together.
    pub fn took(&self) -> Duration {
        self.last - self.began
    }
}
