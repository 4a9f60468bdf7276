//! The project that something new must fit in with: where its like is kept, which names are taken, what it may refer to.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::{Config, read_sources};
use crate::content::{self, Raw};
use crate::hub::{self, Hub, RecordKind, StatusRole, Vocabulary};
use crate::source::{FilePath, Files};

use super::text::{self, Criteria, Stock};
use super::{Kind, New};

/// A project's pages and records. What is wrong with them is told by the checks; here it is enough to know what can be read.
#[derive(Debug)]
pub struct Project {
    hub: Hub,
    pages: Vec<Raw>,
    default_language: String,
    today: Date,
}

/// Where something new goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: FilePath,
    /// Whether a page must say its kind, because its section makes it another.
    says_kind: bool,
}

/// Why something cannot be made.
#[derive(Clone, Debug)]
pub enum Problem {
    /// The name is that of something in this file.
    Taken(FilePath),
    /// No section has pages of this kind.
    NoSection(Kind),
    /// It refers to something of a kind, named by its key, of which there is none yet: a record, or a word of the vocabulary.
    Lacks(&'static str),
}

impl Project {
    /// Reads a project as it is on a day.
    pub fn read(files: &dyn Files, config: &Config, today: Date) -> Self {
        let hub = hub::load(&read_sources(files, hub::FOLDER, "toml"), today).value;
        let pages = read_sources(files, "content", "md").into_iter();
        let pages = pages.map(|source| content::split(source, config).value).collect();
        Self { hub, pages, default_language: config.default_language.clone(), today }
    }

    /// The day it is read on.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Where a new record goes.
    pub fn place_of_record(&self, kind: &RecordKind, id: &str) -> Result<Place, Problem> {
        if let Some(file) = self.hub.file_of(kind.key, id) {
            return Err(Problem::Taken(file.clone()));
        }
        let path = FilePath::new(&format!("{}/{}/{id}.toml", hub::FOLDER, kind.folder));
        Ok(Place { path, says_kind: false })
    }

    /// Where a new page goes: into a folder below `content`, empty for the top, in one of the site's languages.
    pub fn place_of_page(
        &self,
        kind: Kind,
        folder: &str,
        name: &str,
        language: &str,
    ) -> Result<Place, Problem> {
        let below = format!("{folder}/{name}").trim_start_matches('/').to_owned();
        let is_taken = |page: &&Raw| {
            let beside = page.name.folder == folder && page.name.stem == name && !page.name.is_section;
            let inside = page.name.is_section && page.name.folder == below;
            page.name.lang == language && (beside || inside)
        };
        if let Some(taken) = self.pages.iter().find(is_taken) {
            return Err(Problem::Taken(taken.source.path.clone()));
        }
        let stem = if matches!(kind, Kind::Course) { format!("{below}/_index") } else { below };
        let language = if language == self.default_language { String::new() } else { format!(".{language}") };
        let path = FilePath::new(&format!("content/{stem}{language}.md"));
        Ok(Place { path, says_kind: self.kind_in(folder).name() != kind.name() })
    }

    /// The folder of the first section whose pages are of a kind, highest up in the site.
    pub fn section_of(&self, kind: Kind) -> Result<&str, Problem> {
        let of_section = if matches!(kind, Kind::Course) { Kind::Learning } else { kind };
        let folders = self.pages.iter().filter(|page| {
            page.name.is_section
                && page.kind() != Some(content::Kind::Course)
                && self.kind_in(&page.name.folder).name() == of_section.name()
        });
        let folders = folders.map(|page| page.name.folder.as_str());
        folders
            .min_by_key(|folder| (folder.matches('/').count(), *folder))
            .ok_or(Problem::NoSection(of_section))
    }

    /// What the pages in a folder are unless they say otherwise.
    pub fn kind_in(&self, folder: &str) -> Kind {
        let said = self.section_kind(folder).map_or("page", content::Kind::word);
        Kind::PAGES.into_iter().find(|kind| kind.name() == said).unwrap_or(Kind::Page)
    }

    /// The text of something new in its place.
    pub fn text(&self, new: &New<'_>, place: &Place) -> Result<String, Problem> {
        text::text(new, place.says_kind, &self.stock()).map_err(Problem::Lacks)
    }

    /// The kind of the pages in a folder, if its section says so.
    fn section_kind(&self, folder: &str) -> Option<content::Kind> {
        let mut own = self.pages.iter().filter(|page| page.name.is_section && page.name.folder == folder);
        own.find_map(Raw::page_kind)
    }

    /// What a new text may refer to. What the public sees comes first, because a page must not show what is internal.
    fn stock(&self) -> Stock {
        let hub = &self.hub;
        let mut examples = BTreeMap::new();
        let mut add =
            |key: &str, id: Option<&str>| examples.extend(id.map(|id| (key.to_owned(), id.to_owned())));
        for kind in hub::kinds() {
            add(kind.key, hub.example_of(kind.key));
        }
        for list in Vocabulary::lists() {
            add(list, hub.vocabulary.ids(list).first().copied());
        }
        let proposed = hub.vocabulary.statuses.iter().find(|(_, status)| status.role == StatusRole::Proposed);
        add("status", proposed.map(|(id, _)| id.as_str()));
        for kind in [content::Kind::Event, content::Kind::Learning, content::Kind::Document] {
            let kind_of = |page: &Raw| page.kind().or_else(|| self.section_kind(&page.name.folder));
            let is_one = |page: &&Raw| {
                !page.name.is_section
                    && page.name.lang == self.default_language
                    && kind_of(page) == Some(kind)
            };
            add(kind.word(), self.pages.iter().find(is_one).map(|page| page.name.stem.as_str()));
        }
        let set = hub.criteria_sets.values().next();
        let criteria = set.map(|set| {
            let lowest = set.criteria.iter().map(|one| (one.id.value.clone(), one.scale.min.value));
            Criteria { set: set.base.id.clone(), version: set.version.clone(), lowest: lowest.collect() }
        });
        Stock { today: self.today, examples, criteria }
    }
}
