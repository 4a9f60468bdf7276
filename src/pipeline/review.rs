//! What is worth a look in a site that was built: what its build said, what the `check` room finds, and how hard its texts are,
//! each with its place. It is worked out when somebody asks, from the linked site and its finished pages.

use std::collections::BTreeMap;
use std::str;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::check::{self, Band, Finding, Linking, Rule, Subject};
use crate::hub::{self, Base, RecordKind};
use crate::markdown::AsWritten;
use crate::model::{Model, Origin, Page, PageKind};
use crate::output::{MemoryFolder, OutputPath};
use crate::render::Site;
use crate::report::Diagnostic;
use crate::source::{FilePath, Location};

use super::pages::file_path;
use super::session::Session;

pub use crate::check::{Lix, Topic};

/// What is worth a look.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// What the build said, in the order of the files.
    pub diagnostics: Vec<(Diagnostic, Place)>,
    /// What else was found, by rule.
    pub items: Vec<Item>,
    /// The Swedish texts that are long enough to be judged, the hardest first.
    pub texts: Vec<Readable>,
}

/// One thing that was found.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is about.
    pub topic: Topic,
    /// The name by which the rule's words are looked up.
    pub rule: &'static str,
    /// Where.
    pub place: Place,
    /// Words of the page by which its place is found; empty where it is about the whole.
    pub quote: String,
    /// The language of those words, as far as known.
    pub quote_lang: String,
    /// What its message names; empty where it names nothing.
    pub names: String,
    /// What to write instead; empty where that is not known.
    pub instead: &'static str,
    /// How many pages say the same; the place is on the first of them.
    pub n_pages: usize,
}

/// How hard a page's text is.
#[derive(Clone, Debug)]
pub struct Readable {
    /// The page.
    pub place: Place,
    /// LIX.
    pub lix: f64,
    /// The name by which the words for that are looked up.
    pub band: &'static str,
    /// What was counted.
    pub counted: Lix,
    /// The sentences that make it harder, the one that does most first.
    pub heaviest: Vec<String>,
}

/// Where something is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// What the page or record is called; for a file that is neither, its path.
    pub title: String,
    /// The language of the page; empty where there is none.
    pub lang: String,
    /// The page's address, where there is a page.
    pub url: Option<String>,
    /// The file it is written in, and where its text or the record begins there; none for pages that torg makes by itself.
    pub at: Option<Location>,
    /// For a record the key of its kind, and its id.
    pub record: Option<(&'static str, String)>,
    /// The field of the record it is about, if it is about one.
    pub field: &'static str,
}

impl Session {
    /// What is worth a look in the site, of which `outputs` are the files as they were built.
    pub fn review(&self, outputs: &MemoryFolder) -> Review {
        let site = self.renderer().site();
        let places = Places::new(&site.model);
        let html = |url: &str| {
            let bytes = outputs.get(&OutputPath::new(&file_path(url)).ok()?)?;
            str::from_utf8(bytes).ok()
        };
        let (mut found, (texts, heavy)) = rayon::join(|| self.findings(html), || texts(site));
        found.extend(heavy);
        // Stable: what was found of a rule stays in the order of the pages.
        found.sort_by_key(|finding| finding.rule);
        let diagnostics = self.last_diagnostics().iter();
        Review {
            diagnostics: diagnostics.map(|said| (said.clone(), places.of_location(&said.at))).collect(),
            items: items(found, &places),
            texts,
        }
    }

    /// What the checks find; of each rule in the order of the pages.
    fn findings<'a>(&'a self, html: impl Fn(&str) -> Option<&'a str> + Sync) -> Vec<Finding> {
        let renderer = self.renderer();
        let (site, model) = (renderer.site(), &renderer.site().model);
        let is_home = |page: &Page| page.kind == PageKind::Home;
        let read = renderer.planned().par_iter().filter_map(|planned| Some((planned, html(&planned.url)?)));
        let read: Vec<_> = read.map(|(planned, html)| (planned, model.page(planned.page), html)).collect();
        let linking = read.iter().map(|(planned, page, html)| Linking {
            url: &planned.url,
            html,
            is_start: is_home(page),
            is_index: site.is_search(page),
        });
        let linking: Vec<Linking<'_>> = linking.collect();
        // Later parts of a list, filtered lists and former addresses lead to pages, and are none.
        let whole = read.par_iter().filter(|(planned, page, _)| planned.url == page.url);
        let mut found: Vec<Finding> =
            whole.flat_map_iter(|(_, page, html)| check::accessibility(page.id, &page.lang, html)).collect();
        let lost = check::unreached(&linking, &model.config.base_url).into_iter().map(|at| &read[at]);
        let lost =
            lost.filter(|(planned, page, _)| planned.url == page.url && page.kind != PageKind::NotFound);
        found.extend(lost.map(|(_, page, _)| Finding::of_page(Rule::Unreached, page.id)));
        found.extend(check::translations(model));
        found.extend(check::unsourced(&model.hub));
        found
    }
}

