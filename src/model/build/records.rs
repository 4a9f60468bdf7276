//! The pages of records: which there are on the day shown, at which addresses, with what title and description.

use std::collections::BTreeMap;

use crate::hub::{self, Base};
use crate::model::input::Text;
use crate::model::page::{Origin, PageKind};

use super::{Builder, generated, prose};

impl Builder {
    /// The pages of records, below the section that says it is made of them.
    pub(super) fn records(
        &mut self,
        mut texts: BTreeMap<(&'static str, String), BTreeMap<&'static str, Text>>,
    ) {
        let sections: Vec<(String, String, String, &'static str, Vec<String>)> = self
            .pages
            .iter()
            .filter_map(|page| {
                let records = page.section.as_ref()?.records?;
                let (url, lang, about) = (page.url.clone(), page.lang.clone(), page.description.clone());
                Some((url, lang, about, records, page.aliases.clone()))
            })
            .collect();
        for (section_url, lang, about, key, former) in sections {
            // Records are written in one language; their pages stand below that language's section.
            if lang != self.config.default_language {
                continue;
            }
            let Some(kind) = hub::kind(key) else { continue };
            for id in self.shown_records(key) {
                let Some(base) = self.hub.base(kind.key, &id) else { continue };
                let name = self.hub.title(kind, base, self.as_of).to_owned();
                let (file, at) = (base.file.clone(), base.at(base.span));
                let fields = texts.remove(&(kind.key, id.clone())).unwrap_or_default();
                let prose =
                    fields.into_iter().map(|(field, text)| (field, prose(file.clone(), text))).collect();
                let mut page = generated(format!("{section_url}{id}/"), &lang, PageKind::Record(key), name);
                page.description = self.description(key, &id).unwrap_or_else(|| about.clone());
                page.prose = prose;
                // Where the section was, its records were. Nobody has written these: what is another's address stays so.
                let former =
                    former.iter().filter(|alias| alias.ends_with('/')).map(|alias| format!("{alias}{id}/"));
                page.aliases = former.filter(|alias| self.routes.take(alias, &at, &mut Vec::new())).collect();
                page.origin = Origin::Record { kind, id };
                self.add(page, at);
            }
        }
    }

    /// The records of a kind that have a page on the day shown.
    fn shown_records(&self, key: &str) -> Vec<String> {
        let ids = |bases: Vec<&Base>| bases.into_iter().map(|base| base.id.clone()).collect();
        match key {
            "initiative" => ids(self.hub.portfolio(self.as_of).map(|record| &record.base).collect()),
            // The areas are what everything else is sorted by, on whatever day.
            "focus_area" => ids(self.hub.bases(key)),
            _ => {
                let mut bases = self.hub.bases(key);
                let is_past = self.as_of < self.today;
                bases.retain(|base| {
                    !is_past || self.hub.begins(key, &base.id).is_none_or(|first| first <= self.as_of)
                });
                ids(bases)
            }
        }
    }

    /// What a record is, in a sentence or two; none where no field says it.
    fn description(&self, key: &str, id: &str) -> Option<String> {
        let text = match key {
            "initiative" => self.hub.initiatives.get(id).map(|record| record.summary.as_str()),
            "focus_area" => self.hub.focus_areas.get(id).map(|record| record.purpose.as_str()),
            // An organisation's name says more than what all organisations have in common.
            "organisation" => {
                self.hub.organisations.get(id).map(|record| record.summary.as_deref().unwrap_or_default())
            }
            "societal_goal" => self.hub.societal_goals.get(id).map(|record| record.measure.as_str()),
            "idea" => self.hub.ideas.get(id).map(|record| record.text.as_str()),
            _ => None,
        };
        text.map(ToOwned::to_owned)
    }
}
