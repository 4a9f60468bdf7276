//! `torg build`: builds the site and publishes it into a folder, unless it has errors.

use std::time::Instant;

use crate::hub::Clearance;
use crate::output::{self, DiskSink};
use crate::pipeline::{self, Options};

use super::args::{BuildArgs, Global};
use super::failure::Failure;
use super::screen::Screen;
use super::summary::{self, Verdict};
use super::{Outcome, progress, project, screen, timings, trace};

pub(super) fn run(global: &Global, args: &BuildArgs, screen: Screen) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let root = project::find_root(global)?;
    let default = if args.internal { project::INTERNAL } else { project::PUBLIC };
    let out = project::out_folder(&root, args.out.as_deref(), default)?;
    let files = project::files(&root)?;
    let clearance = args.internal.then(Clearance::of_internal_build);
    let options = Options { clearance, ..project::options(&args.site) };
    let cache = project::cache(&root, &files, &args.site, screen).for_last_build();
    let sink = DiskSink::open(&out)?;
    if let Some(was) = sink.was_internal().filter(|was| *was != args.internal) {
        let key = if was { "out-is-internal" } else { "out-is-public" };
        return Err(Failure::new(key, &[("path", &out.to_string_lossy())]));
    }
    let mut build =
        progress::during(&screen.words("working", &[]), || pipeline::build(&files, &cache, &options, &sink))?;
    if is_plain(&options) && !build.has_errors() {
        build.diagnostics.extend(pipeline::lost_routes(&files, &options, &sink.removed())?);
        build.diagnostics.sort();
    }
    screen.diagnostics(&build.diagnostics, &files);
    let verdict = Verdict::of(&build.diagnostics, global.deny_warnings);
    let done = if verdict.stops() { output::Summary::default() } else { sink.commit()? };
    cache.finish();
    if !verdict.stops() {
        progress::during(&screen.words("sharing", &[]), || cache.share());
    }
    screen.problem(cache.problem());
    if args.timings {
        screen::aside(&timings::text(&build.stats, screen));
    }
    if let Some(path) = &args.trace {
        trace::write(path, &build.stats)?;
    }
    summary::show_build(&build, done, verdict, &out, started.elapsed(), screen);
    Ok(verdict.outcome())
}

/// Whether the site is what readers are to see: not one of another day, nor with drafts or what is internal.
fn is_plain(options: &Options) -> bool {
    let Options { as_of, now, drafts, clearance, .. } = options;
    as_of.is_none() && now.is_none() && !drafts && clearance.is_none()
}