/// Findings with their places. What is the same on several pages comes from their template, and is told once.
fn items(found: Vec<Finding>, places: &Places<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(found.len());
    let mut known: FxHashMap<(Rule, String, String), usize> = FxHashMap::default();
    for Finding { rule, subject, quote, names, instead } in found {
        if rule.topic() == Topic::Accessibility {
            let at = *known.entry((rule, quote.clone(), names.clone())).or_insert(items.len());
            if let Some(same) = items.get_mut(at) {
                same.n_pages += 1;
                continue;
            }
        }
        let place = places.of_subject(&subject);
        let quote_lang = if rule == Rule::OtherLanguage { names.clone() } else { place.lang.clone() };
        items.push(Item {
            topic: rule.topic(),
            rule: rule.key(),
            place,
            quote,
            quote_lang,
            names,
            instead,
            n_pages: 1,
        });
    }
    items
}

/// The language of every Swedish page's own texts, and what is heavier in them than it need be.
fn texts(site: &Site) -> (Vec<Readable>, Vec<Finding>) {
    let is_swedish = |page: &&Page| page.lang.split('-').next() == Some("sv");
    let judged = site.model.pages.par_iter().filter(is_swedish).map(|page| {
        let texts = page.prose.keys().filter_map(|name| site.prose_of(page, name));
        let texts: Vec<String> = texts.map(|(_, text)| text.html(&mut AsWritten)).collect();
        let language = check::language(page.id, texts.iter().map(String::as_str));
        let readable = language.lix.value().map(|lix| Readable {
            place: Place::of_page(&site.model, page),
            lix,
            // Of what is shown.
            band: Band::of(lix.round()).key(),
            counted: language.lix,
            heaviest: language.heaviest,
        });
        (readable, language.found)
    });
    let (judged, found): (Vec<_>, Vec<_>) = judged.unzip();
    let mut judged: Vec<Readable> = judged.into_iter().flatten().collect();
    // Stable: equal ones stay in the order of the pages.
    judged.sort_by(|a, b| b.lix.total_cmp(&a.lix));
    (judged, found.concat())
}

/// What is written where.
struct Places<'m> {
    model: &'m Model,
    /// The records of each file, in its order.
    records: BTreeMap<&'m FilePath, Vec<(&'static RecordKind, &'m Base)>>,
}

impl<'m> Places<'m> {
    fn new(model: &'m Model) -> Self {
        let mut records: BTreeMap<_, Vec<(&'static RecordKind, &'m Base)>> = BTreeMap::new();
        for kind in hub::kinds() {
            for base in model.hub.bases(kind.key) {
                records.entry(&base.file).or_default().push((kind, base));
            }
        }
        for of_file in records.values_mut() {
            of_file.sort_by_key(|(_, base)| base.span);
        }
        Self { model, records }
    }

    fn of_subject(&self, subject: &Subject) -> Place {
        match subject {
            Subject::Page(id) => Place::of_page(self.model, self.model.page(*id)),
            Subject::Record(key, id, field) => {
                let record = hub::kind(key).zip(self.model.hub.base(key, id));
                let place = record.map(|(kind, base)| Place::of_record(self.model, kind, base));
                Place { field, ..place.unwrap_or_default() }
            }
        }
    }

    fn of_location(&self, at: &Location) -> Place {
        let page = self.model.page_of_file(&at.file).map(|page| Place::of_page(self.model, page));
        let record = || {
            let of_file = self.records.get(&at.file)?;
            let after = of_file.partition_point(|(_, base)| base.span.start <= at.span.start);
            let (kind, base) = of_file.get(after.saturating_sub(1))?;
            Some(Place::of_record(self.model, kind, base))
        };
        let known = page.or_else(record);
        let title = known.as_ref().map_or_else(|| at.file.as_str().to_owned(), |place| place.title.clone());
        Place { title, at: Some(at.clone()), ..known.unwrap_or_default() }
    }
}

impl Place {
    fn of_page(model: &Model, page: &Page) -> Self {
        if let Origin::Record { kind, id } = &page.origin
            && let Some(base) = model.hub.base(kind.key, id)
        {
            // A record may have a page in each language.
            let (title, lang, url) = (page.title.clone(), page.lang.clone(), Some(page.url.clone()));
            return Self { title, lang, url, ..Self::of_record(model, kind, base) };
        }
        Self {
            title: page.title.clone(),
            lang: page.lang.clone(),
            url: Some(page.url.clone()),
            at: page.document().map(|document| Location::new(&document.path, document.body)),
            ..Self::default()
        }
    }

    fn of_record(model: &Model, kind: &'static RecordKind, base: &Base) -> Self {
        let page = model.page_of_record(kind.key, &base.id);
        Self {
            title: model.hub.title(kind, base, model.as_of).to_owned(),
            lang: model.config.default_language.clone(),
            url: page.map(|page| page.url.clone()),
            at: Some(base.at(base.span)),
            record: Some((kind.key, base.id.clone())),
            field: "",
        }
    }
}
