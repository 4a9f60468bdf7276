//! What is searched: one document a page, and the weights by which it is ranked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A page as search sees it. Only what readers may see belongs in one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The page's address on the site: `/larande/minilabb/`. Documents are told apart by it.
    pub url: String,
    /// The page's language as a tag: `sv`, `en-GB`.
    pub lang: String,
    /// The kind of page: `news`, `learning`, `initiative`. A facet of its own.
    pub kind: String,
    /// The page's title.
    pub title: String,
    /// The headings below the title, in the order of the page.
    pub headings: Vec<Heading>,
    /// One or two sentences about the page, shown with its title.
    pub lead: String,
    /// The page's text without title, headings and lead; blocks apart by line breaks.
    pub body: String,
    /// The texts of the files that the page offers.
    pub files: String,
    /// The page's subjects.
    pub tags: Vec<String>,
    /// By what the page can be filtered, besides its kind, year and language: `focus-area`, `status`.
    pub facets: BTreeMap<String, Vec<Facet>>,
    /// The day that the page is about. News loses weight with age.
    pub date: Option<Date>,
    /// Other names of what the page is about, former ones too.
    pub aliases: Vec<String>,
    /// What the page's weight is multiplied by, 1 for most; kept between ½ and 1½.
    pub boost: Option<f32>,
}

/// A heading that can be linked to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The heading's `id`; empty when it has none.
    pub id: String,
    /// The heading's words.
    pub text: String,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Facet {
    /// What stands in addresses: `active`.
    pub value: String,
    /// What readers see: `Pågår`.
    pub label: String,
}

/// How a bundle is made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// What words count by where they stand.
    pub weights: Weights,
    /// Words that the site's own list gives as parts of compounds.
    pub parts: Vec<String>,
    /// Whether `Bundle::stats` lists what was split how.
    pub list_splits: bool,
}

/// What a word counts by where it stands, and what else moves a page up or down. `ARCHITECTURE.md` has the formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// In the title.
    pub title: f32,
    /// In another name of what the page is about.
    pub alias: f32,
    /// In a heading.
    pub heading: f32,
    /// In the lead.
    pub lead: f32,
    /// In a subject.
    pub tag: f32,
    /// In the text.
    pub body: f32,
    /// In a file that the page offers.
    pub file: f32,
    /// As a part of a compound, of what the whole word counts.
    pub part: f32,
    /// What the newest news gains; half as much a year later, and so on.
    pub recency: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            title: 5.0,
            alias: 4.5,
            heading: 2.2,
            lead: 1.6,
            tag: 2.5,
            body: 1.0,
            file: 0.5,
            part: 0.55,
            recency: 0.25,
        }
    }
}
