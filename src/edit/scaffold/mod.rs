//! Scaffolds: the text of a new page or record, and where it goes, for `torg new` and for the editor alike.
//!
//! Each is valid as it is and refers only to what there is, and none can be published by mistake: pages are drafts,
//! records internal, and what must be replaced says `TODO`.

mod project;
mod record;
mod text;

use jiff::civil::Date;

use crate::content::{DocumentType, LearningType};
use crate::hub::{self, RecordKind};
use crate::report::Lang;

pub use project::{Place, Problem, Project};

/// A kind of page or record that can be made.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Nothing in particular.
    Page,
    /// News of a day.
    News,
    /// Something to learn from.
    Learning,
    /// Modules in order: a section.
    Course,
    /// Something that takes place.
    Event,
    /// A document and what is in it.
    Document,
    /// A record.
    Record(&'static RecordKind),
}

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub title: &'a str,
    /// The day that news, an event or a document is of.
    pub day: Date,
    /// Which of the kind's types it is; the usual one where nothing is said.
    pub of_type: Option<&'a str>,
    /// The language of the words to replace.
    pub lang: Lang,
}

impl Kind {
    /// The kinds of pages.
    pub const PAGES: [Self; 6] =
        [Self::Page, Self::News, Self::Learning, Self::Course, Self::Event, Self::Document];

    /// Every kind, pages first.
    pub fn all() -> Vec<Self> {
        Self::PAGES.into_iter().chain(hub::kinds().iter().map(Self::Record)).collect()
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|kind| kind.name() == name)
    }

    /// Its word on the command line and in addresses; for pages also the one in front matter.
    pub fn name(self) -> String {
        match self {
            Self::Page => "page".to_owned(),
            Self::News => "news".to_owned(),
            Self::Learning => "learning".to_owned(),
            Self::Course => "course".to_owned(),
            Self::Event => "event".to_owned(),
            Self::Document => "document".to_owned(),
            Self::Record(kind) => kind.key.replace('_', "-"),
        }
    }

    /// The kind of record, for those that are one.
    pub fn record(self) -> Option<&'static RecordKind> {
        match self {
            Self::Record(kind) => Some(kind),
            _ => None,
        }
    }

    /// What it is, in a few words; nothing for pages.
    pub fn label(self, lang: Lang) -> &'static str {
        let Self::Record(kind) = self else { return "" };
        let doc = kind.described().first().map(|shape| shape.doc);
        let text = doc.map_or("", |doc| if lang == Lang::Sv { doc.sv } else { doc.en });
        text.split([':', '.', ',']).next().unwrap_or(text)
    }

    /// Whether it is called something, or known by its id alone.
    pub fn has_title(self) -> bool {
        self.record().is_none_or(|kind| kind.is_named() || kind.title.is_some())
    }

    /// Whether it is of a day.
    pub fn has_day(self) -> bool {
        matches!(self, Self::News | Self::Event | Self::Document)
    }

    /// The types it can be of, the usual one first.
    pub fn types(self) -> Vec<&'static str> {
        let (all, usual) = match self {
            Self::Learning => (LearningType::WORDS, LearningType::Article.word()),
            Self::Document => (DocumentType::WORDS, DocumentType::Report.word()),
            _ => return Vec::new(),
        };
        std::iter::once(usual).chain(all.iter().copied().filter(|word| *word != usual)).collect()
    }
}

impl<'a> New<'a> {
    fn pick(&self, sv: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Sv => sv,
            Lang::En => en,
        }
    }
}

/// A title to begin with: a name with spaces and a capital.
pub fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
