//! The items of events' programmes.

use crate::export::{Named, ProgrammeItem};

use super::record::{Cell, Record, Time, of_kind};

impl Record for ProgrammeItem {
    const LIST: &'static str = "programme_items";
    const COLUMNS: &'static [&'static str] =
        &["id", "event", "title", "text", "start", "end", "place", "initiatives", "recording"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(&*self.id),
            Cell::from(&*self.event.id),
            Cell::from(&*self.title),
            Cell::maybe(self.text.as_ref()),
            Cell::maybe(self.start.as_ref()),
            Cell::maybe(self.end.as_ref()),
            Cell::maybe(self.place.as_ref()),
            Cell::ids(&self.initiatives),
            Cell::maybe(self.recording.as_ref()),
        ]
    }

    fn references(&self) -> Vec<(&'static str, &Named)> {
        of_kind("event", [&self.event]).chain(of_kind("initiative", &self.initiatives)).collect()
    }

    fn times(&self) -> Vec<Time> {
        Time::period(&self.start, &self.end).collect()
    }
}
