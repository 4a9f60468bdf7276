//! Small maps whose names are known when torg is compiled: what views are made of. They are built by the million, so they
//! are a list that is searched and not a tree.

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

/// A map of few names.
#[derive(Debug)]
pub(in super::super) struct Fixed(Box<[(&'static str, Value)]>);

impl Fixed {
    /// The map with these names, each once.
    pub(in super::super) fn new(pairs: impl Into<Box<[(&'static str, Value)]>>) -> Self {
        Self(pairs.into())
    }

    /// Its names and values in the order they were given.
    pub(in super::super) fn pairs(&self) -> &[(&'static str, Value)] {
        &self.0
    }
}

impl Object for Fixed {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, value)| (name, value))).finish()
    }
}
