//! Renders every page that would look different than after the last build, in parallel, and hands each to the sink as it
//! is finished: no page's HTML is held longer than that.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use crate::model::Page;
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Finished, Name, Names, Planned, RenderError, Renderer};
use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Location, Span};

use super::Cache;
use super::search::{self, Found};
use super::stats::{Clock, Work, WorkSpan};
use super::traces::{Trace, Verified};

/// A file that is part of the site, with what is known of it.
pub(super) struct File<'a> {
    pub(super) planned: &'a Planned,
    pub(super) trace: Arc<Trace>,
    /// When it was rendered, if it was.
    rendered: Option<WorkSpan>,
    /// What search takes from it, if it was.
    pub(super) found: Option<Box<Found>>,
}

impl File<'_> {
    /// The work of rendering it, if it was rendered now.
    pub(super) fn work(&self) -> Option<Work> {
        Some(Work {
            kind: "render",
            name: self.planned.url.clone(),
            template: Some(self.planned.template.clone()),
            span: self.rendered?,
        })
    }
}

/// Renders what is planned, but for files that are as they were and that the sink still has. Mistakes in templates are
/// reported once for each place, however many pages meet them.
pub(super) fn render<'a>(
    renderer: &'a Renderer,
    last: &Verified,
    cache: &Cache,
    clock: Clock,
    sink: &dyn Sink,
    out: &mut Vec<Diagnostic>,
) -> Result<Vec<File<'a>>, Error> {
    let failed: Mutex<BTreeSet<Diagnostic>> = Mutex::new(BTreeSet::new());
    let report = |diagnostic| {
        if let Ok(mut failed) = failed.lock() {
            failed.insert(diagnostic);
        }
    };
    let one = |planned: &'a Planned| -> Result<Option<File<'a>>, Error> {
        let page = renderer.site().model.page(planned.page);
        let Ok(path) = OutputPath::new(&file_path(&planned.url)) else {
            report(Diagnostic::new(codes::P0104, location(page)).arg("url", &planned.url));
            return Ok(None);
        };
        let url = renderer.names().intern(&planned.url);
        if let Some(trace) = last.same(url)
            && cache.give_file(sink, &path, &trace.digest)?
        {
            let trace = Arc::clone(trace);
            return Ok(Some(File { planned, trace, rendered: None, found: None }));
        }
        if planned.template.is_empty() || !renderer.has_template(&planned.template) {
            report(missing_template(renderer, page, planned));
            return Ok(None);
        }
        let ((rendered, reads), span) = clock.time(|| renderer.render(planned));
        let finished = match rendered {
            Ok(finished) => finished,
            Err(error) => {
                report(template_error(renderer, &error));
                return Ok(None);
            }
        };
        let digest = cache.keep_file(finished.html.as_bytes());
        let settings = &renderer.site().model.config.search;
        let found = search::found(renderer.findable(planned), &planned.url, &finished.html, settings, cache);
        let trace = Arc::new(Trace {
            url,
            found: found.as_ref().map(|found| found.digest),
            reads: last.number(reads),
            digest,
            ids: ids(renderer.names(), &finished),
            hrefs: hrefs(renderer.names(), &finished),
        });
        sink.put_known(&path, finished.html.into_bytes(), digest)?;
        Ok(Some(File { planned, trace, rendered: Some(span), found: found.map(Box::new) }))
    };
    let files: Result<Vec<Option<File<'a>>>, Error> = renderer.planned().par_iter().map(one).collect();
    out.extend(failed.into_inner().unwrap_or_default());
    Ok(files?.into_iter().flatten().collect())
}

/// A file by itself; nothing after saying what keeps it from being rendered.
pub(super) fn finished(
    renderer: &Renderer,
    planned: &Planned,
    out: &mut Vec<Diagnostic>,
) -> Option<Finished> {
    if planned.template.is_empty() || !renderer.has_template(&planned.template) {
        out.push(missing_template(renderer, renderer.site().model.page(planned.page), planned));
        return None;
    }
    renderer.render(planned).0.map_err(|error| out.push(template_error(renderer, &error))).ok()
}

/// The numbers of the ids on a page.
pub(super) fn ids(names: &Names, page: &Finished) -> Vec<Name> {
    named(names, page.ids.iter().map(String::as_str))
}

/// The numbers of the addresses on this site that a page links to.
pub(super) fn hrefs(names: &Names, page: &Finished) -> Vec<Name> {
    named(names, page.hrefs.iter().filter_map(|href| below_root(href)))
}

/// The numbers of some names, each once.
fn named<'s>(names: &Names, texts: impl Iterator<Item = &'s str>) -> Vec<Name> {
    let mut numbers: Vec<Name> = texts.map(|text| names.intern(text)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A link to somewhere on this site; links elsewhere and relative ones are not followed.
fn below_root(href: &str) -> Option<&str> {
    let here = href.starts_with(['#', '?']) || (href.starts_with('/') && !href.starts_with("//"));
    here.then_some(href)
}

/// The file at an address: a folder's is its `index.html`.
pub(super) fn file_path(url: &str) -> String {
    let path = url.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Where to point at for what concerns a page as a whole.
pub(super) fn location(page: &Page) -> Location {
    match page.document() {
        Some(document) => Location::new(&document.path, document.address_span()),
        None => page.prose.values().next().map_or_else(
            || Location::start_of(&FilePath::new(crate::config::SITE_FILE)),
            |prose| Location::start_of(&prose.file),
        ),
    }
}

fn missing_template(renderer: &Renderer, page: &Page, planned: &Planned) -> Diagnostic {
    let kind = if planned.template.is_empty() { renderer.kind_of(page) } else { &planned.template };
    let at = match (&page.template, page.document()) {
        (Some(template), Some(document)) => Location::new(&document.path, template.span),
        _ => location(page),
    };
    Diagnostic::new(codes::P0102, at).arg("kind", kind)
}

/// A template's mistake, at its place in the template.
fn template_error(renderer: &Renderer, error: &RenderError) -> Diagnostic {
    let mut innermost = &error.error;
    while let Some(source) = std::error::Error::source(innermost).and_then(|source| source.downcast_ref()) {
        innermost = source;
    }
    let file = innermost.name().map_or_else(String::new, |name| renderer.template_file(name));
    let span = innermost.range().map_or_else(Span::default, |range| Span::new(range.start, range.end));
    let at = Location::new(&FilePath::new(&file), span);
    let code = match innermost.kind() {
        minijinja::ErrorKind::OutOfFuel => {
            return Diagnostic::new(codes::T0202, Location::start_of(&FilePath::new(&file)));
        }
        minijinja::ErrorKind::UndefinedError => codes::T0203,
        _ => codes::T0201,
    };
    let reason = innermost.detail().map_or_else(|| innermost.kind().to_string(), ToOwned::to_owned);
    Diagnostic::new(code, at).arg("reason", reason)
}
