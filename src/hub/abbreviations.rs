//! The abbreviations that readers can look up: those of the glossary, and those that are names of records. Gathered when
//! the first is asked for, then kept.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::config::abbreviation::find;

use super::Hub;

/// What is explained; `None` where nobody keeps a glossary.
#[derive(Clone, Debug, Default)]
pub(super) struct Explained(OnceLock<Option<BTreeSet<String>>>);

impl Hub {
    /// Whether the public glossary or a public record's names explain an abbreviation, or each part of one with hyphens.
    /// An arena without a glossary has not promised to explain any.
    pub fn explains(&self, abbreviation: &str) -> bool {
        let Some(explained) = self.explained.0.get_or_init(|| self.all_explained()) else { return true };
        explained.contains(abbreviation) || abbreviation.split('-').all(|part| explained.contains(part))
    }

    fn all_explained(&self) -> Option<BTreeSet<String>> {
        if self.terms.is_empty() {
            return None;
        }
        let mut explained = BTreeSet::new();
        let mut explain =
            |text: &str| explained.extend(find(text).into_iter().map(|span| text[span].to_owned()));
        for term in self.terms.values() {
            explain(&term.word.value);
            term.forms.iter().for_each(|form| explain(form));
        }
        for (_, base) in self.every_base().filter(|(_, base)| base.is_public()) {
            base.names.iter().for_each(|name| explain(&name.text.value));
            base.aliases.iter().for_each(|alias| explain(&alias.text.value));
        }
        Some(explained)
    }
}
