//! From a page to its files: which parts it has, which template shows it, and the finished HTML.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use minijinja::{Environment, Value};

use crate::hub::Initiative;
use crate::model::{Page, PageId, PageKind};
use crate::source::{FilePath, Source};

use super::environment::environment;
use super::post::{Finished, PostContext, finish};
use super::view::{
    self, PageView, Pager, SiteView, card, list, map, optional, page_card, page_value, record_value,
};
use super::{Site, assemble};

/// One file to render: a page, or a part of its list.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The page.
    pub page: PageId,
    /// Its address, with which it ends for a folder's `index.html`.
    pub url: String,
    /// The template's name.
    pub template: String,
    part: Part,
}

#[derive(Clone, Debug)]
enum Part {
    Whole,
    Pager(Pager),
    /// The portfolio of one status.
    Filter(String),
    /// A page that leads to another one.
    Redirect,
}

/// A finished file.
#[derive(Debug)]
pub struct Rendered {
    /// Its HTML.
    pub html: String,
}

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
    /// The file of each template.
    files: BTreeMap<String, FilePath>,
}

impl Renderer {
    /// A renderer with a theme's templates by name.
    pub fn new(site: Site, templates: &BTreeMap<String, Source>) -> Self {
        let site = Arc::new(site);
        let files = templates.iter().map(|(name, source)| (name.clone(), source.path.clone())).collect();
        Self { env: environment(&site, templates), site, files }
    }

    /// The site that is rendered.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Every file to render, in the order of the pages. A page whose kind has no template is given with the
    /// template's name empty.
    pub fn plan(&self) -> Vec<Planned> {
        let mut planned = Vec::new();
        for page in &self.site.model.pages {
            let template = self.template(page);
            let one = |url: String, part| Planned { page: page.id, url, template: template.clone(), part };
            let items = self.list_of(page).len();
            let size = Self::page_size(page);
            let parts = Pager::parts(items, size);
            if parts.len() > 1 {
                let word = self.pager_word(page);
                for pager in parts {
                    planned.push(one(Pager::url(&page.url, &word, pager.number), Part::Pager(pager)));
                }
            } else {
                planned.push(one(page.url.clone(), Part::Whole));
            }
            if self.site.portfolio_page(&page.lang).is_some_and(|portfolio| portfolio.id == page.id) {
                for status in self.used_statuses() {
                    if let Some(url) = self.site.filter_url(&status, &page.lang) {
                        planned.push(one(url, Part::Filter(status)));
                    }
                }
            }
            let redirect = self.site.kinds.get("redirect").cloned().unwrap_or_default();
            for alias in &page.aliases {
                planned.push(Planned {
                    page: page.id,
                    url: alias.clone(),
                    template: redirect.clone(),
                    part: Part::Redirect,
                });
            }
        }
        planned
    }

    /// Renders one file. `json_ld` is the page's structured data, already safe inside a script element.
    pub fn render(&self, planned: &Planned, json_ld: Option<String>) -> Result<Rendered, RenderError> {
        let page = self.site.model.page(planned.page);
        let errors = Mutex::new(Vec::new());
        let site = view::value(SiteView { site: Arc::clone(&self.site), page: page.id });
        let page_of = |content: Value, json_ld: Option<String>| {
            page_value(PageView {
                site: Arc::clone(&self.site),
                id: page.id,
                url: planned.url.clone(),
                content,
                json_ld: optional(json_ld.map(Value::from_safe_string)),
            })
        };
        // Components see the page without its content, which is what they are being made for.
        let outer = map([("site", site.clone()), ("page", page_of(Value::from(""), None))]);
        let html = |prose| {
            let html = assemble::html(&self.site, &self.env, page, prose, &outer, &errors);
            Value::from_safe_string(html)
        };
        let body = match planned.part {
            Part::Redirect => Value::from(""),
            _ => page.body().map_or_else(|| Value::from(""), html),
        };
        let fields: Vec<(&'static str, Value)> = match page.record() {
            Some(_) => page.prose.iter().map(|(name, prose)| (*name, html(prose))).collect(),
            None => Vec::new(),
        };
        if let Some(error) = errors.into_inner().ok().and_then(|mut errors| errors.pop()) {
            return Err(RenderError { error });
        }
        let mut values = vec![("site", site), ("page", page_of(body, json_ld))];
        values.extend(self.list_values(page, &planned.part));
        values.extend(record_value(&self.site, page, fields));
        if matches!(planned.part, Part::Redirect) {
            values.push(("target", Value::from(page.url.as_str())));
            values.push(("title", Value::from(page.title.as_str())));
        }
        let template = self.env.get_template(&planned.template);
        let rendered = template.and_then(|template| template.render(Value::from_pairs(values)));
        rendered.map(|html| Rendered { html }).map_err(|error| RenderError { error })
    }

