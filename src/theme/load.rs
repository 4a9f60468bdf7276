//! Reads a theme and its parents.

use crate::config::{parse_toml, read_source};
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{FilePath, Files, Location, ReadError, Source, Span, Spanned};

use super::manifest::Manifest;
use super::{Theme, contract, texts};

/// Where themes are.
const FOLDER: &str = "themes";

impl Theme {
    /// Reads the theme that the settings name and everything it extends, and checks what it promises.
    pub fn load(files: &dyn Files, name: &Spanned<String>, out: &mut Vec<Diagnostic>) -> Self {
        let mut theme = Self::default();
        let mut names: Vec<String> = Vec::new();
        let mut next = Some((name.clone(), FilePath::new(crate::config::SITE_FILE)));
        let mut layers = Vec::new();
        while let Some((name, file)) = next.take() {
            let at = Location::new(&file, name.span);
            if names.contains(&name.value) {
                names.push(name.value);
                out.push(Diagnostic::new(codes::T0102, at).arg("chain", names.join(" → ")));
                break;
            }
            let Some(layer) = Layer::read(files, &name.value, out) else {
                let known = theme_names(files);
                let near = nearest(&name.value, known.iter().map(String::as_str));
                out.push(Diagnostic::new(codes::T0101, at).arg("name", &name.value).suggest(near));
                break;
            };
            next = layer.manifest.extends.clone().map(|parent| (parent, layer.manifest.file.clone()));
            names.push(name.value);
            layers.push(layer);
        }
        // The most basic theme first, so that what a theme has itself wins.
        for layer in layers.iter().rev() {
            theme.add(layer);
        }
        if !layers.is_empty() {
            let manifests: Vec<&Manifest> = layers.iter().map(|layer| &layer.manifest).collect();
            contract::check(&theme, &manifests, out);
        }
        texts::check(&layers.iter().map(|layer| layer.texts.as_slice()).collect::<Vec<_>>(), out);
        theme
    }

    fn add(&mut self, layer: &Layer) {
        self.templates.extend(layer.templates.iter().cloned());
        self.kinds.extend(
            layer.manifest.templates.iter().map(|(kind, template)| (kind.clone(), template.value.clone())),
        );
        self.components.0.extend(layer.manifest.components.0.clone());
        self.component_templates.extend(
            layer
                .manifest
                .component_templates
                .iter()
                .map(|(name, template)| (name.clone(), template.value.clone())),
        );
        self.charts.extend(layer.manifest.charts.clone());
        self.assets.extend(layer.assets.iter().cloned());
        for source in &layer.texts {
            let texts = self.texts.entry(source.path.stem().to_owned()).or_default();
            texts.push(source.text[source.bom_len()..].to_owned());
        }
    }
}

/// One theme without its parents.
struct Layer {
    manifest: Manifest,
    templates: Vec<(String, Source)>,
    texts: Vec<Source>,
    assets: Vec<(String, FilePath)>,
}

impl Layer {
    /// `None` when there is no `theme.toml`.
    fn read(files: &dyn Files, name: &str, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let root = format!("{FOLDER}/{name}");
        let file = FilePath::new(&format!("{root}/theme.toml"));
        let source = match files.read(&file) {
            Err(ReadError::Missing) => return None,
            Err(error) => {
                out.push(
                    Diagnostic::new(codes::S0102, Location::start_of(&file))
                        .arg("problem", "other")
                        .arg("reason", error),
                );
                return None;
            }
            Ok(bytes) => read_source(&file, bytes, out)?,
        };
        let table = parse_toml(&source, Span::new(source.bom_len(), source.text.len()), out);
        let manifest = Manifest::read(&table, &file, out);
        let mut layer = Self { manifest, templates: Vec::new(), texts: Vec::new(), assets: Vec::new() };
        for path in files.list(&root).files {
            let below = path.below(&root).unwrap_or_default().to_owned();
            let mut text = || {
                let bytes = files.read(&path).ok()?;
                read_source(&path, bytes, out)
            };
            if let Some(template) = below.strip_prefix("templates/") {
                layer.templates.extend(text().map(|source| (template.to_owned(), source)));
            } else if below.starts_with("i18n/") && path.extension() == Some("ftl") {
                layer.texts.extend(text());
            } else if let Some(asset) = below.strip_prefix("assets/") {
                layer.assets.push((asset.to_owned(), path));
            }
        }
        Some(layer)
    }
}

/// The themes there are.
fn theme_names(files: &dyn Files) -> Vec<String> {
    let listing = files.list(FOLDER);
    let manifests = listing.files.iter().filter(|path| path.file_name() == "theme.toml");
    manifests
        .filter_map(|path| path.below(FOLDER)?.strip_suffix("/theme.toml").map(ToOwned::to_owned))
        .collect()
}
