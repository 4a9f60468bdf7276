//! Where a value stands in a file: `programme.2.title`.

use std::fmt;

use crate::config::{Data, Table, Value};

/// Keys and places in lists, outermost first. Written with dots; a number is a place where a list stands, else a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<String>);

impl Path {
    /// The path that a text such as `programme.2.title` writes; nothing is the file itself.
    pub fn new(text: &str) -> Self {
        Self(text.split('.').filter(|step| !step.is_empty()).map(ToOwned::to_owned).collect())
    }

    /// One step further.
    #[must_use]
    pub fn then(&self, step: impl fmt::Display) -> Self {
        Self(self.0.iter().cloned().chain([step.to_string()]).collect())
    }

    /// Its steps.
    pub fn steps(&self) -> &[String] {
        &self.0
    }

    /// The value there.
    pub fn find<'a>(&self, table: &'a Table) -> Option<&'a Value> {
        let (first, rest) = self.0.split_first()?;
        rest.iter().try_fold(table.get(first)?, |value, step| match &value.data {
            Data::Table(table) => table.get(step),
            Data::Array(values) => values.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}
