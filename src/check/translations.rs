//! What is not translated, and what was translated before it was changed.

use rayon::prelude::*;

use crate::model::{Model, Origin, Page};

use super::{Finding, Rule};

/// Pages of the site's own language that are missing in another one, and translations that are older than their page, as far as
/// the front matter tells when they were changed.
pub fn translations(model: &Model) -> Vec<Finding> {
    let own = &model.config.default_language;
    let is_written = |page: &&Page| page.lang == *own && matches!(page.origin, Origin::Content(_));
    model.pages.par_iter().filter(is_written).flat_map_iter(|page| of_page(model, page)).collect()
}

fn of_page(model: &Model, page: &Page) -> Vec<Finding> {
    let finding =
        |rule, of: &Page, names: &str| Finding { names: names.to_owned(), ..Finding::of_page(rule, of.id) };
    let translations: Vec<&Page> = page.translations.iter().map(|id| model.page(*id)).collect();
    let others = model.config.languages.iter().filter(|language| language.code != page.lang);
    let missing = others.filter(|language| !translations.iter().any(|other| other.lang == language.code));
    let mut found: Vec<Finding> =
        missing.map(|language| finding(Rule::Untranslated, page, &language.name)).collect();
    for translation in &translations {
        let then = translation.updated.or(translation.date);
        if let (Some(changed), Some(then)) = (page.updated, then)
            && then.at < changed.at
        {
            found.push(finding(Rule::OldTranslation, translation, &page.title));
        }
    }
    found
}
