//! The project's own pages of figures: what the records say is on them, drawn and in tables that can be fetched.

use super::open_data::own_site;
use crate::site::Built;

/// The text of a page with plain spaces.
fn plain(built: &Built, address: &str) -> String {
    built.text(address).replace(['\u{a0}', '\u{202f}'], " ").replace("&nbsp;", " ")
}

#[track_caller]
fn has_all(text: &str, expected: &[&str]) {
    let missing: Vec<_> = expected.iter().filter(|expected| !text.contains(**expected)).collect();
    assert!(missing.is_empty(), "missing {missing:?}");
}

#[test]
fn the_anchor_figures_show_with_their_sources() {
    let built = own_site().build();
    built.clean();
    let money = plain(&built, "/ekonomi/");
    has_all(&money, &["15 250 000", "8 242 920", "7 007 080", "54,1 %", "20 000 000", "4 400 000"]);
    has_all(&money, &["44 400 000", "4 150 000", "48 550 000", "11 100 000", "/dokument/budget-2022/"]);
    let apart = plain(&built, "/ekonomi/uppgifter-som-skiljer-sig/");
    has_all(&apart, &["4 150 000 kronor", "4 163 000 kronor", "13 000 kronor", "40 000 000 kronor"]);
    has_all(&apart, &["7 007 080 kronor", "omkring 7 000 000 kronor", "500 000 kronor", "0 kronor"]);
    has_all(&apart, &["href=\"/oppna-data/finansiering.csv\""]);
    let leverage = plain(&built, "/ekonomi/uppvaxling/");
    has_all(&leverage, &["340 000", "1 300 000", "960 000"]);
    let follow_up = plain(&built, "/uppfoljning/");
    has_all(
        &follow_up,
        &["26 personer tillfrågades", "3 av 6", "Mål 5", "Mål V.", "Föregångare: mål 1 för 2022."],
    );
    has_all(&follow_up, &["8 december 2022–10 februari 2023", "Ingen rapport är publicerad"]);
    let year = plain(&built, "/arshjul/");
    has_all(&year, &[">jan<", ">7<", "<b>December.</b>", "Säkerställer: Styrelsen.", "yttre ringen"]);
    has_all(&plain(&built, "/portfolj/"), &["Inget initiativ har fått en fas ännu.", "Faserna är exempel"]);
}

#[test]
fn every_figure_has_a_message_a_sentence_a_table_and_a_file() {
    let built = own_site().build();
    let pages = built.outputs.keys().filter(|path| path.ends_with("index.html"));
    let mut n_figures = 0;
    for page in pages {
        let text = built.text(&format!("/{}", page.trim_end_matches("index.html")));
        for figure in text.split("<figure class=\"diagram\"").skip(1) {
            let figure = figure.split("</figure>").next().unwrap();
            let parts = ["diagram-title", "<svg", "<desc", "<table", "<th scope=\"row\"", "download"];
            let missing: Vec<_> = parts.iter().filter(|part| !figure.contains(**part)).collect();
            assert!(missing.is_empty(), "{page}: a figure without {missing:?}");
            assert!(!figure.contains("style="), "{page}: the security policy forbids styles");
            n_figures += 1;
        }
    }
    assert!(n_figures >= 12, "{n_figures}");
}

/// Records that the documents do not have, so that their figures can be seen at all.
const REPORTS: &str = r#"
[[status_report]]
id = "a"
initiative = "maltider-och-moten"
date = 2023-03-01
colour = "yellow"
points = ["Syntesen dröjer."]
[[status_report]]
id = "b"
initiative = "maltider-och-moten"
date = 2023-10-01
colour = "green"
points = ["Labben pågår."]
"#;

const FEEDBACK: &str = r#"
[[feedback]]
id = "many"
event = "almedalen-2022"
n = 24
results = [{ dimension = "creativity", mean = 4.1, distribution = [0, 1, 2, 8, 13] }]
learned_something = { yes = 20, no = 4 }
[[feedback]]
id = "few"
event = "almedalen-2022"
n = 4
results = [{ dimension = "quality", mean = 1.9 }]
"#;

const INDICATOR: &str = r#"
[[indicator]]
id = "tillsammans"
names = [{ text = "Andel som äter med någon", standing = "decided" }]
initiative = "maltider-och-moten"
type = "lagging"
unit = "%"
direction = "up"
baseline = 40
target = 60
source = { document = "core-team-2023-12-19" }
value = [{ when = 2021, value = 41 }, { when = 2022, value = 52.5 }]
"#;

#[test]
fn reports_feedback_and_indicators_are_drawn_as_soon_as_there_are_any() {
    let built = own_site()
        .file("site/hub/status_reports.toml", REPORTS)
        .file("site/hub/feedback.toml", FEEDBACK)
        .file("site/hub/indicators.toml", INDICATOR)
        .build();
    built.no_errors();
    let follow_up = plain(&built, "/uppfoljning/");
    has_all(&follow_up, &["Senast (1 oktober 2023): Grön 1.", "<b>Grön.</b>", "Labben pågår."]);
    has_all(&follow_up, &["chart-level-1", "chart-level-2", "4,1 av 5", "24 personer svarade."]);
    assert!(!follow_up.contains("Syntesen dröjer."), "only the latest report stands in the list");
    assert!(!follow_up.contains("1,9"), "what four people said points somebody out");
    let initiative = plain(&built, "/initiativ/maltider-och-moten/");
    has_all(
        &initiative,
        &["Andel som äter med någon", "Utgångsläge: 40,0 %. Mål: 60,0 %.", "Mer är bättre."],
    );
    has_all(&initiative, &["Så har det gått enligt rapporterna", "chart-level-1"]);
}

#[test]
fn a_status_on_another_day_is_a_step_of_its_own() {
    let built = own_site().build();
    let initiative = plain(&built, "/initiativ/dromfabriken/");
    has_all(&initiative, &["Från Prioriterat till Pågår", "Det senaste är Pågår, hösten 2022."]);
}

/// What three parties gave one initiative by the example criteria.
fn assessments() -> String {
    let given = [("eskilstuna", [5, 4, 3, 2]), ("vasteras", [4, 4, 3, 5]), ("mdu", [3, 1, 3, 5])];
    let criteria = ["nytta", "samverkan", "nyhet", "genomforbarhet"];
    let one = |(party, scores): (&str, [u8; 4])| {
        let scores = criteria.iter().zip(scores);
        let scores: Vec<_> =
            scores.map(|(id, score)| format!("{{ criterion = \"{id}\", score = {score} }}")).collect();
        format!(
            "[[assessment]]\nid = \"{party}\"\ninitiative = \"maltider-och-moten\"\nset = \"exempel\"\nversion = \"exempel-1\"\nparty = \"{party}\"\ndate = 2024-01-15\nscores = [{}]\n",
            scores.join(", ")
        )
    };
    given.map(one).concat()
}

#[test]
fn what_parties_gave_together_is_a_radar_with_bars_beside_it() {
    let built = own_site().file("site/hub/assessments.toml", assessments()).build();
    built.no_errors();
    let page = built
        .outputs
        .keys()
        .find(|path| path.starts_with("bedomning/") && path.ends_with("exempel/index.html"));
    let page = plain(&built, &format!("/{}", page.unwrap().trim_end_matches("index.html")));
    has_all(&page, &["Så bedömdes Måltider och möten", "aria-hidden=\"true\"", "4. Genomförbarhet"]);
    has_all(&page, &["Högst är Nytta och Genomförbarhet med 4 av 5", "<b>3,5</b>"]);
}
