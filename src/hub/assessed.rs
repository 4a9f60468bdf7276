//! What assessments come to: means over the parties, weighted over the criteria. Only means leave this room; see
//! [`Internal`](super::Internal) for the rest.
//!
//! A criterion's mean is the sum of its scores over their number. The whole is
//!
//! ```text
//! Σ weight · (mean − min) / (max − min)  ÷  Σ weight
//! ```
//!
//! which is 0 where every party gave every criterion its lowest score and 1 where all gave the highest. Where all criteria have
//! one scale, `min + whole · (max − min)` is the weighted mean on it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Assessment, CriteriaSet, Criterion, Hub};

/// The fewest parties whose scores may be shown as a mean. With two, each could tell the other's.
const MIN_PARTIES: usize = 3;

/// What the parties together gave an idea or an initiative.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// `idea` or `initiative`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The id of the criteria.
    pub set: String,
    /// How many parties assessed it.
    pub n_parties: usize,
    /// The mean of each criterion, by its id, in the order of the set.
    pub means: Vec<(String, f64)>,
    /// The whole, from 0 to 1.
    pub share: f64,
    /// The weighted mean on the scale of the criteria, where all have the same.
    pub total: Option<f64>,
}

impl Hub {
    /// What the public ideas and initiatives were given until a day that enough parties assessed by a set of criteria, the
    /// highest first.
    pub fn assessed(&self, set: &str, day: Date) -> Vec<Assessed> {
        let Some(set) = self.criteria_sets.get(set) else { return Vec::new() };
        let about: BTreeSet<(&'static str, &str)> =
            self.assessments.all().flat_map(Assessment::about).collect();
        let assessed = about.into_iter().filter_map(|(kind, id)| self.assessed_by(set, kind, id, day));
        let mut all: Vec<Assessed> = assessed.collect();
        all.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| (a.kind, &a.id).cmp(&(b.kind, &b.id))));
        all
    }

    /// What a public idea (`idea`) or initiative (`initiative`) was given until a day, for each of the criteria that enough
    /// parties assessed it by.
    pub fn assessed_record(&self, kind: &'static str, id: &str, day: Date) -> Vec<Assessed> {
        self.criteria_sets.values().filter_map(|set| self.assessed_by(set, kind, id, day)).collect()
    }

    fn assessed_by(&self, set: &CriteriaSet, kind: &'static str, id: &str, day: Date) -> Option<Assessed> {
        self.base(kind, id)?;
        let given = self.given(set, kind, id, day);
        assess(set, kind, id, &given).filter(|assessed| assessed.n_parties >= MIN_PARTIES)
    }

    /// The assessments of something by some criteria until a day, in the order of the parties; a rule sees to it that no
    /// party assesses twice.
    pub(super) fn given(&self, set: &CriteriaSet, key: &str, id: &str, day: Date) -> Vec<&Assessment> {
        let is_meant = |given: &&Assessment| {
            given.about().any(|about| about == (key, id))
                && given.set.value == set.base.id
                && given.date.value.latest() <= day
        };
        let mut found: Vec<&Assessment> = self.assessments.all().filter(is_meant).collect();
        found.sort_by_key(|given| (&given.party.value, &given.base.id));
        found
    }
}

impl Assessment {
    /// What it is about: `idea` or `initiative`, and the id.
    fn about(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let idea = self.idea.as_ref().map(|id| ("idea", id.value.as_str()));
        let initiative = self.initiative.as_ref().map(|id| ("initiative", id.value.as_str()));
        idea.into_iter().chain(initiative)
    }
}

