//! Makes the next site out of the one before the last, which is kept beside the published one for that.
//!
//! After two trees have changed places, the previous site stays in the workshop as a *spare*. It holds the same files
//! as the new site but for those that the build changed, so the next build need only touch what differs. Where there is
//! no spare, or most files are new, the next site is made from nothing and the old one becomes the spare.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cache::Digest;

use super::kept::Kept;
use super::notes::{Difference, Folder, Record};
use super::publish::{self, Moves, Outcome};
use super::stamp::{Moment, Root};
use super::survey::{self, Found, Seen, Survey, order};
use super::workshop::Workshop;
use super::{MANIFEST_PATH, Manifest, OutputPath, stamp, tree};

/// Whether trees are kept at all: not where a file's names cannot be told to be of one file.
const KEEPS: bool = cfg!(unix);

/// What is to be published.
pub(super) struct Change<'a> {
    /// What torg has in the published folder, and which of it stays.
    pub(super) kept: Option<&'a Kept>,
    /// The files that wait in the workshop's new tree.
    pub(super) written: &'a Manifest,
    /// The files that the site no longer has.
    pub(super) removed: &'a [OutputPath],
}

impl Change<'_> {
    /// The digest of the new site's manifest.
    fn manifest(&self) -> Digest {
        self.kept.map_or_else(|| self.written.digest(), |kept| kept.digest_with(self.written))
    }
}

/// The digest of the published manifest.
pub(super) fn manifest_of(kept: Option<&Kept>) -> Digest {
    kept.map_or_else(|| Manifest::default().digest(), Kept::digest)
}

/// The next site, ready but for what the build wrote.
pub(super) struct Prepared {
    tree: PathBuf,
    found: Found,
    /// When everything was looked at.
    now: Moment,
    is_fresh: bool,
    /// Whether what is known of the folders and foreign files is worth writing down again.
    is_news: bool,
}

/// One folder in how many may have changed before the record is written anew: until then each is read by every build.
const STALE: usize = 128;

/// What was seen of the published site and of the spare while the build was still at work.
pub(super) struct Sight {
    record: Record,
    difference: BTreeSet<PathBuf>,
    seen: Vec<Seen>,
    /// A moment before the look.
    now: Moment,
}

/// Looks at the recorded folders of both trees; nothing where there is no spare.
pub(super) fn look(workshop: &Workshop, kept: Option<&Kept>) -> Option<Sight> {
    let (record, difference) = workshop.notes(&manifest_of(kept))?;
    let now = workshop.effects.clock(Root::open(&workshop.new_tree()).moment("")?);
    let seen = survey::see(&record, &Root::open(&workshop.live), &Root::open(&workshop.spare_tree()));
    Some(Sight { record, difference, seen, now })
}

/// Chooses the tree that becomes the next site, and compares it with the published one. Only files that are not torg's
/// are touched: those that somebody has put into the spare are moved to the site.
pub(super) fn prepare(
    workshop: &Workshop,
    change: &Change<'_>,
    sight: Option<Sight>,
) -> io::Result<Prepared> {
    let n_kept = change.kept.map_or(0, Kept::len);
    let mut sight = sight.or_else(|| look(workshop, change.kept));
    if change.written.files.len() > n_kept || sight.is_none() {
        discard(workshop, change.kept, &manifest_of(change.kept))?;
        sight = None;
    }
    let is_fresh = sight.is_none();
    let tree = if is_fresh { workshop.new_tree() } else { workshop.spare_tree() };
    let sight = sight.unwrap_or_else(|| Sight {
        record: Record::default(),
        difference: BTreeSet::new(),
        seen: Vec::new(),
        now: workshop
            .effects
            .clock(Root::open(&workshop.new_tree()).moment(MANIFEST_PATH).unwrap_or_default()),
    });
    let Sight { record, difference, seen, now } = sight;
    let mut seen = Some(seen);
    let (live, next) = (Root::open(&workshop.live), Root::open(&tree));
    let Change { kept, written, .. } = *change;
    let survey = Survey {
        live: &live,
        next: &next,
        is_fresh,
        kept,
        written,
        record: &record,
        difference: &difference,
    };
    loop {
        let found = survey.run(seen.take())?;
        if found.strays.is_empty() {
            let is_news =
                is_fresh || found.n_read > found.folders.len() / STALE || found.foreign != record.foreign;
            return Ok(Prepared { tree, found, now, is_fresh, is_news });
        }
        for path in &found.strays {
            tree::rescue(&workshop.effects, &tree, path, &workshop.live)?;
        }
    }
}

