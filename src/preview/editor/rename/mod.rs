//! Another name for a page, for a section's folder with all that is in it, or for a record: old addresses lead to the new ones,
//! and whatever names it names it anew.

mod changes;
#[cfg(test)]
mod tests;

use axum::http::StatusCode;

use crate::config::is_slug;
use crate::edit::{Pair, Path, Refused};
use crate::pipeline::{Listed, Outline, Written};
use crate::source::{FilePath, Files};

use super::journal::Edit;
use super::target::{self, Target};
use super::words::text;
use super::writer::Failed;
use super::{Editor, conflict, page};
use crate::preview::own::{Answer, Asked};

/// A new name, and what has it.
struct Renaming<'a> {
    outline: &'a Outline,
    target: &'a Target,
    name: &'a str,
    /// What gets another path: files, or a folder with all that is in it.
    moves: Vec<(FilePath, FilePath)>,
    /// The names in links.
    pairs: Vec<Pair>,
    /// What refers to it by id: the kind, the old id and the new.
    reference: Option<(&'static str, String, String)>,
}

/// Why nothing gets another name.
enum Refusal {
    /// What to say of a file.
    Said(&'static str, FilePath),
    /// Something else has the name.
    Taken,
    /// The field cannot be written.
    Field(Path, FilePath),
    Failed(Failed),
}

/// Renames a page with its translations, a section with its folder, or a record.
pub(super) fn rename(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let target = match Target::find(editor, &outline, asked) {
        Ok(target) => target,
        Err(answer) => return answer,
    };
    let name = asked.text("name");
    if !is_slug(name) {
        return page::message(editor, StatusCode::UNPROCESSABLE_ENTITY, "bad-name", &[("name", name)]);
    }
    if asked.text("digest") != target.digest.to_string() {
        return conflict::show(editor, target.draft.source(), target.draft.source());
    }
    match Renaming::new(editor, &outline, &target, name).and_then(|renaming| renaming.make(editor)) {
        Ok(address) => Answer::Go(address),
        Err(refusal) => refusal.answer(editor, name),
    }
}

impl<'a> Renaming<'a> {
    fn new(
        editor: &Editor,
        outline: &'a Outline,
        target: &'a Target,
        name: &'a str,
    ) -> Result<Self, Refusal> {
        let mut renaming =
            Self { outline, target, name, moves: Vec::new(), pairs: Vec::new(), reference: None };
        match &target.listed.source {
            Written::Page { is_section: true, .. } => renaming.section(editor)?,
            Written::Page { kind, .. } => renaming.page(kind),
            Written::Record { kind, id } => renaming.record(kind, id)?,
        }
        Ok(renaming)
    }

    /// A section is called what its folder is, unless it says another name itself.
    fn section(&mut self, editor: &Editor) -> Result<(), Refusal> {
        let listed = &self.target.listed;
        let folder = listed.file.on_disk().rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some((above, _)) = folder.rsplit_once('/') else {
            return Err(Refusal::Said("rename-home", listed.file.clone()));
        };
        let table = self.target.draft.table();
        if table.get("records").is_some() && table.get("path").is_none() {
            self.pairs.push((format!("hub:{}/", last_part(&listed.url)), format!("hub:{}/", self.name)));
        }
        if table.get("slug").is_some() {
            return Ok(());
        }
        let new = FilePath::new(&format!("{above}/{}", self.name));
        let old = FilePath::new(folder);
        if old != new && !editor.files.list(new.as_str()).files.is_empty() {
            return Err(Refusal::Taken);
        }
        self.pairs.push((format!("{}/", in_links(&old)), format!("{}/", in_links(&new))));
        self.moves.push((old, new));
        Ok(())
    }

    /// A page is called what its file is, in each language.
    fn page(&mut self, kind: &'static str) {
        let listed = &self.target.listed;
        for page in self.outline.pages.iter().filter(|page| is_translation(page, listed)) {
            let new = renamed_file(page, self.name);
            self.pairs.push((in_links(&page.file), in_links(&new)));
            self.moves.push((page.file.clone(), new));
        }
        if self.target.draft.table().get("path").is_none() {
            self.reference = Some((kind, last_part(&listed.url).to_owned(), self.name.to_owned()));
        }
    }

    fn record(&mut self, kind: &'static str, id: &str) -> Result<(), Refusal> {
        let listed = &self.target.listed;
        if id != self.name && self.outline.has_record(kind, self.name) {
            return Err(Refusal::Taken);
        }
        // A record without a page is linked to by nobody.
        if let Some(section) = listed.url.trim_matches('/').strip_suffix(id) {
            let section = last_part(section);
            self.pairs.push((format!("hub:{section}/{id}"), format!("hub:{section}/{}", self.name)));
        }
        self.reference = Some((kind, id.to_owned(), self.name.to_owned()));
        if self.target.subject.at.steps().is_empty() {
            let new = FilePath::new(&format!("{}/{}.toml", listed.file.parent(), self.name));
            self.moves.push((listed.file.clone(), new));
        }
        Ok(())
    }

