//! Focus areas: what the parties gather their work in.

use crate::config::When;
use crate::hub::field::{Prose, Ref};
use crate::hub::record_macro::record;
use crate::hub::target::Sdg;
use crate::source::Spanned;

use super::Group;

record! {
    /// An area that the parties gather their work in.
    "Ett område som parterna samlar sitt arbete i."
    FocusArea = "focus_area" in "focus_areas", named, public, typed {
        /// Why it exists, in a sentence or two of plain text.
        purpose: String = "Varför det finns, i en mening eller två.",
        /// More about it.
        description: Option<Prose> = "Mer om det.",
        /// The group that steers it.
        group: Option<Ref<Group>> = "Gruppen som styr det.",
        /// The global goals it serves, by number.
        sdgs: Vec<Ref<Sdg>> = "De globala målen det bidrar till.",
        /// Since when.
        from: Option<Spanned<When>> = "Från och med.",
        /// Until when; still, when left out.
        to: Option<Spanned<When>> = "Till och med; ännu, om inget sägs.",
    }
}
