//! Groups that steer or support the arena.

use crate::config::When;
use crate::hub::field::Ref;
use crate::hub::record_macro::record;
use crate::hub::target::GroupType;
use crate::source::Spanned;

use super::FocusArea;

record! {
    /// A board, a team, a network.
    "En styrelse, ett team, ett nätverk."
    Group = "group" in "groups", named, public, sheet {
        /// What kind of group it is.
        kind["type"]: Ref<GroupType> = "Slag av grupp.",
        /// The group it is a part of.
        parent: Option<Ref<Group>> = "Gruppen den är en del av.",
        /// The focus area it works with.
        focus_area: Option<Ref<FocusArea>> = "Fokusområdet den arbetar med.",
        /// What it does, in a sentence or two of plain text.
        summary: Option<String> = "Vad den gör, i en mening eller två.",
        /// Its duties.
        duties: Vec<String> = "Dess uppgifter.",
        /// How it votes.
        voting: Option<String> = "Hur den röstar.",
        /// How often it meets.
        meets: Option<String> = "Hur ofta den träffas.",
        /// Since when.
        from: Option<Spanned<When>> = "Från och med.",
        /// Until when; still, when left out.
        to: Option<Spanned<When>> = "Till och med; ännu, om inget sägs.",
    }
}
