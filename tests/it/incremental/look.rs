//! What a desk shows is what a clean build makes of the same files, whatever it remembers of others.

use torg::pipeline::{Desk, Options, Written};
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
    let (desk, mut looks) = (Desk::new(), 0);
    for step in 0..EDITS {
        let path = if random.one_in(2) {
            edits::any_page(&mut site, &mut random)
        } else {
            edits::body(&mut site, &mut random)
        };
        let place = format!("after edit {step} of {path} with seed {seed}");
        let clean = Desk::new().outline(site.files());
        if let Some(page) = clean.pages.iter().find(|page| page.file == FilePath::new(path)) {
            site.options = world(&mut random);
            let look = desk.look(site.files(), &site.options, &page.file, &page.source);
            if look.is_left_out {
                site.build().absent(&page.url);
                site.options.drafts = true;
            }
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

/// What a preview may show.
fn world(random: &mut Random) -> Options {
    let mut options = Options { drafts: random.one_in(2), ..Options::default() };
    options.set_internal(random.one_in(4));
    options.now = random.one_in(2).then(|| "2031-05-01T12:00:00Z".parse().unwrap());
    options
}

#[test]
fn what_is_wrong_in_a_text_is_told_before_it_is_saved() {
    let text = "+++\ntitle = \"Utkast\"\ndraft = true\n+++\n\n## Här\n\n[a](#har) [b](#dar) [c](/) [d](/finns/inte/)\n\
                [e](@/finns/inte.md) [f](/portfolj.csv)\n\n::finns-inte\n";
    let site = SiteTest::new().file("content/utkast.md", text);
    let desk = Desk::new();
    let page = Written::Page { kind: "page", is_section: false };
    let look = desk.look(site.files(), &Options::default(), &FilePath::new("content/utkast.md"), &page);
    let codes: Vec<&str> = look.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(codes, ["L0107", "L0108", "L0101", "M0101"]);
    assert!(look.html.unwrap().contains("<h2 id=\"har\""));
}

#[test]
fn a_page_is_looked_at_in_the_world_that_is_shown() {
    let page = |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}\n+++\nText.\n");
    let mut site = SiteTest::new()
        .file("content/nyheter/_index.md", page("Nyheter", "page_kind = \"news\""))
        .file("content/nyheter/nu.md", page("Nu", "date = 2024-01-01\nexpires = 2099-12-31"))
        .file("content/nyheter/sedan.md", page("Sedan", "date = 2100-01-01"))
        .file("content/nyheter/utkast.md", page("Utkast", "date = 2024-01-01\ndraft = true"));
    let written = |is_section| Written::Page { kind: "news", is_section };
    let file = |name: &str| FilePath::new(&format!("content/nyheter/{name}.md"));
    let desk = Desk::new();
    for (drafts, moment, listed) in [
        (false, None, &["Nu"][..]),
        (true, None, &["Nu", "Sedan", "Utkast"]),
        (false, Some("2100-01-01T12:00:00Z"), &["Sedan"]),
    ] {
        site.options = Options { drafts, now: moment.map(|at| at.parse().unwrap()), ..Options::default() };
        let look = desk.look(site.files(), &site.options, &file("_index"), &written(true));
        let html = look.html.unwrap();
        assert_eq!(site.build().find("/nyheter/"), Some(&*html));
        let titles =
            ["Nu", "Sedan", "Utkast"].into_iter().filter(|title| html.contains(&format!(">{title}<")));
        assert_eq!(titles.collect::<Vec<_>>(), listed);
        let draft = desk.look(site.files(), &site.options, &file("utkast"), &written(false));
        assert_eq!((draft.is_left_out, draft.html.is_some()), (!drafts, true));
    }
}

#[test]
fn a_page_is_shown_before_it_is_saved_as_a_build_makes_it() {
    let (first, count) = (number("TORG_SEED", 0), number("TORG_SEQUENCES", SITES));
    let looks: usize = (first..first + count).map(looked).sum();
    assert!(looks * 2 > count as usize * EDITS, "only {looks} pages were looked at");
}
