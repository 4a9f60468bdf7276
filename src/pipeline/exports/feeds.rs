//! Feeds: one of the whole site in each language, one for each section that has one, one for each focus area.

use crate::content::Kind;
use crate::export::{Author, Entry, Feed, File, atom, json_feed};
use crate::model::{Model, Page, PageKind};
use crate::render::{self, Renderer};

use super::{Mapper, announcement};

/// A feed before its entries are made.
struct Plan<'a> {
    title: String,
    subtitle: Option<String>,
    /// The address of the page it follows.
    home: String,
    lang: &'a str,
    pages: Vec<&'a Page>,
}

/// The feeds that pages point at, by language.
pub(super) fn announced(model: &Model) -> Vec<render::Feed> {
    let plans = plans(model).into_iter();
    plans.flat_map(|plan| announcement(&plan.title, &plan.home, plan.lang)).collect()
}

pub(super) fn files(renderer: &Renderer, files: &mut Vec<File>) {
    let model = &renderer.site().model;
    for plan in plans(model) {
        let folder = plan.home.trim_start_matches('/').to_owned();
        for (name, write) in [("feed.xml", atom as fn(&Feed) -> Vec<u8>), ("feed.json", json_feed)] {
            let feed = feed(renderer, &plan, name);
            files.push(File { path: format!("{folder}{name}"), bytes: write(&feed) });
        }
    }
}

/// Every feed there is: a feed without entries is none.
fn plans(model: &Model) -> Vec<Plan<'_>> {
    let config = &model.config;
    let mut plans = Vec::new();
    for language in &config.languages {
        let lang = language.code.as_str();
        plans.push(Plan {
            title: config.title_in(lang).to_owned(),
            subtitle: config.description_in(lang).map(ToOwned::to_owned),
            home: config.home_url(lang),
            lang,
            pages: newest(model.pages.iter().filter(|page| page.lang == lang && is_news(page))),
        });
    }
    for page in model.pages.iter() {
        let lang = page.lang.as_str();
        let title = || format!("{} – {}", page.title, config.title_in(lang));
        let pages = match (&page.section, page.kind) {
            (Some(section), _) if section.feed => newest(model.children(page)),
            (None, PageKind::Record("focus_area")) => {
                let id = page.record().map_or("", |(_, id)| id);
                newest(model.about("focus_area", id, Kind::News, lang).into_iter())
            }
            _ => continue,
        };
        let subtitle = (!page.description.is_empty()).then(|| page.description.clone());
        plans.push(Plan { title: title(), subtitle, home: page.url.clone(), lang, pages });
    }
    plans.retain_mut(|plan| {
        plan.pages.truncate(config.feeds.limit);
        !plan.pages.is_empty()
    });
    plans
}

fn is_news(page: &Page) -> bool {
    page.kind == PageKind::Content(Kind::News)
}

/// Dated pages, newest first.
fn newest<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<&'a Page> {
    let mut pages: Vec<&Page> = pages.filter(|page| page.date.is_some()).collect();
    pages.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.url.cmp(&b.url)));
    pages
}

fn feed(renderer: &Renderer, plan: &Plan<'_>, name: &str) -> Feed {
    let model = &renderer.site().model;
    let mapper = Mapper { model };
    let entries: Vec<Entry> = plan.pages.iter().filter_map(|page| entry(renderer, mapper, page)).collect();
    let newest = entries.iter().map(|entry| &entry.updated).max().cloned();
    let author = model.config.feeds.author.clone();
    Feed {
        id: mapper.absolute(&plan.home),
        title: plan.title.clone(),
        subtitle: plan.subtitle.clone(),
        lang: plan.lang.to_owned(),
        home_url: mapper.absolute(&plan.home),
        feed_url: mapper.absolute(&format!("{}{name}", plan.home)),
        author: Author {
            name: author.unwrap_or_else(|| model.config.title_in(plan.lang).to_owned()),
            url: Some(mapper.absolute(&model.config.home_url(plan.lang))),
        },
        updated: newest.unwrap_or_else(|| jiff::Timestamp::UNIX_EPOCH.to_zoned(mapper.zone().clone())),
        entries,
    }
}

fn entry(renderer: &Renderer, mapper: Mapper<'_>, page: &Page) -> Option<Entry> {
    let published = mapper.published(page)?;
    let updated = page.updated.and_then(|updated| updated.at.to_zoned(mapper.zone().clone()).ok());
    Some(Entry {
        id: mapper.absolute(&page.url),
        url: mapper.absolute(&page.url),
        title: page.title.clone(),
        summary: page.description.clone(),
        content_html: renderer.body_html(page),
        updated: updated.filter(|updated| *updated > published).unwrap_or_else(|| published.clone()),
        published,
        tags: page.tags.iter().map(|(_, title)| title.clone()).collect(),
        lang: page.lang.clone(),
    })
}
