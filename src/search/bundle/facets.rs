//! By what results can be filtered: a file for each facet, read when its filter is opened.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::analyse::Head;
use super::super::index::Index;
use super::names::Names;

/// One value of a facet, with its pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::search) struct FacetPages {
    #[serde(rename = "v")]
    pub(in crate::search) value: String,
    #[serde(rename = "l")]
    pub(in crate::search) label: String,
    /// The steps between page numbers; the first counts from 0, the next from the page after.
    #[serde(rename = "p")]
    pub(in crate::search) gaps: Vec<u32>,
}

/// Writes the files and gives their letters. Kind and year are facets of every site; their labels are the reader's.
pub(super) fn write(index: &Index<'_>, names: &mut Names) -> BTreeMap<String, String> {
    let mut facets: BTreeMap<String, BTreeMap<(String, String), Vec<u32>>> = BTreeMap::new();
    for (number, document) in (0..).zip(&index.documents) {
        for (key, value, label) in values(document) {
            let pages = facets.entry(key).or_default().entry((value, label)).or_default();
            if pages.last() != Some(&number) {
                pages.push(number);
            }
        }
    }
    facets
        .into_iter()
        .map(|(key, values)| {
            let values: Vec<FacetPages> = values.into_iter().map(facet_pages).collect();
            (key, names.put('x', serde_json::to_vec(&values).unwrap_or_default()))
        })
        .collect()
}

fn values(document: &Head) -> Vec<(String, String, String)> {
    let mut values = Vec::new();
    let kind = &document.card.kind;
    if !kind.is_empty() {
        values.push(("kind".to_owned(), kind.clone(), kind.clone()));
    }
    if let Some(date) = document.date {
        let year = date.year().to_string();
        values.push(("year".to_owned(), year.clone(), year));
    }
    for (key, facets) in &document.facets {
        values.extend(facets.iter().map(|facet| (key.clone(), facet.value.clone(), facet.label.clone())));
    }
    values
}

fn facet_pages(((value, label), pages): ((String, String), Vec<u32>)) -> FacetPages {
    let mut next = 0;
    let gaps = pages.into_iter().map(|page| {
        let gap = page - next;
        next = page + 1;
        gap
    });
    let gaps = gaps.collect();
    FacetPages { value, label, gaps }
}
