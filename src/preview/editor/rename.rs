//! Another name for a page or a record: its old address leads to the new one, and whatever names it names it anew.

use axum::http::StatusCode;

use crate::config::is_slug;
use crate::edit::form::{Subject, records};
use crate::edit::{Change, Draft, Pair, Path, Plain, Refused, renamed};
use crate::pipeline::{Listed, Outline, Written};
use crate::source::{FilePath, Files, Source};

use super::journal::Edit;
use super::target::{self, Target};
use super::words::text;
use super::writer::Failed;
use super::{Editor, conflict, page};
use crate::preview::own::{Answer, Asked};

/// A new name, and everything it changes.
struct Renaming<'a> {
    outline: &'a Outline,
    /// The names in links.
    pairs: Vec<Pair>,
    /// What refers to it by id: the kind, the old id and the new.
    reference: Option<(&'static str, String, String)>,
    /// The files that move, by their old paths.
    moves: Vec<(FilePath, FilePath)>,
    /// The record's place in its file, where the file has several.
    record: Option<(FilePath, Path)>,
    name: &'a str,
}

/// Renames a page with its translations, or a record.
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
    let Some(renaming) = Renaming::new(&outline, &target, name) else {
        return page::message(editor, StatusCode::UNPROCESSABLE_ENTITY, "not-renamed", &[]);
    };
    let changes = match renaming.changes(editor) {
        Ok(changes) => changes,
        Err(_refused) => return page::message(editor, StatusCode::UNPROCESSABLE_ENTITY, "not-renamed", &[]),
    };
    let title = text(editor.lang, "edit-renamed", &[("file", target.listed.file.as_str())]);
    let file = renaming.moved(&target.listed.file).unwrap_or(&target.listed.file).clone();
    let record = if target.record().is_empty() { "" } else { name };
    match editor.journal().make(&Edit { title, changes }) {
        Ok(()) => Answer::Go(format!("{}&done=renamed", target::address("page", &file, record))),
        Err(Failed::Changed(_)) => {
            page::message(editor, StatusCode::CONFLICT, "name-taken", &[("name", name)])
        }
        Err(failed) => page::failed(editor, &failed),
    }
}

impl<'a> Renaming<'a> {
    fn new(outline: &'a Outline, target: &Target, name: &'a str) -> Option<Self> {
        let listed = &target.listed;
        let old_id = last_part(&listed.url).to_owned();
        let mut renaming =
            Self { outline, pairs: Vec::new(), reference: None, moves: Vec::new(), record: None, name };
        match &listed.source {
            // A section's name is that of its folder, with all that is in it.
            Written::Page { is_section: true, .. } => return None,
            Written::Page { kind, .. } => {
                let is_one = |page: &&Listed| untranslated(page) == untranslated(listed);
                for page in outline.pages.iter().filter(is_one) {
                    let new = renamed_file(page, name);
                    let [old_link, new_link] = [&page.file, &new]
                        .map(|file| format!("@/{}", file.below("content").unwrap_or_default()));
                    renaming.pairs.push((old_link, new_link));
                    renaming.moves.push((page.file.clone(), new));
                }
                if target.draft.table().get("path").is_none() {
                    renaming.reference = Some((kind, old_id, name.to_owned()));
                }
            }
            Written::Record { kind, id } => {
                let place = listed.url.trim_matches('/');
                // A record without a page is linked to by nobody.
                if let Some(section) = place.strip_suffix(id.as_str()) {
                    renaming.pairs.push((format!("hub:{place}"), format!("hub:{section}{name}")));
                }
                renaming.reference = Some((kind, id.clone(), name.to_owned()));
                if target.subject.at.steps().is_empty() {
                    let new = FilePath::new(&format!("{}/{name}.toml", listed.file.parent()));
                    renaming.moves.push((listed.file.clone(), new));
                } else {
                    renaming.record = Some((listed.file.clone(), target.subject.at.clone()));
                }
            }
        }
        Some(renaming)
    }

    fn moved(&self, file: &FilePath) -> Option<&FilePath> {
        self.moves.iter().find(|(old, _)| old == file).map(|(_, new)| new)
    }

    /// What becomes of every file that names it.
    fn changes(&self, editor: &Editor) -> Result<Vec<Change>, Refused> {
        let files = &editor.files;
        let listings = ["content", "site"].map(|folder| files.list(folder).files);
        let is_text = |path: &FilePath| matches!(path.extension(), Some("md" | "toml"));
        let mut changes = Vec::new();
        for path in listings.into_iter().flatten().filter(is_text) {
            let source = files.read(&path).ok().and_then(|bytes| Source::new(path.clone(), bytes).ok());
            let Some(source) = source else { continue };
            let draft = self.draft(&source)?;
            let after = draft.source().text.as_bytes().to_vec();
            match self.moved(&path) {
                Some(new) if *new != path => {
                    changes.push(Change::gone(path, source.text.as_bytes().to_vec()));
                    changes.push(Change::new_file(new.clone(), after));
                }
                _ => changes.extend(Change::of(&source, &draft)),
            }
        }
        Ok(changes)
    }

    fn draft(&self, source: &Source) -> Result<Draft, Refused> {
        let text = renamed(&source.text, &self.pairs);
        let mut draft = Draft::new(Source { path: source.path.clone(), text: text.into() });
        if let Some((kind, old, new)) = &self.reference {
            for subject in self.subjects(&draft) {
                subject.refer_anew(&mut draft, kind, old, new)?;
            }
        }
        if self.moved(&source.path).is_some() {
            self.keep_address(&mut draft)?;
        }
        if let Some((file, at)) = &self.record
            && *file == source.path
        {
            draft.set(&at.then("id"), &Plain::text(self.name), &[])?;
        }
        Ok(draft)
    }

    /// What refers to other things in a file.
    fn subjects(&self, draft: &Draft) -> Vec<Subject> {
        let path = &draft.source().path;
        match self.outline.pages.iter().find(|page| page.file == *path).map(|page| &page.source) {
            Some(Written::Page { kind, is_section }) => vec![Subject::page(kind, *is_section)],
            _ => records(draft).into_iter().map(|found| found.subject).collect(),
        }
    }

    /// A moved page's old address becomes one that leads to it; a record's id is its new one.
    fn keep_address(&self, draft: &mut Draft) -> Result<(), Refused> {
        let id = Path::new("id");
        let Some(page) = self.outline.pages.iter().find(|page| page.file == draft.source().path) else {
            return Ok(());
        };
        if matches!(page.source, Written::Record { .. }) {
            return if draft.table().get("id").is_some() {
                draft.set(&id, &Plain::text(self.name), &[])
            } else {
                Ok(())
            };
        }
        if draft.table().get("path").is_some() {
            return Ok(());
        }
        if draft.table().get("slug").is_some() {
            draft.set(&Path::new("slug"), &Plain::text(self.name), &[])?;
        }
        let known = draft.table().texts("aliases").into_iter().map(|alias| alias.value.to_owned());
        let mut aliases: Vec<String> = known.collect();
        if !aliases.contains(&page.url) {
            aliases.push(page.url.clone());
        }
        let aliases = Plain::List(aliases.iter().map(|alias| Plain::text(alias)).collect());
        draft.set(&Path::new("aliases"), &aliases, &["title", "menu_title", "description", "slug"])
    }
}

fn last_part(url: &str) -> &str {
    url.trim_matches('/').rsplit('/').next().unwrap_or_default()
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
