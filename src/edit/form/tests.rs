//! A form that comes back as it was shown changes nothing, whatever the file.

use super::*;
use crate::source::{DiskFiles, FilePath, Files, Source};

/// What a browser sends back for fields that nobody touched.
fn untouched(fields: &[Shown], answers: &mut Answers) {
    for field in fields {
        match field.control {
            Control::Kept => {}
            Control::Group => untouched(&field.fields, answers),
            Control::Items => field.items.iter().for_each(|item| untouched(item, answers)),
            Control::References => {
                let chosen = field.chosen.iter().cloned().chain([String::new()]);
                answers.insert(field.name.clone(), chosen.collect());
            }
            // Fields of one line hold no line ends, those of several have those of the network.
            _ => drop(answers.insert(field.name.clone(), vec![field.value.replace('\n', "\r\n")])),
        }
    }
}

fn draft(path: &str, text: &str) -> Draft {
    Draft::new(Source::new(FilePath::new(path), text.as_bytes().to_vec()).unwrap())
}

fn edited(path: &str, text: &str, subject: &Subject, pairs: &[(&str, &[&str])]) -> String {
    let mut draft = draft(path, text);
    let mut answers = Answers::new();
    untouched(&subject.show(&draft, Lang::Sv).unwrap(), &mut answers);
    for (name, values) in pairs {
        answers.insert((*name).to_owned(), values.iter().map(ToString::to_string).collect());
    }
    subject.apply(&mut draft, &answers).unwrap();
    draft.source().text.to_string()
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    let files = DiskFiles::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut n_forms = 0;
    let mut check = |draft: &Draft, subject: &Subject| {
        let mut answers = Answers::new();
        untouched(&subject.show(draft, Lang::Sv).unwrap(), &mut answers);
        let mut after = draft.clone();
        subject.apply(&mut after, &answers).unwrap();
        assert_eq!(after.source().text, draft.source().text, "{}", draft.source().path);
        n_forms += 1;
    };
    for path in ["content", "site/hub"].into_iter().flat_map(|folder| files.list(folder).files) {
        if !matches!(path.extension(), Some("md" | "toml")) {
            continue;
        }
        let text = String::from_utf8(files.read(&path).unwrap()).unwrap();
        for text in [text.clone(), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
            let draft = draft(path.as_str(), &text);
            if draft.body().is_some() {
                let is_section = path.file_name().starts_with("_index");
                for kind in ["page", "news", "learning", "course", "event", "document"] {
                    check(&draft, &Subject::page(kind, is_section));
                }
                continue;
            }
            for kind in hub::kinds() {
                let is_folder = path.parent() == format!("{}/{}", hub::FOLDER, kind.folder);
                let ids: Vec<String> = if is_folder {
                    vec![path.stem().to_owned()]
                } else {
                    draft
                        .table()
                        .tables(kind.key)
                        .iter()
                        .filter_map(|t| Some(t.string("id")?.value))
                        .collect()
                };
                let is_file = path.stem() == kind.folder && path.parent() == hub::FOLDER;
                for id in ids.iter().filter(|_| is_folder || is_file).take(12) {
                    check(&draft, &Subject::record(kind.key, id, &draft).unwrap());
                }
            }
        }
    }
    assert!(n_forms > 2000, "{n_forms}");
}

#[test]
fn a_field_becomes_what_its_shape_asks_for() {
    let page = "+++\ntitle = \"A\" # r\ndate = 2024-01-02\n+++\nText\n";
    let subject = Subject::page("event", false);
    let set = |pairs: &[(&str, &[&str])]| edited("content/a.md", page, &subject, pairs);
    assert_eq!(set(&[("title", &["B"])]), page.replace("\"A\"", "\"B\""));
    assert_eq!(set(&[("date", &["2024-02-03"])]), page.replace("2024-01-02", "2024-02-03"));
    assert_eq!(set(&[("date", &[""])]), page.replace("date = 2024-01-02\n", ""));
    assert_eq!(set(&[("draft", &["true"])]), page.replace("02\n", "02\ndraft = true\n"));
    assert_eq!(set(&[("weight", &["7"])]), page.replace("02\n", "02\nweight = 7\n"));
    assert_eq!(set(&[("tags", &["a\r\n\r\nb "])]), page.replace("02\n", "02\ntags = [\"a\", \"b\"]\n"));
    assert_eq!(
        set(&[("when.start", &["2024-05"])]),
        page.replace("02\n", "02\nwhen = { start = \"2024-05\" }\n")
    );
    assert_eq!(
        set(&[("counts.0.n", &["3"]), ("counts.0.measure", &["registered"])]),
        page.replace("02\n", "02\ncounts = [{ n = 3, measure = \"registered\" }]\n")
    );
}

