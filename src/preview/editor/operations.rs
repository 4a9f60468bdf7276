//! What happens to whole pages and records: copied, deleted, put back.

use axum::http::StatusCode;

use crate::config::is_slug;
use crate::edit::{Change, Draft, Path, Plain, alone};
use crate::pipeline::Written;
use crate::source::{FilePath, Source};

use super::journal::Edit;
use super::target::{self, Target};
use super::trash::Item;
use super::words::text;
use super::writer::Failed;
use super::{Editor, conflict, page};
use crate::preview::own::{Answer, Asked};

/// Copies a page or a record under another name. The copy of a page is a draft.
pub(super) fn duplicate(editor: &Editor, asked: &Asked) -> Answer {
    let target = match Target::find(editor, &editor.outline(), asked) {
        Ok(target) => target,
        Err(answer) => return answer,
    };
    let name = asked.text("name");
    if !is_slug(name) {
        return page::message(editor, StatusCode::UNPROCESSABLE_ENTITY, "bad-name", &[("name", name)]);
    }
    let Some((change, record)) = copy(editor, &target, name) else { return page::missing(editor) };
    let file = change.file.clone();
    let title = text(editor.lang, "edit-copied", &[("file", target.listed.file.as_str())]);
    match editor.journal().make(&Edit { title, changes: vec![change] }) {
        Ok(()) => Answer::Go(format!("{}&done=copied", target::address("page", &file, &record))),
        Err(Failed::Changed(_)) => {
            page::message(editor, StatusCode::CONFLICT, "name-taken", &[("name", name)])
        }
        Err(failed) => page::failed(editor, &failed),
    }
}

/// Deletes a page or a record.
pub(super) fn delete(editor: &Editor, asked: &Asked) -> Answer {
    let target = match Target::find(editor, &editor.outline(), asked) {
        Ok(target) => target,
        Err(answer) => return answer,
    };
    let source = target.draft.source();
    if asked.text("digest") != target.digest.to_string() {
        return conflict::show(editor, source, source);
    }
    let Some((change, kept)) = gone(&target) else { return page::missing(editor) };
    if let Err(error) = editor.trash.keep(&kept.path, kept.text.as_bytes()) {
        return page::failed(editor, &Failed::Io(source.path.clone(), error.to_string()));
    }
    let title = text(editor.lang, "edit-deleted", &[("file", source.path.as_str())]);
    done(editor, &Edit { title, changes: vec![change] }, "deleted")
}

/// What deleting comes to, and the file that is kept of it.
fn gone(target: &Target) -> Option<(Change, Source)> {
    let (source, at) = (target.draft.source(), &target.subject.at);
    if at.steps().is_empty() {
        let change = Change::gone(source.path.clone(), source.text.as_bytes().to_vec());
        return Some((change, source.clone()));
    }
    let mut draft = target.draft.clone();
    draft.remove(at).ok()?;
    Some((Change::of(source, &draft)?, alone(&target.draft, at, target.record())?))
}

/// Puts a file back from the trash.
pub(super) fn restore(editor: &Editor, asked: &Asked) -> Answer {
    let item = Item {
        number: asked.text("number").parse().unwrap_or_default(),
        file: FilePath::new(asked.text("file")),
    };
    let Some(change) = editor.trash.restored(&item) else { return page::missing(editor) };
    if let Some(id) = target::taken(editor, &change) {
        return page::message(editor, StatusCode::CONFLICT, "name-taken", &[("name", &id)]);
    }
    let title = text(editor.lang, "edit-restored", &[("file", item.file.as_str())]);
    let answer = done(editor, &Edit { title, changes: vec![change] }, "restored");
    if matches!(answer, Answer::Go(_)) {
        editor.trash.forget(&item);
    }
    answer
}

fn done(editor: &Editor, edit: &Edit, done: &str) -> Answer {
    match editor.journal().make(edit) {
        Ok(()) => Answer::Go(format!("/_torg/edit/?done={done}")),
        Err(failed) => page::failed(editor, &failed),
    }
}

/// The copy, and the id of the record in it.
fn copy(editor: &Editor, target: &Target, name: &str) -> Option<(Change, String)> {
    let source = target.draft.source();
    let mut draft = target.draft.clone();
    match &target.listed.source {
        Written::Page { .. } => {
            let title = text(editor.lang, "copy", &[("title", &target.listed.title)]);
            draft.set(&Path::new("title"), &Plain::text(&title), &[]).ok()?;
            draft.set(&Path::new("draft"), &Plain::Bool(true), &["title", "description", "date"]).ok()?;
            for key in ["slug", "path", "aliases"] {
                draft.remove(&Path::new(key)).ok()?;
            }
            let (_, language) = source.path.stem().rsplit_once('.').unwrap_or(("", ""));
            let language =
                if language == target.listed.lang { format!(".{language}") } else { String::new() };
            let file = FilePath::new(&format!("{}/{name}{language}.md", source.path.parent()));
            Some((Change::new_file(file, bytes(&draft)), String::new()))
        }
        Written::Record { .. } if target.subject.at.steps().is_empty() => {
            draft.remove(&Path::new("id")).ok()?;
            let file = FilePath::new(&format!("{}/{name}.toml", source.path.parent()));
            Some((Change::new_file(file, bytes(&draft)), name.to_owned()))
        }
        Written::Record { .. } => {
            let (index, list) = target.subject.at.steps().split_last()?;
            let whole = Plain::of_table(draft.table())?;
            let Plain::Table(mut record) = whole.at(&target.subject.at)?.clone() else { return None };
            record.insert("id".to_owned(), Plain::text(name));
            let after: usize = index.parse().ok()?;
            draft.insert(&Path::new(&list.join(".")), after + 1, &Plain::Table(record)).ok()?;
            Some((Change::of(source, &draft)?, name.to_owned()))
        }
    }
}

fn bytes(draft: &Draft) -> Vec<u8> {
    let Source { text, .. } = draft.source();
    text.as_bytes().to_vec()
}
