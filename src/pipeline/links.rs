//! Whether every link leads somewhere, now that all addresses and all places on pages are known.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{LinkTarget, Page};
use crate::render::{Finished, Name, Planned, Renderer};
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{FilePath, Location};

use super::pages::{File, ids};

/// Where a link on a page leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// To an address that exists, as a whole.
    Fine,
    /// To an address that does not exist.
    Broken,
    /// To a place on the page itself.
    Here(Name),
    /// To a place on the page of an address.
    Place(Name, Name),
}

/// Reports links that lead nowhere. `files` are all pages that could be rendered, the rest the addresses of everything
/// else.
pub(super) fn check(
    renderer: &Renderer,
    files: &[File<'_>],
    published: &[String],
    exported: &[String],
    out: &mut Vec<Diagnostic>,
) {
    let addresses = addresses(renderer, published.iter().chain(exported));
    let ids = files.iter().map(|file| (file.trace.url, &*file.trace.ids)).collect();
    Check { renderer, addresses, ids }.run(files, out);
}

/// Reports what authors link to on one page that leads nowhere, as far as it can be told of that page alone: pages that do not
/// exist, and places that it has not itself.
pub(super) fn check_page(
    renderer: &Renderer,
    planned: &Planned,
    finished: &Finished,
    published: &[String],
    out: &mut Vec<Diagnostic>,
) {
    let names = renderer.names();
    let ids = ids(names, finished);
    let check = Check {
        renderer,
        addresses: addresses(renderer, published.iter()),
        ids: FxHashMap::from_iter([(names.intern(&planned.url), &*ids)]),
    };
    let broken = check.broken(renderer.site().model.page(planned.page)).into_iter();
    // Which feeds and tables there are is only known when they are made.
    let is_sure = |(_, target, _): &Broken| target.ends_with('/') || target.contains('#');
    out.extend(broken.filter(is_sure).map(|(.., diagnostic)| diagnostic));
}

/// The addresses of all that is planned, and these.
fn addresses<'a>(renderer: &'a Renderer, others: impl Iterator<Item = &'a String>) -> FxHashSet<&'a str> {
    others.chain(renderer.planned().iter().map(|planned| &planned.url)).map(String::as_str).collect()
}

/// A link that leads nowhere: the file it is written in, the address, what to say of it.
type Broken = (FilePath, String, Diagnostic);

/// What every link of the site is checked against.
struct Check<'a> {
    renderer: &'a Renderer,
    /// Of all that is planned or published; the model has those of pages that could not be rendered as well.
    addresses: FxHashSet<&'a str>,
    /// The ids on each page, ascending.
    ids: FxHashMap<Name, &'a [Name]>,
}

