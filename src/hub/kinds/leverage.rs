//! Money that came from outside because the arena put in its own.

use crate::config::Amount;
use crate::hub::field::{Ref, Year};
use crate::hub::record_macro::record;

use super::Initiative;

record! {
    /// What a stake of one's own grew to.
    "Vad en egen insats växte till."
    Leverage = "leverage" in "leverage", named, public, sheet {
        /// The year.
        year: Year = "Året.",
        /// What the arena put in.
        stake: Amount = "Vad arenan satsade.",
        /// What there was to use with what others gave.
        total: Amount = "Vad som fanns att använda med det andra gav.",
        /// What others gave, as it is stated.
        raised: Option<Amount> = "Vad andra gav, som det anges.",
        /// The initiative it was for.
        initiative: Option<Ref<Initiative>> = "Initiativet det gällde.",
        /// What it was for.
        text: Option<String> = "Vad det gällde.",
    }
}
