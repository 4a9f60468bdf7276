//! Edits that other pages can see. Where a page is called otherwise and no more, it and the lists it stands in are put right; after
//! any other edit the site is linked anew, as the next build will link it, but the disk is asked for the edited files alone. Whoever
//! watches the project knows that no other has changed.

use std::collections::BTreeSet;

use crate::hub;
use crate::markdown::Mentions;
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
        let changed: BTreeSet<&FilePath> =
            changed.iter().filter(|path| !self.is_beside(files, path)).collect();
        // Other files change what stands beside pages.
        if changed.len() > MOST_FILES || !changed.iter().all(|path| is_written(path)) {
            return None;
        }
        if let Some(session) = self.retitled(files, options, &changed) {
            return (!cache.has_lost()).then_some((session, true));
        }
        cache.finish();
        let edited = self.edited();
        let looked = self.looked()?.clone().but(changed.into_iter().chain(&edited))?;
        let ready = glance(files, cache, options, looked).ok()?;
        let Ready { renderer, seen, files, now, until, out, .. } = ready;
        let session = Self::new(renderer, seen, cache.shelf(), now..until);
        session.look_back(files.looked());
        (!cache.has_lost()).then(|| (session, !out.iter().any(is_error)))
    }

    /// The site after edits that call pages otherwise, and no more that others see; none after any other.
    fn retitled(&self, files: &dyn Files, options: &Options, changed: &BTreeSet<&FilePath>) -> Option<Self> {
        if !self.is_right(options.now.unwrap_or_else(|| files.now())) {
            return None;
        }
        let mut model = self.renderer().site().model.clone();
        let mut edits = Vec::new();
        for path in changed {
            let (edit, body) = self.read(files, path)?;
            let page = model.page_of_file(path)?;
            let is_same = page.document()?.is_called_otherwise(&edit.document)
                && facts(&page.body()?.mentions) == facts(&edit.mentions);
            if !is_same {
                return None;
            }
            model = model.retitled(page.id, edit.document.clone(), &edit.mentions.summary)?;
            edits.push((edit, body));
        }
        self.after(self.renderer().retitled(model), edits)
    }
}

/// What a text mentions, apart from places and from what it begins with.
fn facts(mentions: &Mentions) -> Mentions {
    Mentions { summary: String::new(), ..mentions.without_places() }
}

/// Whether a file is a page or holds records.
fn is_written(path: &FilePath) -> bool {
    match path.extension() {
        Some("md") => path.below("content").is_some(),
        Some("toml") => path.below(hub::FOLDER).is_some(),
        _ => false,
    }
}
