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

use super::Hub;

pub(super) use texts::personal_numbers;

/// A rule over the whole graph, on a day.
type Rule = fn(&Hub, Date, &mut Vec<Diagnostic>);

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
    let check = |rule: &Rule| {
        let mut found = Vec::new();
        rule(hub, today, &mut found);
        found
    };
    let found: Vec<Vec<Diagnostic>> = RULES.par_iter().map(check).collect();
    out.extend(found.into_iter().flatten());
}
