//! Criteria that ideas and initiatives are assessed by. A set never changes: a new one gets a new version.

use crate::config::When;
use crate::hub::field::{Number, Stated};
use crate::hub::record_macro::{part, record};
use crate::source::Spanned;

part! {
    /// The lowest and highest that can be given.
    "Det lägsta och det högsta som kan ges."
    Scale = "scale" {
        /// The lowest.
        min: Number<0, 100> = "Det lägsta.",
        /// The highest.
        max: Number<1, 100> = "Det högsta.",
    }
}

part! {
    /// One of the things that are looked at.
    "En av sakerna man ser till."
    Criterion = "criterion" {
        /// What assessments call it.
        id: Spanned<String> = "Vad bedömningar kallar det.",
        /// What people call it.
        name: String = "Vad människor kallar det.",
        /// What is asked.
        text: String = "Vad man frågar sig.",
        /// What can be given.
        scale: Scale = "Vad som kan ges.",
        /// How much it counts.
        weight: Number<1, 1000> = "Hur mycket det väger.",
    }
}

record! {
    /// Criteria that hold together, in one version.
    "Kriterier som hör ihop, i en version."
    CriteriaSet = "criteria_set" in "criteria_sets", named, public, sheet {
        /// Which version it is.
        version: String = "Vilken version det är.",
        /// Since when it is used.
        from: Option<Spanned<When>> = "Från och med.",
        /// Whether it stands as an example because no decision gives it.
        example: Option<bool> = "Om den står som exempel, eftersom inget beslut ger den.",
        /// What is looked at.
        criteria: Stated<Criterion> = "Vad man ser till.",
    }
}

impl Scale {
    /// Whether a score is on it.
    #[expect(clippy::cast_precision_loss, reason = "scales end at a hundred")]
    pub fn holds(&self, score: f64) -> bool {
        (self.min.value as f64) <= score && score <= (self.max.value as f64)
    }
}
