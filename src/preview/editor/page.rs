//! The editor's pages from their templates.

use axum::http::StatusCode;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context};
use serde::Serialize;

use crate::report::Lang;

use super::Editor;
use super::answer::Answer;
use super::words::text;
use super::writer::Failed;

/// The templates by name.
const TEMPLATES: [(&str, &str); 10] = [
    ("frame.html", include_str!("templates/frame.html")),
    ("form.html", include_str!("templates/form.html")),
    ("field.html", include_str!("templates/field.html")),
    ("errors.html", include_str!("templates/errors.html")),
    ("subject.html", include_str!("templates/subject.html")),
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
    let frame = context! { lang => editor.lang.as_str(), token => editor.keys.write(), undo, redo, ..values };
    let html = rendered(editor.lang, template, frame).expect("a template of torg's own takes its own values");
    Answer::Page(status, html)
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

fn rendered(lang: Lang, template: &str, values: Value) -> Result<String, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.add_function("t", move |key: &str, args: Kwargs| -> Result<String, Error> {
        let mut texts = Vec::new();
        for name in args.args() {
            let value: Value = args.get(name)?;
            texts.push((name, value.to_string()));
        }
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Ok(text(lang, key, &texts))
    });
    for (name, template) in TEMPLATES {
        env.add_template(name, template)?;
    }
    env.get_template(template)?.render(values)
}
