//! The line at the end of a build or a check.

use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use crate::output;
use crate::pipeline::Build;
use crate::report::{self, Diagnostic, Format};

use super::screen::Screen;
use super::{Outcome, screen};

/// Whether a site may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It has no errors.
    Good,
    /// It has errors.
    Bad,
    /// It has only warnings, and warnings are denied.
    Denied,
}

/// The summary as a JSON object. Its names are promised to scripts.
#[derive(Serialize)]
struct Object {
    published: bool,
    pages: usize,
    written: usize,
    unchanged: usize,
    removed: usize,
    errors: usize,
    warnings: usize,
    milliseconds: u128,
}

impl Verdict {
    pub(super) fn of(diagnostics: &[Diagnostic], deny_warnings: bool) -> Self {
        match report::count(diagnostics) {
            (0, 0) => Self::Good,
            (0, _) if deny_warnings => Self::Denied,
            (0, _) => Self::Good,
            _ => Self::Bad,
        }
    }

    pub(super) fn stops(self) -> bool {
        self != Self::Good
    }

    pub(super) fn outcome(self) -> Outcome {
        if self.stops() { Outcome::Errors } else { Outcome::Fine }
    }
}

/// Tells what a build did to the output folder.
pub(super) fn show_build(
    build: &Build,
    done: output::Summary,
    verdict: Verdict,
    out: &Path,
    time: Duration,
    screen: Screen,
) {
    if screen.format == Format::Json {
        return show_json(&object(build, done, !verdict.stops(), time));
    }
    let line = if verdict.stops() {
        let summary = report::summary(&build.diagnostics, screen.lang);
        screen.words("not-published", &[("summary", &summary), ("out", &out.to_string_lossy())])
    } else {
        let (_, warnings) = report::count(&build.diagnostics);
        let numbers = [
            ("pages", build.stats.pages),
            ("written", done.written),
            ("unchanged", done.unchanged),
            ("removed", done.removed),
            ("warnings", warnings),
        ]
        .map(|(name, number)| (name, number.to_string()));
        let milliseconds = time.as_millis().to_string();
        let mut args: Vec<(&str, &str)> =
            numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
        args.push(("milliseconds", &milliseconds));
        screen.words("built", &args)
    };
    screen.note(&line);
    show_denied(verdict, screen);
}

/// Tells what a check found.
pub(super) fn show_check(build: &Build, verdict: Verdict, time: Duration, screen: Screen) {
    if screen.format == Format::Json {
        return show_json(&object(build, output::Summary::default(), false, time));
    }
    let summary = report::summary(&build.diagnostics, screen.lang);
    let (pages, milliseconds) = (build.stats.pages.to_string(), time.as_millis().to_string());
    let args = [("summary", summary.as_str()), ("pages", &pages), ("milliseconds", &milliseconds)];
    screen.note(&screen.words("checked", &args));
    show_denied(verdict, screen);
}

fn show_denied(verdict: Verdict, screen: Screen) {
    if verdict == Verdict::Denied {
        screen.note(&screen.words("denied", &[]));
    }
}

fn show_json(object: &Object) {
    if let Ok(line) = serde_json::to_string(object) {
        screen::say(&format!("{line}\n"));
    }
}

fn object(build: &Build, done: output::Summary, published: bool, time: Duration) -> Object {
    let (errors, warnings) = report::count(&build.diagnostics);
    Object {
        published,
        pages: build.stats.pages,
        written: done.written,
        unchanged: done.unchanged,
        removed: done.removed,
        errors,
        warnings,
        milliseconds: time.as_millis(),
    }
}
