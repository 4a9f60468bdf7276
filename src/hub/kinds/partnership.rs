//! Who takes part in the arena, as what, and when.

use crate::config::When;
use crate::hub::field::Ref;
use crate::hub::record_macro::record;
use crate::hub::target::PartyRole;
use crate::source::Spanned;

use super::Organisation;

record! {
    /// The time during which an organisation takes part in a role.
    "Tiden då en organisation deltar i en roll."
    Partnership = "partnership" in "partnerships", plain, public, sheet {
        /// Who takes part.
        organisation: Ref<Organisation> = "Vem som deltar.",
        /// As what.
        role: Ref<PartyRole> = "I vilken roll.",
        /// Its first day.
        from: Spanned<When> = "Från och med.",
        /// Its last day; still, when left out.
        to: Option<Spanned<When>> = "Till och med; ännu, om inget sägs.",
    }
}
