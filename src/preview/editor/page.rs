//! The editor's pages from their templates.

use axum::http::StatusCode;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::Editor;
use super::words::{WORDS, text};
use super::writer::Failed;
use crate::preview::own::{self, Answer};

/// The templates by name.
const TEMPLATES: [(&str, &str); 13] = [
    ("frame.html", include_str!("templates/frame.html")),
    ("choose.html", include_str!("templates/choose.html")),
    ("create.html", include_str!("templates/create.html")),
    ("form.html", include_str!("templates/form.html")),
    ("field.html", include_str!("templates/field.html")),
    ("errors.html", include_str!("templates/errors.html")),
    ("subject.html", include_str!("templates/subject.html")),
    ("look.html", include_str!("templates/look.html")),
    ("toolbar.html", include_str!("templates/toolbar.html")),
    ("text.html", include_str!("templates/text.html")),
    ("conflict.html", include_str!("templates/conflict.html")),
    ("index.html", include_str!("templates/index.html")),
    ("message.html", include_str!("templates/message.html")),
];

/// A struct as templates see it.
pub(super) fn value(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}

/// The page that a template makes of some values.
pub(super) fn page(editor: &Editor, status: StatusCode, template: &str, values: Value) -> Answer {
    let journal = editor.journal();
    let (undo, redo) = (journal.last().map(|edit| edit.title), journal.next().map(|edit| edit.title));
    drop(journal);
    let values = context! { token => editor.keys.write(), undo, redo, ..values };
    own::page(&WORDS, editor.lang, status, &TEMPLATES, template, values)
}

/// A page that says one thing.
pub(super) fn message(editor: &Editor, status: StatusCode, key: &str, args: &[(&str, &str)]) -> Answer {
    let message = text(editor.lang, key, args);
    page(
        editor,
        status,
        "message.html",
        context! { title => text(editor.lang, "title-message", &[]), message },
    )
}

/// To whoever does not know the token.
pub(super) fn refused(editor: &Editor) -> Answer {
    message(editor, StatusCode::FORBIDDEN, "refused", &[])
}

/// There is no such page.
pub(super) fn missing(editor: &Editor) -> Answer {
    message(editor, StatusCode::NOT_FOUND, "missing", &[])
}

/// Why nothing was written.
pub(super) fn failed(editor: &Editor, failed: &Failed) -> Answer {
    let (status, key, file, reason) = match failed {
        Failed::Changed(file) => (StatusCode::CONFLICT, "failed-changed", file, ""),
        Failed::Outside(file) => (StatusCode::FORBIDDEN, "failed-outside", file, ""),
        Failed::Io(file, reason) => (StatusCode::INTERNAL_SERVER_ERROR, "failed-io", file, reason.as_str()),
    };
    message(editor, status, key, &[("file", file.as_str()), ("reason", reason)])
}
