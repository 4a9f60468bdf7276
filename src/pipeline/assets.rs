//! Publishes the theme's files, the site's static files and what stands beside pages.

use std::collections::BTreeMap;

use crate::config::MenuItem;
use crate::model::{Model, STATIC};
use crate::output::{Error, OutputPath, Sink};
use crate::render::SiteInput;
use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Files, Location};
use crate::theme::Theme;

use super::{charts, exports, read};

/// The site with its files published.
pub(super) struct Published {
    pub(super) input: SiteInput,
    pub(super) templates: BTreeMap<String, crate::source::Source>,
    /// The addresses of the published files.
    pub(super) published: Vec<String>,
}

/// Publishes files and gathers what rendering needs of them.
pub(super) fn publish(
    files: &dyn Files,
    theme: Theme,
    model: Model,
    sink: &dyn Sink,
    out: &mut Vec<Diagnostic>,
) -> Result<Published, Error> {
    let mut published = Vec::new();
    let mut assets = BTreeMap::new();
    for (name, path) in &theme.assets {
        let url = format!("/assets/{name}");
        if let Ok(bytes) = files.read(path) {
            sink.put(&OutputPath::new(&url[1..]).expect("ok"), bytes)?;
        }
        assets.insert(name.clone(), url.clone());
        published.push(url);
    }
    let statics = files
        .list(STATIC)
        .files
        .into_iter()
        .filter_map(|path| Some((path.clone(), format!("/{}", path.below(STATIC)?))));
    for (path, url) in model.files.clone().into_iter().chain(statics) {
        if let Ok(bytes) = files.read(&path) {
            sink.put(&OutputPath::new(&url[1..]).expect("ok"), bytes)?;
        }
        published.push(url);
    }
    let charts = charts::draw(files, &model, &theme.charts, out);
    let feeds = exports::announced(&model);
    let menu_targets = menu_targets(&model, out);
    let _ = (codes::L0101, Location::start_of(&FilePath::new("")), read::unreadable);
    Ok(Published {
        templates: theme.templates,
        input: SiteInput {
            texts: theme.texts,
            assets,
            components: theme.components,
            component_templates: theme.component_templates,
            kinds: theme.kinds,
            pictures: BTreeMap::new(),
            charts,
            menu_targets,
            feeds,
            model,
        },
        published,
    })
}

/// Where each line of the menus leads. One that leads nowhere is reported.
fn menu_targets(model: &Model, out: &mut Vec<Diagnostic>) -> BTreeMap<String, crate::model::Resolved> {
    let mut targets = BTreeMap::new();
    let mut items: Vec<(&str, &MenuItem)> = Vec::new();
    for (lang, menu) in model.config.menu.iter().chain(&model.config.footer) {
        items.extend(menu.iter().map(|item| (lang.as_str(), item)));
    }
    while let Some((lang, item)) = items.pop() {
        items.extend(item.children.iter().map(|child| (lang, child)));
        let at = Location::new(&FilePath::new(crate::config::SITE_FILE), item.target.span);
        let resolved = model.resolve_menu(&item.target.value, lang);
        match resolved {
            Some(resolved) => {
                targets.insert(item.target.value.clone(), resolved);
            }
            None => out.push(Diagnostic::new(codes::P0103, at).arg("target", &item.target.value)),
        }
    }
    targets
}
