//! Ideas side by side for those who assess them: what each party gave, and what it comes to. Internal: it is made for a
//! closed circle only.

use serde::Serialize;

use crate::report::Lang;

use super::page;
use super::words::words;

/// All ideas as of a day, by the criteria they are assessed by.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The language of the report.
    pub lang: Lang,
    /// The site's name.
    pub site: String,
    /// The day, in words.
    pub as_of: String,
    /// A table for each set of criteria.
    pub sets: Vec<ComparedSet>,
    /// Every idea in full.
    pub ideas: Vec<ComparedIdea>,
}

/// Ideas that were assessed by the same criteria, the highest mean first.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedSet {
    /// What the criteria are called.
    pub name: String,
    /// Their version.
    pub version: String,
    /// Whether they stand as an example.
    pub example: bool,
    /// The criteria.
    pub criteria: Vec<ComparedCriterion>,
    /// The ideas.
    pub rows: Vec<ComparedRow>,
}

/// A criterion.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedCriterion {
    /// What it is called.
    pub name: String,
    /// What is asked.
    pub text: String,
    /// How much it counts.
    pub weight: i64,
    /// What can be given.
    pub scale: [i64; 2],
}

/// An idea in a table.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRow {
    /// What it is called.
    pub title: String,
    /// The mean of each criterion, worded.
    pub means: Vec<String>,
    /// The weighted mean, worded.
    pub whole: String,
    /// What each party gave, in the order of the criteria.
    pub given: Vec<GivenScores>,
}

/// What one party gave.
#[derive(Clone, Debug, Serialize)]
pub struct GivenScores {
    /// Who.
    pub party: String,
    /// The score of each criterion, worded.
    pub scores: Vec<String>,
    /// Why.
    pub motivation: Option<String>,
}

/// An idea in full.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedIdea {
    /// What it is called.
    pub title: String,
    /// The idea itself.
    pub text: String,
    /// When it came, in words.
    pub received: String,
    /// Who sent it, never by name.
    pub sender: String,
    /// What became of it.
    pub status: String,
    /// Whether it is internal.
    pub is_internal: bool,
    /// Whether anybody has assessed it.
    pub is_assessed: bool,
}

impl Comparison {
    /// As HTML made for print.
    pub fn html(&self) -> String {
        let title = words(self.lang, "ideas-title", &[]);
        let mark = words(self.lang, "internal-mark", &[]);
        page::render(
            self.lang,
            include_str!("comparison.html"),
            minijinja::context! { comparison => page::value(self), title, mark },
        )
    }
}
