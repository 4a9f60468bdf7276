//! What may stand in no text: personal identity numbers, and words that hold the place of others.

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

/// Nothing that is published holds the place of something else.
pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { bases, .. } = graph;
    for (_, base) in bases.iter().filter(|(_, base)| base.is_public()) {
        for (span, words) in &base.placeholders {
            out.push(Diagnostic::new(codes::H0132, base.at(*span)).arg("words", words));
        }
    }
}
