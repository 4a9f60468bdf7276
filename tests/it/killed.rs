//! A build that is killed at any moment leaves the old site or the new one, and the next build ends as a clean one.

use std::process::Child;
use std::time::{Duration, Instant};

use crate::binary::Torg;

/// Moments of a build, told by what lies in the workshop: something is being written, all is written, what will differ
/// has been noted, the trees are changing places. After the last of them, builds are killed a little later each time.
const MOMENTS: [&str; 5] = [
    ".public.torg/new",
    ".public.torg/new/_torg",
    ".public.torg/difference.new",
    ".public.torg/publish",
    "nothing",
];

const N_PAGES: usize = 12;
const N_KILLS: u32 = 30;

fn write_version(torg: &Torg, version: u32) {
    for page in 0..N_PAGES {
        let text =
            format!("+++\ntitle = \"Page {page}\"\ndescription = \"A page.\"\n+++\nversion-{version}-end\n");
        torg.write(&format!("content/about/page-{page}.md"), &text);
    }
}

/// The version of the published pages, which must all be of the same.
#[track_caller]
fn published_version(torg: &Torg) -> String {
    let version = |page| {
        let html = torg.read(&format!("public/about/page-{page}/index.html"));
        let (_, rest) = html.split_once("version-").expect("every page is whole");
        rest.split_once("-end").expect("every page is whole").0.to_owned()
    };
    let first = version(0);
    for page in 1..N_PAGES {
        assert_eq!(version(page), first, "page {page}");
    }
    assert_eq!(torg.read("public/CNAME"), "example.org");
    first
}

/// Waits for a moment or for the end of the build, and kills it.
fn kill_at(child: &mut Child, torg: &Torg, moment: &str, at_most: Duration) {
    let started = Instant::now();
    let path = torg.path(moment);
    while !path.exists() && child.try_wait().unwrap().is_none() && started.elapsed() < at_most {
        std::thread::yield_now();
    }
    // `kill` is SIGKILL here: the process has no chance to clear up.
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_build_leaves_one_site_or_the_other() {
    let torg = Torg::with_site("en");
    write_version(&torg, 0);
    torg.run(&["build"]).succeeds();
    torg.write("public/CNAME", "example.org");
    let started = Instant::now();
    torg.run(&["build"]).succeeds();
    let usual = started.elapsed();
    let mut before = "0".to_owned();
    for round in 1..=N_KILLS {
        write_version(&torg, round);
        let moment = MOMENTS[round as usize % MOMENTS.len()];
        let mut child = torg.start(&["build"]);
        kill_at(&mut child, &torg, moment, usual * 2 * round / N_KILLS + usual / 2);
        let after = published_version(&torg);
        assert!(after == before || after == round.to_string(), "{after} is neither {before} nor {round}");
        before = after;
    }
    torg.run(&["build"]).succeeds();
    torg.run(&["build", "--out", "clean"]).succeeds();
    torg.write("clean/CNAME", "example.org");
    let relative = |folder: &str| {
        let root = torg.path(folder);
        let files = torg.snapshot(folder).into_iter();
        files.map(|(path, bytes)| (path.strip_prefix(&root).unwrap().to_owned(), bytes)).collect::<Vec<_>>()
    };
    assert!(relative("public") == relative("clean"), "the build after a stop is a clean one");
}
