//! Diagnostics as text, in the form that was asked for.

use crate::source::{FilePath, Source};

use super::messages::frame;
use super::places::Places;
use super::{Diagnostic, Lang, Severity, github, human, json, short};

/// How many diagnostics people are shown at once.
const MAX_SHOWN: usize = 100;

/// The forms diagnostics can be shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the source line, for people.
    #[default]
    Human,
    /// One line each, for grep and editors.
    Short,
    /// One JSON object a line, for scripts.
    Json,
    /// Workflow commands for GitHub.
    Github,
}

/// The diagnostics as text, in the order given; `source` finds the files they are about. In the human format the first
/// hundred are shown, errors before warnings when not all can be, and the rest are counted.
pub fn render(
    diagnostics: &[Diagnostic],
    format: Format,
    lang: Lang,
    color: bool,
    source: &dyn Fn(&FilePath) -> Option<Source>,
) -> String {
    let places = Places::new(source);
    match format {
        Format::Human => {
            let shown = first(diagnostics, MAX_SHOWN);
            let mut text: String =
                shown.iter().map(|diagnostic| human::block(diagnostic, &places, lang, color)).collect();
            let rest = diagnostics.len() - shown.len();
            if rest > 0 {
                text.push_str(&frame(lang, "not-shown", &[("n", &rest.to_string())]));
                text.push('\n');
            }
            text
        }
        Format::Short => {
            diagnostics.iter().map(|diagnostic| short::line(diagnostic, &places, lang)).collect()
        }
        Format::Json => diagnostics.iter().map(|diagnostic| json::line(diagnostic, &places, lang)).collect(),
        Format::Github => {
            diagnostics.iter().map(|diagnostic| github::command(diagnostic, &places, lang)).collect()
        }
    }
}

/// "2 errors, 1 warning".
pub fn summary(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let (errors, warnings) = count(diagnostics);
    frame(lang, "summary", &[("errors", &errors.to_string()), ("warnings", &warnings.to_string())])
}

/// How many errors and how many warnings there are.
pub fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors =
        diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Error).count();
    (errors, diagnostics.len() - errors)
}

/// The first `n` of them, but no warning instead of an error.
fn first(diagnostics: &[Diagnostic], n: usize) -> Vec<&Diagnostic> {
    let (errors, _) = count(diagnostics);
    let mut errors_left = errors.min(n);
    let mut warnings_left = n - errors_left;
    let mut fits = |diagnostic: &&Diagnostic| {
        let left = match diagnostic.code.severity() {
            Severity::Error => &mut errors_left,
            Severity::Warning => &mut warnings_left,
        };
        let fits = *left > 0;
        *left = left.saturating_sub(1);
        fits
    };
    diagnostics.iter().filter(|diagnostic| fits(diagnostic)).collect()
}
