//! A name in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::value::{Data, Table, Value};

/// A text that is the same in every language, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Names {
    /// Written as a plain text.
    Same(String),
    /// Written as a table; never empty.
    ByLanguage(BTreeMap<String, String>),
}

impl Names {
    /// The names a value holds; `None` when it holds none.
    pub fn from_value(value: &Value) -> Option<Self> {
        match &value.data {
            Data::String(text) => Some(Self::Same(text.clone())),
            Data::Table(table) => {
                let text = |entry: &super::Entry| {
                    Some((entry.key.value.clone(), entry.value.as_text()?.value.to_owned()))
                };
                let names: BTreeMap<String, String> = table.entries.iter().filter_map(text).collect();
                (!names.is_empty()).then_some(Self::ByLanguage(names))
            }
            _ => None,
        }
    }

    /// The name in a language, if it has one there.
    pub fn exact(&self, lang: &str) -> Option<&str> {
        match self {
            Self::Same(name) => Some(name),
            Self::ByLanguage(names) => names.get(lang).map(String::as_str),
        }
    }

    /// The name in the first of these languages that it has one in, else in the first language of the alphabet.
    pub fn get(&self, langs: &[&str]) -> &str {
        let wanted = langs.iter().find_map(|lang| self.exact(lang));
        match self {
            Self::Same(name) => name,
            Self::ByLanguage(names) => {
                wanted.or_else(|| names.values().next().map(String::as_str)).unwrap_or_default()
            }
        }
    }

    /// Every name, for finding the thing by any of them.
    pub fn all(&self) -> Vec<&str> {
        match self {
            Self::Same(name) => vec![name],
            Self::ByLanguage(names) => names.values().map(String::as_str).collect(),
        }
    }
}

impl Table {
    /// A name in several languages.
    pub fn names(&self, key: &str) -> Option<Names> {
        self.get(key).and_then(Names::from_value)
    }
}
