//! Meetings of groups. Minutes are internal; what was decided is told by decisions.

use crate::config::When;
use crate::hub::field::Ref;
use crate::hub::record_macro::record;
use crate::source::Spanned;

use super::{Group, Person};

record! {
    /// A meeting of a group. Internal, unless somebody has decided to show it.
    "Ett möte i en grupp. Internt, om ingen har bestämt att visa det."
    Meeting = "meeting" in "meetings", plain, internal, sheet {
        /// Whose meeting it is.
        group: Ref<Group> = "Vems möte det är.",
        /// Groups that meet together with it.
        with: Vec<Ref<Group>> = "Grupper som möts tillsammans med den.",
        /// When.
        when: Spanned<When> = "När.",
        /// Where.
        place: Option<String> = "Var.",
        /// Who was there.
        attendance: Vec<Ref<Person>> = "Vilka som var där.",
    }
}
