//! Societal goals, which some call missions: what is to be reached in society, by when, and how one knows.

use crate::config::When;
use crate::hub::field::{Ref, Stated};
use crate::hub::record_macro::record;
use crate::hub::target::Sdg;
use crate::source::Spanned;

use super::{Challenge, Decision, FocusArea};

record! {
    /// A goal in society that many initiatives pull towards.
    "Ett mål i samhället som många initiativ drar åt."
    SocietalGoal = "societal_goal" in "societal_goals", plain, public, sheet, titled wording {
        /// The goal itself.
        wording: Spanned<String> = "Målet.",
        /// The focus areas it belongs to.
        focus_areas: Stated<Ref<FocusArea>> = "Fokusområdena det hör till.",
        /// From when to when.
        period: Spanned<When> = "Från när till när.",
        /// How one knows that it is reached.
        measure: String = "Hur man vet att det är nått.",
        /// The challenges it answers.
        challenges: Vec<Ref<Challenge>> = "Utmaningarna det svarar på.",
        /// The global goals it serves, by number.
        sdgs: Vec<Ref<Sdg>> = "De globala målen det bidrar till.",
        /// The decision it is made by.
        decision: Option<Ref<Decision>> = "Beslutet det bygger på.",
    }
}
