//! Follows everything that a page's texts lead to: links, pictures, arguments of components.

use std::collections::BTreeMap;

use crate::config::abbreviation::FirstUses;
use crate::content::DocumentInfo;
use crate::hub::Hub;
use crate::markdown::ArgValue;
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{Location, Span};

use super::link::{Context, LinkTarget, Resolved, Targets};
use super::page::Page;

/// The links, the images and the components' arguments of one text, resolved.
pub(super) type Links = (Vec<Resolved>, Vec<Resolved>, BTreeMap<(usize, String), Resolved>);

/// Where a page leads.
pub(super) struct Followed {
    /// What its texts lead to, in the order of their names.
    pub(super) texts: Vec<Links>,
    /// The files beside it that its front matter names.
    pub(super) files: Vec<Resolved>,
}

/// Follows everything a page leads to.
pub(super) fn follow(page: &Page, targets: &Targets<'_>, hub: &Hub) -> Reported<Followed> {
    let mut out = Vec::new();
    let texts = texts(page, targets, hub, &mut out);
    let files = files(page, targets, &mut out);
    unexplained(page, hub, &mut out);
    Reported { value: Followed { texts, files }, diagnostics: out }
}

/// The files of a document's page.
fn files(page: &Page, targets: &Targets<'_>, out: &mut Vec<Diagnostic>) -> Vec<Resolved> {
    let Some(document) = page.document() else { return Vec::new() };
    let context = Context { file: &document.path, lang: &page.lang, page: page.id };
    let files = document.info().into_iter().flat_map(DocumentInfo::files);
    files
        .map(|file| {
            let at = Location::new(&document.path, file.span);
            targets.resolve(&file.value, &at, context, out)
        })
        .collect()
}

/// Abbreviations on a page that neither it nor the glossary explains. Those in records are told by the hub.
fn unexplained(page: &Page, hub: &Hub, out: &mut Vec<Diagnostic>) {
    let Some(document) = page.document() else { return };
    let mut uses = FirstUses::default();
    let mut report = |word: &str, span: Span| {
        if !hub.explains(word) {
            out.push(Diagnostic::new(codes::H0137, Location::new(&document.path, span)).arg("word", word));
        }
    };
    if let Some(description) = &document.front.description {
        for at in uses.unexplained(&description.value) {
            report(&description.value[at], description.span);
        }
    }
    let body = page.prose.values().flat_map(|prose| &prose.mentions.abbreviations);
    body.filter(|word| !uses.has(&word.value)).for_each(|word| report(&word.value, word.span));
}

fn texts(page: &Page, targets: &Targets<'_>, hub: &Hub, out: &mut Vec<Diagnostic>) -> Vec<Links> {
    let texts = page.prose.values().map(|prose| {
        let context = Context { file: &prose.file, lang: &page.lang, page: page.id };
        let at = |span| Location::new(&prose.file, span);
        let link = |target: &str, at: Location, out: &mut Vec<Diagnostic>| {
            if let Some(unknown) = unknown_record(target, &at, targets, hub) {
                out.push(unknown);
                return Resolved::default();
            }
            targets.resolve(target, &at, context, out)
        };
        let mentions = &prose.mentions;
        let links = mentions.links.iter().map(|written| link(&written.value, at(written.span), out));
        let links = links.collect();
        let mut args = BTreeMap::new();
        for (index, component) in mentions.components.iter().enumerate() {
            for arg in &component.args {
                match &arg.value {
                    ArgValue::Link(target)
                    | ArgValue::File(target)
                    | ArgValue::Page(target)
                    | ArgValue::Image(target) => {
                        args.insert((index, arg.name.clone()), link(target, at(arg.span), out));
                    }
                    ArgValue::Record { kind, id } => out.extend(hub.unknown_record(kind, id, at(arg.span))),
                    ArgValue::Text(_) | ArgValue::Integer(_) | ArgValue::Flag | ArgValue::Choice(_) => {}
                }
            }
        }
        let images = mentions.images.iter().map(|image| {
            let at = at(image.span);
            let resolved = targets.resolve(&image.value, &at, context, out);
            if resolved.target == LinkTarget::External {
                out.push(Diagnostic::new(codes::L0106, at).arg("target", &image.value));
            }
            resolved
        });
        (links, images.collect(), args)
    });
    texts.collect()
}

/// What to say of a link to a record that does not exist on any day.
fn unknown_record(target: &str, at: &Location, targets: &Targets<'_>, hub: &Hub) -> Option<Diagnostic> {
    let reference = target.strip_prefix("hub:")?.split('#').next()?;
    let (section, id) = reference.split_once('/').unwrap_or((reference, ""));
    let (kind, _) = targets.record_sections.get(section)?;
    let mut diagnostic = hub.unknown_record(kind, id.trim_end_matches('/'), at.clone())?;
    for suggestion in &mut diagnostic.suggestions {
        let whole = format!("hub:{section}/{}", suggestion.name);
        suggestion.edits.iter_mut().for_each(|edit| edit.text.clone_from(&whole));
    }
    Some(diagnostic)
}