/// Completes the next site and publishes it.
pub(super) fn publish(workshop: &Workshop, change: &Change<'_>, mut prepared: Prepared) -> io::Result<()> {
    let Prepared { tree, found, now, is_fresh, is_news } = &mut prepared;
    let mut looked = *now;
    if KEEPS && workshop.live.exists() {
        if *is_fresh {
            let record = Record { folders: Vec::new(), foreign: found.foreign.clone() };
            workshop.write_record(&record)?;
        }
        workshop.write_difference(&difference(change, found))?;
    }
    complete(workshop, change, tree, found)?;
    let keeps = KEEPS && !workshop.effects.has_copied();
    if !keeps {
        workshop.forget_notes()?;
    }
    if *is_fresh && keeps {
        looked = look_again(tree, found).map_or(looked, |moment| workshop.effects.clock(moment));
    }
    let retired = match publish::whole(workshop, tree)? {
        Outcome::Published(retired) => retired,
        Outcome::Refused => {
            let moves = Moves {
                is_spare: !*is_fresh,
                write: change.written.files.keys().cloned().collect(),
                remove: change.removed.to_vec(),
            };
            publish::piece_by_piece(workshop, &moves)?;
            return discard(workshop, None, &change.manifest());
        }
    };
    // The site is published. Whatever cannot be done now is left for the next build, by the mark.
    let settled = match retired {
        Some(retired) if keeps => keep(workshop, change.kept, &retired, found, *now)
            .and_then(|()| if *is_news { workshop.write_record(&record(found, looked)) } else { Ok(()) }),
        Some(retired) => tree::retire(&workshop.effects, &retired, &workshop.live, &|_| false),
        None => workshop.forget_notes(),
    };
    if settled.is_ok() {
        let _ = workshop.effects.remove_file(&workshop.publish_mark());
    }
    Ok(())
}

/// Looks at the folders of a tree that has just been made. A moment before the look: that of the last change.
fn look_again(tree: &Path, found: &mut Found) -> Option<Moment> {
    let next = Root::open(tree);
    found.folders.par_iter_mut().for_each(|seen| seen.next = next.stamp(&seen.path));
    found.folders.par_sort_unstable_by(|one, other| order(&one.path, &other.path));
    // A folder of which no file stays was not made, so that its parent differs by it.
    let missing = found.folders.iter().filter(|seen| seen.next.is_none()).map(|seen| seen.path.clone());
    for path in missing.collect::<Vec<_>>() {
        let parent = path.parent().unwrap_or(Path::new(""));
        if let Ok(index) = found.folders.binary_search_by(|seen| order(&seen.path, parent)) {
            found.folders[index].in_step = false;
        }
    }
    found.folders.iter().filter_map(|seen| Some(seen.next.as_ref()?.changed())).max()
}

/// Every path at which the next tree may differ from the published one, or the other way round.
fn difference(change: &Change<'_>, found: &Found) -> Difference {
    let site = change.written.files.keys().chain(change.removed).map(|path| PathBuf::from(path.as_str()));
    let manifests = [manifest_of(change.kept), change.manifest()];
    Difference { manifests, paths: found.changes().cloned().chain(site).collect() }
}

/// Gives the next tree what it lacks, and takes from it what it should not have.
fn complete(workshop: &Workshop, change: &Change<'_>, tree: &Path, found: &Found) -> io::Result<()> {
    let (live, new, effects) = (&workshop.live, &workshop.new_tree(), &workshop.effects);
    found.remove.par_iter().try_for_each(|path| effects.remove_file(&tree.join(path)))?;
    for folder in &found.remove_folders {
        workshop.remove_if_empty(&tree.join(folder))?;
    }
    let is_fresh = tree == new;
    if !is_fresh {
        for path in change.removed {
            let full = tree.join(path.as_str());
            if full.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
                effects.remove_file(&full)?;
            }
            for folder in path.folders() {
                if !workshop.remove_if_empty(&tree.join(folder))? {
                    break;
                }
            }
        }
    }
    let in_one_folder = |one: &PathBuf, other: &PathBuf| one.parent() == other.parent();
    found.link.par_chunk_by(in_one_folder).try_for_each(|paths| {
        // To find out by each folder's first file that the folder is missing takes as long as to make it.
        if let (true, Some(folder)) = (is_fresh, paths[0].parent()) {
            effects.create_folders(&tree.join(folder))?;
        }
        paths.iter().try_for_each(|path| effects.link(&live.join(path), &tree.join(path)))
    })?;
    found.create.iter().try_for_each(|path| effects.create_folders(&tree.join(path)))?;
    if !is_fresh {
        let written: Vec<&str> = change.written.files.keys().map(OutputPath::as_str).collect();
        written.into_par_iter().chain([MANIFEST_PATH]).try_for_each(|path| {
            let to = tree.join(path);
            if to.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
                tree::remove_empty(effects, &to)?;
            }
            effects.rename(&new.join(path), &to)
        })?;
        if workshop.live.exists() {
            effects.copy_permissions(live, tree)?;
        }
    }
    Ok(())
}

