//! `torg check`: every check of a build, and nothing is written.

use std::time::Instant;

use crate::output::TallySink;
use crate::pipeline;

use super::args::{Global, SiteArgs};
use super::failure::Failure;
use super::screen::Screen;
use super::summary::{self, Verdict};
use super::{Outcome, progress, project};

pub(super) fn run(global: &Global, args: &SiteArgs, screen: Screen) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    let options = project::options(args);
    let cache = project::cache(&root, &files, args, screen);
    let sink = TallySink::default();
    let build =
        progress::during(&screen.words("working", &[]), || pipeline::build(&files, &cache, &options, &sink))?;
    screen.diagnostics(&build.diagnostics, &files);
    cache.finish();
    screen.problem(cache.problem());
    let verdict = Verdict::of(&build.diagnostics, global.deny_warnings);
    summary::show_check(&build, verdict, started.elapsed(), screen);
    Ok(verdict.outcome())
}
