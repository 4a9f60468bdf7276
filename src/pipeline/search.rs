//! Search: a finished page becomes an analysed document, which waits in the store until the page changes, and the documents
//! of all pages become the bundle.
//!
//! What is published is what can be found: a document is taken from the bytes of a page that goes to the sink and from
//! what the page's trace vouches for, so nothing that is not on the site can be in the bundle.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::SearchSettings;
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Findable, Planned, Renderer};
use crate::search::{self, Analysed, Document, FOLDER, Facet, Listed, Memory, Options, Pages, Weights};
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
    /// Where the store has what search wants to remember, by its keys.
    memory: Vec<(Digest, Digest)>,
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
    let findable = findable?;
    let files = texts(&findable.files, cache);
    let document = Document { files, ..document(findable, url, html, settings)? };
    let analysed = search::analyse(&document);
    // Encoding into memory cannot fail: every length in it is known.
    let bytes = postcard::to_stdvec(&analysed).unwrap_or_default();
    Some(Found { analysed, digest: cache.keep_bytes(&bytes) })
}

/// The texts of files, which were read before.
fn texts(digests: &[Digest], cache: &Cache) -> String {
    let text = |digest| {
        let text = cache.store().get(digest).and_then(|bytes| String::from_utf8(bytes).ok());
        if text.is_none() {
            cache.shelf().lose();
        }
        text
    };
    digests.iter().filter_map(text).collect::<Vec<_>>().join("\n")
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
        ..Document::default()
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
    let worker = worker(renderer, published);
    let published = Published {
        pages: pages.iter().filter(|page| page.trace.found.is_some()).collect(),
        renderer,
        cache,
    };
    let digests: Vec<Digest> = published.pages.iter().filter_map(|page| page.trace.found).collect();
    digests.par_iter().for_each(|digest| cache.store().touch(digest));
    let made_from = Digest::of_encoded(&(&settings.parts, &settings.weights, &worker, &digests));
    let mut given = BTreeSet::new();
    if let Some(last) = last.filter(|last| last.made_from == made_from)
        && give(sink, cache, last.files.iter(), &mut given)?
    {
        last.memory.iter().for_each(|(_, object)| cache.store().touch(object));
        return Ok(Some(last.clone()));
    }
    let mut memory = Remembered::new(last, cache);
    let options = options(settings);
    let mut bundle = search::bundle(&published, &options, &memory);
    let kept = bundle.kept.iter().filter_map(|name| memory.files.get_key_value(&path(name)?));
    let mut files: Vec<(OutputPath, Digest)> = kept.map(|(path, digest)| (path.clone(), *digest)).collect();
    if !give(sink, cache, files.iter(), &mut given)? {
        // Somebody has taken files away: all are made again.
        memory.files.clear();
        bundle = search::bundle(&published, &options, &memory);
        files.clear();
    }
    let new = bundle.files.into_iter().filter_map(|(name, bytes)| Some((path(&name)?, bytes)));
    let worker = worker.into_iter().filter_map(|(path, bytes)| Some((OutputPath::new(&path).ok()?, bytes)));
    let new: Vec<(OutputPath, Vec<u8>)> = new.chain(worker).collect();
    let put = |(path, bytes): (OutputPath, Vec<u8>)| -> Result<(OutputPath, Digest), Error> {
        let digest = cache.keep_file(&bytes);
        if !given.contains(&path) {
            sink.put_known(&path, bytes, digest)?;
        }
        Ok((path, digest))
    };
    let put: Result<Vec<_>, Error> = new.into_par_iter().map(put).collect();
    files.extend(put?);
    Ok(Some(Bundled { made_from, files, memory: memory.into_objects(), is_new: true }))
}

/// The path of a file of the bundle.
fn path(name: &str) -> Option<OutputPath> {
    OutputPath::new(&format!("{FOLDER}/{name}")).ok()
}

/// Gives the sink files of the last build, and says whether all are still there.
fn give<'f>(
    sink: &dyn Sink,
    cache: &Cache,
    files: impl Iterator<Item = &'f (OutputPath, Digest)>,
    given: &mut BTreeSet<OutputPath>,
) -> Result<bool, Error> {
    for (path, digest) in files {
        if !given.contains(path) && !cache.give_file(sink, path, digest)? {
            return Ok(false);
        }
        given.insert(path.clone());
    }
    Ok(true)
}

/// The pages that can be found, with their documents: from this build, or from the one that rendered them.
struct Published<'a> {
    pages: Vec<&'a File<'a>>,
    renderer: &'a Renderer,
    cache: &'a Cache,
}

impl Pages for Published<'_> {
    fn list(&self) -> Vec<Listed<'_>> {
        let lang = |planned: &Planned| self.renderer.site().model.page(planned.page).lang.as_str();
        let digest = |page: &File<'_>| page.trace.found.unwrap_or_default();
        let listed = self.pages.iter().map(|page| (page.planned, digest(page)));
        listed.map(|(planned, digest)| Listed { url: &planned.url, lang: lang(planned), digest }).collect()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, Analysed>> {
        let page = self.pages.get(number)?;
        if let Some(found) = &page.found {
            return Some(Cow::Borrowed(&found.analysed));
        }
        let bytes = self.cache.store().get(&page.trace.found?);
        let analysed = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        if analysed.is_none() {
            self.cache.shelf().lose();
        }
        Some(Cow::Owned(analysed?))
    }
}

/// What the last bundle left, and what this one leaves.
struct Remembered<'a> {
    cache: &'a Cache,
    files: BTreeMap<OutputPath, Digest>,
    last: BTreeMap<Digest, Digest>,
    new: Mutex<BTreeMap<Digest, Digest>>,
}

impl<'a> Remembered<'a> {
    fn new(last: Option<&Bundled>, cache: &'a Cache) -> Self {
        let (files, last) = last.map(|last| (last.files.clone(), last.memory.clone())).unwrap_or_default();
        let (files, last) = (files.into_iter().collect(), last.into_iter().collect());
        Self { cache, files, last, new: Mutex::default() }
    }

    fn note(&self, key: Digest, object: Digest) {
        self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(key, object);
    }

    fn into_objects(self) -> Vec<(Digest, Digest)> {
        self.new.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect()
    }
}

impl Memory for Remembered<'_> {
    fn has_file(&self, name: &str) -> bool {
        path(name).is_some_and(|path| self.files.contains_key(&path))
    }

    fn get(&self, key: &Digest) -> Option<Vec<u8>> {
        let object = self.last.get(key)?;
        let bytes = self.cache.store().get(object)?;
        self.note(*key, *object);
        Some(bytes)
    }

    fn keep(&self, key: Digest, bytes: &[u8]) {
        self.note(key, self.cache.keep_bytes(bytes));
    }
}

/// The worker at the site's root: it calls the theme's, whose name changes with its content. None where the theme has none,
/// or where the site has a file of its own there.
fn worker(renderer: &Renderer, published: &[String]) -> Option<(String, Vec<u8>)> {
    let (asset, path) = WORKER;
    let address = renderer.site().asset(asset)?;
    let is_taken = published.iter().any(|other| other.strip_prefix('/') == Some(path));
    (!is_taken).then(|| (path.to_owned(), format!("importScripts({address:?});\n").into_bytes()))
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
        file: weight("file", usual.file),
        part: weight("part", usual.part),
        recency: weight("recency", usual.recency),
    };
    Options { weights, parts: settings.parts.clone(), list_splits: false }
}
