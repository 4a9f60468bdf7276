//! The words the arena uses, explained.

use crate::hub::record_macro::record;
use crate::source::Spanned;

record! {
    /// A word and what it means here.
    "Ett ord och vad det betyder här."
    GlossaryTerm = "term" in "terms", plain, public, sheet, titled word {
        /// The word.
        word: Spanned<String> = "Ordet.",
        /// Its other forms and its abbreviations.
        forms: Vec<String> = "Andra former och förkortningar.",
        /// What it means.
        explanation: String = "Vad det betyder.",
    }
}
