//! Forms that come back: the file is changed, unless somebody else has changed it or the change would break it.

use axum::http::StatusCode;

use crate::edit::{Change, Draft, Refused};
use crate::source::{Digest, FilePath, Source};

use super::form::Around;
use super::journal::Edit;
use super::overlay::Overlay;
use super::target::{self, Target};
use super::words::text as word;
use super::writer::Failed;
use super::{Editor, checks, conflict, form, page};
use crate::preview::own::{Answer, Asked};

/// Saves what a page's or a record's form says.
pub(super) fn form(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let mut target = match Target::find(editor, &outline, asked) {
        Ok(target) => target,
        Err(answer) => return answer,
    };
    let before = target.draft.source().clone();
    let filled = fill(&mut target, asked);
    if asked.text("digest") != target.digest.to_string() {
        return conflict::show(editor, &before, target.draft.source());
    }
    if let Err(refused) = filled {
        let around = Around { notice: &told(editor, &refused), ..Around::default() };
        return form::form(editor, &outline, &target, StatusCode::UNPROCESSABLE_ENTITY, around);
    }
    let Some(change) = Change::of(&before, &target.draft) else {
        return Answer::Go(format!("{}&done=nothing", target.address()));
    };
    let after = editor.desk.outline(&Overlay::of_source(&editor.files, target.draft.source()));
    let (old, new) = (checks::of_file(&outline, &before.path), checks::of_file(&after, &before.path));
    let errors = checks::new_errors(&old, &new);
    if !errors.is_empty() && asked.get("anyway").is_none() {
        let problems = checks::problems(editor, &target, &errors);
        let notice = word(editor.lang, "not-saved", &[]);
        let around = Around { problems: &problems, notice: &notice, ..Around::default() };
        return form::form(editor, &outline, &target, StatusCode::UNPROCESSABLE_ENTITY, around);
    }
    let title = word(editor.lang, "edit-changed", &[("file", before.path.as_str())]);
    match editor.journal().make(&Edit { title, changes: vec![change] }) {
        Ok(()) => Answer::Go(format!("{}&done=saved", target.address())),
        Err(Failed::Changed(_)) => match target::source(editor, &before.path) {
            Ok(Some(theirs)) => conflict::show(editor, &theirs, target.draft.source()),
            _ => page::missing(editor),
        },
        Err(failed) => page::failed(editor, &failed),
    }
}

/// Fills what a form says into the file that it is about.
pub(super) fn fill(target: &mut Target, asked: &Asked) -> Result<(), Refused> {
    let filled = target.subject.apply(&mut target.draft, &asked.fields());
    if let Some(body) = asked.get("body") {
        target.draft.set_body(body);
    }
    filled
}

/// Why a form could not be filled in, in words.
pub(super) fn told(editor: &Editor, refused: &Refused) -> String {
    match refused {
        Refused::Unreadable => word(editor.lang, "refused-unreadable", &[]),
        Refused::Unsafe(path) => word(editor.lang, "refused-unsafe", &[("field", &path.to_string())]),
    }
}

/// Saves a file's text.
pub(super) fn text(editor: &Editor, asked: &Asked) -> Answer {
    let file = FilePath::new(asked.text("file"));
    let before = match target::source(editor, &file) {
        Ok(Some(before)) => before,
        Ok(None) => return page::missing(editor),
        Err(failed) => return page::failed(editor, &failed),
    };
    let after = with_text(&before, asked.text("content"));
    if asked.text("digest") != Digest::of(before.text.as_bytes()).to_string() {
        return conflict::show(editor, &before, &after);
    }
    let address = target::address("text", &file, "");
    let Some(change) = Change::of(&before, &Draft::new(after.clone())) else {
        return Answer::Go(format!("{address}&done=nothing"));
    };
    let title = word(editor.lang, "edit-changed", &[("file", file.as_str())]);
    match editor.journal().make(&Edit { title, changes: vec![change] }) {
        Ok(()) => Answer::Go(format!("{address}&done=saved")),
        Err(failed) => page::failed(editor, &failed),
    }
}

/// Takes the last edit back.
pub(super) fn undo(editor: &Editor, asked: &Asked) -> Answer {
    let undone = editor.journal().undo();
    moved(editor, asked, &undone, "undone")
}

/// Makes the last edit again that was taken back.
pub(super) fn redo(editor: &Editor, asked: &Asked) -> Answer {
    let redone = editor.journal().redo();
    moved(editor, asked, &redone, "redone")
}

fn moved(editor: &Editor, asked: &Asked, moved: &Result<Option<Edit>, Failed>, done: &str) -> Answer {
    if let Err(failed) = moved {
        return page::failed(editor, failed);
    }
    // Back to the page whose button it was, if there still is something to edit.
    let outline = editor.outline();
    match Target::find(editor, &outline, asked) {
        Ok(target) => Answer::Go(format!("{}&done={done}", target.address())),
        Err(_) => Answer::Go(format!("/_torg/edit/?done={done}")),
    }
}

/// A file with another text, whose lines end as a browser sends them. Lines that stay keep their bytes.
fn with_text(before: &Source, text: &str) -> Source {
    let mut draft = Draft::new(before.clone());
    draft.set_text(text);
    draft.source().clone()
}
