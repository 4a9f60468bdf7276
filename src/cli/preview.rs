//! `torg preview`: builds in memory, serves, and builds again when a file changes.

use crate::output::{MemoryFolder, MemorySink};
use crate::pipeline;
use crate::preview::{self, Built, Notice};

use super::args::{Global, PreviewArgs};
use super::failure::Failure;
use super::screen::{self, Screen};
use super::{Outcome, project};

pub(super) fn run(global: &Global, args: &PreviewArgs, screen: Screen) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    let site = project::options(&args.site);
    let options = preview::Options {
        ignored: vec![root.join("public"), root.join(".torg")],
        host: args.host.clone(),
        port: args.port,
        open: args.open,
        lang: screen.lang,
        ..preview::Options::new(files.clone())
    };
    let sources = files.clone();
    let cache = project::cache(&root, &files, &args.site, screen);
    let mut last = MemoryFolder::default();
    let build = move || {
        let sink = MemorySink::after(std::mem::take(&mut last));
        // Memory takes every file, but for two with one path: a site that is not whole is never shown.
        let build = pipeline::build(&files, &cache, &site, &sink)
            .map_err(|error| error.text(screen.lang.as_str()))?;
        last = sink.into_files();
        Ok(Built {
            n_pages: build.stats.pages,
            // A moment that was stated does not pass.
            next_change: build.changes.first().filter(|_| site.now.is_none()).map(|change| change.at),
            diagnostics: build.diagnostics,
            outputs: last.clone(),
        })
    };
    let say = move |notice: Notice<'_>| match notice {
        Notice::Line(line) => screen.note(line),
        Notice::Warning(line) => screen::aside(line),
        Notice::Diagnostics(diagnostics) => screen.diagnostics(diagnostics, &sources),
    };
    preview::run(options, build, say).map_err(Failure::Preview)?;
    Ok(Outcome::Fine)
}
