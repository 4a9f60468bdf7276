//! What the parties' assessments come to together. A party's own scores never leave the hub: what few gave is not told.

use std::collections::BTreeMap;

use super::{Assessment, CriteriaSet, Hub};

/// The fewest parties whose scores may be shown as a mean. With two, each could tell the other's.
const MIN_PARTIES: usize = 3;

/// What was given to an idea or initiative by all who assessed it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessed {
    /// `idea` or `initiative`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// How many parties assessed it.
    pub n_parties: usize,
    /// The mean of each criterion, by its id, in the order of the set.
    pub means: Vec<(String, f64)>,
    /// The means weighed together: Σ weight × mean ÷ Σ weight.
    pub total: f64,
}

impl Hub {
    /// What the public ideas and initiatives were given that enough parties assessed by a set of criteria, the highest first.
    pub fn assessed(&self, set: &str) -> Vec<Assessed> {
        let Some(criteria) = self.criteria_sets.get(set) else { return Vec::new() };
        let mut given: BTreeMap<(&'static str, &str), Vec<&Assessment>> = BTreeMap::new();
        for assessment in self.assessments.all().filter(|one| one.set.value == set) {
            let idea = assessment.idea.as_ref().map(|id| ("idea", id.value.as_str()));
            let initiative = assessment.initiative.as_ref().map(|id| ("initiative", id.value.as_str()));
            for about in [idea, initiative].into_iter().flatten() {
                given.entry(about).or_default().push(assessment);
            }
        }
        let is_shown = |kind: &str, id: &str| self.base(kind, id).is_some();
        let mut all: Vec<Assessed> = given
            .into_iter()
            .filter(|((kind, id), given)| given.len() >= MIN_PARTIES && is_shown(kind, id))
            .map(|((kind, id), given)| together(criteria, kind, id, &given))
            .collect();
        all.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| (a.kind, &a.id).cmp(&(b.kind, &b.id))));
        all
    }
}

fn together(set: &CriteriaSet, kind: &'static str, id: &str, given: &[&Assessment]) -> Assessed {
    let mean = |criterion: &str| {
        let scores = given.iter().flat_map(|one| &one.scores);
        let own = scores.filter(|one| one.criterion.value == criterion);
        let (sum, count) = own.fold((0, 0), |(sum, count), one| (sum + one.score.value, count + 1));
        ratio(sum, count)
    };
    let means: Vec<(String, f64)> =
        set.criteria.iter().map(|one| (one.id.value.clone(), mean(&one.id.value))).collect();
    let weights = set.criteria.iter().map(|one| one.weight.value);
    let weighed: f64 = weights.clone().zip(&means).map(|(weight, (_, mean))| ratio(weight, 1) * mean).sum();
    Assessed {
        kind,
        id: id.to_owned(),
        n_parties: given.len(),
        means,
        total: weighed / ratio(weights.sum(), 1),
    }
}

/// Scores and weights are at most a thousand each.
#[expect(clippy::cast_precision_loss, reason = "sums of scores are far below 2^52")]
fn ratio(sum: i64, count: i64) -> f64 {
    if count == 0 { 0.0 } else { sum as f64 / count as f64 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::hub;
    use crate::source::{FilePath, Source};

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

    fn assessed(n_parties: usize, visibility: &str) -> Vec<hub::Assessed> {
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
        hub::load(&sources, date(2024, 6, 21)).value.assessed("a")
    }

    #[test]
    fn means_are_weighed_as_by_hand() {
        let [bron] = &assessed(3, "public")[..] else { panic!("one idea was assessed") };
        assert_eq!((bron.id.as_str(), bron.n_parties, bron.total), ("bron", 3, 3.5));
        assert_eq!(bron.means, [("nytta".to_owned(), 4.0), ("nyhet".to_owned(), 2.0)]);
    }

    #[test]
    fn what_few_gave_and_what_is_internal_is_not_told() {
        assert_eq!(assessed(2, "public"), []);
        assert_eq!(assessed(3, "internal"), []);
    }
}
