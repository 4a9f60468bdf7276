//! Addresses that the site had when it was last published and would have no more, although nobody says where what stood there
//! is now. Links from elsewhere would lead nowhere.
//!
//! This looks at what a folder held before, which a build itself never does: the same input gives the same site and the same
//! diagnostics. So whoever publishes asks. Excused are pages and records that are there but not published (drafts, expired, internal
//! ones), pages that torg makes for choices and later parts of lists, and addresses that the settings say are gone.

use std::collections::BTreeSet;

use crate::config::{SITE_FILE, read_source, slug};
use crate::content;
use crate::output::{Error, OutputPath};
use crate::render::Renderer;
use crate::report::{Diagnostic, codes};
use crate::source::{FilePath, Files, Location};

use super::{Cache, Options, glance};

/// What is wrong with a site that no longer has these files.
pub fn lost_routes(
    files: &dyn Files,
    options: &Options,
    removed: &[OutputPath],
) -> Result<Vec<Diagnostic>, Error> {
    let url = |path: &OutputPath| {
        let folder = path.as_str().strip_suffix("index.html")?;
        (folder.is_empty() || folder.ends_with('/')).then(|| format!("/{folder}"))
    };
    let mut lost: Vec<String> = removed.iter().filter_map(url).collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    // Addresses are seldom lost, so that reading the site once more costs little in the long run.
    let cache = Cache::none();
    let ready = glance(files, &cache, options, cache.notes(options).into())?;
    let excuse = Excuse { renderer: &ready.renderer, hidden: hidden(files, &ready.renderer) };
    lost.retain(|url| !excuse.holds(url));
    let at = Location::start_of(&FilePath::new(SITE_FILE));
    Ok(lost.iter().map(|url| Diagnostic::new(codes::P0105, at.clone()).arg("url", url)).collect())
}

/// What excuses that an address is lost.
struct Excuse<'a> {
    renderer: &'a Renderer,
    /// The last parts of the addresses that unpublished pages would have.
    hidden: BTreeSet<String>,
}

impl Excuse<'_> {
    fn holds(&self, url: &str) -> bool {
        let model = &self.renderer.site().model;
        let parts: Vec<&str> = url.split('/').filter(|part| !part.is_empty()).collect();
        let is_gone = model.config.gone.iter().any(|gone| gone.trim_matches('/') == url.trim_matches('/'));
        is_gone
            || parts.iter().any(|part| self.hidden.contains(*part))
            || self.is_withheld(url)
            || self.is_made(url)
    }

    /// Whether a record that is there, but not shown, would have the address.
    fn is_withheld(&self, url: &str) -> bool {
        let model = &self.renderer.site().model;
        let Some((above, id)) = url.trim_end_matches('/').rsplit_once('/') else { return false };
        let section = model.page_at(&format!("{above}/")).and_then(|page| page.section.as_ref());
        section.and_then(|section| section.records).is_some_and(|kind| model.hub.file_of(kind, id).is_some())
    }

    /// Whether torg makes such pages by itself: subjects, choices from the portfolio, later parts of lists.
    fn is_made(&self, url: &str) -> bool {
        let (site, model) = (self.renderer.site(), &self.renderer.site().model);
        model.config.language_codes().iter().any(|lang| {
            let home = model.config.home_url(lang);
            let word = slug(&self.renderer.text(lang, "page-word"));
            let mut lists =
                model.config.taxonomies.iter().map(|taxonomy| format!("{home}{}/", taxonomy.slug(lang)));
            lists.any(|list| url.starts_with(&list))
                || site
                    .portfolio_url(lang)
                    .is_some_and(|list| url.len() > list.len() && url.starts_with(&list))
                || url.contains(&format!("/{word}/"))
        })
    }
}

/// The last parts of the addresses of pages that are written but not published.
fn hidden(files: &dyn Files, renderer: &Renderer) -> BTreeSet<String> {
    let model = &renderer.site().model;
    let pages = files.list("content").files.into_iter().filter(|path| path.extension() == Some("md"));
    let unpublished = pages.filter(|path| model.page_of_file(path).is_none());
    unpublished
        .filter_map(|path| {
            let source = read_source(&path, files.read(&path).ok()?, &mut Vec::new())?;
            let page = content::split(source, &model.config).value;
            let own = page.table.text("slug").map(|slug| slug.value);
            let folder = page.name.folder.rsplit('/').next().unwrap_or_default();
            Some(slug(own.unwrap_or(if page.name.is_section { folder } else { &page.name.stem })))
        })
        .collect()
}
