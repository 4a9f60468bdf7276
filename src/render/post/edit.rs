//! Changes to the attributes of one start tag.

use std::borrow::Cow;

use crate::html::{Attribute, Tag};

/// The attributes of a tag and what is to become of them.
pub(super) struct Edit<'e, 'h> {
    attributes: &'e [Attribute<'h>],
    /// By name; no value for what is taken away.
    changes: Vec<(&'static str, Option<Cow<'h, str>>)>,
}

impl<'e, 'h> Edit<'e, 'h> {
    /// No changes to some attributes.
    pub(super) fn new(attributes: &'e [Attribute<'h>]) -> Self {
        Self { attributes, changes: Vec::new() }
    }

    /// The value as written in the page.
    pub(super) fn get(&self, name: &str) -> Option<&'h str> {
        let found = self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name));
        found.map(|attribute| attribute.value)
    }

    /// Gives an attribute a value in which references are written already; quotes need not be.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<Cow<'h, str>>) {
        self.changes.push((name, Some(value.into())));
    }

    /// The same unless the page has one.
    pub(super) fn set_if_missing(&mut self, name: &'static str, value: impl Into<Cow<'h, str>>) {
        if self.get(name).is_none() {
            self.set(name, value);
        }
    }

    /// Takes an attribute away.
    pub(super) fn remove(&mut self, name: &'static str) {
        self.changes.push((name, None));
    }

    /// The tag with the changes; none if there are none. What is not changed stays as written.
    pub(super) fn written(self, source: &str, tag: &Tag<'_>) -> Option<String> {
        if self.changes.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(source.len() + 64);
        out.push_str(source.get(..=tag.name.len()).unwrap_or_default());
        for attribute in self.attributes {
            match self.changes.iter().find(|(name, _)| attribute.name.eq_ignore_ascii_case(name)) {
                None => out.extend([" ", attribute.raw]),
                Some((name, Some(value))) => push(&mut out, name, value),
                Some((_, None)) => {}
            }
        }
        for (name, value) in &self.changes {
            if let Some(value) = value
                && self.get(name).is_none()
            {
                push(&mut out, name, value);
            }
        }
        // The space keeps the slash out of a value without quotes.
        out.push_str(if tag.is_self_closing { " />" } else { ">" });
        Some(out)
    }
}

fn push(out: &mut String, name: &str, value: &str) {
    let value =
        if value.contains('"') { Cow::Owned(value.replace('"', "&quot;")) } else { Cow::Borrowed(value) };
    out.extend([" ", name, "=\"", &value, "\""]);
}
