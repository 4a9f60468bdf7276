//! Where the lines of the site's menus lead.

use std::collections::BTreeMap;

use crate::config::MenuItem;
use crate::model::{Model, Resolved};
use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Location};

/// Where each line of the menus leads. One that leads nowhere is reported.
pub(super) fn targets(model: &Model, out: &mut Vec<Diagnostic>) -> BTreeMap<String, Resolved> {
    let mut targets = BTreeMap::new();
    let mut items: Vec<(&str, &MenuItem)> = Vec::new();
    for (lang, menu) in model.config.menu.iter().chain(&model.config.footer) {
        items.extend(menu.iter().map(|item| (lang.as_str(), item)));
    }
    while let Some((lang, item)) = items.pop() {
        items.extend(item.children.iter().map(|child| (lang, child)));
        if let Some(resolved) = model.resolve_menu(&item.target.value, lang) {
            targets.insert(item.target.value.clone(), resolved);
        } else {
            let at = Location::new(&FilePath::new(crate::config::SITE_FILE), item.target.span);
            out.push(Diagnostic::new(codes::P0103, at).arg("target", &item.target.value));
        }
    }
    targets
}
