//! The only place where stages are ordered: from a project's files to a site in a [`Sink`].

mod assets;
mod bodies;
mod cache;
mod charts;
mod documents;
mod exports;
mod links;
mod menus;
mod options;
mod pages;
mod read;
mod site;
mod sources;
mod stats;
mod structured;
mod theme_files;
mod traces;

pub use cache::Cache;
pub use options::Options;
pub use stats::{Stage, Stats};

use crate::config::Config;
use crate::model::{self, Change, Input};
use crate::output::{Error, Sink};
use crate::render::{Renderer, Site};
use crate::report::{Diagnostic, Severity};
use crate::source::Files;
use crate::theme::Theme;

use cache::Memory;
use site::{Beside, Origins};
use sources::Sources;

/// What a build came to. Its files are in the sink.
#[derive(Debug)]
pub struct Build {
    /// Everything an author should know, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done and how long it took.
    pub stats: Stats,
    /// When the site next changes by itself, soonest first.
    pub changes: Vec<Change>,
    /// The addresses of the files that were rendered; the others were kept.
    pub rendered: Vec<String>,
}

impl Build {
    /// Whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error)
    }
}

/// Builds the site. Authors' mistakes are in the result, and everything that can be checked despite them is; only a
/// sink that cannot take a file ends the build.
pub fn build(files: &dyn Files, cache: &Cache, options: &Options, sink: &dyn Sink) -> Result<Build, Error> {
    cache.finish();
    if let Some(build) = cache.unchanged(files, options, sink)? {
        return Ok(build);
    }
    let build = work(files, cache, options, sink)?;
    if !cache.has_lost() {
        return Ok(build);
    }
    // What was lost may be missing from any page: everything is made anew, without the cache.
    sink.clear()?;
    work(files, &Cache::none(), options, sink)
}

fn work(files: &dyn Files, cache: &Cache, options: &Options, sink: &dyn Sink) -> Result<Build, Error> {
    let (mut out, mut stats) = (Vec::new(), Stats::start());
    let files = Sources::new(files, cache.notes(options));
    let config = options.apply(Config::load(&files, &mut out));
    let theme = Theme::load(&files, &config.theme, &mut out);
    let read = read::read(&files, &config, &theme.components, cache, &mut out);
    stats.stage("read", read.documents.written.len(), read.documents.n_parsed);
    let input = Input {
        now: options.now.unwrap_or_else(|| files.now()),
        as_of: options.as_of,
        drafts: options.drafts,
        config,
        hub: read.hub,
        documents: read.documents.written,
        record_prose: read.record_prose,
        files: read.files,
    };
    let now = input.now;
    let model = model::build(input).into(&mut out);
    let (changes, until) = (model.changes.clone(), model.right_until(now));
    stats.stage("link", model.pages.len(), model.pages.len());
    let published = assets::publish(&files, &theme.assets, &model, cache, sink, &mut out)?;
    let (documents, assets) = (read.documents.section, published.section);
    let (addresses, templates) = (published.addresses, theme.templates.clone());
    stats.stage("assets", addresses.len(), published.n_made);
    let last = cache.traces(options);
    let beside = Beside {
        assets: published.assets,
        pictures: published.pictures,
        charts: charts::draw(&files, &model, &theme.charts, &mut out),
        addresses: &addresses,
    };
    let origins = Origins { files: &files, options, read: read.digests };
    let site = site::assemble(&origins, theme, model, beside, cache, last.names(), &mut out);
    let renderer = Renderer::new(Site::new(site), &templates);
    let known = last.verify(&renderer);
    stats.stage("compare", renderer.planned().len(), 0);
    let exported = exports::write(&renderer, &known, &addresses, sink)?;
    stats.stage("exports", exported.iter().map(|kind| kind.files.len()).sum(), 0);
    let pages = pages::render(&renderer, &known, sink, &mut out)?;
    stats.stage("render", renderer.planned().len(), 0);
    let machines: Vec<String> = exports::addresses(&exported);
    let check = || links::check(&renderer, &pages, &addresses, &machines, &mut out);
    let ((), traces) = rayon::join(check, || known.next(&renderer, &pages, exported));
    stats.stage("links", pages.len(), pages.len());
    out.sort();
    out.dedup();
    stats.pages = renderer.planned().len();
    let rendered = pages.iter().filter(|page| page.is_new()).map(|page| page.planned.url.clone()).collect();
    let build = Build { diagnostics: out, stats, changes, rendered };
    drop(pages);
    let read = files.notes();
    let memory = Memory { options, now, until, read, documents, assets, traces, manifest: sink.manifest() };
    // Nobody waits for ten thousand pages to be taken apart.
    cache.remember(&build, memory, Box::new((renderer, last)));
    Ok(build)
}
