//! Seats: who is in which group, for whom, and when.

use crate::config::When;
use crate::hub::field::{Number, Ref};
use crate::hub::record_macro::record;
use crate::source::Spanned;

use super::{Group, Organisation, Person};

record! {
    /// A seat in a group: held by a person, vacant, or held by somebody who is not named.
    "En plats i en grupp: med en person, vakant, eller med någon som inte namnges."
    Seat = "seat" in "seats", plain, public, sheet {
        /// The group it is in.
        group: Ref<Group> = "Gruppen den finns i.",
        /// Who holds it.
        person: Option<Ref<Person>> = "Vem som har den.",
        /// Whether nobody holds it.
        vacant: Option<bool> = "Om ingen har den.",
        /// Whether somebody holds it who is not named.
        unnamed: Option<bool> = "Om någon har den som inte namnges.",
        /// The organisation it is held for.
        party: Ref<Organisation> = "Organisationen den hör till.",
        /// What its holder does in the group.
        role: Option<String> = "Rollen i gruppen.",
        /// The holder's title at home.
        title: Option<String> = "Titeln i den egna organisationen.",
        /// How much of full time it takes, in per cent.
        share: Option<Number<0, 100>> = "Hur stor del av heltid den tar, i procent.",
        /// Its first day, or the first day it is known from.
        from: Spanned<When> = "Från och med, eller sedan när den är känd.",
        /// Its last day; still, when left out.
        to: Option<Spanned<When>> = "Till och med; ännu, om inget sägs.",
    }
}
