//! From a planned file to its finished HTML, and what was read on the way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use minijinja::{Environment, Value};
use rustc_hash::FxHashMap;

use crate::markdown::escape;
use crate::model::{Model, Page};
use crate::source::{FilePath, Source};

use super::environment::{bind, call, environment};
use super::findable::Findable;
use super::plan::{Part, Planned};
use super::post::{Finished, PostContext, finish};
use super::read::{self, Answer, Fingerprint, Read, Reads, Subject, recorded};
use super::view::{
    PageView, Root, SiteView, View, answer_of, card_view, entry_view, initiative_view, map, record_view,
    value,
};
use super::{Name, Names, Site, assemble};

/// Why a page could not be rendered.
#[derive(Debug)]
pub struct RenderError {
    /// The engine's error, with its place in the template.
    pub error: minijinja::Error,
}

/// Renders pages; one for all threads.
#[derive(Debug)]
pub struct Renderer {
    site: Arc<Site>,
    env: Environment<'static>,
    planned: Arc<[Planned]>,
    /// The place in `planned` of the file at an address.
    by_url: Arc<FxHashMap<Name, usize>>,
    /// The file of each template.
    files: Arc<BTreeMap<String, FilePath>>,
}

impl Renderer {
    /// A renderer with a theme's templates by name.
    pub fn new(site: Site, templates: &BTreeMap<String, Source>) -> Self {
        let site = Arc::new(site);
        let mut env = environment(templates);
        bind(&mut env, &site);
        let files = templates.iter().map(|(name, source)| (name.clone(), source.path.clone()));
        let files = Arc::new(files.collect());
        let planned: Arc<[Planned]> = site.plan().into();
        let by_url = planned.iter().enumerate().map(|(at, planned)| (planned.name, at));
        let by_url = Arc::new(by_url.collect());
        Self { site, env, planned, by_url, files }
    }

    /// A renderer of the same site where pages are called otherwise: `model` has the same pages at the same addresses, and lists
    /// of the same lengths.
    #[must_use]
    pub fn retitled(&self, model: Model) -> Self {
        let site = Arc::new(self.site.with(model));
        let mut env = self.env.clone();
        bind(&mut env, &site);
        let (planned, by_url, files) =
            (Arc::clone(&self.planned), Arc::clone(&self.by_url), Arc::clone(&self.files));
        Self { site, env, planned, by_url, files }
    }

    /// The site that is rendered.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The names that reads are about.
    pub fn names(&self) -> &Names {
        &self.site.names
    }

    /// Carries out work that reads the site as a whole and the texts of some pages, and tells what it read. What it
    /// makes is the same as long as those texts are and nothing changed that pages can see of each other.
    pub fn overview<T>(&self, work: impl FnOnce() -> T) -> (T, Reads) {
        let (made, mut reads) = recorded(work);
        reads.retain(|answer| matches!(answer.read, Read::Body(..) | Read::Template(_)));
        reads.push((Read::Facts, Fingerprint::from(self.site.facts)).into());
        (made, reads)
    }

    /// What search knows of a file besides its text; none for one that is not to be found. A file whose answer changes is
    /// rendered again.
    pub fn findable(&self, planned: &Planned) -> Option<Findable> {
        self.site.findable(planned)
    }

    /// Every file to render, in the order of the pages. A page whose kind has no template is given with the
    /// template's name empty.
    pub fn planned(&self) -> &[Planned] {
        &self.planned
    }

    /// Renders one file and runs the last pass over it. What was read on the way is told in either case.
    pub fn render(&self, planned: &Planned) -> (Result<Finished, RenderError>, Reads) {
        recorded(|| {
            read::note(|| Read::Plan(planned.name), || self.plan_of(planned));
            self.rendered(planned).map(|html| self.finish(self.site.model.page(planned.page), &html))
        })
    }

