//! Why the site was not built, in words for the browser: what `client/reload.js` shows over the last good page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::report::{Diagnostic, Format, Lang, Severity, count, render, source_of};
use crate::source::{DiskFiles, FilePath, Files, Source};

use super::mend::Mend;
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

/// What is no error but worth knowing, behind a counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Warnings {
    /// The number of the build that told it.
    build: u64,
    /// The language of the words, as a tag.
    lang: &'static str,
    /// How many there are: the counter's text.
    title: String,
    /// The warnings, first to last.
    items: Vec<Item>,
    /// That there are more.
    more: Option<String>,
    /// The text of the link to everything there is to look at.
    review: String,
}

/// One error or warning.
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
    /// The address that opens the file in the author's editor.
    editor: String,
    /// The text of the link to it.
    open: String,
    /// For each change that would mend it, the text of its button.
    mends: Vec<String>,
    #[serde(skip)]
    changes: Vec<Mend>,
}

/// How diagnostics are shown.
pub(super) struct Show<'a> {
    /// The files they are about.
    pub(super) files: &'a DiskFiles,
    /// The language of the words.
    pub(super) lang: Lang,
    /// The address that opens a file, see [`Options::editor`](super::Options::editor).
    pub(super) editor: &'a str,
}

impl Trouble {
    /// What a build's diagnostics say to the browser, if there is an error among them. `has_site` is whether there is
    /// a page to show beneath.
    pub(super) fn of(
        build: u64,
        diagnostics: &[Diagnostic],
        show: &Show<'_>,
        has_site: bool,
    ) -> Option<Self> {
        let lang = show.lang;
        let (n_errors, _) = count(diagnostics);
        if n_errors == 0 {
            return None;
        }
        let items = items(diagnostics, Severity::Error, show);
        let title = text(lang, "overlay-title", &[("errors", &n_errors.to_string())]);
        let more = n_errors - items.len();
        let more = (more > 0).then(|| text(lang, "overlay-more", &[("n", &more.to_string())]));
        Some(Self { items, more, ..Self::titled(build, title, lang, has_site) })
    }

    /// The change that mends an error of the build with this number.
    pub(super) fn mend(&self, build: u64, item: usize, n: usize) -> Option<&Mend> {
        (self.build == build).then_some(())?;
        self.items.get(item)?.changes.get(n)
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

impl Warnings {
    /// What a build's diagnostics say besides errors; none where they say nothing.
    pub(super) fn of(build: u64, diagnostics: &[Diagnostic], show: &Show<'_>) -> Option<Self> {
        let (n_errors, lang) = (count(diagnostics).0, show.lang);
        let n = diagnostics.len() - n_errors;
        if n == 0 {
            return None;
        }
        let items = items(diagnostics, Severity::Warning, show);
        let more = n - items.len();
        let more = (more > 0).then(|| text(lang, "warnings-more", &[("n", &more.to_string())]));
        let title = text(lang, "warnings", &[("n", &n.to_string())]);
        let review = text(lang, "review", &[]);
        Some(Self { build, lang: lang.as_str(), title, items, more, review })
    }

    /// The change that mends a warning of the build with this number.
    pub(super) fn mend(&self, build: u64, item: usize, n: usize) -> Option<&Mend> {
        (self.build == build).then_some(())?;
        self.items.get(item)?.changes.get(n)
    }

    /// Whether both say the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.items == other.items && self.title == other.title
    }
}

fn items(diagnostics: &[Diagnostic], severity: Severity, show: &Show<'_>) -> Vec<Item> {
    let sources = Sources { files: show.files, known: RefCell::default() };
    let wanted = diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == severity);
    wanted.take(MAX_ITEMS).map(|diagnostic| Item::of(diagnostic, &sources, show)).collect()
}

impl Item {
    fn of(of: &Diagnostic, sources: &Sources<'_>, show: &Show<'_>) -> Self {
        let lang = show.lang;
        let start = sources.get(&of.at.file).map(|source| source.line_column(of.at.span.start));
        let (line, column) = start.map_or((1, 1), |start| (start.line, start.column));
        let block = render(std::slice::from_ref(of), Format::Human, lang, false, &|file| sources.get(file));
        // The first line is the message, which is shown on its own.
        let snippet = block.split_once('\n').map_or("", |(_, rest)| rest);
        let severity = if of.code.severity() == Severity::Error { "error" } else { "warning" };
        let changes = of.suggestions.iter().filter_map(|suggestion| {
            let mend = Mend::of(suggestion, &|file| sources.get(file))?;
            Some((text(lang, "mend", &[("name", &suggestion.name)]), mend))
        });
        let (mends, changes) = changes.unzip();
        Self {
            code: of.code.as_str(),
            severity: text(lang, severity, &[]),
            message: of.message(lang),
            file: of.at.file.as_str().to_owned(),
            line,
            column,
            snippet: snippet.trim_end().to_owned(),
            editor: editor(show, &of.at.file, line, column),
            open: text(lang, "open-in-editor", &[]),
            mends,
            changes,
        }
    }
}

/// The address that opens a file at a place.
pub(super) fn editor(show: &Show<'_>, file: &FilePath, line: usize, column: usize) -> String {
    let full = show.files.root().join(file.on_disk()).to_string_lossy().replace('\\', "/");
    let path = full.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"/:-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
        path
    });
    let line = show.editor.replace("{line}", &line.to_string());
    line.replace("{column}", &column.to_string()).replace("{file}", path.trim_start_matches('/'))
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
