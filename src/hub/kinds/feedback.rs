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
    /// The fewest answers that something in it rests on, and where that is told.
    pub(in crate::hub) fn fewest(&self) -> HowMany {
        let sum = |counts: &[HowMany]| {
            let span = counts.first().map_or(self.n.span, |count| count.span);
            HowMany { value: counts.iter().map(|count| count.value).sum(), span }
        };
        let distributions = self.results.iter().map(|result| &result.distribution);
        let told = distributions.filter(|counts| !counts.is_empty()).map(|counts| sum(counts));
        let learned = self.learned_something.iter().map(|learned| sum(&[learned.yes, learned.no]));
        told.chain(learned).fold(self.n, |fewest, one| if one.value < fewest.value { one } else { fewest })
    }

    /// Whether so many answered that no result points anybody out.
    pub(in crate::hub) fn can_be_shown(&self) -> bool {
        self.fewest().value >= MIN_ANSWERS
    }
}
