//! Everything rendering needs besides the page itself: the model, the theme's words and files, the pictures.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde::{Deserialize, Serialize};

use crate::chart::Drawn;
use crate::markdown::{Components, Markdown};
use crate::model::{LinkTarget, Model, Page, PageId, Prose, Resolved};
use crate::source::{Digest, FilePath};

use super::names::{Name, Names};
use super::read::{self, Fingerprint, Read};
use super::texts::Texts;
use super::view::Mentioning;

/// Where parsed texts are fetched.
pub trait Bodies: fmt::Debug + Send + Sync {
    /// The text of this digest.
    fn body(&self, text: &Digest) -> Arc<Markdown>;
}

/// What search engines are told of a page, already safe inside a script element.
pub type JsonLd = fn(&Model, &Page) -> Option<String>;

/// What the renderer is given.
pub struct SiteInput {
    /// The site.
    pub model: Model,
    /// The theme's texts by language, the most basic theme's first.
    pub texts: BTreeMap<String, Vec<String>>,
    /// The addresses of the theme's files by their path in `assets`.
    pub assets: BTreeMap<String, String>,
    /// What the theme declares about components.
    pub components: Components,
    /// The template of each component.
    pub component_templates: BTreeMap<String, String>,
    /// The template of each kind of page.
    pub kinds: BTreeMap<String, String>,
    /// The digest of each template.
    pub templates: BTreeMap<String, Digest>,
    /// Pictures by the file they are made of.
    pub pictures: BTreeMap<FilePath, Picture>,
    /// Digests of the texts of files that pages offer, by the file.
    pub file_texts: BTreeMap<FilePath, Digest>,
    /// Charts by the file and the arguments they are drawn from.
    pub charts: BTreeMap<ChartKey, Chart>,
    /// For a page's address, the addresses of pages like it, the likest first.
    pub related: BTreeMap<String, Vec<String>>,
    /// Where each menu line leads, by the line as written.
    pub menu_targets: BTreeMap<String, Resolved>,
    /// The feeds readers can subscribe to.
    pub feeds: Vec<Feed>,
    /// The address of the search bundle's folder.
    pub bundle: String,
    /// Where ideas are compared, in a site for a closed circle: each of its pages says what it is.
    pub internal: Option<String>,
    /// Where parsed texts are fetched.
    pub bodies: Arc<dyn Bodies>,
    /// Makes structured data.
    pub json_ld: JsonLd,
    /// Names that have numbers since an earlier build.
    pub names: Names,
    /// Of everything that pages can see of each other: all of this but the bodies of texts and the templates.
    pub facts: Digest,
}

/// A chart's place: the file it is written in and where in it.
pub type ChartKey = (FilePath, u32);

/// A picture as it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The address of the original.
    pub url: String,
    /// Its width in pixels, or in the drawing's units; 0 when it has none.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Smaller and lighter versions, each kind of file from narrow to wide.
    pub variants: Vec<Variant>,
}

/// A version of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Its address.
    pub url: String,
    /// Its width in pixels.
    pub width: u32,
    /// `image/webp` and the like.
    pub media_type: String,
}

/// A chart as drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// The picture.
    pub svg: String,
    /// The bars that belong beside a radar.
    pub beside: Option<String>,
    /// What it shows, in a sentence.
    pub summary: String,
    /// The table's headings.
    pub columns: Vec<String>,
    /// The table's cells.
    pub rows: Vec<Vec<String>>,
    /// Where the numbers can be fetched.
    pub csv_url: String,
}

impl Chart {
    /// A chart whose numbers can be fetched at `csv_url`.
    pub fn new(drawn: Drawn, csv_url: String) -> Self {
        let Drawn { svg, beside, summary, columns, rows, csv: _ } = drawn;
        Self { svg, beside, summary, columns, rows, csv_url }
    }
}

/// A feed a page can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What it holds.
    pub title: String,
    /// A word of the theme that says it more exactly.
    pub word: Option<&'static str>,
    /// Its address.
    pub url: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The language of its entries.
    pub lang: String,
}

