//! What results show, eight pages a file; a group of files has one name, so that the root stays small.

use rayon::prelude::*;

use super::super::index::Index;
use super::names::Names;

/// The number of pages in a file.
pub(in crate::search) const CARDS_A_FILE: usize = 8;

/// The number of files in a group.
pub(in crate::search) const FILES_A_GROUP: usize = 32;

/// The files, in the order of the pages.
pub(super) fn files(index: &Index<'_>) -> Vec<Vec<u8>> {
    index
        .documents
        .par_chunks(CARDS_A_FILE)
        .map(|documents| {
            let cards: Vec<_> = documents
                .iter()
                .map(|document| &document.card)
                .map(|card| (&card.url, &card.title, &card.lead, &card.kind, &card.date, &card.facets))
                .collect();
            serde_json::to_vec(&cards).unwrap_or_default()
        })
        .collect()
}

/// Names the files and gives the letters of the groups.
pub(super) fn name(files: Vec<Vec<u8>>, names: &mut Names) -> String {
    let mut letters = String::new();
    let mut files = files.into_iter().peekable();
    while files.peek().is_some() {
        letters.push_str(&names.put_group('c', files.by_ref().take(FILES_A_GROUP).collect()));
    }
    letters
}
