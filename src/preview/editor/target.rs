//! What is edited: a page or a record, found by its address or by its file.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::form::{Found, Subject, records};
use crate::edit::{Change, Draft};
use crate::pipeline::{Listed, Outline, Written};
use crate::source::{Digest, FilePath, Files, Source};

use super::writer::Failed;
use super::{Editor, page};
use crate::preview::own::{Answer, Asked};

/// What is edited, and the file as it was when it was read.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// What it is among the site's pages.
    pub(super) listed: Listed,
    /// The file.
    pub(super) draft: Draft,
    /// Which keys are edited.
    pub(super) subject: Subject,
    /// Of the file's bytes.
    pub(super) digest: Digest,
}

/// The page that is asked for: `url`, or `file` with `record` where the file has several.
fn listed<'a>(outline: &'a Outline, asked: &Asked) -> Option<&'a Listed> {
    if let Some(url) = asked.get("url") {
        return outline.pages.iter().find(|page| page.url == *url);
    }
    let file = FilePath::new(asked.text("file"));
    let is_asked = |page: &&Listed| match &page.source {
        Written::Page { .. } => true,
        Written::Record { id, .. } => asked.get("record").is_none_or(|record| record == id),
    };
    outline.pages.iter().filter(|page| page.file == file).find(is_asked)
}

/// Records that have no page: internal ones, and those of kinds that no section shows.
pub(super) fn without_page(editor: &Editor, outline: &Outline) -> Vec<Listed> {
    let with_page: BTreeSet<(&FilePath, &str)> = outline.pages.iter().filter_map(written_record).collect();
    let files = editor.files.list("site").files.into_iter();
    let all = files.flat_map(|file| records_in(editor, outline, &file));
    all.filter(|record| written_record(record).is_some_and(|record| !with_page.contains(&record))).collect()
}

fn written_record(listed: &Listed) -> Option<(&FilePath, &str)> {
    match &listed.source {
        Written::Page { .. } => None,
        Written::Record { id, .. } => Some((&listed.file, id)),
    }
}

/// The records in a file, whether they have pages or not.
fn records_in(editor: &Editor, outline: &Outline, file: &FilePath) -> Vec<Listed> {
    let Ok(Some(source)) = source(editor, file) else { return Vec::new() };
    let listed = |found: Found| Listed {
        url: String::new(),
        title: found.title,
        lang: outline.config.default_language.clone(),
        translations: BTreeMap::new(),
        file: file.clone(),
        source: Written::Record { kind: found.kind, id: found.id },
    };
    records(&Draft::new(source)).into_iter().map(listed).collect()
}

impl Target {
    /// What is asked for, or what to say where it is not there.
    pub(super) fn find(editor: &Editor, outline: &Outline, asked: &Asked) -> Result<Self, Answer> {
        let without_page = || {
            let records = records_in(editor, outline, &FilePath::new(asked.get("file")?));
            records.into_iter().find(|record| {
                written_record(record)
                    .is_some_and(|(_, id)| asked.get("record").is_none_or(|asked| asked == id))
            })
        };
        let listed = listed(outline, asked).cloned().or_else(without_page);
        let listed = &listed.ok_or_else(|| page::missing(editor))?;
        match Self::read(editor, listed) {
            Ok(Some(target)) => Ok(target),
            Ok(None) => Err(page::missing(editor)),
            Err(failed) => Err(page::failed(editor, &failed)),
        }
    }

    /// Reads what is listed.
    fn read(editor: &Editor, listed: &Listed) -> Result<Option<Self>, Failed> {
        let Some(source) = source(editor, &listed.file)? else { return Ok(None) };
        let digest = Digest::of(source.text.as_bytes());
        let draft = Draft::new(source);
        let subject = match &listed.source {
            Written::Page { kind, is_section } => Some(Subject::page(kind, *is_section)),
            Written::Record { kind, id } => Subject::record(kind, id, &draft),
        };
        Ok(subject.map(|subject| Self { listed: listed.clone(), draft, subject, digest }))
    }

    /// The record's id, for those that are one.
    pub(super) fn record(&self) -> &str {
        match &self.listed.source {
            Written::Page { .. } => "",
            Written::Record { id, .. } => id,
        }
    }

    /// The address of its form.
    pub(super) fn address(&self) -> String {
        address("page", &self.listed.file, self.record())
    }
}

/// Where the files are that have forms. Those of a theme are changed only as diagnostics propose.
const FOLDERS: [&str; 2] = ["content", "site"];

/// A text file; `None` where there is none, or no text.
pub(super) fn source(editor: &Editor, file: &FilePath) -> Result<Option<Source>, Failed> {
    if !FOLDERS.iter().any(|folder| file.below(folder).is_some()) {
        return Err(Failed::Outside(file.clone()));
    }
    let bytes = editor.writer.read(file)?;
    Ok(bytes.and_then(|bytes| Source::new(file.clone(), bytes).ok()))
}

/// The id of a record in a file that comes, where another file has a record of that kind and id.
pub(super) fn taken(editor: &Editor, change: &Change) -> Option<String> {
    let source = Source::new(change.file.clone(), change.after.clone()?).ok()?;
    let outline = editor.outline();
    records(&Draft::new(source))
        .into_iter()
        .find(|record| outline.has_record(record.kind, &record.id))
        .map(|record| record.id)
}

/// One of the editor's addresses about a file.
pub(super) fn address(what: &str, file: &FilePath, record: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("file", file.as_str());
    if !record.is_empty() {
        query.append_pair("record", record);
    }
    format!("/_torg/edit/{what}?{}", query.finish())
}
