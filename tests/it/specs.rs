//! Literate specifications: each `##` section of a file in `tests/specs/` is a site and what must come of it.
//!
//! A line with a path in backticks says what the block below it is:
//!
//! - `` `content/a.md` `` – a file laid over the minimal site (info `bytes`: with `\xNN` escapes);
//! - `` `/a/` is `` – the whole output at that address;
//! - `` `/a/` has `` and `` `/a/` lacks `` – each line of the block is, or is not, in the output; what it `has` stands in
//!   this order;
//! - `` `/a/` is found by `` and `` `/a/` is not found by `` – readers who search for a line of the block find that page, or do not;
//! - `` `/a/` does not exist `` – no block: there is no such output.
//!
//! A block `diagnostics` is what is reported, in short format and English; without it nothing may be. A block `options`
//! holds lines such as `as_of = 2022-06-29` or `drafts = true`, and `now = …` moves the clock.

use std::fmt::Write;

use torg::pipeline::Options;
use torg::report::content;
use torg::report::literate::{Block, Section, sections};

use crate::project::project;
use crate::site::{Built, SiteTest};

#[test]
fn specifications_hold() {
    let mut wrong = String::new();
    for file in project("tests/specs", "md") {
        let (_, cases) = sections(&file.text);
        for case in cases {
            for problem in check(&case) {
                let _ = writeln!(wrong, "{} \"{}\": {problem}", file.path, case.heading);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What does not hold in a case.
fn check(case: &Section) -> Vec<String> {
    let mut site = SiteTest::new();
    let mut expected_diagnostics = "";
    let mut expectations: Vec<(&str, &str, &str)> = Vec::new();
    let mut named: Option<(&str, &str)> = None;
    for block in &case.blocks {
        match block {
            Block::Named { path, words } if words == "does not exist" => expectations.push((path, words, "")),
            Block::Named { path, words } => named = Some((path, words)),
            Block::Text(_) => named = None,
            Block::Fence { info, text, .. } if info == "diagnostics" => expected_diagnostics = text,
            Block::Fence { info, text, .. } if info == "options" => site = options(site, text),
            Block::Fence { info, text, .. } => match named.take() {
                Some((path, "")) => site.write(path, content(info, text)),
                Some((path, words)) => expectations.push((path, words, text)),
                None => return vec![format!("a block without a name: {text}")],
            },
        }
    }
    let built = site.build();
    let mut problems = Vec::new();
    let actual = built.short();
    if actual.trim_end() != expected_diagnostics.trim_end() {
        problems.push(format!("expected diagnostics\n{expected_diagnostics}but got\n{actual}"));
    }
    problems.extend(expectations.iter().filter_map(|(path, words, text)| unmet(&built, path, words, text)));
    problems
}

fn options(mut site: SiteTest, text: &str) -> SiteTest {
    for line in text.lines() {
        let (key, value) = line.split_once(" = ").expect("an option is `key = value`");
        let options: &mut Options = &mut site.options;
        match key {
            "as_of" => options.as_of = Some(value.parse().unwrap()),
            "drafts" => options.drafts = value == "true",
            "base_url" => options.base_url = Some(value.to_owned()),
            "now" => site = site.at(value),
            _ => panic!("unknown option `{key}`"),
        }
    }
    site
}

fn unmet(built: &Built, path: &str, words: &str, text: &str) -> Option<String> {
    if let "is found by" | "is not found by" = words {
        let expected = words == "is found by";
        let wrong = text.lines().find(|line| built.found(line).iter().any(|url| url == path) != expected)?;
        return Some(format!(
            "`{path}` {words} `{wrong}` does not hold: that finds {:?}",
            built.found(wrong)
        ));
    }
    let output = built.find(path);
    let problem = match (words, output) {
        ("does not exist", output) => output.map(|_| "exists".to_owned()),
        (_, None) => Some(format!("does not exist; there are {:?}", built.outputs.keys())),
        ("is", Some(output)) => (output.trim_end() != text.trim_end()).then(|| format!("is\n{output}")),
        ("has", Some(output)) => missing(output, text).map(|line| format!("has no `{line}` here:\n{output}")),
        ("lacks", Some(output)) => {
            let found = text.lines().find(|line| output.contains(line.trim()));
            found.map(|line| format!("has `{line}`:\n{output}"))
        }
        (other, _) => Some(format!("unknown words `{other}`")),
    };
    problem.map(|problem| format!("`{path}` {problem}"))
}

/// The first line of `text` that does not follow in `output` after those before it.
fn missing<'a>(output: &str, text: &'a str) -> Option<&'a str> {
    let mut rest = output;
    text.lines().find(|line| match rest.find(line.trim()) {
        Some(at) => {
            rest = &rest[at + line.trim().len()..];
            false
        }
        None => true,
    })
}
