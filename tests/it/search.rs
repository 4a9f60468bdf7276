//! Search over the project's own site: judged queries, and the browser's reader beside the Rust one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::json;
use torg::config::{Table, parse_file, read_source};
use torg::output::MemorySink;
use torg::pipeline::{self, Cache, Options as BuildOptions};
use torg::search::{self, Document, Found, Options, Reader, Request};
use torg::source::{DiskFiles, FilePath, Files, Spanned};

use crate::binary::Torg;
use crate::project::project;

/// The site's documents, taken from its finished pages.
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let sink = MemorySink::new();
    let build = pipeline::build(&files, &Cache::none(), &BuildOptions::default(), &sink).unwrap();
    assert!(!build.has_errors());
    let pages = sink.into_files();
    let page = |(path, bytes): (&torg::output::OutputPath, &std::sync::Arc<[u8]>)| {
        let url = format!("/{}", path.as_str().strip_suffix("index.html")?);
        let page = search::extract(std::str::from_utf8(bytes).ok()?);
        // The next pages of a list say nothing that the first and its entries do not say; a list counts less than a text.
        let is_document = !page.title.is_empty() && !url.contains("/sida/");
        let is_list = ["/amnen/", "/portfolj/status/"].iter().any(|folder| url.starts_with(folder));
        is_document.then(|| Document {
            boost: is_list.then_some(0.5),
            aliases: NAMES.get(&url).cloned().unwrap_or_default(),
            kind: url.split('/').nth(1).unwrap_or_default().to_owned(),
            url,
            lang: page.lang,
            title: page.title,
            headings: page.headings,
            lead: page.lead,
            body: page.body,
            ..Document::default()
        })
    };
    pages.iter().filter_map(page).collect()
});

/// The names of the site's records, former ones too, by the addresses of their pages.
static NAMES: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut names = BTreeMap::new();
    for path in files.list("site/hub").files {
        let source = read_source(&path, files.read(&path).unwrap(), &mut Vec::new()).unwrap();
        let table = parse_file(&source, &mut Vec::new());
        let texts = |record: &Table| -> Vec<String> {
            let named = record.tables("names").into_iter().chain(record.tables("aliases"));
            named.filter_map(|name| Some(name.text("text")?.value.to_owned())).collect()
        };
        let stem = path.as_str().rsplit('/').next().unwrap().trim_end_matches(".toml");
        names.insert(format!("/initiativ/{stem}/"), texts(&table));
        for (key, folder) in [("focus_area", "fokusomraden"), ("organisation", "organisationer")] {
            for record in table.tables(key) {
                names.insert(format!("/{folder}/{}/", record.text("id").unwrap().value), texts(record));
            }
        }
    }
    names
});

fn bundle() -> BTreeMap<String, Vec<u8>> {
    search::build(&DOCUMENTS, &Options::default()).files.into_iter().collect()
}

fn urls(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.card.as_ref().unwrap().url.as_str()).collect()
}

/// The judged queries: what was asked, and the pages of which one should be among the first three.
fn judged() -> Vec<(String, Vec<String>)> {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut mistakes = Vec::new();
    let path = FilePath::new("tests/search/queries.toml");
    let source = read_source(&path, files.read(&path).unwrap(), &mut mistakes).unwrap();
    let table = parse_file(&source, &mut mistakes);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    let owned = |text: Spanned<&str>| text.value.to_owned();
    let query = |query: &Table| {
        (owned(query.text("q").unwrap()), query.texts("pages").into_iter().map(owned).collect())
    };
    table.tables("query").into_iter().map(query).collect()
}

#[test]
fn the_right_page_is_among_the_first_three() {
    let reader = Reader::open(Box::new(bundle())).unwrap();
    let judged = judged();
    assert!(judged.len() >= 150, "only {} queries", judged.len());
    let mut missed = Vec::new();
    for (text, pages) in &judged {
        for page in pages {
            assert!(
                DOCUMENTS.iter().any(|document| document.url == *page),
                "{text}: there is no page {page}"
            );
        }
        let mut request = Request::new(text);
        request.lang = Some("sv".to_owned());
        let found = reader.search(&request);
        let urls = urls(&found);
        if !urls.iter().take(3).any(|url| pages.iter().any(|page| page == url)) {
            missed.push(format!("{text}: {urls:?} instead of {pages:?}"));
        }
    }
    // What the issue asks for. Those that are missed stay in the list: a change that finds them shows.
    let most = judged.len() * 5 / 100;
    assert!(missed.len() <= most, "{} of {} missed:\n{}", missed.len(), judged.len(), missed.join("\n"));
}

