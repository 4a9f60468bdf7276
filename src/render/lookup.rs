//! Answers that several views give: addresses, names and words of records and pages.

use std::sync::Arc;

use fluent_bundle::FluentValue;
use minijinja::Value;

use crate::config::MenuItem;
use crate::config::SourceRef;
use crate::content::{Count, Document, Kind, Learning, LearningType};
use crate::hub::{FocusArea, Initiative};
use crate::model::{LinkTarget, Page, PageKind, Resolved};

use super::read::{self, Fingerprint, Read};
use super::view::{is_exact, link_card, list, map, optional, page_card, record_link};
use super::{Picture, Site, format, pattern};

impl Site {
    /// An address below the root made absolute.
    pub(super) fn absolute(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.model.config.base_url) } else { url.to_owned() }
    }

    /// A word from data with its name in the theme's texts.
    pub(super) fn named(&self, prefix: &str, word: &str, lang: &str) -> Value {
        map([("id", Value::from(word)), ("name", Value::from(self.texts.named(lang, prefix, word)))])
    }

    /// The address of a record's page, if it has one on the day shown.
    pub(super) fn record_url(&self, key: &'static str, id: &str) -> Option<String> {
        self.model.page_of_record(key, id).map(|page| page.url.clone())
    }

    pub(super) fn organisation_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.model.hub.organisations.get(id).map_or(id, |record| record.base.name(self.model.as_of))
    }

    pub(super) fn organisation_link(&self, id: &str) -> Value {
        let link = self.organisation_value(id);
        read::note(|| Read::Organisation(self.names.intern(id)), || Fingerprint::of_value(&link));
        link
    }

    pub(super) fn organisation_value(&self, id: &str) -> Value {
        record_link(self.organisation_name(id), self.record_url("organisation", id), id, 0)
    }

    pub(super) fn area_link(&self, id: &str) -> Value {
        let name = self.model.hub.focus_areas.get(id).map_or(id, |area| area.base.name(self.model.as_of));
        record_link(name, self.record_url("focus_area", id), id, self.area_number(id))
    }

    /// The public focus areas in the order of their ids.
    pub(super) fn areas(&self) -> Vec<&FocusArea> {
        self.model.hub.focus_areas.values().collect()
    }

    /// A focus area's place among them, from 1; 0 for none.
    pub(super) fn area_number(&self, id: &str) -> usize {
        self.areas().iter().position(|area| area.base.id == id).map_or(0, |index| index + 1)
    }

    /// An initiative's place among all, from 1.
    pub(super) fn number_of(&self, id: &str) -> usize {
        self.numbers.get(id).copied().unwrap_or(0)
    }

    /// The paving pattern of a record.
    pub(super) fn pattern(id: &str) -> Value {
        Value::from_safe_string(pattern::paving(id))
    }

    /// A source with the address of the document it names.
    pub(super) fn source(&self, source: &SourceRef) -> Value {
        let page = self.model.page_by_slug(Kind::Document, &source.document.value);
        map([
            ("title", Value::from(page.map_or(source.document.value.as_str(), |page| page.title.as_str()))),
            ("url", optional(page.map(|page| page.url.clone()))),
            ("page", optional(source.page.clone())),
            ("note", optional(source.note.clone())),
        ])
    }

    /// The documents an initiative's facts are taken from, each once.
    pub(super) fn cited_documents(self: &Arc<Self>, initiative: &Initiative, lang: &str) -> Value {
        let mut slugs: Vec<&str> = Vec::new();
        let steps = initiative.statuses.iter().filter_map(|step| step.source.as_ref());
        for source in initiative.base.sources.iter().chain(steps) {
            if !slugs.contains(&source.document.value.as_str()) {
                slugs.push(&source.document.value);
            }
        }
        let pages = slugs.into_iter().filter_map(|slug| self.model.page_by_slug(Kind::Document, slug));
        list(pages.map(|page| page_card(self, page, lang)))
    }

    /// The page that shows the whole portfolio, in this language or else in the site's own.
    pub(super) fn portfolio_page(&self, lang: &str) -> Option<&Page> {
        let template = self.kinds.get("portfolio")?;
        let shows = |page: &&Page| page.template.as_ref().is_some_and(|chosen| chosen.value == *template);
        let pages = || self.model.pages.iter().filter(shows);
        pages()
            .find(|page| page.lang == lang)
            .or_else(|| pages().find(|page| page.lang == self.model.config.default_language))
    }

    /// The address of that page.
    pub fn portfolio_url(&self, lang: &str) -> Option<String> {
        self.portfolio_page(lang).map(|page| page.url.clone())
    }

    /// Which of the statuses with the same role this one is, from 0: drawings tell them apart.
    pub(super) fn variant(&self, status: &str) -> usize {
        let statuses = &self.model.hub.vocabulary.statuses;
        let Some(role) = statuses.get(status).map(|status| status.role) else { return 0 };
        statuses.iter().filter(|(_, other)| other.role == role).position(|(id, _)| id == status).unwrap_or(0)
    }

    /// The address of a term's page.
    pub(super) fn term_url(&self, taxonomy: &str, slug: &str, lang: &str) -> Option<String> {
        let terms = self.model.terms.get(&(taxonomy.to_owned(), lang.to_owned()))?;
        let term = terms.iter().find(|term| term.slug == slug)?;
        Some(self.model.page(term.page).url.clone())
    }

    /// A term's title.
    pub(super) fn term_title(&self, taxonomy: &str, slug: &str, lang: &str) -> Option<&str> {
        let terms = self.model.terms.get(&(taxonomy.to_owned(), lang.to_owned()))?;
        terms.iter().find(|term| term.slug == slug).map(|term| term.title.as_str())
    }

    /// Where a menu's line leads; none when that is not published.
    pub(super) fn menu_target(&self, item: &MenuItem) -> Option<&Resolved> {
        self.menu_targets.get(&item.target.value)
    }

    /// The address of a file that a page's front matter names.
    pub(super) fn beside(&self, document: &Document, path: &str) -> Option<String> {
        self.model.beside(document, path).map(|(_, url)| url.to_owned())
    }

    /// What a learning page is; a course says so by its kind.
    pub(super) fn learning_type(&self, learning: &Learning, lang: &str) -> Value {
        self.named("learning-type", learning.kind.map_or("course", LearningType::word), lang)
    }

    /// How many took part, in words: "623 anmälda", "omkring 300 deltagare".
    pub(super) fn count_text(&self, count: &Count, lang: &str) -> String {
        let number = format::number(count.n, lang);
        let measure = self.texts.named(lang, "measure", count.measure.word());
        match count.precision.word() {
            "exact" => format!("{number} {measure}"),
            precision => format!("{} {number} {measure}", self.texts.named(lang, "precision", precision)),
        }
    }

    /// Whether an event has a calendar file: only those whose day is known.
    pub(super) fn has_calendar(page: &Page) -> bool {
        let event = page.document().and_then(Document::event);
        event.is_some_and(|event| is_exact(event.when.value.start))
    }

    /// The calendar to subscribe to on a page: that of the section of events it is, or else of the first in its
    /// language. None where no event has a day.
    pub(super) fn calendar_url(&self, page: &Page) -> Option<String> {
        let is_calendar = |page: &&Page| {
            page.kind == PageKind::Section(Kind::Event) && self.model.children(page).any(Self::has_calendar)
        };
        let mut sections = self.model.pages.iter().filter(is_calendar);
        let section = match Some(page).filter(|page| page.kind == PageKind::Section(Kind::Event)) {
            Some(own) => Some(own).filter(is_calendar),
            None => sections.find(|section| section.lang == page.lang),
        };
        section.map(|section| format!("{}{}", section.url, self.model.config.calendar.all))
    }

    /// Who is behind the site, as the settings say.
    pub(super) fn organisation_statement(&self) -> Value {
        let Some(publisher) = &self.model.config.organisation else { return Value::from(()) };
        map([
            ("name", Value::from(publisher.name.as_str())),
            ("url", optional(publisher.url.clone())),
            ("email", optional(publisher.email.clone())),
            ("phone", optional(publisher.phone.clone())),
        ])
    }

    /// The name a page's template is looked up by.
    pub(super) fn template_kind(page: &Page) -> &'static str {
        super::view::kind_name(page.kind)
    }

    /// Every page a reader may look for by its title, for the register of the search page.
    pub(super) fn register(&self, lang: &str) -> Vec<&Page> {
        let listed = |page: &&Page| {
            page.lang == lang
                && !matches!(page.kind, PageKind::NotFound | PageKind::Taxonomy | PageKind::Home)
        };
        self.model.pages.iter().filter(listed).collect()
    }

    /// A word of the theme in a language.
    pub(super) fn text(&self, lang: &str, key: &str, args: &[(String, FluentValue<'_>)]) -> String {
        self.text_of(lang, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// A word of the theme in a language, else in the site's own; none when the theme lacks it.
    pub(super) fn text_of(
        &self,
        lang: &str,
        key: &str,
        args: &[(String, FluentValue<'_>)],
    ) -> Option<String> {
        read::note(|| Read::Words, || self.words);
        let default = &self.model.config.default_language;
        self.texts.get(lang, key, args).or_else(|| self.texts.get(default, key, args))
    }

    /// A resolved link as templates see it.
    pub(super) fn link_value(&self, resolved: &Resolved) -> Value {
        let title = match &resolved.target {
            LinkTarget::Page(id, _) => self.model.page(*id).title.clone(),
            _ => resolved.href.clone(),
        };
        link_card(&title, Some(resolved.href.clone()))
    }

    /// The picture at an address, for images that templates and raw HTML show.
    pub(super) fn picture_at(&self, address: &str) -> Option<&Picture> {
        read::note(|| Read::Picture(self.names.intern(address)), || self.picture_answer(address));
        self.picture_of(address)
    }

    pub(super) fn picture_of(&self, address: &str) -> Option<&Picture> {
        self.pictures.get(self.picture_files.get(address)?)
    }
}
