//! A theme's files together: names, references, and what is wrong with them.

use std::collections::BTreeMap;

use crate::report::Diagnostic;
use crate::source::FilePath;

use super::{Bundle, File, bundle};

const PNG: &[u8] = include_bytes!("../../tests/fixtures/pictures/upp.png");

fn bundled(files: &[(&str, &str)]) -> (Bundle, Vec<String>) {
    let mut all: BTreeMap<String, File> = BTreeMap::new();
    for (name, text) in files {
        let bytes = if text.is_empty() { PNG.to_vec() } else { (*text).into() };
        all.insert((*name).to_owned(), File { path: FilePath::new(name), bytes });
    }
    let mut out = Vec::new();
    let bundle = bundle(&all, &mut out);
    let show = |diagnostic: &Diagnostic| {
        let file = &all[diagnostic.at.file.as_str()];
        let at = String::from_utf8_lossy(file.bytes.get(diagnostic.at.span.range()).unwrap_or_default())
            .into_owned();
        let better =
            diagnostic.suggestions.first().map(|first| format!(" → {}", first.name)).unwrap_or_default();
        format!("{} {}: {at}{better}", diagnostic.code, diagnostic.at.file)
    };
    (bundle, out.iter().map(show).collect())
}

/// A published file, with every mark of a content written as `#`.
fn published(bundle: &Bundle, name: &str) -> String {
    let text = String::from_utf8_lossy(&bundle.files[&bundle.paths[name]]).into_owned();
    let mut plain = text;
    for path in bundle.paths.values() {
        let mark = path.rsplit('.').nth(1).unwrap();
        plain = plain.replace(mark, "#");
    }
    plain
}

#[test]
fn a_style_sheet_is_one_file_whose_references_are_published_names() {
    let (bundle, said) = bundled(&[
        (
            "css/site.css",
            "@import 'parts/tokens.css';\n@import url(parts/print.css) print;\nbody { background: url('../img/a b.png#x') }",
        ),
        ("css/parts/tokens.css", "/* tokens */ :root { --stone: url(\"../../img/a%20b.png\") }"),
        ("css/parts/print.css", "a { color: black; }"),
        ("img/a b.png", ""),
        ("img/inline.css", "a { b: url(data:image/png;base64,AA==); c: url(#d) }"),
    ]);
    assert_eq!(said, [""; 0]);
    assert_eq!(
        published(&bundle, "css/site.css"),
        ":root{--stone: url(\"../img/a%20b.#.png\")}@media print{a{color: black}}\
         body{background: url(\"../img/a%20b.#.png#x\")}"
    );
    assert_eq!(published(&bundle, "img/inline.css"), "a{b: url(data:image/png;base64,AA==);c: url(#d)}");
    assert_eq!(bundle.paths.keys().collect::<Vec<_>>(), ["css/site.css", "img/a b.png", "img/inline.css"]);
    assert!(bundle.paths["css/site.css"].starts_with("assets/css/site."));
}

#[test]
fn a_script_and_all_that_it_imports_change_names_together() {
    let site =
        "import { a } from './a.js';\nimport('./lib/b.js');\nnew URL('../img/i.png', import.meta.url);";
    let files = |deepest: &'static str| {
        [
            ("js/site.js", site),
            ("js/a.js", "export { c as a } from './lib/b.js';"),
            ("js/lib/b.js", "import { a } from '../a.js'; import './c.js';\nexport const c = () => a;"),
            ("js/lib/c.js", deepest),
            ("js/alone.js", "/** Nothing. */ export {}"),
            ("img/i.png", ""),
        ]
    };
    let (before, said) = bundled(&files("export const c = 1;"));
    assert_eq!(said, [""; 0]);
    assert_eq!(
        published(&before, "js/site.js"),
        "import{a}from './a.#.js';import('./lib/b.#.js');new URL('../img/i.#.png',import.meta.url);"
    );
    assert_eq!(published(&before, "js/alone.js"), "export{}");
    let (after, _) = bundled(&files("export const c = 2;"));
    let changed: Vec<_> = before
        .paths
        .iter()
        .filter(|(name, path)| after.paths[*name] != **path)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(changed, ["js/a.js", "js/lib/b.js", "js/lib/c.js", "js/site.js"]);
}

#[test]
fn mistakes_are_said_where_they_stand() {
    let (bundle, said) = bundled(&[
        (
            "a.css",
            "@import 'b.cs'; @import 'c.css'; p { q: url(bild.png); r: url(https://x.se/y.png) } @import 'b.css';",
        ),
        ("b.css", "p { q: url(//x.se/y.woff2) }"),
        ("c.css", "@import 'd.css';"),
        ("d.css", "@import './c.css';"),
        (
            "a.js",
            "import 'lit'; import './bb.js'; import 'https://x.se/a.js'; import '/_torg/search/client.js'; import '../b.js';",
        ),
        ("b.js", "'x';"),
        ("bilden.png", ""),
        ("trasig.png", "x"),
    ]);
    assert_eq!(
        said,
        [
            "A0101 trasig.png: ",
            "A0201 a.css: b.cs → b.css",
            "A0202 d.css: ./c.css",
            "A0201 a.css: bild.png → bilden.png",
            "A0203 a.css: https://x.se/y.png",
            "A0204 a.css: @import 'b.css';",
            "A0203 b.css: //x.se/y.woff2",
            "A0205 a.js: lit",
            "A0201 a.js: ./bb.js → ./b.js",
            "A0203 a.js: https://x.se/a.js",
            "A0201 a.js: ../b.js",
        ]
    );
    assert!(!bundle.paths.contains_key("trasig.png"));
}

#[test]
fn style_sheets_that_multiply_are_stopped() {
    let names: Vec<String> = (0..20).map(|n| format!("{n:02}.css")).collect();
    let texts: Vec<String> =
        (1..=20).map(|n| format!("@import '{n:02}.css'; @import '{n:02}.css' print;")).collect();
    let mut files: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    files.push(("20.css", "a { b: c }"));
    let (_, said) = bundled(&files);
    assert!(said.iter().all(|line| line.starts_with("A0202")), "{said:?}");
    assert!(!said.is_empty());
}
