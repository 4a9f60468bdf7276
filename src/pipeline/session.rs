//! A linked site between two builds: any of its pages can be rendered, and the body of a page replaced.
//!
//! An edit of a body that changes nothing of what other pages can see needs no build for its page to be shown: the text is parsed,
//! and the files that show it are rendered with everything else as the last build left it. They are what the next build makes, byte
//! for byte. Feeds, the search index and the rest that is made of the site as a whole wait for that build.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use crate::content::{self, Document};
use crate::markdown::{Markdown, Mentions};
use crate::model::Page;
use crate::output::OutputPath;
use crate::render::{Name, Planned, Renderer};
use crate::report::{Diagnostic, Severity};
use crate::source::{Digest, FilePath, Files, ReadError};

use super::bodies::Shelf;
use super::documents::{self, Seen};
use super::moves::Moves;
use super::pages::{self, file_path};
use super::read::text;
use super::related::{has_related, related};
use super::sources::Looked;
use super::traces::{Traces, places};

/// How many files may have changed for a quick answer: somebody edits, and does not check out another state.
pub(super) const MOST_FILES: usize = 8;

/// How many files may show a text: a build, which renders as many, is no slower.
const MOST_SHOWING: usize = 64;

/// A site that is linked.
pub struct Session {
    renderer: Renderer,
    seen: Arc<[Seen]>,
    shelf: Arc<Shelf>,
    /// When it is right.
    moment: Range<Timestamp>,
    /// What is known of it since its build has ended.
    settled: OnceLock<Settled>,
    /// What was edited since.
    edited: Mutex<BTreeMap<FilePath, Edited>>,
    /// What was noted of the files it was made of, once that is known.
    looked: OnceLock<Arc<Looked>>,
}

/// What a build came to.
struct Settled {
    diagnostics: Vec<Diagnostic>,
    /// For a page's address, the addresses of the files that show its body.
    showing: FxHashMap<Name, Vec<Name>>,
    /// For a file's address, the digest of the ids and links on it.
    places: FxHashMap<Name, Digest>,
}

/// A file as it is now.
#[derive(Clone)]
pub(super) struct Edited {
    pub(super) document: Arc<Document>,
    pub(super) mentions: Arc<Mentions>,
    diagnostics: Vec<Diagnostic>,
}

/// What an edit came to before the next build.
#[derive(Debug)]
pub struct Quick {
    /// The files that show what was edited, as the next build makes them.
    pub files: Vec<(OutputPath, Vec<u8>)>,
    /// What the next build will tell; none where only that can know.
    pub diagnostics: Option<Vec<Diagnostic>>,
}

impl Session {
    pub(super) fn new(
        renderer: Renderer,
        seen: Vec<Seen>,
        shelf: &Arc<Shelf>,
        moment: Range<Timestamp>,
    ) -> Self {
        let (settled, edited, looked) = (OnceLock::new(), Mutex::default(), OnceLock::new());
        Self { renderer, seen: seen.into(), shelf: Arc::clone(shelf), moment, settled, edited, looked }
    }

    /// The same site after edits that `renderer` knows of but for the bodies; none where those change which pages are like each
    /// other.
    pub(super) fn after(&self, renderer: Renderer, edits: Vec<(Edited, Markdown)>) -> Option<Self> {
        let session = Self {
            renderer,
            seen: Arc::clone(&self.seen),
            shelf: Arc::clone(&self.shelf),
            moment: self.moment.clone(),
            settled: OnceLock::new(),
            edited: Mutex::new(self.edits().clone()),
            looked: self.looked.clone(),
        };
        for (edit, body) in edits {
            session.replace(session.page_of(&edit.document.path)?, body)?;
            session.edits().insert(edit.document.path.clone(), edit);
        }
        Some(session)
    }

    pub(super) fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// What the build said; nothing before it has ended.
    pub(super) fn last_diagnostics(&self) -> &[Diagnostic] {
        self.settled.get().map_or(&[], |settled| &settled.diagnostics)
    }

    /// Takes up what the build came to: from now on edits can be answered.
    pub(super) fn settle(&self, traces: &Traces, diagnostics: &[Diagnostic], looked: Looked) {
        let body = self.renderer.names().intern("body");
        let settled = Settled {
            diagnostics: diagnostics.to_vec(),
            showing: traces.showing(body),
            places: traces.places(),
        };
        // A build ends once.
        let _ = self.settled.set(settled);
        self.look_back(looked);
    }

    /// Takes up what was noted of the files that the site was made of.
    pub(super) fn look_back(&self, looked: Looked) {
        // They are noted once.
        let _ = self.looked.set(Arc::new(looked));
    }

    /// What was noted of the files that the site was made of, once that is known.
    pub(super) fn looked(&self) -> Option<&Looked> {
        self.looked.get().map(|looked| &**looked)
    }

    /// The page at a path of the output, as the build makes it; none where there is no such page or it cannot be rendered.
    pub fn page(&self, path: &str) -> Option<Vec<u8>> {
        let address =
            path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let url = self.renderer.names().intern(&format!("/{}", address.unwrap_or(path)));
        let planned = self.renderer.planned_at(url).filter(|planned| file_path(&planned.url) == path)?;
        let (_, html, _) = self.render(planned)?;
        Some(html)
    }

