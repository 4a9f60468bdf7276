//! Builds, one at a time, and what each build means for those who look.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::report::{Diagnostic, Lang, summary};
use crate::source::DiskFiles;

use super::Built;
use super::bell::{Bell, Heard};
use super::change::{self, Change};
use super::events::Event;
use super::notice::{Notice, Say};
use super::overlay::Trouble;
use super::shared::{Shared, State};
use super::site::Site;
use super::words::text;

/// Makes a site when asked, or says in one line why it cannot. May remember things between builds.
pub(super) type Build = Box<dyn FnMut() -> Result<Built, String> + Send>;

/// The one who builds.
pub(super) struct Builder {
    pub(super) build: Build,
    pub(super) files: DiskFiles,
    pub(super) lang: Lang,
    pub(super) say: Say,
    pub(super) shared: Arc<Shared>,
    /// Differs between runs of the preview, so that a page left open from an earlier one is loaded again.
    pub(super) run: String,
    /// The diagnostics that were said last: the same are not said twice.
    pub(super) said: Vec<Diagnostic>,
}

impl Builder {
    /// Builds at every change and at every scheduled moment, until the bell is stopped.
    pub(super) fn work(mut self, bell: &Bell, mut next_change: Option<Timestamp>) {
        loop {
            match bell.wait(next_change) {
                Heard::Change => {}
                Heard::Moment => self.line("date-passed", &[]),
                Heard::Stop => return,
            }
            next_change = self.build();
        }
    }

    /// Builds once and shows it. The moment at which the same files give another site is returned.
    pub(super) fn build(&mut self) -> Option<Timestamp> {
        let (begun, started) = (Timestamp::now(), Instant::now());
        // A mistake of torg's own must not take the last good site from those who look at it.
        let built = catch_unwind(AssertUnwindSafe(|| (self.build)()));
        let ms = started.elapsed().as_millis().to_string();
        let built = match built.unwrap_or_else(|_panic| Err(text(self.lang, "crashed", &[]))) {
            Ok(built) => built,
            Err(reason) => {
                self.stopped(reason);
                return None;
            }
        };
        let next_change = built.next_change.filter(|moment| *moment > begun);
        self.finished(built, &ms);
        next_change
    }

    fn finished(&mut self, built: Built, ms: &str) {
        let old = self.shared.state();
        let number = old.build + 1;
        self.say_diagnostics(&built.diagnostics);
        let trouble = Trouble::of(number, &built.diagnostics, &self.files, self.lang, old.site.is_some());
        if let Some(trouble) = trouble {
            let key = if old.site.is_some() { "errors-kept" } else { "errors-none-yet" };
            self.line(key, &[("summary", &summary(&built.diagnostics, self.lang)), ("ms", ms)]);
            self.failed(&old, number, trouble);
        } else {
            let change = self.succeeded(&old, number, Site::new(built.outputs));
            let (pages, files) = (built.n_pages.to_string(), change.n_files.to_string());
            let key = if number == 1 { "built" } else { "built-again" };
            let mut line = text(self.lang, key, &[("pages", &pages), ("files", &files), ("ms", ms)]);
            if !built.diagnostics.is_empty() {
                line = format!("{line}; {}", summary(&built.diagnostics, self.lang));
            }
            (self.say)(Notice::Line(&line));
        }
    }

    fn succeeded(&self, old: &State, build: u64, site: Site) -> Change {
        let none = Site::default();
        let change = change::between(old.site.as_deref().unwrap_or(&none), &site);
        let kept = old.site.clone().filter(|_| change.n_files == 0);
        let mut state = State { build, version: old.version.clone(), site: kept, trouble: None };
        let mut events = Vec::new();
        if state.site.is_none() {
            state.version = format!("{}-{build}", self.run);
            state.site = Some(Arc::new(site));
            events.push(match &change.only_styles {
                Some(swaps) => Event::css(&state, &old.version, swaps),
                None => Event::reload(&state),
            });
        }
        if old.trouble.is_some() {
            events.insert(0, Event::cleared(&state));
        }
        self.shared.publish(state, events);
        change
    }

    fn failed(&self, old: &State, build: u64, trouble: Trouble) {
        let events = vec![Event::errors(&trouble)];
        self.shared.publish(State { build, trouble: Some(Arc::new(trouble)), ..old.clone() }, events);
    }

    fn stopped(&mut self, reason: String) {
        let old = self.shared.state();
        (self.say)(Notice::Warning(&reason));
        self.said.clear();
        let number = old.build + 1;
        self.failed(&old, number, Trouble::stop(number, reason, self.lang, old.site.is_some()));
    }

    fn say_diagnostics(&mut self, diagnostics: &[Diagnostic]) {
        if !diagnostics.is_empty() && self.said != diagnostics {
            (self.say)(Notice::Diagnostics(diagnostics));
        }
        diagnostics.clone_into(&mut self.said);
    }

    fn line(&self, key: &str, args: &[(&str, &str)]) {
        (self.say)(Notice::Line(&text(self.lang, key, args)));
    }
}
