//! The form for a page or a record, and the file as text.

use axum::http::StatusCode;
use minijinja::{Value, context};

use crate::edit::form::Shown as Field;
use crate::edit::locate;
use crate::pipeline::{Choice, Choices, Listed, Outline, Written};
use crate::source::{Digest, FilePath};

use super::checks::{self, Problem};
use super::look::Shown;
use super::target::{self, Target};
use super::words::{done, text};
use super::{Editor, page};
use crate::preview::own::{Answer, Asked};

/// The form for what is asked for.
pub(super) fn show(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let target = match Target::find(editor, &outline, asked) {
        Ok(target) => target,
        Err(answer) => return answer,
    };
    let found = checks::of_file(&outline, &target.listed.file);
    let problems = checks::problems(editor, &target, &found);
    let notice = done(editor.lang, asked.text("done"));
    let place = asked.get("block").and_then(|block| locate(&target.draft.body()?, block));
    let around = Around { problems: &problems, notice: &notice, place, look: None };
    form(editor, &outline, &target, StatusCode::OK, around)
}

/// What stands around a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Around<'a> {
    /// What is wrong, to be told at the fields.
    pub(super) problems: &'a [Problem],
    /// What was done, in a sentence; empty for nothing.
    pub(super) notice: &'a str,
    /// Where in the body the reader was, in bytes.
    pub(super) place: Option<usize>,
    /// What the page looks like.
    pub(super) look: Option<Shown>,
}

/// The form as a page.
pub(super) fn form(
    editor: &Editor,
    outline: &Outline,
    target: &Target,
    status: StatusCode,
    around: Around<'_>,
) -> Answer {
    let Around { problems, notice, place, look } = around;
    let Some(fields) = target.subject.show(&target.draft, editor.lang) else {
        return text_page(
            editor,
            &target.listed.file,
            target.draft.source().text.to_string(),
            target.digest,
            "unreadable",
        );
    };
    let mut names = vec!["!body".to_owned()];
    collect(&fields, &mut names);
    let errors = checks::by_field(problems, &names);
    let (first, more): (Vec<Field>, Vec<Field>) = fields
        .into_iter()
        .partition(|field| field.required || field.is_set || errors.contains_key(&field.name));
    let choices = outline.choices(&target.listed.lang);
    let values = context! {
        title => text(editor.lang, "title-form", &[("title", &target.listed.title)]),
        heading => &*target.listed.title,
        url => &*target.listed.url,
        file => target.listed.file.as_str(),
        record => target.record(),
        is_section => matches!(target.listed.source, Written::Page { is_section: true, .. }),
        text_address => target::address("text", &target.listed.file, ""),
        digest => target.digest.to_string(),
        body => target.draft.body(),
        place => place.zip(target.draft.body()).map(|(at, body)| body[..at].encode_utf16().count()),
        first => page::value(first),
        more => page::value(more),
        problems => page::value(problems),
        errors => page::value(errors),
        next_statuses => next_statuses(&choices, outline, target),
        choices => page::value(&choices),
        pages => page::value(links(outline, &target.listed)),
        components => page::value(&outline.components),
        max_picture => super::MAX_BYTES,
        look => look.map(page::value),
        notice,
    };
    page::page(editor, status, "form.html", values)
}

/// A file as text.
pub(super) fn show_text(editor: &Editor, asked: &Asked) -> Answer {
    let file = FilePath::new(asked.text("file"));
    match target::source(editor, &file) {
        Ok(Some(source)) => {
            let digest = Digest::of(source.text.as_bytes());
            text_page(editor, &file, source.text.to_string(), digest, asked.text("done"))
        }
        Ok(None) => page::missing(editor),
        Err(failed) => page::failed(editor, &failed),
    }
}

fn text_page(editor: &Editor, file: &FilePath, content: String, digest: Digest, word: &str) -> Answer {
    let values = context! {
        title => text(editor.lang, "title-text", &[("file", file.as_str())]),
        file => file.as_str(),
        digest => digest.to_string(),
        content,
        notice => done(editor.lang, word),
    };
    page::page(editor, StatusCode::OK, "text.html", values)
}

fn collect(fields: &[Field], names: &mut Vec<String>) {
    for field in fields {
        names.push(field.name.clone());
        collect(&field.fields, names);
        field.items.iter().for_each(|item| collect(item, names));
    }
}

/// The statuses that may follow the last one that the record has; nothing where it has none.
fn next_statuses(choices: &Choices, outline: &Outline, target: &Target) -> Option<Value> {
    let statuses = target.subject.at.then("status").find(target.draft.table())?.as_list();
    let last = statuses.last()?.as_table()?.text("value")?.value;
    let next = outline.next_statuses.get(last)?;
    let known = choices.get("status")?;
    let allowed: Vec<&Choice> = known.iter().filter(|choice| next.contains(&choice.value)).collect();
    Some(page::value(allowed))
}

/// What a text may link to, as it is written in Markdown, in the language of the page.
fn links(outline: &Outline, of: &Listed) -> Vec<Choice> {
    let link = |page: &Listed| match &page.source {
        Written::Page { .. } => {
            let below = page.file.below("content").unwrap_or_default();
            Choice { value: format!("@/{below}"), label: page.title.clone() }
        }
        Written::Record { .. } => {
            Choice { value: format!("hub:{}", page.url.trim_matches('/')), label: page.title.clone() }
        }
    };
    let mut links: Vec<Choice> = outline.pages.iter().filter(|page| page.lang == of.lang).map(link).collect();
    links.sort_by(|a, b| a.label.cmp(&b.label));
    links
}
