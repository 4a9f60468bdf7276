//! From the model to what the export room takes. Nothing that is not public passes here, since the model holds nothing
//! else but internal records, which are asked for by page or by the portfolio only.

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::config::{Amount, DateValue, Point, When};
use crate::content::{self, Document, PostponedTo};
use crate::export::{
    Alias, Count, DatedName, Event, EventStatus, Form, Moment, Named, ProgrammeItem, SourceRef, Step, Sum,
    uid,
};
use crate::hub::{self, Base, Dated, Side};
use crate::model::{Model, Page};

/// Maps one model's values.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Mapper<'a> {
    pub(in super::super) model: &'a Model,
}

impl<'a> Mapper<'a> {
    pub(in super::super) fn zone(self) -> &'a TimeZone {
        &self.model.config.time_zone
    }

    /// An address below the root made absolute.
    pub(in super::super) fn absolute(self, url: &str) -> String {
        format!("{}{url}", self.model.config.base_url)
    }

    pub(in super::super) fn point(self, point: Point) -> Moment {
        match point {
            Point::Year(year) => Moment::Year(year),
            Point::Half { year, half } => Moment::HalfYear(year, half),
            Point::Month { year, month } => Moment::Month(year, month),
            Point::Day(day) => Moment::Day(day),
            Point::Moment(at) => self.zoned(at).map_or(Moment::Day(at.date()), Moment::Time),
        }
    }

    /// A time on the site's own clock. At a time the clock skips it is the one an hour later.
    fn zoned(self, at: jiff::civil::DateTime) -> Option<Zoned> {
        at.to_zoned(self.zone().clone()).ok()
    }

    pub(in super::super) fn start(self, when: When) -> Moment {
        self.point(when.start)
    }

    fn end(self, when: When) -> Option<Moment> {
        when.end.map(|end| self.point(end))
    }

    /// When a page was published or what day it is about, with its zone.
    pub(in super::super) fn published(self, page: &Page) -> Option<Zoned> {
        self.zoned(page.date?.at)
    }

    pub(in super::super) fn date(self, value: DateValue) -> Moment {
        Point::from_date(value).map_or_else(|| Moment::Day(value.day(self.zone())), |point| self.point(point))
    }

    pub(in super::super) fn word(self, list: &str, id: &str) -> Named {
        self.word_in(list, id, &self.model.config.default_language)
    }

    /// A word of the vocabulary in a language.
    pub(in super::super) fn word_in(self, list: &str, id: &str, lang: &str) -> Named {
        let term = self.model.hub.vocabulary.term(list, id);
        Named::new(id, term.map_or(id, |term| term.name(lang)))
    }

    /// What a change led from or to, in a language.
    pub(in super::super) fn side(self, side: Side<'_>, lang: &str) -> Named {
        match side {
            Side::Word(list, id) => self.word_in(list, id, lang),
            Side::Name(name) => Named::new(name, name),
            Side::Person(id) => self.record("person", id),
        }
    }

    /// A record by id, with the address of its page.
    pub(in super::super) fn record(self, key: &'static str, id: &str) -> Named {
        let base = self.model.hub.base(key, id);
        let title = |base| Some(self.model.hub.title(hub::kind(key)?, base, self.model.as_of));
        let named = Named::new(id, base.and_then(title).unwrap_or(id));
        match self.model.page_of_record(key, id) {
            Some(page) => named.at(&self.absolute(&page.url)),
            None => named,
        }
    }

    pub(in super::super) fn records<'b>(
        self,
        key: &'static str,
        ids: impl IntoIterator<Item = &'b String>,
    ) -> Vec<Named> {
        ids.into_iter().map(|id| self.record(key, id)).collect()
    }

    pub(in super::super) fn names(self, base: &Base) -> Vec<DatedName> {
        let name = |name: &hub::Name| DatedName {
            text: name.text.value.clone(),
            from: name.from.map(|from| self.start(from.value)),
            to: name.to.map(|to| self.start(to.value)),
            standing: name.standing.word().to_owned(),
            source: name.source.as_ref().map(|source| self.source(source)),
        };
        base.names.iter().map(name).collect()
    }

    pub(super) fn sum(self, amount: &Amount) -> Sum {
        Sum {
            amount: amount.kronor,
            precision: amount.precision.word().to_owned(),
            source: amount.source.as_ref().map(|source| self.source(source)),
            note: amount.note.clone(),
            other: amount.other.iter().map(|other| self.sum(other)).collect(),
        }
    }

    /// A page of a kind by the last part of its address.
    pub(super) fn page(self, kind: content::Kind, slug: &str) -> Named {
        match self.model.page_by_slug(kind, slug) {
            Some(page) => Named::new(slug, &page.title).at(&self.absolute(&page.url)),
            None => Named::new(slug, slug),
        }
    }

    pub(in super::super) fn source(self, source: &crate::config::SourceRef) -> SourceRef {
        let page = self.model.page_by_slug(content::Kind::Document, &source.document.value);
        SourceRef {
            document: source.document.value.clone(),
            title: page.map(|page| page.title.clone()),
            url: page.map(|page| self.absolute(&page.url)),
            page: source.page.clone(),
            note: source.note.clone(),
        }
    }

    pub(in super::super) fn sources(self, sources: &[crate::config::SourceRef]) -> Vec<SourceRef> {
        sources.iter().map(|source| self.source(source)).collect()
    }

    pub(in super::super) fn steps(self, list: &str, steps: &[Dated]) -> Vec<Step> {
        let step = |step: &Dated| Step {
            value: self.word(list, &step.value.value),
            when: self.start(step.when.value),
            source: step.source.as_ref().map(|source| self.source(source)),
            reason: step.reason.clone(),
        };
        steps.iter().map(step).collect()
    }

    /// An event's page as the event it tells of.
    pub(in super::super) fn event(self, page: &Page) -> Option<Event> {
        let document = page.document()?;
        let event = document.event()?;
        let when = event.when.value;
        let slug = page.url.trim_matches('/').rsplit('/').next().unwrap_or_default();
        let postponed_to = match event.postponed_to {
            Some(PostponedTo::When(when)) => Some(self.start(when)),
            Some(PostponedTo::Undecided) | None => None,
        };
        Some(Event {
            id: slug.to_owned(),
            title: page.title.clone(),
            former_title: event.former_title.clone(),
            description: page.description.clone(),
            status: match event.status {
                content::EventStatus::Planned => EventStatus::Planned,
                content::EventStatus::Held => EventStatus::Held,
                content::EventStatus::Cancelled => EventStatus::Cancelled,
                content::EventStatus::Postponed => EventStatus::Postponed,
            },
            start: self.start(when),
            end: self.end(when),
            postponed_to,
            form: match event.form {
                content::EventForm::Physical => Form::Physical,
                content::EventForm::Digital => Form::Digital,
                content::EventForm::Hybrid => Form::Hybrid,
                content::EventForm::Unknown => Form::Unknown,
            },
            place: event.place.clone(),
            organisers: self.records("organisation", event.organisers.iter().map(|id| &id.value)),
            counts: event
                .counts
                .iter()
                .map(|count| Count {
                    n: u64::try_from(count.n).unwrap_or(0),
                    measure: count.measure.word().to_owned(),
                    precision: count.precision.word().to_owned(),
                })
                .collect(),
            initiatives: self.records("initiative", &page.initiatives),
            focus_areas: self.records("focus_area", &page.focus_areas),
            series: event.series.as_ref().map(|id| self.record("series", &id.value)),
            programme: self.programme(slug, page, event),
            recording: event.recording.as_ref().map(|recording| recording.url.value.clone()),
            captions: event.recording.as_ref().and_then(|recording| recording.captions.clone()),
            url: self.absolute(&page.url),
            sources: self.sources(&document.front.sources),
            uid: uid(slug, &self.model.config.base_url),
            // Nobody notes how often an event has changed. What is called off or moved has changed once.
            sequence: u32::from(matches!(
                event.status,
                content::EventStatus::Cancelled | content::EventStatus::Postponed
            )),
            last_modified: self.last_modified(document),
        })
    }

    fn programme(self, slug: &str, page: &Page, event: &content::Event) -> Vec<ProgrammeItem> {
        let item = |(index, item): (usize, &content::ProgrammeItem)| ProgrammeItem {
            id: format!("{slug}/{}", index + 1),
            event: Named::new(slug, &page.title).at(&self.absolute(&page.url)),
            title: item.title.clone(),
            text: item.text.clone(),
            start: item.when.as_ref().map(|when| self.start(when.value)),
            end: item.when.as_ref().and_then(|when| self.end(when.value)),
            place: item.place.clone(),
            initiatives: self.records("initiative", item.initiatives.iter().map(|id| &id.value)),
            recording: item.recording.as_ref().map(|recording| recording.url.value.clone()),
            captions: item.recording.as_ref().and_then(|recording| recording.captions.clone()),
        };
        event.programme.iter().enumerate().map(item).collect()
    }

    /// When a page last changed: its own word for it, else the day it is about. Never the clock.
    fn last_modified(self, document: &Document) -> jiff::Timestamp {
        let date = document.front.updated.or(document.front.date).map(|date| date.value);
        let date = date.or_else(|| document.own_date());
        date.and_then(|date| date.timestamp(self.zone())).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

/// Other spellings of a record's names.
pub(super) fn aliases(base: &Base) -> Vec<Alias> {
    let alias =
        |alias: &hub::Alias| Alias { text: alias.text.value.clone(), kind: alias.kind.word().to_owned() };
    base.aliases.iter().map(alias).collect()
}
