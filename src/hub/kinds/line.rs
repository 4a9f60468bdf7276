//! Lines of a budget.

use crate::config::{Amount, SourceRef};
use crate::hub::field::Ref;
use crate::hub::record_macro::part;
use crate::hub::target::FunctionWord;
use crate::source::Spanned;

use super::FocusArea;

part! {
    /// A line of a budget.
    "En rad i en budget."
    Line = "budget-line" {
        /// What it is for.
        name: Spanned<String> = "Vad den är till.",
        /// What was planned.
        budget: Amount = "Vad som planerades.",
        /// What it came to.
        outcome: Option<Amount> = "Vad det blev.",
        /// How much of it is pay, overhead included.
        pay: Option<Amount> = "Hur mycket som är lön, med påslag.",
        /// The focus area it is for.
        focus_area: Option<Ref<FocusArea>> = "Fokusområdet den är till.",
        /// The function it is for.
        function: Option<Ref<FunctionWord>> = "Funktionen den är till.",
        /// Where it is told.
        source: Option<SourceRef> = "Källa.",
        /// What else the reader should know.
        note: Option<String> = "Vad läsaren annars bör veta.",
    }
}
