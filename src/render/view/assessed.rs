//! What the parties' assessments come to together, as templates show it.

use std::sync::Arc;

use minijinja::Value;

use crate::hub::FieldValue;

use super::super::Site;
use super::field::field_value;
use super::{list, map};

/// What was given by a set of criteria, the highest first: what was assessed, by how many parties, the mean of each
/// criterion in the set's order, and all weighed together.
pub(in super::super) fn assessed(site: &Arc<Site>, set: &str, lang: &str) -> Value {
    list(site.model.hub.assessed(set).iter().map(|one| {
        let means = one.means.iter().map(|(criterion, mean)| {
            map([("criterion", Value::from(criterion.as_str())), ("mean", Value::from(rounded(*mean)))])
        });
        map([
            ("record", field_value(site, &FieldValue::Reference(one.kind, &one.id), lang)),
            ("n_parties", Value::from(one.n_parties)),
            ("means", list(means)),
            ("total", Value::from(rounded(one.total))),
        ])
    }))
}

/// To one decimal: more would say more than a few scores can.
fn rounded(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}
