//! What a desk shows is what a clean build makes of the same files, whatever it remembers of others.

use torg::pipeline::{Desk, Options, Written, outline};
use torg::source::FilePath;

use super::edits;
use super::equal::number;
use crate::random::Random;
use crate::site::SiteTest;

/// How many sites are edited.
const SITES: u64 = 10;

/// Edits of each.
const EDITS: usize = 12;

/// Looks at pages of one site while it is edited; how many.
fn looked(seed: u64) -> usize {
    let mut random = Random::new(seed);
    let mut site = edits::site(&mut random);
    site.options.drafts = true;
    let (desk, mut looks) = (Desk::new(), 0);
    for step in 0..EDITS {
        let path = if random.one_in(2) {
            edits::any_page(&mut site, &mut random)
        } else {
            edits::body(&mut site, &mut random)
        };
        let place = format!("after edit {step} of {path} with seed {seed}");
        let clean = outline(site.files(), &Options::default());
        if let Some(page) = clean.pages.iter().find(|page| page.file == FilePath::new(path)) {
            let look = desk.look(site.files(), &page.file, &page.source);
            let built = site.build();
            assert_eq!(look.html.as_deref(), built.find(&page.url), "{place}");
            for diagnostic in &look.diagnostics {
                assert!(built.diagnostics.contains(diagnostic), "{diagnostic:?} {place}");
            }
            looks += 1;
        }
        if random.one_in(2) {
            let known = desk.outline(site.files());
            assert_eq!(known.pages, clean.pages, "{place}");
            assert_eq!(known.diagnostics, clean.diagnostics, "{place}");
        }
    }
    looks
}

#[test]
fn what_is_wrong_in_a_text_is_told_before_it_is_saved() {
    let text = "+++\ntitle = \"Utkast\"\ndraft = true\n+++\n\n## Här\n\n[a](#har) [b](#dar) [c](/) [d](/finns/inte/)\n\
                [e](@/finns/inte.md) [f](/portfolj.csv)\n\n::finns-inte\n";
    let site = SiteTest::new().file("content/utkast.md", text);
    let desk = Desk::new();
    let page = Written::Page { kind: "page", is_section: false };
    let look = desk.look(site.files(), &FilePath::new("content/utkast.md"), &page);
    let codes: Vec<&str> = look.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(codes, ["L0107", "L0108", "L0101", "M0101"]);
    assert!(look.html.unwrap().contains("<h2 id=\"har\""));
}

#[test]
fn a_page_is_shown_before_it_is_saved_as_a_build_makes_it() {
    let (first, count) = (number("TORG_SEED", 0), number("TORG_SEQUENCES", SITES));
    let looks: usize = (first..first + count).map(looked).sum();
    assert!(looks * 2 > count as usize * EDITS, "only {looks} pages were looked at");
}
