//! What a reference may lead to besides records: lists of the vocabulary and kinds of pages.

use crate::config::Shape;

use super::field::Target;

/// Lists of the vocabulary and kinds of pages, as what a reference may lead to.
macro_rules! targets {
    ($($(#[$doc:meta])* $name:ident = $key:literal $(as $shape:ident)?,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Target for $name {
            const KEY: &'static str = $key;
            $(const SHAPE: Shape = Shape::$shape($key);)?
        }
    )*};
}

targets! {
    /// The list of statuses.
    StatusWord = "status",
    /// The list of phases.
    PhaseWord = "phase",
    /// The list of kinds of initiative.
    KindWord = "kind",
    /// The list of the arena's functions.
    FunctionWord = "function",
    /// The list of perspectives.
    PerspectiveWord = "perspective",
    /// The list of kinds of organisation.
    OrganisationType = "organisation_type",
    /// The list of kinds of group.
    GroupType = "group_type",
    /// The list of what an organisation can be in the partnership.
    PartyRole = "party_role",
    /// The list of status colours.
    ColourWord = "colour",
    /// The list of what participants are asked about.
    DimensionWord = "dimension",
    /// The list of what can become of an idea.
    IdeaStatus = "idea_status",
    /// The list of who sends ideas.
    SenderType = "sender_type",
    /// The list of kinds of decision.
    DecisionType = "decision_type",
    /// The global goals.
    Sdg = "sdg" as Numbered,
    /// Pages of events.
    EventPage = "event",
    /// Learning pages.
    LearningPage = "learning",
}
