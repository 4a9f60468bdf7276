//! The examples of the CommonMark specification. They are licensed under CC BY-SA and so are no part of this
//! project: `tests/run` installs them with the npm package `commonmark-spec`.

use super::same_as_comrak::{comrak_html, our_html};

const VERSION: &str = "0.31.2";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/commonmark-spec/spec.txt");
/// The examples of addresses that are no links in CommonMark but are in GFM, which makes links of bare addresses.
const BARE_ADDRESSES: [usize; 4] = [602, 608, 611, 612];

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
    for Example { number, section, markdown, html } in &examples {
        let ours = our_html(markdown);
        if BARE_ADDRESSES.contains(number) {
            assert_eq!((section.as_str(), ours), ("Autolinks", comrak_html(markdown)));
        } else {
            assert_eq!(&ours, html, "example {number} ({section}):\n{markdown}");
        }
    }
}
