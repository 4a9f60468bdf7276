//! Files about the site itself: the sitemap and what robots may read.

use std::collections::BTreeSet;

use crate::export::{Alternate, File, Robots, SitemapUrl, robots, sitemap};
use crate::model::{Moment, PageKind};
use crate::render::Renderer;

use super::Mapper;

pub(super) fn files(renderer: &Renderer, files: &mut Vec<File>) {
    let model = &renderer.site().model;
    let mapper = Mapper { model };
    let aliases: BTreeSet<&str> =
        model.pages.iter().flat_map(|page| &page.aliases).map(String::as_str).collect();
    let listed = renderer.planned().iter().filter(|planned| {
        model.page(planned.page).kind != PageKind::NotFound && !aliases.contains(planned.url.as_str())
    });
    let urls: Vec<SitemapUrl> = listed
        .map(|planned| {
            let page = model.page(planned.page);
            let is_first = page.url == planned.url;
            let own = std::iter::once(page.id);
            let versions = own.chain(page.translations.iter().copied()).map(|id| model.page(id));
            let alternates = versions
                .map(|other| Alternate { lang: other.lang.clone(), url: mapper.absolute(&other.url) });
            SitemapUrl {
                url: mapper.absolute(&planned.url),
                lastmod: page.updated.or(page.date).map(Moment::day).filter(|day| *day <= model.today),
                alternates: if is_first && !page.translations.is_empty() {
                    alternates.collect()
                } else {
                    Vec::new()
                },
            }
        })
        .collect();
    files.extend(sitemap(&urls, &model.config.base_url));
    let rules = Robots { disallow: Vec::new(), sitemap_url: Some(mapper.absolute("/sitemap.xml")) };
    files.push(File { path: "robots.txt".to_owned(), bytes: robots(&rules) });
}
