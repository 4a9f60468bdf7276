//! Series: events that belong together.

use crate::hub::field::{Number, Ref};
use crate::hub::record_macro::record;

use super::{FocusArea, Organisation};

record! {
    /// Events that belong together. Each names its series; a series knows its events by that.
    "Aktiviteter som hör ihop. Var och en anger sin serie."
    Series = "series" in "series", named, public, sheet {
        /// What it is about, in a sentence or two.
        summary: Option<String> = "Vad den handlar om, i en eller två meningar.",
        /// Who arranges it.
        organisers: Vec<Ref<Organisation>> = "Vilka som ordnar den.",
        /// The focus areas it belongs to.
        focus_areas: Vec<Ref<FocusArea>> = "Fokusområdena den hör till.",
        /// How many events were planned, when that is known.
        planned: Option<Number<1, 1000>> = "Hur många träffar som planerades, om det är känt.",
    }
}
