//! One page that will be published.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::content::{Document, Kind};
use crate::hub::RecordKind;
use crate::markdown::Mentions;
use crate::source::{Digest, FilePath, Spanned};

use super::link::Resolved;
use super::section::Section;

/// A page's place in [`Model::pages`](super::Model::pages).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// What is published at one address, its further pager pages and filters included.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its place in the model.
    pub id: PageId,
    /// Its address below the site's root: begins and ends with `/`.
    pub url: String,
    /// The language's code.
    pub lang: String,
    /// What it is, which chooses its template.
    pub kind: PageKind,
    /// Where it comes from.
    pub origin: Origin,
    /// The one heading.
    pub title: String,
    /// A shorter title for menus.
    pub menu_title: Option<String>,
    /// One sentence; empty when the author gave none and the body has no text.
    pub description: String,
    /// When it was published, or what day it is about.
    pub date: Option<Moment>,
    /// When it was last changed, if the author says so.
    pub updated: Option<Moment>,
    /// The section it stands in.
    pub parent: Option<PageId>,
    /// What it holds, when it is a section.
    pub section: Option<Section>,
    /// The page before it in its section, as the section is read.
    pub previous: Option<PageId>,
    /// The page after it.
    pub next: Option<PageId>,
    /// The same page in other languages.
    pub translations: Vec<PageId>,
    /// Pages whose text links here, in the order of their addresses.
    pub backlinks: Vec<PageId>,
    /// Its body and other Markdown, each with where its links lead. The body has the name `body`.
    pub prose: Texts,
    /// The template the author chose.
    pub template: Option<Spanned<String>>,
    /// Slugs of its tags, each with the tag as written.
    pub tags: Vec<(String, String)>,
    /// Ids of the initiatives it says it is about.
    pub initiatives: Vec<String>,
    /// Ids of the focus areas it says it is about.
    pub focus_areas: Vec<String>,
    /// Addresses that lead here.
    pub aliases: Vec<String>,
}

/// The texts of a page by name. Nearly every page has just one, so that this is a list.
#[derive(Clone, Debug, Default)]
pub struct Texts(Box<[(&'static str, Prose)]>);

impl FromIterator<(&'static str, Prose)> for Texts {
    fn from_iter<I: IntoIterator<Item = (&'static str, Prose)>>(texts: I) -> Self {
        let mut texts: Box<[_]> = texts.into_iter().collect();
        texts.sort_unstable_by_key(|(name, _)| *name);
        Self(texts)
    }
}

impl Texts {
    /// The text of a name.
    pub fn get(&self, name: &str) -> Option<&Prose> {
        self.iter().find(|(other, _)| *other == name).map(|(_, prose)| prose)
    }

    /// The names and texts, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Prose)> {
        self.0.iter().map(|(name, prose)| (*name, prose))
    }

    /// The names, in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }

    /// The texts, in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = &Prose> {
        self.0.iter().map(|(_, prose)| prose)
    }

    /// The same, to be changed.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Prose> {
        self.0.iter_mut().map(|(_, prose)| prose)
    }
}

/// Markdown and where its links lead.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The file it is written in.
    pub file: FilePath,
    /// What the text mentions.
    pub mentions: Arc<Mentions>,
    /// Which text it is: whoever writes it fetches it by this.
    pub text: Digest,
    /// For each of the text's links, its target.
    pub links: Vec<Resolved>,
    /// For each of the text's images, its target.
    pub images: Vec<Resolved>,
    /// Where arguments of components lead that name links, files and pages, by the component's place in the text
    /// and the argument's name.
    pub args: BTreeMap<(usize, String), Resolved>,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The start page of a language.
    Home,
    /// A page with front matter.
    Content(Kind),
    /// A section whose pages are of a kind.
    Section(Kind),
    /// A section made of records.
    Records(&'static str),
    /// A record, by its kind's key: `initiative`, `societal_goal`.
    Record(&'static str),
    /// All terms of a taxonomy.
    Taxonomy,
    /// One term.
    Term,
    /// What is shown where nothing is.
    NotFound,
}

/// Where a page comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A file below `content`.
    Content(Arc<Document>),
    /// A record of the hub.
    Record {
        /// The kind.
        kind: &'static RecordKind,
        /// The record.
        id: String,
    },
    /// The generator itself: taxonomies, terms, the page for what is missing.
    Generated {
        /// The taxonomy's key, for taxonomies and terms.
        taxonomy: String,
        /// The term's slug, for terms.
        term: String,
    },
}

/// A day or a moment, in the site's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The civil time; midnight when only the day is known.
    pub at: DateTime,
    /// Whether the time of day is known.
    pub timed: bool,
}

impl Moment {
    /// The day.
    pub fn day(self) -> Date {
        self.at.date()
    }
}

impl Page {
    /// Its file below `content`, for pages that have one.
    pub fn document(&self) -> Option<&Document> {
        match &self.origin {
            Origin::Content(document) => Some(document),
            _ => None,
        }
    }

    /// The record it shows.
    pub fn record(&self) -> Option<(&'static RecordKind, &str)> {
        match &self.origin {
            Origin::Record { kind, id } => Some((kind, id)),
            _ => None,
        }
    }

    /// The name to call it in a menu.
    pub fn short_title(&self) -> &str {
        self.menu_title.as_deref().unwrap_or(&self.title)
    }

    /// The text of its body.
    pub fn body(&self) -> Option<&Prose> {
        self.prose.get("body")
    }
}

/// What a page's file says of it in a sentence, or else what its text begins with.
pub(super) fn description(document: &Document, summary: &str) -> String {
    document.front.description.as_ref().map_or_else(|| summary.to_owned(), |text| text.value.clone())
}
