//! What the model is made of: everything that was read, and the moment.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::Config;
use crate::content::Document;
use crate::hub::Hub;
use crate::markdown::Mentions;
use crate::source::{Digest, FilePath};

/// Everything that was read.
#[derive(Debug)]
pub struct Input {
    /// The site's settings.
    pub config: Config,
    /// The portfolio.
    pub hub: Hub,
    /// Every page file.
    pub documents: Vec<Written>,
    /// The Markdown in records, by the kind's key and the id.
    pub record_prose: BTreeMap<(&'static str, String), BTreeMap<&'static str, Text>>,
    /// The files below `content` that are no pages, and those below `site/static`.
    pub files: BTreeSet<FilePath>,
    /// The present moment.
    pub now: Timestamp,
    /// The day to show the portfolio on; today, when none is given.
    pub as_of: Option<Date>,
    /// Whether drafts and future pages are shown.
    pub drafts: bool,
}

/// A page file as it was read.
#[derive(Clone, Debug)]
pub struct Written {
    /// Its place and its front matter.
    pub document: Arc<Document>,
    /// Its body.
    pub text: Text,
}

/// A parsed text, which itself is kept elsewhere.
#[derive(Clone, Debug)]
pub struct Text {
    /// What it mentions.
    pub mentions: Arc<Mentions>,
    /// Which text it is.
    pub digest: Digest,
}
