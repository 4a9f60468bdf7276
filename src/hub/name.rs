//! Names that change: what a thing was called when, and other spellings that lead to it.

use jiff::civil::Date;

use crate::config::{SourceRef, When, words};
use crate::source::Spanned;

use super::field::word_items;
use super::record_macro::part;

part! {
    /// A name during a time.
    "Ett namn under en tid."
    Name = "name" {
        /// The name itself.
        text: Spanned<String> = "Namnet.",
        /// From when; always, when left out.
        from: Option<Spanned<When>> = "Från och med; alltid, om inget sägs.",
        /// Through when; still, when left out.
        to: Option<Spanned<When>> = "Till och med; ännu, om inget sägs.",
        /// How settled it is. Only a decided name is ever a title.
        standing: Standing = "Hur säkert namnet är. Bara ett beslutat blir rubrik.",
        /// Where it is told.
        source: Option<SourceRef> = "Källa.",
    }
}

part! {
    /// Another spelling that finds the record in search and in suggestions.
    "En annan stavning, som leder till posten i sökning och förslag."
    Alias = "alias" {
        /// The spelling.
        text: Spanned<String> = "Stavningen.",
        /// What kind of spelling it is.
        kind: AliasKind = "Slag av stavning.",
    }
}

words! {
    /// How settled a name is. Only a decided one is ever a title.
    Standing {
        /// Settled by those who may.
        Decided = "decided",
        /// Put forward, not settled.
        Proposed = "proposed",
        /// Used in daily work.
        Working = "working",
    }

    /// Why a name is spelt in another way.
    AliasKind {
        /// It was called so before.
        Former = "former",
        /// It is short for the name.
        Abbreviation = "abbreviation",
        /// Somebody wrote it wrong.
        Misspelling = "misspelling",
        /// A machine read it wrong.
        ScanError = "scan_error",
        /// Another form of the name.
        Inflection = "inflection",
    }
}

word_items! { Standing = "standing" AliasKind = "alias-kind" }

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
