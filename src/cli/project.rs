//! Which project the command is about: its root, its files, its moment, its output folder.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use crate::cache::{self, Problem, Remote};
use crate::config::Config;
use crate::output;
use crate::pipeline::{Cache, Options};
use crate::source::{DiskFiles, FilePath, Files};

use super::args::{Global, SiteArgs};
use super::failure::Failure;
use super::screen::Screen;

/// The file that makes a folder a project.
const SETTINGS: &str = "site/site.toml";

/// Where a site is published unless something else is said.
pub(super) const PUBLIC: &str = "public";

/// Where a site for a closed circle is put.
pub(super) const INTERNAL: &str = "internal";

/// The secret by which machines that share a cache know each other.
const KEY: &str = "TORG_CACHE_KEY";

/// The folders that a site is made of; no output may be written there.
const SOURCES: [&str; 3] = ["content", "site", "themes"];

/// The project's root: the folder that was named, or the nearest parent with `site/site.toml`.
pub(super) fn find_root(global: &Global) -> Result<PathBuf, Failure> {
    if let Some(root) = &global.root {
        return if root.join(SETTINGS).is_file() {
            Ok(root.clone())
        } else {
            Err(Failure::new("no-site-at", &[("path", &root.to_string_lossy())]))
        };
    }
    let here = current_folder()?;
    let found = here.ancestors().find(|folder| folder.join(SETTINGS).is_file());
    found.map(Path::to_owned).ok_or_else(|| Failure::new("no-site", &[]))
}

/// The project's files.
pub(super) fn files(root: &Path) -> Result<DiskFiles, Failure> {
    DiskFiles::new(root).map_err(|error| Failure::read(root, &error))
}

/// Where what builds remember is kept.
pub(super) fn cache_folder(root: &Path) -> PathBuf {
    root.join(".torg")
}

/// What earlier builds left for this one, here or on other machines.
pub(super) fn cache(root: &Path, files: &dyn Files, site: &SiteArgs, screen: Screen) -> Cache {
    if site.no_cache {
        return Cache::none();
    }
    let remote = remote(files).unwrap_or_else(|problem| {
        screen.problem(Some(problem));
        None
    });
    Cache::in_folder(&cache_folder(root), remote)
}

/// The cache that machines share, if the settings name one. An empty key says that this machine does without.
fn remote(files: &dyn Files) -> Result<Option<Arc<dyn Remote>>, Problem> {
    let Some(address) = Config::load(files, &mut Vec::new()).cache.remote else { return Ok(None) };
    let key = env::var_os(KEY);
    if key.as_ref().is_some_and(|key| key.is_empty()) {
        return Ok(None);
    }
    cache::connect(&address, key.as_ref().and_then(|key| key.to_str())).map(Some)
}

/// What the site is to look like.
pub(super) fn options(site: &SiteArgs) -> Options {
    Options {
        base_url: site.base_url.clone(),
        drafts: site.drafts,
        as_of: site.as_of,
        now: site.now,
        no_search: site.no_search,
        clearance: None,
    }
}

/// The output folder: the one that was named, relative to where the command was given, or `default`. Refused where a
/// site is made.
pub(super) fn out_folder(root: &Path, out: Option<&Path>, default: &str) -> Result<PathBuf, Failure> {
    let Some(out) = out else { return Ok(root.join(default)) };
    if out.canonicalize().is_ok_and(|out| root.canonicalize().is_ok_and(|root| out == root)) {
        return Err(Failure::new("out-is-root", &[]));
    }
    for folder in SOURCES {
        if output::refuse_overlap(out, &[&root.join(folder)]).is_err() {
            let path = out.to_string_lossy();
            return Err(Failure::new("out-is-inside", &[("path", &path), ("folder", folder)]));
        }
    }
    Ok(out.to_owned())
}

/// Writes a file of the project that is not there yet.
pub(super) fn write_new(root: &Path, path: &FilePath, text: &str) -> Result<(), Failure> {
    let full = root.join(path.as_str());
    let created = full
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::File::create_new(&full))
        .and_then(|mut file| file.write_all(text.as_bytes()));
    created.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new("exists", &[("path", path.as_str())]),
        _ => Failure::write(&full, &error),
    })
}

#[expect(clippy::disallowed_methods, reason = "this is the room that reads the environment")]
fn current_folder() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| Failure::read(Path::new("."), &error))
}
