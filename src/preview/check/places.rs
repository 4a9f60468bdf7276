//! From a place in a site to the addresses that lead there: the page, its form in the editor, the file in the author's own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;

use crate::edit::form::Subject;
use crate::edit::{Draft, locate};
use crate::pipeline::review::Place;
use crate::report::source_of;
use crate::source::{FilePath, Span};

use crate::preview::overlay::{self, Show};

/// The most letters of a quotation that go into an address or onto the panel.
const MAX_QUOTE: usize = 200;

/// Where to change something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Links {
    /// Its form in the editor, at the place.
    pub(super) edit: Option<String>,
    /// The file in the author's own editor, at the line.
    pub(super) open: Option<String>,
    /// The file, below the root.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: usize,
}

/// Finds places, each file read once.
pub(super) struct Finder<'a> {
    show: &'a Show<'a>,
    drafts: RefCell<BTreeMap<FilePath, Option<Rc<Draft>>>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(show: &'a Show<'a>) -> Self {
        Self { show, drafts: RefCell::default() }
    }

    /// Where to change what is quoted from a place on; the whole, where nothing is quoted or found.
    pub(super) fn links(&self, place: &Place, quote: &str) -> Links {
        self.find(place, |text, from| {
            let found = locate(text.get(from..)?, quote).map(|at| from + at);
            Some((found?, shortened(quote)))
        })
    }

    /// Where to change what stands right at a place.
    pub(super) fn links_at(&self, place: &Place) -> Links {
        self.find(place, |text, at| {
            let line = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
            Some((at, shortened(text.get(line..)?.lines().next()?)))
        })
    }

    /// A file, and what stands where in it.
    fn draft(&self, file: &FilePath) -> Option<Rc<Draft>> {
        let read = || source_of(self.show.files, file).map(|source| Rc::new(Draft::new(source)));
        self.drafts.borrow_mut().entry(file.clone()).or_insert_with(read).clone()
    }

    /// Where to change what `exact` finds in the text of a file, from a byte of it: a byte, and the words there.
    fn find(&self, place: &Place, exact: impl FnOnce(&str, usize) -> Option<(usize, String)>) -> Links {
        let Some(at) = &place.at else { return Links::default() };
        let Some(draft) = self.draft(&at.file) else { return Links::default() };
        let source = draft.source();
        let from = at.span.start as usize;
        let exact = exact(&source.text, from);
        let byte = exact.as_ref().map_or(from, |(byte, _)| *byte);
        let found = source.line_column(byte as u32);
        Links {
            edit: edit(place, &draft, exact),
            open: Some(overlay::editor(self.show, &at.file, found.line, found.column)),
            file: at.file.as_str().to_owned(),
            line: found.line,
        }
    }
}

/// The address of a form, at what stands at a byte of its file.
fn edit(place: &Place, draft: &Draft, exact: Option<(usize, String)>) -> Option<String> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let file = &draft.source().path;
    let mut anchor = String::new();
    let field = |subject: Option<Subject>, byte| subject?.field_at(draft, Span::new(byte, byte + 1));
    if let Some((kind, id)) = &place.record {
        query.append_pair("file", file.as_str()).append_pair("record", id);
        let field = exact.and_then(|(byte, _)| field(Subject::record(kind, id, draft), byte));
        let known = field.or_else(|| (!place.field.is_empty()).then(|| place.field.to_owned()));
        anchor.extend(known.map(|field| format!("#f.{field}")));
    } else if let Some(url) = &place.url {
        query.append_pair("url", url);
        let body = draft.body_span().map(|body| body.start as usize);
        match exact {
            Some((byte, words)) if body.is_some_and(|body| body <= byte) => {
                query.append_pair("block", &words);
                anchor.push_str("#body");
            }
            // Where a field stands does not depend on the page's kind.
            Some((byte, _)) => {
                let field = field(Some(Subject::page("page", false)), byte);
                anchor.extend(field.map(|field| format!("#f.{field}")));
            }
            None => {}
        }
    } else {
        query.append_pair("file", file.as_str());
        let is_editable = ["content", "site"].iter().any(|folder| file.below(folder).is_some());
        return is_editable.then(|| format!("/_torg/edit/text?{}", query.finish()));
    }
    Some(format!("/_torg/edit/page?{}{anchor}", query.finish()))
}

/// The beginning of a quotation.
pub(super) fn shortened(quote: &str) -> String {
    quote.chars().take(MAX_QUOTE).collect()
}
