//! Whatever is wrong with a project, torg says so and leaves the last good site as it is. It never panics.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;

use crate::binary::{Run, Torg};

const PAGE: &str = "+++\ntitle = \"Page\"\ndescription = \"A page.\"\n+++\n";

/// Builds a good site, spoils it, and builds again: the run must end as `status` says, and unless it is 0 the site that
/// was published before must still be there.
#[track_caller]
fn spoilt(status: i32, spoil: impl FnOnce(&Torg)) -> Run {
    let torg = Torg::with_site("en");
    torg.run(&["build"]).succeeds();
    let published = torg.snapshot("public");
    spoil(&torg);
    let run = torg.run(&["build", "--format", "short"]);
    assert!(!run.err.contains("panicked"), "{run:#?}");
    assert_eq!(run.status, status, "{run:#?}");
    assert!(status == 0 || torg.snapshot("public") == published, "{run:#?}");
    run
}

/// As [`spoilt`] by one file that makes the site erroneous; its diagnostic begins with `place`.
#[track_caller]
fn bad_file(path: &str, content: &[u8], place: &str) -> Run {
    let run = spoilt(1, |torg| {
        torg.write("content/any.md", PAGE);
        torg.write_bytes(path, content);
    });
    assert!(run.out.lines().any(|line| line.starts_with(place)), "{run:#?}");
    run
}

#[test]
fn a_page_that_is_no_text() {
    bad_file("content/a.md", b"+++\ntitle = \"\xff\"\n+++\n", "content/a.md:2:10: error ");
    bad_file("content/b.md", b"+++\ntitle = \"a\0b\"\n+++\n", "content/b.md:");
}

#[test]
fn front_matter_without_an_end() {
    bad_file("content/a.md", b"+++\ntitle = \"A\"\n", "content/a.md:1:1: error ");
    bad_file("content/b.md", b"---\ntitle: A\n", "content/b.md:1:1: error ");
}

#[test]
fn a_page_of_fifty_megabytes() {
    let page = format!("{PAGE}{}", "ord ".repeat(50 * 1024 * 1024 / 4));
    bad_file("content/a.md", page.as_bytes(), "content/a.md:1:1: error ");
}

#[test]
fn deep_nesting() {
    const DEEP: usize = 10_000;
    let bodies = [
        ">".repeat(DEEP),
        "- ".repeat(DEEP),
        "[".repeat(DEEP),
        "*a **b ".repeat(DEEP),
        "<div>".repeat(DEEP),
        (0..100).map(|n| ":".repeat(200 - n) + "faktaruta[A]\n").collect(),
        format!("{}x{}", ":sprak[".repeat(DEEP), "]{kod=en}".repeat(DEEP)),
    ];
    let torg = Torg::with_site("en");
    for body in bodies {
        torg.write("content/a.md", &format!("{PAGE}{body}\n"));
        let run = torg.run(&["check", "--format", "short"]);
        assert!(matches!(run.status, 0 | 1) && !run.err.contains("panicked"), "{body:.40}: {run:#?}");
    }
}

#[test]
fn data_that_is_a_bomb() {
    let deep = format!("+++\ntitle = \"A\"\nextra.a = {}{}\n+++\n", "[".repeat(100_000), "]".repeat(100_000));
    bad_file("content/a.md", deep.as_bytes(), "content/a.md:3:");
    let mut yaml = "---\ntitle: A\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..30 {
        let before = n - 1;
        let names = vec![format!("*a{before}"); 10].join(", ");
        let _ = writeln!(yaml, "  a{n}: &a{n} [{names}]");
    }
    bad_file("content/b.md", format!("{yaml}---\n").as_bytes(), "content/b.md:");
}

