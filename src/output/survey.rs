//! Compares the published site with the tree that is to become the next one, and reads only folders that changed.
//!
//! A folder is asked for its stamp, in both trees. Where the two are those under which the folders were in step, they
//! still are. Any other folder is read, name by name and inode by inode: that is how a file is found which torg did not
//! write, which the user removed or replaced, or which a stopped build left. Nothing is changed here.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::kept::Kept;
use super::notes::{Folder, Record};
use super::stamp::{Root, Stamp};
use super::tree::{self, Item};
use super::{MANIFEST_PATH, Manifest};

/// Two trees, and what is known of them and wanted of the second.
pub(super) struct Survey<'a> {
    pub(super) live: &'a Root,
    pub(super) next: &'a Root,
    /// Whether the next tree holds nothing but what this build has written for it.
    pub(super) is_fresh: bool,
    /// The files that torg wrote into the live tree, where it has a manifest.
    pub(super) kept: Option<&'a Kept>,
    /// The files that the new site does not take from the live tree.
    pub(super) written: &'a Manifest,
    pub(super) record: &'a Record,
    /// Where the next tree may hold what is known although the live tree has nothing of the kind.
    pub(super) difference: &'a BTreeSet<PathBuf>,
}

/// What is to be done to the next tree, and what was seen on the way.
#[derive(Default)]
pub(super) struct Found {
    /// Every folder of the live tree, and some that only the next one has.
    pub(super) folders: Vec<Seen>,
    /// How many folders were read.
    pub(super) n_read: usize,
    /// Every file of the live tree that is not torg's, with its inode.
    pub(super) foreign: BTreeMap<PathBuf, u64>,
    /// Files of the next tree that have to go.
    pub(super) remove: Vec<PathBuf>,
    /// Folders of the next tree that have to go, inner ones before those they lie in.
    pub(super) remove_folders: Vec<PathBuf>,
    /// Folders with nothing in them that the next tree lacks.
    pub(super) create: Vec<PathBuf>,
    /// Files that the next tree is to have from the live one.
    pub(super) link: Vec<PathBuf>,
    /// Files that somebody put into the next tree while it was nobody's.
    pub(super) strays: Vec<PathBuf>,
}

/// A folder, looked at in both trees before it was read in either.
pub(super) struct Seen {
    pub(super) path: PathBuf,
    pub(super) live: Option<Stamp>,
    pub(super) next: Option<Stamp>,
    /// Whether both hold the same names of the same files; in a fresh tree, whether they will.
    pub(super) in_step: bool,
    /// Whether the live one has since been seen to be as it was.
    pub(super) is_settled: bool,
}

/// What becomes of a file of the live tree.
#[derive(PartialEq, Eq)]
enum Fate {
    Stays,
    Goes,
    Foreign,
}

impl Found {
    fn join(mut self, mut other: Self) -> Self {
        if self.folders.len() < other.folders.len() {
            std::mem::swap(&mut self, &mut other);
        }
        self.folders.append(&mut other.folders);
        self.n_read += other.n_read;
        self.foreign.append(&mut other.foreign);
        self.remove.append(&mut other.remove);
        self.remove_folders.append(&mut other.remove_folders);
        self.create.append(&mut other.create);
        self.link.append(&mut other.link);
        self.strays.append(&mut other.strays);
        self
    }

    fn is_in_step(&self, folder: &Path) -> bool {
        let index = self.folders.binary_search_by(|seen| order(&seen.path, folder));
        index.is_ok_and(|index| self.folders[index].in_step)
    }

    /// Every path at which the next tree is to be changed.
    pub(super) fn changes(&self) -> impl Iterator<Item = &PathBuf> {
        self.remove.iter().chain(&self.link)
    }
}

