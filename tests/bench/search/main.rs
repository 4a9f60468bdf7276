//! The search benchmark's own program: makes a corpus, indexes a folder of pages as `torg build` does, answers queries.
//!
//!     bench-search corpus FOLDER PAGES      writes pages for torg and Pagefind alike, and the queries to ask of them
//!     bench-search index FOLDER OUT         makes the bundle of a folder of HTML pages; says time and peak memory
//!     bench-search query OUT < QUERIES      one JSON object a line: the addresses found for each line read
//!     bench-search splits FOLDER            every word that was split, with its parts
//!     bench-search gold FOLDER FILE         recall and precision of the splitter, learned from FOLDER, on judged words

#![expect(clippy::disallowed_methods, reason = "a tool of its own: it reads and writes files")]

mod corpus;
mod gold;
#[path = "../random.rs"]
#[expect(dead_code, reason = "shared with the other benchmarks")]
mod random;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::time::Instant;

use rayon::prelude::*;
use torg::search::{self, Analysed, Document, FetchError, Options, Reader, Request};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["corpus", folder, pages] => corpus::write(Path::new(folder), pages.parse()?),
        ["index", folder, out] => index(Path::new(folder), Path::new(out)),
        ["query", out] => query(Path::new(out)),
        ["splits", folder] => splits(Path::new(folder)),
        ["gold", folder, file] => gold::measure(&documents(Path::new(folder))?, &fs::read_to_string(file)?),
        _ => Err("usage: bench-search corpus FOLDER PAGES | index FOLDER OUT | query OUT | splits FOLDER | gold FOLDER FILE".into()),
    }
}

/// The pages below a folder, with the address each would have.
fn pages(folder: &Path) -> io::Result<Vec<(String, std::path::PathBuf)>> {
    let mut pages = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(here) = folders.pop() {
        for entry in fs::read_dir(here)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                pages.push((format!("/{}", below.trim_end_matches("index.html")), path));
            }
        }
    }
    pages.sort();
    Ok(pages)
}

fn document(url: &str, html: &str) -> Option<Document> {
    let page = search::extract(html);
    (!page.title.is_empty() && !html.contains("http-equiv=\"refresh\"")).then(|| Document {
        url: url.to_owned(),
        lang: page.lang,
        kind: url.trim_matches('/').split('/').next().unwrap_or_default().to_owned(),
        title: page.title,
        headings: page.headings,
        lead: page.lead,
        body: page.body,
        ..Document::default()
    })
}

fn documents(folder: &Path) -> Result<Vec<Document>, Box<dyn Error>> {
    let read = |(url, path): &(String, _)| Ok(document(url, &fs::read_to_string(path)?));
    let documents: io::Result<Vec<Option<Document>>> = pages(folder)?.iter().map(read).collect();
    Ok(documents?.into_iter().flatten().collect())
}

fn index(folder: &Path, out: &Path) -> Outcome {
    let pages = pages(folder)?;
    let started = Instant::now();
    // A page is dropped when it is analysed: nothing but what search keeps is counted.
    let analysed: Vec<Analysed> = pages
        .par_iter()
        .filter_map(|(url, path)| Some(search::analyse(&document(url, &fs::read_to_string(path).ok()?)?)))
        .collect();
    let analysing = started.elapsed();
    let bundle = search::bundle(analysed.as_slice(), &Options::default(), &search::Nothing);
    let indexing = started.elapsed();
    let _ = fs::remove_dir_all(out);
    fs::create_dir_all(out)?;
    for (name, bytes) in &bundle.files {
        fs::write(out.join(name), bytes)?;
    }
    let report = serde_json::json!({
        "pages": analysed.len(),
        "analyse_ms": analysing.as_millis(),
        "index_ms": indexing.as_millis(),
        "written_ms": started.elapsed().as_millis(),
        "peak_kb": peak_kb(),
        "files": bundle.files.len(),
        "bytes": bundle.files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>(),
        "kinds": bundle.stats.files,
        "terms": bundle.stats.terms,
        "words": bundle.stats.words,
        "splits": bundle.stats.n_splits,
    });
    writeln!(io::stdout(), "{report}")?;
    Ok(())
}

/// The most memory that this process has had, in kilobytes.
fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

struct Folder(std::path::PathBuf);

impl search::Fetch for Folder {
    fn fetch(&self, name: &str) -> Result<Vec<u8>, FetchError> {
        fs::read(self.0.join(name)).map_err(|error| FetchError(error.to_string()))
    }
}

fn query(out: &Path) -> Outcome {
    let reader = Reader::open(Box::new(Folder(out.to_owned())))?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let started = Instant::now();
        let found = reader.search(&Request::new(&line));
        let hits: Vec<_> = found
            .hits
            .iter()
            .map(|hit| {
                let url = hit.card.as_ref().map(|card| card.url.as_str()).unwrap_or_default();
                (url.to_owned(), hit.score, hit.is_full)
            })
            .collect();
        let words: BTreeMap<&str, String> =
            found.words.iter().map(|word| (word.word.as_str(), format!("{:?}", word.kind))).collect();
        let answer = serde_json::json!({
            "query": line, "hits": hits, "total": found.total, "partial": found.partial, "words": words,
            "corrected": found.corrected, "unread": found.unread, "us": started.elapsed().as_micros(),
        });
        writeln!(io::stdout(), "{answer}")?;
    }
    Ok(())
}

fn splits(folder: &Path) -> Outcome {
    let options = Options { list_splits: true, ..Options::default() };
    for split in search::build(&documents(folder)?, &options).stats.splits {
        writeln!(io::stdout(), "{}\t{}", split.word, split.parts.join(" "))?;
    }
    Ok(())
}
