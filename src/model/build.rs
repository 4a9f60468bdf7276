//! From what was read to the model: choose what is published, give it addresses, set it in order, follow its links.

mod records;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::config::{Config, slug};
use crate::content::{Document, Kind, Records};
use crate::hub::Hub;
use crate::output::OutputPath;
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{FilePath, Location, Span};

use super::follow::{Followed, follow};
use super::input::{Input, Text, Written};
use super::link::{LinkTarget, Resolved, Targets, named_languages};
use super::page::{Moment, Origin, Page, PageId, PageKind, Prose, Texts, description};
use super::route::Routes;
use super::section::{Section, TitleOrder};
use super::visibility::{Change, Clock};
use super::{Model, Register, recordings, relations, taxonomy};

/// Builds the model.
pub fn build(input: Input) -> Reported<Model> {
    let zone = input.config.time_zone.clone();
    let clock = Clock { now: input.now, zone: &zone, drafts: input.drafts };
    let today = input.now.to_zoned(zone.clone()).date();
    let mut builder = Builder {
        as_of: input.as_of.unwrap_or(today),
        today,
        config: input.config,
        hub: input.hub,
        pages: Vec::with_capacity(input.documents.len()),
        places: Vec::with_capacity(input.documents.len()),
        routes: Routes::default(),
        out: Vec::new(),
    };
    let (shown, hidden, changes) = published(input.documents, &clock);
    builder.content(shown);
    builder.records(input.record_prose);
    builder.generated();
    let mut model = builder.finish(&hidden, &input.files);
    model.value.changes = changes;
    model
}

/// Parts what is published from what is not, which is told by its paths, and tells what will change by itself. A page whose
/// section is not published is not either.
fn published(documents: Vec<Written>, clock: &Clock<'_>) -> (Vec<Written>, BTreeSet<FilePath>, Vec<Change>) {
    let judged = |written: &Written| (clock.shows(&written.document), clock.changes(&written.document));
    let judged: Vec<(bool, Vec<Change>)> = documents.par_iter().with_min_len(64).map(judged).collect();
    let closed: BTreeSet<(String, String)> = documents
        .iter()
        .zip(&judged)
        .filter(|(Written { document, .. }, (is_shown, _))| document.is_section && !is_shown)
        .map(|(Written { document, .. }, _)| (document.lang.clone(), document.path.parent().to_owned()))
        .collect();
    let inside_closed = |document: &Document| {
        let mut folder = document.path.parent();
        loop {
            if closed.contains(&(document.lang.clone(), folder.to_owned())) {
                return true;
            }
            match folder.rsplit_once('/') {
                Some((parent, _)) => folder = parent,
                None => return false,
            }
        }
    };
    let (mut shown, mut hidden, mut all) = (Vec::with_capacity(documents.len()), BTreeSet::new(), Vec::new());
    for (written, (is_shown, changes)) in documents.into_iter().zip(judged) {
        all.extend(changes);
        if is_shown && (closed.is_empty() || !inside_closed(&written.document)) {
            shown.push(written);
        } else {
            hidden.insert(written.document.path.clone());
        }
    }
    all.sort();
    (shown, hidden, all)
}

/// A page from its file, with where its address is written; none where it cannot have that address.
type Made = Reported<Option<(Box<Page>, Location)>>;

struct Builder {
    config: Config,
    hub: Hub,
    as_of: Date,
    today: Date,
    #[expect(clippy::vec_box, reason = "a page is large, and putting them in order moves each many times")]
    pages: Vec<Box<Page>>,
    /// Where each page's author wrote it, for collisions.
    places: Vec<Location>,
    routes: Routes,
    out: Vec<Diagnostic>,
}

impl Builder {
    /// Takes the page's address; a page whose address is taken is reported and left out.
    fn add(&mut self, page: impl Into<Box<Page>>, at: Location) {
        let page = page.into();
        if self.routes.take(&page.url, &at, &mut self.out) {
            self.pages.push(page);
            self.places.push(at);
        }
    }

