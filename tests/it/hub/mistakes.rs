//! Everything that is wrong is told in one run, at its place, with what was meant.

use std::fmt::Write;

use torg::report::{Format, Lang};

use super::{hub, initiative};
use crate::site::SiteTest;

#[test]
fn a_thousand_mistakes_are_all_told() {
    let mut site = SiteTest::new();
    for n in 0..1_000 {
        let text = initiative(&format!("Försök {n}"), "perspectives = [\"chidl\"]");
        site.write(&format!("site/hub/initiatives/forsok-{n:04}.toml"), text);
    }
    let built = site.build();
    assert_eq!(built.diagnostics.len(), 1_000, "{:.2000}", built.short());
    assert!(built.diagnostics.iter().all(|one| one.suggestions[0].name == "child"));
    assert!(built.outputs.keys().all(|path| !path.starts_with("initiativ")));
}

#[test]
fn every_sort_of_mistake_is_told_in_the_same_run() {
    let site = hub(&[
        (
            "initiatives/forsoket.toml",
            &initiative("Försöket", "parent = \"forsoket\"\nbudget = \"1 00 000\""),
        ),
        (
            "seats.toml",
            "[[seat]]\nid = \"a\"\ngroup = \"styrelsn\"\nvacant = true\nparty = \"komunen\"\nfrom = 2024",
        ),
        (
            "groups.toml",
            "[[group]]\nid = \"styrelsen\"\nnames = [{ text = \"Styrelsen\", standing = \"decided\" }]\ntype = \"bord\"",
        ),
        (
            "decisions.toml",
            "[[decision]]\nid = \"a\"\ngroup = \"styrelsen\"\nwhen = \"2024-13\"\ntext = \"Ja.\"\ntype = \"money\"",
        ),
    ]);
    site.build().reports(
        "site/hub/decisions.toml:4:9: error C0206: `when` is not a date, a month, a half-year or a year\n\
         site/hub/groups.toml:4:9: error H0102: unknown kind of group `bord`\n\
         site/hub/initiatives/forsoket.toml:7:11: error H0114: `forsoket` leads back to itself: forsoket → forsoket\n\
         site/hub/initiatives/forsoket.toml:8:11: error C0211: `1 00 000` is no sum in whole kronor\n\
         site/hub/seats.toml:3:10: error H0102: unknown group `styrelsn`\n\
         site/hub/seats.toml:5:10: error H0102: unknown organisation `komunen`",
    );
}

#[test]
fn the_nearest_id_or_alias_is_offered() {
    let site = hub(&[
        (
            "organisations.toml",
            "[[organisation]]\nid = \"kommunen\"\nnames = [{ text = \"Kommunen\", standing = \"decided\" }]\n\
             aliases = [{ text = \"Stadshuset\", kind = \"former\" }]\ntype = \"municipality\"",
        ),
        (
            "partnerships.toml",
            "[[partnership]]\nid = \"a\"\norganisation = \"stadshust\"\nrole = \"party\"\nfrom = 2020",
        ),
    ]);
    let built = site.build();
    let offered: Vec<&str> =
        built.diagnostics.iter().flat_map(|one| &one.suggestions).map(|one| one.name.as_str()).collect();
    assert_eq!(offered, ["kommunen"]);
    assert!(built.report(Format::Human, Lang::Sv).contains("menade du `kommunen`?"));
}

#[test]
fn a_chain_that_only_leads_into_a_cycle_is_no_cycle() {
    let site = hub(&[
        ("initiatives/a.toml", &initiative("A", "replaces = \"b\"")),
        ("initiatives/b.toml", &initiative("B", "replaces = \"c\"")),
        ("initiatives/c.toml", &initiative("C", "replaces = \"d\"")),
        ("initiatives/d.toml", &initiative("D", "replaces = \"b\"")),
        ("initiatives/e.toml", &initiative("E", "replaces = \"c\"")),
    ]);
    site.build()
        .reports("site/hub/initiatives/b.toml:7:13: error H0114: `b` leads back to itself: b → c → d → b");
}

#[test]
fn a_record_that_cannot_be_read_is_not_also_unknown() {
    let broken = initiative("Försöket", "").replace("kind = \"innovation\"\n", "");
    let site = hub(&[
        ("initiatives/forsoket.toml", &broken),
        ("initiatives/provet.toml", &initiative("Provet", "parent = \"forsoket\"")),
    ]);
    site.build().reports("site/hub/initiatives/forsoket.toml:1:1: error C0202: the key `kind` is missing");
}

#[test]
fn contradictory_times_are_told() {
    let site = hub(&[
        ("initiatives/forsoket.toml", &initiative("Försöket", "start = \"2024-05\"\nend = 2024-04-30")),
        (
            "groups.toml",
            "[[group]]\nid = \"styrelsen\"\nnames = [{ text = \"Styrelsen\", standing = \"decided\", from = 2010 }]\n\
             type = \"board\"\nfrom = 2020\nto = 2019\n",
        ),
        (
            "partnerships.toml",
            "[[partnership]]\nid = \"a\"\norganisation = \"kommunen\"\nrole = \"party\"\nfrom = 2020\nto = 2021\n",
        ),
        (
            "agreements.toml",
            "[[agreement]]\nid = \"a\"\nnames = [{ text = \"Avtalet\", standing = \"decided\" }]\nsigned = 2022\n\
             period = 2022\nparties = [\"kommunen\"]\n",
        ),
    ]);
    let told = site.build().short();
    let mut expected = String::new();
    for line in [
        "site/hub/agreements.toml:6:13: error H0115: `kommunen` does not hold at 2022",
        "site/hub/groups.toml:3:61: error H0115: `styrelsen` does not hold at 2010",
        "site/hub/groups.toml:6:6: error H0110: the end lies before the start",
        "site/hub/initiatives/forsoket.toml:8:7: error H0110: the end lies before the start",
    ] {
        let _ = writeln!(expected, "{line}");
    }
    assert_eq!(told, expected);
}
