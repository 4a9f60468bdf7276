//! Decisions, in place of minutes.

use crate::config::{Amount, When};
use crate::hub::field::Ref;
use crate::hub::record_macro::record;
use crate::hub::target::DecisionType;
use crate::source::Spanned;

use super::{FocusArea, Group, Initiative, Meeting, Organisation};

record! {
    /// Something that a group decided.
    "Något som en grupp beslutade."
    Decision = "decision" in "decisions", plain, public, sheet, titled text {
        /// Who decided.
        group: Ref<Group> = "Vem som beslutade.",
        /// When.
        when: Spanned<When> = "När.",
        /// The meeting, if it is shown.
        meeting: Option<Ref<Meeting>> = "Mötet, om det visas.",
        /// What was decided.
        text: String = "Vad som beslutades.",
        /// What kind of decision it is.
        kind["type"]: Ref<DecisionType> = "Slag av beslut.",
        /// How much it is about.
        amount: Option<Amount> = "Hur mycket det gäller.",
        /// The initiatives it is about.
        initiatives: Vec<Ref<Initiative>> = "Initiativen det gäller.",
        /// The focus areas it is about.
        focus_areas: Vec<Ref<FocusArea>> = "Fokusområdena det gäller.",
        /// The organisations it is about.
        organisations: Vec<Ref<Organisation>> = "Organisationerna det gäller.",
    }
}
