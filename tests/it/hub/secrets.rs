//! What is internal is in no byte of the site, whatever kind of record it stands in.

use torg::hub::{self, Openness};

use super::{hub as site, initiative};

const SECRET: &str = "kanariefågeln";

#[test]
fn no_kind_leaks_what_is_internal() {
    let named = format!("names = [{{ text = \"{SECRET}\", standing = \"decided\" }}]");
    let records: Vec<(&str, String)> = vec![
        ("organisations/x", format!("{named}\ntype = \"municipality\"")),
        ("groups/x", format!("{named}\ntype = \"board\"")),
        (
            "seats/x",
            format!("group = \"x\"\nvacant = true\nparty = \"kommunen\"\nrole = \"{SECRET}\"\nfrom = 2020"),
        ),
        ("statements/x", format!("type = \"vision\"\ntext = \"{SECRET}\"\nfrom = 2020")),
        ("focus_areas/x", format!("{named}\npurpose = \"{SECRET}\"\ndescription = \"{SECRET}\"")),
        ("challenges/x", format!("{named}\nfocus_area = \"skolan\"\npriority = \"now\"")),
        (
            "societal_goals/x",
            format!(
                "wording = \"{SECRET}\"\nfocus_areas = [\"skolan\"]\nperiod = 2024\nmeasure = \"{SECRET}\""
            ),
        ),
        ("initiatives/x", initiative(SECRET, &format!("why = \"{SECRET}\"\nparent = \"pilot\""))),
        (
            "status_reports/x",
            format!("initiative = \"x\"\ndate = 2024-06-01\ncolour = \"green\"\npoints = [\"{SECRET}\"]"),
        ),
        ("collections/x", format!("question = \"{SECRET}\"")),
        ("meetings/x", format!("group = \"x\"\nwhen = 2024\nplace = \"{SECRET}\"")),
        ("decisions/x", format!("group = \"x\"\nwhen = 2024\ntext = \"{SECRET}\"\ntype = \"money\"")),
        ("tasks/x", format!("owner = \"x\"\ndue = 2025\ntext = \"{SECRET}\"")),
        ("operating_goals/x", format!("year = 2024\nnumber = 1\ntext = \"{SECRET}\"")),
        ("follow_ups/x", format!("goal = \"x\"\nmethod = \"{SECRET}\"\nn = 26\ntext = \"{SECRET}\"")),
        (
            "budget_years/x",
            format!("{named}\nyear = 2024\nas_of = 2024\nline = [{{ name = \"{SECRET}\", budget = 1 }}]"),
        ),
        ("terms/x", format!("word = \"{SECRET}\"\nexplanation = \"{SECRET}\"")),
        (
            "media/x",
            format!(
                "kind = \"image\"\nurl = \"https://example.org/x.png\"\nalt = \"{SECRET}\"\npublished = 2024"
            ),
        ),
    ];
    let mut built = site(&[]);
    for (path, text) in &records {
        built.write(&format!("site/hub/{path}.toml"), format!("visibility = \"internal\"\n{text}"));
    }
    // These are internal without having to say so; a person is when the name may not be published.
    for (path, text) in [
        (
            "ideas/x",
            format!(
                "title = \"{SECRET}\"\ntext = \"{SECRET}\"\nreceived = 2024\nsender_type = \"resident\"\nstatus = \"received\""
            ),
        ),
        ("persons/x", format!("{named}\npublish = false")),
    ] {
        built.write(&format!("site/hub/{path}.toml"), text);
    }
    built.build().no_errors().nowhere(SECRET);
}

#[test]
fn a_public_record_of_any_kind_must_not_name_an_internal_one() {
    let built = site(&[
        ("persons/a.toml", "names = [{ text = \"A\", standing = \"decided\" }]\npublish = false"),
        ("groups/g.toml", "names = [{ text = \"G\", standing = \"decided\" }]\ntype = \"board\""),
        ("seats/s.toml", "group = \"g\"\nperson = \"a\"\nparty = \"kommunen\"\nfrom = 2020"),
    ]);
    built.build().reports(
        "site/hub/seats/s.toml:2:11: error H0113: `a` is internal and may not be shown on a public page",
    );
}

#[test]
fn assessments_ideas_minutes_and_tasks_are_internal_unless_they_say_otherwise() {
    let keys = |openness| {
        let kinds = hub::kinds().iter().filter(move |kind| kind.openness == openness);
        kinds.map(|kind| kind.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(Openness::Internal), ["idea", "meeting", "task"]);
    assert_eq!(keys(Openness::Secret), ["assessment"]);
}
