//! What participants said after an event.

use crate::hub::field::{HowMany, Ref, Stated};
use crate::hub::record_macro::{part, record};
use crate::hub::target::{DimensionWord, EventPage};
use crate::source::Spanned;

/// The fewest answers of which a mean is shown.
pub(in crate::hub) const MIN_ANSWERS: i64 = 5;

part! {
    /// What participants gave one dimension.
    "Vad deltagarna gav en dimension."
    DimensionResult = "dimension-result" {
        /// What they were asked about.
        dimension: Ref<DimensionWord> = "Vad de tillfrågades om.",
        /// The mean.
        mean: Spanned<f64> = "Medelvärdet.",
        /// How many gave each step, from the lowest.
        distribution: Vec<HowMany> = "Hur många som gav varje steg, från det lägsta.",
    }
}

part! {
    /// How many learnt something new.
    "Hur många som lärde sig något nytt."
    Learned = "learned" {
        /// Those who did.
        yes: HowMany = "De som gjorde det.",
        /// Those who did not.
        no: HowMany = "De som inte gjorde det.",
    }
}

record! {
    /// What participants said after an event.
    "Vad deltagarna sade efter en aktivitet."
    Feedback = "feedback" in "feedback", plain, public, sheet {
        /// The event.
        event: Ref<EventPage> = "Aktiviteten.",
        /// How many answered.
        n: HowMany = "Hur många som svarade.",
        /// What they gave.
        results: Stated<DimensionResult> = "Vad de gav.",
        /// Whether they learnt something new.
        learned_something: Option<Learned> = "Om de lärde sig något nytt.",
        /// What they wrote about, gathered.
        themes: Vec<String> = "Vad de skrev om, samlat.",
    }
}

impl Feedback {
    /// Whether so many answered that no mean points anybody out.
    pub fn can_be_shown(&self) -> bool {
        self.n.value >= MIN_ANSWERS
    }
}
