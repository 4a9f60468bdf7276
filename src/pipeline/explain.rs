//! Why the next build would render a page again: what it read last time that is another now.

use crate::output::{Error, TallySink};
use crate::render::{Planned, Reading, Renderer};
use crate::source::Files;

use super::pages::file_path;
use super::{Cache, Options, ready};

/// What the next build would do with a file of the site, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its address.
    pub url: String,
    /// What would be done.
    pub verdict: Verdict,
}

/// What the next build would do with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No build under these options has rendered it.
    New,
    /// Everything it read is as it was: so many things.
    Same(usize),
    /// These are not.
    Changed(Vec<Reading>),
}

/// Explains the files of a page, which is named by its address, by the path of its output, or by the file it is written
/// in. Nothing is found when there is no such page. Nothing is written, and the cache stays as it is.
pub fn explain(
    files: &dyn Files,
    cache: &Cache,
    options: &Options,
    path: &str,
) -> Result<Vec<Reason>, Error> {
    let (notes, sink) = (cache.notes(options), TallySink::default());
    let ready = ready(files, cache, options, notes.into(), &sink, || cache.traces(options))?;
    let renderer = &ready.renderer;
    let known = ready.last.verify(renderer);
    let meant = renderer.planned().iter().filter(|planned| is_meant(renderer, planned, path));
    let reason = |planned: &Planned| {
        let url = renderer.names().intern(&planned.url);
        let verdict = match known.compare(url) {
            None => Verdict::New,
            Some((n, changed)) if changed.is_empty() => Verdict::Same(n),
            Some((_, changed)) => {
                Verdict::Changed(changed.into_iter().flat_map(|answer| renderer.readings(answer)).collect())
            }
        };
        Reason { url: planned.url.clone(), verdict }
    };
    Ok(meant.map(reason).collect())
}

fn is_meant(renderer: &Renderer, planned: &Planned, path: &str) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    let page = renderer.site().model.page(planned.page);
    let slashed = |url: &str| url.trim_matches('/') == path.trim_matches('/') && !path.contains('.');
    planned.url == path
        || slashed(&planned.url)
        || file_path(&planned.url) == path
        || page.document().is_some_and(|document| document.path.as_str() == path)
        || page.prose.values().any(|prose| prose.file.as_str() == path)
}
