//! Diagnostics for people: the source line, what is meant underlined, other places, suggestions as changes, help.

use std::collections::BTreeMap;
use std::rc::Rc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use crate::source::{FilePath, Location, Span};

use super::messages::frame;
use super::places::{Places, Text};
use super::{Diagnostic, Edit, Lang, Severity, Suggestion};

/// The longest line, in bytes, that is shown. Longer ones are not written by people.
const MAX_LINE_BYTES: usize = 4000;

/// How many suggestions are shown of each diagnostic.
const MAX_SUGGESTIONS: usize = 3;

/// The diagnostic as some lines, the last of them empty.
pub(super) fn block(diagnostic: &Diagnostic, places: &Places<'_>, lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut groups = vec![main_group(diagnostic, places, lang)];
    for suggestion in diagnostic.suggestions.iter().take(MAX_SUGGESTIONS) {
        groups.push(suggestion_group(suggestion, places, lang));
    }
    format!("{}\n\n", renderer.render(&groups))
}

fn main_group(diagnostic: &Diagnostic, places: &Places<'_>, lang: Lang) -> Group<'static> {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR.with_name(frame(lang, "error", &[])),
        Severity::Warning => Level::WARNING.with_name(frame(lang, "warning", &[])),
    };
    let title = level.primary_title(diagnostic.message(lang)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for (file, marks) in marks_by_file(diagnostic, lang) {
        group = match places.text(&file) {
            Some(text) if can_show(&text, marks.iter().map(|mark| mark.span)) => {
                group.element(annotated(&file, &text, &marks))
            }
            _ => group.element(origin(&marks[0], &file, places)),
        };
    }
    if let Some(help) = diagnostic.help(lang) {
        group = group.element(Level::HELP.with_name(frame(lang, "help", &[])).message(help));
    }
    group
}

/// A place to underline.
struct Mark {
    span: Span,
    kind: AnnotationKind,
    text: Option<String>,
}

/// The diagnostic's own place and its labels; its own file first.
fn marks_by_file(diagnostic: &Diagnostic, lang: Lang) -> Vec<(FilePath, Vec<Mark>)> {
    let own = Mark { span: diagnostic.at.span, kind: AnnotationKind::Primary, text: None };
    let mut files = vec![(diagnostic.at.file.clone(), vec![own])];
    for label in &diagnostic.labels {
        let text = diagnostic.label_text(&label.text, lang);
        let mark = Mark { span: label.at.span, kind: AnnotationKind::Context, text: Some(text) };
        match files.iter_mut().find(|(file, _)| *file == label.at.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((label.at.file.clone(), vec![mark])),
        }
    }
    files
}

/// Whether a snippet helps: a place that stands for the whole file, or one on an endless line, is only named.
fn can_show(text: &Rc<Text>, mut spans: impl Iterator<Item = Span>) -> bool {
    spans.all(|span| {
        let line = text.line(text.line_of(text.on_first_line(span).start));
        span != Span::default() && line.len() <= MAX_LINE_BYTES
    })
}

fn annotated(file: &FilePath, text: &Text, marks: &[Mark]) -> Snippet<'static, Annotation<'static>> {
    let window = Window::around(text, marks.iter().map(|mark| mark.span));
    window.snippet(text, file).annotations(
        marks.iter().map(|mark| mark.kind.span(window.within(text, mark.span)).label(mark.text.clone())),
    )
}

fn origin(mark: &Mark, file: &FilePath, places: &Places<'_>) -> Origin<'static> {
    let origin = Origin::path(file.as_str().to_owned());
    if mark.span == Span::default() {
        return origin;
    }
    let (start, _) = places.range(&Location::new(file, mark.span));
    origin.line(start.line).char_column(start.column)
}

fn suggestion_group(suggestion: &Suggestion, places: &Places<'_>, lang: Lang) -> Group<'static> {
    let title = Level::HELP.with_name(frame(lang, "help", &[])).secondary_title(suggestion.message(lang));
    let mut by_file: BTreeMap<&FilePath, Vec<&Edit>> = BTreeMap::new();
    for edit in &suggestion.edits {
        by_file.entry(&edit.at.file).or_default().push(edit);
    }
    let mut group = Group::with_title(title);
    for (file, edits) in by_file {
        let spans = || edits.iter().map(|edit| edit.at.span);
        let shown = places.text(file).filter(|text| can_show(text, spans()));
        if let Some(text) = shown {
            let window = Window::around(&text, spans());
            group = group.element(window.snippet(&text, file).patches(
                edits.iter().map(|edit| Patch::new(window.within(&text, edit.at.span), edit.text.clone())),
            ));
        }
    }
    group
}

/// The lines that a snippet is made of. The renderer goes through all it is given, so it is given no more.
struct Window {
    first_line: usize,
    start: usize,
    end: usize,
}

impl Window {
    fn around(text: &Text, spans: impl Iterator<Item = Span>) -> Self {
        let lines = spans.map(|span| text.line_of(text.on_first_line(span).start));
        let (first, last) =
            lines.fold((usize::MAX, 1), |(first, last), line| (first.min(line), last.max(line)));
        let first_line = first.min(last);
        Self { first_line, start: text.line(first_line).start, end: text.line(last).end }
    }

    fn snippet<T: Clone>(&self, text: &Text, file: &FilePath) -> Snippet<'static, T> {
        Snippet::source(text.slice(self.start..self.end).to_owned())
            .line_start(self.first_line)
            .path(file.as_str().to_owned())
    }

    /// The underlined part of a span, counted from the window's start.
    fn within(&self, text: &Text, span: Span) -> std::ops::Range<usize> {
        let range = text.on_first_line(span);
        range.start - self.start..range.end - self.start
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::report::{Diagnostic, Format, Lang, codes, render};
    use crate::source::{FilePath, Location, Source, Span};

    proptest! {
        #[test]
        fn no_place_and_no_text_is_too_odd_to_be_shown(
            text in "[a-cå\u{feff}\u{1f600}\r\n\t\u{1b}\u{200d}漢\u{301}]{0,30}",
            (start, end, other_start, other_end) in (0u32..50, 0u32..50, 0u32..50, 0u32..50),
            new in "[a-cå\n\r]{0,4}",
        ) {
            let Some((code, _)) = codes::ALL.first() else { return Ok(()) };
            let file = FilePath::new("a.md");
            let other = Location::new(&file, Span { start: other_start, end: other_end });
            let diagnostic = Diagnostic::new(*code, Location::new(&file, Span { start, end }))
                .label(other.clone(), "first")
                .suggest_at(other, Some(new));
            let read = |path: &FilePath| Source::new(path.clone(), text.clone().into()).ok();
            for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
                prop_assert!(!render(std::slice::from_ref(&diagnostic), format, Lang::Sv, true, &read).is_empty());
            }
        }
    }
}
