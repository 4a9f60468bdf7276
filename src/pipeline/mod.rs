//! The only place where stages are ordered: from a project's files to a site in a [`Sink`].

mod assets;
mod bodies;
mod cache;
mod charts;
mod desk;
mod documents;
mod explain;
mod exports;
mod file_texts;
mod internal;
mod layers;
mod links;
mod lost;
mod menus;
mod moves;
mod options;
mod outline;
mod pages;
mod read;
mod related;
mod relink;
pub mod reports;
pub mod review;
mod search;
mod session;
mod site;
mod sources;
mod stats;
mod structured;
mod theme_files;
mod traces;

pub use crate::model::{Change, ChangeKind, renamed_link};
pub use crate::render::when_in_words;
pub use cache::Cache;
pub use desk::{Desk, Look};
pub use explain::{Reason, Verdict, explain};
pub use lost::lost_routes;
pub use options::Options;
pub use outline::{Choice, Choices, Listed, Outline, Written};
pub use session::{Quick, Session};
pub use stats::{Stage, Stats, Work, WorkSpan};

use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::model::{self, Input};
use crate::output::{Error, Sink, TallySink};
use crate::render::{Bodies, Renderer, Site};
use crate::report::{Diagnostic, Severity};
use crate::source::Files;
use crate::theme::Theme;

use cache::Memory;
use layers::Layers;
use search::Bundled;
use site::{Beside, Origins};
use sources::{Looked, Sources};
use traces::Traces;

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
        self.diagnostics.iter().any(is_error)
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.severity() == Severity::Error
}

/// Builds the site. Authors' mistakes are in the result, and everything that can be checked despite them is; only a
/// sink that cannot take a file ends the build.
pub fn build(files: &dyn Files, cache: &Cache, options: &Options, sink: &dyn Sink) -> Result<Build, Error> {
    build_open(files, cache, options, sink, None)
}

/// Is given a site when it is linked, and told whether it is without errors so far.
pub type Linked<'a> = &'a dyn Fn(&Arc<Session>, bool);

/// Builds the site as [`build`] does, for somebody who looks at pages meanwhile and edits them afterwards. `linked` gets the
/// site as soon as its pages can be rendered; not where nothing has changed since the last build.
pub fn build_live(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    sink: &dyn Sink,
    linked: Linked<'_>,
) -> Result<Build, Error> {
    build_open(files, cache, options, sink, Some(linked))
}

fn build_open(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    sink: &dyn Sink,
    linked: Option<Linked<'_>>,
) -> Result<Build, Error> {
    cache.finish();
    let looked = match cache.unchanged(files, options, sink)? {
        Ok(build) => return Ok(build),
        Err(looked) => looked,
    };
    let build = work(files, cache, options, looked, sink, linked)?;
    if !cache.has_lost() {
        return Ok(build);
    }
    // What was lost may be missing from any page: everything is made anew, without the cache.
    sink.clear()?;
    cache.forget();
    work(files, &Cache::none(), options, Looked::default(), sink, linked)
}

/// A site on the point of being rendered.
struct Ready<'a> {
    files: Sources<'a>,
    renderer: Renderer,
    /// What was read of pages.
    seen: Vec<documents::Seen>,
    /// What the last build rendered.
    last: Traces,
    /// The addresses of what is published besides pages.
    addresses: Vec<String>,
    changes: Vec<Change>,
    now: Timestamp,
    until: Timestamp,
    documents: Layers,
    assets: Vec<u8>,
    out: Vec<Diagnostic>,
    stats: Stats,
}

