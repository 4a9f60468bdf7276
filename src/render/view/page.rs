//! A page on its own address.

use std::sync::Arc;

use minijinja::Value;

use crate::config::Point;
use crate::content::{Attachment, Document, Kind, PostponedTo, ProgrammeItem, Recording};
use crate::model::{Page, PageId, PageKind};

use super::super::Site;
use super::super::names::{Name, Names};
use super::super::read::Subject;
use super::card::{card, initiative_card, kind_name, page_card};
use super::feedback::feedback;
use super::{View, link_card, list, map, moment_value, optional, when_value};

/// A page, with its body already made HTML.
#[derive(Debug)]
pub(in super::super) struct PageView {
    pub(in super::super) site: Arc<Site>,
    pub(in super::super) id: PageId,
    /// The number of its address.
    pub(in super::super) name: Name,
    /// Its own address, which for later parts of a list is not the page's.
    pub(in super::super) url: String,
    pub(in super::super) content: Value,
}

impl View for PageView {
    fn subject(&self) -> Subject {
        Subject::Page(self.name)
    }

    fn names(&self) -> &Names {
        &self.site.names
    }

    fn attributes(&self) -> &'static [&'static str] {
        &[
            "title",
            "menu_title",
            "description",
            "url",
            "permalink",
            "kind",
            "lang",
            "dir",
            "date",
            "updated",
            "content",
            "outline",
            "tags",
            "breadcrumbs",
            "section",
            "previous",
            "next",
            "backlinks",
            "translations",
            "sources",
            "initiatives",
            "focus_areas",
            "minutes_to_read",
            "words",
            "extra",
            "is_section",
            "robots",
            "social_image",
            "json_ld",
            "source_url",
            "learning",
            "course",
            "event",
            "document",
            "related",
            "feedback",
        ]
    }

    fn is_given(&self, name: &str) -> bool {
        name == "content"
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        let model = &self.site.model;
        let page = model.page(self.id);
        let lang = page.lang.as_str();
        let front = page.document().map(|document| &document.front);
        let neighbour = |id: Option<PageId>| optional(id.map(|id| card(&self.site, model.page(id), lang)));
        Some(match name {
            "title" if page.kind == PageKind::NotFound => Value::from(self.site.text(lang, "not-found", &[])),
            "title" => Value::from(page.title.as_str()),
            "menu_title" => Value::from(page.short_title()),
            "description" => Value::from(self.description(page)),
            "url" => Value::from(self.url.as_str()),
            "permalink" => Value::from(self.site.absolute(&self.url)),
            "kind" => Value::from(kind_name(page.kind)),
            "lang" => Value::from(lang),
            "dir" => Value::from(model.config.direction(lang)),
            "date" => optional(page.date.map(|date| moment_value(date, lang))),
            "updated" => optional(page.updated.map(|date| moment_value(date, lang))),
            "content" => self.content.clone(),
            "json_ld" => optional((self.site.json_ld)(model, page).map(Value::from_safe_string)),
            "outline" => self.outline(page),
            "tags" => self.tags(page),
            "breadcrumbs" => self.breadcrumbs(page),
            "section" => optional(page.parent.map(|id| page_card(&self.site, model.page(id), lang))),
            "previous" => neighbour(page.previous),
            "next" => neighbour(page.next),
            "backlinks" => list(page.backlinks.iter().map(|id| card(&self.site, model.page(*id), lang))),
            "translations" => self.translations(page),
            "sources" => {
                list(front.iter().flat_map(|front| &front.sources).map(|source| self.site.source(source)))
            }
            "initiatives" => list(page.initiatives.iter().filter_map(|id| {
                self.site.record_url("initiative", id).map(|_| initiative_card(&self.site, id, lang))
            })),
            "focus_areas" => list(page.focus_areas.iter().map(|id| self.site.area_link(id))),
            "words" => Value::from(self.words(page)),
            "minutes_to_read" => Value::from(self.words(page).div_ceil(200)),
            "extra" => front.map_or_else(|| map([]), |front| super::super::table_value(&front.extra)),
            "is_section" => Value::from(page.section.is_some()),
            "robots" => optional((page.kind == PageKind::NotFound).then_some("noindex")),
            "social_image" | "source_url" => Value::from(()),
            "learning" => optional(page.document().and_then(|document| self.learning(document, lang))),
            "course" => {
                optional((page.kind == PageKind::Content(Kind::Course)).then(|| self.course(page, lang)))
            }
            "event" => optional(page.document().and_then(|document| self.event(page, document, lang))),
            "related" => {
                let urls = self.site.related.get(&page.url).into_iter().flatten();
                list(urls.filter_map(|url| model.page_at(url)).map(|page| card(&self.site, page, lang)))
            }
            "feedback" => feedback(&self.site, page),
            "document" => optional(page.document().and_then(|document| self.document(document, lang))),
            _ => return None,
        })
    }
}