/// Front matter in YAML in every way that people write it.
const YAML: &str = "---
# Om sidan: den här raden står kvar
title: En sida # rubriken
menu_title:   'Sidan'   # i menyn
description: >-
  Två rader
  blir en.
date: 2024-01-02 # då
updated: \"2024-01-03\"
draft: false
weight: 3
slug: \"en-sida\"
tags: # ämnen
  - ett # k
  - \"två ord\"

aliases: [ /a/, '/b/' ] # förr
extra:
  note: |
    Rad ett

    Rad: två
  deep: { x: 1, y: [a, b] }
---

# Text

---

tags: [inte, detta]
";

#[test]
fn a_form_over_yaml_changes_the_bytes_of_its_fields() {
    let subject = Subject::page("page", false);
    let forms: [fn(&str) -> String; 4] = [
        str::to_owned,
        |text| text.replace('\n', "\r\n"),
        |text| format!("\u{feff}{text}"),
        |text| format!("\u{feff}{}", text.trim_end().replace('\n', "\r\n")),
    ];
    for (field, value, old, new) in [
        ("title", "En: sida", "title: En sida #", "title: \"En: sida\" #"),
        ("title", "Åttio # år", "title: En sida #", "title: \"Åttio # år\" #"),
        ("title", "- nej", "title: En sida #", "title: \"- nej\" #"),
        ("title", "2024", "title: En sida #", "title: \"2024\" #"),
        ("title", "Ja!", "title: En sida #", "title: Ja! #"),
        ("menu_title", "it's", "  'Sidan'", "  'it''s'"),
        ("description", "En rad.", ">-\n  Två rader\n  blir en.", "En rad."),
        ("description", "", "description: >-\n  Två rader\n  blir en.\n", ""),
        ("date", "2024-02-29", "2024-01-02 #", "2024-02-29 #"),
        ("date", "", "date: 2024-01-02 # då\n", ""),
        ("updated", "2024-02-29", "\"2024-01-03\"", "2024-02-29"),
        ("draft", "true", "draft: false", "draft: true"),
        ("draft", "", "draft: false\n", ""),
        ("weight", "12", "weight: 3", "weight: 12"),
        ("slug", "annan", "\"en-sida\"", "\"annan\""),
        ("tags", "ett\ntvå ord\ntre: fyra", "\"två ord\"\n", "\"två ord\"\n  - \"tre: fyra\"\n"),
        ("tags", "två ord", "  - ett # k\n", ""),
        ("tags", "ett\ntvå", "\"två ord\"", "\"två\""),
        ("tags", "", "tags: # ämnen\n  - ett # k\n  - \"två ord\"\n", ""),
        ("aliases", "/a/\n/b/\n/c d/", "'/b/' ]", "'/b/', /c d/ ]"),
        ("aliases", "/b/", "[ /a/, '/b/' ]", "[ '/b/' ]"),
    ] {
        assert_eq!(YAML.matches(old).count(), 1, "{old}");
        for form in forms {
            let (file, sent) = (form(YAML), value.replace('\n', "\r\n"));
            assert_eq!(edited("content/a.md", &file, &subject, &[]), file);
            let made = edited("content/a.md", &file, &subject, &[(field, &[&sent])]);
            assert_eq!(made, form(&YAML.replace(old, new)), "{field}: {value}");
        }
    }
}

#[test]
fn a_step_is_added_to_a_record_and_taken_away() {
    let text = "names = []\n\n[[status]]\nvalue = \"a\"\nwhen = 2020-01-01\n";
    let path = "site/hub/initiatives/x.toml";
    let subject = Subject::record("initiative", "x", &draft(path, text)).unwrap();
    let longer = edited(path, text, &subject, &[("status.1.value", &["b"]), ("status.1.when", &["2021"])]);
    assert_eq!(longer, format!("{text}\n[[status]]\nvalue = \"b\"\nwhen = \"2021\"\n"));
    assert_eq!(edited(path, &longer, &subject, &[("status.1!remove", &["on"])]), text);
}

#[test]
fn mistakes_stand_at_their_fields() {
    let text = "+++\ntitle = \"A\"\nwhen = { start = 2024-01-02 }\ncounts = [ { n = 1 }, { n = 2 } ]\n+++\n";
    let draft = draft("content/a.md", text);
    let subject = Subject::page("event", false);
    let at = |needle: &str| {
        let start = text.find(needle).unwrap();
        subject.field_at(&draft, Span::new(start, start + 1))
    };
    assert_eq!(at("\"A\"").as_deref(), Some("title"));
    assert_eq!(at("2024-01").as_deref(), Some("when.start"));
    assert_eq!(at("n = 2").as_deref(), Some("counts.1.n"));
    assert_eq!(at("+++"), None);
}
