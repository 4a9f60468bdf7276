//! Editing in the browser: forms for pages and records, below `/_torg/edit/`.
//!
//! This is where authors' files are written. What is written is made by the `edit` room; here it is read and shown, checked
//! against what stands on disk at that moment, noted so that it can be taken back, and put in place. Only the preview's own
//! pages may ask for it: whoever writes must know the token that they hold.

mod checks;
mod conflict;
mod create;
mod form;
mod index;
mod journal;
mod look;
mod operations;
mod overlay;
mod page;
mod proposal;
mod rename;
mod save;
mod target;
mod trash;
mod upload;
mod words;
mod writer;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};

use crate::pipeline::{Desk, Options, Outline};
use crate::report::Lang;
use crate::source::DiskFiles;

use super::keys::Keys;
use super::own::{self, Answer, Asked};
use journal::Journal;
pub(super) use proposal::Unmended;
use trash::Trash;
use writer::Writer;

/// The most bytes that anything may send: a picture.
pub(super) const MAX_BYTES: usize = upload::MAX_BYTES;

/// The most bytes that a form may send. The largest text that is a page is far below it.
const MAX_FORM_BYTES: usize = 4 * 1024 * 1024;

/// All that editing needs.
pub(super) struct Editor {
    files: DiskFiles,
    desk: Arc<Desk>,
    writer: Writer,
    journal: Mutex<Journal>,
    trash: Trash,
    /// A form must send back what they say: pages of other sites cannot read it.
    keys: Arc<Keys>,
    lang: Lang,
    made_with: MadeWith,
}

/// Says what the site is made with that is previewed.
pub(super) type MadeWith = Box<dyn Fn() -> Options + Send + Sync>;

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Editor").field("root", &self.files.root()).finish_non_exhaustive()
    }
}

impl Editor {
    /// For the project of `files`, which is previewed as `made_with` says.
    pub(super) fn new(
        files: DiskFiles,
        desk: Arc<Desk>,
        lang: Lang,
        keys: Arc<Keys>,
        made_with: MadeWith,
    ) -> Self {
        let writer = Writer::new(files.root());
        let journal = Mutex::new(Journal::open(files.root(), writer.clone()));
        let trash = Trash::new(files.root());
        Self { files, desk, writer, journal, trash, keys, lang, made_with }
    }

    /// What there is to edit.
    fn outline(&self) -> Arc<Outline> {
        self.desk.outline(&self.files)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        // What a panic left is on disk, and is compared with the files before anything is written.
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The editor's addresses.
pub(super) fn router<S: Clone + Send + Sync + 'static>(editor: Arc<Editor>) -> Router<S> {
    let script = "text/javascript; charset=utf-8";
    let file = |mime, bytes: &'static [u8]| get(async move || own::file(mime, bytes));
    Router::new()
        .route("/_torg/edit/edit.js", file(script, include_bytes!("../client/edit.js")))
        .route("/_torg/edit-look.js", file(script, include_bytes!("../client/edit-look.js")))
        .route("/_torg/edit/page.js", file(script, include_bytes!("../client/edit-page.js")))
        .route(
            "/_torg/edit/page.css",
            file("text/css; charset=utf-8", include_bytes!("../client/edit-page.css")),
        )
        .route("/_torg/edit/words", show(index::words))
        .route("/_torg/edit/", show(index::show))
        .route("/_torg/edit/page", show(form::show))
        .route("/_torg/edit/text", show(form::show_text))
        .route("/_torg/edit/look", make(look::show))
        .route("/_torg/edit/save", make(save::form))
        .route("/_torg/edit/save-text", make(save::text))
        .route("/_torg/edit/new", show(create::show))
        .route("/_torg/edit/create", make(create::make))
        .route("/_torg/edit/duplicate", make(operations::duplicate))
        .route("/_torg/edit/delete", make(operations::delete))
        .route("/_torg/edit/restore", make(operations::restore))
        .route("/_torg/edit/undo", make(save::undo))
        .route("/_torg/edit/redo", make(save::redo))
        .route("/_torg/edit/rename", make(rename::rename))
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .route("/_torg/edit/upload", post(receive).layer(DefaultBodyLimit::max(upload::MAX_BYTES)))
        .with_state(editor)
}

/// Answers a question on a thread of its own: files are read for it.
fn show(work: fn(&Editor, &Asked) -> Answer) -> MethodRouter<Arc<Editor>> {
    get(async move |State(editor): State<Arc<Editor>>, Query(pairs): Query<Vec<(String, String)>>| {
        own::in_thread(move || work(&editor, &Asked::new(pairs))).await
    })
}

/// The same for what is to be written, if it comes from the editor itself.
fn make(work: fn(&Editor, &Asked) -> Answer) -> MethodRouter<Arc<Editor>> {
    post(async move |State(editor): State<Arc<Editor>>, body: Bytes| {
        let asked = Asked::of_form(&body);
        own::in_thread(move || {
            if asked.get("token").is_some_and(|token| editor.keys.may_write(token)) {
                work(&editor, &asked)
            } else {
                page::refused(&editor)
            }
        })
        .await
    })
}

/// Takes a picture, from whoever knows the token.
async fn receive(
    State(editor): State<Arc<Editor>>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let token = headers.get("x-torg-token").and_then(|token| token.to_str().ok());
    let is_ours = token.is_some_and(|token| editor.keys.may_write(token));
    own::in_thread(move || {
        if is_ours { upload::upload(&editor, &Asked::new(pairs), &body) } else { page::refused(&editor) }
    })
    .await
}

#[cfg(test)]
mod tests;
