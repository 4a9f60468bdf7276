//! Which project the command is about: its root, its files, its moment, its output folder.

use std::env;
use std::path::{Path, PathBuf};

use crate::output;
use crate::pipeline::{Cache, Options};
use crate::source::DiskFiles;

use super::args::{Global, SiteArgs};
use super::failure::Failure;

/// The file that makes a folder a project.
const SETTINGS: &str = "site/site.toml";

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

/// What earlier builds left for this one.
pub(super) fn cache(root: &Path, site: &SiteArgs) -> Cache {
    if site.no_cache { Cache::none() } else { Cache::in_folder(&cache_folder(root)) }
}

/// What the site is to look like.
pub(super) fn options(site: &SiteArgs) -> Options {
    Options { base_url: site.base_url.clone(), drafts: site.drafts, as_of: site.as_of, now: site.now }
}

/// The output folder: the one that was named, relative to where the command was given, or `public`. Refused where a
/// site is made.
pub(super) fn out_folder(root: &Path, out: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(out) = out else { return Ok(root.join("public")) };
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

#[expect(clippy::disallowed_methods, reason = "this is the room that reads the environment")]
fn current_folder() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| Failure::read(Path::new("."), &error))
}
