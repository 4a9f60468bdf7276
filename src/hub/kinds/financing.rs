//! Who pays for the arena.

use crate::config::{Amount, When};
use crate::hub::field::{Ref, Stated};
use crate::hub::record_macro::{part, record};
use crate::source::Spanned;

use super::Organisation;

part! {
    /// What one organisation pays.
    "Vad en organisation betalar."
    Contribution = "contribution" {
        /// Who pays.
        organisation: Ref<Organisation> = "Vem som betalar.",
        /// How much.
        amount: Amount = "Hur mycket.",
    }
}

record! {
    /// What pays for the arena during a time.
    "Vad som betalar arenan under en tid."
    Financing = "financing" in "financing", named, public, sheet {
        /// The time it is for.
        period: Spanned<When> = "Tiden det gäller.",
        /// Who pays how much.
        contributions["contribution"]: Stated<Contribution> = "Vem som betalar hur mycket.",
        /// What the contributions are said to come to.
        subtotal: Option<Amount> = "Vad bidragen sägs bli.",
        /// What was left from the time before.
        carried_over: Option<Amount> = "Vad som fanns kvar från tiden före.",
        /// What all of it is said to come to.
        total: Option<Amount> = "Vad allt sägs bli.",
    }
}
