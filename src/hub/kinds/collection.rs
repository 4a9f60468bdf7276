//! Collections of ideas: a question that people are asked.

use crate::config::When;
use crate::hub::field::Url;
use crate::hub::record_macro::record;
use crate::source::Spanned;

record! {
    /// A question that people answer with ideas.
    "En fråga som människor svarar på med idéer."
    Collection = "collection" in "collections", plain, public, sheet, titled question {
        /// What is asked.
        question: String = "Frågan.",
        /// Whether ideas are still taken.
        open: Option<bool> = "Om idéer ännu tas emot.",
        /// Since when.
        from: Option<Spanned<When>> = "Från och med.",
        /// Until when.
        to: Option<Spanned<When>> = "Till och med.",
        /// Where the answers are gathered, when that is elsewhere.
        url: Option<Url> = "Var svaren finns, om det är någon annanstans.",
    }
}
