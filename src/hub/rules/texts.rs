//! What may stand in no text: personal identity numbers, words that hold the place of others, and abbreviations that
//! nobody explains.

use crate::config::personal_number;
use crate::report::{Diagnostic, codes};
use crate::source::{Location, Source};

use super::Graph;

/// Personal identity numbers anywhere in a file, comments included.
pub(in crate::hub) fn personal_numbers(source: &Source, out: &mut Vec<Diagnostic>) {
    let found = personal_number::find(&source.text);
    out.extend(
        found.into_iter().map(|span| Diagnostic::new(codes::H0129, Location::new(&source.path, span))),
    );
}

/// Nothing that is published holds the place of something else, or is short for something that readers cannot look up.
pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, bases, .. } = graph;
    for (_, base) in bases.iter().filter(|(_, base)| base.is_public()) {
        for (span, words) in &base.placeholders {
            out.push(Diagnostic::new(codes::H0132, base.at(*span)).arg("words", words));
        }
        for word in base.abbreviations.iter().filter(|word| !hub.explains(&word.value)) {
            out.push(Diagnostic::new(codes::H0137, base.at(word.span)).arg("word", &word.value));
        }
    }
}