    /// What an edit of some files came to, whose paths are told; none where only a build can know. `files` are those that the
    /// site was built of.
    pub fn quick(&self, files: &dyn Files, changed: &BTreeSet<FilePath>, now: Timestamp) -> Option<Quick> {
        let settled = self.settled.get()?;
        if changed.len() > MOST_FILES || !self.is_right(now) {
            return None;
        }
        let changed = changed.iter().filter(|path| !self.is_beside(files, path));
        let unseen = |path| {
            let (edit, body) = self.read(files, path)?;
            let is_unseen = documents::facts(&edit.document, &edit.mentions) == self.seen(path)?.facts;
            is_unseen.then_some((edit, body))
        };
        let read: Vec<(Edited, Markdown)> = changed.map(unseen).collect::<Option<_>>()?;
        let mut urls = BTreeSet::new();
        let mut edited = self.edits();
        for (edit, body) in read {
            if let Some(page) = self.page_of(&edit.document.path) {
                self.replace(page, body)?;
                let name = self.renderer.names().intern(&page.url);
                urls.extend(settled.showing.get(&name).into_iter().flatten().copied());
            }
            edited.insert(edit.document.path.clone(), edit);
        }
        if urls.len() > MOST_SHOWING {
            return None;
        }
        let planned: Vec<&Planned> =
            urls.iter().map(|url| self.renderer.planned_at(*url)).collect::<Option<_>>()?;
        // Not in parallel: a build that is under way has all threads of the pool.
        let rendered: Vec<_> = planned.iter().map(|planned| self.render(planned)).collect::<Option<_>>()?;
        let same_places =
            urls.iter().zip(&rendered).all(|(url, (.., places))| settled.places.get(url) == Some(places));
        let diagnostics = same_places.then(|| self.diagnostics(settled, &edited)).flatten();
        // A text that was lost makes the page another: the next build starts from nothing.
        let files = rendered.into_iter().map(|(path, html, _)| (path, html)).collect();
        (!self.shelf.has_lost()).then_some(Quick { files, diagnostics })
    }

    /// The files whose edits were answered.
    pub(super) fn edited(&self) -> BTreeSet<FilePath> {
        self.edits().keys().cloned().collect()
    }

    fn edits(&self) -> MutexGuard<'_, BTreeMap<FilePath, Edited>> {
        self.edited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A page's file as it is now, if nothing is wrong with it.
    pub(super) fn read(&self, files: &dyn Files, path: &FilePath) -> Option<(Edited, Markdown)> {
        let seen = self.seen(path)?;
        let site = self.renderer.site();
        let mut diagnostics = Vec::new();
        let source = text(files, path, &mut diagnostics)?;
        let raw = content::split(source, &site.model.config).into(&mut diagnostics);
        let (document, body) =
            documents::read(raw, seen.given, &site.model.config, site.components(), &mut diagnostics);
        let mentions = Arc::new(body.mentions());
        let is_wrong = |diagnostic: &Diagnostic| diagnostic.code.severity() == Severity::Error;
        let is_right = !diagnostics.iter().any(is_wrong);
        is_right.then_some((Edited { document, mentions, diagnostics }, body))
    }

    /// Whether a file can change no page: none refers to it, and it is none, as what editors write on their way to a file.
    pub(super) fn is_beside(&self, files: &dyn Files, path: &FilePath) -> bool {
        let is_gone = || files.read(path) == Err(ReadError::Missing);
        path.below("content").is_some()
            && self.seen(path).is_none()
            && !self.renderer.site().model.files.contains_key(path)
            && (path.extension() != Some("md") || is_gone())
    }

    /// Whether it still says what is so at a moment.
    pub(super) fn is_right(&self, now: Timestamp) -> bool {
        self.moment.contains(&now)
    }

    fn seen(&self, path: &FilePath) -> Option<&Seen> {
        let index = self.seen.binary_search_by(|seen| seen.path.cmp(path)).ok()?;
        self.seen.get(index)
    }

    fn page_of(&self, path: &FilePath) -> Option<&Page> {
        self.renderer.site().model.page_of_file(path)
    }

    /// Shows another body on a page; none where that changes which pages are like each other.
    fn replace(&self, page: &Page, body: Markdown) -> Option<()> {
        let site = self.renderer.site();
        // Encoding into memory cannot fail.
        let digest = Digest::of_encoded(&body);
        site.replace_body(page, digest, body);
        if !has_related(page) {
            return Some(());
        }
        let now = related(&site.model, &|page, name, _| {
            site.prose_of(page, name).map_or_else(Arc::default, |(_, text)| text)
        });
        (now == *site.related()).then_some(())
    }

    fn render(&self, planned: &Planned) -> Option<(OutputPath, Vec<u8>, Digest)> {
        if planned.template.is_empty() || !self.renderer.has_template(&planned.template) {
            return None;
        }
        let path = OutputPath::new(&file_path(&planned.url)).ok()?;
        let finished = self.renderer.render(planned).0.ok()?;
        let names = self.renderer.names();
        let places = places(&pages::ids(names, &finished), &pages::hrefs(names, &finished));
        Some((path, finished.html.into_bytes(), places))
    }

    /// What the next build will tell.
    fn diagnostics(&self, settled: &Settled, edited: &BTreeMap<FilePath, Edited>) -> Option<Vec<Diagnostic>> {
        let (mut moves, mut gone, mut all) = (Moves::default(), BTreeSet::new(), Vec::new());
        for (path, edit) in edited {
            gone.extend(self.seen(path)?.diagnostics.iter());
            all.extend(edit.diagnostics.iter().cloned());
            if let Some(page) = self.page_of(path) {
                let old = (page.document()?, &*page.body()?.mentions);
                moves.add(old, (&edit.document, &edit.mentions));
            }
        }
        for diagnostic in settled.diagnostics.iter().filter(|diagnostic| !gone.contains(diagnostic)) {
            all.push(moves.moved(diagnostic)?);
        }
        all.sort();
        all.dedup();
        Some(all)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("site", self.renderer.site()).finish_non_exhaustive()
    }
}
