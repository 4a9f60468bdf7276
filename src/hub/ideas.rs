//! Which ideas are known, so that none is taken twice. It tells ids only: internal ideas stay in this room.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Hub;

/// The ideas there are, by what they say.
#[derive(Debug, Default)]
pub struct KnownIdeas {
    by_text: BTreeMap<(String, String), String>,
    by_day: BTreeMap<(String, Date), String>,
    ids: BTreeSet<String>,
}

impl KnownIdeas {
    /// The ideas of a portfolio, internal ones too.
    pub fn of(hub: &Hub) -> Self {
        let mut known = Self::default();
        for idea in hub.ideas.all() {
            known.insert(&idea.base.id, &idea.title, &idea.text);
            let day = (letters(&idea.title), idea.received.value.earliest());
            known.by_day.insert(day, idea.base.id.clone());
        }
        known
    }

    /// The id of the idea with this title and text, letters and digits compared.
    pub fn same_text(&self, title: &str, text: &str) -> Option<&str> {
        self.by_text.get(&(letters(title), letters(text))).map(String::as_str)
    }

    /// The id of an idea of the portfolio with this title that came on this day: the text has been edited since.
    pub fn edited(&self, title: &str, received: Date) -> Option<&str> {
        self.by_day.get(&(letters(title), received)).map(String::as_str)
    }

    /// Whether an idea has this id.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Adds an idea.
    pub fn insert(&mut self, id: &str, title: &str, text: &str) {
        self.by_text.insert((letters(title), letters(text)), id.to_owned());
        self.ids.insert(id.to_owned());
    }
}

/// A text's letters and digits alone, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
