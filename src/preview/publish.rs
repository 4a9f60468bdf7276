//! What builds and edits mean for those who look: the one writer of [`Shared`].
//!
//! Two threads come here: one that builds, and one that notices changes and has quick ones shown before the build. Whoever
//! publishes holds `order`, and a build that ends has the edits made since its beginning answered again by the site it gave, so
//! that it never takes a newer text off the screen.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::Timestamp;

use crate::config::Config;
use crate::output::OutputPath;
use crate::pipeline;
use crate::report::{Diagnostic, Lang, summary};
use crate::source::{DiskFiles, FilePath};

use super::change::{self, Change};
use super::events::Event;
use super::maker::{Answer, Built, Early, Maker};
use super::notice::{Notice, Say};
use super::overlay::{Show, Trouble, Warnings};
use super::shared::{Shared, State};
use super::site::Site;
use super::words::text;
use super::world::{Shown, World};

/// Makes the site anew, and publishes it.
pub(super) struct Publisher {
    pub(super) maker: Box<dyn Maker>,
    pub(super) files: DiskFiles,
    pub(super) lang: Lang,
    /// See [`Options::editor`](super::Options::editor).
    pub(super) editor: String,
    pub(super) say: Say,
    pub(super) shared: Arc<Shared>,
    /// Differs between runs of the preview, so that a page left open from an earlier one is loaded again.
    pub(super) run: String,
    pub(super) order: Mutex<Order>,
}

/// What one publication must know of those before.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The number of the version that was shown last.
    edition: u64,
    /// The files that changed since the build that is under way began.
    touched: BTreeSet<FilePath>,
    /// Whether pages of the build that is under way are shown already.
    is_ahead: bool,
    /// The diagnostics that were said last: the same are not said twice.
    said: Vec<Diagnostic>,
}

/// Files to show in place of others.
type Files = BTreeMap<OutputPath, Arc<[u8]>>;

impl Publisher {
    /// Builds once and shows it. The moment at which the same files give another site is returned. `seen` is called as soon
    /// as there is something to see.
    pub(super) fn build(&self, seen: &dyn Fn()) -> Option<Timestamp> {
        let (begun, started) = (Timestamp::now(), Instant::now());
        {
            let mut order = self.order();
            order.touched.clear();
            order.is_ahead = false;
        }
        let early = |early: Early| {
            self.early(&early);
            seen();
        };
        // A mistake of torg's own must not take the last good site from those who look at it.
        let built = catch_unwind(AssertUnwindSafe(|| self.maker.build(&early)));
        let ms = started.elapsed().as_millis().to_string();
        let next_change = match built.unwrap_or_else(|_panic| Err(text(self.lang, "crashed", &[]))) {
            Ok(built) => {
                let next_change = built.next_change.filter(|moment| *moment > begun);
                self.finished(built, &ms);
                next_change
            }
            Err(reason) => {
                self.stopped(reason);
                None
            }
        };
        seen();
        next_change
    }

    /// Shows at once what an edit came to, if that can be told before a build. Whether it could.
    pub(super) fn quick(&self, changed: &BTreeSet<FilePath>) -> bool {
        let mut order = self.order();
        order.touched.extend(changed.iter().cloned());
        // The last build would take back what is newer in its successor, which answers as soon as it ends.
        if order.is_ahead {
            return false;
        }
        let answer = catch_unwind(AssertUnwindSafe(|| self.answer(changed))).unwrap_or_default();
        let (old, Some(answer)) = (self.shared.state(), answer) else { return false };
        let Some(site) = &old.site else { return false };
        self.show(&mut order, &old, site, answer);
        true
    }

    fn answer(&self, changed: &BTreeSet<FilePath>) -> Option<Answer> {
        self.maker.quick(changed, &self.shared.looked_at())
    }

    /// Shows what can be seen of a site that is being built: anything of it where there is none yet, and otherwise the pages
    /// that somebody looks at.
    fn early(&self, early: &Early) {
        let mut order = self.order();
        let old = self.shared.state();
        let Some(site) = &old.site else {
            let state = State {
                version: self.version(&mut order),
                site: Some(Arc::new(Site::early(early))),
                ..State::clone(&old)
            };
            let events = vec![self.change(&state, &old, &Change::all())];
            return self.shared.publish(state, events);
        };
        if !order.touched.is_empty() || old.trouble.is_some() {
            return;
        }
        let page = |path: OutputPath| (early.page)(path.as_str()).map(|html| (path, html.into()));
        let mut files: Files = self.shared.looked_at().into_iter().filter_map(page).collect();
        if files.iter().all(|(path, bytes)| site.is_same(path, bytes)) {
            return;
        }
        order.is_ahead = true;
        // What they link to is there already.
        files.extend(early.files.iter().map(|(path, bytes)| (path.clone(), Arc::clone(bytes))));
        self.show(&mut order, &old, site, Answer { files, page: None });
    }

    /// Puts what an edit came to into the site that is shown.
    fn show(&self, order: &mut Order, old: &State, site: &Site, mut answer: Answer) {
        answer.files.retain(|path, bytes| !site.is_same(path, bytes));
        if answer.files.is_empty() && answer.page.is_none() {
            return;
        }
        let change = change::of_files(site, &answer.files);
        let site = Some(Arc::new(site.with(answer)));
        let state = State { version: self.version(order), site, ..old.clone() };
        let events = vec![self.change(&state, old, &change)];
        self.shared.publish(state, events);
    }

