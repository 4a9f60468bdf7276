//! Pages' files, each parsed once: what the last build made of a file is used again while the file, and what its reading
//! depends on, are the same.

mod last;

pub(super) use last::{Bulk, Last};

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::content::{self, Document, Kind, Raw};
use crate::markdown::{self, Components, Markdown, Mentions};
use crate::model::{Text, Written};
use crate::report::{Diagnostic, Reported};
use crate::source::{Digest, FilePath, Source};

use super::bodies::Shelf;
use super::layers::Layers;
use super::read::text;
use super::sources::Sources;
use super::stats::{Clock, Work, WorkSpan};
use last::{Bytes, Kept, Known};

/// Raised whenever the same file would be read differently than before.
const VERSION: u32 = 1;

/// The section of the cache.
pub(super) const SECTION: &str = "documents";

/// What reading a page's file gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Parsed {
    document: Arc<Document>,
    mentions: Arc<Mentions>,
    text: Digest,
    /// Of everything that other pages can see of it: unlike `text`, it stays the same while only the body changes.
    facts: Digest,
    /// The kind its section gave it.
    given: Option<Kind>,
    diagnostics: Vec<Diagnostic>,
}

/// Everything that decides what a file is read as, besides the file itself and the kind its section gives it.
pub(super) fn settings(config: &Config, components: &Components) -> Digest {
    let codes: Vec<String> = config.language_codes();
    let markdown = (config.markdown.smart_quotes, config.markdown.highlight);
    let all = (VERSION, &config.default_language, codes, markdown, components);
    Digest::of_encoded(&all)
}

/// What is known of a page's file besides what it became.
pub(super) struct Seen {
    pub(super) path: FilePath,
    /// Of everything that other pages can see of it.
    pub(super) facts: Digest,
    /// The kind its section gave it.
    pub(super) given: Option<Kind>,
    /// What was noticed while it was read.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The pages of a site, read.
pub(super) struct Pages {
    pub(super) written: Vec<Written>,
    /// Their files, in the order of their paths.
    pub(super) seen: Vec<Seen>,
    /// Of what pages can see of each other.
    pub(super) facts: Digest,
    /// What to remember for the next build.
    pub(super) section: Layers,
    /// What was parsed anew.
    pub(super) parsed: Vec<Work>,
}

/// A file on its way to being a page.
enum Step<'a> {
    /// As the last build read it.
    Known { digest: Digest, parsed: Box<Parsed>, bytes: Bytes<'a> },
    /// Read now.
    New { digest: Digest, raw: Box<Raw>, diagnostics: Vec<Diagnostic> },
}

/// What reads pages.
pub(super) struct Reader<'a> {
    pub(super) files: &'a Sources<'a>,
    pub(super) config: &'a Config,
    pub(super) components: &'a Components,
    pub(super) shelf: &'a Shelf,
    pub(super) last: &'a Last,
    pub(super) clock: Clock,
}

/// A page with what it is remembered as.
struct Entry<'a> {
    seen: Seen,
    digest: Digest,
    bytes: Bytes<'a>,
    written: Written,
    /// When it was parsed, if it was.
    parsed: Option<WorkSpan>,
}

