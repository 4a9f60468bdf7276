//! Where authors' files are edited: the project, linked again and again, with what is not saved yet. Nothing of it is published
//! and nobody else sees it.
//!
//! What is read is remembered from one time to the next, in memory of its own: neither a preview's builds nor those of `torg
//! build` know that somebody is writing.

use std::fmt;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::{Origin, Page};
use crate::render::{Planned, Renderer};
use crate::report::Diagnostic;
use crate::source::{FilePath, Files};

use super::outline::{Outline, Written, read_outline};
use super::sources::{Held, Notes};
use super::{Cache, Options, Ready, glance, links, pages};

/// A desk for one project. Drafts and what is to come lie on it too; a page is looked at as any build would show it.
pub struct Desk {
    cache: Cache,
    options: Options,
    last: Mutex<Last>,
}

/// What was read last.
#[derive(Default)]
struct Last {
    /// As the files are saved, with what was noted of them.
    outline: Option<(Notes, Arc<Outline>)>,
    /// What was noted of the files when a page was looked at.
    look: Notes,
}

/// A page as it would be.
#[derive(Clone, Debug)]
pub struct Look {
    /// The page; none where there is no such page, or where it cannot be rendered.
    pub html: Option<String>,
    /// Whether a build with the options that were given has no such page.
    pub is_left_out: bool,
    /// Everything that is wrong in the project, but for what only a whole build can know.
    pub diagnostics: Vec<Diagnostic>,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Self {
        let options = Options { drafts: true, ..Options::default() };
        Self { cache: Cache::kept(), options, last: Mutex::default() }
    }

    /// What there is to edit.
    pub fn outline(&self, files: &dyn Files) -> Arc<Outline> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (notes, known) = last.outline.take().unzip();
        let (looked, holds) = match notes.unwrap_or_default().hold(files) {
            Held::No(looked) => (looked, false),
            Held::Yes(looked) | Held::Seen(looked) => (looked, true),
        };
        let known = known.filter(|outline| holds && outline.is_right(files.now()));
        let (notes, outline) = if let Some(outline) = known {
            (looked.notes, outline)
        } else {
            let read = read_outline(files, &self.options, &self.cache, looked);
            self.cache.remember_reading(read.documents, None);
            (read.notes, Arc::new(read.outline))
        };
        last.outline = Some((notes, Arc::clone(&outline)));
        outline
    }

    /// A page of `files` as a build with these options would make it: that of a file, or of a record in it. One that such a
    /// build leaves out is shown as it is where drafts are shown.
    pub fn look(&self, files: &dyn Files, options: &Options, file: &FilePath, written: &Written) -> Look {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let look = self.made(&mut last.look, files, options, (file, written));
        if look.is_left_out && !options.drafts {
            let drafts = Options { drafts: true, ..options.clone() };
            return Look { is_left_out: true, ..self.made(&mut last.look, files, &drafts, (file, written)) };
        }
        look
    }

    fn made(
        &self,
        notes: &mut Notes,
        files: &dyn Files,
        options: &Options,
        (file, written): (&FilePath, &Written),
    ) -> Look {
        let looked = mem::take(notes).into();
        // Two files with one path are told by the checks.
        let Ok(ready) = glance(files, &self.cache, options, looked) else {
            return Look { html: None, is_left_out: false, diagnostics: Vec::new() };
        };
        let Ready { renderer, files, documents, assets, addresses, out: mut diagnostics, .. } = ready;
        let planned = planned(&renderer, file, written);
        let page = planned.and_then(|planned| {
            let page = pages::finished(&renderer, planned, &mut diagnostics)?;
            links::check_page(&renderer, planned, &page, &addresses, &mut diagnostics);
            Some(page)
        });
        let is_left_out = planned.is_none();
        *notes = files.notes();
        self.cache.remember_reading(documents, Some(assets));
        diagnostics.sort();
        diagnostics.dedup();
        Look { html: page.map(|page| page.html), is_left_out, diagnostics }
    }
}

/// The first of the files that show what is written somewhere.
fn planned<'a>(renderer: &'a Renderer, file: &FilePath, written: &Written) -> Option<&'a Planned> {
    let model = &renderer.site().model;
    let page = match written {
        Written::Page { .. } => model.page_of_file(file),
        Written::Record { kind, id } => {
            let is_shown = |page: &&Page| matches!(&page.origin, Origin::Record { kind: shown, id: of } if shown.key == *kind && of == id);
            model.pages.iter().find(is_shown)
        }
    }?;
    renderer.planned().iter().find(|planned| planned.page == page.id)
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("options", &self.options).finish_non_exhaustive()
    }
}
