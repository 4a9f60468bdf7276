//! New pages and records. One says what and where; the scaffold is that of `torg new`, and what else it needs is filled in
//! in its own form afterwards.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use jiff::civil::Date;
use minijinja::context;
use serde::Serialize;

use crate::config::{is_slug, slug};
use crate::edit::Change;
use crate::edit::scaffold::{Kind, New, Place, Problem, Project};
use crate::pipeline::{Choice, Listed, Outline, Written};
use crate::report::Lang;

use super::journal::Edit;
use super::words::{choice, text};
use super::writer::Failed;
use super::{Editor, page, target};
use crate::preview::own::{Answer, Asked};

/// What is to be made: a kind, and for pages the section they go into.
#[derive(Clone, Copy, Debug)]
struct Wanted<'a> {
    kind: Kind,
    section: Option<&'a Listed>,
}

/// An answer that cannot be.
#[derive(Clone, Debug, Serialize)]
struct Wrong {
    /// The field's name.
    field: &'static str,
    /// The word for how bad it is.
    kind: String,
    message: String,
}

/// The form for what is asked for; where that is nothing yet, what there is to choose among.
pub(super) fn show(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let project = project(editor, &outline);
    match Wanted::find(&outline, &project, asked) {
        Some(wanted) => form(editor, &project, wanted, asked, StatusCode::OK, &[]),
        None => choose(editor, &outline),
    }
}

/// Makes what the form says, and leads to its form.
pub(super) fn make(editor: &Editor, asked: &Asked) -> Answer {
    let outline = editor.outline();
    let project = project(editor, &outline);
    let Some(wanted) = Wanted::find(&outline, &project, asked) else { return page::missing(editor) };
    let refuse = |status, wrong: Wrong| form(editor, &project, wanted, asked, status, &[wrong]);
    let (change, record) = match change(editor, &outline, &project, wanted, asked) {
        Ok(made) => made,
        Err(wrong) => {
            return form(editor, &project, wanted, asked, StatusCode::UNPROCESSABLE_ENTITY, &wrong);
        }
    };
    let file = change.file.clone();
    let title = text(editor.lang, "edit-made", &[("file", file.as_str())]);
    match editor.journal().make(&Edit { title, changes: vec![change] }) {
        Ok(()) => {
            let done = if wanted.section.is_some() { "made-page" } else { "made-record" };
            Answer::Go(format!("{}&done={done}", target::address("page", &file, &record)))
        }
        Err(Failed::Changed(_)) => refuse(StatusCode::CONFLICT, taken(editor, file.stem())),
        Err(failed) => page::failed(editor, &failed),
    }
}

impl Wrong {
    fn new(editor: &Editor, field: &'static str, key: &str, args: &[(&str, &str)]) -> Self {
        Self { field, kind: text(editor.lang, "error", &[]), message: text(editor.lang, key, args) }
    }
}

impl<'a> Wanted<'a> {
    /// A record by its kind; a page by its section and, where it is not what the section's pages are, its kind. Or either by
    /// the address of something that it is to be like.
    fn find(outline: &'a Outline, project: &Project, asked: &Asked) -> Option<Self> {
        let name = asked.text("kind");
        let kind = Kind::from_name(name);
        if let Some(Kind::Record(_)) = kind {
            return kind.map(|kind| Self { kind, section: None });
        }
        let section = if let Some(url) = asked.get("url") {
            let like = outline.pages.iter().find(|page| page.url == *url)?;
            if name == "record" {
                let Written::Record { kind, .. } = &like.source else { return None };
                return Kind::from_name(&kind.replace('_', "-")).map(|kind| Self { kind, section: None });
            }
            let above = sections(outline).filter(|section| like.url.starts_with(&section.url));
            above.filter(|section| section.lang == like.lang).max_by_key(|section| section.url.len())?
        } else {
            sections(outline).find(|section| section.file.as_str() == asked.text("section"))?
        };
        let kind = kind.unwrap_or_else(|| project.kind_in(folder(section)));
        Some(Self { kind, section: Some(section) })
    }
}