impl Reader<'_> {
    /// Reads the pages among `paths`, which are sorted.
    pub(super) fn pages(&self, paths: &[FilePath], settings: Digest, out: &mut Vec<Diagnostic>) -> Pages {
        let steps: Vec<Reported<Option<Step<'_>>>> = paths.par_iter().map(|path| self.step(path)).collect();
        let steps: Vec<Step<'_>> = steps.into_iter().filter_map(|step| step.into(out)).collect();
        let kinds = section_kinds(&steps);
        let entries: Vec<Reported<Option<Entry<'_>>>> =
            steps.into_par_iter().map(|step| self.entry(step, &kinds)).collect();
        let entries: Vec<Entry<'_>> = entries.into_iter().filter_map(|entry| entry.into(out)).collect();
        let mut pages = Pages {
            written: Vec::with_capacity(entries.len()),
            seen: Vec::with_capacity(entries.len()),
            facts: Digest::default(),
            section: Layers::Whole(Vec::new()),
            parsed: Vec::new(),
        };
        let mut facts = Vec::with_capacity(entries.len() * 32);
        let mut kept: Vec<Kept<'_>> = Vec::with_capacity(entries.len());
        for entry in entries {
            pages.parsed.extend(entry.parsed.map(|span| Work {
                kind: "parse",
                name: entry.seen.path.to_string(),
                template: None,
                span,
            }));
            facts.extend(entry.seen.facts.as_bytes());
            kept.push((entry.seen.path.clone(), entry.digest, entry.bytes));
            pages.seen.push(entry.seen);
            pages.written.push(entry.written);
        }
        pages.facts = Digest::of(&facts);
        pages.section = self.last.next(settings, &kept);
        pages
    }

    fn step(&self, path: &FilePath) -> Reported<Option<Step<'_>>> {
        let known = |digest: Digest| {
            let Known { place, bytes } = self.last.entry(path, &digest)?;
            Some(Step::Known { digest, parsed: Box::new(place.parsed(&bytes)?.clone()), bytes })
        };
        if let Some(step) = self.files.digest_unread(path).and_then(known) {
            return Reported::new(Some(step));
        }
        let mut out = Vec::new();
        let Some(source) = text(self.files, path, &mut out) else {
            return Reported { value: None, diagnostics: out };
        };
        let digest = self.digest(&source);
        let step = known(digest).unwrap_or_else(|| {
            let raw = content::split(source, self.config).into(&mut out);
            Step::New { digest, raw: Box::new(raw), diagnostics: out }
        });
        Reported::new(Some(step))
    }

    /// The digest of a file that was just read.
    fn digest(&self, source: &Source) -> Digest {
        self.files.read_digest(&source.path).unwrap_or_else(|| Digest::of(source.text.as_bytes()))
    }

    fn entry<'b>(&self, step: Step<'b>, kinds: &SectionKinds) -> Reported<Option<Entry<'b>>> {
        let (digest, raw, mut diagnostics) = match step {
            Step::Known { digest, parsed, bytes } => {
                let given = section_kind(kinds, &parsed.document.lang, &parsed.document.folder);
                if parsed.given == given {
                    self.shelf.touch(&parsed.text);
                    let entry = Entry::new(*parsed, digest, bytes, None);
                    let diagnostics = entry.seen.diagnostics.clone();
                    return Reported { value: Some(entry), diagnostics };
                }
                let mut read = Vec::new();
                let Some(source) = text(self.files, &parsed.document.path, &mut read) else {
                    return Reported { value: None, diagnostics: read };
                };
                let digest = self.digest(&source);
                (digest, content::split(source, self.config).into(&mut read), read)
            }
            Step::New { digest, raw, diagnostics } => (digest, *raw, diagnostics),
        };
        let (parsed, span) = self.clock.time(|| self.parse(raw, kinds, &mut diagnostics));
        let bytes = postcard::to_stdvec(&parsed).unwrap_or_default();
        let entry = Entry::new(parsed, digest, Bytes::New(bytes), Some(span));
        Reported { value: Some(entry), diagnostics }
    }

    fn parse(&self, raw: Raw, kinds: &SectionKinds, out: &mut Vec<Diagnostic>) -> Parsed {
        let given = section_kind(kinds, &raw.name.lang, &raw.name.folder);
        let (document, body) = read(raw, given, self.config, self.components, out);
        let mentions = Arc::new(body.mentions());
        Parsed {
            facts: facts(&document, &mentions),
            text: self.shelf.put(body),
            given,
            diagnostics: out.clone(),
            document,
            mentions,
        }
    }
}

impl<'a> Entry<'a> {
    fn new(parsed: Parsed, digest: Digest, bytes: Bytes<'a>, span: Option<WorkSpan>) -> Self {
        let Parsed { document, mentions, text, facts, given, diagnostics } = parsed;
        let seen = Seen { path: document.path.clone(), facts, given, diagnostics };
        let written = Written { document, text: Text { mentions, digest: text } };
        Self { seen, digest, bytes, written, parsed: span }
    }
}

/// What a page's file says, whose section gives it a kind.
pub(super) fn read(
    raw: Raw,
    given: Option<Kind>,
    config: &Config,
    components: &Components,
    out: &mut Vec<Diagnostic>,
) -> (Arc<Document>, Markdown) {
    let source = raw.source.clone();
    let document = Arc::new(content::classify(raw, given).into(out));
    let options = markdown::Options {
        lang: &document.lang,
        components,
        smart: config.markdown.smart_quotes,
        heading_ids: true,
        highlight: config.markdown.highlight,
    };
    let mut body = markdown::parse(&source, document.body, &options).into(out);
    // Related pages of learning pages are found by their plain words; nobody else reads them again.
    if document.learning().is_none() {
        body.text = String::new();
    }
    (document, body)
}

/// The digest of everything that other pages can see of a page's file.
pub(super) fn facts(document: &Document, mentions: &Mentions) -> Digest {
    Digest::of_encoded(&(&document.path, &document.lang, &document.front, mentions.without_places()))
}

/// The kind each section gives its pages, by language and folder.
type SectionKinds = BTreeMap<(String, String), Kind>;

fn section_kinds(steps: &[Step<'_>]) -> SectionKinds {
    let kind = |step: &Step<'_>| match step {
        Step::Known { parsed, .. } => {
            let document = &parsed.document;
            let kind = document.front.section.filter(|_| document.is_section)?.page_kind?;
            Some(((document.lang.clone(), document.folder.clone()), kind))
        }
        Step::New { raw, .. } => Some(((raw.name.lang.clone(), raw.name.folder.clone()), raw.page_kind()?)),
    };
    steps.iter().filter_map(kind).collect()
}

/// The kind a page gets from its own section. A translation whose section has no page of its own takes it from the
/// section's page in another language.
fn section_kind(kinds: &SectionKinds, lang: &str, folder: &str) -> Option<Kind> {
    let own = kinds.get(&(lang.to_owned(), folder.to_owned()));
    let other = || kinds.iter().find(|((_, other), _)| other == folder).map(|(_, kind)| kind);
    own.or_else(other).copied()
}
