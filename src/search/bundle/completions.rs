//! What one or two typed letters may become, worked out once: no file of terms is read before the third letter.

use std::collections::BTreeMap;

use super::super::index::Index;
use super::super::language::bare;

/// The number of words for each beginning.
const WORDS: usize = 7;

/// Shorter words need no completing.
const MIN_CHARS: usize = 4;

/// The file: JSON, from one or two bare letters to words apart by spaces.
pub(super) fn file(index: &Index<'_>) -> Vec<u8> {
    let mut beginnings: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for term in &index.terms {
        let Some(word) = term.surfaces.first().filter(|word| word.chars().count() >= MIN_CHARS) else {
            continue;
        };
        if term.is_name || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let bare = bare(word);
        for n in [1, 2] {
            let words = beginnings.entry(bare.chars().take(n).collect()).or_default();
            words.push((term.n_pages, word));
            if words.len() > WORDS * 8 {
                best(words);
            }
        }
    }
    let file: BTreeMap<String, String> = beginnings
        .into_iter()
        .map(|(beginning, mut words)| {
            best(&mut words);
            (beginning, words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" "))
        })
        .collect();
    serde_json::to_vec(&file).unwrap_or_default()
}

/// Keeps the most common words, in that order.
fn best(words: &mut Vec<(usize, &str)>) {
    words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    words.truncate(WORDS);
}
