//! Challenges: the hard questions of a focus area.

use crate::config::When;
use crate::hub::field::{Number, Ref};
use crate::hub::record_macro::record;
use crate::hub::words::Priority;
use crate::source::Spanned;

use super::FocusArea;

record! {
    /// A hard question and how soon it is to be worked on.
    "En svår fråga, och hur snart den ska tas upp."
    Challenge = "challenge" in "challenges", named, public, sheet {
        /// The area it belongs to.
        focus_area: Ref<FocusArea> = "Området den hör till.",
        /// How soon it is to be worked on.
        priority: Priority = "Hur snart den ska tas upp.",
        /// When it was chosen.
        when: Option<Spanned<When>> = "När den valdes.",
        /// Its place among the area's.
        order: Option<Number<1, 1000>> = "Dess plats bland områdets.",
    }
}
