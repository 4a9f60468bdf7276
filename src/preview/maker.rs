//! Who makes the site that is previewed. The preview does not know how.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use crate::output::OutputPath;
use crate::pipeline::review::Review;
use crate::pipeline::{Change, Options};
use crate::report::Diagnostic;
use crate::source::FilePath;

use super::world::World;

/// Makes the site. One build is under way at a time; edits are answered meanwhile.
pub trait Maker: Send + Sync + 'static {
    /// Builds the whole site, or says in one line why it cannot. May remember things between builds. `early` may be given
    /// a site that is not whole yet, to be looked at meanwhile.
    fn build(&self, early: &dyn Fn(Early)) -> Result<Built, String>;

    /// What the site is made with from the next build on.
    fn options(&self) -> Options {
        Options::default()
    }

    /// What of the project that shows: with drafts or without, at another moment.
    fn world(&self) -> World {
        World::of(&self.options())
    }

    /// Makes that from the next build on.
    fn enter(&self, world: &World) {
        let _ = world;
    }

    /// What an edit of these files comes to, on the pages that somebody looks at above all, where that can be told without a
    /// build of the whole site.
    fn quick(&self, changed: &BTreeSet<FilePath>, looked_at: &BTreeSet<OutputPath>) -> Option<Answer> {
        let _ = (changed, looked_at);
        None
    }

    /// What is worth a look in the site as it was last built, with errors or without; none before there is one.
    fn review(&self) -> Option<Review> {
        None
    }
}

impl<F: Fn() -> Result<Built, String> + Send + Sync + 'static> Maker for F {
    fn build(&self, _early: &dyn Fn(Early)) -> Result<Built, String> {
        self()
    }
}

/// A site as one build made it.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// Every file of it, as [`MemorySink::into_files`](crate::output::MemorySink::into_files) gives them.
    pub outputs: BTreeMap<OutputPath, Arc<[u8]>>,
    /// How many pages it has, as the build counts them.
    pub n_pages: usize,
    /// Sorted. With an error among them the outputs are not shown.
    pub diagnostics: Vec<Diagnostic>,
    /// When the same files give another site, because a page appears or a date passes. A moment that has already
    /// passed when the build starts is disregarded.
    pub next_change: Option<Timestamp>,
    /// All that changes the site by itself, soonest first.
    pub changes: Vec<Change>,
    /// What was made.
    pub world: World,
}

/// Makes the page at an output path, as the build will.
pub type MakePage = Arc<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync>;

/// What an edit comes to before the next build.
#[derive(Clone, Default)]
pub struct Answer {
    /// Pages that show it.
    pub files: BTreeMap<OutputPath, Arc<[u8]>>,
    /// Makes any page, where others may show it too.
    pub page: Option<MakePage>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("files", &self.files.len()).finish_non_exhaustive()
    }
}

/// A site that is not whole yet.
#[derive(Clone)]
pub struct Early {
    /// The files that are made: style sheets, scripts, pictures.
    pub files: BTreeMap<OutputPath, Arc<[u8]>>,
    /// Makes any of its pages.
    pub page: MakePage,
}

impl fmt::Debug for Early {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Early").field("files", &self.files.len()).finish_non_exhaustive()
    }
}
