//! What an internal build has besides the site: a sign that it is internal, and ideas side by side for those who assess
//! them. Without the options' clearance none of it can be made.

use crate::export::report::{
    ComparedCriterion, ComparedIdea, ComparedRow, ComparedSet, Comparison, GivenScores,
};
use crate::hub::{Assessment, Clearance, CriteriaSet, Idea, Internal, Verdicts};
use crate::model::Model;
use crate::output::{Error, INTERNAL_PATH, OutputPath, Sink};
use crate::render::{self, Renderer};
use crate::report::Lang;

use super::exports::Mapper;

/// Where ideas are compared.
pub(super) const IDEAS_PATH: &str = "_torg/internal/ideas.html";

/// Writes what only an internal build has.
pub(super) fn write(renderer: &Renderer, clearance: Option<Clearance>, sink: &dyn Sink) -> Result<(), Error> {
    let Some(clearance) = clearance else { return Ok(()) };
    let model = &renderer.site().model;
    let comparison = comparison(model, model.hub.internal(clearance));
    let sign = b"{\"internal\":true}\n".to_vec();
    for (path, bytes) in [(INTERNAL_PATH, sign), (IDEAS_PATH, comparison.html().into_bytes())] {
        if let Ok(path) = OutputPath::new(path) {
            sink.put(&path, bytes)?;
        }
    }
    Ok(())
}

fn comparison(model: &Model, internal: Internal<'_>) -> Comparison {
    let lang = Lang::of_locale(&model.config.default_language).unwrap_or_default();
    let (mapper, ideas) = (Mapper { model }, internal.ideas());
    let mut sets: Vec<(&CriteriaSet, Vec<(f64, ComparedRow)>)> = Vec::new();
    let mut compared = Vec::new();
    for idea in ideas {
        let verdicts = internal.verdicts("idea", &idea.base.id, model.as_of);
        compared.push(compared_idea(mapper, idea, !verdicts.is_empty(), lang));
        for verdict in verdicts {
            let row = (verdict.assessed.share, row(internal, model, idea, &verdict, lang));
            match sets.iter_mut().find(|(set, _)| set.base.id == verdict.set.base.id) {
                Some((_, rows)) => rows.push(row),
                None => sets.push((verdict.set, vec![row])),
            }
        }
    }
    for (_, rows) in &mut sets {
        rows.sort_by(|(a, row_a), (b, row_b)| b.total_cmp(a).then_with(|| row_a.title.cmp(&row_b.title)));
    }
    Comparison {
        lang,
        site: model.config.title.clone(),
        as_of: render::when_in_words(model.as_of.into(), lang.as_str()),
        sets: sets.into_iter().map(|(set, rows)| compared_set(model, set, rows)).collect(),
        ideas: compared,
    }
}

fn compared_set(model: &Model, set: &CriteriaSet, rows: Vec<(f64, ComparedRow)>) -> ComparedSet {
    let criteria = set.criteria.iter().map(|criterion| ComparedCriterion {
        name: criterion.name.clone(),
        text: criterion.text.clone(),
        weight: criterion.weight.value,
        scale: [criterion.scale.min.value, criterion.scale.max.value],
    });
    ComparedSet {
        name: set.base.name(model.as_of).to_owned(),
        version: set.version.clone(),
        example: set.example == Some(true),
        criteria: criteria.collect(),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    }
}

fn row(
    internal: Internal<'_>,
    model: &Model,
    idea: &Idea,
    verdicts: &Verdicts<'_>,
    lang: Lang,
) -> ComparedRow {
    let assessed = &verdicts.assessed;
    let whole = assessed.total.map_or_else(
        || format!("{} %", decimal(assessed.share * 100.0, 0, lang)),
        |mean| decimal(mean, 2, lang),
    );
    let score = |given: &Assessment, criterion: &str| {
        let score = given.scores.iter().find(|score| score.criterion.value == criterion);
        score.map_or_else(|| "–".to_owned(), |score| score.score.value.to_string())
    };
    let given = verdicts.given.iter().map(|given| GivenScores {
        party: internal
            .base("organisation", &given.party.value)
            .map_or_else(|| given.party.value.clone(), |base| base.name(model.as_of).to_owned()),
        scores: verdicts.set.criteria.iter().map(|criterion| score(given, &criterion.id.value)).collect(),
        motivation: given.motivation.clone(),
    });
    ComparedRow {
        title: idea.title.clone(),
        means: assessed.means.iter().map(|(_, mean)| decimal(*mean, 2, lang)).collect(),
        whole,
        given: given.collect(),
    }
}

fn compared_idea(mapper: Mapper<'_>, idea: &Idea, is_assessed: bool, lang: Lang) -> ComparedIdea {
    ComparedIdea {
        title: idea.title.clone(),
        text: idea.text.clone(),
        received: render::when_in_words(idea.received.value, lang.as_str()),
        sender: mapper.word("sender_type", &idea.sender_type.value).name.to_lowercase(),
        status: mapper.word("idea_status", &idea.status.value).name,
        is_internal: !idea.base.is_public(),
        is_assessed,
    }
}

/// A number with some decimals, as the language writes them.
fn decimal(number: f64, places: usize, lang: Lang) -> String {
    let text = format!("{number:.places$}");
    if lang == Lang::Sv { text.replace('.', ",") } else { text }
}
