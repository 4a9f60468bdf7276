//! The last step of a build: the new site takes the place of the old one.
//!
//! Three ways, the best that the platform has: two folders exchanged in one system call; two renamings with a mark that
//! lets the next build finish what was begun; files moved one by one by a written list, where the site's folder itself
//! cannot be moved because it is mounted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::tree;
use super::workshop::Workshop;
use super::{MANIFEST_PATH, OutputPath};

/// What differs between the old site and the new one.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Moves {
    /// Files to be moved from the workshop into the site, replacing what torg wrote there before.
    pub(super) write: Vec<OutputPath>,
    /// Files that torg wrote before and that the site no longer has.
    pub(super) remove: Vec<OutputPath>,
}

/// Publishes the complete new tree as a whole. `Ok(false)`: this folder cannot change places with another, and nothing
/// has happened.
pub(super) fn whole(workshop: &Workshop) -> io::Result<bool> {
    let (new, live, effects) = (workshop.new_tree(), &workshop.live, &workshop.effects);
    effects.write(&workshop.publish_mark(), b"")?;
    let published = if live.symlink_metadata().is_err() {
        effects.rename(&new, live).map(|()| true)
    } else {
        match effects.exchange(&new, live) {
            Ok(()) => Ok(true),
            Err(error) if cannot_exchange(&error) => rename_both(workshop),
            Err(error) if cannot_move(&error) => Ok(false),
            Err(error) => Err(error),
        }
    };
    if !matches!(published, Ok(true)) {
        let _ = effects.remove_file(&workshop.publish_mark());
        return published;
    }
    // The site is published. Whatever of the old one cannot be removed now, the next build removes.
    if retire(workshop).is_ok() {
        let _ = effects.remove_file(&workshop.publish_mark());
    }
    Ok(true)
}

/// The old site steps aside, the new one takes its place; if it cannot, the old one comes back.
fn rename_both(workshop: &Workshop) -> io::Result<bool> {
    let effects = &workshop.effects;
    match effects.rename(&workshop.live, &workshop.old_tree()) {
        Ok(()) => {}
        Err(error) if cannot_move(&error) => return Ok(false),
        Err(error) => return Err(error),
    }
    match effects.rename(&workshop.new_tree(), &workshop.live) {
        Ok(()) => Ok(true),
        Err(error) => {
            effects.rename(&workshop.old_tree(), &workshop.live)?;
            Err(error)
        }
    }
}

fn retire(workshop: &Workshop) -> io::Result<()> {
    for tree in [workshop.new_tree(), workshop.old_tree()] {
        if tree.exists() {
            tree::retire(&workshop.effects, &tree, &workshop.live)?;
        }
    }
    Ok(())
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
    // Written under another name first, so that a list which is there is whole.
    let draft = workshop.moves_draft();
    if draft.exists() {
        workshop.effects.remove_file(&draft)?;
    }
    workshop.effects.write(&draft, &list)?;
    workshop.effects.rename(&draft, &workshop.moves_mark())?;
    let result = carry_out(workshop, moves);
    let untouched =
        || moves.write.first().is_some_and(|path| workshop.new_tree().join(path.as_str()).exists());
    if result.is_err() && moves.remove.is_empty() && untouched() {
        // Not one file could be moved: the old site is whole, and there is nothing to complete.
        workshop.effects.remove_file(&workshop.moves_mark())?;
    }
    result
}

/// Makes the moves that have not been made. The manifest comes last: until then the old one tells what is ours.
fn carry_out(workshop: &Workshop, moves: &Moves) -> io::Result<()> {
    let (live, new, effects) = (&workshop.live, workshop.new_tree(), &workshop.effects);
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
            effects.rename(&from, &live.join(path.as_str()))?;
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
        let folder = workshop.live.join(folder);
        if fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_none()) {
            workshop.effects.remove_folder(&folder)?;
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
        if workshop.live.symlink_metadata().is_err() {
            let [new, old] = [workshop.new_tree(), workshop.old_tree()];
            workshop.effects.rename(if new.exists() { &new } else { &old }, &workshop.live)?;
        }
        retire(workshop)?;
        workshop.effects.remove_file(&workshop.publish_mark())?;
    }
    if workshop.new_tree().exists() {
        tree::discard(&workshop.effects, &workshop.new_tree())?;
    }
    let draft = workshop.moves_draft();
    if draft.exists() {
        workshop.effects.remove_file(&draft)?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the list is this room's own file")]
fn read_moves(path: &Path) -> io::Result<Moves> {
    serde_json::from_slice(&fs::read(path)?).map_err(io::Error::other)
}
