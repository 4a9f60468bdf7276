//! The only place where stages are ordered: from a project's files to a site in a [`Sink`].

mod assets;
mod charts;
mod exports;
mod links;
mod options;
mod pages;
mod read;
mod stats;
mod structured;

pub use options::Options;
pub use stats::{Stage, Stats};

use crate::config::Config;
use crate::model::{self, Change, Input};
use crate::output::{Error, Sink};
use crate::render::{Renderer, Site};
use crate::report::{Diagnostic, Severity};
use crate::source::Files;
use crate::theme::Theme;

/// What a build came to. Its files are in the sink.
#[derive(Debug)]
pub struct Build {
    /// Everything an author should know, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done and how long it took.
    pub stats: Stats,
    /// When the site next changes by itself, soonest first.
    pub changes: Vec<Change>,
}

impl Build {
    /// Whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code.severity() == Severity::Error)
    }
}

/// Builds the site. Authors' mistakes are in the result, and everything that can be checked despite them is; only a
/// sink that cannot take a file ends the build.
pub fn build(files: &dyn Files, options: &Options, sink: &dyn Sink) -> Result<Build, Error> {
    let (mut out, mut stats) = (Vec::new(), Stats::start());
    let config = options.apply(Config::load(files, &mut out));
    let theme = Theme::load(files, &config.theme, &mut out);
    let read = read::read(files, &config, &theme.components, &mut out);
    stats.stage("read", read.documents.len());
    let input = Input {
        now: options.now.unwrap_or_else(|| files.now()),
        as_of: options.as_of,
        drafts: options.drafts,
        config,
        hub: read.hub,
        documents: read.documents,
        record_prose: read.record_prose,
        files: read.files,
    };
    let model = model::build(input).into(&mut out);
    let changes = model.changes.clone();
    stats.stage("link", model.pages.len());
    let site = assets::publish(files, theme, model, sink, &mut out)?;
    stats.stage("assets", site.addresses.len());
    let renderer = Renderer::new(Site::new(site.input), &site.templates);
    let planned = renderer.plan();
    let exported = exports::write(&renderer, &planned, &site.addresses, sink)?;
    stats.stage("exports", exported.len());
    let targets = links::Targets::new(&renderer, &planned, site.addresses.into_iter().chain(exported));
    let pages = pages::render(&renderer, &planned, &targets, sink, &mut out)?;
    links::check(&renderer, &targets, &pages, &mut out);
    stats.stage("render", planned.len());
    out.sort();
    out.dedup();
    stats.pages = planned.len();
    Ok(Build { diagnostics: out, stats, changes })
}
