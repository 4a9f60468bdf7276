//! The public records as open data.

use crate::content::Kind;
use crate::export::open_data::{self, Header, Licence, Record, Time};
use crate::export::{Challenge, Event, File, FocusArea, Initiative, Named, Organisation, PartyPeriod};
use crate::hub::{self, Ref, Target};
use crate::model::{Model, PageKind};
use crate::render::{self, Renderer};

use super::catalogue::Shelf;
use super::map::aliases;
use super::{Mapper, changes, sheets};

/// Whether the site has anything to give as data.
fn is_there(model: &Model) -> bool {
    !model.hub.initiatives.is_empty() || !model.hub.organisations.is_empty()
}

/// What the pages about the data point at: the catalogue, and the feed of what changes.
pub(super) fn announced(model: &Model) -> Vec<render::Feed> {
    let config = &model.config;
    let folder = config.open_data.path.trim_matches('/');
    let announcement = |word: &'static str, file: &str, media_type: &'static str| render::Feed {
        title: config.title_in(&config.default_language).to_owned(),
        word: Some(word),
        url: format!("/{folder}/{file}"),
        media_type,
        lang: config.default_language.clone(),
    };
    if !is_there(model) {
        return Vec::new();
    }
    vec![
        announcement("data-andringar", &format!("{}.atom", changes::NAME), super::ATOM),
        announcement("data-catalogue", "dcat.rdf", "application/rdf+xml"),
        announcement("data-catalogue", "dcat.jsonld", "application/ld+json"),
    ]
}

pub(super) fn files(renderer: &Renderer, files: &mut Vec<File>) {
    let site = renderer.site();
    let (model, mapper) = (&site.model, Mapper { model: &site.model });
    if !is_there(model) {
        return;
    }
    let folder = model.config.open_data.path.trim_matches('/');
    let folder_url = mapper.absolute(&format!("/{folder}/"));
    let lang = &model.config.default_language;
    // The names of the data are words of the theme, so that a site in another language has its own.
    let header = |name: &str| Header {
        name: name.to_owned(),
        title: renderer.text(lang, &format!("data-{name}")),
        description: renderer.text(lang, &format!("data-{name}.description")),
        lang: lang.clone(),
        folder_url: folder_url.clone(),
        as_of: model.as_of,
        licence: licence(&model.config.open_data.licence),
        publisher: publisher(model),
    };
    let mut out = Written { folder, files, shelf: Shelf::new(renderer) };
    let initiatives: Vec<Initiative> =
        model.hub.portfolio(model.as_of).map(|record| initiative(mapper, record)).collect();
    out.records(&header("portfolj"), &initiatives);
    let areas: Vec<FocusArea> = model.hub.focus_areas.values().map(|area| focus_area(mapper, area)).collect();
    out.records(&header("fokusomraden"), &areas);
    let organisations = model.hub.organisations.values().map(|record| organisation(mapper, record));
    out.records(&header("organisationer"), &organisations.collect::<Vec<_>>());
    let events =
        model.pages.iter().filter(|page| page.kind == PageKind::Content(Kind::Event) && page.lang == *lang);
    let events: Vec<Event> = events.filter_map(|page| mapper.event(page)).collect();
    out.records(&header("aktiviteter"), &events);
    let programmes = events.iter().flat_map(|event| &event.programme).cloned();
    out.records(&header("programpunkter"), &programmes.collect::<Vec<_>>());
    for (name, sheet) in sheets::sheets(mapper) {
        let header = header(name);
        out.put(&header, open_data::sheet_files(folder, &header, &sheet), &sheet.times);
    }
    let happened = changes::changes(renderer, &folder_url);
    let header = header(changes::NAME);
    let mut written = open_data::files(folder, &header, &happened);
    written.push(File {
        path: format!("{folder}/{}.atom", changes::NAME),
        bytes: changes::feed(renderer, &happened, &folder_url),
    });
    out.put(&header, written, &times(&happened));
    let catalogue = out.shelf.files(folder);
    files.extend(catalogue);
}

/// Where files are put, each kind of records also on the catalogue's shelf.
struct Written<'a> {
    folder: &'a str,
    files: &'a mut Vec<File>,
    shelf: Shelf<'a>,
}

fn times<R: Record>(records: &[R]) -> Vec<Time> {
    records.iter().flat_map(Record::times).collect()
}

impl Written<'_> {
    fn records<R: Record>(&mut self, header: &Header, records: &[R]) {
        let files = open_data::files(self.folder, header, records);
        self.put(header, files, &times(records));
    }

    fn put(&mut self, header: &Header, files: Vec<File>, times: &[Time]) {
        self.shelf.add(header, &files, times);
        self.files.extend(files);
    }
}

fn publisher(model: &Model) -> String {
    let named = model.config.organisation.as_ref().map(|organisation| organisation.name.clone());
    named.unwrap_or_else(|| model.config.title.clone())
}

fn licence(url: &str) -> Licence {
    let id = if url.contains("publicdomain/zero/1.0") { "CC0-1.0" } else { url };
    Licence { id: id.to_owned(), url: url.to_owned() }
}

fn page_url(mapper: Mapper<'_>, key: &'static str, id: &str) -> String {
    let page = mapper.model.page_of_record(key, id);
    page.map_or_else(String::new, |page| mapper.absolute(&page.url))
}