impl Survey<'_> {
    /// Looks at everything, or at what is still to be looked at once the recorded folders have been `seen`.
    pub(super) fn run(&self, seen: Option<Vec<Seen>>) -> io::Result<Found> {
        if self.record.folders.is_empty() {
            return self.unrecorded(Path::new(""));
        }
        let mut folders = seen.unwrap_or_else(|| see(self.record, self.live, self.next));
        let others = folders
            .par_iter_mut()
            .filter(|seen| !seen.in_step && seen.live.is_some())
            .map(|seen| {
                let mut found = Found::default();
                seen.in_step = self.compare(&seen.path, &mut found)?;
                Ok::<_, io::Error>(found)
            })
            .try_reduce(Found::default, |one, other| Ok(one.join(other)))?;
        folders.retain(|seen| seen.live.is_some());
        let mut found = Found { folders, ..Found::default() }.join(others);
        found.folders.par_sort_unstable_by(|one, other| order(&one.path, &other.path));
        for (path, inode) in &self.record.foreign {
            let folder = path.parent().unwrap_or(Path::new(""));
            // What lies in a folder that was read has been found again, if it is still there.
            if found.is_in_step(folder) {
                found.foreign.entry(path.clone()).or_insert(*inode);
            }
        }
        Ok(found)
    }

    fn is_recorded(&self, folder: &Path) -> bool {
        self.record.folders.binary_search_by(|other| order(&other.path, folder)).is_ok()
    }

    /// A folder that no earlier build has told of.
    fn unrecorded(&self, folder: &Path) -> io::Result<Found> {
        let live = self.live.stamp(folder);
        // A tree that is being made is looked at when it is whole.
        let next = if self.is_fresh { None } else { self.next.stamp(folder) };
        let mut found = Found::default();
        let in_step = self.compare(folder, &mut found)?;
        found.folders.push(Seen { path: folder.to_owned(), live, next, in_step, is_settled: false });
        Ok(found)
    }

    /// Reads a folder in both trees: true if they are in step there.
    fn compare(&self, folder: &Path, found: &mut Found) -> io::Result<bool> {
        found.n_read += 1;
        let Some(live) = tree::items(&self.live.path.join(folder))? else { return Ok(false) };
        let next = if self.is_unmade(folder) { None } else { tree::items(&self.next.path.join(folder))? };
        if live.is_empty() && next.is_none() {
            found.create.push(folder.to_owned());
        }
        let mut in_step = self.is_fresh || next.is_some();
        let mut next = next.unwrap_or_default();
        let mut folders = Vec::new();
        for (name, item) in live {
            let path = folder.join(&name);
            let stays = if item.is_folder {
                let stays = !self.is_written(&path);
                if stays && !self.is_recorded(&path) {
                    folders.push(path.clone());
                }
                stays
            } else {
                let fate = self.fate(&path);
                if let (Fate::Foreign, Some(inode)) = (&fate, item.inode) {
                    found.foreign.insert(path.clone(), inode);
                }
                fate != Fate::Goes
            };
            in_step &= stays && self.take_over(path, &name, item, &mut next, found)?;
        }
        in_step &= next.is_empty();
        for (name, item) in next {
            self.clear(folder.join(name), item, found)?;
        }
        let below = folders
            .into_par_iter()
            .map(|path| self.unrecorded(&path))
            .try_reduce(Found::default, |one, other| Ok(one.join(other)))?;
        *found = std::mem::take(found).join(below);
        Ok(in_step)
    }

    /// Sees to it that the next tree gets an item of the live one: true if it has it already, or is made anew.
    fn take_over(
        &self,
        path: PathBuf,
        name: &OsString,
        item: Item,
        next: &mut BTreeMap<OsString, Item>,
        found: &mut Found,
    ) -> io::Result<bool> {
        let other = next.remove(name);
        let has = other.is_some_and(|other| {
            item.is_folder == other.is_folder
                && (item.is_folder || item.inode.is_some() && item.inode == other.inode)
        });
        if has {
            return Ok(true);
        }
        let was_there = other.is_some();
        if let Some(other) = other {
            self.clear(path.clone(), other, found)?;
        }
        if !item.is_folder {
            found.link.push(path);
        }
        Ok(self.is_fresh && !was_there)
    }

    /// Marks for removal what the next tree has and should not have.
    fn clear(&self, path: PathBuf, item: Item, found: &mut Found) -> io::Result<()> {
        if self.is_fresh {
            return Ok(());
        }
        if item.is_folder {
            for (name, item) in tree::items(&self.next.path.join(&path))?.unwrap_or_default() {
                self.clear(path.join(name), item, found)?;
            }
            found.remove_folders.push(path);
        } else if !self.is_known(&path, item.inode) {
            found.strays.push(path);
        } else if !self.is_written(&path) {
            found.remove.push(path);
        }
        Ok(())
    }

    fn fate(&self, path: &Path) -> Fate {
        let Some((kept, path)) = self.kept.zip(tree::slashed(path)) else { return Fate::Foreign };
        match kept.is_kept(&path) {
            Some(true) => Fate::Stays,
            Some(false) => Fate::Goes,
            None if *path == *MANIFEST_PATH => Fate::Goes,
            None => Fate::Foreign,
        }
    }

    /// Whether nothing has been written below a folder of a tree that is being made, so that the system need not be asked.
    fn is_unmade(&self, folder: &Path) -> bool {
        let Some(folder) = tree::slashed(folder).filter(|folder| self.is_fresh && !folder.is_empty()) else {
            return false;
        };
        let below = format!("{folder}/");
        let mut written = self.written.files.range::<str, _>((Bound::Included(&*below), Bound::Unbounded));
        !MANIFEST_PATH.starts_with(&below)
            && !written.next().is_some_and(|(path, _)| path.as_str().starts_with(&below))
    }

    fn is_written(&self, path: &Path) -> bool {
        tree::slashed(path)
            .is_some_and(|path| *path == *MANIFEST_PATH || self.written.files.contains_key(&*path))
    }

    /// Whether a file of the next tree is torg's, or was a second name of a file in the live one.
    fn is_known(&self, path: &Path, inode: Option<u64>) -> bool {
        self.fate(path) != Fate::Foreign
            || self.difference.contains(path)
            || inode.is_some_and(|inode| self.record.foreign.get(path) == Some(&inode))
    }
}

/// Asks the recorded folders for their stamps in both trees.
pub(super) fn see(record: &Record, live: &Root, next: &Root) -> Vec<Seen> {
    let see = |folder: &Folder| {
        let (live, next) = (live.stamp(&folder.path), next.stamp(&folder.path));
        let in_step = match (folder.in_step, live, next) {
            (Some([one, other]), Some(live), Some(next)) => {
                (live, next) == (one, other) || (live, next) == (other, one)
            }
            _ => false,
        };
        Seen { path: folder.path.clone(), live, next, in_step, is_settled: false }
    };
    record.folders.par_iter().map(see).collect()
}

/// The order of folders in a record: by their bytes, which is quick.
pub(super) fn order(one: &Path, other: &Path) -> std::cmp::Ordering {
    one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes())
}
