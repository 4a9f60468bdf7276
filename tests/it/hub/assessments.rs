//! What parties gave an initiative: means are public, single scores never.

use std::fmt::Write;

use crate::binary::Torg;

const PARTIES: [&str; 3] = ["bykommunen", "stadskommunen", "landskommunen"];

/// A site whose initiative so many parties assessed, by two criteria with the weights 2 and 1.
fn site(n_parties: usize) -> Torg {
    let torg = Torg::with_site("sv");
    let mut organisations = torg.read("site/hub/organisations.toml");
    for party in PARTIES {
        let _ = write!(
            organisations,
            "\n[[organisation]]\nid = \"{party}\"\nnames = [{{ text = \"{party}\", standing = \"decided\" }}]\ntype = \"municipality\"\n"
        );
    }
    torg.write("site/hub/organisations.toml", &organisations);
    let vocabulary = torg.read("site/hub/vocabulary.toml");
    torg.write(
        "site/hub/vocabulary.toml",
        &format!("{vocabulary}\n[[party_role]]\nid = \"party\"\nnames = \"Part\"\n"),
    );
    let partnership = |party| {
        format!(
            "[[partnership]]\nid = \"{party}\"\norganisation = \"{party}\"\nrole = \"party\"\nfrom = 2020\n"
        )
    };
    torg.write("site/hub/partnerships.toml", &PARTIES.map(partnership).concat());
    torg.write(
        "site/hub/criteria_sets.toml",
        r#"[[criteria_set]]
id = "kriterier"
names = [{ text = "Kriterierna", standing = "decided" }]
version = "1"
criteria = [
  { id = "nytta", name = "Nyttan", text = "Hur stor är nyttan?", scale = { min = 1, max = 5 }, weight = 2 },
  { id = "nyhet", name = "Nyheten", text = "Hur nytt är det?", scale = { min = 1, max = 5 }, weight = 1 },
]
"#,
    );
    let scores = PARTIES.into_iter().zip([(4, 5), (5, 4), (3, 2)]);
    let given = scores.take(n_parties).map(|(party, (use_score, novelty))| {
        format!(
            "[[assessment]]\nid = \"{party}\"\ninitiative = \"forsta-forsoket\"\nset = \"kriterier\"\nversion = \"1\"\nparty = \"{party}\"\n\
             scores = [{{ criterion = \"nytta\", score = {use_score} }}, {{ criterion = \"nyhet\", score = {novelty} }}]\n\
             motivation = \"Skälet är hemligt.\"\ndate = 2024-01-01\n"
        )
    });
    torg.write("site/hub/assessments.toml", &given.collect::<String>());
    torg
}

#[test]
fn means_are_public_and_scores_are_not() {
    let torg = site(3);
    torg.run(&["build"]).succeeds();
    let page = torg.read("public/initiativ/forsta-forsoket/index.html");
    // By hand: use (4 + 5 + 3) / 3 = 4, novelty (5 + 4 + 2) / 3 = 3,67, together (2 · 4 + 3,67) / 3 = 3,89.
    for expected in ["av vad 3 parter gav", "<td>4</td>", "<td>3,67</td>", "Vägt medelvärde: 3,89"] {
        assert!(page.contains(expected), "no `{expected}` in\n{page}");
    }
    for (path, bytes) in torg.snapshot("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("hemligt"), "{}", path.display());
    }
}

#[test]
fn the_mean_of_one_party_is_that_partys_and_not_shown() {
    let torg = site(1);
    torg.run(&["build"]).succeeds();
    assert!(!torg.read("public/initiativ/forsta-forsoket/index.html").contains("medelvärde"));
}

#[test]
fn an_internal_site_has_a_folder_of_its_own() {
    let torg = site(3);
    torg.run(&["build"]).succeeds();
    torg.run(&["build", "--internal"]).succeeds();
    assert!(torg.read("internal/index.html").contains("class=\"internal-mark\""));
    assert!(torg.read("internal/_torg/manifest.json").contains("_torg/internal/internal.json"));
    assert!(!torg.read("public/index.html").contains("internal-mark"));
    torg.run(&["build", "--internal", "--out", "public"]).fails("holds a public site");
    torg.run(&["build", "--out", "internal"]).fails("holds an internal site");
    torg.run(&["build", "--internal"]).succeeds();
    torg.run(&["build"]).succeeds();
}
