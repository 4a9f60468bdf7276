//! Everything the site publishes for machines: feeds, calendars, open data, the sitemap.

mod calendars;
mod feeds;
mod map;
mod open_data;
mod site_files;

pub(super) use map::Mapper;

use std::collections::BTreeSet;

use crate::export::File;
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Feed, Planned, Renderer};

pub(super) use feeds::announced;

/// Writes all exports; their addresses below the root.
///
/// A file of the same name that the site has itself, such as its own `robots.txt`, stays.
pub(super) fn write(
    renderer: &Renderer,
    planned: &[Planned],
    published: &[String],
    sink: &dyn Sink,
) -> Result<Vec<String>, Error> {
    let own: BTreeSet<&str> = published.iter().map(String::as_str).collect();
    let mut files = Vec::new();
    feeds::files(renderer, &mut files);
    calendars::files(renderer, &mut files);
    open_data::files(renderer, &mut files);
    site_files::files(renderer, planned, &mut files);
    let mut addresses = Vec::with_capacity(files.len());
    for File { path, bytes } in files {
        let address = format!("/{path}");
        if own.contains(address.as_str()) {
            continue;
        }
        addresses.push(address);
        if let Ok(path) = OutputPath::new(&path) {
            sink.put(&path, bytes)?;
        }
    }
    Ok(addresses)
}

/// The media type of Atom feeds.
const ATOM: &str = "application/atom+xml";
/// The media type of JSON feeds.
const JSON_FEED: &str = "application/feed+json";

/// A feed's two addresses as pages announce them.
fn announcement(title: &str, folder: &str, lang: &str) -> [Feed; 2] {
    let feed = |file: &str, media_type| Feed {
        title: title.to_owned(),
        url: format!("{folder}{file}"),
        media_type,
        lang: lang.to_owned(),
    };
    [feed("feed.xml", ATOM), feed("feed.json", JSON_FEED)]
}
