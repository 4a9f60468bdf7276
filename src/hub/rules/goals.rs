//! Goals are measured so that one can still act, and in one unit.

use std::collections::BTreeMap;

use crate::hub::{Indicator, IndicatorType};
use crate::report::{Diagnostic, codes};

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, .. } = graph;
    let mut by_goal: BTreeMap<&str, Vec<&Indicator>> = BTreeMap::new();
    for indicator in hub.indicators.all() {
        if let Some(goal) = &indicator.goal {
            by_goal.entry(&goal.value).or_default().push(indicator);
        }
        units(indicator, out);
    }
    for goal in hub.societal_goals.all() {
        let indicators = by_goal.get(goal.base.id.as_str());
        if indicators.is_some_and(|all| all.iter().all(|one| one.kind == IndicatorType::Lagging)) {
            out.push(Diagnostic::new(codes::H0121, goal.base.at(goal.wording.span)).arg("id", &goal.base.id));
        }
    }
    for follow_up in hub.follow_ups.all() {
        let (Some(grade), Some(scale)) = (&follow_up.grade, &follow_up.scale) else { continue };
        if !scale.holds(grade.value) {
            out.push(
                Diagnostic::new(codes::H0124, follow_up.base.at(grade.span))
                    .arg("score", grade.value)
                    .arg("min", scale.min.value)
                    .arg("max", scale.max.value)
                    .label(follow_up.base.at(scale.span), "scale"),
            );
        }
    }
}

/// All values of an indicator are of its unit.
fn units(indicator: &Indicator, out: &mut Vec<Diagnostic>) {
    for value in &indicator.values {
        if let Some(unit) = &value.unit
            && unit.value != indicator.unit.value
        {
            out.push(
                Diagnostic::new(codes::H0122, indicator.base.at(unit.span))
                    .arg("unit", &unit.value)
                    .arg("expected", &indicator.unit.value)
                    .label(indicator.base.at(indicator.unit.span), "series"),
            );
        }
    }
}
