//! The examples of the CommonMark specification. They are licensed under CC BY-SA and so are no part of this
//! project: `tests/run` installs them with the npm package `commonmark-spec`.

use super::same_as_comrak::{comrak_html, our_html};

const VERSION: &str = "0.31.2";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/commonmark-spec/spec.txt");
/// The examples where GFM's extensions mean something else than CommonMark, by what they are about.
const EXTENDED: [&str; 2] = [
    // "These are not autolinks": GFM makes addresses links even without angle brackets.
    "Autolinks",
    // "[^foo]" and the like: footnotes.
    "Links",
];

struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

#[expect(clippy::disallowed_methods, reason = "the specification is no file of a site")]
fn examples() -> Vec<Example> {
    let spec = std::fs::read_to_string(FILE)
        .unwrap_or_else(|error| panic!("{FILE}: {error}; `npm ci --prefix tests` installs it"));
    assert!(spec.contains(&format!("version: '{VERSION}'")), "the specification is of another version");
    let fence = "`".repeat(32);
    let mut section = String::new();
    let mut found = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        }
        if line != format!("{fence} example") {
            continue;
        }
        let mut part = |end: &str| {
            let part: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
            part.iter().map(|line| line.replace('→', "\t") + "\n").collect::<String>()
        };
        let markdown = part(".");
        let html = part(&fence);
        found.push(Example { number: found.len() + 1, section: section.clone(), markdown, html });
    }
    found
}

#[test]
fn every_example_of_the_specification_passes() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let mut extended = 0;
    for example in &examples {
        let ours = our_html(&example.markdown);
        if ours == example.html {
            continue;
        }
        assert!(
            EXTENDED.contains(&example.section.as_str()) && comrak_html(&example.markdown) == ours,
            "example {} ({}):\n{}\nis\n{ours}\ninstead of\n{}",
            example.number,
            example.section,
            example.markdown,
            example.html,
        );
        extended += 1;
    }
    println_extended(extended);
}

/// GFM is a strict superset but for a handful of examples that show what is *not* a link.
fn println_extended(extended: usize) {
    assert!(extended <= 8, "{extended} examples differ");
}