    fn rendered(&self, planned: &Planned) -> Result<String, RenderError> {
        let page = self.site.model.page(planned.page);
        let root = self.root(planned, |outer, errors| {
            let html = |name: &'static str| {
                let html = assemble::html(&self.site, &self.env, page, name, outer, errors);
                Value::from_safe_string(html.unwrap_or_default())
            };
            let body = match planned.part {
                Part::Redirect => Value::from(""),
                _ => page.body().map_or_else(|| Value::from(""), |_| html("body")),
            };
            let fields: Vec<(&'static str, Value)> = match page.record() {
                Some(_) => page.prose.keys().map(|name| (name, html(name))).collect(),
                None => Vec::new(),
            };
            (body, fields)
        })?;
        let template = self.env.get_template(&planned.template).map_err(|error| RenderError { error })?;
        self.site.note_template(&planned.template);
        template.render(value(root)).map_err(|error| RenderError { error })
    }

    /// What a file's template sees. `texts` makes the page's texts from what components see.
    fn root(
        &self,
        planned: &Planned,
        texts: impl FnOnce(&Value, &Mutex<Vec<minijinja::Error>>) -> (Value, Vec<(&'static str, Value)>),
    ) -> Result<Root, RenderError> {
        let page = self.site.model.page(planned.page);
        let errors = Mutex::new(Vec::new());
        let site = value(self.site_view(planned));
        // Components see the page without its content, which is what they are being made for.
        let outer = map([("site", site.clone()), ("page", value(self.page_view(planned)))]);
        let (content, fields) = texts(&outer, &errors);
        if let Some(error) = errors.into_inner().ok().and_then(|mut errors| errors.pop()) {
            return Err(RenderError { error });
        }
        let view = PageView { content, ..self.page_view(planned) };
        let mut given = vec![("site", site), ("page", value(view))];
        given.extend(record_view(&self.site, page, planned.name, fields));
        Ok(Root { given, ..self.root_view(planned) })
    }

    fn root_view(&self, planned: &Planned) -> Root {
        Root {
            site: Arc::clone(&self.site),
            id: planned.page,
            name: planned.name,
            part: planned.part.clone(),
            given: Vec::new(),
        }
    }

    fn site_view(&self, planned: &Planned) -> SiteView {
        SiteView { site: Arc::clone(&self.site), page: planned.page, name: planned.name }
    }

    fn page_view(&self, planned: &Planned) -> PageView {
        PageView {
            site: Arc::clone(&self.site),
            id: planned.page,
            name: planned.name,
            url: planned.url.clone(),
            content: Value::from(""),
        }
    }

    /// The HTML of a page's body, for feeds.
    pub fn body_html(&self, page: &Page) -> Option<String> {
        let planned = self.site.planned(page, page.url.clone(), String::new(), Part::Whole);
        let context =
            map([("site", value(self.site_view(&planned))), ("page", value(self.page_view(&planned)))]);
        assemble::html(&self.site, &self.env, page, "body", &context, &Mutex::new(Vec::new()))
    }

    /// Whether the theme has a template of this name that parses.
    pub fn has_template(&self, name: &str) -> bool {
        self.env.get_template(name).is_ok()
    }

    /// The name by which a page's template is looked up.
    pub fn kind_of(&self, page: &Page) -> &'static str {
        Site::template_kind(page)
    }

    /// A word of the theme.
    pub fn text(&self, lang: &str, key: &str) -> String {
        self.site.text(lang, key, &[])
    }

    /// A sentence of the theme with its variables filled in.
    pub fn text_with(&self, lang: &str, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<_> = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        self.site.text(lang, key, &args)
    }

    /// The file of a template.
    pub fn template_file(&self, name: &str) -> String {
        self.files.get(name).map_or_else(String::new, |file| file.as_str().to_owned())
    }

    /// Runs the last pass over a rendered page.
    fn finish(&self, page: &Page, html: &str) -> Finished {
        read::note(|| Read::BaseUrl, || self.site.base_url_answer());
        let text = |key| self.site.text(&page.lang, key, &[]);
        let internal = self.site.internal.as_ref().map(|ideas| {
            let [mark, link] = [text("internal-mark"), text("internal-ideas")].map(|text| escaped(&text));
            format!("{mark} <a href=\"{ideas}\">{link}</a>")
        });
        let picture = |address: &str| self.site.picture_at(address).cloned();
        let context = PostContext {
            base_url: &self.site.model.config.base_url,
            table_label: &|n| {
                let n = i64::try_from(n).unwrap_or(i64::MAX);
                self.site.text(&page.lang, "table", &[("n".to_owned(), n.into())])
            },
            task_labels: [text("task-done"), text("task-open")],
            anchor_label: text("link-to-heading"),
            picture: &picture,
            internal,
        };
        finish(html, &context)
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(&mut html, text);
    html
}

/// What the same questions are answered now.
impl Renderer {
    /// The answer to a question that a page asked in an earlier build.
    pub fn answer(&self, read: &Read) -> Answer {
        if let Read::Attributes(subject, which) = *read
            && let Some(view) = self.view(subject)
        {
            return answer_of(&*view, which);
        }
        Answer::from((*read, self.fingerprint(read)))
    }

    fn fingerprint(&self, read: &Read) -> Fingerprint {
        let site = &self.site;
        let gone = Fingerprint::default;
        let page = |url: Name| site.model.page_at(&site.names.get(url));
        match *read {
            Read::Attributes(..) => gone(),
            Read::Call(of) => call(site, of).as_ref().map_or_else(gone, Fingerprint::of_value),
            Read::Body(url, name) => page(url)
                .and_then(|page| page.prose.get(&site.names.get(name)))
                .map_or_else(gone, |prose| prose.text.into()),
            Read::Links(url) => page(url).map_or_else(gone, |page| site.links_answer(page)),
            Read::Plan(url) => self.planned_at(url).map_or_else(gone, |planned| self.plan_of(planned)),
            Read::Template(name) => {
                site.templates.get(&*site.names.get(name)).map_or_else(gone, |digest| (*digest).into())
            }
            Read::Component(name) => site.component_answer(&site.names.get(name)),
            Read::Organisation(id) => Fingerprint::of_value(&site.organisation_value(&site.names.get(id))),
            Read::Picture(address) => site.picture_answer(&site.names.get(address)),
            Read::Words => site.words,
            Read::BaseUrl => site.base_url_answer(),
            Read::Facts => site.facts.into(),
        }
    }

    /// The names of a subject's attributes; none where the subject is gone.
    pub(super) fn attribute_names(&self, subject: Subject) -> &'static [&'static str] {
        self.view(subject).map_or(&[], |view| view.attributes())
    }

    /// The file to render at an address.
    pub fn planned_at(&self, url: Name) -> Option<&Planned> {
        self.planned.get(*self.by_url.get(&url)?)
    }

    /// The view of a subject, as far as there is such a thing now. What views are handed ready-made is missing.
    fn view(&self, subject: Subject) -> Option<Box<dyn View>> {
        let (site, names) = (&self.site, &self.site.names);
        Some(match subject {
            Subject::Root(url) => Box::new(self.root_view(self.planned_at(url)?)),
            Subject::Site(url) => Box::new(self.site_view(self.planned_at(url)?)),
            Subject::Page(url) => Box::new(self.page_view(self.planned_at(url)?)),
            Subject::Record(url) => {
                let planned = self.planned_at(url)?;
                let page = site.model.page(planned.page);
                super::view::record_parts(site, page, planned.name, Vec::new())?.1
            }
            Subject::Card(url, lang) => {
                Box::new(card_view(site, site.model.page_at(&names.get(url))?, &names.get(lang)))
            }
            Subject::Initiative(id, lang) => {
                Box::new(initiative_view(site, &names.get(id), &names.get(lang)))
            }
            Subject::Entry(record, lang) => {
                let record = names.get(record);
                let (kind, id) = record.split_once('/')?;
                Box::new(entry_view(site, kind, id, &names.get(lang))?)
            }
        })
    }

    /// How a file is made.
    fn plan_of(&self, planned: &Planned) -> Fingerprint {
        let page = self.site.model.page(planned.page);
        let part = match &planned.part {
            Part::Whole => (0, 0, 0, "", ""),
            Part::Pager(pager) => (1, pager.number, pager.total, "", ""),
            Part::Filter(facet, id) => (2, 0, 0, facet.word(), id.as_str()),
            Part::Redirect => (3, 0, 0, "", ""),
        };
        let record = page.record().map(|(kind, id)| (kind.key, id));
        let texts: Vec<&str> = page.prose.keys().collect();
        let findable = self.site.findable(planned);
        Fingerprint::of_encoded(&(&planned.template, part, &page.url, record, texts, findable))
    }
}
