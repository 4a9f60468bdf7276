//! Ideas that people sent, and what became of them.

use crate::config::When;
use crate::hub::field::Ref;
use crate::hub::record_macro::record;
use crate::hub::target::{IdeaStatus, SenderType};
use crate::source::Spanned;

use super::{Collection, Initiative};

record! {
    /// An idea and what became of it. Internal, unless somebody has decided to show it.
    "En idé och vad det blev av den. Intern, om ingen har bestämt att visa den."
    Idea = "idea" in "ideas", plain, internal, sheet, titled title {
        /// What it is called.
        title: String = "Vad den kallas.",
        /// The idea itself.
        text: String = "Idén.",
        /// When it came.
        received: Spanned<When> = "När den kom.",
        /// Who sent it, never by name.
        sender_type: Ref<SenderType> = "Vem som lämnade den, aldrig med namn.",
        /// The collection it answers.
        collection: Option<Ref<Collection>> = "Insamlingen den svarar på.",
        /// What became of it.
        status: Ref<IdeaStatus> = "Vad det blev av den.",
        /// Why.
        reason: Option<String> = "Varför.",
        /// The initiatives that came of it.
        initiatives: Vec<Ref<Initiative>> = "Initiativen som kom av den.",
    }
}
