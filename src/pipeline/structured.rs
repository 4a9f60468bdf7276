//! What search engines read of a page: JSON-LD.

use serde_json::Value;

use crate::content::Kind;
use crate::export::json_ld::{
    self, Article, ArticleKind, Learning, LearningKind, Link, Organisation, Project, WebSite,
};
use crate::export::open_data::{Header, Licence};
use crate::model::{Model, Page, PageKind};

use super::exports::Mapper;

/// The page's description, safe inside a script element; none for pages that have nothing to describe.
pub(super) fn json_ld(model: &Model, page: &Page) -> Option<String> {
    let mapper = Mapper { model };
    let mut nodes: Vec<Value> = Vec::new();
    match page.kind {
        PageKind::NotFound => return None,
        PageKind::Home => nodes.extend([web_site(mapper, page), publisher(mapper, page)]),
        PageKind::Content(Kind::News) => nodes.push(article(mapper, page, ArticleKind::News)),
        PageKind::Content(Kind::Event) => {
            nodes.extend(mapper.event(page).map(|event| json_ld::event(&event, &page.lang)));
        }
        PageKind::Content(Kind::Learning | Kind::Course) => nodes.extend(learning(mapper, page)),
        PageKind::Content(Kind::Page | Kind::Document) => {
            nodes.push(article(mapper, page, ArticleKind::Article));
        }
        PageKind::Record("initiative") => nodes.extend(project(mapper, page)),
        PageKind::Record("organisation") => nodes.extend(organisation(mapper, page)),
        PageKind::Section(_) if is_open_data(model, page) => nodes.push(dataset(mapper, page)),
        PageKind::Record(_)
        | PageKind::Section(_)
        | PageKind::Records(_)
        | PageKind::Taxonomy
        | PageKind::Term => {}
    }
    nodes.extend(json_ld::breadcrumbs(&breadcrumbs(mapper, page)));
    json_ld::script(&nodes)
}

fn link(mapper: Mapper<'_>, page: &Page) -> Link {
    Link { name: page.title.clone(), url: Some(mapper.absolute(&page.url)) }
}

fn site_link(mapper: Mapper<'_>, lang: &str) -> Link {
    let config = &mapper.model.config;
    Link { name: config.title_in(lang).to_owned(), url: Some(mapper.absolute(&config.home_url(lang))) }
}

fn breadcrumbs(mapper: Mapper<'_>, page: &Page) -> Vec<Link> {
    let mut crumbs = vec![link(mapper, page)];
    let mut above = page.parent;
    while let Some(id) = above {
        let page = mapper.model.page(id);
        crumbs.push(link(mapper, page));
        above = page.parent;
    }
    crumbs.reverse();
    crumbs
}

fn publisher_id(mapper: Mapper<'_>) -> String {
    mapper.absolute("/#organisation")
}

fn web_site(mapper: Mapper<'_>, page: &Page) -> Value {
    let config = &mapper.model.config;
    json_ld::web_site(&WebSite {
        url: mapper.absolute(&page.url),
        name: config.title_in(&page.lang).to_owned(),
        description: page.description.clone(),
        languages: vec![page.lang.clone()],
        publisher_id: Some(publisher_id(mapper)),
        search_url: None,
    })
}

fn publisher(mapper: Mapper<'_>, page: &Page) -> Value {
    let config = &mapper.model.config;
    let known = config.organisation.as_ref();
    json_ld::organisation(&Organisation {
        id: publisher_id(mapper),
        schema_type: None,
        name: known.map_or_else(|| config.title_in(&page.lang).to_owned(), |known| known.name.clone()),
        alternate_names: known.and_then(|known| known.legal_name.clone()).into_iter().collect(),
        description: config.description_in(&page.lang).map(ToOwned::to_owned),
        url: mapper.absolute(&page.url),
        same_as: known.and_then(|known| known.url.clone()).into_iter().collect(),
        org_number: known.and_then(|known| known.org_number.clone()),
        parent: None,
        email: known.and_then(|known| known.email.clone()),
        telephone: known.and_then(|known| known.phone.clone()),
        logo: None,
    })
}

