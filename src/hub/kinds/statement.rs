//! What the arena says about itself: its vision and its mission.

use crate::config::{SourceRef, When};
use crate::hub::field::Ref;
use crate::hub::record_macro::{part, record};
use crate::hub::words::StatementType;
use crate::source::Spanned;

use super::Decision;

part! {
    /// The same statement as another document words it.
    "Samma utsaga med ett annat dokuments ord."
    Wording = "wording" {
        /// The words.
        text: String = "Orden.",
        /// Where they stand.
        source: SourceRef = "Var de står.",
        /// What else the reader should know.
        note: Option<String> = "Vad läsaren annars bör veta.",
    }
}

record! {
    /// A vision or a mission, as it is worded from a day on.
    "En vision eller mission, som den lyder från en dag."
    Statement = "statement" in "statements", plain, public, sheet, titled text {
        /// Which of the two it is.
        kind["type"]: StatementType = "Vision eller mission.",
        /// Its words.
        text: String = "Orden.",
        /// Since when.
        from: Spanned<When> = "Från och med.",
        /// Until when; still, when left out.
        to: Option<Spanned<When>> = "Till och med; ännu, om inget sägs.",
        /// The decision it is made by.
        decision: Option<Ref<Decision>> = "Beslutet den bygger på.",
        /// How other documents of the same time word it.
        other: Vec<Wording> = "Hur andra dokument från samma tid ordar den.",
    }
}
