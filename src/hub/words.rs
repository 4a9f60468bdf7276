//! The words in records that belong to the generator, since its rules and pictures depend on what they mean.

use crate::config::words;

use super::field::word_items;

words! {
    /// How soon a challenge is to be worked on.
    Priority {
        /// It is being worked on.
        Now = "now",
        /// It comes later.
        Later = "later",
        /// Not settled.
        Preliminary = "preliminary",
    }

    /// Which of the two statements an arena makes about itself.
    StatementType {
        /// What it strives for.
        Vision = "vision",
        /// How it works to get there.
        Mission = "mission",
    }

    /// What an indicator tells about.
    IndicatorType {
        /// What comes before the effect.
        Leading = "leading",
        /// The effect itself.
        Lagging = "lagging",
        /// An everyday sign that much else has gone well.
        Cornerstone = "cornerstone",
    }

    /// Which way is better.
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
        /// Staying where it is.
        Keep = "keep",
    }

    /// What somebody does about an activity of the year.
    Relation {
        /// Sees that it is done.
        Ensures = "ensures",
        /// Helps.
        Supports = "supports",
    }

    /// What a medium is.
    MediaKind {
        /// A picture.
        Image = "image",
        /// A moving picture.
        Film = "film",
        /// A recording of something that took place.
        Recording = "recording",
        /// Sound alone.
        Sound = "sound",
    }
}

word_items! {
    Priority = "priority"
    StatementType = "statement-type"
    IndicatorType = "indicator-type"
    Direction = "direction"
    Relation = "relation"
    MediaKind = "media-kind"
}