impl PageView {
    /// The page's own description, or for pages nobody wrote one for, the theme's words for such a page.
    fn description(&self, page: &Page) -> String {
        if !page.description.is_empty() {
            return page.description.clone();
        }
        let key = format!("description-{}", kind_name(page.kind));
        let args = [("title".to_owned(), page.title.as_str().into())];
        self.site.text_of(&page.lang, &key, &args).unwrap_or_default()
    }

    fn words(&self, page: &Page) -> usize {
        self.site.body(page, "body").map_or(0, |body| body.words)
    }

    fn outline(&self, page: &Page) -> Value {
        let body = self.site.body(page, "body");
        let headings = body.iter().flat_map(|body| &body.outline);
        list(headings.map(|heading| {
            map([
                ("level", Value::from(heading.level)),
                ("id", Value::from(heading.id.as_str())),
                ("title", Value::from(heading.text.as_str())),
            ])
        }))
    }

    fn tags(&self, page: &Page) -> Value {
        list(page.tags.iter().map(|(slug, title)| {
            let url = self.site.term_url("tags", slug, &page.lang);
            let title = self.site.term_title("tags", slug, &page.lang).unwrap_or(title);
            link_card(title, url)
        }))
    }

    /// From the start page down to this one.
    fn breadcrumbs(&self, page: &Page) -> Value {
        let model = &self.site.model;
        let mut above = Vec::new();
        let mut next = Some(page);
        while let Some(page) = next {
            above.push(link_card(page.short_title(), Some(page.url.clone())));
            next = page.parent.map(|id| model.page(id));
        }
        above.reverse();
        if above.len() == 1 { list([]) } else { Value::from(above) }
    }

    fn translations(&self, page: &Page) -> Value {
        let model = &self.site.model;
        list(page.translations.iter().map(|id| {
            let other = model.page(*id);
            map([
                ("code", Value::from(other.lang.as_str())),
                ("name", Value::from(model.config.language_name(&other.lang))),
                ("url", Value::from(other.url.as_str())),
                ("permalink", Value::from(self.site.absolute(&other.url))),
            ])
        }))
    }

    fn learning(&self, document: &Document, lang: &str) -> Option<Value> {
        let learning = document.learning()?;
        let text = |text: &String| Value::from(text.as_str());
        Some(map([
            ("type", self.site.learning_type(learning, lang)),
            ("audience", list(learning.audience.iter().map(text))),
            ("minutes", Value::from(learning.minutes)),
            ("outcomes", list(learning.outcomes.iter().map(text))),
            ("origin", optional(self.origin(document))),
            (
                "reviewed",
                optional(
                    learning.reviewed.map(|date| {
                        super::date_value(date.value.day(&self.site.model.config.time_zone), lang)
                    }),
                ),
            ),
            ("licence", Value::from(learning.licence.as_str())),
        ]))
    }

    fn origin(&self, document: &Document) -> Option<Value> {
        let model = &self.site.model;
        let (key, id) = document.origin()?;
        let page = match key {
            "initiative" => model.page_of_record("initiative", &id.value),
            "event" => model.page_by_slug(Kind::Event, &id.value),
            _ => model.page_by_slug(Kind::Document, &id.value),
        }?;
        Some(link_card(&page.title, Some(page.url.clone())))
    }

    fn course(&self, page: &Page, lang: &str) -> Value {
        let model = &self.site.model;
        let modules: Vec<&Page> = model.children(page).collect();
        let minutes =
            |page: &&Page| page.document().and_then(|document| document.learning()).map(|l| l.minutes);
        map([
            ("minutes_total", Value::from(modules.iter().filter_map(minutes).sum::<i64>())),
            ("modules", list(modules.iter().map(|module| page_card(&self.site, module, lang)))),
        ])
    }

