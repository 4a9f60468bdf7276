//! Tasks that groups gave somebody.

use crate::config::When;
use crate::hub::field::Ref;
use crate::hub::record_macro::record;
use crate::source::Spanned;

use super::{Decision, Group};

record! {
    /// Something a group is to do. Internal, unless somebody has decided to show it.
    "Något en grupp ska göra. Internt, om ingen har bestämt att visa det."
    Task = "task" in "tasks", plain, internal, sheet, titled text {
        /// Who is to do it.
        owner: Ref<Group> = "Vem som ska göra det.",
        /// When it is to be done.
        due: Spanned<When> = "När det ska vara gjort.",
        /// What is to be done.
        text: String = "Vad som ska göras.",
        /// The decision it follows from.
        decision: Option<Ref<Decision>> = "Beslutet det följer av.",
        /// When it was done.
        done: Option<Spanned<When>> = "När det blev gjort.",
    }
}
