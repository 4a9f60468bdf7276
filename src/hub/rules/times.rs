//! Nothing ends before it begins, and nothing is used at a time when it was not.

use std::collections::BTreeMap;

use crate::config::When;
use crate::hub::time::Lasting;
use crate::hub::{Base, Hub, Partnership, Period};
use crate::report::{Diagnostic, codes};
use crate::source::Spanned;

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, bases, .. } = graph;
    for (_, base) in bases {
        for Period { from, to } in &base.periods {
            if to.value.latest() < from.value.earliest() {
                out.push(Diagnostic::new(codes::H0110, base.at(to.span)).label(base.at(from.span), "from"));
            }
        }
    }
    seats(hub, out);
    parties(hub, out);
    for group in hub.groups.all() {
        names(&group.base, group, out);
    }
    for area in hub.focus_areas.all() {
        names(&area.base, area, out);
    }
    let meetings = hub.meetings.all().map(|meeting| (&meeting.base, &meeting.group, &meeting.when));
    let decisions = hub.decisions.all().map(|decision| (&decision.base, &decision.group, &decision.when));
    for (base, group, when) in meetings.chain(decisions) {
        let Some(group) = hub.groups.any(&group.value) else { continue };
        if !meets(group, when.value) {
            out.push(outside(base, when, &group.base, group.from()));
        }
    }
}

/// Whether the two times have a day in common.
fn meets(lasting: &impl Lasting, when: When) -> bool {
    lasting.from().is_none_or(|from| from.value.earliest() <= when.latest())
        && lasting.to().is_none_or(|to| to.value.latest() >= when.earliest())
}

/// `when`, which stands in `base`, is outside the time of `other`.
fn outside(base: &Base, when: &Spanned<When>, other: &Base, from: Option<&Spanned<When>>) -> Diagnostic {
    let place = other.at(from.map_or(other.span, |from| from.span));
    Diagnostic::new(codes::H0115, base.at(when.span))
        .arg("id", &other.id)
        .arg("when", when.value)
        .label(place, "time")
}

/// A seat begins and ends while its group is there.
fn seats(hub: &Hub, out: &mut Vec<Diagnostic>) {
    for seat in hub.seats.all() {
        let Some(group) = hub.groups.any(&seat.group.value) else { continue };
        let ends = [Some(&seat.from), seat.to.as_ref()];
        if let Some(when) = ends.into_iter().flatten().find(|when| !meets(group, when.value)) {
            out.push(outside(&seat.base, when, &group.base, group.from()));
        } else if let (None, Some(end)) = (&seat.to, &group.to) {
            out.push(
                Diagnostic::new(codes::H0115, seat.base.at(seat.from.span))
                    .arg("id", &group.base.id)
                    .arg("when", format!("{}/", seat.from.value))
                    .label(group.base.at(end.span), "time"),
            );
        }
    }
}

/// Who signs an agreement or assesses as a party takes part at the time.
fn parties(hub: &Hub, out: &mut Vec<Diagnostic>) {
    let mut of: BTreeMap<&str, Vec<&Partnership>> = BTreeMap::new();
    for time in hub.partnerships.all() {
        of.entry(&time.organisation.value).or_default().push(time);
    }
    let signed = hub.agreements.all().flat_map(|agreement| {
        agreement.parties.iter().map(|party| (&agreement.base, party, &agreement.signed))
    });
    let assessed = hub.assessments.all().map(|given| (&given.base, &given.party, &given.date));
    for (base, party, when) in signed.chain(assessed) {
        let Some(organisation) = hub.organisations.any(&party.value) else { continue };
        let times = of.get(party.value.as_str()).map_or(&[][..], Vec::as_slice);
        if !times.iter().any(|time| meets(*time, when.value)) {
            let at = base.at(party.span);
            out.push(
                Diagnostic::new(codes::H0115, at)
                    .arg("id", &party.value)
                    .arg("when", when.value)
                    .label(organisation.base.at(organisation.base.span), "time"),
            );
        }
    }
}

/// What has a time of its own has no name outside it.
fn names(base: &Base, lasting: &impl Lasting, out: &mut Vec<Diagnostic>) {
    for name in &base.names {
        let bounds = [name.from.as_ref(), name.to.as_ref()];
        if let Some(when) = bounds.into_iter().flatten().find(|when| !meets(lasting, when.value)) {
            out.push(outside(base, when, base, lasting.from()));
        }
    }
}
