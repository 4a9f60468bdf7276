//! `torg search`: asks the built bundle what a reader's browser would, tells what a bundle is made of, and writes a site's
//! documents for Quickwit.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::report::Format;
use crate::search::{self, Document, Fetch, FetchError, Found, Hit, Options, Page, Reader, Request};

use super::args::{ExportArg, Global, SearchArgs};
use super::failure::Failure;
use super::screen::Screen;
use super::{Outcome, project, screen};

pub(super) fn run(global: &Global, args: &SearchArgs, screen: Screen) -> Result<Outcome, Failure> {
    let folders = folders(global, args)?;
    if let Some(ExportArg::Quickwit) = args.export {
        export(&folders, &args.out)?;
    }
    if args.stats {
        stats(&folders, screen)?;
    }
    if let Some(text) = &args.query {
        let readers: Vec<Reader> = folders.iter().map(|folder| open(folder)).collect::<Result<_, _>>()?;
        let readers: Vec<&Reader> = readers.iter().collect();
        let request = Request { limit: args.limit, lang: args.language.clone(), ..Request::new(text) };
        let found = search::search_all(&readers, &request);
        match screen.format {
            Format::Json => screen::say(&format!("{}\n", as_json(&found))),
            _ => show(&found, args.explain, screen),
        }
    }
    Ok(Outcome::Fine)
}

/// The published sites to search: those that were named, or the project's own.
fn folders(global: &Global, args: &SearchArgs) -> Result<Vec<PathBuf>, Failure> {
    if !args.sites.is_empty() {
        return Ok(args.sites.clone());
    }
    Ok(vec![project::out_folder(&project::find_root(global)?, None, project::PUBLIC)?])
}

/// A published site's bundle.
struct Folder(PathBuf);

impl Fetch for Folder {
    #[expect(clippy::disallowed_methods, reason = "a published site is no part of the project's files")]
    fn fetch(&self, name: &str) -> Result<Vec<u8>, FetchError> {
        fs::read(self.0.join(name)).map_err(|error| FetchError(error.to_string()))
    }
}

fn open(site: &Path) -> Result<Reader, Failure> {
    let folder = site.join(search::FOLDER);
    Reader::open(Box::new(Folder(folder.clone()))).map_err(|error| {
        Failure::new("no-search", &[("path", &folder.to_string_lossy()), ("reason", &error.to_string())])
    })
}

fn show(found: &Found, is_explained: bool, screen: Screen) {
    if let Some(corrected) = &found.corrected {
        screen::aside(&screen.words("search-corrected", &[("text", corrected)]));
    }
    for word in found.words.iter().filter(|word| word.kind.is_none()) {
        screen::aside(&screen.words("search-missing", &[("word", &word.word)]));
    }
    if !found.unread.is_empty() {
        screen::aside(&screen.words("search-unread", &[("files", &found.unread.join(", "))]));
    }
    for hit in &found.hits {
        let Some(card) = &hit.card else { continue };
        screen::say(&format!("{}\n  {}\n", card.title, card.url));
        if is_explained {
            explain(hit);
        }
    }
    let (total, partial) = (found.total.to_string(), found.partial.to_string());
    screen::aside(&screen.words("search-found", &[("total", &total), ("partial", &partial)]));
}

fn explain(hit: &Hit) {
    for part in &hit.contributions {
        screen::say(&format!(
            "    {} × {}² = {} ({}: {}, {:?})\n",
            part.rarity, part.impact, part.points, part.word, part.term, part.kind
        ));
    }
    screen::say(&format!("    = {}{}\n", hit.score, if hit.is_full { "" } else { " …" }));
}

fn as_json(found: &Found) -> serde_json::Value {
    let hit = |hit: &Hit| {
        let parts = hit.contributions.iter().map(|part| {
            json!({ "word": part.word, "term": part.term, "kind": format!("{:?}", part.kind).to_lowercase(),
                    "impact": part.impact, "rarity": part.rarity, "points": part.points })
        });
        json!({ "card": hit.card, "lang": hit.lang, "score": hit.score, "full": hit.is_full, "site": hit.bundle,
                "parts": parts.collect::<Vec<_>>() })
    };
    json!({
        "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
        "total": found.total, "partial": found.partial, "corrected": found.corrected, "unread": found.unread,
        "missing": found.words.iter().filter(|word| word.kind.is_none()).map(|word| &word.word).collect::<Vec<_>>(),
    })
}

