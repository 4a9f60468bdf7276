//! All that a kind's records are called, to suggest the one that was meant. Made when the first suggestion is asked for,
//! then kept: a thousand mistakes cost one list.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::report::nearest;

use super::Hub;

/// The ids by lower-case spelling, for each kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings(OnceLock<BTreeMap<&'static str, BTreeMap<String, String>>>);

impl Hub {
    /// The id of the record of a kind whose id, name or alias is nearest to `word`.
    pub(super) fn nearest(&self, key: &str, word: &str) -> Option<&str> {
        let all = self.spellings.0.get_or_init(|| self.all_spellings());
        let spellings = all.get(key)?;
        let near = nearest(&word.to_lowercase(), spellings.keys().map(String::as_str))?;
        spellings.get(near).map(String::as_str)
    }

    fn all_spellings(&self) -> BTreeMap<&'static str, BTreeMap<String, String>> {
        let mut all: BTreeMap<&'static str, BTreeMap<String, String>> = BTreeMap::new();
        for (kind, base) in self.every_base() {
            let spellings = all.entry(kind.key).or_default();
            let names = base.names.iter().map(|name| &name.text.value);
            for spelling in names.chain(base.aliases.iter().map(|alias| &alias.text.value)) {
                spellings.entry(spelling.to_lowercase()).or_insert_with(|| base.id.clone());
            }
        }
        // An id is what was most likely meant.
        for (kind, base) in self.every_base() {
            all.entry(kind.key).or_default().insert(base.id.clone(), base.id.clone());
        }
        all
    }
}
