//! What the parties' assessments come to together, as templates show it.

use std::sync::Arc;

use minijinja::Value;

use crate::hub::{Assessed, CriteriaSet, FieldValue};

use super::super::{Site, format};
use super::field::field_value;
use super::{list, map, optional};

/// What was given by a set of criteria, the highest first: what was assessed, by how many parties, the mean of each
/// criterion in the set's order, and all weighed together.
pub(in super::super) fn assessed(site: &Arc<Site>, set: &str, lang: &str) -> Value {
    list(site.model.hub.assessed(set, site.model.as_of).iter().map(|one| {
        let means = one.means.iter().map(|(criterion, mean)| {
            map([("criterion", Value::from(criterion.as_str())), ("mean", Value::from(rounded(*mean)))])
        });
        map([
            ("record", field_value(site, &FieldValue::Reference(one.kind, &one.id), lang)),
            ("n_parties", Value::from(one.n_parties)),
            ("means", list(means)),
            ("total", optional(one.total.map(rounded))),
        ])
    }))
}

/// What the parties together gave a public idea or initiative, for each of the criteria they followed.
pub(in super::super) fn assessments(site: &Site, kind: &'static str, id: &str, lang: &str) -> Value {
    let hub = &site.model.hub;
    let assessed = hub.assessed_record(kind, id, site.model.as_of);
    list(
        assessed.iter().filter_map(|one| Some(assessment(site, one, hub.criteria_sets.get(&one.set)?, lang))),
    )
}

fn assessment(site: &Site, assessed: &Assessed, set: &CriteriaSet, lang: &str) -> Value {
    let criteria = set.criteria.iter().zip(&assessed.means).map(|(criterion, (_, mean))| {
        map([
            ("id", Value::from(criterion.id.value.as_str())),
            ("name", Value::from(criterion.name.as_str())),
            ("text", Value::from(criterion.text.as_str())),
            ("weight", Value::from(criterion.weight.value)),
            ("min", Value::from(criterion.scale.min.value)),
            ("max", Value::from(criterion.scale.max.value)),
            ("mean", number(*mean, lang)),
        ])
    });
    map([
        ("name", Value::from(set.base.name(site.model.as_of))),
        ("version", Value::from(set.version.as_str())),
        ("example", Value::from(set.example == Some(true))),
        ("n_parties", Value::from(assessed.n_parties)),
        ("criteria", list(criteria)),
        ("mean", optional(assessed.total.map(|mean| number(mean, lang)))),
        ("share", Value::from((assessed.share * 100.0).round())),
    ])
}

/// A mean to two decimals: as people read it, and as it is.
pub(super) fn number(mean: f64, lang: &str) -> Value {
    let rounded = (mean * 100.0).round() / 100.0;
    map([("value", Value::from(rounded)), ("text", Value::from(format::decimal(rounded, lang)))])
}

/// To one decimal: more would say more than a few scores can.
fn rounded(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}
