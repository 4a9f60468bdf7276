//! Every page of a bundle, for who counts or exports what a site has: all files of terms and cards are read.

use std::collections::{BTreeMap, BTreeSet};

use super::super::bundle::root::LanguageRoot;
use super::super::index::TITLE_IMPACT;
use super::super::{Card, Facet};
use super::Reader;

/// A page, as far as its bundle knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What results show of it.
    pub card: Card,
    /// By what it can be filtered, with what readers see.
    pub facets: BTreeMap<String, Vec<Facet>>,
    /// Its names besides its title, in small letters.
    pub names: BTreeSet<String>,
}

impl Reader {
    /// The pages whose cards can be read.
    pub fn pages(&self) -> Vec<Page> {
        self.root.languages.iter().flat_map(|language| self.pages_in(language)).collect()
    }

    fn pages_in(&self, language: &LanguageRoot) -> Vec<Page> {
        let mut names: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
        let files = (0..).map_while(|number| language.terms.letters(number).map(|_| number));
        for file in files.filter_map(|number| self.terms(language, number)) {
            for term in file.terms.iter().filter(|term| term.is_name) {
                for (page, _) in
                    term.pages.iter().zip(&term.impacts).filter(|(_, impact)| **impact != TITLE_IMPACT)
                {
                    names.entry(*page).or_default().insert(term.key.clone());
                }
            }
        }
        let labels: BTreeMap<&str, Vec<Facet>> =
            language.facets.keys().map(|key| (key.as_str(), self.values(language, key))).collect();
        let page = |number: u32| {
            let card = self.card(language, number)?;
            let facet = |(key, values): (&String, &Vec<String>)| {
                let known = labels.get(key.as_str())?.iter();
                Some((key.clone(), known.filter(|facet| values.contains(&facet.value)).cloned().collect()))
            };
            let facets = card.facets.iter().filter_map(facet).collect();
            Some(Page { facets, names: names.remove(&number).unwrap_or_default(), card })
        };
        (0..language.n_pages).filter_map(page).collect()
    }

    fn values(&self, language: &LanguageRoot, facet: &str) -> Vec<Facet> {
        let pages = self.facet_pages(language, facet).into_iter();
        pages.map(|pages| Facet { value: pages.value, label: pages.label }).collect()
    }
}