/// The documents of published pages: their texts from the pages, and from the bundle, if the site has one, what pages do not
/// tell: kinds, days, facets and other names.
fn documents(sites: &[PathBuf]) -> Result<Vec<Document>, Failure> {
    let mut documents = Vec::new();
    for site in sites {
        let known = open(site).map(|reader| reader.pages()).unwrap_or_default();
        let known: BTreeMap<&str, &Page> = known.iter().map(|page| (page.card.url.as_str(), page)).collect();
        let mut folders = vec![site.clone()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).map_err(|error| Failure::read(&folder, &error))?;
            for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "html") {
                    let document = document(site, &path)?.into_iter();
                    // A bundle has exactly the pages that are to be found.
                    documents.extend(document.filter_map(
                        |document| match known.get(document.url.as_str()) {
                            Some(page) => Some(with_bundle(document, page)),
                            None => known.is_empty().then_some(document),
                        },
                    ));
                }
            }
        }
    }
    documents.sort_by(|a: &Document, b| a.url.cmp(&b.url));
    Ok(documents)
}

#[expect(clippy::disallowed_methods, reason = "a published site is no part of the project's files")]
fn document(site: &Path, path: &Path) -> Result<Option<Document>, Failure> {
    let html = fs::read_to_string(path).map_err(|error| Failure::read(path, &error))?;
    let page = search::extract(&html);
    let below = path.strip_prefix(site).unwrap_or(path).to_string_lossy().replace('\\', "/");
    Ok((!page.title.is_empty()).then(|| Document {
        url: format!("/{}", below.strip_suffix("index.html").unwrap_or(&below)),
        lang: page.lang,
        title: page.title,
        headings: page.headings,
        lead: page.lead,
        body: page.body,
        ..Document::default()
    }))
}

/// What a bundle knows of a page besides its text.
fn with_bundle(document: Document, page: &Page) -> Document {
    let Page { card, facets, names } = page;
    Document {
        kind: card.kind.clone(),
        date: card.date.parse().ok(),
        facets: facets.clone(),
        aliases: names.iter().cloned().collect(),
        ..document
    }
}

fn export(sites: &[PathBuf], out: &Path) -> Result<(), Failure> {
    let written = search::quickwit(&documents(sites)?, &Options::default());
    write(out, "torg.index.json", &written.config)?;
    write(out, "torg.documents.ndjson", &written.documents)
}

#[expect(clippy::disallowed_methods, reason = "an export goes where it is asked for")]
fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    fs::create_dir_all(folder).map_err(|error| Failure::write(folder, &error))?;
    fs::write(&path, text).map_err(|error| Failure::write(&path, &error))
}

/// What the published pages give: files, terms, and every split for review.
fn stats(sites: &[PathBuf], screen: Screen) -> Result<(), Failure> {
    let options = Options { list_splits: true, ..Options::default() };
    let stats = search::build(&documents(sites)?, &options).stats;
    if screen.format == Format::Json {
        let splits: Vec<_> = stats.splits.iter().map(|split| json!([split.word, split.parts])).collect();
        let object = json!({ "pages": stats.pages, "terms": stats.terms, "words": stats.words, "files": stats.files,
                             "largest": stats.largest, "splits": splits });
        screen::say(&format!("{object}\n"));
        return Ok(());
    }
    for (lang, n) in &stats.pages {
        screen::say(&format!("{lang}\t{n}\n"));
    }
    screen::say(&format!("terms\t{}\nwords\t{}\nsplits\t{}\n\n", stats.terms, stats.words, stats.n_splits));
    for (kind, (n, bytes)) in &stats.files {
        screen::say(&format!("{kind}\t{n}\t{bytes}\n"));
    }
    screen::say("\n");
    for (name, bytes) in &stats.largest {
        screen::say(&format!("{name}\t{bytes}\n"));
    }
    screen::say("\n");
    for split in &stats.splits {
        screen::say(&format!("{}\t{}\n", split.word, split.parts.join(" ")));
    }
    Ok(())
}
