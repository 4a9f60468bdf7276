//! `torg next-change`: when the site will next look different by itself, so that a machine can build it then.

use jiff::Timestamp;
use serde::Serialize;

use crate::config::Config;
use crate::model::{Change, ChangeKind};
use crate::output::TallySink;
use crate::pipeline;
use crate::report::Format;

use super::args::{Global, SiteArgs};
use super::failure::Failure;
use super::screen::Screen;
use super::summary::Verdict;
use super::{Outcome, progress, project, screen};

/// A change as a JSON object.
#[derive(Serialize)]
struct Object<'a> {
    at: Timestamp,
    file: &'a str,
    change: &'a str,
}

pub(super) fn run(global: &Global, args: &SiteArgs, screen: Screen) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    let options = project::options(args);
    let (cache, sink) = (project::cache(&root, &files, args, screen), TallySink::default());
    let build =
        progress::during(&screen.words("working", &[]), || pipeline::build(&files, &cache, &options, &sink))?;
    let verdict = Verdict::of(&build.diagnostics, global.deny_warnings);
    if verdict.stops() {
        screen.diagnostics(&build.diagnostics, &files);
        return Ok(verdict.outcome());
    }
    let zone = Config::load(&files, &mut Vec::new()).time_zone;
    let next = build.changes.first().map(|first| first.at);
    let at_once: Vec<&Change> = build.changes.iter().filter(|change| Some(change.at) == next).collect();
    for change in &at_once {
        if screen.format == Format::Json {
            show_json(change);
            continue;
        }
        let when = change.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let args = [("when", when.as_str()), ("file", change.file.as_str())];
        screen::say(&format!("{}\n", screen.words(word(change.kind), &args)));
    }
    if at_once.is_empty() {
        screen.note(&screen.words("no-next-change", &[]));
    }
    Ok(Outcome::Fine)
}

/// The word for what happens, in JSON and as a message's key.
fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Appears => "appears",
        ChangeKind::Disappears => "disappears",
        ChangeKind::Passes => "passes",
    }
}

fn show_json(change: &Change) {
    let object = Object { at: change.at, file: change.file.as_str(), change: word(change.kind) };
    if let Ok(line) = serde_json::to_string(&object) {
        screen::say(&format!("{line}\n"));
    }
}
