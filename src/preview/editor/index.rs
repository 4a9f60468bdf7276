//! The editor's first page: what there is to edit, what was edited, and what is in the trash.

use axum::http::StatusCode;
use minijinja::context;

use crate::pipeline::{Listed, Written};

use super::target;
use super::words::{done, text};
use super::{Editor, page};
use crate::preview::own::{Answer, Asked};

/// Everything that can be edited.
pub(super) fn show(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let line = |page: &Listed| {
        let record = match &page.source {
            Written::Page { .. } => "",
            Written::Record { id, .. } => id,
        };
        context! { title => &*page.title, url => &*page.url, address => target::address("page", &page.file, record), record }
    };
    let values = context! {
        title => text(editor.lang, "title-index", &[]),
        pages => outline.pages.iter().map(line).collect::<Vec<_>>(),
        records => target::without_page(editor, &outline).iter().map(line).collect::<Vec<_>>(),
        trash => page::value(editor.trash.items()),
        notice => done(editor.lang, asked.text("done")),
    };
    page::page(editor, StatusCode::OK, "index.html", values)
}

/// The words that the button on every page says.
pub(super) fn words(editor: &Editor, _asked: &Asked) -> Answer {
    let word = |key| text(editor.lang, key, &[]);
    let words = serde_json::json!({
        "lang": editor.lang.as_str(),
        "edit": word("page-edit"),
        "pick": word("page-pick"),
        "picking": word("page-picking"),
        "more": word("page-more"),
        "newPage": word("new-page"),
        "newRecord": word("new-record"),
        "world": word("page-world"),
        "check": word("page-check"),
    });
    Answer::Json(words.to_string())
}
