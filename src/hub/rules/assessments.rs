//! An assessment follows its criteria, and no party assesses the same thing twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::hub::{Assessment, CriteriaSet};
use crate::report::{Diagnostic, codes, nearest};

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, .. } = graph;
    let mut first: BTreeMap<[&str; 4], &Assessment> = BTreeMap::new();
    for given in hub.assessments.all() {
        if let Some(set) = hub.criteria_sets.any(&given.set.value) {
            version(given, set, out);
            scores(given, set, out);
        }
        let idea = given.idea.as_ref().map_or("", |idea| idea.value.as_str());
        let initiative = given.initiative.as_ref().map_or("", |initiative| initiative.value.as_str());
        let what = [idea, initiative, given.set.value.as_str(), given.party.value.as_str()];
        if let Some(earlier) = first.insert(what, given) {
            out.push(
                Diagnostic::new(codes::H0125, given.base.at(given.party.span))
                    .arg("party", &given.party.value)
                    .label(earlier.base.at(earlier.party.span), "first"),
            );
        }
    }
}

fn version(given: &Assessment, set: &CriteriaSet, out: &mut Vec<Diagnostic>) {
    if given.version.value != set.version {
        out.push(
            Diagnostic::new(codes::H0123, given.base.at(given.version.span))
                .arg("problem", "version")
                .arg("given", &given.version.value)
                .arg("expected", &set.version)
                .label(set.base.at(set.base.span), "set"),
        );
    }
}

/// Each criterion has one score, and each score is on its criterion's scale.
fn scores(given: &Assessment, set: &CriteriaSet, out: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for score in &given.scores {
        let at = given.base.at(score.criterion.span);
        let wrong = |problem: &str| {
            Diagnostic::new(codes::H0123, at.clone())
                .arg("problem", problem)
                .arg("given", &score.criterion.value)
                .arg("expected", &set.version)
                .label(set.base.at(set.base.span), "set")
        };
        let criterion = set.criteria.iter().find(|one| one.id.value == score.criterion.value);
        let Some(criterion) = criterion else {
            let known = set.criteria.iter().map(|one| one.id.value.as_str());
            out.push(wrong("unknown").suggest(nearest(&score.criterion.value, known)));
            continue;
        };
        if !seen.insert(criterion.id.value.as_str()) {
            out.push(wrong("twice"));
        }
        let (min, max) = (criterion.scale.min.value, criterion.scale.max.value);
        if !(min..=max).contains(&score.score.value) {
            out.push(
                Diagnostic::new(codes::H0124, given.base.at(score.score.span))
                    .arg("score", score.score.value)
                    .arg("min", min)
                    .arg("max", max)
                    .label(set.base.at(criterion.scale.span), "scale"),
            );
        }
    }
    for criterion in set.criteria.iter().filter(|one| !seen.contains(one.id.value.as_str())) {
        out.push(
            Diagnostic::new(codes::H0123, given.base.at(given.base.span))
                .arg("problem", "missing")
                .arg("given", &criterion.id.value)
                .arg("expected", &set.version)
                .label(set.base.at(criterion.id.span), "set"),
        );
    }
}
