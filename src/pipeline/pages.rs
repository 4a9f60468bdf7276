//! Renders every page in parallel and hands each to the sink as it is finished: no page's HTML is held longer than
//! that.

use std::collections::BTreeSet;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::model::Page;
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Finished, Planned, RenderError, Renderer};
use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Location, Span};

use super::links::{PageLinks, Targets};
use super::structured::json_ld;

/// Renders what is planned. Mistakes in templates are reported once for each place, however many pages meet them.
pub(super) fn render(
    renderer: &Renderer,
    planned: &[Planned],
    targets: &Targets,
    sink: &dyn Sink,
    out: &mut Vec<Diagnostic>,
) -> Result<Vec<PageLinks>, Error> {
    let failed: Mutex<BTreeSet<Diagnostic>> = Mutex::new(BTreeSet::new());
    let report = |diagnostic| {
        if let Ok(mut failed) = failed.lock() {
            failed.insert(diagnostic);
        }
    };
    let model = &renderer.site().model;
    let pages: Result<Vec<Option<PageLinks>>, Error> = planned
        .par_iter()
        .map(|planned| {
            let page = model.page(planned.page);
            if planned.template.is_empty() || !renderer.has_template(&planned.template) {
                report(missing_template(renderer, page, planned));
                return Ok(None);
            }
            let rendered = match renderer.render(planned, json_ld(model, page)) {
                Ok(rendered) => rendered,
                Err(error) => {
                    report(template_error(renderer, &error));
                    return Ok(None);
                }
            };
            let finished = renderer.finish(page, &rendered);
            let links = page_links(planned, &finished, targets);
            let Ok(path) = OutputPath::new(&file_path(&planned.url)) else {
                report(Diagnostic::new(codes::P0104, location(page)).arg("url", &planned.url));
                return Ok(None);
            };
            sink.put(&path, finished.html.into_bytes())?;
            Ok(Some(links))
        })
        .collect();
    out.extend(failed.into_inner().unwrap_or_default());
    Ok(pages?.into_iter().flatten().collect())
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

/// What the link check needs of a page.
fn page_links(planned: &Planned, finished: &Finished, targets: &Targets) -> PageLinks {
    let mut ids: Vec<Box<str>> = finished.ids.iter().map(|id| id.as_str().into()).collect();
    ids.sort();
    let (mut fragments, mut broken) = (BTreeSet::new(), BTreeSet::new());
    for href in &finished.hrefs {
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        let path = path.split('?').next().unwrap_or(path);
        let address: &str = if path.is_empty() { &planned.url } else { path };
        if !address.starts_with('/') || address.starts_with("//") {
            continue;
        }
        if !targets.has(address) {
            broken.insert(address.into());
        } else if !fragment.is_empty() {
            fragments.insert((address.into(), fragment.into()));
        }
    }
    PageLinks {
        page: planned.page,
        url: planned.url.clone(),
        ids,
        fragments: fragments.into_iter().collect(),
        broken: broken.into_iter().collect(),
    }
}