    fn content(&mut self, documents: Vec<Written>) {
        let folders = self.folders(&documents);
        let made: Vec<Made> = documents
            .into_par_iter()
            .map(|Written { document, text }| {
                let url = Self::url(&document, &folders);
                let at = Location::new(&document.path, document.address_span());
                if is_publishable(&url) {
                    Reported::new(Some((Box::new(self.page(document, text, url)), at)))
                } else {
                    let diagnostic = Diagnostic::new(codes::P0104, at).arg("url", &url);
                    Reported { value: None, diagnostics: vec![diagnostic] }
                }
            })
            .collect();
        for page in made {
            if let Some((page, at)) = page.into(&mut self.out) {
                self.add(page, at);
            }
        }
        // Aliases come after all pages, so that a collision points at the alias and not at the page.
        for (page, at) in self.pages.iter_mut().zip(&self.places) {
            let written = page.document().map(Document::aliases).unwrap_or_default();
            let mut granted = Vec::new();
            for (alias, span) in written {
                let is_free = self.routes.take(&alias, &Location::new(&at.file, span), &mut self.out);
                if is_free && page.aliases.contains(&alias) {
                    granted.push(alias);
                }
            }
            page.aliases = granted;
        }
    }

    /// The address of each folder in each language, by its own section page where it has one.
    fn folders(&self, documents: &[Written]) -> BTreeMap<(String, String), String> {
        let mut sections: Vec<&Document> = Vec::new();
        let mut names: BTreeSet<(&str, &str)> = BTreeSet::new();
        for Written { document, .. } in documents {
            let mut folder = document.path.parent();
            while names.insert((&document.lang, folder)) {
                match folder.rsplit_once('/') {
                    Some((parent, _)) => folder = parent,
                    None => break,
                }
            }
            if document.is_section {
                sections.push(document);
            }
        }
        // A folder is never before its parent in this order, since its name is longer.
        let mut urls: BTreeMap<(String, String), String> = BTreeMap::new();
        for (lang, folder) in names {
            let section =
                sections.iter().find(|section| section.lang == lang && section.path.parent() == folder);
            let own = section.and_then(|section| section.front.path.as_ref()).map(|path| path.value.clone());
            let url = own.unwrap_or_else(|| match folder.rsplit_once('/') {
                None => self.config.home_url(lang),
                Some((parent, name)) => {
                    let own = section.and_then(|section| section.front.slug.as_ref());
                    let slug = own.map_or_else(|| slug(name), |slug| slug.value.clone());
                    let parent = urls.get(&(lang.to_owned(), parent.to_owned())).map_or("/", String::as_str);
                    format!("{parent}{slug}/")
                }
            });
            urls.insert((lang.to_owned(), folder.to_owned()), with_slashes(&url));
        }
        urls
    }

    fn url(document: &Document, folders: &BTreeMap<(String, String), String>) -> String {
        if let Some(path) = &document.front.path {
            return with_slashes(&path.value);
        }
        let folder = &folders[&(document.lang.clone(), document.path.parent().to_owned())];
        if document.is_section {
            return folder.clone();
        }
        let own = document.front.slug.as_ref();
        let slug = own.map_or_else(|| slug(&document.stem), |slug| slug.value.clone());
        format!("{folder}{slug}/")
    }

    fn page(&self, document: Arc<Document>, text: Text, url: String) -> Page {
        let front = &document.front;
        let zone = &self.config.time_zone;
        let moment = |date: crate::config::DateValue| Moment { at: date.civil(zone), timed: date.has_time() };
        let date = front.date.map(|date| moment(date.value)).or_else(|| document.own_date().map(moment));
        let section = front.section.as_ref().map(|section| Section {
            children: Vec::new(),
            subsections: Vec::new(),
            sort_by: section.sort_by,
            paginate: section.paginate,
            feed: section.feed,
            records: section.records.map(Records::key),
        });
        let kind = match (&section, document.kind()) {
            (Some(_), _) if document.is_home() => PageKind::Home,
            (_, Kind::Course) => PageKind::Content(Kind::Course),
            (Some(section), _) if section.records.is_some() => {
                PageKind::Records(section.records.unwrap_or_default())
            }
            (Some(_), _) => PageKind::Section(document.page_kind()),
            (None, kind) => PageKind::Content(kind),
        };
        Page {
            id: PageId(0),
            url,
            lang: document.lang.clone(),
            kind,
            title: front.title.value.clone(),
            menu_title: front.menu_title.as_ref().map(|title| title.value.clone()),
            description: description(&document, &text.mentions.summary),
            date,
            updated: front.updated.map(|date| moment(date.value)),
            parent: None,
            section,
            previous: None,
            next: None,
            translations: Vec::new(),
            backlinks: Vec::new(),
            template: front.template.clone(),
            tags: front.tags.iter().map(|tag| (slug(&tag.value), tag.value.clone())).collect(),
            initiatives: front.initiatives.iter().map(|id| id.value.clone()).collect(),
            focus_areas: front.focus_areas.iter().map(|id| id.value.clone()).collect(),
            aliases: aliases(&document),
            prose: Texts::from_iter([("body", prose(document.path.clone(), text))]),
            origin: Origin::Content(document),
        }
    }

