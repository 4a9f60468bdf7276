//! What people and scripts type, and what they get.

use serde_json::Value;

use crate::binary::Torg;

#[test]
fn a_new_site_builds_in_both_languages() {
    for (lang, next) in [("sv", "Nästa steg:"), ("en", "Next:")] {
        let torg = Torg::empty();
        let init = torg.run(&["init", "arena", "--lang", lang]).succeeds();
        assert!(init.out.ends_with(&format!("{next}\n\n    cd arena\n    torg preview\n")), "{}", init.out);
        let check = torg.run(&["check", "--root", "arena", "--deny-warnings"]);
        assert_eq!((check.status, check.out.lines().count()), (0, 1), "{check:#?}");
        torg.run(&["build", "--root", "arena"]).succeeds();
        assert!(torg.read("arena/public/index.html").contains("<h1"), "the start page is there");
        assert!(!torg.path("public").exists(), "the output folder is the project's");
    }
}

#[test]
fn a_new_site_is_made_only_in_an_empty_folder() {
    let torg = Torg::empty();
    torg.write("arena/mitt.txt", "viktigt");
    torg.run(&["init", "arena"]).fails("`arena` already exists");
    torg.run(&["init", "arena/mitt.txt"]).fails("already exists");
    assert_eq!(torg.snapshot(".").len(), 1);
    torg.write("ny/.git/HEAD", "ref: refs/heads/main\n");
    torg.run(&["init", "ny"]).succeeds();
}

#[test]
fn the_summary_counts_what_changed() {
    let torg = Torg::with_site("en");
    let first = summary(&torg.run(&["build", "--format", "json"]).succeeds().out);
    assert!(
        first["pages"].as_u64() > Some(5) && first["written"].as_u64() > first["pages"].as_u64(),
        "{first}"
    );
    let again = summary(&torg.run(&["build", "--format", "json"]).succeeds().out);
    assert_eq!((&again["written"], &again["unchanged"]), (&Value::from(0), &first["written"]));
    let text = torg.run(&["build"]).succeeds().out;
    let pages = &first["pages"];
    let unchanged = &again["unchanged"];
    let expected = format!("{pages} pages: 0 written, {unchanged} unchanged, 0 removed, 0 warnings, ");
    assert!(text.starts_with(&expected) && text.ends_with(" ms\n"), "{text}");
    let swedish = torg.run(&["build", "--lang", "sv"]).succeeds().out;
    assert!(swedish.contains(" filer skrivna, "), "{swedish}");
}

#[test]
fn errors_leave_the_last_good_site() {
    let torg = Torg::with_site("en");
    torg.run(&["build"]).succeeds();
    let good = torg.snapshot("public");
    torg.write("content/about/broken.md", "+++\ntitel = \"x\"\n+++\n[a](nowhere.md)\n");
    let build = torg.run(&["build"]);
    assert_eq!(build.status, 1, "{build:#?}");
    assert!(build.out.contains("content/about/broken.md:2:1"), "{}", build.out);
    assert!(
        build.out.ends_with("nothing was published, `./public` is as it was\n")
            || build.out.contains("nothing was published")
    );
    assert_eq!(torg.snapshot("public"), good);
    assert_eq!(torg.run(&["check"]).status, 1);
}

#[test]
fn every_diagnostic_is_one_json_object() {
    let torg = Torg::with_site("en");
    torg.write("content/about/broken.md", "+++\ntitel = \"x\"\n+++\n");
    let check = torg.run(&["check", "--format", "json"]);
    let objects: Vec<Value> = check.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (last, diagnostics) = objects.split_last().unwrap();
    assert_eq!(last["errors"], Value::from(diagnostics.len()));
    let misspelt = diagnostics.iter().find(|object| object["range"]["start"]["line"] == 2).unwrap();
    assert_eq!(misspelt["file"], "content/about/broken.md");
    assert_eq!(misspelt["severity"], "error");
    assert_eq!(misspelt["range"]["start"], serde_json::json!({"line": 2, "column": 1, "byte": 4}));
    assert_eq!(misspelt["suggestions"][0]["edits"][0]["text"], "title");
    for key in ["code", "message", "labels", "help"] {
        assert!(!misspelt[key].is_null() || key == "help", "{misspelt}");
    }
}

