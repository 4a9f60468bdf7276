//! Whether every link leads somewhere, now that all addresses and all places on pages are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{LinkTarget, PageId};
use crate::render::{Planned, Renderer};
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{FilePath, Location};

/// Every address of the site.
#[derive(Debug)]
pub(super) struct Targets {
    addresses: BTreeSet<String>,
}

/// What of a rendered page the check needs.
#[derive(Debug)]
pub(super) struct PageLinks {
    /// The page it is, or is a part of.
    pub(super) page: PageId,
    /// Its address.
    pub(super) url: String,
    /// The ids on it, sorted.
    pub(super) ids: Vec<Box<str>>,
    /// Links to places on this or other pages: the address without its fragment, and the fragment.
    pub(super) fragments: Vec<(Box<str>, Box<str>)>,
    /// Links to addresses that do not exist.
    pub(super) broken: Vec<Box<str>>,
}

impl Targets {
    pub(super) fn new(renderer: &Renderer, planned: &[Planned], files: impl Iterator<Item = String>) -> Self {
        let mut addresses: BTreeSet<String> = planned.iter().map(|planned| planned.url.clone()).collect();
        addresses.extend(renderer.site().model.pages.iter().map(|page| page.url.clone()));
        addresses.extend(files);
        Self { addresses }
    }

    /// Whether something is published at an address below the root, without query and fragment.
    pub(super) fn has(&self, address: &str) -> bool {
        self.addresses.contains(address)
    }
}

/// Reports links that lead nowhere: those of authors where they stand, those of templates at the page's file.
pub(super) fn check(renderer: &Renderer, targets: &Targets, pages: &[PageLinks], out: &mut Vec<Diagnostic>) {
    let model = &renderer.site().model;
    let ids: BTreeMap<&str, &[Box<str>]> =
        pages.iter().map(|page| (page.url.as_str(), page.ids.as_slice())).collect();
    let has_id = |url: &str, id: &str| {
        id.is_empty()
            || id == "top"
            || ids.get(url).is_none_or(|ids| ids.binary_search_by(|other| (**other).cmp(id)).is_ok())
    };
    let mut reported: BTreeSet<(FilePath, String)> = BTreeSet::new();
    for page in &model.pages {
        for prose in page.prose.values() {
            for (link, resolved) in prose.markdown.links.iter().zip(&prose.links) {
                let at = Location::new(&prose.file, link.target.span);
                let (path, fragment) = resolved.href.split_once('#').unwrap_or((&resolved.href, ""));
                let path = path.split('?').next().unwrap_or(path);
                if resolved.target == LinkTarget::Unknown && path.starts_with('/') && !targets.has(path) {
                    reported.insert((prose.file.clone(), path.to_owned()));
                    out.push(Diagnostic::new(codes::L0108, at.clone()).arg("url", path));
                }
                let LinkTarget::Page(target, Some(_)) = &resolved.target else { continue };
                let target = &model.page(*target).url;
                if !has_id(target, fragment) {
                    reported.insert((prose.file.clone(), format!("{target}#{fragment}")));
                    let near = ids.get(target.as_str());
                    let near = near.and_then(|ids| nearest(fragment, ids.iter().map(|id| &**id)));
                    let near = near
                        .map(|near| link.target.value.replace(&format!("#{fragment}"), &format!("#{near}")));
                    let diagnostic = Diagnostic::new(codes::L0107, at).arg("url", target);
                    out.push(diagnostic.arg("fragment", fragment).suggest(near));
                }
            }
        }
    }
    for page in pages {
        let source = model.page(page.page);
        let file = source
            .prose
            .values()
            .next()
            .map_or_else(|| FilePath::new(crate::config::SITE_FILE), |prose| prose.file.clone());
        let mut report = |target: String| {
            if reported.insert((file.clone(), target.clone())) {
                let diagnostic = Diagnostic::new(codes::W0101, Location::start_of(&file));
                out.push(diagnostic.arg("target", target).arg("url", &page.url));
            }
        };
        page.broken.iter().for_each(|address| report(address.to_string()));
        for (address, fragment) in &page.fragments {
            if !has_id(address, fragment) {
                report(format!("{address}#{fragment}"));
            }
        }
    }
}
