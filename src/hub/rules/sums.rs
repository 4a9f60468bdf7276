//! Money adds up: lines to their totals, contributions to theirs. A sum that is only about right is not held to the krona.

use crate::config::{Amount, Precision};
use crate::hub::{Base, BudgetYear, Hub};
use crate::report::{Diagnostic, codes};

use super::Graph;

pub(super) fn check(graph: &Graph<'_>, out: &mut Vec<Diagnostic>) {
    let Graph { hub, .. } = graph;
    for year in hub.budget_years.all() {
        budget(year, out);
        carry_over(hub, year, out);
    }
    for financing in hub.financing.all() {
        let base = &financing.base;
        let paid: i64 = financing.contributions.iter().map(|one| one.amount.kronor).sum();
        adds_up(base, "subtotal", paid, financing.subtotal.as_ref(), out);
        let left = financing.carried_over.as_ref().map_or(0, |left| left.kronor);
        adds_up(base, "total", paid + left, financing.total.as_ref(), out);
    }
    for leverage in hub.leverage.all() {
        let raised = leverage.total.kronor - leverage.stake.kronor;
        adds_up(&leverage.base, "raised", raised, leverage.raised.as_ref(), out);
    }
}

fn budget(year: &BudgetYear, out: &mut Vec<Diagnostic>) {
    let planned = year.lines.iter().map(|line| line.budget.kronor).sum();
    adds_up(&year.base, "total", planned, year.total.as_ref(), out);
    let came_to = year.lines.iter().filter_map(|line| Some(line.outcome.as_ref()?.kronor)).sum();
    adds_up(&year.base, "total_outcome", came_to, year.total_outcome.as_ref(), out);
}

/// What was left is what the lines for it come to, and what the year before did not use.
fn carry_over(hub: &Hub, year: &BudgetYear, out: &mut Vec<Diagnostic>) {
    let Some(left) = &year.carry_over else { return };
    if !left.lines.is_empty() {
        let meant = left.lines.iter().map(|line| line.budget.kronor).sum();
        adds_up(&year.base, "carry_over", meant, Some(&left.amount), out);
    }
    let before = left.year.as_ref().and_then(|id| hub.budget_years.any(&id.value));
    let totals = before.and_then(|before| Some((before.total.as_ref()?, before.total_outcome.as_ref()?)));
    let Some((total, outcome)) = totals else { return };
    let unused = total.kronor - outcome.kronor;
    if left.amount.precision == Precision::Exact && left.amount.kronor != unused {
        out.push(
            Diagnostic::new(codes::H0127, year.base.at(left.amount.span))
                .arg("amount", &left.amount)
                .arg("unused", crate::config::grouped(unused)),
        );
    }
}

fn adds_up(base: &Base, name: &str, sum: i64, stated: Option<&Amount>, out: &mut Vec<Diagnostic>) {
    let Some(stated) = stated.filter(|stated| stated.precision == Precision::Exact) else { return };
    if stated.kronor != sum {
        out.push(
            Diagnostic::new(codes::H0126, base.at(stated.span))
                .arg("id", &base.id)
                .arg("name", name)
                .arg("sum", crate::config::grouped(sum))
                .arg("stated", stated)
                .arg("difference", crate::config::grouped(sum - stated.kronor)),
        );
    }
}
