//! A theme as the files give it: templates, components, words, assets — its own over its parents'.
//!
//! This room finds and checks a theme; it never shows a page. What a template may see is the contract that `render`
//! keeps: its names are listed in `contract`, and a template that uses another is reported here, before any page is
//! made.

mod components;
mod contract;
mod load;
mod manifest;
mod texts;

use std::collections::BTreeMap;

use crate::markdown::Components;
use crate::source::{FilePath, Source};

pub use components::ChartShape;
pub use manifest::MANIFEST;

/// A theme with everything it takes from its parents.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Every template by its path in `templates`.
    pub templates: BTreeMap<String, Source>,
    /// The template of each kind of page.
    pub kinds: BTreeMap<String, String>,
    /// What authors may write as components.
    pub components: Components,
    /// The template of each component.
    pub component_templates: BTreeMap<String, String>,
    /// The components that draw charts.
    pub charts: BTreeMap<String, ChartShape>,
    /// The theme's words by language: Fluent resources, the most basic theme's first.
    pub texts: BTreeMap<String, Vec<String>>,
    /// The files in `assets` by their path there.
    pub assets: BTreeMap<String, FilePath>,
}
