//! From the files below `site/hub` to the graph: `<kind>.toml` holds an array of tables, `<kind>/<id>.toml` one
//! record each; both are read the same way.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{self, Table};
use crate::report::{Diagnostic, Reported, codes, nearest};
use crate::source::{FilePath, Location, Source, Span, Spanned};

use super::record::{Raw, Record, RecordKind};
use super::vocabulary::{self, Vocabulary};
use super::{Feedback, Hub, Records, kinds, rules};

/// Where the portfolio's files are.
pub const FOLDER: &str = "site/hub";

/// The file of the agreed words.
const VOCABULARY: &str = "vocabulary";

/// Reads the portfolio from its files, in any order, and checks it as it is on `today`.
pub fn load(sources: &[Source], today: Date) -> Reported<Hub> {
    let Reported { value: files, mut diagnostics } = parse(sources);
    let hub = link(&files, today).into(&mut diagnostics);
    Reported { value: hub, diagnostics }
}

/// A file's table and its path below the folder, without the ending.
#[derive(Debug)]
pub struct File<'a> {
    path: &'a FilePath,
    name: &'a str,
    table: Table,
}

impl<'a> File<'a> {
    fn read(source: &'a Source, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = source.path.below(FOLDER)?.strip_suffix(".toml")?;
        rules::personal_numbers(source, out);
        let span = Span::new(source.bom_len(), source.text.len());
        Some(Self { path: &source.path, name, table: config::parse_toml(source, span, out) })
    }

    /// The kind's folder: `initiatives` of `initiatives/pilot` and of `initiatives`.
    fn kind(&self) -> &'a str {
        self.name.split('/').next().unwrap_or(self.name)
    }
}

/// What the files say, each by itself.
pub fn parse(sources: &[Source]) -> Reported<Vec<File<'_>>> {
    let read = |source| {
        let mut out = Vec::new();
        Reported { value: File::read(source, &mut out), diagnostics: out }
    };
    let read: Vec<Reported<Option<File<'_>>>> = sources.par_iter().map(read).collect();
    let mut out = Vec::new();
    let files = read.into_iter().filter_map(|file| file.into(&mut out)).collect();
    Reported { value: files, diagnostics: out }
}

/// The graph that the files give together, and everything that is wrong with it.
pub fn link(files: &[File<'_>], today: Date) -> Reported<Hub> {
    let mut out = Vec::new();
    let mut by_kind: BTreeMap<&str, Vec<&File<'_>>> = BTreeMap::new();
    for file in files {
        by_kind.entry(file.kind()).or_default().push(file);
    }
    let mut vocabulary = Vocabulary::default();
    for file in by_kind.remove(VOCABULARY).into_iter().flatten() {
        config::check(&file.table, &vocabulary::SHAPE, file.path, &mut out);
        vocabulary = Vocabulary::read(&file.table, file.path);
    }
    for (name, files) in &by_kind {
        if !kinds().iter().any(|kind| kind.folder == *name) {
            out.extend(files.iter().map(|file| unknown(name, file.path)));
        }
    }
    let mut hub = Hub::read(vocabulary, &by_kind, &mut out);
    hub.feedback.withhold(Feedback::can_be_shown);
    rules::check(&hub, today, &mut out);
    Reported { value: hub, diagnostics: out }
}

fn unknown(name: &str, path: &FilePath) -> Diagnostic {
    let known = || kinds().iter().map(|kind| kind.folder).chain([VOCABULARY]);
    Diagnostic::new(codes::H0109, Location::start_of(path))
        .arg("name", name)
        .arg("nearest", nearest(name, known()).unwrap_or_default())
        .arg("known", known().collect::<Vec<_>>().join("`, `"))
}

/// The records of one kind.
pub(super) fn records<T: Record + Send>(
    files: &BTreeMap<&str, Vec<&File<'_>>>,
    vocabulary: &Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Records<T> {
    let kind = T::KIND;
    let own = files.get(kind.folder).map_or(&[][..], Vec::as_slice);
    let read: Vec<(Vec<Read<T>>, Vec<Diagnostic>)> = own
        .par_iter()
        .map(|file| {
            let mut out = Vec::new();
            let raws = raw_records(file, &kind, vocabulary, &mut out);
            let read = |raw: Raw<'_>| {
                config::check_parts(raw.table, kind.parts, raw.file, &mut out);
                Read {
                    at: Location::new(raw.file, raw.id.span),
                    record: T::read(&raw).map(Box::new),
                    id: raw.id.value,
                }
            };
            (raws.into_iter().map(read).collect(), out)
        })
        .collect();
    let mut records = Records::default();
    let mut seen: BTreeMap<String, Location> = BTreeMap::new();
    for (read, diagnostics) in read {
        out.extend(diagnostics);
        for Read { id, at, record } in read {
            if let Some(first) = seen.get(&id) {
                let twice = Diagnostic::new(codes::H0101, at).arg("id", &id).arg("kind", kind.key);
                out.push(twice.label(first.clone(), "first"));
                continue;
            }
            seen.insert(id.clone(), at);
            match record {
                Some(record) => records.insert(record),
                None => records.insert_unread(id),
            }
        }
    }
    records
}

/// A record as it was read, if it is one.
struct Read<T> {
    id: String,
    at: Location,
    record: Option<Box<T>>,
}

/// The records of a file: one, named by the file, below the kind's folder; otherwise those of its array.
fn raw_records<'a>(
    file: &'a File<'_>,
    kind: &RecordKind,
    vocabulary: &'a Vocabulary,
    out: &mut Vec<Diagnostic>,
) -> Vec<Raw<'a>> {
    let written = |table: &Table| table.text("id").map(|id| id.map(ToOwned::to_owned));
    if let Some(stem) = file.name.strip_prefix(kind.folder).and_then(|rest| rest.strip_prefix('/')) {
        let id = written(&file.table);
        if let Some(id) = id.as_ref().filter(|id| id.value != stem) {
            let at = Location::new(file.path, id.span);
            out.push(
                Diagnostic::new(codes::H0103, at).arg("id", &id.value).arg("file", stem).suggest(Some(stem)),
            );
        }
        let id = Spanned::new(stem.to_owned(), id.map_or(Span::new(0, 0), |id| id.span));
        return vec![Raw { id, file: file.path, table: &file.table, vocabulary }];
    }
    for entry in file.table.entries.iter().filter(|entry| entry.key.value != kind.key) {
        let at = Location::new(file.path, entry.key.span);
        out.push(
            Diagnostic::new(codes::H0104, at)
                .arg("key", &entry.key.value)
                .arg("expected", kind.key)
                .suggest(nearest(&entry.key.value, [kind.key])),
        );
    }
    let mut raws = Vec::new();
    for table in file.table.tables(kind.key) {
        match written(table) {
            Some(id) => raws.push(Raw { id, file: file.path, table, vocabulary }),
            None => out.push(
                Diagnostic::new(codes::H0105, Location::new(file.path, table.span)).arg("kind", kind.key),
            ),
        }
    }
    raws
}
