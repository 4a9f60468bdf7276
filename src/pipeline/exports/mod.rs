//! Everything the site publishes for machines: feeds, calendars, open data, the sitemap.

mod calendars;
mod catalogue;
mod changes;
mod feeds;
mod map;
mod open_data;
mod sheets;
mod site_files;

pub(super) use map::Mapper;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::export::File;
use crate::model::Model;
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Feed, Renderer};

use super::Cache;
use super::traces::{Exported, Verified};

/// The feeds and catalogues that pages point at, by language.
pub(super) fn announced(model: &Model) -> Vec<Feed> {
    feeds::announced(model).into_iter().chain(open_data::announced(model)).collect()
}

/// What makes one kind of files.
type Make = fn(&Renderer, &mut Vec<File>);

/// Every kind.
const KINDS: [Make; 4] = [feeds::files, calendars::files, open_data::files, site_files::files];

/// Writes all exports but those that are as they were; each kind with what it read.
///
/// A file of the same name that the site has itself, such as its own `robots.txt`, stays.
pub(super) fn write(
    renderer: &Renderer,
    known: &Verified,
    published: &[String],
    cache: &Cache,
    sink: &dyn Sink,
) -> Result<Vec<Exported>, Error> {
    let own: BTreeSet<&str> = published.iter().map(String::as_str).collect();
    let one = |(kind, make): (usize, Make)| {
        let mut kept = BTreeSet::new();
        if let Some(last) = known.same_exports(kind) {
            for (path, digest) in &last.files {
                if !own.contains(format!("/{path}").as_str()) && cache.give_file(sink, path, digest)? {
                    kept.insert(path.clone());
                }
            }
            if kept.len() == last.files.len() {
                return Ok(last);
            }
        }
        let mut files = Vec::new();
        let ((), reads) = renderer.overview(|| make(renderer, &mut files));
        let reads = known.number(reads);
        let mut exported = Exported { reads, files: Vec::with_capacity(files.len()), is_new: true };
        for File { path, bytes } in files {
            if own.contains(format!("/{path}").as_str()) {
                continue;
            }
            let Ok(path) = OutputPath::new(&path) else { continue };
            let digest = cache.keep_file(&bytes);
            exported.files.push((path.clone(), digest));
            if !kept.contains(&path) {
                sink.put_known(&path, bytes, digest)?;
            }
        }
        Ok(exported)
    };
    KINDS.into_par_iter().enumerate().map(one).collect()
}

/// The addresses of exported files.
pub(super) fn addresses(exported: &[Exported]) -> Vec<String> {
    exported.iter().flat_map(|kind| &kind.files).map(|(path, _)| format!("/{path}")).collect()
}

/// The media type of Atom feeds.
const ATOM: &str = "application/atom+xml";
/// The media type of JSON feeds.
const JSON_FEED: &str = "application/feed+json";

/// A feed's two addresses as pages announce them.
fn announcement(title: &str, folder: &str, lang: &str) -> [Feed; 2] {
    let feed = |file: &str, media_type| Feed {
        title: title.to_owned(),
        word: None,
        url: format!("{folder}{file}"),
        media_type,
        lang: lang.to_owned(),
    };
    [feed("feed.xml", ATOM), feed("feed.json", JSON_FEED)]
}
