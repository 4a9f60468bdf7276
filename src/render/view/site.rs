//! The site as a page of it sees it: title, menus, languages, feeds.

use std::sync::Arc;

use minijinja::Value;

use crate::config::MenuItem;
use crate::model::{LinkTarget, Page, PageId};

use super::super::Site;
use super::super::names::{Name, Names};
use super::super::read::Subject;
use super::{View, date_value, list, map, optional, word};

/// The site, seen from one page.
#[derive(Debug)]
pub(in super::super) struct SiteView {
    pub(in super::super) site: Arc<Site>,
    pub(in super::super) page: PageId,
    /// The address of the file that shows it.
    pub(in super::super) name: Name,
}

impl View for SiteView {
    fn subject(&self) -> Subject {
        Subject::Site(self.name)
    }

    fn names(&self) -> &Names {
        &self.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "title",
            "description",
            "url",
            "lang",
            "dir",
            "languages",
            "menu",
            "footer",
            "feeds",
            "calendar_url",
            "as_of",
            "extra",
            "organisation",
            "today",
            "search",
            "ideas",
        ]
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let model = &self.site.model;
        let config = &model.config;
        let page = model.page(self.page);
        let lang = page.lang.as_str();
        Some(match name {
            "title" => Value::from(config.title_in(lang)),
            "description" => Value::from(config.description_in(lang)),
            "url" => Value::from(config.base_url.as_str()),
            "lang" => Value::from(lang),
            "dir" => Value::from(config.direction(lang)),
            "languages" => self.languages(page),
            "menu" => self.menu(config.menu(lang), page),
            "footer" => self.menu(config.footer(lang), page),
            "feeds" => self.feeds(page),
            "calendar_url" => optional(self.site.calendar_url(page)),
            "as_of" => optional((model.as_of != model.today).then(|| date_value(model.as_of, lang))),
            "today" => date_value(model.today, lang),
            "extra" => super::super::table_value(&config.extra),
            "organisation" => self.site.organisation_statement(),
            "search" => optional(config.search.enabled.then(|| self.site.bundle.clone())),
            "ideas" => self.ideas(lang),
            _ => return None,
        })
    }
}

impl SiteView {
    /// Where ideas are sent, who may say that they send one, and what is asked just now.
    fn ideas(&self, lang: &str) -> Value {
        let model = &self.site.model;
        let (settings, hub) = (&model.config.ideas, &model.hub);
        let senders = hub.vocabulary.ids("sender_type");
        let open = hub.collections.values().filter(|collection| collection.open == Some(true));
        map([
            ("action", optional(settings.action.clone())),
            ("email", optional(settings.email.clone())),
            ("senders", list(senders.into_iter().map(|id| word(&self.site, "sender_type", id, lang)))),
            (
                "collections",
                list(open.map(|collection| {
                    map([
                        ("id", Value::from(collection.base.id.as_str())),
                        ("question", Value::from(collection.question.as_str())),
                    ])
                })),
            ),
        ])
    }

    /// Every language that has pages: this page in it, or that language's start page.
    fn languages(&self, page: &Page) -> Value {
        let model = &self.site.model;
        let languages = model.config.languages.iter().filter_map(|language| {
            let translation =
                page.translations.iter().map(|id| model.page(*id)).find(|other| other.lang == language.code);
            let current = language.code == page.lang;
            let same = if current { Some(page) } else { translation };
            let target = same.or_else(|| model.home(&language.code))?;
            Some(map([
                ("code", Value::from(language.code.as_str())),
                ("name", Value::from(language.name.as_str())),
                ("url", Value::from(target.url.as_str())),
                ("current", Value::from(current)),
                ("translated", Value::from(same.is_some())),
            ]))
        });
        list(languages)
    }

    fn menu(&self, items: &[MenuItem], page: &Page) -> Value {
        list(items.iter().filter_map(|item| self.item(item, page)))
    }

    /// A menu's line. One whose page is not published is left out.
    fn item(&self, item: &MenuItem, page: &Page) -> Option<Value> {
        let model = &self.site.model;
        let resolved = self.site.menu_target(item)?;
        let target = match &resolved.target {
            LinkTarget::Page(id, _) => Some(model.page(*id)),
            _ => None,
        };
        let title = item.title.clone().or_else(|| target.map(|target| target.short_title().to_owned()))?;
        let current = target.is_some_and(|target| target.id == page.id);
        let inside = target.is_some_and(|target| target.url.len() > 1 && page.url.starts_with(&target.url));
        Some(map([
            ("title", Value::from(title)),
            ("url", Value::from(resolved.href.as_str())),
            ("current", Value::from(current)),
            (
                "active",
                Value::from(current || (inside && target.is_some_and(|target| !self.is_home(target)))),
            ),
            ("children", self.menu(&item.children, page)),
        ]))
    }

    fn is_home(&self, page: &Page) -> bool {
        self.site.model.config.home_url(&page.lang) == page.url
    }

    /// The site's own feed, and those of the sections the page stands in.
    fn feeds(&self, page: &Page) -> Value {
        let above = |feed: &&super::super::Feed| {
            let folder = feed.url.rsplit_once('/').map_or("", |(folder, _)| folder);
            feed.lang == page.lang && page.url.starts_with(&format!("{folder}/"))
        };
        let title = |feed: &super::super::Feed| match feed.word {
            Some(word) => format!("{} – {}", self.site.text(&page.lang, word, &[]), feed.title),
            None => feed.title.clone(),
        };
        list(self.site.feeds.iter().filter(above).map(|feed| {
            map([
                ("title", Value::from(title(feed))),
                ("url", Value::from(feed.url.as_str())),
                ("type", Value::from(feed.media_type)),
            ])
        }))
    }
}