#[test]
fn other_forms_of_diagnostics() {
    let torg = Torg::with_site("en");
    torg.write("content/about/broken.md", "+++\ntitel = \"x\"\n+++\n");
    let short = torg.run(&["check", "--format", "short"]);
    assert!(
        short
            .out
            .lines()
            .all(|line| line.starts_with("content/about/broken.md:2:1: error ") || line.contains(": error ")),
        "{short:#?}"
    );
    assert!(short.err.contains("error"), "the summary is beside the answer: {short:#?}");
    let github = torg.run(&["check", "--format", "github", "--lang", "sv"]);
    assert!(
        github.out.contains("::error file=content/about/broken.md,line=2,endLine=2,col=1,"),
        "{github:#?}"
    );
    assert!(github.out.contains("menade du `title`?"), "{github:#?}");
}

#[test]
fn warnings_stop_the_site_only_when_denied() {
    let torg = Torg::with_site("en");
    let texts = torg.read("themes/torget/i18n/sv.ftl");
    torg.write("themes/torget/i18n/sv.ftl", &format!("{texts}\nonly-swedish = Bara på svenska\n"));
    let plain = torg.run(&["check"]).succeeds();
    assert!(plain.out.contains("\n1 warning ("), "{plain:#?}");
    let denied = torg.run(&["build", "--deny-warnings"]);
    assert_eq!(denied.status, 1, "{denied:#?}");
    assert!(denied.out.ends_with("because of `--deny-warnings`\n"), "{denied:#?}");
    assert!(!torg.path("public").exists());
}

#[test]
fn the_next_change_is_told() {
    let torg = Torg::with_site("en");
    assert_eq!(torg.run(&["next-change"]).succeeds().out, "nothing will change by itself\n");
    torg.write("content/news/later.md", "+++\ntitle = \"Later\"\ndate = 2999-06-21\n+++\n");
    let text = torg.run(&["next-change", "--lang", "sv"]).succeeds().out;
    assert_eq!(text, "2999-06-21 00:00: `content/news/later.md` visas\n");
    let json = torg.run(&["next-change", "--format", "json"]).succeeds().out;
    let change = serde_json::json!({"at": "2999-06-20T22:00:00Z", "file": "content/news/later.md", "change": "appears"});
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), change);
    torg.run(&["build", "--now", "2999-06-22T12:00:00Z"]).succeeds();
    assert!(torg.path("public/news/later/index.html").is_file());
}

#[test]
fn a_site_is_built_for_another_address_and_day() {
    let torg = Torg::with_site("en");
    torg.run(&["build", "--base-url", "https://arena.example/", "--as-of", "2020-01-01", "--timings"])
        .succeeds();
    assert!(torg.read("public/sitemap.xml").contains("<loc>https://arena.example/</loc>"));
    let data: Value = serde_json::from_str(&torg.read("public/oppna-data/portfolj.json")).unwrap();
    assert_eq!(data["as_of"], "2020-01-01");
    assert!(!data.to_string().contains("first-attempt"), "{data}");
}

#[test]
fn a_port_in_use_is_one_line() {
    let torg = Torg::with_site("en");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    torg.run(&["preview", "--port", &port]).fails(&format!("port {port} is taken"));
}

#[test]
fn without_a_site_one_line_says_what_to_do() {
    let torg = Torg::empty();
    torg.run(&["build"]).fails("`torg init DIR`");
    torg.run_with(&["build"], &[("LANG", "sv_SE.UTF-8")]).fails("här finns ingen webbplats");
    torg.run_with(&["build"], &[("LC_ALL", "C"), ("LANG", "sv_SE.UTF-8")]).fails("no site here");
    torg.run(&["build", "--root", "saknas"]).fails("`saknas` has no `site/site.toml`");
}

#[test]
fn the_root_is_found_from_below() {
    let torg = Torg::with_site("en");
    torg.run(&["check", "--root", "."]).succeeds();
    let from_below = torg.run_in("content/about", &["build"]).succeeds();
    assert!(torg.path("public/index.html").exists(), "{from_below:#?}");
}

#[test]
fn no_output_is_written_where_a_site_is_made() {
    let torg = Torg::with_site("en");
    let before = torg.snapshot(".");
    for (out, expected) in [
        (".", "the project's own folder"),
        ("content", "`content/`"),
        ("content/new/deep", "`content/`"),
        ("site", "`site/`"),
        ("themes/torget", "`themes/`"),
        ("..", "`content/`"),
    ] {
        torg.run(&["build", "--out", out]).fails(expected);
    }
    assert_eq!(torg.snapshot("."), before);
    torg.run(&["build", "--out", "elsewhere"]).succeeds();
    assert!(torg.path("elsewhere/index.html").exists() && !torg.path("public").exists());
}

