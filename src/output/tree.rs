//! Walks over folders: what is there, and clearing away what is ours without losing what is not.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::effects::Effects;
use super::{MANIFEST_PATH, Manifest};

/// What a folder holds, as paths relative to it, in no particular order.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Everything that is not a folder: files, links, sockets.
    pub(super) files: Vec<PathBuf>,
    /// Folders with nothing in them.
    pub(super) empty: Vec<PathBuf>,
}

impl Found {
    fn join(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.empty.extend(other.empty);
        self
    }
}

/// What is in `root` and is not in `manifest`, but for the folder `except`.
pub(super) fn foreign(root: &Path, manifest: Option<&Manifest>, except: &Path) -> io::Result<Found> {
    walk(root, Path::new(""), &|path| is_ours(path, manifest) || root.join(path) == except)
}

/// Whether the manifest of a folder says that torg wrote the file at `path` in it.
fn is_ours(path: &Path, manifest: Option<&Manifest>) -> bool {
    let Some(manifest) = manifest else { return false };
    slashed(path).is_some_and(|path| path == MANIFEST_PATH || manifest.files.contains_key(path.as_str()))
}

/// A relative path with `/`, if it is Unicode; torg writes no others.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.to_owned() } else { path.replace('\\', "/") })
}

fn walk(root: &Path, folder: &Path, skip: &(impl Fn(&Path) -> bool + Sync)) -> io::Result<Found> {
    let entries = entries(&root.join(folder))?;
    let mut found = Found::default();
    if entries.is_empty() && folder != Path::new("") {
        found.empty.push(folder.to_owned());
    }
    let mut folders = Vec::new();
    for entry in entries {
        let path = folder.join(entry.file_name());
        if skip(&path) {
            continue;
        }
        if entry.file_type()?.is_dir() { folders.push(path) } else { found.files.push(path) }
    }
    let below = folders
        .into_par_iter()
        .map(|path| walk(root, &path, skip))
        .try_reduce(Found::default, |one, other| Ok(one.join(other)))?;
    Ok(found.join(below))
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    fs::read_dir(folder)?.collect()
}

/// Removes a folder that holds nothing but what torg made: files, and other names of files that stay elsewhere.
pub(super) fn discard(effects: &Effects, tree: &Path) -> io::Result<()> {
    clear(effects, tree, &|path| effects.remove_file(&tree.join(path)))
}

/// Removes a site that is no longer published. What its manifest lists goes, and so does what the new site in `live`
/// has as well; anything else came while torg was publishing, and is moved to `live` instead.
pub(super) fn retire(effects: &Effects, tree: &Path, live: &Path) -> io::Result<()> {
    let manifest = read_manifest(tree);
    clear(effects, tree, &|path| {
        let (here, there) = (tree.join(path), live.join(path));
        if is_ours(path, manifest.as_ref()) || is_same(&here, &there) {
            effects.remove_file(&here)
        } else {
            effects.rename(&here, &free_name(there))
        }
    })
}

/// Empties `tree` with `remove` and removes it. Its manifest goes last, so that a stopped clearing can be gone on with.
fn clear(
    effects: &Effects,
    tree: &Path,
    remove: &(impl Fn(&Path) -> io::Result<()> + Sync),
) -> io::Result<()> {
    clear_below(effects, tree, Path::new(""), remove)?;
    let manifest = tree.join(MANIFEST_PATH);
    if manifest.symlink_metadata().is_ok() {
        effects.remove_file(&manifest)?;
    }
    if let Some(folder) = manifest.parent().filter(|folder| folder.symlink_metadata().is_ok()) {
        effects.remove_folder(folder)?;
    }
    effects.remove_folder(tree)
}

fn clear_below(
    effects: &Effects,
    tree: &Path,
    folder: &Path,
    remove: &(impl Fn(&Path) -> io::Result<()> + Sync),
) -> io::Result<()> {
    entries(&tree.join(folder))?.into_par_iter().try_for_each(|entry| {
        let path = folder.join(entry.file_name());
        if !entry.file_type()?.is_dir() {
            return if path == Path::new(MANIFEST_PATH) { Ok(()) } else { remove(&path) };
        }
        clear_below(effects, tree, &path, remove)?;
        if Path::new(MANIFEST_PATH).starts_with(&path) {
            Ok(())
        } else {
            effects.remove_folder(&tree.join(&path))
        }
    })
}

/// Whether two names are of one file, or of a file and its copy.
fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(one), Ok(other)) = (one.symlink_metadata(), other.symlink_metadata()) else { return false };
    if is_one_file(&one, &other) {
        return true;
    }
    one.file_type() == other.file_type()
        && one.len() == other.len()
        && one.modified().ok().is_some_and(|time| other.modified().is_ok_and(|other| other == time))
}

#[cfg(unix)]
fn is_one_file(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_one_file(_one: &fs::Metadata, _other: &fs::Metadata) -> bool {
    false
}

/// `path`, or where something is there already the first of `path.kept`, `path.kept.kept` … that is free.
fn free_name(mut path: PathBuf) -> PathBuf {
    while path.symlink_metadata().is_ok() {
        path.as_mut_os_string().push(".kept");
    }
    path
}

/// The manifest of the site in `folder`, if there is a whole one.
#[expect(clippy::disallowed_methods, reason = "the manifest is this room's own file")]
pub(super) fn read_manifest(folder: &Path) -> Option<Manifest> {
    Manifest::from_json(&fs::read(folder.join(MANIFEST_PATH)).ok()?)
}
