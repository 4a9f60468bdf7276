//! Why the site was not built, in words for the browser: what `client/reload.js` shows over the last good page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::report::{Diagnostic, Format, Lang, Severity, count, render, source_of};
use crate::source::{FilePath, Files, Source};

use super::words::text;

/// How many errors a page shows. Somebody who has more mends these first.
const MAX_ITEMS: usize = 50;

/// All that the overlay says. The script in the browser has no words of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Trouble {
    /// The number of the build that failed.
    build: u64,
    /// The language of the words, as a tag.
    lang: &'static str,
    /// The name of the overlay for those who hear it.
    name: String,
    /// How many errors there are; announced.
    title: String,
    /// Which page is shown beneath.
    mark: String,
    /// The button's text while the errors are shown.
    hide: String,
    /// The button's text while they are hidden.
    show: String,
    /// The errors, first to last.
    items: Vec<Item>,
    /// What there is to say besides: that there are more errors, or why there is no site.
    more: Option<String>,
}

/// One error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Item {
    /// Its code, `M0101`.
    code: &'static str,
    /// The word for how bad it is.
    severity: String,
    /// What is wrong.
    message: String,
    /// The file it is in, below the root.
    file: String,
    /// The line, from 1.
    line: usize,
    /// The character on the line, from 1.
    column: usize,
    /// As in the terminal: the place, the source line with the mistake marked, suggestions, help.
    snippet: String,
}

impl Trouble {
    /// What a build's diagnostics say to the browser, if there is an error among them. `has_site` is whether there is
    /// a page to show beneath.
    pub(super) fn of(
        build: u64,
        diagnostics: &[Diagnostic],
        files: &dyn Files,
        lang: Lang,
        has_site: bool,
    ) -> Option<Self> {
        let (n_errors, _) = count(diagnostics);
        if n_errors == 0 {
            return None;
        }
        let sources = Sources { files, known: RefCell::default() };
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Error);
        let items: Vec<Item> = errors.take(MAX_ITEMS).map(|error| Item::of(error, &sources, lang)).collect();
        let title = text(lang, "overlay-title", &[("errors", &n_errors.to_string())]);
        let more = n_errors - items.len();
        let more = (more > 0).then(|| text(lang, "overlay-more", &[("n", &more.to_string())]));
        Some(Self { items, more, ..Self::titled(build, title, lang, has_site) })
    }

    /// The build ended before its end, and not by an author's mistake.
    pub(super) fn stop(build: u64, reason: String, lang: Lang, has_site: bool) -> Self {
        Self { more: Some(reason), ..Self::titled(build, text(lang, "overlay-stopped", &[]), lang, has_site) }
    }

    fn titled(build: u64, title: String, lang: Lang, has_site: bool) -> Self {
        let mark = if has_site { "overlay-mark" } else { "overlay-no-mark" };
        Self {
            build,
            lang: lang.as_str(),
            name: text(lang, "overlay-name", &[]),
            title,
            mark: text(lang, mark, &[]),
            hide: text(lang, "overlay-hide", &[]),
            show: text(lang, "overlay-show", &[]),
            items: Vec::new(),
            more: None,
        }
    }

    /// The same as text alone, for a browser without scripts.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\n\n", self.title);
        for item in &self.items {
            let Item { severity, code, message, snippet, .. } = item;
            // Writing to a text cannot fail.
            let _ = write!(text, "{severity} {code}: {message}\n{snippet}\n\n");
        }
        text.extend(self.more.as_deref());
        text
    }
}

impl Item {
    fn of(error: &Diagnostic, sources: &Sources<'_>, lang: Lang) -> Self {
        let start = sources.get(&error.at.file).map(|source| source.line_column(error.at.span.start));
        let block =
            render(std::slice::from_ref(error), Format::Human, lang, false, &|file| sources.get(file));
        // The first line is the message, which is shown on its own.
        let snippet = block.split_once('\n').map_or("", |(_, rest)| rest);
        Self {
            code: error.code.as_str(),
            severity: text(lang, "error", &[]),
            message: error.message(lang),
            file: error.at.file.as_str().to_owned(),
            line: start.map_or(1, |start| start.line),
            column: start.map_or(1, |start| start.column),
            snippet: snippet.trim_end().to_owned(),
        }
    }
}

/// The files that errors are in, each read once.
struct Sources<'a> {
    files: &'a dyn Files,
    known: RefCell<BTreeMap<FilePath, Option<Source>>>,
}

impl Sources<'_> {
    fn get(&self, file: &FilePath) -> Option<Source> {
        let mut known = self.known.borrow_mut();
        known.entry(file.clone()).or_insert_with(|| source_of(self.files, file)).clone()
    }
}