    /// Taxonomies with their terms, and the page for what is missing, in each language that has pages.
    fn generated(&mut self) {
        let at = Location::new(&FilePath::new("site/site.toml"), Span::default());
        for lang in self.config.language_codes() {
            if !self.pages.iter().any(|page| page.lang == lang) {
                continue;
            }
            let home = self.config.home_url(&lang);
            // Its title is a word of the theme, which this room does not know.
            let url = format!("{home}404.html");
            self.add(generated(url, &lang, PageKind::NotFound, "404".to_owned()), at.clone());
            for taxonomy in self.config.taxonomies.clone() {
                let tagged: Vec<(String, String)> =
                    taxonomy::collect(self.pages.iter().map(|page| &**page), &lang)
                        .into_iter()
                        .map(|(slug, carriers)| (slug.to_owned(), taxonomy::title(slug, &carriers)))
                        .collect();
                if tagged.is_empty() {
                    continue;
                }
                let list_url = format!("{home}{}/", taxonomy.slug(&lang));
                let mut list =
                    generated(list_url.clone(), &lang, PageKind::Taxonomy, taxonomy.name(&lang).to_owned());
                list.origin = Origin::Generated { taxonomy: taxonomy.key.clone(), term: String::new() };
                self.add(list, at.clone());
                for (slug, title) in tagged {
                    let mut page = generated(format!("{list_url}{slug}/"), &lang, PageKind::Term, title);
                    page.origin = Origin::Generated { taxonomy: taxonomy.key.clone(), term: slug };
                    self.add(page, at.clone());
                }
            }
        }
    }

    fn finish(mut self, hidden: &BTreeSet<FilePath>, files: &BTreeSet<FilePath>) -> Reported<Model> {
        let mut pages = self.pages;
        // No two have the same address.
        pages.par_sort_unstable_by(|a, b| a.url.cmp(&b.url));
        let mut pages: Vec<Page> = pages.into_iter().map(|page| *page).collect();
        for (index, page) in pages.iter_mut().enumerate() {
            page.id = PageId(index as u32);
        }
        let by_url = || -> FxHashMap<String, PageId> {
            pages.iter().map(|page| (page.url.clone(), page.id)).collect()
        };
        let by_file = || -> FxHashMap<FilePath, PageId> {
            pages.iter().filter_map(|page| Some((page.document()?.path.clone(), page.id))).collect()
        };
        let (order, (by_url, by_file)) =
            rayon::join(|| TitleOrder::of(&pages), || rayon::join(by_url, by_file));
        let by_record = pages
            .iter()
            .filter_map(|page| page.record().map(|(kind, id)| ((kind.key, id.to_owned()), page.id)))
            .collect();
        parents(&mut pages, &by_url);
        relations::sections(&mut pages, &order);
        relations::translations(&mut pages, &self.config);

        let record_sections = pages
            .iter()
            .filter_map(|page| {
                let records = page.section.as_ref()?.records?;
                let name = page.url.trim_matches('/').rsplit('/').next()?.to_owned();
                Some((name, (records, page.url.clone())))
            })
            .collect();
        let targets = Targets {
            pages: &pages,
            by_file: &by_file,
            by_url: &by_url,
            named_languages: named_languages(&pages),
            by_record: &by_record,
            record_sections,
            hidden,
            files,
        };
        let followed: Vec<Reported<Followed>> =
            pages.par_iter().map(|page| follow(page, &targets, &self.hub)).collect();
        let mut used = BTreeMap::new();
        let mut publish = |resolved: &Resolved| {
            if let LinkTarget::File(path) = &resolved.target {
                let url = resolved.href.split('#').next().unwrap_or_default();
                used.insert(path.clone(), url.to_owned());
            }
        };
        for (page, followed) in pages.iter_mut().zip(followed) {
            let Followed { texts, files } = followed.into(&mut self.out);
            files.iter().for_each(&mut publish);
            for (prose, (links, images, args)) in page.prose.values_mut().zip(texts) {
                links.iter().chain(&images).chain(args.values()).for_each(&mut publish);
                (prose.links, prose.images, prose.args) = (links, images, args);
            }
        }
        relations::backlinks(&mut pages);
        recordings::check(&pages, self.today, &mut self.out);

        let mut model = Model {
            config: Arc::new(self.config),
            hub: Arc::new(self.hub),
            as_of: self.as_of,
            today: self.today,
            pages: pages.into(),
            register: Arc::new(Register { files: by_file, urls: by_url, records: by_record }),
            terms: Arc::default(),
            files: Arc::new(used),
            changes: Vec::new(),
        };
        model.terms = Arc::new(terms(&model, &order));
        super::references::check(&model, &mut self.out);
        Reported { value: model, diagnostics: self.out }
    }
}