/// What some assessments by the same criteria come to; nothing where there is none, or none that is complete.
pub(super) fn assess(
    set: &CriteriaSet,
    kind: &'static str,
    id: &str,
    given: &[&Assessment],
) -> Option<Assessed> {
    let score = |one: &Assessment, criterion: &Criterion| {
        one.scores
            .iter()
            .find(|score| score.criterion.value == criterion.id.value)
            .map(|score| number(score.score.value))
    };
    let scores: Vec<Vec<f64>> = given
        .iter()
        .filter_map(|one| set.criteria.iter().map(|criterion| score(one, criterion)).collect())
        .collect();
    let criteria: Vec<Weighing> = set
        .criteria
        .iter()
        .map(|criterion| Weighing {
            min: number(criterion.scale.min.value),
            max: number(criterion.scale.max.value),
            weight: number(criterion.weight.value),
        })
        .collect();
    let means = means(&criteria, &scores)?;
    let share = weighted(&criteria, &means)?;
    let ids = set.criteria.iter().map(|criterion| criterion.id.value.clone());
    Some(Assessed {
        kind,
        id: id.to_owned(),
        set: set.base.id.clone(),
        n_parties: scores.len(),
        total: common_scale(&criteria).map(|(min, max)| min + share * (max - min)),
        share,
        means: ids.zip(means).collect(),
    })
}

/// A criterion as arithmetic sees it.
#[derive(Clone, Copy, Debug)]
struct Weighing {
    min: f64,
    max: f64,
    weight: f64,
}

/// The mean of each criterion, of parties that each gave every criterion a score.
fn means(criteria: &[Weighing], scores: &[Vec<f64>]) -> Option<Vec<f64>> {
    if scores.is_empty() {
        return None;
    }
    let sum = |index: usize| scores.iter().filter_map(|given| given.get(index)).sum::<f64>();
    Some((0..criteria.len()).map(|index| sum(index) / count(scores.len())).collect())
}

/// The criteria's means as one number from 0 to 1; nothing where no criterion has a weight or a scale.
fn weighted(criteria: &[Weighing], means: &[f64]) -> Option<f64> {
    let weights: f64 = criteria.iter().map(|one| one.weight).sum();
    let share = |(one, mean): (&Weighing, &f64)| one.weight * (mean - one.min) / (one.max - one.min);
    let share = criteria.iter().zip(means).map(share).sum::<f64>() / weights;
    share.is_finite().then_some(share)
}

/// The scale that all criteria have, if they have one.
fn common_scale(criteria: &[Weighing]) -> Option<(f64, f64)> {
    let scale = |one: &Weighing| (one.min.to_bits(), one.max.to_bits());
    let first = criteria.first()?;
    criteria.iter().all(|one| scale(one) == scale(first)).then_some((first.min, first.max))
}

