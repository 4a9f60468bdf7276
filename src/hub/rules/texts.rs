//! What may stand in no text: personal identity numbers, and words that hold the place of others.

use jiff::civil::Date;

use crate::config::personal_number;
use crate::hub::Hub;
use crate::report::{Diagnostic, codes};
use crate::source::{Location, Source};

/// Personal identity numbers anywhere in a file, comments included.
pub(in crate::hub) fn personal_numbers(source: &Source, out: &mut Vec<Diagnostic>) {
    let found = personal_number::find(&source.text);
    out.extend(
        found.into_iter().map(|span| Diagnostic::new(codes::H0129, Location::new(&source.path, span))),
    );
}

/// Nothing that is published holds the place of something else.
pub(super) fn check(hub: &Hub, _: Date, out: &mut Vec<Diagnostic>) {
    for (_, base) in hub.every_base().filter(|(_, base)| base.is_public()) {
        for (span, words) in &base.placeholders {
            out.push(Diagnostic::new(codes::H0132, base.at(*span)).arg("words", words));
        }
    }
}