fn numbers<T>(ids: &[Ref<T>]) -> Vec<u8> {
    ids.iter().filter_map(|id| id.value.parse().ok()).collect()
}

fn values<T>(ids: &[Ref<T>]) -> impl Iterator<Item = &String> {
    ids.iter().map(|id| &id.value)
}

fn words<T: Target>(mapper: Mapper<'_>, ids: &[Ref<T>]) -> Vec<Named> {
    ids.iter().map(|id| mapper.word(T::KEY, &id.value)).collect()
}

fn initiative(mapper: Mapper<'_>, record: &hub::Initiative) -> Initiative {
    let as_of = mapper.model.as_of;
    let status = record.status_on(as_of);
    let visible = |id: &Option<Ref<hub::Initiative>>| {
        let id = &id.as_ref()?.value;
        mapper.model.page_of_record("initiative", id).map(|_| mapper.record("initiative", id))
    };
    Initiative {
        id: record.base.id.clone(),
        name: record.base.name(as_of).to_owned(),
        kind: mapper.word("kind", &record.kind.value),
        focus_areas: mapper.records("focus_area", values(&record.focus_areas)),
        status: status.map(|step| mapper.word("status", &step.value.value)),
        status_since: status.map(|step| mapper.start(step.when.value)),
        phase: record.phase_on(as_of).map(|step| mapper.word("phase", &step.value.value)),
        parties: mapper.records("organisation", values(&record.parties)),
        societal_goals: mapper.records("societal_goal", values(&record.societal_goals)),
        sdgs: numbers(&record.sdgs),
        perspectives: words(mapper, &record.perspectives),
        url: page_url(mapper, "initiative", &record.base.id),
        summary: record.summary.clone(),
        names: mapper.names(&record.base),
        aliases: aliases(&record.base),
        status_history: mapper.steps("status", &record.statuses),
        phase_history: mapper.steps("phase", &record.phases),
        functions: words(mapper, &record.functions),
        leads: mapper.records("organisation", values(&record.leads)),
        support: record.support.clone(),
        place: record.place.clone(),
        audience: record.audience.clone(),
        start: record.start.map(|when| mapper.start(when.value)),
        end: record.end.map(|when| mapper.start(when.value)),
        budget: record.budget.as_ref().map(|budget| mapper.sum(budget)),
        challenges: mapper.records("challenge", values(&record.challenges)),
        why: prose(record.why.as_ref()),
        next_step: prose(record.next_step.as_ref()),
        blocker: record.blocker.clone(),
        result: prose(record.result.as_ref()),
        lessons: prose(record.lessons.as_ref()),
        parent: visible(&record.parent),
        replaces: visible(&record.replaces),
        from_ideas: mapper.records("idea", values(&record.from_ideas)),
        learning: record.learning.iter().map(|id| mapper.page(Kind::Learning, &id.value)).collect(),
        sources: mapper.sources(&record.base.sources),
    }
}

fn prose(text: Option<&hub::Prose>) -> Option<String> {
    text.map(|text| text.text.trim().to_owned())
}

fn focus_area(mapper: Mapper<'_>, area: &hub::FocusArea) -> FocusArea {
    let model = mapper.model;
    let inside = model
        .hub
        .portfolio(model.as_of)
        .filter(|initiative| initiative.focus_areas.iter().any(|id| id.value == area.base.id));
    FocusArea {
        id: area.base.id.clone(),
        name: area.base.name(model.as_of).to_owned(),
        purpose: area.purpose.clone(),
        sdgs: numbers(&area.sdgs),
        challenges: model
            .hub
            .challenges_of(&area.base.id)
            .into_iter()
            .map(|challenge| Challenge {
                text: challenge.base.name(model.as_of).to_owned(),
                priority: challenge.priority.word().to_owned(),
                source: challenge.base.source().map(|source| mapper.source(source)),
            })
            .collect(),
        initiatives: inside.map(|initiative| mapper.record("initiative", &initiative.base.id)).collect(),
        from: area.from.map(|when| mapper.start(when.value)),
        to: area.to.map(|when| mapper.start(when.value)),
        names: mapper.names(&area.base),
        aliases: aliases(&area.base),
        description: prose(area.description.as_ref()),
        group: area.group.as_ref().map(|id| mapper.record("group", &id.value)),
        sources: mapper.sources(&area.base.sources),
        url: page_url(mapper, "focus_area", &area.base.id),
    }
}

fn organisation(mapper: Mapper<'_>, record: &hub::Organisation) -> Organisation {
    Organisation {
        id: record.base.id.clone(),
        name: record.base.name(mapper.model.as_of).to_owned(),
        kind: mapper.word("organisation_type", &record.kind.value),
        parent: record.parent.as_ref().map(|id| mapper.record("organisation", &id.value)),
        org_number: record.org_number.clone(),
        party: mapper
            .model
            .hub
            .partnerships_of(&record.base.id)
            .into_iter()
            .map(|period| PartyPeriod {
                from: mapper.start(period.from.value),
                to: period.to.map(|to| mapper.start(to.value)),
                source: period.base.source().map(|source| mapper.source(source)),
            })
            .collect(),
        summary: record.summary.clone(),
        website: record.url.as_ref().map(|url| url.0.clone()),
        names: mapper.names(&record.base),
        aliases: aliases(&record.base),
        sources: mapper.sources(&record.base.sources),
        url: page_url(mapper, "organisation", &record.base.id),
    }
}