    fn finished(&self, built: Built, ms: &str) {
        let mut order = self.order();
        order.is_ahead = false;
        let old = self.shared.state();
        let number = old.build + 1;
        self.say_diagnostics(&mut order, &built.diagnostics);
        let has_site = old.site.is_some();
        let show = self.show_options();
        let warnings = Warnings::of(number, &built.diagnostics, &show).map(Arc::new);
        // The same are those that open pages know, by the number of their build.
        let is_known = |known: &&Arc<Warnings>| warnings.as_ref().is_some_and(|new| new.is_same(known));
        let warnings = old.warnings.as_ref().filter(is_known).cloned().or_else(|| warnings.clone());
        if let Some(trouble) = Trouble::of(number, &built.diagnostics, &show, has_site) {
            let key = if has_site { "errors-kept" } else { "errors-none-yet" };
            self.line(key, &[("summary", &summary(&built.diagnostics, self.lang)), ("ms", ms)]);
            self.failed(&old, number, trouble, warnings);
        } else {
            let mut site = Site::new(built.outputs);
            if !order.touched.is_empty()
                && let Some(answer) = self.answer(&order.touched)
            {
                site = site.with(answer);
            }
            let shown = self.shown(&old, built.world, built.changes);
            let state = State { build: number, warnings, shown, ..State::clone(&old) };
            let change = self.succeeded(&mut order, &old, state, site);
            let (pages, files) = (built.n_pages.to_string(), change.n_files.to_string());
            let key = if number == 1 { "built" } else { "built-again" };
            let mut line = text(self.lang, key, &[("pages", &pages), ("files", &files), ("ms", ms)]);
            if !built.diagnostics.is_empty() {
                line = format!("{line}; {}", summary(&built.diagnostics, self.lang));
            }
            (self.say)(Notice::Line(&line));
        }
    }

    fn succeeded(&self, order: &mut Order, old: &State, mut state: State, site: Site) -> Change {
        let none = Site::default();
        let change = change::between(old.site.as_deref().unwrap_or(&none), &site);
        (state.site, state.trouble) = (Some(Arc::new(site)), None);
        let mut events = warned(old, &state);
        if state.shown.mark != old.shown.mark {
            events.push(Event::world(&state.shown));
        }
        if change.n_files > 0 || old.site.is_none() {
            state.version = self.version(order);
            events.push(match &change.only_styles {
                Some(swaps) => Event::css(&state, &old.version, swaps),
                None => self.change(&state, old, &change),
            });
        }
        if old.trouble.is_some() {
            events.insert(0, Event::cleared(&state));
        }
        self.shared.publish(state, events);
        change
    }

    /// What the site shows; the same where it is as before.
    fn shown(&self, old: &State, world: World, changes: Vec<pipeline::Change>) -> Arc<Shown> {
        if old.shown.is_same(&world, &changes) {
            return Arc::clone(&old.shown);
        }
        let zone = Config::load(&self.files, &mut Vec::new()).time_zone;
        Arc::new(Shown { mark: world.mark(&zone, self.lang), world, changes })
    }

    fn failed(&self, old: &State, build: u64, trouble: Trouble, warnings: Option<Arc<Warnings>>) {
        let errors = Event::errors(&trouble);
        let state = State { build, trouble: Some(Arc::new(trouble)), warnings, ..old.clone() };
        let events = std::iter::once(errors).chain(warned(old, &state)).collect();
        self.shared.publish(state, events);
    }

    fn stopped(&self, reason: String) {
        let mut order = self.order();
        order.is_ahead = false;
        let old = self.shared.state();
        (self.say)(Notice::Warning(&reason));
        order.said.clear();
        let number = old.build + 1;
        let trouble = Trouble::stop(number, reason, self.lang, old.site.is_some());
        self.failed(&old, number, trouble, old.warnings.clone());
    }

    fn say_diagnostics(&self, order: &mut Order, diagnostics: &[Diagnostic]) {
        if !diagnostics.is_empty() && order.said != diagnostics {
            (self.say)(Notice::Diagnostics(diagnostics));
        }
        diagnostics.clone_into(&mut order.said);
    }

    fn change(&self, state: &State, old: &State, change: &Change) -> Event {
        Event::change(state, &old.version, change, &text(self.lang, "changed", &[]))
    }

    /// The name of another version.
    fn version(&self, order: &mut Order) -> String {
        order.edition += 1;
        format!("{}-{}", self.run, order.edition)
    }

    /// How diagnostics are shown.
    pub(super) fn show_options(&self) -> Show<'_> {
        Show { files: &self.files, lang: self.lang, editor: &self.editor }
    }

    pub(super) fn line(&self, key: &str, args: &[(&str, &str)]) {
        (self.say)(Notice::Line(&text(self.lang, key, args)));
    }

    fn order(&self) -> MutexGuard<'_, Order> {
        // A panic on the way here has published nothing.
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What open pages are told of warnings, if those are others.
fn warned(old: &State, new: &State) -> Vec<Event> {
    let is_same = old.warnings.as_ref().map(Arc::as_ptr) == new.warnings.as_ref().map(Arc::as_ptr);
    if is_same { Vec::new() } else { vec![Event::warnings(new.warnings.as_deref())] }
}
