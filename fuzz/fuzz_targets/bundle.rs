//! Damaged search bundles: every search ends, and what it could not read it tells.
//!
//! Damage that a checksum sees must be told or leave the whole bundle's answer. Damage with the right checksum is a lie that
//! cannot be told from another bundle: its answer may be wrong, but it is one.

#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use torg::search::{Reader, Request};
use torg_fuzz::damage::Damage;
use torg_fuzz::sample::{FILES, READER};

#[derive(Arbitrary, Debug)]
struct Case<'a> {
    /// Each with the number of the file that it is done to.
    damages: Vec<(u8, Damage<'a>)>,
    has_facets: bool,
    usual: u8,
    query: &'a str,
}

/// Queries that find something, each in another way.
const USUAL: [&str; 4] = ["\"nya arbetssätt\" -skultnua", "skolfrånvaro", "testbädd skultuna", "franv"];

fuzz_target!(|case: Case<'_>| {
    let mut files = FILES.clone();
    for (number, damage) in &case.damages {
        let name = FILES.keys().nth(usize::from(*number) % FILES.len()).expect("a bundle has files");
        if let Some(file) = files.remove(name).and_then(|file| damage.apply(file)) {
            files.insert(name.clone(), file);
        }
    }
    let Ok(reader) = Reader::open(Box::new(files)) else { return };
    let is_seen = case.damages.iter().all(|(_, damage)| damage.is_seen());
    for text in [case.query, USUAL[usize::from(case.usual) % USUAL.len()]] {
        let mut request = Request::new(text);
        if case.has_facets {
            request.facets.insert("kind".to_owned(), ["page".to_owned()].into());
        }
        let found = reader.search(&request);
        assert!(found.hits.len() <= request.limit.min(found.total + found.partial), "{found:?}");
        assert!(found.hits.is_sorted_by_key(|hit| !hit.is_full), "some words before all: {found:?}");
        let is_told = !found.unread.is_empty();
        assert!(is_told || found.hits.iter().all(|hit| hit.card.is_some()), "a card lacks: {found:?}");
        assert!(is_told || !is_seen || found == READER.search(&request), "{found:?}");
        reader.complete("sv", text);
    }
    reader.facet("sv", "status");
    reader.pages();
});