#[test]
fn the_browser_ranks_as_torg_does() {
    let folder = tempfile::tempdir().unwrap();
    let files = bundle();
    for (name, bytes) in &files {
        write(&folder.path().join(name), bytes);
    }
    let reader = Reader::open(Box::new(files)).unwrap();
    let odd = [
        "",
        "-",
        "\"",
        "s",
        "sk",
        "skolf",
        "\"unga utan arbete\"",
        "skola -elever",
        "skola -\"barn och unga\"",
        "Åäö",
        "😀 skola",
        "(.*)+$[",
        "<script>alert(1)</script>",
        "alla",
        "och att",
        "barn och unga",
        "skolfrånvaroprojekt",
        "aldreboenden",
        "IDÉ",
        "2022",
        "e-hälsa",
        "samverkanschek",
        "\u{202e}skola\u{0}",
        "learning",
        "designsprint sprints",
        "samhallskontraktet",
        "\"samhällskontraktet",
        "framtidsarna",
        "\"alla klarar\" träff",
    ];
    let long = "ord och fler ord ".repeat(600);
    let texts = judged().into_iter().map(|(text, _)| text).chain(odd.map(str::to_owned)).chain([long]);
    let mut cases = Vec::new();
    for text in texts {
        for lang in [Some("sv"), Some("en"), None] {
            let request = Request { lang: lang.map(str::to_owned), ..Request::new(&text) };
            let found = reader.search(&request);
            cases.push(json!({
                "text": text, "lang": lang,
                "urls": urls(&found),
                "scores": found.hits.iter().map(|hit| hit.score).collect::<Vec<_>>(),
                "total": found.total, "partial": found.partial,
                "words": found.words.iter().map(|word| word.kind.map(|kind| format!("{kind:?}"))).collect::<Vec<_>>(),
                "corrected": found.corrected,
                "completions": lang.map(|lang| reader.complete(lang, &text)).unwrap_or_default(),
            }));
        }
    }
    for script in
        project("themes/torget/assets/js", "js").iter().filter(|script| script.path.contains("/search"))
    {
        write(&folder.path().join(script.path.rsplit('/').next().unwrap()), script.text.as_bytes());
    }
    write(&folder.path().join("package.json"), b"{\"type\":\"module\"}");
    write(
        &folder.path().join("cases.json"),
        &serde_json::to_vec(&json!({ "stems": stems(), "cases": cases })).unwrap(),
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/agree.js");
    let output = Command::new("node").arg(script).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_built_site_can_be_asked() {
    let torg = Torg::empty();
    torg.run(&["search", "x", "--site", "public"]).fails("`public/_torg/search` has no search");
    std::fs::create_dir_all(torg.path("public/_torg/search")).unwrap();
    for (name, bytes) in bundle() {
        write(&torg.path("public/_torg/search").join(name), &bytes);
    }
    let found = torg.run(&["search", "franvarokaos", "--limit", "1", "--site", "public"]).succeeds();
    assert_eq!(found.out, "Frånvarokaos\n  /initiativ/franvarokaos/\n");
    let explained =
        torg.run(&["search", "Frånvarokaos", "--explain", "--limit", "1", "--site", "public"]).succeeds();
    assert!(explained.out.contains("Name)"), "{}", explained.out);
    let json = torg
        .run(&["search", "frånvarokoas", "--format", "json", "--site", "public", "--site", "public"])
        .succeeds();
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&json["corrected"], &json["hits"][1]["site"]), (&json!("frånvarokaos"), &json!(1)));
    let nothing = torg.run(&["search", "--site", "public"]);
    assert!(nothing.status == 2 && nothing.err.contains("<QUERY|--stats|--export <EXPORT>>"), "{nothing:#?}");
}

#[test]
fn published_pages_can_be_counted_and_exported() {
    let torg = Torg::empty();
    torg.write("public/om/index.html", "<html lang=sv><main><h1>Om</h1><p>Ett äldreboende.</p></main>");
    let stats = torg.run(&["search", "--stats", "--site", "public"]).succeeds().out;
    assert!(stats.starts_with("sv\t1\n") && stats.ends_with("äldreboende\täldre boende\n"), "{stats}");
    torg.run(&["search", "--export", "quickwit", "--out", "ut", "--site", "public"]).succeeds();
    let line: serde_json::Value = serde_json::from_str(&torg.read("ut/torg.documents.ndjson")).unwrap();
    assert_eq!((&line["url"], &line["parts"]), (&json!("/om/"), &json!("boende äldre")));
}

/// Every word of the site, and of the word lists, with its stem.
fn stems() -> Vec<(&'static str, String, String)> {
    let mut words: Vec<(&str, String)> = Vec::new();
    for document in DOCUMENTS.iter() {
        let lang = if document.lang == "en" { "en" } else { "sv" };
        words.extend(search::analyse(document).texts().map(|word| (lang, word.to_owned())));
    }
    let lists = [
        include_str!("../../src/search/data/sv_compound_parts.txt"),
        include_str!("../bench/search/gold.txt"),
    ];
    let listed = lists.iter().flat_map(|list| list.lines()).filter_map(|line| line.split('\t').next());
    words.extend(listed.filter(|word| !word.starts_with('#')).map(|word| ("sv", word.to_owned())));
    words.sort();
    words.dedup();
    words
        .into_iter()
        .map(|(lang, word)| (lang, search::stem(lang, &word), word))
        .map(|(lang, stem, word)| (lang, word, stem))
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "a test writes its own folder")]
fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}
