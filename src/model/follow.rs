//! Follows everything that a page's texts lead to: links, pictures, arguments of components.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::abbreviation::FirstUses;
use crate::hub::Hub;
use crate::markdown::ArgValue;
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{Location, Span};

use super::link::{Context, LinkTarget, Resolved, Targets};
use super::page::Page;

/// The links, the images and the components' arguments of one text, resolved.
pub(super) type Links = (Vec<Resolved>, Vec<Resolved>, BTreeMap<(usize, String), Resolved>);

/// Follows everything a page's texts lead to, in the order of the texts' names.
pub(super) fn follow(page: &Page, targets: &Targets<'_>, hub: &Hub) -> Reported<Vec<Links>> {
    let mut out = Vec::new();
    let value = texts(page, targets, hub, &mut out);
    unexplained(page, hub, &mut out);
    Reported { value, diagnostics: out }
}

/// Abbreviations on a page that neither it nor the glossary explains. Those in records are told by the hub.
fn unexplained(page: &Page, hub: &Hub, out: &mut Vec<Diagnostic>) {
    let Some(document) = page.document() else { return };
    let mut uses = FirstUses::default();
    let description = document.front.description.iter().flat_map(|text| {
        let found = uses.unexplained(&text.value);
        found.into_iter().map(|at| (&text.value[at], text.span)).collect::<Vec<_>>()
    });
    let body = page.prose.values().flat_map(|prose| &prose.mentions.abbreviations);
    let all: Vec<(&str, Span)> =
        description.chain(body.map(|word| (word.value.as_str(), word.span))).collect();
    let mut told = BTreeSet::new();
    for (word, span) in all {
        if !hub.explains(word) && told.insert(word) {
            let at = Location::new(&document.path, span);
            out.push(Diagnostic::new(codes::H0137, at).arg("word", word));
        }
    }
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