/// The site, ready for rendering. A copy of it costs little: nearly all is shared.
#[derive(Clone)]
pub struct Site {
    /// The site as planned.
    pub model: Model,
    pub(super) texts: Arc<Texts>,
    pub(super) assets: Arc<BTreeMap<String, String>>,
    pub(super) components: Arc<Components>,
    pub(super) component_templates: Arc<BTreeMap<String, String>>,
    pub(super) kinds: Arc<BTreeMap<String, String>>,
    pub(super) pictures: Arc<BTreeMap<FilePath, Picture>>,
    /// The file of each picture by its address.
    pub(super) picture_files: Arc<BTreeMap<String, FilePath>>,
    pub(super) file_texts: Arc<BTreeMap<FilePath, Digest>>,
    pub(super) charts: Arc<BTreeMap<ChartKey, Chart>>,
    pub(super) related: Arc<BTreeMap<String, Vec<String>>>,
    pub(super) menu_targets: Arc<BTreeMap<String, Resolved>>,
    pub(super) feeds: Arc<[Feed]>,
    /// The place of each initiative and focus area in the order of their ids, from 1.
    pub(super) numbers: Arc<BTreeMap<String, usize>>,
    pub(super) bundle: String,
    pub(super) internal: Option<String>,
    pub(super) bodies: Arc<dyn Bodies>,
    pub(super) json_ld: JsonLd,
    pub(super) names: Arc<Names>,
    pub(super) facts: Digest,
    /// The number of each page's address.
    page_names: Arc<[Name]>,
    /// Which records mention which, once somebody asks.
    pub(super) mentioning: Arc<OnceLock<Mentioning>>,
    /// Of the theme's words.
    pub(super) words: Fingerprint,
    /// The digest of each template.
    pub(super) templates: Arc<BTreeMap<String, Digest>>,
    newer: Newer,
}

/// Bodies that were replaced since.
#[derive(Default)]
struct Newer(RwLock<BTreeMap<PageId, Body>>);

/// A body, and the digest by which it is known.
type Body = (Digest, Arc<Markdown>);

impl Newer {
    fn get(&self, page: PageId) -> Option<Body> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&page).cloned()
    }

    fn replace(&self, page: PageId, body: Body) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(page, body);
    }
}

impl Clone for Newer {
    fn clone(&self) -> Self {
        Self(RwLock::new(self.0.read().unwrap_or_else(PoisonError::into_inner).clone()))
    }
}

impl Site {
    /// The digest of everything that pages can see of each other.
    pub fn facts(&self) -> Digest {
        self.facts
    }

    /// What the theme declares about components.
    pub fn components(&self) -> &Components {
        &self.components
    }

    /// For a page's address, the addresses of pages like it.
    pub fn related(&self) -> &BTreeMap<String, Vec<String>> {
        &self.related
    }

    /// Replaces the body of a page by one that mentions the same things in the same order, so that no other page can tell but by
    /// showing it.
    pub fn replace_body(&self, page: &Page, digest: Digest, mut body: Markdown) {
        // Charts are found by the place at which they stood when they were drawn.
        let known = page.body().map_or(&[][..], |prose| &prose.mentions.components);
        for (component, known) in body.components.iter_mut().zip(known) {
            component.span = known.span;
        }
        self.newer.replace(page.id, (digest, Arc::new(body)));
    }

    /// A text of a page as it is now, and its digest.
    pub fn prose_of(&self, page: &Page, name: &str) -> Option<(Digest, Arc<Markdown>)> {
        let newer = || self.newer.get(page.id);
        (name == "body").then(newer).flatten().or_else(|| {
            let text = page.prose.get(name)?.text;
            Some((text, self.bodies.body(&text)))
        })
    }

    /// The same site with another model, which has the same pages.
    pub(super) fn with(&self, model: Model) -> Self {
        Self { model, ..self.clone() }
    }

    /// The address of a file of the theme by its path in `assets`.
    pub fn asset(&self, path: &str) -> Option<&str> {
        self.assets.get(path).map(String::as_str)
    }

