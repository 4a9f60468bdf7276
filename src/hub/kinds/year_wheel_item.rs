//! The year wheel: who sees to what, and when in the year.

use crate::hub::field::{Number, Ref, Stated};
use crate::hub::record_macro::record;
use crate::hub::words::Relation;

use super::Group;

record! {
    /// Something that recurs each year, and who sees to it.
    "Något som återkommer varje år, och vem som ser till det."
    YearWheelItem = "year_wheel_item" in "year_wheel_items", plain, public, sheet, titled text {
        /// The months it takes place in; none when they are not set.
        months: Stated<Number<1, 12>> = "Månaderna; inga om de inte är bestämda.",
        /// Who sees to it.
        actor: Ref<Group> = "Vem som ser till det.",
        /// Whether they ensure it or support it.
        relation: Relation = "Om de säkerställer eller stödjer.",
        /// What it is.
        text: String = "Vad det är.",
        /// The duty that it serves.
        duty: Option<String> = "Uppdraget det hör till.",
        /// Its place in the list.
        order: Option<Number<1, 1000>> = "Dess plats i listan.",
    }
}