/// Makes the previous site, which has just stepped aside, the spare.
fn keep(
    workshop: &Workshop,
    kept: Option<&Kept>,
    retired: &Path,
    found: &mut Found,
    now: Moment,
) -> io::Result<()> {
    late(workshop, kept, retired, found, now)?;
    if retired == workshop.spare_tree() {
        return Ok(());
    }
    workshop.effects.rename(retired, &workshop.spare_tree())
}

/// What is known of the two trees, of which the next was looked at after `looked`. A folder that the build has changed since has
/// another stamp now.
fn record(found: &mut Found, looked: Moment) -> Record {
    let folder = |seen: &mut Seen| {
        let stamps = seen.live.zip(seen.next).filter(|(_, next)| seen.in_step && next.is_settled(looked));
        Folder { path: std::mem::take(&mut seen.path), in_step: stamps.map(|(live, next)| [live, next]) }
    };
    let folders = found.folders.iter_mut().map(folder).collect();
    Record { folders, foreign: std::mem::take(&mut found.foreign) }
}

/// Moves to the published site what came into the previous one between the look at it and its replacement.
fn late(
    workshop: &Workshop,
    kept: Option<&Kept>,
    retired: &Path,
    found: &mut Found,
    now: Moment,
) -> io::Result<()> {
    let root = Root::open(retired);
    found.folders.par_iter_mut().for_each(|seen| {
        let as_it_was =
            seen.live.is_some_and(|stamp| stamp.is_settled(now)) && root.stamp(&seen.path) == seen.live;
        seen.in_step &= as_it_was;
        seen.is_settled = as_it_was;
    });
    let late = Late { workshop, kept, retired, found };
    found.folders.par_iter().filter(|seen| !seen.is_settled).try_for_each(|seen| late.look(&seen.path))
}

/// Looks for files that came late.
struct Late<'a> {
    workshop: &'a Workshop,
    kept: Option<&'a Kept>,
    retired: &'a Path,
    found: &'a Found,
}

impl Late<'_> {
    fn look(&self, folder: &Path) -> io::Result<()> {
        for (name, item) in tree::items(&self.retired.join(folder))?.unwrap_or_default() {
            let path = folder.join(name);
            if item.is_folder {
                if self.found.folders.binary_search_by(|seen| order(&seen.path, &path)).is_err() {
                    self.look(&path)?;
                }
            } else if !self.is_known(&path, item.inode) {
                tree::rescue(&self.workshop.effects, self.retired, &path, &self.workshop.live)?;
            }
        }
        Ok(())
    }

    fn is_known(&self, path: &Path, inode: Option<u64>) -> bool {
        tree::is_ours(self.kept, path)
            || inode.is_some_and(|inode| self.found.foreign.get(path) == Some(&inode))
            || tree::is_same(&self.retired.join(path), &self.workshop.live.join(path))
    }
}

/// Removes the spare beside a site with this manifest, if there is one, and what is known of it.
pub(super) fn discard(workshop: &Workshop, kept: Option<&Kept>, manifest: &Digest) -> io::Result<()> {
    let spare = workshop.spare_tree();
    if spare.symlink_metadata().is_ok() {
        let notes = workshop.notes(manifest);
        let known = |path: &Path| {
            // Without notes nobody can tell what came into the spare, and a page that was withdrawn must not come back.
            let Some((record, difference)) = &notes else { return true };
            let shared = record.foreign.get(path);
            difference.contains(path)
                || tree::is_ours(kept, path)
                || shared.is_some() && stamp::inode_at(&spare.join(path)).as_ref() == shared
        };
        tree::retire(&workshop.effects, &spare, &workshop.live, &known)?;
    }
    workshop.forget_notes()
}
