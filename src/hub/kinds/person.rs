//! People in public roles.

use crate::hub::field::Ref;
use crate::hub::record_macro::record;

use super::Organisation;

record! {
    /// Somebody in a public role.
    "Någon i en offentlig roll."
    Person = "person" in "persons", named, public, sheet {
        /// Where they work.
        organisation: Option<Ref<Organisation>> = "Var personen arbetar.",
        /// Whether the name may be published; the record is internal when it may not.
        publish: bool = "Om namnet får publiceras; posten är intern om det inte får det.",
    }
}
