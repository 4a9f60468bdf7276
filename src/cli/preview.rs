//! `torg preview`: builds in memory, serves, and builds again when a file changes.

use std::collections::BTreeSet;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::output::{MemoryFolder, MemorySink};
use crate::pipeline::{self, Cache, Quick, Session};
use crate::preview::{self, Built, Early, Maker, Notice};
use crate::report::Lang;
use crate::source::{DiskFiles, FilePath, Files};

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
    let maker = SiteMaker { files, cache, site, lang: screen.lang, last: Mutex::default() };
    let say = move |notice: Notice<'_>| match notice {
        Notice::Line(line) => screen.note(line),
        Notice::Warning(line) => screen::aside(line),
        Notice::Diagnostics(diagnostics) => screen.diagnostics(diagnostics, &sources),
    };
    preview::run(options, maker, say).map_err(Failure::Preview)?;
    Ok(Outcome::Fine)
}

/// Makes the project's site with the pipeline.
struct SiteMaker {
    files: DiskFiles,
    cache: Cache,
    site: pipeline::Options,
    lang: Lang,
    last: Mutex<Last>,
}

/// What the last build left.
#[derive(Default)]
struct Last {
    outputs: MemoryFolder,
    /// The site that edits are answered from; none after a build with errors.
    session: Option<Arc<Session>>,
}

impl SiteMaker {
    fn last(&self) -> MutexGuard<'_, Last> {
        // A build that panicked has taken the files, so that the next one makes all.
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Maker for SiteMaker {
    fn build(&self, early: &dyn Fn(Early)) -> Result<Built, String> {
        let sink = MemorySink::after(mem::take(&mut self.last().outputs));
        let linked = Mutex::new(None);
        let keep = |session: &Arc<Session>, is_sound: bool| {
            if is_sound {
                let pages = Arc::clone(session);
                early(Early { files: sink.so_far(), page: Arc::new(move |path| pages.page(path)) });
            }
            *linked.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(session));
        };
        // Memory takes every file, but for two with one path: a site that is not whole is never shown.
        let build = pipeline::build_live(&self.files, &self.cache, &self.site, &sink, &keep)
            .map_err(|error| error.text(self.lang.as_str()))?;
        let outputs = sink.into_files();
        let mut last = self.last();
        last.outputs.clone_from(&outputs);
        let linked = linked.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Where nothing has changed no site is linked anew.
        last.session = linked.or(last.session.take()).filter(|_| !build.has_errors());
        Ok(Built {
            n_pages: build.stats.pages,
            // A moment that was stated does not pass.
            next_change: build.changes.first().filter(|_| self.site.now.is_none()).map(|change| change.at),
            diagnostics: build.diagnostics,
            outputs,
        })
    }

    fn quick(&self, changed: &BTreeSet<FilePath>) -> Option<Quick> {
        let session = self.last().session.clone()?;
        session.quick(&self.files, changed, self.site.now.unwrap_or_else(|| self.files.now()))
    }
}
