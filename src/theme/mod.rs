//! Temporary loader.
use crate::config::{Data, Table, parse_toml};
use crate::markdown::{ArgKind, ArgShape, BodyShape, ComponentShape, Components, Form, LabelShape};
use crate::report::Diagnostic;
use crate::source::{FilePath, Files, Source, Span, Spanned};
use std::collections::BTreeMap;

/// A theme.
#[derive(Debug, Default)]
#[expect(missing_docs, reason = "temporary")]
pub struct Theme {
    pub name: String,
    pub templates: BTreeMap<String, Source>,
    pub kinds: BTreeMap<String, String>,
    pub assets: BTreeMap<String, FilePath>,
    pub texts: BTreeMap<String, Vec<String>>,
    pub components: Components,
    pub component_templates: BTreeMap<String, String>,
}

impl Theme {
    /// Loads.
    pub fn load(files: &dyn Files, name: &Spanned<String>, out: &mut Vec<Diagnostic>) -> Self {
        let root = format!("themes/{}", name.value);
        let mut theme = Self { name: name.value.clone(), ..Self::default() };
        for path in files.list(&root).files {
            let Ok(bytes) = files.read(&path) else { continue };
            let below = path.below(&root).unwrap_or_default().to_owned();
            if let Some(template) = below.strip_prefix("templates/") {
                if let Ok(source) = Source::new(path.clone(), bytes) {
                    theme.templates.insert(template.to_owned(), source);
                }
            } else if let Some(asset) = below.strip_prefix("assets/") {
                theme.assets.insert(asset.to_owned(), path);
            } else if let Some(lang) = below.strip_prefix("i18n/").and_then(|f| f.strip_suffix(".ftl")) {
                theme
                    .texts
                    .entry(lang.to_owned())
                    .or_default()
                    .push(String::from_utf8_lossy(&bytes).into_owned());
            } else if below == "theme.toml" {
                if let Ok(source) = Source::new(path.clone(), bytes) {
                    let table = parse_toml(&source, Span::new(0, source.text.len()), out);
                    theme.read(&table);
                }
            }
        }
        theme
    }

    fn read(&mut self, table: &Table) {
        if let Some(kinds) = table.table("templates") {
            for entry in &kinds.entries {
                if let Data::String(text) = &entry.value.data {
                    self.kinds.insert(entry.key.value.clone(), text.clone());
                }
            }
        }
        let Some(components) = table.table("components") else { return };
        for entry in &components.entries {
            let Some(shape) = entry.value.as_table() else { continue };
            let word = |key| shape.text(key).map_or("", |text| text.value);
            self.component_templates.insert(entry.key.value.clone(), word("template").to_owned());
            let args = shape
                .table("args")
                .map(|args| {
                    args.entries
                        .iter()
                        .filter_map(|entry| {
                            let arg = entry.value.as_table()?;
                            let kind = match arg.text("type")?.value {
                                "integer" => ArgKind::Integer,
                                "flag" => ArgKind::Flag,
                                "choice" => ArgKind::Choice(
                                    arg.texts("values").iter().map(|t| t.value.to_owned()).collect(),
                                ),
                                "link" => ArgKind::Link,
                                "image" => ArgKind::Image,
                                "file" => ArgKind::File,
                                "page" => ArgKind::Page,
                                "initiative" => ArgKind::Record("initiative".into()),
                                "organisation" => ArgKind::Record("organisation".into()),
                                _ => ArgKind::Text,
                            };
                            Some(ArgShape {
                                name: entry.key.value.clone(),
                                kind,
                                required: arg.boolean("required").is_some_and(|b| b.value),
                                unless: arg.text("unless").map(|t| t.value.to_owned()),
                                default: arg.text("default").map(|t| t.value.to_owned()),
                            })
                        })
                        .collect()
                })
                .unwrap_or_default();
            self.components.0.insert(
                entry.key.value.clone(),
                ComponentShape {
                    form: match word("form") {
                        "leaf" => Form::Leaf,
                        "text" => Form::Text,
                        _ => Form::Container,
                    },
                    label: match word("label") {
                        "required" => LabelShape::Required,
                        "none" => LabelShape::None,
                        _ => LabelShape::Optional,
                    },
                    body: match word("body") {
                        "list" => BodyShape::List,
                        "task-list" => BodyShape::TaskList,
                        "none" => BodyShape::None,
                        _ => BodyShape::Markdown,
                    },
                    args,
                },
            );
        }
    }
}
