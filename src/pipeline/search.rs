//! Search: a finished page becomes an analysed document, which waits in the store until the page changes, and the documents
//! of all pages become the bundle.
//!
//! What is published is what can be found: a document is taken from the bytes of a page that goes to the sink and from
//! what the page's trace vouches for, so nothing that is not on the site can be in the bundle.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::SearchSettings;
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Findable, Renderer};
use crate::search::{self, Analysed, Document, FOLDER, Facet, Options, Weights};
use crate::source::Digest;

use super::Cache;
use super::pages::File;

/// The theme's service worker, and where it stands on the site: a worker sees the pages below its own address.
const WORKER: (&str, &str) = ("js/search-worker.js", "search-worker.js");

/// What the pages of a term count: they lead to pages that are found by themselves.
const LIST_BOOST: f32 = 0.5;

/// A bundle that was put into the sink.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Bundled {
    /// Of all that it was made from.
    made_from: Digest,
    files: Vec<(OutputPath, Digest)>,
    /// Whether it was made now.
    #[serde(skip)]
    pub(super) is_new: bool,
}

impl Bundled {
    /// The addresses of its files.
    pub(super) fn addresses(&self) -> impl Iterator<Item = String> {
        self.files.iter().map(|(path, _)| format!("/{path}"))
    }

    /// The number of its files.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }
}

/// An analysed page and where its bytes are kept.
pub(super) struct Found {
    pub(super) analysed: Analysed,
    pub(super) digest: Digest,
}

/// What search takes from a page that was rendered; none from one without words of its own.
pub(super) fn found(
    findable: Option<Findable>,
    url: &str,
    html: &str,
    settings: &SearchSettings,
    cache: &Cache,
) -> Option<Found> {
    let document = document(findable?, url, html, settings)?;
    let analysed = search::analyse(&document);
    // Encoding into memory cannot fail: every length in it is known.
    let bytes = postcard::to_stdvec(&analysed).unwrap_or_default();
    Some(Found { analysed, digest: cache.keep_bytes(&bytes) })
}

fn document(findable: Findable, url: &str, html: &str, settings: &SearchSettings) -> Option<Document> {
    let page = search::extract(html);
    if page.title.is_empty() {
        return None;
    }
    let kind = match findable.kind {
        "index" | "taxonomy" => "section",
        kind if kind.ends_with("-section") => "section",
        kind => kind,
    };
    let own = findable.is_list.then_some(LIST_BOOST);
    let facet = |(value, label)| Facet { value, label };
    let facets = findable.facets.into_iter();
    Some(Document {
        url: url.to_owned(),
        lang: findable.lang,
        boost: settings.boosts.get(kind).copied().or(own),
        // Readers need not tell overviews from other pages.
        kind: if kind == "section" { "page" } else { kind }.to_owned(),
        title: page.title,
        headings: page.headings,
        lead: page.lead,
        body: page.body,
        tags: findable.tags,
        facets: facets
            .map(|(key, values)| (key.to_owned(), values.into_iter().map(facet).collect()))
            .collect(),
        date: findable.date,
        aliases: findable.names,
    })
}

/// Puts the bundle of all pages, or keeps the last one if no page says anything else to search. None where the site is
/// not searched.
pub(super) fn write(
    renderer: &Renderer,
    last: Option<&Bundled>,
    pages: &[File<'_>],
    published: &[String],
    cache: &Cache,
    sink: &dyn Sink,
) -> Result<Option<Bundled>, Error> {
    let settings = &renderer.site().model.config.search;
    if !settings.enabled {
        return Ok(None);
    }
    let digests: Vec<Digest> = pages.iter().filter_map(|page| page.trace.found).collect();
    digests.par_iter().for_each(|digest| cache.store().touch(digest));
    let worker = worker(renderer, published);
    let made_from = Digest::of_encoded(&(&settings.parts, &settings.weights, &worker, &digests));
    let mut kept = BTreeSet::new();
    if let Some(last) = last.filter(|last| last.made_from == made_from) {
        for (path, digest) in &last.files {
            if cache.give_file(sink, path, digest)? {
                kept.insert(path.clone());
            }
        }
        if kept.len() == last.files.len() {
            return Ok(Some(last.clone()));
        }
    }
    let documents: Vec<Cow<'_, Analysed>> =
        pages.par_iter().filter_map(|page| analysed(page, cache)).collect();
    let bundle = search::bundle(&documents, &options(settings));
    let mut bundled = Bundled { made_from, files: Vec::with_capacity(bundle.files.len()), is_new: true };
    let files = bundle.files.into_iter().map(|(name, bytes)| (format!("{FOLDER}/{name}"), bytes));
    for (path, bytes) in files.chain(worker) {
        let Ok(path) = OutputPath::new(&path) else { continue };
        let digest = cache.keep_file(&bytes);
        if !kept.contains(&path) {
            sink.put_known(&path, bytes, digest)?;
        }
        bundled.files.push((path, digest));
    }
    Ok(Some(bundled))
}

/// The worker at the site's root: it calls the theme's, whose name changes with its content. None where the theme has none,
/// or where the site has a file of its own there.
fn worker(renderer: &Renderer, published: &[String]) -> Option<(String, Vec<u8>)> {
    let (asset, path) = WORKER;
    let address = renderer.site().asset(asset)?;
    let is_taken = published.iter().any(|other| other.strip_prefix('/') == Some(path));
    (!is_taken).then(|| (path.to_owned(), format!("importScripts({address:?});\n").into_bytes()))
}

/// A page's document: from this build, or from the one that rendered it.
fn analysed<'a>(page: &'a File<'_>, cache: &Cache) -> Option<Cow<'a, Analysed>> {
    if let Some(found) = &page.found {
        return Some(Cow::Borrowed(&found.analysed));
    }
    let bytes = cache.store().get(&page.trace.found?);
    let analysed = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    if analysed.is_none() {
        cache.shelf().lose();
    }
    Some(Cow::Owned(analysed?))
}

fn options(settings: &SearchSettings) -> Options {
    let usual = Weights::default();
    let weight = |key: &str, usual: f32| settings.weights.get(key).copied().unwrap_or(usual);
    let weights = Weights {
        title: weight("title", usual.title),
        alias: weight("alias", usual.alias),
        heading: weight("heading", usual.heading),
        lead: weight("lead", usual.lead),
        tag: weight("tag", usual.tag),
        body: weight("body", usual.body),
        part: weight("part", usual.part),
        recency: weight("recency", usual.recency),
    };
    Options { weights, parts: settings.parts.clone(), list_splits: false }
}
