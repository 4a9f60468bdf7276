//! What there is to edit: every page with where it is written, everything that can be referred to, and what is wrong.
//! Nothing is rendered.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::config::Config;
use crate::content::Kind;
use crate::hub::{self, Hub, Vocabulary};
use crate::markdown::{ArgValue, ComponentShape, Components, Form, LabelShape};
use crate::model::{self, Input, Model, Origin, Page, PageId, PageKind};
use crate::report::Diagnostic;
use crate::source::{FilePath, Files, Span};
use crate::theme::Theme;

use super::layers::Layers;
use super::sources::{Looked, Notes, Sources};
use super::stats::Stats;
use super::{Cache, Options, read};

/// What there is to edit.
#[derive(Debug)]
pub struct Outline {
    /// Every page that is written somewhere, in the order of their addresses.
    pub pages: Vec<Listed>,
    /// The statuses that may follow a status.
    pub next_statuses: BTreeMap<String, Vec<String>>,
    /// The components that texts may use, by name: each with what to write.
    pub components: Vec<Choice>,
    /// Everything an author should know before a page is rendered.
    pub diagnostics: Vec<Diagnostic>,
    /// The site's settings.
    pub config: Config,
    /// The moment of which all this is so.
    pub now: Timestamp,
    /// The moment at which it stops being so.
    until: Timestamp,
    model: Model,
}

/// An outline, and what to remember of what was read for it.
pub(super) struct Read {
    pub(super) outline: Outline,
    pub(super) notes: Notes,
    pub(super) documents: Layers,
}

/// A page and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its address.
    pub url: String,
    /// Its heading.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// The same page in other languages: each language's code with the address.
    pub translations: BTreeMap<String, String>,
    /// The file.
    pub file: FilePath,
    /// What it is in the file.
    pub source: Written,
}

