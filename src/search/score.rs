//! What a word on a page is worth.
//!
//! The text counts by BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009,
//! equation 3.15) with k₁ = 1.2 and b = 0.75; title, headings, lead, subjects and files each add their weight times their own
//! saturation, as in the simple extension to fields (same, section 3.6.1). The length of a file is of no account: a report of a
//! hundred pages is offered because of what it says, and its page is no longer for it. The sum without the word's rarity is an
//! *impact* (Anh and Moffat, 2006), kept in six bits on a square-root scale: readers need neither frequencies nor lengths.
//! Readers multiply by the rarity, which they know from the number of pages with the word, in whole numbers, so that Rust
//! and JavaScript agree to the last bit.

use super::Weights;
use super::analyse::FIELDS;

/// The highest impact that is kept.
pub(super) const MAX_IMPACT: u8 = 63;

/// The sum that gives the highest impact.
const MAX_SUM: f32 = 24.0;

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// How often a word stands in each field; parts of compounds count as less than one.
pub(super) type Counts = [f32; FIELDS.len()];

/// A page's lengths, as far as they count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// The number of words in the text, by the mean of the site.
    pub(super) body: f32,
    /// The number of words in the title.
    pub(super) title: f32,
}

/// What the word adds, before its rarity.
pub(super) fn sum(weights: &Weights, counts: &Counts, lengths: Lengths) -> f32 {
    let [title, alias, heading, lead, tag, body, file] = *counts;
    // One occurrence counts one, many count two at most.
    let saturated = |count: f32| 2.0 * count / (count + 1.0);
    // A word is more of a title of two words than of one of ten.
    let title_norm = 0.75 + 0.05 * lengths.title;
    weights.title * title.min(1.0) / title_norm
        + weights.alias * alias.min(1.0)
        + weights.heading * saturated(heading)
        + weights.lead * saturated(lead)
        + weights.tag * tag.min(1.0)
        + weights.file * saturated(file)
        + weights.body * body * (K1 + 1.0) / (body + K1 * (1.0 - B + B * lengths.body))
}

/// The impact of a sum: at least 1, so that a page with the word is found.
#[expect(clippy::cast_sign_loss, reason = "clamped to 1 and more")]
pub(super) fn impact(sum: f32) -> u8 {
    let scaled = (sum / MAX_SUM).max(0.0).sqrt() * f32::from(MAX_IMPACT);
    scaled.round().clamp(1.0, f32::from(MAX_IMPACT)) as u8
}

/// What an impact is worth.
pub(super) fn worth(impact: u8) -> u64 {
    u64::from(impact) * u64::from(impact)
}

/// A word's rarity in 64ths, from the number of pages and of those with the word: the Robertson and Spärck Jones weight
/// that is never negative. At least 1.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "numbers of pages are small, logarithms of them positive"
)]
pub(super) fn rarity(n_pages: u64, n_with: u64) -> u64 {
    let (all, with) = (n_pages as f64, n_with.min(n_pages) as f64);
    ((1.0 + (all - with + 0.5) / (with + 0.5)).ln() * 64.0).round().max(1.0) as u64
}

/// The mean length rounded to a twentieth: a page that grows by a word must not change the impacts on all others.
#[expect(clippy::cast_precision_loss, reason = "lengths are small")]
pub(super) fn rounded_mean(total: u64, n: usize) -> f32 {
    let mean = (total as f64 / n.max(1) as f64).max(1.0);
    let step = 1.05_f64;
    step.powi((mean.ln() / step.ln()).round() as i32) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTHS: Lengths = Lengths { body: 1.0, title: 3.0 };

    fn of(counts: Counts) -> u8 {
        impact(sum(&Weights::default(), &counts, LENGTHS))
    }

    #[test]
    fn a_title_counts_more_than_any_text() {
        assert!(of([1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]) > of([0.0, 0.0, 0.0, 0.0, 0.0, 99.0, 0.0]));
        assert!(of([0.0, 0.0, 0.0, 0.0, 0.0, 3.0, 0.0]) > of([0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0]));
        assert!(of([0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0]) > of([0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0]));
        assert_eq!(of([0.0; 7]), 1);
        assert_eq!(of([9e9; 7]), MAX_IMPACT.min(of([9e9; 7])));
    }

    #[test]
    fn rare_words_count_more() {
        assert!(rarity(1000, 1) > rarity(1000, 10));
        assert!(rarity(1000, 999) >= 1);
        assert_eq!(rarity(0, 5), rarity(0, 0));
    }

    #[test]
    fn the_mean_stands_still_when_little_changes() {
        assert_eq!(rounded_mean(68_000, 100).to_bits(), rounded_mean(68_010, 100).to_bits());
        assert!((rounded_mean(68_000, 100) - 680.0).abs() < 20.0);
        assert!(rounded_mean(0, 0) > 0.0);
    }
}
