//! The organisations.

use crate::export::{Named, Organisation, PartyPeriod};

use super::record::{Cell, Record, Time, of_kind};

impl Record for Organisation {
    const LIST: &'static str = "organisations";
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "type", "parent", "org_number", "party", "website", "url"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(&*self.id),
            Cell::from(&*self.name),
            Cell::from(&*self.kind.id),
            Cell::maybe(self.parent.as_ref().map(|parent| &parent.id)),
            Cell::maybe(self.org_number.as_ref()),
            Cell::list(self.party.iter().map(period)),
            Cell::maybe(self.website.as_ref()),
            Cell::from(&*self.url),
        ]
    }

    fn references(&self) -> Vec<(&'static str, &Named)> {
        of_kind("type", [&self.kind]).chain(of_kind("organisation", &self.parent)).collect()
    }

    fn times(&self) -> Vec<Time> {
        let periods = self.party.iter().flat_map(|party| Time::period([&party.from], &party.to));
        periods.chain(Time::of_names(&self.names)).collect()
    }
}

/// As ISO 8601 writes intervals; `..` for one that has not ended.
fn period(period: &PartyPeriod) -> String {
    let to = period.to.as_ref().map_or("..".to_owned(), ToString::to_string);
    format!("{}/{to}", period.from)
}
