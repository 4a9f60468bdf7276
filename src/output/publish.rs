//! The last step of a build: the new site takes the place of the old one.
//!
//! Three ways, the best that the platform has: two folders exchanged in one system call; two renamings with a mark that
//! lets the next build finish what was begun; files moved one by one by a written list, where the site's folder itself
//! cannot be moved because it is mounted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::tree;
use super::workshop::Workshop;
use super::{MANIFEST_PATH, OutputPath};

/// What differs between the old site and the new one.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Moves {
    /// Whether the files lie in the spare tree and not in the new one.
    pub(super) is_spare: bool,
    /// Files to be moved from the workshop into the site, replacing what torg wrote there before.
    pub(super) write: Vec<OutputPath>,
    /// Files that torg wrote before and that the site no longer has.
    pub(super) remove: Vec<OutputPath>,
}

/// What came of an attempt to publish a tree as a whole.
pub(super) enum Outcome {
    /// This folder cannot change places with another, and nothing has happened.
    Refused,
    /// The tree is the site. The old site, if there was one, is here now.
    Published(Option<PathBuf>),
}

/// Publishes a complete tree of the workshop as a whole. The mark stays until the caller has seen to the old site.
pub(super) fn whole(workshop: &Workshop, tree: &Path) -> io::Result<Outcome> {
    let (live, effects) = (&workshop.live, &workshop.effects);
    let name = tree.file_name().unwrap_or_default().as_encoded_bytes();
    effects.write(&workshop.publish_mark(), name)?;
    let published = if live.symlink_metadata().is_err() {
        effects.rename(tree, live).map(|()| Outcome::Published(None))
    } else {
        match effects.exchange(tree, live) {
            Ok(()) => Ok(Outcome::Published(Some(tree.to_owned()))),
            Err(error) if cannot_exchange(&error) => rename_both(workshop, tree),
            Err(error) if cannot_move(&error) => Ok(Outcome::Refused),
            Err(error) => Err(error),
        }
    };
    if !matches!(published, Ok(Outcome::Published(_))) {
        let _ = effects.remove_file(&workshop.publish_mark());
    }
    published
}

/// The old site steps aside, the new one takes its place; if it cannot, the old one comes back.
fn rename_both(workshop: &Workshop, tree: &Path) -> io::Result<Outcome> {
    let (effects, old) = (&workshop.effects, workshop.old_tree());
    match effects.rename(&workshop.live, &old) {
        Ok(()) => {}
        Err(error) if cannot_move(&error) => return Ok(Outcome::Refused),
        Err(error) => return Err(error),
    }
    match effects.rename(tree, &workshop.live) {
        Ok(()) => Ok(Outcome::Published(Some(old))),
        Err(error) => {
            effects.rename(&old, &workshop.live)?;
            Err(error)
        }
    }
}

/// Whether the platform or file system knows no exchange of folders.
fn cannot_exchange(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Whether this very folder cannot be moved: it is mounted, in use, or of another file system than its surroundings.
fn cannot_move(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy | io::ErrorKind::PermissionDenied
    )
}

/// Publishes by moving files one by one. A stop half-way leaves a mixture, which the next build completes before it
/// does anything else.
pub(super) fn piece_by_piece(workshop: &Workshop, moves: &Moves) -> io::Result<()> {
    let list = serde_json::to_vec(moves).map_err(io::Error::other)?;
    workshop.write_note(&workshop.moves_mark(), &list)?;
    let result = carry_out(workshop, moves);
    let from = source(workshop, moves);
    let untouched = || moves.write.first().is_some_and(|path| from.join(path.as_str()).exists());
    if result.is_err() && moves.remove.is_empty() && untouched() {
        // Not one file could be moved: the old site is whole, and there is nothing to complete.
        workshop.effects.remove_file(&workshop.moves_mark())?;
    }
    result
}

/// The tree that files are moved from.
fn source(workshop: &Workshop, moves: &Moves) -> PathBuf {
    if moves.is_spare { workshop.spare_tree() } else { workshop.new_tree() }
}

/// Makes the moves that have not been made. The manifest comes last: until then the old one tells what is ours.
fn carry_out(workshop: &Workshop, moves: &Moves) -> io::Result<()> {
    let (live, new, effects) = (&workshop.live, source(workshop, moves), &workshop.effects);
    let writes: BTreeSet<&str> = moves.write.iter().map(OutputPath::as_str).collect();
    let folders: BTreeSet<&str> = moves.write.iter().flat_map(OutputPath::folders).collect();
    // A new file may need a folder where an old file is, or the other way round.
    let (in_the_way, outlived) = moves.remove.iter().partition::<Vec<_>, _>(|old| {
        folders.contains(old.as_str()) || old.folders().any(|folder| writes.contains(folder))
    });
    for path in in_the_way {
        remove(workshop, path)?;
    }
    for path in &moves.write {
        let from = new.join(path.as_str());
        if from.symlink_metadata().is_ok() {
            let to = live.join(path.as_str());
            if to.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
                tree::remove_empty(effects, &to)?;
            }
            effects.rename(&from, &to)?;
        }
    }
    for path in outlived {
        remove(workshop, path)?;
    }
    let manifest = new.join(MANIFEST_PATH);
    if manifest.exists() {
        effects.rename(&manifest, &live.join(MANIFEST_PATH))?;
    }
    effects.remove_file(&workshop.moves_mark())
}

/// Removes a file and the folders that it leaves empty.
fn remove(workshop: &Workshop, path: &OutputPath) -> io::Result<()> {
    let full = workshop.live.join(path.as_str());
    // Where an earlier attempt got further, the file is gone, or something new has its place.
    if full.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
        workshop.effects.remove_file(&full)?;
    }
    for folder in path.folders() {
        if !workshop.remove_if_empty(&workshop.live.join(folder))? {
            break;
        }
    }
    Ok(())
}

/// Brings to an end what a stopped build began, or clears it away.
pub(super) fn recover(workshop: &Workshop) -> io::Result<()> {
    if workshop.moves_mark().exists() {
        carry_out(workshop, &read_moves(&workshop.moves_mark())?)?;
    }
    if workshop.publish_mark().exists() {
        step_aside(workshop)?;
        workshop.effects.remove_file(&workshop.publish_mark())?;
    }
    workshop.clear_drafts()
}

/// Sees to the trees of a build that was stopped while they changed places.
#[expect(clippy::disallowed_methods, reason = "the mark is this room's own file")]
fn step_aside(workshop: &Workshop) -> io::Result<()> {
    let (effects, spare) = (&workshop.effects, workshop.spare_tree());
    let is_spare = fs::read(workshop.publish_mark())? == b"spare";
    let next = if is_spare { spare.clone() } else { workshop.new_tree() };
    let old = workshop.old_tree();
    if workshop.live.symlink_metadata().is_err() {
        // The old site had stepped aside, and the next one is complete.
        for tree in [&next, &old] {
            if tree.exists() {
                effects.rename(tree, &workshop.live)?;
                break;
            }
        }
    }
    for tree in [next, old] {
        if !tree.exists() {
            continue;
        }
        if !workshop.has_record() {
            tree::retire(effects, &tree, &workshop.live, &|_| false)?;
        } else if !spare.exists() {
            effects.rename(&tree, &spare)?;
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the list is this room's own file")]
fn read_moves(path: &Path) -> io::Result<Moves> {
    serde_json::from_slice(&fs::read(path)?).map_err(io::Error::other)
}
