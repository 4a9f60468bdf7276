//! The focus areas.

use crate::export::{FocusArea, Named};

use super::record::{Cell, Record, Time, of_kind};

impl Record for FocusArea {
    const LIST: &'static str = "focus_areas";
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "purpose", "sdgs", "challenges", "initiatives", "from", "to", "url"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(&*self.id),
            Cell::from(&*self.name),
            Cell::from(&*self.purpose),
            Cell::list(&self.sdgs),
            Cell::list(self.challenges.iter().map(|challenge| &challenge.text)),
            Cell::ids(&self.initiatives),
            Cell::maybe(self.from.as_ref()),
            Cell::maybe(self.to.as_ref()),
            Cell::from(&*self.url),
        ]
    }

    fn references(&self) -> Vec<(&'static str, &Named)> {
        of_kind("initiative", &self.initiatives).chain(of_kind("group", &self.group)).collect()
    }

    fn times(&self) -> Vec<Time> {
        Time::of_names(&self.names).chain(Time::period(&self.from, &self.to)).collect()
    }
}