#[test]
fn foreign_files_in_the_output_are_left_alone() {
    let torg = Torg::with_site("en");
    torg.write("public/mine.txt", "mine");
    torg.run(&["build"]).succeeds();
    assert_eq!(torg.read("public/mine.txt"), "mine");
}

#[test]
fn everything_new_passes_every_check_and_is_not_published() {
    for lang in ["sv", "en"] {
        let torg = Torg::with_site(lang);
        torg.run(&["build"]).succeeds();
        let published = torg.snapshot("public");
        for kind in [
            "organisation",
            "focus-area",
            "initiative",
            "page",
            "news",
            "learning",
            "course",
            "event",
            "document",
        ] {
            let id = format!("nagot-nytt-{kind}");
            let new = torg.run(&["new", kind, &id, "--lang", lang]).succeeds();
            let path = new.out.split('`').nth(1).unwrap();
            assert!(torg.path(path).is_file(), "{new:#?}");
            let check = torg.run(&["check", "--deny-warnings"]);
            assert_eq!((check.status, check.out.lines().count()), (0, 1), "{kind}: {check:#?}");
            let again = torg.run(&["new", kind, &id]).fails("nothing was written");
            assert!(again.err.contains(path), "{again:#?}");
        }
        torg.run(&["build"]).succeeds();
        assert_eq!(torg.snapshot("public"), published);
    }
}

#[test]
fn a_new_page_may_name_its_folder() {
    let torg = Torg::with_site("en");
    torg.run(&["new", "page", "about/contact"]).succeeds();
    assert!(!torg.read("content/about/contact.md").contains("kind ="));
    torg.run(&["new", "news", "about/moved"]).succeeds();
    assert!(torg.read("content/about/moved.md").contains("kind = \"news\""));
    torg.run(&["check", "--deny-warnings"]).succeeds();
}

#[test]
fn wrong_words_get_a_suggestion() {
    let torg = Torg::with_site("en");
    torg.run(&["new", "evnt", "mote"]).fails("did you mean `event`?");
    torg.run(&["new", "page", "Vår historia"]).fails("for instance `var-historia`");
    torg.run(&["new", "page", "../utanfor"]).fails("cannot be a name");
    torg.run(&["explain", "C99999"]).fails("there is no code `C99999`");
    torg.run(&["schema", "sit"]).fails("did you mean `site`?");
    let typo = torg.run(&["bulid"]);
    assert!(typo.status == 2 && typo.err.contains("'build'"), "{typo:#?}");
}

#[test]
fn codes_are_explained() {
    let torg = Torg::empty();
    let list = torg.run(&["explain", "--lang", "sv"]).succeeds().out;
    let code = list.split(' ').next().unwrap();
    let text = torg.run(&["explain", &code.to_lowercase(), "--lang", "sv"]).succeeds().out;
    assert!(text.contains(code) && text.contains("\nExempel\n"), "{text}");
}

#[test]
fn colours_are_for_terminals() {
    let torg = Torg::with_site("en");
    torg.write("content/about/broken.md", "+++\ntitel = \"x\"\n+++\n");
    assert!(!torg.run(&["check"]).out.contains('\u{1b}'));
    assert!(torg.run(&["check", "--color", "always"]).out.contains("\u{1b}["));
    let no_color = torg.run_with(&["check", "--color", "auto"], &[("NO_COLOR", "1")]);
    assert!(!no_color.out.contains('\u{1b}'));
}

#[test]
fn schemas_are_json_and_go_where_they_are_asked_for() {
    let torg = Torg::empty();
    let names = torg.run(&["schema"]).succeeds().out;
    for name in names.lines() {
        let schema: Value = serde_json::from_str(&torg.run(&["schema", name]).succeeds().out).unwrap();
        assert!(schema["$schema"].is_string() && schema["properties"].is_object(), "{name}: {schema}");
    }
    torg.run(&["schema", "--out", "schemas"]).succeeds();
    assert_eq!(torg.snapshot("schemas").len(), names.lines().count());
}

#[test]
fn the_manual_and_the_completions_know_every_command() {
    let torg = Torg::empty();
    let page = torg.run(&["man"]).succeeds().out;
    let completions = torg.run(&["completions", "bash"]).succeeds().out;
    for command in ["build", "check", "preview", "new", "init", "schema", "explain", "search", "next-change"]
    {
        assert!(page.contains(&command.replace('-', "\\-")), "{command} in the manual");
        assert!(completions.contains(command), "{command} in the completions");
    }
    torg.run(&["man", "--out", "man"]).succeeds();
    assert!(torg.path("man/torg-build.1").is_file());
}