    /// Gives the new name, and tells where the form is then.
    fn make(&self, editor: &Editor) -> Result<String, Refusal> {
        let changes = self.changes(editor)?;
        let file = &self.target.listed.file;
        let record = if self.target.record().is_empty() { "" } else { self.name };
        let address = target::address("page", &self.moved(file), record);
        if changes.is_empty() {
            return Ok(format!("{address}&done=nothing"));
        }
        let title = text(editor.lang, "edit-renamed", &[("file", file.as_str())]);
        editor.journal().make(&Edit { title, changes })?;
        let done = if self.is_named_by_theme(editor) { "renamed-theme" } else { "renamed" };
        Ok(format!("{address}&done={done}"))
    }

    /// Where a file is then.
    fn moved(&self, file: &FilePath) -> FilePath {
        let moved = self.moves.iter().find_map(|(old, new)| {
            let below = || file.below(old.as_str()).map(|rest| FilePath::new(&format!("{new}/{rest}")));
            if file == old { Some(new.clone()) } else { below() }
        });
        moved.unwrap_or_else(|| file.clone())
    }

    /// Whether a template names a section in a way that nobody can tell from other words.
    fn is_named_by_theme(&self, editor: &Editor) -> bool {
        let Written::Page { is_section: true, .. } = self.target.listed.source else { return false };
        let quoted =
            self.moves.iter().flat_map(|(old, _)| ['"', '\''].map(|c| format!("{c}{}{c}", old.file_name())));
        let quoted: Vec<String> = quoted.collect();
        let templates = editor.files.list("themes").files.into_iter().filter(changes::is_template);
        templates
            .filter_map(|path| String::from_utf8(editor.files.read(&path).ok()?).ok())
            .any(|text| quoted.iter().any(|name| text.contains(name)))
    }
}

impl From<Failed> for Refusal {
    fn from(failed: Failed) -> Self {
        // Nothing that comes may be there, and what goes was read a moment ago.
        if matches!(failed, Failed::Changed(_)) { Self::Taken } else { Self::Failed(failed) }
    }
}

impl Refusal {
    /// An edit of a file that was refused.
    fn of_edit(refused: Refused, file: &FilePath) -> Self {
        match refused {
            Refused::Unreadable => Self::Said("rename-unreadable", file.clone()),
            Refused::Unsafe(field) => Self::Field(field, file.clone()),
        }
    }

    fn answer(&self, editor: &Editor, name: &str) -> Answer {
        let wrong = StatusCode::UNPROCESSABLE_ENTITY;
        match self {
            Self::Said(key, file) => page::message(editor, wrong, key, &[("file", file.as_str())]),
            Self::Taken => page::message(editor, StatusCode::CONFLICT, "name-taken", &[("name", name)]),
            Self::Field(field, file) => {
                let args = [("field", &*field.to_string()), ("file", file.as_str())];
                page::message(editor, wrong, "rename-unsafe", &args)
            }
            Self::Failed(failed) => page::failed(editor, failed),
        }
    }
}

/// A path as links write it that begin at the top.
fn in_links(path: &FilePath) -> String {
    format!("@/{}", path.below("content").unwrap_or_default())
}

fn last_part(url: &str) -> &str {
    url.trim_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Whether two are the same page, perhaps in different languages.
fn is_translation(page: &Listed, of: &Listed) -> bool {
    untranslated(page) == untranslated(of)
}

/// A page's file without language and ending: the same for all its translations.
fn untranslated(page: &Listed) -> &str {
    let stem = page.file.as_str().strip_suffix(".md").unwrap_or(page.file.as_str());
    stem.strip_suffix(page.lang.as_str()).and_then(|stem| stem.strip_suffix('.')).unwrap_or(stem)
}

/// The file under another name; date and language stay.
fn renamed_file(page: &Listed, name: &str) -> FilePath {
    let stem = page.file.stem();
    let short = untranslated(page).rsplit('/').next().unwrap_or(stem);
    let language = stem.strip_prefix(short).unwrap_or_default();
    let is_date = |date: &&str| {
        date.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 | 10 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    let date = short.get(..11).filter(is_date).unwrap_or_default();
    let folder = page.file.parent();
    FilePath::new(&format!("{folder}/{date}{name}{language}.md"))
}
