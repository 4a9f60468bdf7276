//! What is wrong with what is edited, at the fields where it is.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::pipeline::Outline;
use crate::report::{Diagnostic, Severity};
use crate::source::FilePath;

use super::Editor;
use super::target::Target;
use super::words::text;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Problem {
    /// The field it is at; empty where it is at none.
    pub(super) field: String,
    /// The word for how bad it is, and the code.
    pub(super) kind: String,
    /// What is wrong.
    pub(super) message: String,
    /// The line in the file, from 1.
    pub(super) line: usize,
}

/// What a project's outline says of a file, once for each mistake.
pub(super) fn of_file<'a>(outline: &'a Outline, file: &FilePath) -> Vec<&'a Diagnostic> {
    outline.diagnostics.iter().filter(|diagnostic| diagnostic.at.file == *file).collect()
}

/// The errors among `now` that were not there before: same code, same values.
pub(super) fn new_errors<'a>(before: &[&Diagnostic], now: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    let same = |a: &Diagnostic, b: &Diagnostic| a.code == b.code && a.args == b.args;
    let is_error = |diagnostic: &&&Diagnostic| diagnostic.code.severity() == Severity::Error;
    let is_new = |diagnostic: &&&Diagnostic| !before.iter().any(|old| same(old, diagnostic));
    now.iter().filter(is_error).filter(is_new).copied().collect()
}

/// Diagnostics in words, with the field of each.
pub(super) fn problems(editor: &Editor, target: &Target, diagnostics: &[&Diagnostic]) -> Vec<Problem> {
    let source = target.draft.source();
    let body = target.draft.body_span();
    let problem = |diagnostic: &&Diagnostic| {
        let span = diagnostic.at.span;
        let in_body = body.is_some_and(|body| body.start <= span.start && span.end > body.start);
        let field =
            if in_body { Some("!body".to_owned()) } else { target.subject.field_at(&target.draft, span) };
        let word = match diagnostic.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        Problem {
            field: field.unwrap_or_default(),
            kind: format!("{} {}", text(editor.lang, word, &[]), diagnostic.code.as_str()),
            message: diagnostic.message(editor.lang),
            line: source.line_column(span.start).line,
        }
    };
    let mut problems: Vec<Problem> = diagnostics.iter().map(problem).collect();
    problems.sort();
    problems.dedup();
    problems
}

/// Problems by the field that shows them: the named one or the nearest above it that the form has.
pub(super) fn by_field(problems: &[Problem], names: &[String]) -> BTreeMap<String, Vec<Problem>> {
    let mut all: BTreeMap<String, Vec<Problem>> = BTreeMap::new();
    for problem in problems {
        let holds = |name: &&String| {
            problem.field == **name
                || problem.field.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        let name = names.iter().filter(holds).max_by_key(|name| name.len());
        all.entry(name.cloned().unwrap_or_default()).or_default().push(problem.clone());
    }
    all
}
