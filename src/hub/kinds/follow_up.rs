//! What a follow-up says about an operating goal.

use crate::config::When;
use crate::hub::field::{HowMany, Ref};
use crate::hub::record_macro::record;
use crate::source::Spanned;

use super::{OperatingGoal, Scale};

record! {
    /// What a follow-up says about a goal.
    "Vad en uppföljning säger om ett mål."
    FollowUp = "follow_up" in "follow_ups", plain, public, sheet {
        /// The goal.
        goal: Ref<OperatingGoal> = "Målet.",
        /// How it was done.
        method: String = "Hur den gjordes.",
        /// When it was done.
        when: Option<Spanned<When>> = "När den gjordes.",
        /// How many were asked.
        n: HowMany = "Hur många som tillfrågades.",
        /// The grade, where one was given.
        grade: Option<Spanned<f64>> = "Betyget, om ett gavs.",
        /// What can be given.
        scale: Option<Scale> = "Vad som kan ges.",
        /// Whether the goal was reached, where that is said.
        reached: Option<bool> = "Om målet nåddes, om det sägs.",
        /// What was said.
        text: String = "Vad som sades.",
        /// What is unclear about it.
        note: Option<String> = "Vad som är oklart.",
    }
}
