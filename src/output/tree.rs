//! Walks over folders: what is there, and clearing away what is ours without losing what is not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::effects::Effects;
use super::kept::Kept;
use super::{Entry, MANIFEST_PATH, OutputPath, manifest, stamp};

/// Something in a folder.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) is_folder: bool,
    /// Which file it is a name of, where the platform tells.
    pub(super) inode: Option<u64>,
}

/// What a folder holds, by name; `None` if there is no folder.
pub(super) fn items(folder: &Path) -> io::Result<Option<BTreeMap<OsString, Item>>> {
    use io::ErrorKind::{NotADirectory, NotFound};
    let entries = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => return Ok(None),
        entries => entries?,
    };
    let item = |entry: io::Result<DirEntry>| {
        let entry = entry?;
        let item = Item { is_folder: entry.file_type()?.is_dir(), inode: stamp::inode(&entry) };
        Ok((entry.file_name(), item))
    };
    entries.map(item).collect::<io::Result<_>>().map(Some)
}

/// The first file, in the order of paths, that lies in a folder and is not one of `ours`.
pub(super) fn first_foreign(
    root: &Path,
    folder: &Path,
    ours: &impl Fn(&Path) -> bool,
) -> io::Result<Option<PathBuf>> {
    for (name, item) in items(&root.join(folder))?.unwrap_or_default() {
        let path = folder.join(name);
        let found = if item.is_folder {
            first_foreign(root, &path, ours)?
        } else {
            Some(path).filter(|path| !ours(path))
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether the manifest of a folder says that torg wrote the file at `path` in it.
pub(super) fn is_ours(manifest: Option<&Kept>, path: &Path) -> bool {
    let Some((manifest, path)) = manifest.zip(slashed(path)) else { return false };
    *path == *MANIFEST_PATH || manifest.find(&path).is_some()
}

/// A relative path with `/`, if it is Unicode; torg writes no others.
pub(super) fn slashed(path: &Path) -> Option<Cow<'_, str>> {
    let path = path.to_str()?;
    Some(if std::path::MAIN_SEPARATOR == '/' { path.into() } else { path.replace('\\', "/").into() })
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    fs::read_dir(folder)?.collect()
}

/// Removes a folder that holds nothing but what torg made: files, and other names of files that stay elsewhere.
pub(super) fn discard(effects: &Effects, tree: &Path) -> io::Result<()> {
    clear(effects, tree, &|path| effects.remove_file(&tree.join(path)))
}

/// Removes a site that is no longer published. What its manifest lists goes, so does what the new site in `live` has as
/// well, and what is `known`; anything else came while nobody looked, and is moved to `live` instead.
pub(super) fn retire(
    effects: &Effects,
    tree: &Path,
    live: &Path,
    known: &(impl Fn(&Path) -> bool + Sync),
) -> io::Result<()> {
    let manifest = published(tree).map(Kept::new);
    clear(effects, tree, &|path| {
        let here = tree.join(path);
        if is_ours(manifest.as_ref(), path) || is_same(&here, &live.join(path)) || known(path) {
            effects.remove_file(&here)
        } else {
            rescue(effects, tree, path, live)
        }
    })
}

/// Moves a file that is not torg's to where it belongs, or beside it if something else is there.
pub(super) fn rescue(effects: &Effects, tree: &Path, path: &Path, live: &Path) -> io::Result<()> {
    let from = tree.join(path);
    match effects.rename(&from, &free_name(live.join(path))) {
        // A file has the place of a folder that it lay in.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            effects.rename(&from, &free_name(live.join(name)))
        }
        result => result,
    }
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

/// Removes a folder that holds nothing but folders.
pub(super) fn remove_empty(effects: &Effects, folder: &Path) -> io::Result<()> {
    for entry in entries(folder)? {
        remove_empty(effects, &entry.path())?;
    }
    effects.remove_folder(folder)
}

/// Whether two names are of one file, or of a file and its copy.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
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

/// What the manifest of the site in `folder` lists, sorted by path, if there is a whole one.
#[expect(clippy::disallowed_methods, reason = "the manifest is this room's own file")]
pub(super) fn published(folder: &Path) -> Option<Vec<(OutputPath, Entry)>> {
    manifest::files_of(&fs::read(folder.join(MANIFEST_PATH)).ok()?)
}
