//! The events.

use crate::export::{Count, Event, Named};

use super::record::{Cell, Record, Time, of_kind};

impl Record for Event {
    const LIST: &'static str = "events";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "title",
        "status",
        "start",
        "end",
        "postponed_to",
        "form",
        "place",
        "organisers",
        "counts",
        "initiatives",
        "focus_areas",
        "series",
        "url",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(&*self.id),
            Cell::from(&*self.title),
            Cell::from(self.status.word()),
            Cell::maybe(Some(&self.start)),
            Cell::maybe(self.end.as_ref()),
            Cell::maybe(self.postponed_to.as_ref()),
            Cell::from(self.form.word()),
            Cell::maybe(self.place.as_ref()),
            Cell::ids(&self.organisers),
            Cell::list(self.counts.iter().map(count)),
            Cell::ids(&self.initiatives),
            Cell::ids(&self.focus_areas),
            Cell::maybe(self.series.as_ref().map(|series| &series.id)),
            Cell::from(&*self.url),
        ]
    }

    fn references(&self) -> Vec<(&'static str, &Named)> {
        of_kind("organisation", &self.organisers)
            .chain(of_kind("initiative", &self.initiatives))
            .chain(of_kind("focus_area", &self.focus_areas))
            .chain(of_kind("series", &self.series))
            .chain(of_kind("initiative", self.programme.iter().flat_map(|item| &item.initiatives)))
            .collect()
    }

    fn times(&self) -> Vec<Time> {
        Time::period([&self.start], self.end.iter().chain(&self.postponed_to)).collect()
    }
}

/// `623 registered`, `about 300 attended`: never a number without what it counts.
fn count(count: &Count) -> String {
    match count.precision.as_str() {
        "exact" => format!("{} {}", count.n, count.measure),
        inexact => format!("{inexact} {} {}", count.n, count.measure),
    }
}