fn article(mapper: Mapper<'_>, page: &Page, kind: ArticleKind) -> Value {
    let document = page.document();
    json_ld::article(&Article {
        kind,
        url: mapper.absolute(&page.url),
        title: page.title.clone(),
        description: page.description.clone(),
        lang: page.lang.clone(),
        published: document.and_then(|document| document.front.date).map(|date| mapper.date(date.value)),
        updated: document.and_then(|document| document.front.updated).map(|date| mapper.date(date.value)),
        image: None,
        author: site_link(mapper, &page.lang),
        tags: page.tags.iter().map(|(_, title)| title.clone()).collect(),
    })
}

fn learning(mapper: Mapper<'_>, page: &Page) -> Option<Value> {
    let model = mapper.model;
    let facts = page.document()?.learning()?;
    let course = page.parent.map(|id| model.page(id));
    let course = course.filter(|parent| parent.kind == PageKind::Content(Kind::Course));
    Some(json_ld::learning(&Learning {
        kind: match facts.kind {
            Some(kind) => LearningKind::Resource(kind.word().to_owned()),
            None => LearningKind::Course,
        },
        url: mapper.absolute(&page.url),
        title: page.title.clone(),
        description: page.description.clone(),
        lang: page.lang.clone(),
        audience: facts.audience.clone(),
        minutes: u32::try_from(facts.minutes).unwrap_or(0),
        outcomes: facts.outcomes.clone(),
        reviewed: facts.reviewed.map(|date| mapper.date(date.value)),
        licence: facts.licence.clone(),
        provider: site_link(mapper, &page.lang),
        parts: model.children(page).map(|module| link(mapper, module)).collect(),
        part_of: course.map(|course| link(mapper, course)),
    }))
}

fn project(mapper: Mapper<'_>, page: &Page) -> Option<Value> {
    let (_, id) = page.record()?;
    let record = mapper.model.hub.initiatives.get(id)?;
    let party = |id: &crate::hub::Ref<crate::hub::Organisation>| {
        let named = mapper.record("organisation", &id.value);
        Link { name: named.name, url: named.url }
    };
    let other = record.base.names.iter().map(|name| name.text.value.clone());
    Some(json_ld::project(&Project {
        url: mapper.absolute(&page.url),
        name: page.title.clone(),
        alternate_names: other.filter(|name| *name != page.title).collect(),
        description: record.summary.clone(),
        parties: record.parties.iter().map(party).collect(),
        parent: Some(site_link(mapper, &page.lang)),
        place: record.place.clone(),
        start: record.start.map(|when| mapper.start(when.value)),
        end: record.end.map(|when| mapper.start(when.value)),
        keywords: mapper
            .records("focus_area", record.focus_areas.iter().map(|id| &id.value))
            .into_iter()
            .map(|named| named.name)
            .collect(),
    }))
}

fn organisation(mapper: Mapper<'_>, page: &Page) -> Option<Value> {
    let (_, id) = page.record()?;
    let record = mapper.model.hub.organisations.get(id)?;
    let government = ["municipality", "region", "authority"].contains(&record.kind.value.as_str());
    let parent = record.parent.as_ref().map(|id| mapper.record("organisation", &id.value));
    let other = record.base.names.iter().map(|name| name.text.value.clone());
    Some(json_ld::organisation(&Organisation {
        id: format!("{}#organisation", mapper.absolute(&page.url)),
        schema_type: government.then(|| "GovernmentOrganization".to_owned()),
        name: page.title.clone(),
        alternate_names: other.filter(|name| *name != page.title).collect(),
        description: record.summary.clone(),
        url: mapper.absolute(&page.url),
        same_as: record.url.iter().map(|url| url.0.clone()).collect(),
        org_number: record.org_number.clone(),
        parent: parent.map(|named| Link { name: named.name, url: named.url }),
        email: None,
        telephone: None,
        logo: None,
    }))
}

fn is_open_data(model: &Model, page: &Page) -> bool {
    page.url.trim_matches('/') == model.config.open_data.path.trim_matches('/')
}

fn dataset(mapper: Mapper<'_>, page: &Page) -> Value {
    let model = mapper.model;
    let header = Header {
        name: "portfolj".to_owned(),
        title: page.title.clone(),
        description: page.description.clone(),
        lang: page.lang.clone(),
        folder_url: mapper.absolute(&page.url),
        as_of: model.as_of,
        licence: Licence { id: String::new(), url: model.config.open_data.licence.clone() },
        publisher: model.config.title.clone(),
    };
    json_ld::dataset(&header, &mapper.absolute(&page.url), model.config.open_data.issued)
}
