//! `torg import ideas FILE.csv`: writes an idea record for each row, or none at all.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{Config, read_sources};
use crate::edit::ideas::{self, ColumnMap, FIELDS, Import};
use crate::hub;
use crate::report::{self, Diagnostic, Reported};
use crate::source::{FilePath, Files, Source};

use super::args::{Global, IdeasArgs};
use super::failure::Failure;
use super::screen::Screen;
use super::summary::Verdict;
use super::{Outcome, project, screen};

pub(super) fn run(global: &Global, args: &IdeasArgs, screen: Screen) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    let mut out = Vec::new();
    let mut read = Vec::new();
    let map = map(args, &mut read, &mut out)?;
    let path = FilePath::new(&args.file.to_string_lossy());
    let bytes = bytes(&args.file)?;
    let shown = String::from_utf8_lossy(&bytes).into_owned();
    let mut import = Import::default();
    match ideas::decode(&path, bytes, map.encoding).into(&mut out) {
        Some(table) => {
            let config = Config::load(&files, &mut Vec::new());
            let today = files.now().to_zoned(config.time_zone).date();
            // What is wrong with the portfolio is told by `torg check`.
            let hub = hub::load(&read_sources(&files, hub::FOLDER, "toml"), today).value;
            import = ideas::import(&table, &map, &hub).into(&mut out);
            read.push(table);
        }
        None => read.extend(Source::new(path, shown.into_bytes())),
    }
    out.sort();
    show(&out, &read, screen);
    let verdict = Verdict::of(&out, global.deny_warnings);
    if verdict.stops() {
        screen.note(&screen.words("import-stopped", &[("summary", &report::summary(&out, screen.lang))]));
        return Ok(verdict.outcome());
    }
    if !args.dry_run {
        write(&root, &import)?;
    }
    tell(&import, args.dry_run, screen);
    Ok(Outcome::Fine)
}

/// The map: from a file when what was given names one, else as it was given. What was read for it goes to `read`.
fn map(args: &IdeasArgs, read: &mut Vec<Source>, out: &mut Vec<Diagnostic>) -> Result<ColumnMap, Failure> {
    let mut map = match &args.map {
        None => ColumnMap::plain(),
        Some(given) => {
            let is_file = !given.contains('=');
            let bytes = if is_file { bytes(Path::new(given))? } else { given.clone().into_bytes() };
            let path = FilePath::new(if is_file { given } else { "--map" });
            let Some(source) = crate::config::read_source(&path, bytes, out) else {
                return Ok(ColumnMap::default());
            };
            let Reported { value, diagnostics } =
                if is_file { ColumnMap::from_file(&source) } else { ColumnMap::from_text(&source) };
            out.extend(diagnostics);
            read.push(source);
            value
        }
    };
    for given in &args.set {
        let is_set = given.split_once('=').is_some_and(|(field, value)| map.set(field, value));
        if !is_set {
            return Err(Failure::new("bad-set", &[("text", given), ("known", &FIELDS.join(", "))]));
        }
    }
    map.read_as(args.delimiter, args.encoding);
    Ok(map)
}

#[expect(clippy::disallowed_methods, reason = "a table is no part of the project's files")]
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::read(path, &error))
}

#[expect(clippy::disallowed_methods, reason = "what is removed was written a moment ago")]
/// Writes all records; where one cannot be written, those before it are removed again.
fn write(root: &Path, import: &Import) -> Result<(), Failure> {
    let mut written: Vec<PathBuf> = Vec::new();
    for record in &import.records {
        if let Err(failure) = project::write_new(root, &record.path, &record.text) {
            for path in written {
                let _ = fs::remove_file(path);
            }
            return Err(failure);
        }
        written.push(root.join(record.path.as_str()));
    }
    Ok(())
}

fn show(out: &[Diagnostic], read: &[Source], screen: Screen) {
    let source = |path: &FilePath| read.iter().find(|source| source.path == *path).cloned();
    screen.diagnostics_of(out, &source);
}

fn tell(import: &Import, is_dry: bool, screen: Screen) {
    let key = if is_dry { "import-would" } else { "import-new" };
    for record in &import.records {
        screen::say(&format!("{}\n", screen.words(key, &[("path", record.path.as_str())])));
    }
    for known in &import.known {
        let line = known.line.to_string();
        screen.note(&screen.words("import-known", &[("line", &line), ("id", &known.id)]));
    }
    if !import.unread.is_empty() {
        screen.note(&screen.words("import-unread", &[("columns", &import.unread.join(", "))]));
    }
    let (n, known) = (import.records.len().to_string(), import.known.len().to_string());
    let key = if is_dry { "import-dry" } else { "import-done" };
    screen.note(&screen.words(key, &[("n", &n), ("known", &known)]));
}
