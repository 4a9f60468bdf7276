//! Rules between records, and between a record and the vocabulary. Each tells everything it finds; none stops another.

mod assessments;
mod choices;
mod cycles;
mod goals;
mod initiatives;
mod media;
mod names;
mod references;
mod sums;
mod texts;
mod times;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::report::Diagnostic;

use super::{Base, Hub, RecordKind};

pub use media::captions_overdue;
pub(super) use texts::personal_numbers;

/// What rules look at.
struct Graph<'a> {
    hub: &'a Hub,
    /// What all records share, whoever may see them.
    bases: Vec<(&'static RecordKind, &'a Base)>,
    today: Date,
}

/// A rule over the whole graph.
type Rule = fn(&Graph<'_>, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    names::check,
    references::check,
    times::check,
    cycles::check,
    initiatives::check,
    goals::check,
    assessments::check,
    choices::check,
    sums::check,
    media::check,
    texts::check,
];

/// All rules, as they are on `today`.
pub(super) fn check(hub: &Hub, today: Date, out: &mut Vec<Diagnostic>) {
    let graph = Graph { hub, bases: hub.every_base().collect(), today };
    let check = |rule: &Rule| {
        let mut found = Vec::new();
        rule(&graph, &mut found);
        found
    };
    let found: Vec<Vec<Diagnostic>> = RULES.par_iter().map(check).collect();
    out.extend(found.into_iter().flatten());
}
