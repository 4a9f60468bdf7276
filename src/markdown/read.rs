//! The way of a text through this room: limits, directives, comrak, HTML.

use std::cell::Cell;

use comrak::Arena;
use comrak::options::{Extension, Options as ComrakOptions, Parse, Render};
use memchr::memchr3_iter;

use super::Options;
use super::directive::directives;
use super::document::{Markdown, Piece};
use super::language::Language;
use super::limits::{MAX_LABELS, asks, limits};
use super::mask::{masked, needs_cover, unmask};
use super::render::render;
use super::slug::Ids;
use super::text::Text;
use crate::config::abbreviation::FirstUses;
use crate::report::{Code, Diagnostic, codes};
use crate::source::{FilePath, Location, Span};

/// What is put before a label to make it a heading.
const PREFIX: &str = "# ";

/// What is gathered while a text and the labels in it are read.
pub(super) struct Reading<'o> {
    pub(super) options: &'o Options<'o>,
    pub(super) language: Language,
    pub(super) out: Markdown,
    pub(super) ids: Ids,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) abbreviations: FirstUses,
    file: &'o FilePath,
    /// How many labels are being read inside each other.
    labels: usize,
    reported_depth: bool,
}

impl<'o> Reading<'o> {
    pub(super) fn new(file: &'o FilePath, options: &'o Options<'o>) -> Self {
        Self {
            options,
            language: Language::new(options.lang),
            out: Markdown::default(),
            ids: Ids::default(),
            diagnostics: Vec::new(),
            abbreviations: FirstUses::default(),
            file,
            labels: 0,
            reported_depth: false,
        }
    }

    /// Reads a whole text.
    pub(super) fn document(&mut self, text: &Text<'_>) {
        let limits = limits(text);
        if let Some(at) = limits.too_deep {
            self.too_deep(text.span(at..text.floor(at + 1)));
        }
        if !limits.hopeless {
            self.out.body = self.read(text, &limits.blunted, false);
        }
        self.out.text.truncate(self.out.text.trim_end().len());
        self.out.words = words(&self.out.text);
    }

    /// Reads the label of a component: inline text on one line. Gives it with and without markup.
    pub(super) fn label(&mut self, text: &Text<'_>, range: std::ops::Range<usize>) -> (Vec<Piece>, String) {
        if self.labels == MAX_LABELS {
            self.too_deep(text.span(range));
            return (Vec::new(), String::new());
        }
        self.labels += 1;
        // A heading is the one block whose content is a single line of inlines whatever it starts with. Its closing
        // hashes would be dropped; a comment after them keeps those of the label.
        let written = &text.str[range.clone()];
        let guard = if written.trim_end().ends_with('#') { "<!---->" } else { "" };
        let heading = format!("{PREFIX}{written}{guard}");
        let base = text.base_of_part(range.start, PREFIX.len());
        let before = self.out.text.len();
        let mut pieces = self.read(&Text::new(&heading, base), &[], true);
        if !guard.is_empty()
            && let Some(Piece::Html(html)) = pieces.last_mut()
        {
            html.truncate(html.strip_suffix(guard).map_or(html.len(), str::len));
        }
        self.labels -= 1;
        let plain = self.out.text.split_off(before).trim().to_owned();
        (pieces, plain)
    }

    fn read(&mut self, text: &Text<'_>, blunted: &[usize], label: bool) -> Vec<Piece> {
        let mut found = directives(text, self.options.components);
        found.retain(|directive| {
            let next = blunted.partition_point(|byte| *byte < directive.range.start);
            blunted.get(next).is_none_or(|byte| *byte >= directive.range.end)
        });
        let mut covered: Vec<bool> = found
            .iter()
            .enumerate()
            .map(|(index, directive)| needs_cover(text.str, index, directive))
            .collect();
        for round in 0.. {
            let arena = Arena::new();
            let source = masked(text.str, &found, &covered, blunted);
            let asked = Cell::new(0);
            let enough = || asked.replace(asked.get() + 1) > asks(text.str.len());
            let Ok(root) = comrak::try_parse_document(&arena, &source, &comrak_options(label), &enough)
            else {
                self.too_deep(text.span(0..text.floor(1)));
                break;
            };
            let seen = if found.is_empty() { Vec::new() } else { unmask(root, text, &found) };
            if covered.iter().zip(&seen).all(|(covered, seen)| *seen || !covered) {
                return render(self, text, root, &found, &seen, label);
            }
            // What the parser took for something else is shown to it as it is; should that move other directives,
            // all of them are.
            covered = covered.iter().zip(seen).map(|(covered, seen)| *covered && seen && round < 2).collect();
        }
        Vec::new()
    }

    pub(super) fn diagnostic(&self, code: Code, at: Span) -> Diagnostic {
        Diagnostic::new(code, self.location(at))
    }

    pub(super) fn location(&self, at: Span) -> Location {
        Location::new(self.file, at)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reported once for a text: what is inside of something too deep is too deep as well.
    pub(super) fn too_deep(&mut self, at: Span) {
        if !std::mem::replace(&mut self.reported_depth, true) {
            self.report(self.diagnostic(codes::M0113, at));
        }
    }
}

/// The number of runs between spaces and line breaks that hold a letter or digit.
fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut words = 0;
    let mut start = 0;
    for end in memchr3_iter(b' ', b'\n', b'\t', bytes).chain([bytes.len()]) {
        let holds_word = match bytes.get(start) {
            Some(first) if end > start => {
                // Most words begin with a plain letter; only the others have to be looked at.
                first.is_ascii_alphanumeric() || text[start..end].contains(char::is_alphanumeric)
            }
            _ => false,
        };
        words += usize::from(holds_word);
        start = end + 1;
    }
    words
}

/// The Markdown that is spoken here. Typography is not comrak's, which knows only English.
pub(super) fn comrak_options(label: bool) -> ComrakOptions<'static> {
    ComrakOptions {
        extension: Extension {
            strikethrough: true,
            table: true,
            autolink: true,
            tasklist: true,
            footnotes: !label,
            description_lists: true,
            alerts: true,
            block_directive: true,
            ..Extension::default()
        },
        parse: Parse { escaped_char_spans: true, ..Parse::default() },
        render: Render { r#unsafe: true, ..Render::default() },
    }
}
