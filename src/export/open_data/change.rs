//! What happened to the portfolio.

use crate::export::{Change, Named};

use super::record::{Cell, Record, Time, of_kind};

impl Record for Change {
    const LIST: &'static str = "changes";
    const COLUMNS: &'static [&'static str] =
        &["id", "when", "what", "kind", "record", "from", "to", "text", "url", "source"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(&*self.id),
            Cell::maybe(Some(&self.when)),
            Cell::from(self.what),
            Cell::from(self.kind),
            Cell::from(&*self.record.id),
            Cell::maybe(self.from.as_ref().map(|before| &before.id)),
            Cell::maybe(self.to.as_ref().map(|after| &after.id)),
            Cell::from(&*self.text),
            Cell::from(&*self.url),
            Cell::maybe(self.source.as_ref().map(|source| &source.document)),
        ]
    }

    fn references(&self) -> Vec<(&'static str, &Named)> {
        let words = self.list().into_iter().flat_map(|list| of_kind(list, self.from.iter().chain(&self.to)));
        of_kind(self.kind, [&self.record]).chain(words).collect()
    }

    fn times(&self) -> Vec<Time> {
        vec![Time::start(&self.when)]
    }
}

impl Change {
    /// The list of the vocabulary that what was before and what came instead are taken from.
    fn list(&self) -> Option<&'static str> {
        match self.what {
            "added" | "status" => Some("status"),
            "phase" => Some("phase"),
            "joined" | "left" => Some("party_role"),
            "reported" => Some("colour"),
            _ => None,
        }
    }
}
