//! Recordings of events that those who cannot hear are shut out from.

use jiff::civil::Date;

use crate::content::{Event, Recording};
use crate::hub::captions_overdue;
use crate::report::{Diagnostic, codes};
use crate::source::Location;

use super::page::Page;

/// Reports every recording on an event's page that should have had captions before `today`. It counts as published on the
/// last day of what it records.
pub(super) fn check(pages: &[Page], today: Date, out: &mut Vec<Diagnostic>) {
    for document in pages.iter().filter_map(Page::document) {
        for (recording, day) in document.event().into_iter().flat_map(recordings) {
            let overdue = captions_overdue(day, today).filter(|_| recording.captions.is_none());
            out.extend(overdue.map(|due| {
                Diagnostic::new(codes::H0131, Location::new(&document.path, recording.url.span))
                    .arg("id", &document.stem)
                    .arg("due", due)
            }));
        }
    }
}

/// The recordings of an event and of the items of its programme, each with the last day of what it records.
fn recordings(event: &Event) -> impl Iterator<Item = (&Recording, Date)> {
    let whole = event.when.value.latest();
    let items = event.programme.iter().filter_map(move |item| {
        Some((item.recording.as_ref()?, item.when.as_ref().map_or(whole, |when| when.value.latest())))
    });
    event.recording.iter().map(move |recording| (recording, whole)).chain(items)
}
