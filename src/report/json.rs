//! Diagnostics as JSON, one object a line. The shape is promised to scripts: add to it, never change it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::source::{LineColumn, Location};

use super::places::Places;
use super::{Diagnostic, Edit, Lang, Severity};

/// One mistake or warning.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Diagnostic")]
struct Object<'a> {
    /// The code, as `torg explain` takes it.
    code: &'a str,
    /// Errors stop the site from being published, warnings do not.
    severity: SeverityName,
    /// What is wrong: one line in the chosen language.
    message: String,
    /// Relative to the project's root, with `/` between its parts.
    file: &'a str,
    /// The place in the file.
    range: Range,
    /// Other places that explain it.
    labels: Vec<LabelObject<'a>>,
    /// Changes that would mend it, best first.
    suggestions: Vec<SuggestionObject<'a>>,
    /// What to do.
    help: Option<String>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Severity")]
enum SeverityName {
    Error,
    Warning,
}

/// From `start` up to, not including, `end`.
#[derive(Serialize, JsonSchema)]
struct Range {
    start: Position,
    end: Position,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
struct Position {
    /// The line, from 1.
    line: usize,
    /// The character on the line, from 1.
    column: usize,
    /// The byte in the file, from 0.
    byte: u32,
}

/// Another place, and what is there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Label")]
struct LabelObject<'a> {
    file: &'a str,
    range: Range,
    message: String,
}

/// A change that would mend the mistake.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Suggestion")]
struct SuggestionObject<'a> {
    /// The change in words.
    message: String,
    /// The change itself: all of these, together.
    edits: Vec<EditObject<'a>>,
}

/// Replaces a range by a text.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct EditObject<'a> {
    file: &'a str,
    range: Range,
    text: &'a str,
}

/// The diagnostic as one line.
pub(super) fn line(diagnostic: &Diagnostic, places: &Places<'_>, lang: Lang) -> String {
    let mut line = serde_json::to_string(&object(diagnostic, places, lang))
        .expect("the object holds nothing but texts, numbers and lists");
    line.push('\n');
    line
}

/// The JSON Schema of a line.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Object<'static>).to_value()
}

fn object<'a>(diagnostic: &'a Diagnostic, places: &Places<'_>, lang: Lang) -> Object<'a> {
    let edit = |edit: &'a Edit| EditObject {
        file: edit.at.file.as_str(),
        range: range(&edit.at, places),
        text: &edit.text,
    };
    Object {
        code: diagnostic.code.as_str(),
        severity: match diagnostic.code.severity() {
            Severity::Error => SeverityName::Error,
            Severity::Warning => SeverityName::Warning,
        },
        message: diagnostic.message(lang),
        file: diagnostic.at.file.as_str(),
        range: range(&diagnostic.at, places),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| LabelObject {
                file: label.at.file.as_str(),
                range: range(&label.at, places),
                message: diagnostic.label_text(&label.text, lang),
            })
            .collect(),
        suggestions: diagnostic
            .suggestions
            .iter()
            .map(|suggestion| SuggestionObject {
                message: suggestion.message(lang),
                edits: suggestion.edits.iter().map(edit).collect(),
            })
            .collect(),
        help: diagnostic.help(lang),
    }
}

fn range(at: &Location, places: &Places<'_>) -> Range {
    let (start, end) = places.range(at);
    let position = |place: LineColumn, byte: u32| Position { line: place.line, column: place.column, byte };
    Range { start: position(start, at.span.start), end: position(end, at.span.end) }
}
