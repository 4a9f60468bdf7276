//! Budgets: what a year was planned to cost and what it did cost, line by line.

use crate::config::{Amount, When};
use crate::hub::field::{Ref, Stated, Year};
use crate::hub::record_macro::part;
use crate::hub::record_macro::record;
use crate::source::Spanned;

use super::Line;

part! {
    /// What was left from earlier years, and what it is meant for.
    "Vad som fanns kvar från tidigare år, och vad det är tänkt till."
    CarryOver = "carry-over" {
        /// All of it.
        amount: Amount = "Allt.",
        /// The year whose budget it was left of.
        year: Option<Ref<BudgetYear>> = "Året vars budget det blev över från.",
        /// What it is meant for.
        lines["line"]: Vec<Line> = "Vad det är tänkt till.",
    }
}

record! {
    /// A year's budget, and what it came to.
    "Ett års budget, och vad det blev."
    BudgetYear = "budget_year" in "budget_years", named, public, sheet {
        /// The year.
        year: Year = "Året.",
        /// The day the figures are of.
        as_of: Spanned<When> = "Dagen siffrorna gäller.",
        /// What the budget says its lines come to.
        total: Option<Amount> = "Vad budgeten säger att raderna blir.",
        /// What the accounts say their lines come to.
        total_outcome: Option<Amount> = "Vad redovisningen säger att raderna blir.",
        /// The lines.
        lines["line"]: Stated<Line> = "Raderna.",
        /// What was left from earlier years.
        carry_over: Option<CarryOver> = "Vad som fanns kvar från tidigare år.",
    }
}
