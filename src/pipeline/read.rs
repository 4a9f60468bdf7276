//! From files to what they say: every file is read and parsed once, in parallel, and what cannot be read is reported.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::config::{Config, read_source};
use crate::hub::{self, Hub, Prose};
use crate::markdown::{self, Components};
use crate::model::{STATIC, Text};
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{
    Digest, FilePath, Files, ListProblem, Location, MAX_FILE_BYTES, ReadError, Source, Spanned,
};

use super::bodies::Shelf;
use super::sources::Sources;
use super::stats::Clock;
use super::{Cache, documents};

/// Bytes in what people call a megabyte.
const MEGABYTE: u64 = 1024 * 1024;

/// Everything that was read but the theme.
pub(super) struct Read {
    pub(super) documents: documents::Pages,
    pub(super) hub: Hub,
    pub(super) record_prose: RecordProse,
    /// Files below `content` that are no pages, and those below `site/static`.
    pub(super) files: BTreeSet<FilePath>,
    /// Of what was read.
    pub(super) digests: Digests,
}

/// Digests of what the model is made from.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Digests {
    /// Of what pages can see of each other.
    pages: Digest,
    /// Of the files that records are written in.
    records: Digest,
    /// Of the names of other files.
    files: Digest,
}

/// The Markdown in records, by the kind's key and the id.
type RecordProse = BTreeMap<(&'static str, String), BTreeMap<&'static str, Text>>;

/// Reads pages, records and the list of other files.
pub(super) fn read(
    files: &Sources<'_>,
    config: &Config,
    components: &Components,
    cache: &Cache,
    clock: Clock,
    today: Date,
    out: &mut Vec<Diagnostic>,
) -> Read {
    let (pages, beside): (Vec<_>, Vec<_>) =
        list(files, "content", out).into_iter().partition(|path| path.extension() == Some("md"));
    let mut others: BTreeSet<FilePath> = beside.into_iter().collect();
    others.extend(list(files, STATIC, out));
    let settings = documents::settings(config, components);
    let last = cache.documents(settings);
    let shelf = cache.shelf();
    cache.recall_code();
    let reader = documents::Reader { files, config, components, shelf, last: &last, clock };
    let documents = reader.pages(&pages, settings, out);
    let (hub, sources) = records(files, today, out);
    let record_prose = prose(&hub, &sources, config, components, shelf, out);
    let texts: Vec<(&FilePath, &str)> = sources.iter().map(|(path, source)| (path, &*source.text)).collect();
    let digests = Digests {
        pages: documents.facts,
        records: Digest::of_encoded(&texts),
        files: Digest::of_encoded(&others),
    };
    Read { documents, hub, record_prose, files: others, digests }
}

/// The files of a folder. What could not be entered is reported at its own path.
fn list(files: &dyn Files, folder: &str, out: &mut Vec<Diagnostic>) -> Vec<FilePath> {
    let listing = files.list(folder);
    for ListProblem { path, error } in listing.problems {
        out.push(unreadable(&path, &error));
    }
    listing.files
}

/// A text file; `None` after reporting why there is none.
pub(super) fn text(files: &dyn Files, path: &FilePath, out: &mut Vec<Diagnostic>) -> Option<Source> {
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            out.push(unreadable(path, &error));
            return None;
        }
    };
    read_source(path, bytes, out)
}

/// What to say of a file or folder that cannot be read.
pub(super) fn unreadable(path: &FilePath, error: &ReadError) -> Diagnostic {
    let diagnostic = Diagnostic::new(codes::S0102, Location::start_of(path));
    match error {
        ReadError::Loop => diagnostic.arg("problem", "loop"),
        ReadError::OutsideRoot => diagnostic.arg("problem", "outside"),
        ReadError::TooLarge(bytes) => {
            let diagnostic = diagnostic.arg("problem", "too-large").arg("size", bytes / MEGABYTE);
            diagnostic.arg("limit", MAX_FILE_BYTES / MEGABYTE)
        }
        ReadError::Missing | ReadError::Io(_) => diagnostic.arg("problem", "other").arg("reason", error),
    }
}

fn records(files: &dyn Files, today: Date, out: &mut Vec<Diagnostic>) -> (Hub, BTreeMap<FilePath, Source>) {
    let paths = list(files, hub::FOLDER, out).into_iter().filter(|path| path.extension() == Some("toml"));
    let paths: Vec<FilePath> = paths.collect();
    let read: Vec<Reported<Option<Source>>> = paths
        .par_iter()
        .map(|path| {
            let mut out = Vec::new();
            Reported { value: text(files, path, &mut out), diagnostics: out }
        })
        .collect();
    let sources: Vec<Source> = read.into_iter().filter_map(|source| source.into(out)).collect();
    let hub = hub::load(&sources, today).into(out);
    (hub, sources.into_iter().map(|source| (source.path.clone(), source)).collect())
}

/// The Markdown in records' fields.
fn prose(
    hub: &Hub,
    sources: &BTreeMap<FilePath, Source>,
    config: &Config,
    components: &Components,
    shelf: &Shelf,
    out: &mut Vec<Diagnostic>,
) -> RecordProse {
    let options = markdown::Options {
        lang: &config.default_language,
        components,
        smart: config.markdown.smart_quotes,
        heading_ids: true,
        highlight: config.markdown.highlight,
    };
    let mut all = BTreeMap::new();
    for (base, key, fields) in hub.prose() {
        let Some(source) = sources.get(&base.file) else { continue };
        let mut texts = BTreeMap::new();
        for (name, Prose { text, span, .. }) in fields {
            let field = markdown::parse_field(source, &Spanned::new(text.clone(), *span), &options);
            let body = field.into(out);
            texts.insert(name, Text { mentions: Arc::new(body.mentions()), digest: shelf.put(body) });
        }
        if base.is_public() {
            all.insert((key, base.id.clone()), texts);
        }
    }
    all
}
