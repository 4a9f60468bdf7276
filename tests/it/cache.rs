//! What the command line says and does with what earlier builds left.

use std::path::PathBuf;

use serde_json::Value;

use crate::binary::Torg;

fn built() -> Torg {
    let torg = Torg::with_site("en");
    torg.run(&["build"]).succeeds();
    torg
}

/// A folder's files, by their paths in it.
fn files(torg: &Torg, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let root = torg.path(folder);
    let below = |(path, bytes): (PathBuf, Vec<u8>)| (path.strip_prefix(&root).unwrap().to_owned(), bytes);
    torg.snapshot(folder).into_iter().map(below).collect()
}

#[test]
fn a_rebuild_is_explained_by_what_a_page_read() {
    let torg = built();
    let same = torg.run(&["explain-rebuild", "/about/"]).succeeds().out;
    assert!(same.starts_with("/about/: kept, since everything it read is as it was ("), "{same}");
    let page = torg.read("content/about/_index.md");
    torg.write("content/about/_index.md", &format!("{page}\nOne more sentence.\n"));
    let expected =
        "/about/: rendered again, since this that it read has changed:\n  the text `body` on /about/\n";
    for path in ["/about/", "about/index.html", "content/about/_index.md"] {
        let changed = torg.run(&["explain-rebuild", path]).succeeds().out;
        assert_eq!(changed, expected, "asked for {path}");
    }
    let untouched = torg.run(&["explain-rebuild", "/"]).succeeds().out;
    assert!(untouched.starts_with("/: kept"), "{untouched}");
    let fresh = torg.run(&["explain-rebuild", "/about/", "--drafts", "--lang", "sv"]).succeeds().out;
    assert!(fresh.starts_with("/about/: renderas, för inget tidigare bygge"), "{fresh}");
    torg.run(&["explain-rebuild", "/nowhere/"]).fails("the site has no page `/nowhere/`");
}

#[test]
fn timings_tell_what_was_made_and_what_was_kept() {
    let torg = built();
    let page = torg.read("content/about/_index.md");
    torg.write("content/about/_index.md", &format!("{page}\nOne more sentence.\n"));
    let build = torg.run(&["build", "--timings"]).succeeds();
    let render =
        build.err.lines().find(|line| line.starts_with("render")).expect("there is a line on rendering");
    let cells: Vec<usize> =
        render.split_whitespace().skip(1).take(3).map(|cell| cell.parse().unwrap()).collect();
    assert!(cells[1] == 1 && cells[0] == cells[1] + cells[2], "{}", build.err);
    assert!(build.err.contains("parse    content/about/_index.md"), "{}", build.err);
    let unchanged = torg.run(&["build", "--timings"]).succeeds();
    assert!(unchanged.err.contains("unchanged"), "{}", unchanged.err);
}

#[test]
fn a_trace_can_be_looked_at_in_a_browser() {
    let torg = Torg::with_site("en");
    torg.run(&["build", "--trace", "trace.json"]).succeeds();
    let trace: Value = serde_json::from_str(&torg.read("trace.json")).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    for (name, cat) in [("link", "stage"), ("content/_index.md", "parse"), ("/about/", "render")] {
        let event =
            events.iter().find(|event| event["name"] == name).unwrap_or_else(|| panic!("{name} is there"));
        assert_eq!((&event["cat"], &event["ph"]), (&Value::from(cat), &Value::from("X")));
        assert!(event["dur"].is_u64() && event["ts"].is_u64(), "{event}");
    }
}

#[test]
fn a_damaged_cache_costs_one_warning_and_nothing_else() {
    let torg = built();
    let good = torg.snapshot("public");
    torg.write(".torg/traces", "this is no cache");
    let build = torg.run(&["build"]).succeeds();
    let warnings: Vec<&str> = build.err.lines().collect();
    assert!(warnings.len() == 1 && warnings[0].starts_with("the cache: `"), "{warnings:#?}");
    assert!(torg.snapshot("public") == good, "the site is as it was");
    assert_eq!(torg.run(&["build"]).succeeds().err, "", "the next build is as good as ever");
}

#[test]
fn a_text_that_is_lost_is_made_again_once() {
    let torg = built();
    for (path, bytes) in torg.snapshot(".torg/packs") {
        torg.write(path.strip_prefix(torg.path("")).unwrap().to_str().unwrap(), &"0".repeat(bytes.len()));
    }
    // Every page shows the site's name, so that every text is needed.
    let settings = torg.read("site/site.toml");
    torg.write("site/site.toml", &settings.replacen("title = \"", "title = \"New ", 1));
    let checked = torg.run(&["check"]).succeeds();
    assert_eq!(checked.err.lines().count(), 1, "{}", checked.err);
    let build = torg.run(&["build"]).succeeds();
    assert_eq!(build.err, "", "the check has forgotten what was damaged");
    torg.run(&["build", "--no-cache", "--out", "clean"]).succeeds();
    assert!(files(&torg, "public") == files(&torg, "clean"), "the folders hold the same files");
    let again = torg.run(&["build", "--timings"]).succeeds();
    assert!(again.err.contains("unchanged"), "{}", again.err);
}

#[test]
fn without_the_cache_nothing_is_read_or_written() {
    let torg = Torg::with_site("en");
    torg.run(&["build", "--no-cache"]).succeeds();
    assert!(!torg.path(".torg").exists());
    let good = torg.snapshot("public");
    torg.write(".torg/traces", "this is no cache");
    assert_eq!(torg.run(&["build", "--no-cache"]).succeeds().err, "");
    assert_eq!(torg.read(".torg/traces"), "this is no cache");
    assert!(torg.snapshot("public") == good, "the site is as it was");
}

#[test]
fn one_cache_serves_several_output_folders_and_commands() {
    let torg = built();
    torg.run(&["check"]).succeeds();
    torg.run(&["build", "--out", "other"]).succeeds();
    assert!(files(&torg, "other") == files(&torg, "public"), "the folders hold the same files");
    torg.run(&["build", "--drafts"]).succeeds();
    torg.run(&["build"]).succeeds();
    assert!(files(&torg, "other") == files(&torg, "public"), "the folders hold the same files");
}

#[test]
fn clean_removes_what_builds_left_and_nothing_else() {
    let torg = built();
    let good = torg.snapshot("public");
    torg.write(".torg/mine.txt", "mine");
    let clean = torg.run(&["clean"]).succeeds().out;
    assert!(clean.contains(".torg` is removed: 1 MB"), "{clean}");
    assert!(!torg.path(".public.torg").exists() && !torg.path(".torg/traces").exists());
    assert_eq!(torg.read(".torg/mine.txt"), "mine");
    torg.run(&["build"]).succeeds();
    assert!(torg.snapshot("public") == good, "the site is as it was");
}
