//! A site that is edited and built again.

use crate::site::SiteTest;

const PAGE: &str = "+++\ntitle = \"Om torget\"\ndescription = \"Om torget.\"\n+++\nHär möts vi.\n";

#[test]
fn the_minimal_site_is_without_fault() {
    SiteTest::new().build().clean().has("/", "<h1>Start</h1>").lacks("/", "{{").absent("/om/");
}

#[test]
fn an_edit_shows_and_a_removed_page_is_gone() {
    let mut site = SiteTest::new().file("content/om.md", PAGE);
    site.build().clean().has("/om/", "Här möts vi.");
    site.write("content/om.md", PAGE.replace("möts", "ses"));
    site.build().clean().has("/om/", "Här ses vi.").lacks("/om/", "möts");
    site.remove("content/om.md");
    site.build().clean().absent("/om/").nowhere("Om torget");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let site = SiteTest::new().file("content/om.md", PAGE);
    let (first, second) = (site.build(), site.build());
    assert_eq!(first.outputs.keys().collect::<Vec<_>>(), second.outputs.keys().collect::<Vec<_>>());
    for (path, bytes) in &first.outputs {
        assert_eq!(bytes, &second.outputs[path], "{path}");
    }
}

#[test]
fn two_spellings_of_a_name_are_one_page() {
    let link = "+++\ntitle = \"Länk\"\ndescription = \"En länk.\"\n+++\n[Året](\u{e5}r.md)\n";
    let site = SiteTest::new().file("content/a\u{30a}r.md", PAGE).file("content/lank.md", link);
    site.build().clean().has("/lank/", "<a href=\"/ar/\">Året</a>");
}

#[test]
fn nothing_internal_is_anywhere() {
    let secret = "\
visibility = \"internal\"
names = [{ text = \"Kanariefågeln\", standing = \"decided\" }]
kind = \"innovation\"
focus_areas = [\"skolan\"]
summary = \"Kanariefågeln får ingen se.\"
parties = [\"kommunen\"]

[[status]]
value = \"proposed\"
when = 2024-01-01
";
    let section = |title: &str, records: &str| {
        format!("+++\ntitle = \"{title}\"\ndescription = \"{title}.\"\nrecords = \"{records}\"\n+++\n")
    };
    let site = SiteTest::new()
        .file("site/hub/initiatives/kanariefageln.toml", secret)
        .file("content/initiativ/_index.md", section("Initiativ", "initiatives"))
        .file("content/fokusomraden/_index.md", section("Fokusområden", "focus_areas"))
        .file("content/organisationer/_index.md", section("Organisationer", "organisations"))
        .file(
            "content/utkast.md",
            PAGE.replace("+++\ntitle", "+++\ndraft = true\ntitle").replace("torget", "Kanariefågeln"),
        );
    site.build().no_errors().nowhere("Kanariefågeln").nowhere("kanariefageln").nowhere("utkast");
    let public =
        site.clone().file("site/hub/initiatives/kanariefageln.toml", secret.replace("internal", "public"));
    assert!(public.build().no_errors().text("/initiativ/kanariefageln/").contains("Kanariefågeln"));
}
