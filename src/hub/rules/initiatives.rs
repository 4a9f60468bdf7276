//! What an initiative's statuses demand of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::hub::{Base, Dated, Hub, Initiative, StatusRole};
use crate::report::{Diagnostic, codes};

use super::Graph;

/// How many days an initiative under way may be without a status report.
const REPORT_DAYS: i32 = 100;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, today, .. } = *graph;
    let known = Known::of(hub);
    for initiative in hub.initiatives.all() {
        let base = &initiative.base;
        steps(hub, base, &initiative.statuses, out);
        match initiative
            .status_on(today)
            .and_then(|step| Some((step, hub.vocabulary.statuses.get(&step.value.value)?)))
        {
            Some((step, status)) if status.role == StatusRole::Active => {
                active(initiative, step, &known, today, out);
            }
            Some((step, status)) if status.role == StatusRole::Finished => {
                finished(initiative, step, out);
            }
            _ => {}
        }
        budget(hub, initiative, &known, out);
    }
}

/// What other records say about initiatives.
struct Known<'a> {
    /// The day of the last status report.
    reported: BTreeMap<&'a str, Date>,
    measured: BTreeSet<&'a str>,
    /// Those about which the group decided that decides on large sums.
    decided: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(hub: &'a Hub) -> Self {
        let mut reported = BTreeMap::new();
        for report in hub.status_reports.all() {
            let Some(initiative) = &report.initiative else { continue };
            let last = reported.entry(initiative.value.as_str()).or_insert(Date::MIN);
            *last = (*last).max(report.date.value.latest());
        }
        let by_deciders = hub.decisions.all().filter(|decision| {
            let group = hub.groups.any(&decision.group.value);
            let limit = hub.vocabulary.delegation.as_ref();
            group.zip(limit).is_some_and(|(group, limit)| group.kind.value == limit.decided_by.value)
        });
        Self {
            reported,
            measured: hub
                .indicators
                .all()
                .filter_map(|one| Some(one.initiative.as_ref()?.value.as_str()))
                .collect(),
            decided: by_deciders
                .flat_map(|decision| decision.initiatives.iter().map(|id| id.value.as_str()))
                .collect(),
        }
    }
}

/// A status is followed only by one that the vocabulary allows after it, and there is one at a time.
fn steps(hub: &Hub, base: &Base, statuses: &[Dated], out: &mut Vec<Diagnostic>) {
    if statuses.is_empty() {
        out.push(Diagnostic::new(codes::H0112, base.at(base.span)).arg("id", &base.id));
    }
    for pair in statuses.windows(2) {
        let [before, after] = pair else { continue };
        if before.value.value == after.value.value {
            continue;
        }
        if before.when.value == after.when.value {
            out.push(
                Diagnostic::new(codes::H0136, base.at(after.when.span))
                    .arg("one", &before.value.value)
                    .arg("other", &after.value.value)
                    .label(base.at(before.when.span), "first"),
            );
            continue;
        }
        let Some(status) = hub.vocabulary.statuses.get(&before.value.value) else { continue };
        let is_next = status.next.iter().any(|next| next.value == after.value.value);
        if !is_next && hub.vocabulary.statuses.contains_key(&after.value.value) {
            let allowed = status.next.iter().map(|next| next.value.as_str()).collect::<Vec<_>>();
            out.push(
                Diagnostic::new(codes::H0111, base.at(after.value.span))
                    .arg("to", &after.value.value)
                    .arg("from", &before.value.value)
                    .arg("allowed", allowed.join(", "))
                    .label(base.at(before.value.span), "before"),
            );
        }
    }
}

/// Under way: somebody takes part, somebody leads. Reports and indicators are asked for where the arena has them.
fn active(initiative: &Initiative, step: &Dated, known: &Known<'_>, today: Date, out: &mut Vec<Diagnostic>) {
    let base = &initiative.base;
    let at = || base.at(step.value.span);
    for (lacking, key) in [(initiative.parties.is_empty(), "parties"), (initiative.leads.is_empty(), "leads")]
    {
        if lacking {
            out.push(Diagnostic::new(codes::H0116, at()).arg("id", &base.id).arg("key", key));
        }
    }
    let id = base.id.as_str();
    if !known.reported.is_empty() {
        let last = known.reported.get(id).copied();
        let since = last.unwrap_or(Date::MIN).max(step.when.value.latest());
        let days = since.until(today).map_or(0, |span| span.get_days());
        if days > REPORT_DAYS {
            let warning = Diagnostic::new(codes::H0117, at()).arg("id", id).arg("days", days);
            out.push(warning.arg("limit", REPORT_DAYS));
        }
    }
    if !known.measured.is_empty() && !known.measured.contains(id) {
        out.push(Diagnostic::new(codes::H0118, at()).arg("id", id));
    }
}

/// Finished: it is known when, and what was learnt.
fn finished(initiative: &Initiative, step: &Dated, out: &mut Vec<Diagnostic>) {
    let base = &initiative.base;
    if initiative.end.is_none() {
        out.push(Diagnostic::new(codes::H0119, base.at(step.value.span)).arg("id", &base.id));
    }
    if initiative.lessons.is_none() && initiative.learning.is_empty() {
        out.push(Diagnostic::new(codes::H0120, base.at(step.value.span)).arg("id", &base.id));
    }
}

/// A sum above what may be spent without asking was decided.
fn budget(hub: &Hub, initiative: &Initiative, known: &Known<'_>, out: &mut Vec<Diagnostic>) {
    let (Some(budget), Some(limit)) = (&initiative.budget, &hub.vocabulary.delegation) else { return };
    if budget.kronor > limit.amount.kronor && !known.decided.contains(initiative.base.id.as_str()) {
        out.push(
            Diagnostic::new(codes::H0128, initiative.base.at(budget.span))
                .arg("amount", budget)
                .arg("limit", &limit.amount),
        );
    }
}
