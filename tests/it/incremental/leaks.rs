//! What is no longer published is gone from everything that the next build leaves, whatever was kept.

use super::Incremental;
use crate::site::SiteTest;

const SECRET: &str = "Kanariefågeln";

fn site() -> SiteTest {
    let section = |title: &str, more: &str| {
        format!("+++\ntitle = \"{title}\"\ndescription = \"{title}.\"\n{more}+++\nText.\n")
    };
    SiteTest::new()
        .file("content/nyheter/_index.md", section("Nyheter", "page_kind = \"news\"\nfeed = true\n"))
        .file(
            "content/nyheter/granne.md",
            "+++\ntitle = \"Granne\"\ndescription = \"En granne.\"\ndate = 2024-01-01\n+++\nHej.\n",
        )
        .file("content/nyheter/fagel.md", page(""))
        .file("content/initiativ/_index.md", section("Initiativ", "records = \"initiatives\"\n"))
        .file("content/fokusomraden/_index.md", section("Fokusområden", "records = \"focus_areas\"\n"))
        .file("site/hub/initiatives/fagel.toml", initiative(""))
}

fn page(more: &str) -> String {
    let date = if more.contains("date") { "" } else { "date = 2024-01-02\n" };
    format!(
        "+++\ntitle = \"{SECRET}\"\ndescription = \"{SECRET} sjunger.\"\ntags = [\"{SECRET}\"]\n{date}{more}+++\n{SECRET} sjunger.\n"
    )
}

fn initiative(more: &str) -> String {
    format!(
        "{more}names = [{{ text = \"{SECRET}\", from = 2023-01-01, standing = \"decided\" }}]\nkind = \"innovation\"\n\
         focus_areas = [\"skolan\"]\nsummary = \"{SECRET} sjunger.\"\nparties = [\"kommunen\"]\n\
         [[status]]\nvalue = \"proposed\"\nwhen = 2023-01-01\n"
    )
}

/// That after the edits nothing is left of either, and that something was there before.
#[track_caller]
fn hides(edit: impl FnOnce(&mut SiteTest)) {
    let mut site = site();
    let mut incremental = Incremental::new();
    incremental.build(&site).no_errors().has("/nyheter/", SECRET).has("/fokusomraden/skolan/", "</main>");
    edit(&mut site);
    let built = incremental.build(&site);
    built.no_errors().nowhere(SECRET);
    built.nowhere("kanariefageln").has("/nyheter/granne/", "Hej.");
    assert!(!built.rendered.is_empty());
}

fn hides_page(front: &str) {
    hides(|site| {
        site.write("content/nyheter/fagel.md", page(front));
        site.write("site/hub/initiatives/fagel.toml", initiative("visibility = \"internal\"\n"));
    });
}

#[test]
fn a_page_that_becomes_a_draft() {
    hides_page("draft = true\n");
}

#[test]
fn a_page_that_is_put_off() {
    hides_page("date = 2024-12-24\n");
}

#[test]
fn a_page_that_expires() {
    hides_page("expires = 2024-06-01\n");
}

#[test]
fn pages_and_records_that_are_removed() {
    hides(|site| {
        site.remove("content/nyheter/fagel.md");
        site.remove("site/hub/initiatives/fagel.toml");
    });
}

#[test]
fn a_page_that_expires_by_itself() {
    hides(|site| {
        // First published until tomorrow, then tomorrow comes.
        let mut incremental = Incremental::new();
        site.write("content/nyheter/fagel.md", page("expires = 2024-06-22\n"));
        incremental.build(site).has("/nyheter/", SECRET);
        site.write("site/hub/initiatives/fagel.toml", initiative("visibility = \"internal\"\n"));
        site.set_now("2024-06-22T12:00:00+02:00");
        incremental.build(site).nowhere(SECRET);
    });
}

#[test]
fn drafts_that_were_looked_at() {
    let mut site = site();
    site.remove("site/hub/initiatives/fagel.toml");
    site.write("content/nyheter/fagel.md", page("draft = true\n"));
    site.options.drafts = true;
    let mut incremental = Incremental::new();
    incremental.build(&site).has("/nyheter/", SECRET);
    site.options.drafts = false;
    incremental.build(&site).nowhere(SECRET);
}
