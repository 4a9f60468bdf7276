//! `torg new` for every kind of record: what it writes is no mistake, and shows nothing.

use std::fmt::Write;

use torg::hub::{Vocabulary, kinds};

use crate::binary::Torg;

#[test]
fn a_new_record_of_any_kind_is_no_mistake() {
    let torg = Torg::with_site("sv");
    let own = torg.read("site/hub/vocabulary.toml");
    let mut words = own.clone();
    for list in Vocabulary::lists().filter(|list| !own.contains(&format!("[[{list}]]"))) {
        let _ = write!(words, "\n[[{list}]]\nid = \"ord\"\nnames = \"Ord\"\n");
    }
    torg.write("site/hub/vocabulary.toml", &words);
    torg.run(&["new", "event", "traffen"]).succeeds();
    torg.run(&["new", "document", "planen"]).succeeds();
    for path in ["content/aktiviteter/traffen.md", "content/dokument/planen.md"] {
        let text = torg.read(path).replace("draft = true\n", "").replace("TODO", "Text.");
        torg.write(path, &text);
    }
    torg.write(
        "site/hub/criteria_sets.toml",
        "[[criteria_set]]\nid = \"kriterier\"\nnames = [{ text = \"Kriterier\", standing = \"decided\" }]\nversion = \"1\"\n\
         criteria = [{ id = \"nytta\", name = \"Nytta\", text = \"Nyttan?\", scale = { min = 1, max = 5 }, weight = 1 }]\n",
    );
    // What others refer to must be there first, so that some take more than one round.
    let mut left: Vec<String> = kinds().iter().map(|kind| kind.key.replace('_', "-")).collect();
    while !left.is_empty() {
        let before = left.len();
        left.retain(|kind| torg.run(&["new", kind, "exempel"]).status != 0);
        assert!(left.len() < before, "{left:?}: {:#?}", torg.run(&["new", &left[0], "exempel"]));
    }
    let check = torg.run(&["check", "--format", "short"]);
    assert_eq!(check.status, 0, "{check:#?}");
    torg.run(&["new", "status_report", "exempel"]).fails("is taken");
    torg.run(&["new", "statusreport", "x"]).fails("did you mean `status-report`?");
}
