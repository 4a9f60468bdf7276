//! Organisations: parties of the agreement and everyone else who takes part.

use crate::hub::field::{Ref, Url};
use crate::hub::record_macro::record;
use crate::hub::target::OrganisationType;

record! {
    /// A municipality, a region, a university, a company …
    "En kommun, en region, ett universitet, ett företag …"
    Organisation = "organisation" in "organisations", named, public, typed {
        /// What kind of organisation it is.
        kind["type"]: Ref<OrganisationType> = "Slag av organisation.",
        /// The organisation it belongs to.
        parent: Option<Ref<Organisation>> = "Organisationen den tillhör.",
        /// Its number in the national register, as written.
        org_number: Option<String> = "Organisationsnummer.",
        /// Its own site.
        url: Option<Url> = "Dess egen webbplats.",
        /// What it is, in a sentence or two of plain text.
        summary: Option<String> = "Vad den är, i en mening eller två.",
    }
}