/// Reads the project and links it; what is not rendered is given to the sink already. `last` reads what the last build rendered,
/// meanwhile.
fn ready<'a>(
    files: &'a dyn Files,
    cache: &Cache,
    options: &Options,
    looked: Looked,
    sink: &dyn Sink,
    last: impl FnOnce() -> Traces + Send,
) -> Result<Ready<'a>, Error> {
    let (mut out, mut stats) = (Vec::new(), Stats::start());
    let files = Sources::new(files, looked);
    let config = options.apply(Config::load(&files, &mut out));
    let theme = Theme::load(&files, &config.theme, &mut out);
    let now = options.now.unwrap_or_else(|| files.now());
    let today = now.to_zoned(config.time_zone.clone()).date();
    let read = read::read(&files, &config, &theme.components, cache, stats.clock(), today, &mut out);
    stats.stage("read", read.documents.written.len(), read.documents.parsed.len());
    stats.work = read.documents.parsed;
    let input = Input {
        now,
        as_of: options.as_of,
        drafts: options.drafts,
        config,
        hub: read.hub,
        documents: read.documents.written,
        record_prose: read.record_prose,
        files: read.files,
    };
    // Linking is the work of one core for the most part: the traces of ten thousand pages are read meanwhile.
    let beside = || {
        let last = last();
        let names = last.names();
        (last, names)
    };
    let (model, (last, names)) = rayon::join(|| model::build(input), beside);
    let model = model.into(&mut out);
    let (changes, until) = (model.changes.clone(), model.right_until(now));
    stats.stage("link", model.pages.len(), model.pages.len());
    let published = assets::publish(&files, &theme.assets, &model, cache, sink, &mut out)?;
    let (addresses, templates) = (published.addresses, theme.templates.clone());
    stats.stage("assets", addresses.len(), published.n_made);
    let beside = Beside {
        assets: published.assets,
        pictures: published.pictures,
        file_texts: published.texts,
        charts: charts::draw(&files, &model, &theme.charts, &mut out),
        addresses: &addresses,
        related: related::related(&model, &|_, _, prose| cache.shelf().body(&prose.text)),
    };
    let origins = Origins { files: &files, options, read: read.digests };
    let site = site::assemble(&origins, theme, model, beside, cache, names, &mut out);
    let renderer = Renderer::new(Site::new(site), &templates);
    let (documents, assets) = (read.documents.section, published.section);
    let seen = read.documents.seen;
    Ok(Ready { files, renderer, seen, last, addresses, changes, now, until, documents, assets, out, stats })
}

/// The same for somebody who renders a page or none, and publishes nothing.
fn glance<'a>(
    files: &'a dyn Files,
    cache: &Cache,
    options: &Options,
    looked: Looked,
) -> Result<Ready<'a>, Error> {
    ready(files, cache, options, looked, &TallySink::default(), Traces::default)
}

fn work(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    looked: Looked,
    sink: &dyn Sink,
    linked: Option<Linked<'_>>,
) -> Result<Build, Error> {
    let last = || {
        let last = cache.traces(options);
        sink.look_ahead();
        last
    };
    let ready = ready(files, cache, options, looked, sink, last)?;
    let Ready { files, renderer, last, addresses, changes, mut out, mut stats, .. } = ready;
    let session = Arc::new(Session::new(renderer, ready.seen, cache.shelf(), ready.now..ready.until));
    if let Some(linked) = linked {
        linked(&session, !out.iter().any(is_error));
    }
    let renderer = session.renderer();
    let known = last.verify(renderer);
    stats.stage("compare", renderer.planned().len(), renderer.planned().len());
    let exported = exports::write(renderer, &known, &addresses, cache, sink)?;
    internal::write(renderer, options.clearance, sink)?;
    let count =
        |made: bool| exported.iter().filter(|kind| kind.is_new || !made).map(|kind| kind.files.len()).sum();
    stats.stage("exports", count(false), count(true));
    let pages = pages::render(renderer, &known, cache, stats.clock(), sink, &mut out)?;
    let rendered: Vec<Work> = pages.iter().filter_map(pages::File::work).collect();
    stats.stage("render", renderer.planned().len(), rendered.len());
    stats.pages = renderer.planned().len();
    let bundle = search::write(renderer, known.bundle(), &pages, &addresses, cache, sink)?;
    let count = |made: bool| bundle.iter().filter(|bundle| bundle.is_new || !made).map(Bundled::len).sum();
    stats.stage("search", count(false), count(true));
    let mut machines: Vec<String> = exports::addresses(&exported);
    machines.extend(bundle.iter().flat_map(Bundled::addresses));
    let check = || links::check(renderer, &pages, &addresses, &machines, &mut out);
    let ((), traces) = rayon::join(check, || known.next(renderer, &pages, exported, bundle));
    drop(pages);
    cache.shelf().clear();
    stats.stage("links", stats.pages, stats.pages);
    out.sort();
    out.dedup();
    let looked = files.looked();
    if linked.is_some() {
        session.settle(&traces, &out, looked.clone());
    }
    let urls = rendered.iter().map(|work| work.name.clone()).collect();
    stats.work.extend(rendered);
    let build = Build { diagnostics: out, stats, changes, rendered: urls };
    let memory = Memory {
        options,
        now: ready.now,
        until: ready.until,
        read: looked.notes,
        documents: ready.documents,
        assets: ready.assets,
        traces,
        manifest: sink.manifest(),
    };
    // Nobody waits for ten thousand pages to be taken apart.
    cache.remember(&build, memory, Box::new(session));
    Ok(build)
}