/// What a page is in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A page with front matter and a body.
    Page {
        /// The word for its kind.
        kind: &'static str,
        /// Whether it is a section's own page.
        is_section: bool,
    },
    /// A record.
    Record {
        /// The key of its kind.
        kind: &'static str,
        /// Its id.
        id: String,
    },
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Choice {
    /// What is written.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// What there is to choose, by the key of the kind.
pub type Choices = BTreeMap<String, Vec<Choice>>;

/// Reads and links a project, with what was read before.
pub(super) fn read_outline(files: &dyn Files, options: &Options, cache: &Cache, looked: Looked) -> Read {
    let (mut out, stats) = (Vec::new(), Stats::start());
    let files = Sources::new(files, looked);
    let config = options.apply(Config::load(&files, &mut out));
    let theme = Theme::load(&files, &config.theme, &mut out);
    let now = options.now.unwrap_or_else(|| files.now());
    let today = now.to_zoned(config.time_zone.clone()).date();
    let read = read::read(&files, &config, &theme.components, cache, stats.clock(), today, &mut out);
    let input = Input {
        now,
        as_of: options.as_of,
        drafts: options.drafts,
        config: config.clone(),
        hub: read.hub,
        documents: read.documents.written,
        record_prose: read.record_prose,
        files: read.files,
    };
    let model = model::build(input).into(&mut out);
    out.sort();
    out.dedup();
    let outline = Outline {
        pages: model.pages.iter().filter_map(|page| listed(&model, page)).collect(),
        next_statuses: next_statuses(&model.hub),
        components: components(&theme.components),
        diagnostics: out,
        config,
        now,
        until: model.right_until(now),
        model,
    };
    Read { outline, notes: files.notes(), documents: read.documents.section }
}

impl Outline {
    /// Whether it still says what is so at a moment.
    pub(super) fn is_right(&self, now: Timestamp) -> bool {
        (self.now..self.until).contains(&now)
    }

    /// Whether a file has a record of a kind, named by its key, with this id.
    pub fn has_record(&self, kind: &str, id: &str) -> bool {
        self.model.hub.file_of(kind, id).is_some()
    }

    /// The links of all texts as they are written, pictures and arguments of components among them: each with its file and
    /// about where it stands there.
    pub fn links(&self) -> impl Iterator<Item = (&FilePath, &str, Span)> {
        let prose = self.model.pages.iter().flat_map(|page| page.prose.values());
        prose.flat_map(|prose| {
            let mentions = &prose.mentions;
            let plain = mentions.links.iter().chain(&mentions.images);
            let plain = plain.map(|link| (link.value.as_str(), link.span));
            let args = mentions.components.iter().flat_map(|component| &component.args);
            let args = args.filter_map(|arg| match &arg.value {
                ArgValue::Link(to) | ArgValue::File(to) | ArgValue::Page(to) | ArgValue::Image(to) => {
                    Some((to.as_str(), arg.span))
                }
                _ => None,
            });
            plain.chain(args).map(|(link, span)| (&prose.file, link, span))
        })
    }

    /// What a reference of a kind may lead to, by the kind's key: records, words of the vocabulary, pages. In a language
    /// of the site.
    pub fn choices(&self, language: &str) -> Choices {
        choices(&self.model, language)
    }
}

fn listed(model: &Model, page: &Page) -> Option<Listed> {
    let (file, source) = match &page.origin {
        Origin::Content(document) => {
            let (kind, is_section) = (document.kind().word(), document.is_section);
            (document.path.clone(), Written::Page { kind, is_section })
        }
        Origin::Record { kind, id } => {
            let file = model.hub.file_of(kind.key, id)?.clone();
            (file, Written::Record { kind: kind.key, id: id.clone() })
        }
        Origin::Generated { .. } => return None,
    };
    let other = |id: &PageId| (model.page(*id).lang.clone(), model.page(*id).url.clone());
    Some(Listed {
        url: page.url.clone(),
        title: page.title.clone(),
        lang: page.lang.clone(),
        translations: page.translations.iter().map(other).collect(),
        file,
        source,
    })
}

fn choices(model: &Model, language: &str) -> Choices {
    let mut all = Choices::new();
    for kind in hub::kinds() {
        let choice = |base: &hub::Base| Choice {
            value: base.id.clone(),
            label: model.hub.title(kind, base, model.as_of).to_owned(),
        };
        all.insert(kind.key.to_owned(), model.hub.bases(kind.key).into_iter().map(choice).collect());
    }
    for list in Vocabulary::lists() {
        let vocabulary = &model.hub.vocabulary;
        let label = |id: &str| vocabulary.term(list, id).map_or(id, |term| term.name(language)).to_owned();
        let choice = |id: &str| Choice { value: id.to_owned(), label: label(id) };
        all.insert(list.to_owned(), vocabulary.ids(list).into_iter().map(choice).collect());
    }
    for kind in [Kind::Event, Kind::Learning, Kind::Document] {
        let of_kind =
            |page: &&Page| page.kind == PageKind::Content(kind) && page.lang == model.config.default_language;
        let name = |page: &Page| page.url.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let choice = |page: &Page| Choice { value: name(page), label: page.title.clone() };
        all.insert(kind.word().to_owned(), model.pages.iter().filter(of_kind).map(choice).collect());
    }
    for list in all.values_mut() {
        list.sort_by(|a, b| a.label.cmp(&b.label));
    }
    all
}

fn next_statuses(hub: &Hub) -> BTreeMap<String, Vec<String>> {
    let next = |status: &hub::Status| status.next.iter().map(|id| id.value.clone()).collect();
    hub.vocabulary.statuses.iter().map(|(id, status)| (id.clone(), next(status))).collect()
}

fn components(components: &Components) -> Vec<Choice> {
    let written = |(name, shape): (&String, &ComponentShape)| {
        let args = shape.args.iter().filter(|arg| arg.required).map(|arg| format!("{}=\"\"", arg.name));
        let args: Vec<String> = args.collect();
        let args = if args.is_empty() { String::new() } else { format!("{{{}}}", args.join(" ")) };
        let label = if shape.label == LabelShape::Required { "[]" } else { "" };
        let end = if shape.form == Form::Container { "\n\n:::" } else { "" };
        let value = format!("{}{name}{label}{args}{end}", shape.form.colons());
        Choice { value, label: name.clone() }
    };
    components.0.iter().map(written).collect()
}
