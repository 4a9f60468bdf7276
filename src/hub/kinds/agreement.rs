//! Agreements between the parties.

use crate::config::When;
use crate::hub::field::{Ref, Stated};
use crate::hub::record_macro::record;
use crate::source::Spanned;

use super::Organisation;

record! {
    /// An agreement between the parties.
    "Ett avtal mellan parterna."
    Agreement = "agreement" in "agreements", named, public, sheet {
        /// When it was signed.
        signed: Spanned<When> = "När det tecknades.",
        /// The time it holds.
        period: Spanned<When> = "Tiden det gäller.",
        /// Who signed it.
        parties: Stated<Ref<Organisation>> = "Vilka som tecknade det.",
    }
}
