//! Every diagnostic code is worded, explained and provoked, and its example gives exactly what its file says.
//!
//! `UPDATE_CODES=1 cargo test codes` rewrites the `diagnostics` blocks; read the difference before you commit it.

use std::fmt::Write;

use jiff::civil::Date;
use torg::edit::ideas::{self, ColumnMap};
use torg::hub;
use torg::output::OutputPath;
use torg::pipeline::lost_routes;
use torg::report::{Example, Format, Lang, codes, explain, render, source_of};
use torg::source::{FilePath, ReadError, Source};

use crate::project::project;
use crate::site::SiteTest;

/// How many codes the product promises at least.
const MIN_CODES: usize = 40;

#[test]
fn the_list_and_the_folder_agree() {
    let files: Vec<String> = project("src/report/codes", "md")
        .iter()
        .map(|file| file.path["src/report/codes/".len()..file.path.len() - ".md".len()].to_owned())
        .collect();
    let listed: Vec<&str> = codes::ALL.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(
        listed, files,
        "the list in src/report/code.rs names each file of src/report/codes/, in alphabetical order"
    );
}

#[test]
fn there_are_enough_codes() {
    assert!(codes::ALL.len() >= MIN_CODES, "{} codes", codes::ALL.len());
}

#[test]
fn every_code_is_worded_and_explained_in_both_languages() {
    let mut wrong = String::new();
    for (code, text) in codes::ALL {
        let file = code.file();
        let title = text.lines().next().unwrap_or_default();
        let titles = [format!("# {code} error"), format!("# {code} warning")];
        if !titles.iter().any(|expected| expected == title) {
            let _ = writeln!(
                wrong,
                "{code}: the file begins with `{title}`, not with `{}`",
                titles.join("` or `")
            );
        }
        for lang in Lang::ALL {
            let worded = |messages: &String| messages.starts_with(&format!("{code} ="));
            if !file.messages.get(&lang).is_some_and(worded) {
                let _ = writeln!(wrong, "{code}: no message in `ftl {}`", lang.as_str());
            }
            if !file.explanations.contains_key(&lang) {
                let _ = writeln!(wrong, "{code}: no explanation `## {}`", lang.as_str());
            }
        }
        if file.explanations.values().any(|explanation| explanation.split_whitespace().count() < 8) {
            let _ = writeln!(wrong, "{code}: explains too little");
        }
        wrong.push_str(&attributes_differ(
            code.as_str(),
            &file.messages[&Lang::Sv],
            &file.messages[&Lang::En],
        ));
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_code_has_an_example_that_gives_just_what_its_file_says() {
    let mut wrong = String::new();
    for (code, text) in codes::ALL {
        let mut updated = (*text).to_owned();
        let mut provoked = false;
        // From the last to the first, so that places in the file stay true while blocks are rewritten.
        for example in code.file().examples.iter().rev() {
            let actual = diagnostics(example);
            provoked |= actual.contains(&format!(" {code}: "));
            let Some(range) = example.diagnostics_range.clone() else {
                let _ =
                    writeln!(wrong, "{code}: an example without a `diagnostics` block; it gives\n{actual}");
                continue;
            };
            if actual != example.diagnostics {
                let _ = writeln!(wrong, "{code}: expected\n{}but got\n{actual}", example.diagnostics);
                updated.replace_range(range, &actual);
            }
        }
        if !provoked {
            let _ = writeln!(wrong, "{code}: no example provokes it");
        }
        if updated != *text && std::env::var_os("UPDATE_CODES").is_some() {
            rewrite(code.as_str(), &updated);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_code_can_be_explained() {
    for (code, _) in codes::ALL {
        for lang in Lang::ALL {
            let text = explain(*code, lang);
            assert!(text.contains(code.as_str()) && text.contains('│'), "{text}");
            assert!(!text.contains("{$") && !text.contains("{ $"), "{text}");
        }
    }
}

/// What torg says about an example's site.
fn diagnostics(example: &Example) -> String {
    let mut site = SiteTest::new();
    for (path, content) in &example.files {
        match content.as_slice() {
            b"(unreadable: loop)\n" => site.refuse(path, ReadError::Loop),
            b"(unreadable: outside)\n" => site.refuse(path, ReadError::OutsideRoot),
            b"(unreadable: denied)\n" => site.refuse(path, ReadError::Io("permission denied".to_owned())),
            content => site.write(path, content),
        }
    }
    if let Some(published) = site.bytes("published.txt") {
        return lost(&site, &String::from_utf8(published).unwrap());
    }
    match site.bytes("ideas.csv") {
        Some(table) => imported(&site, table),
        None => site.build().short(),
    }
}

/// What torg says of a site that was published with the files of a list.
fn lost(site: &SiteTest, published: &str) -> String {
    let removed: Vec<OutputPath> = published.lines().map(|path| OutputPath::new(path).unwrap()).collect();
    let out = lost_routes(site.files(), &site.options, &removed).unwrap();
    render(&out, Format::Short, Lang::En, false, &|path| source_of(site.files(), path))
}

/// What torg says of an import of `ideas.csv`, with the map `ideas.toml` if the example has one.
fn imported(site: &SiteTest, table: Vec<u8>) -> String {
    let [path, map] = ["ideas.csv", "ideas.toml"].map(FilePath::new);
    let mut out = Vec::new();
    let records = site.files().list(hub::FOLDER).files;
    let records =
        records.iter().map(|path| Source::new(path.clone(), site.bytes(path.as_str()).unwrap()).unwrap());
    let hub = hub::load(&records.collect::<Vec<_>>(), Date::constant(2024, 6, 21)).value;
    let written = site.bytes(map.as_str()).map(|bytes| Source::new(map, bytes).unwrap());
    let map = written.map_or_else(ColumnMap::plain, |map| ColumnMap::from_file(&map).into(&mut out));
    if let Some(table) = ideas::decode(&path, table, map.encoding).into(&mut out) {
        ideas::import(&table, &map, &hub).into(&mut out);
    }
    out.sort();
    render(&out, Format::Short, Lang::En, false, &|path| source_of(site.files(), path))
}

/// Attributes (`.help`, labels) that one language has and the other has not.
fn attributes_differ(code: &str, sv: &str, en: &str) -> String {
    let attributes = |text: &str| -> Vec<String> {
        let names = text.lines().filter_map(|line| line.trim_start().strip_prefix('.')?.split_once(" ="));
        names.map(|(name, _)| name.to_owned()).collect()
    };
    let (sv, en) = (attributes(sv), attributes(en));
    if sv == en { String::new() } else { format!("{code}: attributes differ: sv {sv:?}, en {en:?}\n") }
}

#[expect(clippy::disallowed_methods, reason = "the test rewrites its own expectations when it is asked to")]
fn rewrite(code: &str, text: &str) {
    let path = format!("{}/src/report/codes/{code}.md", env!("CARGO_MANIFEST_DIR"));
    std::fs::write(path, text).unwrap();
}