    /// Makes a site ready.
    pub fn new(input: SiteInput) -> Self {
        let hub = &input.model.hub;
        let number = |ids: &mut dyn Iterator<Item = &String>| -> Vec<(String, usize)> {
            ids.enumerate().map(|(index, id)| (id.clone(), index + 1)).collect()
        };
        let mut numbers = BTreeMap::new();
        numbers.extend(number(&mut hub.initiatives.keys()));
        let pages = input.model.pages.iter();
        let picture_files = input.pictures.iter().map(|(file, picture)| (picture.url.clone(), file.clone()));
        Self {
            page_names: pages.map(|page| input.names.intern(&page.url)).collect(),
            words: Fingerprint::of_encoded(&input.texts),
            bundle: input.bundle,
            internal: input.internal,
            bodies: input.bodies,
            json_ld: input.json_ld,
            names: Arc::new(input.names),
            facts: input.facts,
            texts: Arc::new(Texts::new(&input.texts)),
            assets: Arc::new(input.assets),
            components: Arc::new(input.components),
            component_templates: Arc::new(input.component_templates),
            kinds: Arc::new(input.kinds),
            templates: Arc::new(input.templates),
            picture_files: Arc::new(picture_files.collect()),
            pictures: Arc::new(input.pictures),
            file_texts: Arc::new(input.file_texts),
            charts: Arc::new(input.charts),
            related: Arc::new(input.related),
            menu_targets: Arc::new(input.menu_targets),
            feeds: input.feeds.into(),
            numbers: Arc::new(numbers),
            mentioning: Arc::default(),
            newer: Newer::default(),
            model: input.model,
        }
    }
}

/// What rendering reads besides views, each noted.
impl Site {
    /// The number of a page's address.
    pub(super) fn page_name(&self, id: PageId) -> Name {
        self.page_names.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// A text of a page.
    pub(super) fn body(&self, page: &Page, name: &str) -> Option<Arc<Markdown>> {
        let (digest, text) = self.prose_of(page, name)?;
        read::note(|| Read::Body(self.page_name(page.id), self.names.intern(name)), || digest.into());
        Some(text)
    }

    /// Notes that a template is used.
    pub(super) fn note_template(&self, name: &str) {
        let digest = || self.templates.get(name).map_or_else(Fingerprint::default, |digest| (*digest).into());
        read::note(|| Read::Template(self.names.intern(name)), digest);
    }

    /// Where the texts of a page lead, with all that is shown of what they lead to.
    pub(super) fn links_answer(&self, page: &Page) -> Fingerprint {
        let texts: Vec<_> = page.prose.iter().map(|(name, prose)| (name, self.link_facts(prose))).collect();
        Fingerprint::of_encoded(&texts)
    }

    fn link_facts<'a>(&'a self, prose: &'a Prose) -> impl Serialize + 'a {
        let picture = |resolved: &Resolved| match &resolved.target {
            LinkTarget::File(path) | LinkTarget::Static(path) => self.pictures.get(path),
            _ => None,
        };
        let arg = |((index, name), resolved): (&'a (usize, String), &'a Resolved)| {
            let page = match &resolved.target {
                LinkTarget::Page(id, _) => Some(self.model.page(*id)),
                _ => None,
            };
            let page = page.map(|page| (&page.title, &page.url));
            (*index, name, &resolved.href, page, picture(resolved))
        };
        let charts = prose.mentions.components.iter().enumerate().filter_map(|(index, asked)| {
            Some((index, self.charts.get(&(prose.file.clone(), asked.span.start))?))
        });
        (
            prose.links.iter().map(|resolved| &resolved.href).collect::<Vec<_>>(),
            prose.images.iter().map(|resolved| (&resolved.href, picture(resolved))).collect::<Vec<_>>(),
            prose.args.iter().map(arg).collect::<Vec<_>>(),
            charts.collect::<Vec<_>>(),
        )
    }

    /// What the theme declares about a component.
    pub(super) fn component_answer(&self, name: &str) -> Fingerprint {
        Fingerprint::of_encoded(&(self.components.get(name), self.component_templates.get(name)))
    }

    pub(super) fn picture_answer(&self, address: &str) -> Fingerprint {
        Fingerprint::of_encoded(&self.picture_of(address))
    }

    pub(super) fn base_url_answer(&self) -> Fingerprint {
        Fingerprint::of(self.model.config.base_url.as_bytes())
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("pages", &self.model.pages.len()).finish_non_exhaustive()
    }
}
