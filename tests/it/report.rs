//! How diagnostics look, to people and to programs.

use serde_json::{Value, json};
use torg::report::{self, Format, Lang};

use crate::site::SiteTest;

fn misspelt() -> SiteTest {
    SiteTest::new().file("content/sida.md", "+++\r\ntitle = \"Åsö\"\r\ndescripton = \"En sida.\"\r\n+++\r\n")
}

#[test]
fn people_see_the_line_what_is_meant_and_what_to_do() {
    let built = misspelt().build();
    let english = built.report(Format::Human, Lang::En);
    let expected = "\
error[C0201]: unknown key `descripton`
 --> content/sida.md:3:1
  |
3 | descripton = \"En sida.\"
  | ^^^^^^^^^^
  |
";
    assert!(english.starts_with(expected), "{english}");
    let expected = "\
help: did you mean `description`?
  |
3 | description = \"En sida.\"
  |         +
";
    assert!(english.contains(expected), "{english}");
    let swedish = built.report(Format::Human, Lang::Sv);
    assert!(swedish.starts_with("fel[C0201]: okänd nyckel `descripton`\n"), "{swedish}");
    assert!(swedish.contains("hjälp: menade du `description`?\n"), "{swedish}");
}

#[test]
fn a_second_place_is_shown_with_its_own_words() {
    let page = "+++\ntitle = \"A\"\ndescription = \"A.\"\nslug = \"samma\"\n+++\n";
    let built = SiteTest::new().file("content/a.md", page).file("content/b.md", page).build();
    let human = built.report(Format::Human, Lang::En);
    assert!(human.contains(" ::: content/") && human.contains("error[P0101]"), "{human}");
}

#[test]
fn programs_get_the_promised_shape() {
    let json = misspelt().build().report(Format::Json, Lang::En);
    let object: Value = serde_json::from_str(&json).unwrap();
    let range = json!({
        "start": {"line": 3, "column": 1, "byte": 22},
        "end": {"line": 3, "column": 11, "byte": 32},
    });
    let edit = json!({"file": "content/sida.md", "range": range, "text": "description"});
    let suggestion = json!({"message": "did you mean `description`?", "edits": [edit]});
    assert_eq!(object["code"], "C0201");
    assert_eq!(object["severity"], "error");
    assert_eq!(object["message"], "unknown key `descripton`");
    assert_eq!(object["file"], "content/sida.md");
    assert_eq!(object["range"], range);
    assert_eq!(object["labels"], json!([]));
    assert_eq!(object["suggestions"], json!([suggestion]));
    assert!(object["help"].is_string());
    let schema = report::json_schema();
    let described: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(described, object.as_object().unwrap().keys().collect::<Vec<_>>());
}

#[test]
fn editors_and_github_get_one_line() {
    let built = misspelt().build();
    built.reports("content/sida.md:3:1: error C0201: unknown key `descripton`");
    let github = built.report(Format::Github, Lang::En);
    let expected = "::error file=content/sida.md,line=3,endLine=3,col=1,endColumn=11,title=C0201::unknown key `descripton`%0A";
    assert!(github.starts_with(expected) && github.lines().count() == 1, "{github}");
}

#[test]
fn a_hundred_are_shown_and_the_rest_are_counted() {
    let mut site = SiteTest::new();
    for n in 0..107 {
        site.write(&format!("content/sida-{n}.md"), "+++\ntitle = \"A\"\nfel = 1\n+++\n");
    }
    let built = site.build();
    let human = built.report(Format::Human, Lang::Sv);
    assert_eq!(human.matches("fel[C0201]").count(), 100);
    assert!(human.ends_with("\n7 till visas inte här; `--format short` listar alla\n"), "{human}");
    assert_eq!(built.short().lines().count(), 107);
    assert_eq!(report::summary(&built.diagnostics, Lang::Sv), "107 fel");
}
