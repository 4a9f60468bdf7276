//! The whole site as one immutable value: every page that will be published, where it stands, how pages relate and
//! where their links lead.
//!
//! What is not to be published — drafts, future and expired pages, internal records — never enters the model, so
//! nothing further down the house can show it. This room does no I/O and reads no clock.

mod build;
mod follow;
mod input;
mod link;
mod page;
mod pages;
mod recordings;
mod references;
mod relations;
mod rename;
mod retitle;
mod route;
mod section;
mod taxonomy;
mod visibility;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::content::Document;
use crate::hub::Hub;
use crate::source::FilePath;

pub use build::build;
pub use input::{Input, Text, Written};
pub use link::{LinkTarget, Resolved, STATIC};
pub use page::{Moment, Origin, Page, PageId, PageKind, Prose, Texts};
pub use pages::Pages;
pub use rename::renamed_link;
pub use section::{Section, compare, title_key};
pub use taxonomy::Term;
pub use visibility::{Change, ChangeKind};

/// The site. A copy of it costs little: nearly all is shared.
#[derive(Clone, Debug)]
pub struct Model {
    /// The site's settings.
    pub config: Arc<Config>,
    /// The portfolio.
    pub hub: Arc<Hub>,
    /// The day the portfolio is shown on.
    pub as_of: Date,
    /// The day it is.
    pub today: Date,
    /// Every page, in the order of their addresses.
    pub pages: Pages,
    register: Arc<Register>,
    /// Terms of each taxonomy by its key and the language, in alphabetical order.
    pub terms: Arc<BTreeMap<(String, String), Vec<Term>>>,
    /// Files beside pages that a page refers to, each with the address it is published at.
    pub files: Arc<BTreeMap<FilePath, String>>,
    /// When the site next changes by itself, soonest first.
    pub changes: Vec<Change>,
}

/// Where pages are found.
#[derive(Debug)]
struct Register {
    /// By the file they are written in.
    files: FxHashMap<FilePath, PageId>,
    /// By address.
    urls: FxHashMap<String, PageId>,
    /// Those of records by the kind's key and the id.
    records: FxHashMap<(&'static str, String), PageId>,
}

impl Model {
    /// Until when the site built at `now` stays right by itself: the next change, or midnight, when it is another day.
    pub fn right_until(&self, now: Timestamp) -> Timestamp {
        let zone = &self.config.time_zone;
        let tomorrow = now.to_zoned(zone.clone()).tomorrow().and_then(|day| day.start_of_day());
        let midnight = tomorrow.map_or(now, |midnight| midnight.timestamp());
        self.changes.first().map_or(midnight, |change| change.at.min(midnight))
    }

    /// The page with this id.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id]
    }

    /// The page written in a file.
    pub fn page_of_file(&self, path: &FilePath) -> Option<&Page> {
        self.register.files.get(path).map(|id| self.page(*id))
    }

    /// The page at an address such as `/om/`.
    pub fn page_at(&self, url: &str) -> Option<&Page> {
        self.register.urls.get(url).map(|id| self.page(*id))
    }

    /// The page of a record.
    pub fn page_of_record(&self, kind: &'static str, id: &str) -> Option<&Page> {
        self.register.records.get(&(kind, id.to_owned())).map(|id| self.page(*id))
    }

    /// The start page of a language.
    pub fn home(&self, lang: &str) -> Option<&Page> {
        self.page_at(&self.config.home_url(lang))
    }

    /// The pages below a section, in its order.
    pub fn children(&self, section: &Page) -> impl Iterator<Item = &Page> {
        section.section.iter().flat_map(|section| &section.children).map(|id| self.page(*id))
    }
}

impl Model {
    /// The page a template names by its file, such as `@/om/_index.md`: in the language asked for, where there is one.
    pub fn page_by_path(&self, path: &str, lang: &str) -> Option<&Page> {
        let path = format!("content/{}", path.strip_prefix("@/")?);
        let translated = path.strip_suffix(".md").map(|stem| FilePath::new(&format!("{stem}.{lang}.md")));
        let translated = translated.and_then(|path| self.page_of_file(&path));
        translated.or_else(|| self.page_of_file(&FilePath::new(&path)))
    }
}

impl Model {
    /// The published file that a page's front matter names, and its address.
    pub fn beside(&self, document: &Document, name: &str) -> Option<(&FilePath, &str)> {
        let (path, url) = self.files.get_key_value(&link::path_from(&document.path, name)?)?;
        Some((path, url))
    }

    /// Where a line of a menu leads: a page by its file, another site, or an address of this one, which is checked
    /// when all addresses are known. None when the page does not exist.
    pub fn resolve_menu(&self, target: &str, lang: &str) -> Option<Resolved> {
        if target.starts_with("@/") {
            let (path, fragment) =
                target.split_once('#').map_or((target, None), |(path, id)| (path, Some(id)));
            let page = self.page_by_path(path, lang)?;
            let fragment_part = fragment.map_or_else(String::new, |id| format!("#{id}"));
            return Some(Resolved {
                href: format!("{}{fragment_part}", page.url),
                target: LinkTarget::Page(page.id, fragment.map(ToOwned::to_owned)),
            });
        }
        let outside = !target.starts_with('/');
        let kind = if outside { LinkTarget::External } else { LinkTarget::Unknown };
        Some(Resolved { href: target.to_owned(), target: kind })
    }
}