#[test]
fn a_reader_may_go_away() {
    let torg = Torg::empty();
    assert_eq!(torg.run_unread(&["completions", "zsh"]).status, 0);
}

/// The last line, which is the summary.
fn summary(out: &str) -> Value {
    serde_json::from_str(out.lines().last().unwrap()).unwrap()
}

#[test]
fn ideas_are_imported_all_or_none() {
    let torg = Torg::with_site("en");
    let words = "\n[[idea_status]]\nid = \"received\"\nnames = \"Received\"\n[[sender_type]]\nid = \"resident\"\nnames = \"Resident\"\n";
    let vocabulary = torg.read("site/hub/vocabulary.toml");
    torg.write("site/hub/vocabulary.toml", &format!("{vocabulary}{words}"));
    let args = [
        "import",
        "ideas",
        "svar.csv",
        "--map",
        "title=Rubrik,text=Idé,received=Datum,contact=Namn",
        "--set",
        "sender_type=resident",
    ];
    let head = "Rubrik;Idé;Datum;Namn\n";
    torg.write("svar.csv", &format!("{head}Bänkar;Fler bänkar.;2024-03-01;Anna Ek\nLampor;;2024-03-01;\n"));
    let failed = torg.run(&args);
    assert_eq!(failed.status, 1, "{failed:#?}");
    assert!(
        failed.out.contains("svar.csv:3:8") && failed.out.ends_with("1 error: nothing was written\n"),
        "{failed:#?}"
    );
    assert!(!torg.path("site/hub/ideas").exists());
    torg.write("svar.csv", &format!("{head}Bänkar;Fler bänkar.;2024-03-01;Anna Ek\n"));
    let dry = torg.run(&[&args[..], &["--dry-run"]].concat()).succeeds();
    assert!(dry.out.contains("would write `site/hub/ideas/bankar.toml`"), "{dry:#?}");
    assert!(!torg.path("site/hub/ideas").exists());
    torg.run(&args).succeeds();
    let written = torg.snapshot("site/hub/ideas");
    let again = torg.run(&args).succeeds();
    assert!(again.out.contains("line 2: the idea is there already, as `bankar`"), "{again:#?}");
    assert_eq!(torg.snapshot("site/hub/ideas"), written);
    torg.run(&["build"]).succeeds();
    for (path, bytes) in torg.snapshot("public") {
        assert!(!String::from_utf8_lossy(&bytes).contains("Fler bänkar"), "{}", path.display());
    }
    torg.run(&["import", "ideas", "svar.csv", "--set", "namn=x"]).fails("FIELD=VALUE");
}

#[test]
fn a_published_address_is_not_lost_by_mistake() {
    let torg = Torg::with_site("en");
    let page = |front: &str| {
        format!("+++\ntitle = \"Contact\"\ndescription = \"Whom to ask.\"\n{front}+++\nText.\n")
    };
    torg.write("content/about/contact.md", &page(""));
    torg.write("content/about/old.md", &page(""));
    torg.run(&["build"]).succeeds();
    let published = torg.snapshot("public");
    // A page is moved, and the other removed.
    torg.remove("content/about/contact.md");
    torg.remove("content/about/old.md");
    torg.write("content/about/reach-us.md", &page(""));
    let lost = torg.run(&["build", "--format", "short"]);
    assert_eq!(lost.status, 1, "{lost:#?}");
    let told: Vec<&str> = lost.out.lines().collect();
    assert!(
        told.len() == 2 && told[0].contains("P0105") && told[0].contains("`/about/contact/`"),
        "{told:#?}"
    );
    assert_eq!(torg.snapshot("public"), published);
    torg.write("content/about/reach-us.md", &page("aliases = [\"/about/contact/\"]\n"));
    let settings = torg.read("site/site.toml");
    torg.write("site/site.toml", &format!("gone = [\"/about/old/\"]\n{settings}"));
    torg.run(&["build"]).succeeds();
    // What is hidden on purpose needs no redirect.
    torg.write("content/about/reach-us.md", &page("draft = true\n"));
    torg.write("site/site.toml", &format!("gone = [\"/about/old/\", \"/about/contact/\"]\n{settings}"));
    torg.run(&["build"]).succeeds();
}
