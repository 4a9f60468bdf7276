//! Names that change: what a thing was called when, and other spellings that lead to it.

use jiff::civil::Date;

use crate::config::{SourceRef, When};
use crate::source::Spanned;

/// What something was called during a time.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name itself.
    pub text: Spanned<String>,
    /// From when; always, when left out.
    pub from: Option<Spanned<When>>,
    /// Through when; still, when left out.
    pub to: Option<Spanned<When>>,
    /// Whether it was decided.
    pub standing: Standing,
    /// Where it is told.
    pub source: Option<SourceRef>,
}

/// How settled a name is. Only a decided one is ever a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Settled by those who may.
    Decided,
    /// Put forward, not settled.
    Proposed,
    /// Used in daily work.
    Working,
}

impl Standing {
    /// The words used in data files.
    pub const WORDS: &[&str] = &["decided", "proposed", "working"];

    /// The standing with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "decided" => Some(Self::Decided),
            "proposed" => Some(Self::Proposed),
            "working" => Some(Self::Working),
            _ => None,
        }
    }

    /// The word used in data files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Proposed => "proposed",
            Self::Working => "working",
        }
    }
}

/// Another spelling that finds the record in search and in suggestions.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The spelling.
    pub text: Spanned<String>,
    /// `former`, `abbreviation`, `misspelling`, `scan_error` or `inflection`.
    pub kind: String,
}

impl Alias {
    /// The kinds an alias may have.
    pub const KINDS: &[&str] = &["former", "abbreviation", "misspelling", "scan_error", "inflection"];
}

impl Name {
    /// Whether the name is used on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.as_ref().is_none_or(|from| from.value.earliest() <= day)
            && self.to.as_ref().is_none_or(|to| to.value.latest() >= day)
    }

    fn starts(&self) -> Date {
        self.from.as_ref().map_or(Date::MIN, |from| from.value.earliest())
    }
}

/// The decided name on `day`; before the first one the first, after the last one the last. Records without a
/// decided name, which the rules report, fall back to whatever name they have.
pub(super) fn name_on(names: &[Name], day: Date) -> &str {
    let decided = || names.iter().filter(|name| name.standing == Standing::Decided);
    decided()
        .filter(|name| name.holds_on(day))
        .max_by_key(|name| name.starts())
        .or_else(|| decided().filter(|name| name.starts() <= day).max_by_key(|name| name.starts()))
        .or_else(|| decided().min_by_key(|name| name.starts()))
        .or_else(|| names.first())
        .map_or("", |name| &name.text.value)
}