#[expect(clippy::cast_precision_loss, reason = "scores and weights end at a thousand")]
fn number(value: i64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "parties are few")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::hub;
    use crate::source::{FilePath, Source};

    fn weighing(min: f64, max: f64, weight: f64) -> Weighing {
        Weighing { min, max, weight }
    }

    /// By hand: use 4, 5, 3 → 4; cooperation 2, 4, 3 → 3; novelty 5, 5, 2 → 4; feasibility 1, 3, 2 → 2. Weights 2, 2, 1, 1:
    /// (2·4 + 2·3 + 4 + 2) / 6 = 20/6 = 3.333… on the scale from 1 to 5, which is (20/6 − 1) / 4 = 0.58333… of it.
    #[test]
    fn means_agree_with_those_made_by_hand() {
        let criteria = [2.0, 2.0, 1.0, 1.0].map(|weight| weighing(1.0, 5.0, weight));
        let scores = vec![vec![4.0, 2.0, 5.0, 1.0], vec![5.0, 4.0, 5.0, 3.0], vec![3.0, 3.0, 2.0, 2.0]];
        let means = means(&criteria, &scores).unwrap();
        assert_eq!(means, [4.0, 3.0, 4.0, 2.0]);
        let share = weighted(&criteria, &means).unwrap();
        assert!((share - 7.0 / 12.0).abs() < 1e-12, "{share}");
        let (min, max) = common_scale(&criteria).unwrap();
        assert!((min + share * (max - min) - 20.0 / 6.0).abs() < 1e-12);
    }

    /// By hand: 8 of 0–10 is 0.8, 2 of 1–3 is 0.5; weights 3 and 1: (3·0.8 + 0.5) / 4 = 0.725.
    #[test]
    fn scales_may_differ() {
        let criteria = [weighing(0.0, 10.0, 3.0), weighing(1.0, 3.0, 1.0)];
        let share = weighted(&criteria, &[8.0, 2.0]).unwrap();
        assert!((share - 0.725).abs() < 1e-12, "{share}");
        assert_eq!(common_scale(&criteria), None);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(means(&[weighing(1.0, 5.0, 1.0)], &[]), None);
        assert_eq!(weighted(&[], &[]), None);
        assert_eq!(weighted(&[weighing(2.0, 2.0, 1.0)], &[2.0]), None);
    }

    proptest! {
        /// The weighted mean of the criteria's means is the mean of the parties' own weighted means.
        #[test]
        fn the_order_of_means_does_not_matter(
            scores in proptest::collection::vec(proptest::collection::vec(1u8..=5, 4), 1..6),
            weights in proptest::collection::vec(1u8..=9, 4),
        ) {
            let criteria: Vec<Weighing> =
                weights.iter().map(|weight| weighing(1.0, 5.0, f64::from(*weight))).collect();
            let scores: Vec<Vec<f64>> =
                scores.iter().map(|given| given.iter().map(|score| f64::from(*score)).collect()).collect();
            let whole = weighted(&criteria, &means(&criteria, &scores).unwrap()).unwrap();
            let own = scores.iter().map(|given| weighted(&criteria, given).unwrap()).sum::<f64>();
            prop_assert!((whole - own / count(scores.len())).abs() < 1e-9);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&whole));
        }
    }

    const SET: &str = r#"
        [[criteria_set]]
        id = "a"
        names = [{ text = "Kriterier", standing = "decided" }]
        version = "1"
        criteria = [
          { id = "nytta", name = "Nytta", text = "Hur stor?", scale = { min = 1, max = 5 }, weight = 3 },
          { id = "nyhet", name = "Nyhet", text = "Hur ny?", scale = { min = 1, max = 5 }, weight = 1 },
        ]
    "#;

    const WORDS: &str = r#"
        [[idea_status]]
        id = "new"
        names = "Ny"
        [[sender_type]]
        id = "resident"
        names = "Invånare"
    "#;

    fn assessed(n_parties: usize, visibility: &str) -> Vec<Assessed> {
        let idea = format!(
            "[[idea]]\nid = \"bron\"\ntitle = \"Bron\"\ntext = \"En bro.\"\nreceived = 2024\nsender_type = \"resident\"\n\
             status = \"new\"\nvisibility = \"{visibility}\"\n"
        );
        // By hand: nytta (5 + 4 + 3) / 3 = 4, nyhet (1 + 1 + 4) / 3 = 2, together (3 × 4 + 1 × 2) / 4 = 3.5.
        let scores = [(5, 1), (4, 1), (3, 4)].into_iter().enumerate().take(n_parties);
        let assessment = |(party, (benefit, novelty)): (usize, (u8, u8))| {
            format!(
                "[[assessment]]\nid = \"p{party}\"\nidea = \"bron\"\nset = \"a\"\nversion = \"1\"\nparty = \"p{party}\"\n\
                 date = 2024\nscores = [{{ criterion = \"nytta\", score = {benefit} }}, {{ criterion = \"nyhet\", score = {novelty} }}]\n"
            )
        };
        let assessments = scores.map(assessment).collect::<Vec<_>>().concat();
        let files = [
            ("criteria_sets", SET),
            ("vocabulary", WORDS),
            ("ideas", idea.as_str()),
            ("assessments", assessments.as_str()),
        ];
        let source = |(name, text): &(&str, &str)| {
            Source::new(FilePath::new(&format!("site/hub/{name}.toml")), text.as_bytes().to_vec()).unwrap()
        };
        let sources: Vec<Source> = files.iter().map(source).collect();
        hub::load(&sources, date(2024, 6, 21)).value.assessed("a", date(2024, 12, 31))
    }

    #[test]
    fn means_are_weighed_as_by_hand() {
        let [bron] = &assessed(3, "public")[..] else { panic!("one idea was assessed") };
        assert_eq!((bron.id.as_str(), bron.n_parties, bron.total), ("bron", 3, Some(3.5)));
        assert_eq!(bron.means, [("nytta".to_owned(), 4.0), ("nyhet".to_owned(), 2.0)]);
    }

    #[test]
    fn what_few_gave_and_what_is_internal_is_not_told() {
        assert_eq!(assessed(2, "public"), []);
        assert_eq!(assessed(3, "internal"), []);
    }
}
