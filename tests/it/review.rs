//! What is worth a look in a site, with its place.

use std::cell::RefCell;

use torg::output::MemoryFolder;
use torg::pipeline::Cache;
use torg::pipeline::review::{Item, Place, Review};

use crate::site::SiteTest;

/// What is worth a look in a site as it is built.
fn review(site: &SiteTest) -> Review {
    let (mut outputs, session) = (MemoryFolder::default(), RefCell::new(None));
    site.open_after(&Cache::kept(), &mut outputs, &|linked, _| _ = session.replace(Some(linked.clone())));
    session.into_inner().unwrap().review(&outputs)
}

fn page(title: &str, front: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n{front}\n+++\n{body}\n")
}

/// Everything about a rule, as `title: quote|names`.
fn of(review: &Review, rule: &str) -> Vec<String> {
    let told = |item: &Item| format!("{}: {}|{}", item.place.title, item.quote, item.names);
    review.items.iter().filter(|item| item.rule == rule).map(told).collect()
}

/// The file of a place, and what stands there.
fn line(site: &SiteTest, place: &Place) -> String {
    let at = place.at.as_ref().unwrap();
    let text = site.text(at.file.as_str());
    let rest = text.get(at.span.start as usize..).unwrap();
    format!("{} {}", at.file.as_str(), rest.lines().next().unwrap_or_default())
}

#[test]
fn only_what_no_path_leads_to_is_unreached() {
    let site = SiteTest::new()
        .file("content/_index.md", page("Start", "", "[Ett](ett.md)"))
        .file("content/ett.md", page("Ett", "", "[Två](tva.md)"))
        .file("content/tva.md", page("Två", "", ""))
        .file("content/_index.en.md", page("Home", "", "[One](@/one.en.md)"))
        .file("content/one.en.md", page("One", "", ""))
        // These two know each other, and nobody knows them.
        .file("content/tre.md", page("Tre", "", "[Fyra](fyra.md)"))
        .file("content/fyra.md", page("Fyra", "", "[Tre](tre.md)"))
        .file("themes/mini/templates/section.html", "{% extends \"base.html\" %}");
    assert_eq!(of(&review(&site), "unreached"), ["Fyra: |", "Tre: |"]);
}

#[test]
fn what_pages_have_in_common_is_told_once() {
    let site = SiteTest::new()
        .file("content/ett.md", page("Ett", "", "[läs mer](tva.md)"))
        .file("content/tva.md", page("Två", "", "[läs mer](ett.md)\n\nVad det är står [här](ett.md)."));
    let review = review(&site);
    assert_eq!(of(&review, "vague-link"), ["Ett: läs mer|läs mer", "Två: Vad det är står här.|här"]);
    let n_pages: Vec<usize> =
        review.items.iter().filter(|item| item.rule == "vague-link").map(|item| item.n_pages).collect();
    assert_eq!(n_pages, [2, 1]);
}

#[test]
fn what_the_build_said_has_the_name_of_its_page_or_record() {
    let [initiative, organisations] = ["site/hub/initiatives/pilot.toml", "site/hub/organisations.toml"]
        .map(|path| SiteTest::new().text(path));
    let another = "\n[[organisation]]\nid = \"ny\"\nnames = [{ text = \"Nya\", standing = \"decided\" }]\ntype = \"borta\"\n";
    let site = SiteTest::new()
        .file("content/ett.md", page("Ett", "", "[Två](tva.md)"))
        .file(
            "site/hub/initiatives/pilot.toml",
            initiative.replace("focus_areas = [\"skolan\"]", "focus_areas = [\"skola\"]"),
        )
        .file("site/hub/organisations.toml", organisations + another);
    let review = review(&site);
    let told: Vec<String> = review
        .diagnostics
        .iter()
        .map(|(said, place)| format!("{} {}: {}", said.code.as_str(), place.title, line(&site, place)))
        .collect();
    let expected = [
        "L0101 Ett: content/ett.md tva.md)",
        "H0102 Piloten: site/hub/initiatives/pilot.toml skola\"]",
        "H0102 Nya: site/hub/organisations.toml borta\"",
    ];
    assert_eq!(told, expected);
}

#[test]
fn hard_swedish_texts_come_first_and_others_not_at_all() {
    let easy = "Vi går ut en stund. ".repeat(30);
    let hard = "Verksamhetsutvecklare sammanställer utvärderingsunderlaget innan styrgruppen sammanträder. "
        .repeat(20);
    let site = SiteTest::new()
        .file("content/latt.md", page("Lätt", "", &easy))
        .file("content/svar.md", page("Svår", "", &format!("{easy}\n\n{hard}")))
        .file("content/kort.md", page("Kort", "", "Vi går ut."))
        .file("content/svar.en.md", page("Hard", "", &hard));
    let texts = review(&site).texts;
    let told: Vec<(&str, &str)> = texts.iter().map(|text| (text.place.title.as_str(), text.band)).collect();
    assert_eq!(told, [("Svår", "medium"), ("Lätt", "very-easy")]);
    assert!(texts[0].heaviest[0].starts_with("Verksamhetsutvecklare"), "{texts:?}");
}

#[test]
fn missing_and_old_translations_are_told() {
    let site = SiteTest::new()
        .file("content/ett.md", page("Ett", "date = 2024-01-01\nupdated = 2024-03-01", ""))
        .file("content/ett.en.md", page("One", "date = 2024-01-01\nupdated = 2024-02-01", ""))
        .file("content/tva.md", page("Två", "updated = 2024-03-01", ""))
        .file("content/tva.en.md", page("Two", "updated = 2024-03-01", ""));
    let review = review(&site);
    assert_eq!(of(&review, "untranslated"), ["Start: |English"]);
    assert_eq!(of(&review, "old-translation"), ["One: |Ett"]);
}