    fn event(&self, page: &Page, document: &Document, lang: &str) -> Option<Value> {
        let (site, event) = (&self.site, document.event()?);
        let when = event.when.value;
        let counts = event.counts.iter().map(|count| {
            map([
                ("n", Value::from(count.n)),
                ("measure", Value::from(count.measure.word())),
                ("precision", Value::from(count.precision.word())),
                ("text", Value::from(site.count_text(count, lang))),
            ])
        });
        Some(map([
            ("when", when_value(when, lang)),
            ("status", site.named("event-status", event.status.word(), lang)),
            ("form", site.named("event-form", event.form.word(), lang)),
            ("place", optional(event.place.clone())),
            ("organisers", list(event.organisers.iter().map(|id| site.organisation_link(&id.value)))),
            ("counts", list(counts)),
            ("series", optional(event.series.as_ref().map(|id| self.series(&id.value, lang)))),
            ("programme", list(event.programme.iter().map(|item| self.programme_item(item, lang)))),
            ("recording", recording_url(event.recording.as_ref())),
            ("captions", captions(event.recording.as_ref())),
            (
                "postponed_to",
                event.postponed_to.as_ref().map_or(Value::from(()), |to| match to {
                    PostponedTo::When(when) => when_value(*when, lang),
                    PostponedTo::Undecided => Value::from("undecided"),
                }),
            ),
            ("former_title", optional(event.former_title.clone())),
            (
                "ics_url",
                optional(
                    Site::has_calendar(page)
                        .then(|| format!("{}{}", page.url, site.model.config.calendar.event)),
                ),
            ),
            ("past", Value::from(when.latest() < site.model.today)),
        ]))
    }

    /// A series and the events that name it, in the order of their days.
    fn series(&self, id: &str, lang: &str) -> Value {
        let model = &self.site.model;
        let is_in = |page: &&Page| {
            let series = page.document().and_then(|document| document.event()?.series.as_ref());
            page.lang == lang && series.is_some_and(|series| series.value == id)
        };
        let mut pages: Vec<&Page> = model.pages.iter().filter(is_in).collect();
        pages.sort_by_key(|page| (page.date, page.id));
        map([
            ("id", Value::from(id)),
            ("name", Value::from(model.hub.base("series", id).map_or(id, |base| base.name(model.as_of)))),
            ("events", list(pages.into_iter().map(|page| page_card(&self.site, page, lang)))),
        ])
    }

    fn programme_item(&self, item: &ProgrammeItem, lang: &str) -> Value {
        let initiatives = item.initiatives.iter().filter_map(|id| {
            let page = self.site.model.page_of_record("initiative", &id.value)?;
            Some(link_card(&page.title, Some(page.url.clone())))
        });
        map([
            ("title", Value::from(item.title.as_str())),
            ("text", optional(item.text.clone())),
            ("when", optional(item.when.as_ref().map(|when| when_value(when.value, lang)))),
            ("place", optional(item.place.clone())),
            ("initiatives", list(initiatives)),
            ("recording", recording_url(item.recording.as_ref())),
            ("captions", captions(item.recording.as_ref())),
        ])
    }

    fn attachment(&self, document: &Document, attachment: &Attachment) -> Value {
        let file = attachment.file.as_ref().and_then(|file| self.site.beside(document, &file.value));
        let url = attachment.url.as_ref().map(|url| url.value.clone());
        link_card(&attachment.title, file.or(url))
    }

    fn document(&self, document: &Document, lang: &str) -> Option<Value> {
        let info = document.info()?;
        let site = &self.site;
        let accessibility = map([
            ("id", Value::from(info.accessibility.word())),
            (
                "name",
                site.named("accessibility", info.accessibility.word(), lang)
                    .get_attr("name")
                    .unwrap_or_default(),
            ),
            ("note", optional(info.accessibility_note.clone())),
        ]);
        Some(map([
            ("type", site.named("document-type", info.kind.word(), lang)),
            ("date", when_value(info.date.value, lang)),
            ("version", optional(info.version.clone())),
            ("reference_number", optional(info.reference_number.clone())),
            ("file", optional(info.file.as_ref().and_then(|file| site.beside(document, &file.value)))),
            ("url", optional(info.url.as_ref().map(|url| url.value.clone()))),
            ("held_by", optional(info.held_by.as_ref().map(|id| site.organisation_link(&id.value)))),
            ("accessibility", accessibility),
            ("attachments", list(info.attachments.iter().map(|one| self.attachment(document, one)))),
        ]))
    }
}

fn recording_url(recording: Option<&Recording>) -> Value {
    optional(recording.map(|recording| recording.url.value.clone()))
}

fn captions(recording: Option<&Recording>) -> Value {
    optional(recording.and_then(|recording| recording.captions.clone()))
}

/// Whether a point in time is a day at least, so that a calendar can hold it.
pub(in super::super) fn is_exact(point: Point) -> bool {
    matches!(point, Point::Day(_) | Point::Moment(_))
}
