//! Which learning pages and initiatives are like each other, by their titles, subjects and texts.
//!
//! It is worked out before any page is rendered, from what pages say and not from how they look: a page that shows its
//! related pages cannot be among what they are found by. The answer is one of the facts that pages see of each other, so
//! a changed list renders the pages that show it and no others.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::content::Kind;
use crate::model::{Model, Page, PageKind};
use crate::render::Bodies;
use crate::search::{self, Analysed, Document, Options};

/// The most related pages a page has.
const MOST: usize = 4;

/// For the address of each page that has them, the addresses of related pages, the likest first. None where the site is not
/// searched: what is like what is search's to know.
pub(super) fn related(model: &Model, bodies: &dyn Bodies) -> BTreeMap<String, Vec<String>> {
    if !model.config.search.enabled {
        return BTreeMap::new();
    }
    let pages: Vec<&Page> = model.pages.iter().filter(|page| has_related(page)).collect();
    let analysed: Vec<Analysed> =
        pages.par_iter().map(|page| search::analyse(&document(page, bodies))).collect();
    search::related(&analysed, &Options::default(), MOST)
}

fn has_related(page: &Page) -> bool {
    matches!(page.kind, PageKind::Content(Kind::Learning | Kind::Course) | PageKind::Record("initiative"))
}

fn document(page: &Page, bodies: &dyn Bodies) -> Document {
    let texts: Vec<String> = page.prose.values().map(|prose| bodies.body(&prose.text).text.clone()).collect();
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