/// The file to make, and the record's id; or everything that is wrong with the answers.
fn change(
    editor: &Editor,
    outline: &Outline,
    project: &Project,
    wanted: Wanted<'_>,
    asked: &Asked,
) -> Result<(Change, String), Vec<Wrong>> {
    let Wanted { kind, section } = wanted;
    let mut wrong = Vec::new();
    let mut refuse = |field, key: &str| wrong.push(Wrong::new(editor, field, key, &[]));
    let title = asked.text("title").split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() && kind.has_title() {
        refuse("title", "new-no-title");
    }
    let written = asked.text("name").trim();
    let name = if written.is_empty() { slug(&title) } else { written.to_owned() };
    if name.is_empty() && !(title.is_empty() && kind.has_title()) {
        refuse("name", "new-no-name");
    }
    let day = asked.text("day").parse::<Date>();
    let day = if kind.has_day() { day.ok() } else { Some(project.today()) };
    if day.is_none() {
        refuse("day", "new-no-day");
    }
    if !name.is_empty() && !is_slug(&name) {
        wrong.push(Wrong::new(editor, "name", "bad-name", &[("name", &name)]));
    }
    let (Some(day), []) = (day, wrong.as_slice()) else { return Err(wrong) };
    let language = section.map_or(outline.config.default_language.as_str(), |section| &section.lang);
    let of_type = kind.types().into_iter().find(|known| *known == asked.text("type"));
    let lang = Lang::of_locale(language).unwrap_or(Lang::En);
    let new = New { kind, title: &title, day, of_type, lang };
    let place = match (kind, section) {
        (Kind::Record(kind), _) => project.place_of_record(kind, &name),
        (_, section) => project.place_of_page(kind, section.map_or("", folder), &name, language),
    };
    let made = place.and_then(|place| Ok((project.text(&new, &place)?, place)));
    let (text, Place { path, .. }) = made.map_err(|problem| vec![told(editor, &problem, kind, &name)])?;
    let record = if section.is_some() { String::new() } else { name };
    Ok((Change::new_file(path, text.into_bytes()), record))
}

/// Why it cannot be made, in words.
fn told(editor: &Editor, problem: &Problem, kind: Kind, name: &str) -> Wrong {
    let say = |key, args: &[(&str, &str)]| Wrong::new(editor, "kind", key, args);
    match problem {
        Problem::Taken(_) => taken(editor, name),
        Problem::NoSection(_) => say("missing", &[]),
        Problem::Lacks(key) => {
            let made = label(editor, kind);
            match Kind::from_name(&key.replace('_', "-")) {
                Some(lacking) => {
                    say("new-lacks-record", &[("kind", &made), ("lacking", &label(editor, lacking))])
                }
                None => say("new-lacks-word", &[("kind", &made), ("list", key)]),
            }
        }
    }
}

fn taken(editor: &Editor, name: &str) -> Wrong {
    Wrong::new(editor, "name", "name-taken", &[("name", name)])
}

fn form(
    editor: &Editor,
    project: &Project,
    wanted: Wanted<'_>,
    asked: &Asked,
    status: StatusCode,
    wrong: &[Wrong],
) -> Answer {
    let Wanted { kind, section } = wanted;
    let day = asked.get("day").cloned().unwrap_or_else(|| project.today().to_string());
    let types = kind.types().into_iter();
    let types = types.map(|word| Choice { value: word.to_owned(), label: choice(editor.lang, word) });
    let values = context! {
        title => text(editor.lang, if section.is_some() { "new-page" } else { "new-record" }, &[]),
        kind => kind.name(),
        label => label(editor, kind),
        section => section.map(|section| section.file.as_str()),
        section_title => section.map(|section| &*section.title),
        section_url => section.map(|section| &*section.url),
        written => context! { title => asked.text("title"), name => asked.text("name"), of_type => asked.text("type"), day },
        types => page::value(types.collect::<Vec<_>>()),
        has_title => kind.has_title(),
        has_day => kind.has_day(),
        errors => page::value(wrong.iter().map(|one| (one.field, [one])).collect::<BTreeMap<_, _>>()),
        wrong => page::value(wrong),
    };
    page::page(editor, status, "create.html", values)
}

/// The sections and kinds there are.
fn choose(editor: &Editor, outline: &Outline) -> Answer {
    let named = |kind: Kind| Choice { value: kind.name(), label: label(editor, kind) };
    let mut records: Vec<Choice> =
        Kind::all().into_iter().filter(|kind| kind.record().is_some()).map(named).collect();
    records.sort_by(|a, b| a.label.cmp(&b.label));
    let section = |section: &Listed| Choice {
        value: section.file.as_str().to_owned(),
        label: format!("{} ({})", section.title, section.url),
    };
    let values = context! {
        title => text(editor.lang, "title-new", &[]),
        sections => page::value(sections(outline).map(section).collect::<Vec<_>>()),
        kinds => page::value(Kind::PAGES.map(named)),
        records => page::value(records),
    };
    page::page(editor, StatusCode::OK, "choose.html", values)
}

fn sections(outline: &Outline) -> impl Iterator<Item = &Listed> {
    outline.pages.iter().filter(|page| matches!(page.source, Written::Page { is_section: true, .. }))
}

/// The folder of a section below `content`; empty for the top.
fn folder(section: &Listed) -> &str {
    section.file.parent().strip_prefix("content/").unwrap_or_default()
}

/// What a kind is called.
fn label(editor: &Editor, kind: Kind) -> String {
    match kind {
        Kind::Record(_) => kind.label(editor.lang).to_owned(),
        _ => choice(editor.lang, &kind.name()),
    }
}

/// The project as it is today.
fn project(editor: &Editor, outline: &Outline) -> Project {
    let today = outline.now.to_zoned(outline.config.time_zone.clone()).date();
    Project::read(&editor.files, &outline.config, today)
}
