//! Words in a row: the pages on which a phrase stands, from the positions beside the terms.

use super::super::bundle::names::name;
use super::Reader;
use super::files::positions;
use super::query::QueryWord;
use super::resolve::Candidate;

/// The pages with all words at their places. `None` when positions could not be read, which is noted.
pub(super) fn pages(reader: &Reader, words: &[(&QueryWord, &Candidate)]) -> Option<Vec<u32>> {
    let mut common: Option<Vec<u32>> = None;
    for (_, candidate) in words {
        let pages = &candidate.term()?.pages;
        common = Some(match common {
            None => pages.clone(),
            Some(common) => common.into_iter().filter(|page| pages.binary_search(page).is_ok()).collect(),
        });
    }
    let common = common?;
    // For each page the places at which the phrase could begin.
    let mut begins: Option<Vec<Vec<u32>>> = None;
    for (word, candidate) in words {
        let file = name('p', &candidate.file.positions);
        let content = reader.content(&file);
        let Some(found) =
            content.and_then(|content| positions(&content, &candidate.file, candidate.term, &common))
        else {
            reader.note_unread(&file);
            return None;
        };
        let at: Vec<Vec<u32>> = found
            .into_iter()
            .map(|places| places.into_iter().filter_map(|place| place.checked_sub(word.offset)).collect())
            .collect();
        begins = Some(match begins {
            None => at,
            Some(begins) => begins
                .into_iter()
                .zip(at)
                .map(|(begins, at)| {
                    // Places rise: a text of a million words has some of them everywhere.
                    begins.into_iter().filter(|place| at.binary_search(place).is_ok()).collect()
                })
                .collect(),
        });
    }
    let begins = begins?;
    Some(
        common
            .into_iter()
            .zip(begins)
            .filter(|(_, begins)| !begins.is_empty())
            .map(|(page, _)| page)
            .collect(),
    )
}
