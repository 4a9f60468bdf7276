//! From files to what they say: every file is read and parsed once, in parallel, and what cannot be read is reported.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::config::{Config, read_source};
use crate::content::{self, Document, Kind, Raw};
use crate::hub::{self, Hub, Prose};
use crate::markdown::{self, Components, Markdown};
use crate::model::STATIC;
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{FilePath, Files, ListProblem, Location, MAX_FILE_BYTES, ReadError, Source, Spanned};

/// Bytes in what people call a megabyte.
const MEGABYTE: u64 = 1024 * 1024;

/// Everything that was read but the theme.
pub(super) struct Read {
    pub(super) documents: Vec<(Document, Markdown)>,
    pub(super) hub: Hub,
    pub(super) record_prose: BTreeMap<(&'static str, String), BTreeMap<&'static str, Markdown>>,
    /// Files below `content` that are no pages, and those below `site/static`.
    pub(super) files: BTreeSet<FilePath>,
}

/// Reads pages, records and the list of other files.
pub(super) fn read(
    files: &dyn Files,
    config: &Config,
    components: &Components,
    out: &mut Vec<Diagnostic>,
) -> Read {
    let (pages, beside): (Vec<_>, Vec<_>) =
        list(files, "content", out).into_iter().partition(|path| path.extension() == Some("md"));
    let mut others: BTreeSet<FilePath> = beside.into_iter().collect();
    others.extend(list(files, STATIC, out));
    let documents = documents(files, config, components, &pages, out);
    let (hub, sources) = records(files, out);
    let record_prose = prose(&hub, &sources, config, components, out);
    Read { documents, hub, record_prose, files: others }
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

fn documents(
    files: &dyn Files,
    config: &Config,
    components: &Components,
    paths: &[FilePath],
    out: &mut Vec<Diagnostic>,
) -> Vec<(Document, Markdown)> {
    let split: Vec<Reported<Option<Raw>>> = paths
        .par_iter()
        .map(|path| {
            let mut out = Vec::new();
            let raw = text(files, path, &mut out).map(|source| content::split(source, config).into(&mut out));
            Reported { value: raw, diagnostics: out }
        })
        .collect();
    let raws: Vec<Raw> = split.into_iter().filter_map(|raw| raw.into(out)).collect();
    let kinds = section_kinds(&raws);
    let parsed: Vec<Reported<(Document, Markdown)>> = raws
        .into_par_iter()
        .map(|raw| {
            let kind = section_kind(&kinds, &raw);
            let mut out = Vec::new();
            let mut document = content::classify(raw, kind).into(&mut out);
            let options = markdown::Options {
                lang: &document.lang,
                components,
                smart: config.markdown.smart_quotes,
                heading_ids: true,
                highlight: config.markdown.highlight,
            };
            let mut text = markdown::parse(&document.source, document.body, &options).into(&mut out);
            // Neither is needed any more, and ten thousand pages of both are a lot of memory.
            document.source.text = "".into();
            text.text = String::new();
            Reported { value: (document, text), diagnostics: out }
        })
        .collect();
    parsed.into_iter().map(|document| document.into(out)).collect()
}

/// The kind each section gives its pages, by language and folder.
fn section_kinds(raws: &[Raw]) -> BTreeMap<(String, String), Kind> {
    let kind = |raw: &Raw| {
        let kind = raw.page_kind()?;
        Some(((raw.name.lang.clone(), raw.name.folder.clone()), kind))
    };
    raws.iter().filter_map(kind).collect()
}

/// The kind a page gets from its own section. A translation whose section has no page of its own takes it from the
/// section's page in another language.
fn section_kind(kinds: &BTreeMap<(String, String), Kind>, raw: &Raw) -> Option<Kind> {
    let own = kinds.get(&(raw.name.lang.clone(), raw.name.folder.clone()));
    let other = || kinds.iter().find(|((_, folder), _)| *folder == raw.name.folder).map(|(_, kind)| kind);
    own.or_else(other).copied()
}

fn records(files: &dyn Files, out: &mut Vec<Diagnostic>) -> (Hub, BTreeMap<FilePath, Source>) {
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
    let hub = hub::load(&sources).into(out);
    (hub, sources.into_iter().map(|source| (source.path.clone(), source)).collect())
}

/// The Markdown in records' fields.
fn prose(
    hub: &Hub,
    sources: &BTreeMap<FilePath, Source>,
    config: &Config,
    components: &Components,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<(&'static str, String), BTreeMap<&'static str, Markdown>> {
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
            texts.insert(name, field.into(out));
        }
        if base.is_public() {
            all.insert((key, base.id.clone()), texts);
        }
    }
    all
}
