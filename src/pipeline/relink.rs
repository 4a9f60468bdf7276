//! Edits that other pages can see, such as of a title: the site is linked anew, as the next build will link it, but the disk is
//! asked for the edited files alone. Whoever watches the project knows that no other has changed.

use std::collections::BTreeSet;

use crate::hub;
use crate::source::{FilePath, Files};

use super::session::{MOST_FILES, Session};
use super::{Cache, Options, Ready, glance, is_error};

impl Session {
    /// The site after edits of some files, whose paths are told; none where only a build can know. All else is as this one was
    /// made of, with the same cache and under the same options, and no build is under way. And whether it is without errors so
    /// far.
    pub fn relinked(
        &self,
        files: &dyn Files,
        cache: &Cache,
        options: &Options,
        changed: &BTreeSet<FilePath>,
    ) -> Option<(Self, bool)> {
        let changed = changed.iter().filter(|path| !self.is_beside(files, path));
        let changed: BTreeSet<FilePath> = changed.cloned().chain(self.edited()).collect();
        // Other files change what stands beside pages.
        if changed.len() > MOST_FILES || !changed.iter().all(is_written) {
            return None;
        }
        cache.finish();
        let looked = self.looked.get()?.clone().but(&changed)?;
        let ready = glance(files, cache, options, looked).ok()?;
        let Ready { renderer, seen, files, now, until, out, .. } = ready;
        let session = Self::new(renderer, seen, cache.shelf(), now..until);
        // It is new.
        let _ = session.looked.set(files.looked());
        (!cache.has_lost()).then(|| (session, !out.iter().any(is_error)))
    }
}

/// Whether a file is a page or holds records.
fn is_written(path: &FilePath) -> bool {
    match path.extension() {
        Some("md") => path.below("content").is_some(),
        Some("toml") => path.below(hub::FOLDER).is_some(),
        _ => false,
    }
}
