//! `theme.toml`: the theme's parent, the template of each kind of page, and its components.

use std::collections::BTreeMap;

use crate::config::{Doc, Field, Shape, Table, TableShape, check};
use crate::markdown::Components;
use crate::report::Diagnostic;
use crate::source::{FilePath, Spanned};

use super::components::{self, ChartShape};

/// A theme's own declarations.
pub(super) struct Manifest {
    /// The file.
    pub(super) file: FilePath,
    /// The theme it builds on.
    pub(super) extends: Option<Spanned<String>>,
    /// Template files by kind of page.
    pub(super) templates: BTreeMap<String, Spanned<String>>,
    pub(super) components: Components,
    pub(super) component_templates: BTreeMap<String, Spanned<String>>,
    pub(super) charts: BTreeMap<String, ChartShape>,
}

static TEXT: Shape = Shape::Text;
static COMPONENT: Shape = Shape::Table(&components::COMPONENT);

/// What a `theme.toml` may hold.
pub static MANIFEST: TableShape = TableShape {
    name: "theme",
    doc: Doc { sv: "Ett tema.", en: "A theme." },
    fields: &[
        Field::required("name", Shape::Text, "Temats namn.", "The theme's name."),
        Field::optional("extends", Shape::Text, "Temat som det bygger på.", "The theme it builds on."),
        Field::optional(
            "templates",
            Shape::Map(&TEXT),
            "Mallen för varje slag av sida.",
            "The template of each kind of page.",
        ),
        Field::optional(
            "components",
            Shape::Map(&COMPONENT),
            "Komponenter som skribenter kan använda.",
            "Components that authors may use.",
        ),
    ],
};

impl Manifest {
    pub(super) fn read(table: &Table, file: &FilePath, out: &mut Vec<Diagnostic>) -> Self {
        check(table, &MANIFEST, file, out);
        let entries = |key: &str| table.table(key).into_iter().flat_map(|table| &table.entries);
        let template = |entry: &crate::config::Entry| {
            Some((entry.key.value.clone(), entry.value.as_text()?.map(ToOwned::to_owned)))
        };
        let component =
            |entry: &crate::config::Entry| Some((entry.key.value.clone(), entry.value.as_table()?.clone()));
        let components: Vec<(String, Table)> = entries("components").filter_map(component).collect();
        Self {
            file: file.clone(),
            extends: table.string("extends"),
            templates: entries("templates").filter_map(template).collect(),
            component_templates: components
                .iter()
                .filter_map(|(name, table)| Some((name.clone(), table.string("template")?)))
                .collect(),
            charts: components
                .iter()
                .filter_map(|(name, table)| Some((name.clone(), components::chart(table)?)))
                .collect(),
            components: Components(
                components.iter().map(|(name, table)| (name.clone(), components::shape(table))).collect(),
            ),
        }
    }
}