impl Check<'_> {
    /// Reports links that lead nowhere: those of authors where they stand, those of templates at the page's file.
    fn run(&self, files: &[File<'_>], out: &mut Vec<Diagnostic>) {
        let mut reported = self.authors(out);
        let leads = self.leads(files);
        let names = self.renderer.names();
        let lead = |href: &Name| leads.get(href.index()).copied().unwrap_or(Lead::Fine);
        let is_doubtful = |file: &&File<'_>| file.trace.hrefs.iter().any(|href| lead(href) != Lead::Fine);
        let doubtful: Vec<&File<'_>> = files.par_iter().filter(is_doubtful).collect();
        for file in doubtful {
            let source = self.renderer.site().model.page(file.planned.page);
            for href in &file.trace.hrefs {
                let target = match lead(href) {
                    Lead::Fine => continue,
                    Lead::Broken => path(&names.get(*href)).to_owned(),
                    Lead::Here(id) if self.has_id(file.trace.url, id) => continue,
                    Lead::Here(id) => format!("{}#{}", names.get(file.trace.url), names.get(id)),
                    Lead::Place(page, id) if self.has_id(page, id) => continue,
                    Lead::Place(page, id) => format!("{}#{}", names.get(page), names.get(id)),
                };
                let written = source.prose.values().next();
                let written = written
                    .map_or_else(|| FilePath::new(crate::config::SITE_FILE), |prose| prose.file.clone());
                if reported.insert((written.clone(), target.clone())) {
                    let diagnostic = Diagnostic::new(codes::W0101, Location::start_of(&written));
                    out.push(diagnostic.arg("target", target).arg("url", &file.planned.url));
                }
            }
        }
    }

    fn exists(&self, address: &str) -> bool {
        self.addresses.contains(address) || self.renderer.site().model.page_at(address).is_some()
    }

    /// Whether the page at an address has a place of this id. Of pages that could not be rendered nothing is said.
    fn has_id(&self, page: Name, id: Name) -> bool {
        self.ids.get(&page).is_none_or(|ids| ids.binary_search(&id).is_ok())
    }

    /// Where each different link leads, at the place of its name; most links stand on many pages.
    fn leads(&self, files: &[File<'_>]) -> Vec<Lead> {
        let names = self.renderer.names().all();
        let mut is_href = vec![false; names.len()];
        for href in files.iter().flat_map(|file| &file.trace.hrefs) {
            if let Some(is_href) = is_href.get_mut(href.index()) {
                *is_href = true;
            }
        }
        let lead = |(name, is_href): (&Arc<str>, &bool)| if *is_href { self.lead(name) } else { Lead::Fine };
        names.par_iter().zip(&is_href).with_min_len(256).map(lead).collect()
    }

    fn lead(&self, href: &str) -> Lead {
        let names = self.renderer.names();
        let fragment = href.split_once('#').map_or("", |(_, fragment)| fragment);
        let address = path(href);
        let anywhere = fragment.is_empty() || fragment == "top";
        match address {
            "" if anywhere => Lead::Fine,
            "" => Lead::Here(names.intern(fragment)),
            address if !self.exists(address) => Lead::Broken,
            _ if anywhere => Lead::Fine,
            address => Lead::Place(names.intern(address), names.intern(fragment)),
        }
    }

    /// Reports the links in authors' texts; what was reported, so that it is not said of the page as well.
    fn authors(&self, out: &mut Vec<Diagnostic>) -> BTreeSet<(FilePath, String)> {
        let pages = self.renderer.site().model.pages.par_iter();
        let found: Vec<Broken> = pages.flat_map_iter(|page| self.broken(page)).collect();
        let mut reported = BTreeSet::new();
        for (file, target, diagnostic) in found {
            reported.insert((file, target));
            out.push(diagnostic);
        }
        reported
    }

    /// The links of a page's texts that lead nowhere.
    fn broken(&self, page: &Page) -> Vec<Broken> {
        let (model, names) = (&self.renderer.site().model, self.renderer.names());
        let mut found = Vec::new();
        for prose in page.prose.values() {
            for (link, resolved) in prose.mentions.links.iter().zip(&prose.links) {
                let at = || Location::new(&prose.file, link.span);
                let fragment = resolved.href.split_once('#').map_or("", |(_, fragment)| fragment);
                match &resolved.target {
                    LinkTarget::Unknown => {
                        let path = path(&resolved.href);
                        if path.starts_with('/') && !self.exists(path) {
                            let diagnostic = Diagnostic::new(codes::L0108, at()).arg("url", path);
                            found.push((prose.file.clone(), path.to_owned(), diagnostic));
                        }
                    }
                    LinkTarget::Page(target, Some(_)) if !fragment.is_empty() && fragment != "top" => {
                        let target = &model.page(*target).url;
                        let page = names.intern(target);
                        if self.has_id(page, names.intern(fragment)) {
                            continue;
                        }
                        let ids = self.ids.get(&page).copied().unwrap_or_default();
                        let mut ids: Vec<_> = ids.iter().map(|id| names.get(*id)).collect();
                        ids.sort();
                        let near = nearest(fragment, ids.iter().map(|id| &**id));
                        let near =
                            near.map(|near| link.value.replace(&format!("#{fragment}"), &format!("#{near}")));
                        let diagnostic = Diagnostic::new(codes::L0107, at()).arg("url", target);
                        let diagnostic = diagnostic.arg("fragment", fragment).suggest(near);
                        found.push((prose.file.clone(), format!("{target}#{fragment}"), diagnostic));
                    }
                    _ => {}
                }
            }
        }
        found
    }
}

/// An address without query and fragment.
fn path(href: &str) -> &str {
    let path = href.split('#').next().unwrap_or(href);
    path.split('?').next().unwrap_or(path)
}
