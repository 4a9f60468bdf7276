//! Status reports: a colour and a few points about an initiative or a goal on a day.

use crate::config::When;
use crate::hub::field::{Ref, Stated};
use crate::hub::record_macro::record;
use crate::hub::target::ColourWord;
use crate::source::Spanned;

use super::{Initiative, SocietalGoal};

record! {
    /// How an initiative or a goal does on a day.
    "Hur det går för ett initiativ eller ett mål en viss dag."
    StatusReport = "status_report" in "status_reports", plain, public, sheet {
        /// The initiative it tells about.
        initiative: Option<Ref<Initiative>> = "Initiativet den gäller.",
        /// The goal it tells about.
        goal: Option<Ref<SocietalGoal>> = "Målet den gäller.",
        /// The day it tells about.
        date: Spanned<When> = "Dagen den gäller.",
        /// How it goes.
        colour: Ref<ColourWord> = "Hur det går.",
        /// One to five short points.
        points: Stated<String> = "En till fem korta punkter.",
    }
}
