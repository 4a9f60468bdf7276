//! The goals of an operating plan.

use crate::hub::field::{Number, Ref, Year};
use crate::hub::record_macro::record;

record! {
    /// A goal of a year's operating plan.
    "Ett mål i ett års verksamhetsplan."
    OperatingGoal = "operating_goal" in "operating_goals", plain, public, sheet, titled text {
        /// The year.
        year: Year = "Året.",
        /// Its place in the plan.
        number: Number<1, 1000> = "Dess plats i planen.",
        /// How the plan writes its number.
        label: Option<String> = "Hur planen skriver numret.",
        /// The goal.
        text: String = "Målet.",
        /// The goal of an earlier year that it took over from.
        predecessor: Option<Ref<OperatingGoal>> = "Målet från ett tidigare år som det tog över efter.",
        /// The goal it is a condition of.
        parent: Option<Ref<OperatingGoal>> = "Målet det är en förutsättning för.",
        /// What is to be done for it.
        activities: Vec<String> = "Vad som ska göras för det.",
    }
}
