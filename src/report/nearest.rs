//! "Did you mean …?"

/// The candidate nearest to `word`: at most two edits away (a swap of neighbours is one), one edit for words of fewer
/// than four letters. Case is no difference. Among equals the first in the alphabet.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    let limit = if letters < 4 { 1 } else { 2 };
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(letters) <= limit)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_slips_are_recognised() {
        let keys = ["title", "date", "tags", "template", "slug"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Title", keys), Some("title"));
        assert_eq!(nearest("tag", keys), Some("tags"));
        assert_eq!(nearest("colour", keys), None);
    }

    #[test]
    fn short_words_need_to_be_nearer() {
        assert_eq!(nearest("en", ["sv"]), None);
        assert_eq!(nearest("a", ["b"]), None);
    }

    #[test]
    fn equals_follow_the_alphabet() {
        assert_eq!(nearest("pest", ["test", "best"]), Some("best"));
    }
}
