//! Where one of several keys is to be written, exactly one is.

use crate::hub::Base;
use crate::report::{Diagnostic, codes};

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, .. } = graph;
    for seat in hub.seats.all() {
        let holders = [
            ("person", seat.person.is_some()),
            ("vacant", seat.vacant == Some(true)),
            ("unnamed", seat.unnamed == Some(true)),
        ];
        one_of(&seat.base, &holders, out);
    }
    for indicator in hub.indicators.all() {
        let about = [("goal", indicator.goal.is_some()), ("initiative", indicator.initiative.is_some())];
        one_of(&indicator.base, &about, out);
    }
    for report in hub.status_reports.all() {
        let about = [("initiative", report.initiative.is_some()), ("goal", report.goal.is_some())];
        one_of(&report.base, &about, out);
        if !(1..=5).contains(&report.points.len()) {
            let at = report.base.at(report.date.span);
            out.push(Diagnostic::new(codes::H0135, at).arg("n", report.points.len()));
        }
    }
    for given in hub.assessments.all() {
        let about = [("idea", given.idea.is_some()), ("initiative", given.initiative.is_some())];
        one_of(&given.base, &about, out);
    }
    for medium in hub.media.all() {
        let place = [("file", medium.file.is_some()), ("url", medium.url.is_some())];
        one_of(&medium.base, &place, out);
    }
}

fn one_of(base: &Base, keys: &[(&str, bool)], out: &mut Vec<Diagnostic>) {
    let written = keys.iter().filter(|(_, is_written)| *is_written).count();
    if written != 1 {
        let known = keys.iter().map(|(key, _)| *key).collect::<Vec<_>>().join("`, `");
        out.push(
            Diagnostic::new(codes::H0134, base.at(base.span))
                .arg("id", &base.id)
                .arg("n", written)
                .arg("keys", known),
        );
    }
}
