//! The theme's words: Fluent files whose faults are located, and whose languages have the same keys.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::Entry;
use fluent_syntax::parser::ErrorKind;

use crate::report::{Diagnostic, codes};
use crate::source::{Location, Source, Span};

/// Checks the words of a theme and its parents, the theme itself first.
pub(super) fn check(layers: &[&[Source]], out: &mut Vec<Diagnostic>) {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut files: BTreeMap<&str, &Source> = BTreeMap::new();
    for source in layers.iter().rev().copied().flatten() {
        let lang = source.path.stem();
        files.insert(lang, source);
        keys.entry(lang).or_default().extend(read(source, out));
    }
    let all: BTreeSet<&String> = keys.values().flatten().collect();
    for (lang, has) in &keys {
        let missing: Vec<&str> =
            all.iter().filter(|key| !has.contains(**key)).map(|key| key.as_str()).collect();
        if let (false, Some(file)) = (missing.is_empty(), files.get(lang)) {
            let diagnostic = Diagnostic::new(codes::T0108, Location::start_of(&file.path));
            out.push(diagnostic.arg("keys", missing.join(", ")).arg("count", missing.len()));
        }
    }
}

/// The keys of a file; its faults are reported where they are.
fn read(source: &Source, out: &mut Vec<Diagnostic>) -> Vec<String> {
    let skipped = source.bom_len();
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.text[skipped..].to_owned());
    if let Err((_, errors)) = fluent_syntax::parser::parse(&source.text[skipped..]) {
        for error in errors {
            let span = Span::new(error.pos.start, error.pos.end).shifted(skipped);
            let reason = match error.kind {
                ErrorKind::ExpectedToken(token) => format!("expected `{token}`"),
                kind => kind.to_string(),
            };
            let at = Location::new(&source.path, span);
            out.push(Diagnostic::new(codes::T0107, at).arg("reason", reason));
        }
    }
    let message = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    resource.entries().filter_map(message).collect()
}