    /// The HTML of a page's body, for feeds.
    pub fn body_html(&self, page: &Page) -> Option<String> {
        let site = view::value(SiteView { site: Arc::clone(&self.site), page: page.id });
        let view = page_value(PageView {
            site: Arc::clone(&self.site),
            id: page.id,
            url: page.url.clone(),
            content: Value::from(""),
            json_ld: Value::from(()),
        });
        let errors = Mutex::new(Vec::new());
        let context = map([("site", site), ("page", view)]);
        Some(assemble::html(&self.site, &self.env, page, page.body()?, &context, &errors))
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

    /// The file of a template.
    pub fn template_file(&self, name: &str) -> String {
        self.files.get(name).map_or_else(String::new, |file| file.as_str().to_owned())
    }

    /// Runs the last pass over a rendered page.
    pub fn finish(&self, page: &Page, rendered: &Rendered) -> Finished {
        let text = |key| self.site.text(&page.lang, key, &[]);
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
        };
        finish(&rendered.html, &context)
    }

    fn template(&self, page: &Page) -> String {
        if let Some(template) = &page.template {
            return template.value.clone();
        }
        self.site.kinds.get(Site::template_kind(page)).cloned().unwrap_or_default()
    }

    fn page_size(page: &Page) -> Option<usize> {
        match (&page.section, page.kind) {
            (Some(section), _) => section.paginate,
            (None, PageKind::Term) => Some(50),
            _ => None,
        }
    }

    /// The part of a later list page's address before its number.
    fn pager_word(&self, page: &Page) -> String {
        crate::config::slug(&self.site.text(&page.lang, "page-word", &[]))
    }

    /// What a page lists.
    fn list_of(&self, page: &Page) -> Vec<PageId> {
        match (&page.section, page.kind) {
            (Some(section), _) => section.children.clone(),
            (None, PageKind::Term) => self.term(page).map_or_else(Vec::new, |term| term.pages.clone()),
            _ => Vec::new(),
        }
    }

    fn term(&self, page: &Page) -> Option<&crate::model::Term> {
        let mut terms = self.site.model.terms.values().flatten();
        terms.find(|term| term.page == page.id)
    }

    fn used_statuses(&self) -> Vec<String> {
        let model = &self.site.model;
        let all: Vec<&Initiative> = model.hub.portfolio(model.as_of).collect();
        let has = |id: &str| {
            all.iter().any(|initiative| {
                initiative.status_on(model.as_of).is_some_and(|step| step.value.value == id)
            })
        };
        model.hub.vocabulary.statuses.keys().filter(|id| has(id)).cloned().collect()
    }

    /// What a page's template sees of its list. Every page has these names, so that templates can share blocks.
    fn list_values(&self, page: &Page, part: &Part) -> Vec<(&'static str, Value)> {
        let (site, lang) = (&self.site, page.lang.as_str());
        let model = &site.model;
        let items = self.list_of(page);
        let (range, paginator) = match part {
            Part::Pager(pager) => (pager.range(), pager.value(&page.url, &self.pager_word(page))),
            _ => (0..items.len(), Value::from(())),
        };
        let pages = items[range].iter().map(|id| card(site, model.page(*id), lang));
        let subsections = page.section.iter().flat_map(|section| &section.subsections);
        let subsections = subsections.map(|id| page_card(site, model.page(*id), lang));
        let term = self.term(page).map(|term| {
            map([
                ("title", Value::from(term.title.as_str())),
                ("url", Value::from(page.url.as_str())),
                ("count", Value::from(term.pages.len())),
            ])
        });
        let terms = match page.kind {
            PageKind::Taxonomy => self.terms(page),
            _ => Vec::new(),
        };
        let filter = match part {
            Part::Filter(status) => view::word(site, "status", status, lang),
            _ => Value::from(()),
        };
        vec![
            ("pages", list(pages)),
            ("subsections", list(subsections)),
            ("paginator", paginator),
            ("term", optional(term)),
            ("terms", Value::from(terms)),
            ("filter", filter),
        ]
    }

    fn terms(&self, page: &Page) -> Vec<Value> {
        let crate::model::Origin::Generated { taxonomy, .. } = &page.origin else { return Vec::new() };
        let terms = self.site.model.terms.get(&(taxonomy.clone(), page.lang.clone()));
        let value = |term: &crate::model::Term| {
            map([
                ("title", Value::from(term.title.as_str())),
                ("url", Value::from(self.site.model.page(term.page).url.as_str())),
                ("count", Value::from(term.pages.len())),
            ])
        };
        terms.into_iter().flatten().map(value).collect()
    }
}
