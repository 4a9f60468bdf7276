//! What `torg report` gives those who steer.

use serde_json::Value;

use crate::binary::Torg;

/// A site with an initiative that has changed and been reported on.
fn portfolio() -> Torg {
    let torg = Torg::with_site("sv");
    let vocabulary = torg.read("site/hub/vocabulary.toml");
    let colours = ["green", "yellow"].map(|id| {
        let name = if id == "green" { "Grön" } else { "Gul" };
        format!(
            "[[colour]]\nid = \"{id}\"\nnames = {{ sv = \"{name}\", en = \"{}\" }}\n",
            if id == "green" { "Green" } else { "Yellow" }
        )
    });
    torg.write("site/hub/vocabulary.toml", &format!("{vocabulary}\n{}", colours.concat()));
    torg.write(
        "site/hub/focus_areas.toml",
        "[[focus_area]]\nid = \"unga\"\nnames = [{ text = \"Unga\", standing = \"decided\" }]\npurpose = \"Unga ska må bra.\"\nfrom = 2020",
    );
    torg.write(
        "site/hub/initiatives/skolstart.toml",
        r#"names = [
  { text = "Skolstart för alla", to = 2024-04-30, standing = "decided" },
  { text = "Alla till skolan", from = 2024-05-01, standing = "decided" },
]
kind = "innovation"
focus_areas = ["unga"]
summary = "Ett försök."
parties = ["exempelkommunen"]
leads = ["exempelkommunen"]
[[status]]
value = "ongoing"
when = 2024-01-01
"#,
    );
    torg.write(
        "site/hub/status_reports.toml",
        r#"[[status_report]]
id = "juni"
initiative = "skolstart"
date = 2024-06-01
colour = "yellow"
points = ["Vi väntar på <b>besked."]
"#,
    );
    torg
}

#[test]
fn the_board_gets_a_page_for_each_focus_area() {
    let torg = portfolio();
    let html = torg.run(&["report", "board", "--as-of", "2024-06-21"]).succeeds().out;
    assert_eq!(html.matches("<section class=\"sheet").count(), 1, "{html}");
    for expected in [
        "<html lang=\"sv\">",
        ">▲</span> Gul<",
        "Vi väntar på &lt;b&gt;besked.",
        "Pågår sedan 1\u{a0}januari 2024",
    ] {
        assert!(html.contains(expected), "no `{expected}` in\n{html}");
    }
    let markdown = torg.run(&["report", "board", "--format", "markdown", "--lang", "en"]).succeeds().out;
    assert!(markdown.contains("▲ Yellow, report 1 June 2024"), "{markdown}");
    torg.run(&["report", "board", "--json", "--out", "board.json"]).succeeds();
    let board: Value = serde_json::from_str(&torg.read("board.json")).unwrap();
    assert_eq!(board["areas"][0]["lines"][0]["colour"]["place"], 2);
    let before = torg.run(&["report", "board", "--as-of", "2024-05-31"]).succeeds().out;
    assert!(before.contains("Ingen lägesrapport"), "{before}");
}

#[test]
fn what_changed_is_told_as_text_markdown_and_json() {
    let torg = portfolio();
    let args = ["report", "changes", "--from", "2023-12-31", "--to", "2024-06-30"];
    let text = torg.run(&args).succeeds().out;
    let lines: Vec<&str> = text.lines().skip(3).collect();
    assert_eq!(
        lines,
        [
            "2024-01-01  Skolstart för alla (heter nu Alla till skolan): kom in i portföljen: Pågår",
            "2024-05-01  Alla till skolan: hette förut Skolstart för alla",
            "2024-06-01  Alla till skolan: lägesrapport: Gul",
        ]
    );
    let markdown = torg.run(&[&args[..], &["--format", "markdown"]].concat()).succeeds().out;
    assert!(markdown.contains("\n## 2024-06-01\n\n- "), "{markdown}");
    let json: Value =
        serde_json::from_str(&torg.run(&[&args[..], &["--json"]].concat()).succeeds().out).unwrap();
    assert_eq!(json["changes"][2]["after"]["id"], "yellow");
    torg.run(&["report", "changes", "--from", "2024-02-01", "--to", "2024-01-01"]).fails("before 2024-02-01");
    torg.run(&["check", "--format", "markdown"]).fails("for reports");
}
