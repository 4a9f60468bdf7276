//! Which learning pages and initiatives are like each other, by their titles, subjects and texts.
//!
//! It is worked out before any page is rendered, from what pages say and not from how they look: a page that shows its
//! related pages cannot be among what they are found by. The answer is one of the facts that pages see of each other, so
//! a changed list renders the pages that show it and no others.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::Kind;
use crate::markdown::Markdown;
use crate::model::{Model, Page, PageKind, Prose};
use crate::search::{self, Analysed, Document, Options};

/// Gives a text of a page, by its name and by what is known of it.
pub(super) type Text<'a> = &'a (dyn Fn(&Page, &str, &Prose) -> Arc<Markdown> + Sync);

/// The most related pages a page has.
const MOST: usize = 4;

/// For the address of each page that has them, the addresses of related pages, the likest first. None where the site is not
/// searched: what is like what is search's to know.
pub(super) fn related(model: &Model, text: Text<'_>) -> BTreeMap<String, Vec<String>> {
    if !model.config.search.enabled {
        return BTreeMap::new();
    }
    let pages: Vec<&Page> = model.pages.iter().filter(|page| has_related(page)).collect();
    let analysed: Vec<Analysed> =
        pages.par_iter().map(|page| search::analyse(&document(page, text))).collect();
    search::related(&analysed, &Options::default(), MOST)
}

/// Whether a page has such a list, and is in those of others.
pub(super) fn has_related(page: &Page) -> bool {
    matches!(page.kind, PageKind::Content(Kind::Learning | Kind::Course) | PageKind::Record("initiative"))
}

fn document(page: &Page, text: Text<'_>) -> Document {
    let texts: Vec<String> =
        page.prose.iter().map(|(name, prose)| text(page, name, prose).text.clone()).collect();
    Document {
        url: page.url.clone(),
        lang: page.lang.clone(),
        title: page.title.clone(),
        lead: page.description.clone(),
        body: texts.join("\n"),
        tags: page.tags.iter().map(|(_, tag)| tag.clone()).collect(),
        ..Document::default()
    }
}
