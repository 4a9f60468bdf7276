//! What pages and records refer to by id, and must exist: initiatives, focus areas, organisations, documents, events.

use std::collections::BTreeMap;

use crate::content::Kind;
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{Location, Spanned};

use super::{Model, Page, PageId, PageKind};

impl Model {
    /// The page of a kind whose address ends with `slug`, in the site's own language first.
    pub fn page_by_slug(&self, kind: Kind, slug: &str) -> Option<&Page> {
        self.pages
            .iter()
            .filter(|page| page.kind == PageKind::Content(kind))
            .filter(|page| last_part(&page.url) == slug)
            .min_by_key(|page| (page.lang != self.config.default_language, page.id))
    }
}

fn last_part(url: &str) -> &str {
    url.trim_matches('/').rsplit('/').next().unwrap_or("")
}

/// Reports every reference that leads nowhere.
pub(super) fn check(model: &Model, out: &mut Vec<Diagnostic>) {
    let documents = slugs(model, Kind::Document);
    let events = slugs(model, Kind::Event);
    for page in model.pages.iter() {
        let Some(document) = page.document() else { continue };
        let at = |id: &Spanned<String>| Location::new(&document.path, id.span);
        let front = &document.front;
        let mut record = |key: &str, id: &Spanned<String>| {
            out.extend(model.hub.unknown_record(key, &id.value, at(id)));
        };
        front.initiatives.iter().for_each(|id| record("initiative", id));
        front.focus_areas.iter().for_each(|id| record("focus_area", id));
        document.organisations().into_iter().for_each(|id| record("organisation", id));
        if let Some(event) = document.event() {
            event.series.iter().for_each(|id| record("series", id));
            event.programme.iter().flat_map(|item| &item.initiatives).for_each(|id| record("initiative", id));
        }
        if let Some((key, id)) = document.origin() {
            match key {
                "initiative" => record("initiative", id),
                "event" => out.extend(unknown(at(id), "event", id, &events)),
                _ => out.extend(unknown(at(id), "document", id, &documents)),
            }
        }
        for source in &front.sources {
            out.extend(unknown(at(&source.document), "document", &source.document, &documents));
        }
    }
    let learning = slugs(model, Kind::Learning);
    for (mention, at) in model.hub.pages_mentioned() {
        let known = match mention.kind {
            "event" => &events,
            "learning" => &learning,
            _ => &documents,
        };
        out.extend(unknown(at, mention.kind, &mention.id, known));
    }
}

fn slugs(model: &Model, kind: Kind) -> BTreeMap<String, PageId> {
    let pages = model.pages.iter().filter(|page| page.kind == PageKind::Content(kind));
    pages.map(|page| (last_part(&page.url).to_owned(), page.id)).collect()
}

fn unknown(
    at: Location,
    kind: &str,
    id: &Spanned<String>,
    known: &BTreeMap<String, PageId>,
) -> Option<Diagnostic> {
    let near = || nearest(&id.value, known.keys().map(String::as_str));
    (!known.contains_key(&id.value))
        .then(|| Diagnostic::new(codes::H0102, at).arg("kind", kind).arg("id", &id.value).suggest(near()))
}
