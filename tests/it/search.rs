//! Search over the project's own site: judged queries, and the browser's reader beside the Rust one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::json;
use torg::config::{Table, parse_file, read_source};
use torg::output::MemorySink;
use torg::pipeline::{self, Cache, Options as BuildOptions};
use torg::search::{self, Document, Facet, Found, Options, Reader, Request};
use torg::source::{DiskFiles, FilePath, Files, Spanned};

use crate::binary::Torg;
use crate::site::SiteTest;

/// The project's own site.
static SITE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let sink = MemorySink::new();
    let build = pipeline::build(&files, &Cache::none(), &BuildOptions::default(), &sink).unwrap();
    assert!(!build.has_errors());
    sink.into_files().iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec())).collect()
});

/// What its readers fetch.
fn bundle() -> BTreeMap<String, Vec<u8>> {
    let below = |path: &str| Some(path.strip_prefix(search::FOLDER)?.strip_prefix('/')?.to_owned());
    SITE.iter().filter_map(|(path, bytes)| Some((below(path)?, bytes.clone()))).collect()
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
            let file = format!("{}index.html", page.trim_start_matches('/'));
            assert!(SITE.contains_key(&file), "{text}: there is no page {page}");
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
    // The scripts as they are published, with shorter names; `agree.js` asks for them without the digests in theirs.
    for (path, script) in SITE.iter().filter(|(path, _)| path.starts_with("assets/js/search")) {
        let name = path.rsplit('/').next().unwrap();
        write(&folder.path().join(name), script);
        write(&folder.path().join(format!("{}.js", name.split('.').next().unwrap())), script);
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
    // The site's bundle knows more than its pages tell.
    let facets =
        [("status".to_owned(), vec![Facet { value: "active".into(), label: "Pågår".into() }])].into();
    let document = Document {
        url: "/om/".into(),
        lang: "sv".into(),
        kind: "initiative".into(),
        title: "Om".into(),
        aliases: vec!["Forna namnet".into()],
        facets,
        ..Document::default()
    };
    std::fs::create_dir_all(torg.path("public/_torg/search")).unwrap();
    for (name, bytes) in search::build(&[document], &Options::default()).files {
        write(&torg.path("public/_torg/search").join(name), &bytes);
    }
    torg.run(&["search", "--export", "quickwit", "--out", "ut", "--site", "public"]).succeeds();
    let line: serde_json::Value = serde_json::from_str(&torg.read("ut/torg.documents.ndjson")).unwrap();
    assert_eq!(
        json!([line["kind"], line["aliases"], line["facets"]]),
        json!(["initiative", ["forna namnet"], ["status:active"]])
    );
}

/// A site whose page says what it is given.
fn site(front: &str, text: &str) -> SiteTest {
    let page = format!("+++\ntitle = \"Lyktan\"\ndescription = \"Om lyktan.\"\n{front}+++\n{text}\n");
    SiteTest::new().file("content/om.md", page)
}

fn found(site: &SiteTest, text: &str) -> Vec<String> {
    site.build().no_errors().found(text)
}

#[test]
fn pages_are_found_by_their_other_names() {
    assert_eq!(
        found(&site("menu_title = \"Belysningen\"\ntags = [\"Ljuskällor\"]\n", "Text."), "belysningen"),
        ["/om/"]
    );
    let renamed = "[[focus_area]]\nid = \"skolan\"\nnames = [\n\
                   { text = \"Skolresultat\", from = 2020-01-01, to = 2022-12-31, standing = \"decided\" },\n\
                   { text = \"Alla klarar skolan\", from = 2023-01-01, standing = \"decided\" }]\npurpose = \"Om skolan.\"\nfrom = 2020-01-01\n";
    let site = SiteTest::new().file("site/hub/focus_areas.toml", renamed).file(
        "content/fokusomraden/_index.md",
        "+++\ntitle = \"Fokusområden\"\nrecords = \"focus_areas\"\n+++\n",
    );
    assert_eq!(found(&site, "Skolresultat")[0], "/fokusomraden/skolan/");
}

#[test]
fn a_site_need_not_be_searched() {
    let mut site = site("", "Text.");
    assert!(site.build().bundle().contains_key("root.bin"));
    site.options.no_search = true;
    assert!(site.build().bundle().is_empty());
    site.options.no_search = false;
    let settings = format!("{}\n[search]\nenabled = false\n", site.text("site/site.toml"));
    site.write("site/site.toml", settings);
    assert!(site.build().bundle().is_empty());
}

#[test]
fn weights_move_pages() {
    let mut site = site("", "Text.").file(
        "content/ljus.md",
        "+++\ntitle = \"Ljus\"\ndescription = \"Om ljus.\"\n+++\nlyktan lyktan lyktan lyktan\n",
    );
    assert_eq!(found(&site, "lyktans"), ["/om/", "/ljus/"]);
    let settings = format!("{}\n[search.weights]\ntitle = 0\nlead = 0\n", site.text("site/site.toml"));
    site.write("site/site.toml", settings);
    assert_eq!(found(&site, "lyktans"), ["/ljus/", "/om/"]);
}

#[test]
fn only_pages_with_something_of_their_own_are_found() {
    let many = (0..60).map(|n| (format!("content/nyheter/n{n}.md"), n));
    let mut site = site("aliases = [\"/gammal/\"]\n", "Text.").file(
        "content/nyheter/_index.md",
        "+++\ntitle = \"Nyheter\"\npage_kind = \"news\"\npaginate = 20\n+++\n",
    );
    for (path, n) in many {
        site.write(
            &path,
            format!("+++\ntitle = \"Nyhet {n}\"\ndescription = \"N.\"\ndate = 2024-01-01\n+++\nText.\n"),
        );
    }
    let reader = Reader::open(Box::new(site.build().no_errors().bundle())).unwrap();
    let mut request = Request::new("nyheter");
    request.limit = 100;
    let found = reader.search(&request);
    let odd: Vec<&str> =
        urls(&found).into_iter().filter(|url| url.contains("/sida/") || *url == "/gammal/").collect();
    assert!(found.hits.len() > 60 && odd.is_empty(), "{odd:?}");
}

/// Every word of the site, and of the word lists, with its stem.
fn stems() -> Vec<(&'static str, String, String)> {
    let mut words: Vec<(&str, String)> = Vec::new();
    for html in SITE.iter().filter(|(path, _)| path.ends_with("index.html")).map(|(_, html)| html) {
        let page = search::extract(std::str::from_utf8(html).unwrap());
        let lang = if page.lang == "en" { "en" } else { "sv" };
        let document = Document { title: page.title, body: page.body, ..Document::default() };
        words.extend(search::analyse(&document).texts().map(|word| (lang, word.to_owned())));
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