#[test]
fn links_that_lead_astray() {
    let loops = spoilt(1, |torg| symlink(torg.path("content"), torg.path("content/about/loop")).unwrap());
    assert!(loops.out.contains("content/about/loop"), "{loops:#?}");
    let outside = spoilt(1, |torg| symlink("/etc", torg.path("content/etc")).unwrap());
    assert!(outside.out.contains("content/etc:1:1: error "), "{outside:#?}");
    let nowhere = spoilt(1, |torg| symlink("/nowhere", torg.path("content/nowhere.md")).unwrap());
    assert!(nowhere.out.contains("content/nowhere.md"), "{nowhere:#?}");
}

#[test]
fn a_folder_where_a_file_is_expected() {
    spoilt(0, |torg| fs::create_dir(torg.path("content/a.md")).unwrap());
    let settings = spoilt(2, |torg| {
        fs::rename(torg.path("site/site.toml"), torg.path("site/old.toml")).unwrap();
        fs::create_dir(torg.path("site/site.toml")).unwrap();
    });
    settings.fails("no site here");
}

#[test]
fn settings_that_say_nothing() {
    bad_file("site/site.toml", b"", "site/site.toml:1:1: error ");
    bad_file("site/site.toml", b"= = =\n[[[\n", "site/site.toml:1:1: error ");
}

#[test]
fn a_theme_that_is_not_there() {
    let run = spoilt(1, |torg| {
        let settings = torg.read("site/site.toml").replace("theme = \"torget\"", "theme = \"torgat\"");
        torg.write("site/site.toml", &settings);
    });
    assert!(run.out.contains("site/site.toml:7:10: error "), "{run:#?}");
}

#[test]
fn templates_without_end() {
    for (template, place) in [
        ("{% for a in range(100000) %}{% for b in range(100000) %}{{ a * b }}{% endfor %}{% endfor %}", "1:"),
        ("{% include \"page.html\" %}", "1:"),
        ("{% extends \"page.html\" %}", "1:"),
        ("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}", "1:"),
        ("{% if %}{{ page.", "1:"),
        ("{{ page.titel }}", "1:4: error "),
    ] {
        let run = spoilt(1, |torg| {
            torg.write("content/about/history.md", PAGE);
            torg.write("themes/torget/templates/page.html", template);
        });
        let place = format!("themes/torget/templates/page.html:{place}");
        assert!(run.out.lines().any(|line| line.starts_with(&place)), "{template}: {run:#?}");
    }
}

#[test]
fn two_pages_at_one_address() {
    let run = spoilt(1, |torg| {
        torg.write("content/a.md", PAGE);
        torg.write("content/b.md", &PAGE.replace("+++\ntitle", "+++\nslug = \"a\"\ntitle"));
    });
    assert!(run.out.contains("content/b.md:2:") || run.out.contains("content/a.md:"), "{run:#?}");
}

#[test]
fn an_image_that_is_none() {
    let run = spoilt(1, |torg| {
        torg.write("content/a/_index.md", &format!("{PAGE}![A picture](bild.png)\n"));
        torg.write("content/a/bild.png", "this is no picture");
    });
    assert!(run.out.contains("bild.png"), "{run:#?}");
}

#[test]
fn names_that_no_address_can_have() {
    for name in ["content/a\u{1b}b.md", "content/a\nb.md", "content/ .md", "content/%00.md", "content/...md"]
    {
        let torg = Torg::with_site("en");
        torg.write(name, PAGE);
        let run = torg.run(&["build", "--format", "short"]);
        assert!(matches!(run.status, 0 | 1) && !run.err.contains("panicked"), "{name:?}: {run:#?}");
        assert!(!run.out.contains('\u{1b}'), "{run:#?}");
    }
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let torg = Torg::with_site("en");
    torg.write("taken", "a file");
    torg.run(&["build", "--out", "taken"]).fails("`taken");
    torg.run(&["build", "--out", "taken/below"]).fails("taken");
    torg.run(&["build", "--out", "/proc/torg"]).fails("`/proc/");
    assert_eq!(torg.read("taken"), "a file");
}
