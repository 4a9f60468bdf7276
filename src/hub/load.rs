//! From the files below `site/hub` to the graph: `<kind>.toml` holds an array of tables, `<kind>/<id>.toml` one
//! record each; both are read the same way.

use crate::config::{self, Table};
use crate::report::{Diagnostic, Reported, codes, nearest};
use crate::source::{FilePath, Location, Source, Span, Spanned};

use super::record::{Raw, RecordKind, kinds};
use super::vocabulary::{self, Vocabulary};
use super::{Hub, Records, focus_area, initiative, organisation, rules};

/// Where the portfolio's files are.
pub const FOLDER: &str = "site/hub";

/// Reads the portfolio from its files, in any order, and checks it.
pub fn load(sources: &[Source]) -> Reported<Hub> {
    let mut out = Vec::new();
    let files = sources.iter().filter_map(|source| File::read(source, &mut out)).collect::<Vec<_>>();
    let mut hub = Hub::default();
    for file in &files {
        if file.name == VOCABULARY {
            config::check(&file.table, &vocabulary::SHAPE, file.path, &mut out);
            hub.vocabulary = Vocabulary::read(&file.table);
            rules::vocabulary(&hub.vocabulary, file.path, &mut out);
        } else if !kinds().iter().any(|kind| kind.folder == file.kind()) {
            let known = kinds().iter().map(|kind| kind.folder).chain([VOCABULARY]);
            out.push(
                Diagnostic::new(codes::H0109, Location::start_of(file.path))
                    .arg("name", file.kind())
                    .arg("nearest", nearest(file.kind(), known).unwrap_or_default()),
            );
        }
    }
    let [organisations, focus_areas, initiatives] = [0, 1, 2].map(|index| &kinds()[index]);
    hub.organisations = records(&files, organisations, organisation::read, &mut out);
    hub.focus_areas = records(&files, focus_areas, focus_area::read, &mut out);
    hub.initiatives = records(&files, initiatives, initiative::read, &mut out);
    rules::check(&hub, &mut out);
    Reported { value: hub, diagnostics: out }
}

const VOCABULARY: &str = "vocabulary";

/// A parsed file and its path below the folder, without the ending.
struct File<'a> {
    path: &'a FilePath,
    name: &'a str,
    table: Table,
}

impl<'a> File<'a> {
    fn read(source: &'a Source, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = source.path.below(FOLDER)?.strip_suffix(".toml")?;
        let span = Span::new(source.bom_len(), source.text.len());
        Some(Self { path: &source.path, name, table: config::parse_toml(source, span, out) })
    }

    /// The kind's folder: `initiatives` of `initiatives/pilot` and of `initiatives`.
    fn kind(&self) -> &'a str {
        self.name.split('/').next().unwrap_or(self.name)
    }
}

fn records<T>(
    files: &[File<'_>],
    kind: &RecordKind,
    read: impl Fn(&Raw<'_>) -> Option<T>,
    out: &mut Vec<Diagnostic>,
) -> Records<T> {
    let mut seen: std::collections::BTreeMap<String, Location> = std::collections::BTreeMap::new();
    let mut records = Records::new();
    for file in files.iter().filter(|file| file.kind() == kind.folder) {
        for raw in raw_records(file, kind, out) {
            config::check(raw.table, kind.shape, raw.file, out);
            let at = Location::new(raw.file, raw.id.span);
            if let Some(first) = seen.get(&raw.id.value) {
                out.push(
                    Diagnostic::new(codes::H0101, at)
                        .arg("id", &raw.id.value)
                        .arg("kind", kind.key)
                        .label(first.clone(), "first"),
                );
                continue;
            }
            seen.insert(raw.id.value.clone(), at);
            if let Some(record) = read(&raw) {
                records.insert(raw.id.value.clone(), record);
            }
        }
    }
    records
}

/// The records of a file: one, named by the file, below the kind's folder; otherwise those of its array.
fn raw_records<'a>(file: &'a File<'_>, kind: &RecordKind, out: &mut Vec<Diagnostic>) -> Vec<Raw<'a>> {
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
        return vec![Raw { id, file: file.path, table: &file.table }];
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
            Some(id) => raws.push(Raw { id, file: file.path, table }),
            None => out.push(
                Diagnostic::new(codes::H0105, Location::new(file.path, table.span)).arg("kind", kind.key),
            ),
        }
    }
    raws
}
