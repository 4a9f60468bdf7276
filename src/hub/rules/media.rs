//! Media that everybody can take in, and feedback that points nobody out.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::hub::kinds::MIN_ANSWERS;
use crate::hub::{Media, MediaKind};
use crate::report::{Diagnostic, codes};

use super::Graph;

/// How many days after it was published a recording may be without captions (lag 2018:1937, 12 §).
const DAYS_WITHOUT_CAPTIONS: i32 = 14;

/// What was published before this day is exempt (the same law's rules on coming into force).
const CAPTIONS_FROM: Date = date(2020, 9, 23);

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, today, .. } = *graph;
    for medium in hub.media.all() {
        if medium.kind == MediaKind::Image {
            image(medium, out);
        } else if medium.kind != MediaKind::Sound {
            film(medium, today, out);
        }
    }
    for feedback in hub.feedback.all() {
        if !feedback.can_be_shown() {
            let fewest = feedback.fewest();
            out.push(
                Diagnostic::new(codes::H0133, feedback.base.at(fewest.span))
                    .arg("n", fewest.value)
                    .arg("limit", MIN_ANSWERS),
            );
        }
    }
}

fn image(medium: &Media, out: &mut Vec<Diagnostic>) {
    let alt = medium.alt.as_deref().map(str::trim).unwrap_or_default();
    if alt.is_empty() != (medium.decorative == Some(true)) {
        let problem = if alt.is_empty() { "missing" } else { "both" };
        let at = medium.base.at(medium.base.span);
        out.push(Diagnostic::new(codes::H0130, at).arg("id", &medium.base.id).arg("problem", problem));
    }
}

/// The day by which what was published on a day needed captions, if that day is over.
pub fn captions_overdue(published: Date, today: Date) -> Option<Date> {
    let due = published.saturating_add(DAYS_WITHOUT_CAPTIONS.days());
    (published >= CAPTIONS_FROM && due < today).then_some(due)
}

fn film(medium: &Media, today: Date, out: &mut Vec<Diagnostic>) {
    let overdue = captions_overdue(medium.published.value.latest(), today);
    if let Some(due) = overdue.filter(|_| medium.captions.is_none()) {
        out.push(
            Diagnostic::new(codes::H0131, medium.base.at(medium.published.span))
                .arg("id", &medium.base.id)
                .arg("due", due),
        );
    }
}