/// Gives each page the nearest section above it in the address.
fn parents(pages: &mut [Page], by_url: &FxHashMap<String, PageId>) {
    let is_list = |page: &Page| page.section.is_some() || page.kind == PageKind::Taxonomy;
    let lists: BTreeSet<PageId> = pages.iter().filter(|page| is_list(page)).map(|page| page.id).collect();
    for page in pages.iter_mut() {
        let mut url = page.url.as_str();
        while let Some((above, _)) = url.trim_end_matches('/').rsplit_once('/') {
            url = &page.url[..=above.len()];
            if let Some(id) = by_url.get(url).filter(|id| lists.contains(id)) {
                page.parent = Some(*id);
                break;
            }
        }
    }
}

fn terms(model: &Model, order: &TitleOrder) -> BTreeMap<(String, String), Vec<super::Term>> {
    let mut all = BTreeMap::new();
    for lang in model.config.language_codes() {
        let tagged = taxonomy::collect(model.pages.iter(), &lang);
        for taxonomy in &model.config.taxonomies {
            let url =
                |slug: &str| format!("{}{}/{slug}/", model.config.home_url(&lang), taxonomy.slug(&lang));
            let mut terms: Vec<super::Term> = tagged
                .par_iter()
                .filter_map(|(slug, carriers)| {
                    let page = *model.register.urls.get(&url(slug))?;
                    let (title, pages) =
                        (taxonomy::title(slug, carriers), taxonomy::newest_first(carriers, order));
                    Some(super::Term { slug: (*slug).to_owned(), title, page, pages })
                })
                .collect();
            taxonomy::sort(&mut terms);
            all.insert((taxonomy.key.clone(), lang.clone()), terms);
        }
    }
    all
}

fn prose(file: FilePath, text: Text) -> Prose {
    Prose {
        file,
        mentions: text.mentions,
        text: text.digest,
        links: Vec::new(),
        images: Vec::new(),
        args: BTreeMap::new(),
    }
}

fn generated(url: String, lang: &str, kind: PageKind, title: String) -> Page {
    Page {
        id: PageId(0),
        url,
        lang: lang.to_owned(),
        kind,
        origin: Origin::Generated { taxonomy: String::new(), term: String::new() },
        title,
        menu_title: None,
        description: String::new(),
        date: None,
        updated: None,
        parent: None,
        section: None,
        previous: None,
        next: None,
        translations: Vec::new(),
        backlinks: Vec::new(),
        prose: Texts::default(),
        template: None,
        tags: Vec::new(),
        initiatives: Vec::new(),
        focus_areas: Vec::new(),
        aliases: Vec::new(),
    }
}

/// A page's former addresses; those that cannot be files were reported when its front matter was read.
fn aliases(document: &Document) -> Vec<String> {
    document.aliases().into_iter().map(|(alias, _)| alias).filter(|alias| is_publishable(alias)).collect()
}

/// Whether an address can be a file everywhere, and names something in each of its parts.
fn is_publishable(url: &str) -> bool {
    let path = url.strip_prefix('/').unwrap_or(url);
    path.is_empty() || OutputPath::new(path.strip_suffix('/').unwrap_or(path)).is_ok()
}

/// An address that begins and ends with a slash.
fn with_slashes(path: &str) -> String {
    let trimmed = path.trim_matches('/');
    if trimmed.is_empty() { "/".to_owned() } else { format!("/{trimmed}/") }
}
