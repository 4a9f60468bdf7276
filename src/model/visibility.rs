//! What is published now, and when that next changes by itself.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::config::DateValue;
use crate::content::Document;
use crate::source::FilePath;

/// A moment at which the site will look different without anyone editing it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// The page's file.
    pub file: FilePath,
    /// What happens to it.
    pub kind: ChangeKind,
}

/// What happens to a page by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChangeKind {
    /// A page with a future date appears.
    Appears,
    /// A page expires.
    Disappears,
    /// An event is over, and moves from the coming to the past ones.
    Passes,
}

/// The clock a build goes by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock<'a> {
    /// The present moment.
    pub now: Timestamp,
    /// The site's time zone.
    pub zone: &'a TimeZone,
    /// Whether drafts are shown.
    pub drafts: bool,
}

impl Clock<'_> {
    /// Whether a page is published now, by what its own front matter says. With drafts shown, future pages are too:
    /// an editor who looks at what is not yet published means both.
    pub(super) fn shows(&self, document: &Document) -> bool {
        let front = &document.front;
        let begun = front.date.is_none_or(|date| self.starts(date.value).is_none_or(|at| at <= self.now));
        let over = front.expires.is_some_and(|date| self.starts(date.value).is_some_and(|at| at <= self.now));
        (self.drafts || (!front.draft && begun)) && !over
    }

    /// What will happen to a page by itself after now.
    pub(super) fn changes(&self, document: &Document) -> Vec<Change> {
        let front = &document.front;
        if front.draft && !self.drafts {
            return Vec::new();
        }
        let dated = |date: Option<DateValue>, kind| {
            let at = self.starts(date?).filter(|at| *at > self.now)?;
            Some(Change { at, file: document.path.clone(), kind })
        };
        let appears = dated(front.date.map(|date| date.value), ChangeKind::Appears);
        let disappears = dated(front.expires.map(|date| date.value), ChangeKind::Disappears);
        let passes = document.event_end(self.zone).filter(|end| *end > self.now);
        let passes = passes.map(|at| Change { at, file: document.path.clone(), kind: ChangeKind::Passes });
        [appears, disappears, passes].into_iter().flatten().collect()
    }

    /// The moment a date begins in the site's time zone. `None` for dates at the end of the calendar.
    fn starts(&self, date: DateValue) -> Option<Timestamp> {
        date.timestamp(self.zone)
    }
}
