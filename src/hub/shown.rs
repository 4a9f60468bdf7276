//! What is shown of a public record whatever its kind: what it is called, when it begins and ends.

use jiff::civil::Date;

use crate::config::When;

use super::{Base, FieldValue, Hub, RecordKind};

/// The fields that say when a record begins, by whatever name its kind has for it.
const BEGINS: [&str; 5] = ["from", "signed", "when", "date", "received"];

impl Hub {
    /// What a public record is called on a day: its name, or what the field says that titles its kind, or else its id.
    pub fn title<'a>(&'a self, kind: &RecordKind, base: &'a Base, day: Date) -> &'a str {
        if kind.is_named() {
            return base.name(day);
        }
        match kind.title.and_then(|field| self.field(kind.key, &base.id, field)) {
            Some(FieldValue::Text(title)) => title,
            _ => &base.id,
        }
    }

    /// The first day on which a public record can be so; none for kinds that have no beginning.
    pub fn begins(&self, key: &str, id: &str) -> Option<Date> {
        BEGINS.iter().find_map(|field| self.time(key, id, field)).map(When::earliest)
    }

    /// Whether a public record had begun on a day, and not ended. What has no beginning or end is always so.
    pub fn is_on(&self, key: &str, id: &str, day: Date) -> bool {
        let ended = self.time(key, id, "to").is_some_and(|to| to.latest() < day);
        !ended && self.begins(key, id).is_none_or(|first| first <= day)
    }

    fn time(&self, key: &str, id: &str, field: &str) -> Option<When> {
        match self.field(key, id, field) {
            Some(FieldValue::When(when)) => Some(when),
            _ => None,
        }
    }
}
