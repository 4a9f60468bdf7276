//! Indicators of a goal or an initiative, with their values over time.

use crate::config::{SourceRef, When};
use crate::hub::field::Ref;
use crate::hub::record_macro::{part, record};
use crate::hub::words::{Direction, IndicatorType};
use crate::source::Spanned;

use super::{Initiative, SocietalGoal};

part! {
    /// What an indicator was at a time.
    "Vad en indikator var vid en tid."
    IndicatorValue = "indicator-value" {
        /// When.
        when: Spanned<When> = "När.",
        /// How much.
        value: Spanned<f64> = "Hur mycket.",
        /// The unit, if the source tells it; it must be the indicator's.
        unit: Option<Spanned<String>> = "Enheten, om källan anger den; den måste vara indikatorns.",
        /// Whether it may still change.
        preliminary: Option<bool> = "Om det ännu kan ändras.",
        /// Where it is told.
        source: Option<SourceRef> = "Källa.",
    }
}

record! {
    /// A number that tells how it goes.
    "Ett tal som visar hur det går."
    Indicator = "indicator" in "indicators", named, public, sheet {
        /// The goal it tells about.
        goal: Option<Ref<SocietalGoal>> = "Målet den gäller.",
        /// The initiative it tells about.
        initiative: Option<Ref<Initiative>> = "Initiativet den gäller.",
        /// What it tells.
        kind["type"]: IndicatorType = "Slag av indikator.",
        /// What is counted.
        unit: Spanned<String> = "Enhet.",
        /// Which way is better.
        direction: Direction = "Åt vilket håll det blir bättre.",
        /// Where it began.
        baseline: Option<Spanned<f64>> = "Utgångsvärde.",
        /// Where it is to come.
        target: Option<Spanned<f64>> = "Målvärde.",
        /// Where the values are taken from.
        source: SourceRef = "Var värdena kommer från.",
        /// Its values over time.
        values["value"]: Vec<IndicatorValue> = "Värden över tid.",
    }
}
