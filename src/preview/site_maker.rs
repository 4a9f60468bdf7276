//! Makes the site with the pipeline: builds that know the one before, and edits answered from the site that it linked.

use std::collections::BTreeSet;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::output::{MemoryFolder, MemorySink, OutputPath};
use crate::pipeline::review::Review;
use crate::pipeline::{self, Cache, Options, Session};
use crate::report::Lang;
use crate::source::{DiskFiles, FilePath, Files};

use super::maker::{Answer, Built, Early, MakePage, Maker};
use super::world::World;

/// Makes the project's site with the pipeline.
pub struct SiteMaker {
    files: DiskFiles,
    cache: Cache,
    options: Mutex<Options>,
    lang: Lang,
    last: Mutex<Last>,
    /// Held by a build while it is under way: it has taken the last one's files.
    building: Mutex<()>,
}

/// What the last build left.
#[derive(Default)]
struct Last {
    outputs: MemoryFolder,
    /// The site that was linked.
    session: Option<Arc<Session>>,
    /// The same after edits since that other pages can see.
    newer: Option<Arc<Session>>,
    /// What that site was made with.
    options: Options,
    /// Whether it has errors.
    has_errors: bool,
}

impl SiteMaker {
    /// A maker of the site that these files are, with what earlier builds left. Its own failures are worded in `lang`.
    pub fn new(files: DiskFiles, cache: Cache, options: Options, lang: Lang) -> Self {
        Self {
            files,
            cache,
            options: Mutex::new(options),
            lang,
            last: Mutex::default(),
            building: Mutex::default(),
        }
    }

    /// What is asked for.
    fn asked(&self) -> MutexGuard<'_, Options> {
        // Nothing panics while it holds the lock.
        self.options.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        // A build that panicked has taken the files, so that the next one makes all.
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Last {
    /// The site that edits are answered from, if it is the one that is asked for and has no errors.
    fn answering(&self, options: &Options) -> Option<Arc<Session>> {
        let newest = self.newer.as_ref().or(self.session.as_ref());
        newest.filter(|_| self.options == *options && !self.has_errors).cloned()
    }
}

impl Maker for SiteMaker {
    fn build(&self, early: &dyn Fn(Early)) -> Result<Built, String> {
        let _building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        let options = self.options();
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
        let build = pipeline::build_live(&self.files, &self.cache, &options, &sink, &keep)
            .map_err(|error| error.text(self.lang.as_str()))?;
        let outputs = sink.into_files();
        let mut last = self.last();
        last.outputs.clone_from(&outputs);
        let linked = linked.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Where nothing has changed no site is linked anew.
        let known = last.session.take().filter(|_| last.options == options);
        (last.session, last.newer) = (linked.or(known), None);
        last.has_errors = build.has_errors();
        last.options.clone_from(&options);
        Ok(Built {
            n_pages: build.stats.pages,
            // A moment that was stated does not pass.
            next_change: build.changes.first().filter(|_| options.now.is_none()).map(|change| change.at),
            changes: build.changes,
            world: World::of(&options),
            diagnostics: build.diagnostics,
            outputs,
        })
    }

    fn options(&self) -> Options {
        self.asked().clone()
    }

    fn enter(&self, world: &World) {
        let mut options = self.asked();
        options.drafts = world.drafts;
        options.set_internal(world.internal);
        if options.now != world.moment {
            // The day of the portfolio is that of the moment.
            (options.now, options.as_of) = (world.moment, None);
        }
    }

    fn quick(&self, changed: &BTreeSet<FilePath>, looked_at: &BTreeSet<OutputPath>) -> Option<Answer> {
        let options = self.options();
        let session = self.last().answering(&options)?;
        // A link that has taken a page's place since the build is the build's to refuse.
        if changed.iter().any(|path| self.files.read(path).is_ok() && self.files.inside(path).is_none()) {
            return None;
        }
        let now = options.now.unwrap_or_else(|| self.files.now());
        if let Some(quick) = session.quick(&self.files, changed, now) {
            let files = quick.files.into_iter().map(|(path, html)| (path, html.into())).collect();
            return Some(Answer { files, page: None });
        }
        // A build that is under way has what the last one left.
        let _none_under_way = self.building.try_lock().ok()?;
        let relinked = session.relinked(&self.files, &self.cache, &options, changed);
        let session = Arc::new(relinked.filter(|(_, is_sound)| *is_sound)?.0);
        self.last().newer = Some(Arc::clone(&session));
        let page: MakePage = Arc::new(move |path| session.page(path));
        let one = |path: &OutputPath| Some((path.clone(), page(path.as_str())?.into()));
        Some(Answer { files: looked_at.iter().filter_map(one).collect(), page: Some(page) })
    }

    fn review(&self) -> Option<Review> {
        let (session, outputs) = {
            let _built = self.building.lock().unwrap_or_else(PoisonError::into_inner);
            let last = self.last();
            (last.session.clone()?, last.outputs.clone())
        };
        // A build that panicked has left none.
        (!outputs.is_empty()).then(|| session.review(&outputs))
    }
}
