//! What a build did, how long it took, and what took longest. Nothing of it reaches an output.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// The work of a build.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Files rendered from templates, those that were kept included.
    pub pages: usize,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// Every text parsed and every page rendered, in the order of their files and addresses.
    pub work: Vec<Work>,
    clock: Clock,
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
    /// When it began, counted from the build's beginning.
    pub began: Duration,
    /// How long it took.
    pub took: Duration,
}

/// One thing that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What was done: `parse` or `render`.
    pub kind: &'static str,
    /// The file parsed, or the address rendered.
    pub name: String,
    /// The template, of what was rendered.
    pub template: Option<String>,
    /// When, how long and by whom.
    pub span: WorkSpan,
}

/// When something was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkSpan {
    /// When it began, counted from the build's beginning.
    pub began: Duration,
    /// How long it took.
    pub took: Duration,
    /// The thread of the pool, from 0.
    pub thread: usize,
}

/// What tells the time since a build began.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock(Instant);

impl Clock {
    /// Does some work and tells when.
    pub(super) fn time<T>(self, work: impl FnOnce() -> T) -> (T, WorkSpan) {
        let began = self.0.elapsed();
        let done = work();
        let thread = rayon::current_thread_index().unwrap_or(0);
        (done, WorkSpan { began, took: self.0.elapsed().saturating_sub(began), thread })
    }
}

impl Stats {
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self { pages: 0, stages: Vec::new(), work: Vec::new(), clock: Clock(now), last: now }
    }

    pub(super) fn clock(&self) -> Clock {
        self.clock
    }

    /// Ends the stage that began when the one before it ended.
    pub(super) fn stage(&mut self, name: &'static str, count: usize, made: usize) {
        let now = Instant::now();
        let (began, took) = (self.last - self.clock.0, now - self.last);
        self.stages.push(Stage { name, count, made, began, took });
        self.last = now;
    }

    /// How long the stages took together.
    pub fn took(&self) -> Duration {
        self.last - self.clock.0
    }

    /// The templates that took longest, with how many files each rendered.
    pub fn slowest_templates(&self, n: usize) -> Vec<(&str, usize, Duration)> {
        let mut templates: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
        for work in &self.work {
            let Some(template) = &work.template else { continue };
            let (count, took) = templates.entry(template).or_default();
            *count += 1;
            *took += work.span.took;
        }
        let mut slowest: Vec<_> =
            templates.into_iter().map(|(name, (count, took))| (name, count, took)).collect();
        slowest.sort_by_key(|(_, _, took)| std::cmp::Reverse(*took));
        slowest.truncate(n);
        slowest
    }

    /// The files and pages that took longest.
    pub fn slowest_work(&self, n: usize) -> Vec<&Work> {
        let mut slowest: Vec<&Work> = self.work.iter().collect();
        slowest.sort_by_key(|work| std::cmp::Reverse(work.span.took));
        slowest.truncate(n);
        slowest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_come_first() {
        let mut stats = Stats::start();
        for (name, template, ms) in
            [("/a/", "page.html", 3), ("/b/", "page.html", 4), ("/c/", "list.html", 5)]
        {
            let span = WorkSpan { took: Duration::from_millis(ms), ..WorkSpan::default() };
            let template = Some(template.to_owned());
            stats.work.push(Work { kind: "render", name: name.to_owned(), template, span });
        }
        let templates = stats.slowest_templates(1);
        assert_eq!(templates, [("page.html", 2, Duration::from_millis(7))]);
        assert_eq!(
            stats.slowest_work(2).iter().map(|work| work.name.as_str()).collect::<Vec<_>>(),
            ["/c/", "/b/"]
        );
    }
}
