//! What the command line says and does about a cache that machines share.

use crate::binary::{Run, Torg};

#[cfg(feature = "remote-cache")]
const KEY: &str = "what only those know who share it";

/// A machine with a site that names a shared cache.
fn machine(remote: &str) -> Torg {
    let torg = Torg::with_site("en");
    let settings = torg.read("site/site.toml");
    torg.write("site/site.toml", &format!("{settings}\n[cache]\nremote = \"{remote}\"\n"));
    torg
}

fn build(torg: &Torg, key: &str) -> Run {
    torg.run_with(&["build", "--timings"], &[("TORG_CACHE_KEY", key)]).succeeds()
}

/// The warnings among what was said.
fn warnings(run: &Run) -> Vec<&str> {
    run.err.lines().filter(|line| line.starts_with("the cache: ")).collect()
}

#[test]
fn who_sets_the_key_to_nothing_does_without_and_hears_nothing_of_it() {
    let torg = machine("s3://arena/cache");
    assert_eq!(torg.run_with(&["build"], &[("TORG_CACHE_KEY", "")]).succeeds().err, "");
}

#[cfg(not(feature = "remote-cache"))]
#[test]
fn a_torg_that_cannot_share_says_what_to_do() {
    let torg = machine("s3://arena/cache");
    let run = build(&torg, &"secret ".repeat(5));
    let said = warnings(&run);
    assert!(said.len() == 1 && said[0].contains("--features remote-cache"), "{said:#?}");
}

#[cfg(feature = "remote-cache")]
mod shared {
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::{KEY, Run, Torg, build, machine, warnings};

    /// A folder that machines share, and its address.
    fn folder() -> (TempDir, String) {
        let folder = TempDir::new().unwrap();
        let address = format!("file://{}/cache", folder.path().display());
        (folder, address)
    }

    /// How many texts were parsed and pages rendered.
    fn n_made(run: &Run) -> usize {
        let made = |line: &str| line.split_whitespace().nth(2).unwrap().parse::<usize>().unwrap();
        let is_stage = |line: &&str| line.starts_with("read ") || line.starts_with("render ");
        // The tables of what took longest come after the stages.
        run.err.lines().filter(is_stage).take(2).map(made).sum()
    }

    /// The site that a machine has published, by paths in it.
    fn site(torg: &Torg) -> Vec<(PathBuf, Vec<u8>)> {
        let root = torg.path("public");
        let below = |(path, bytes): (PathBuf, Vec<u8>)| (path.strip_prefix(&root).unwrap().to_owned(), bytes);
        torg.snapshot("public").into_iter().map(below).collect()
    }

    #[test]
    fn a_second_machine_makes_nothing_again() {
        let (_folder, address) = folder();
        let (one, other) = (machine(&address), machine(&address));
        let first = build(&one, KEY);
        assert!(n_made(&first) > 0, "{}", first.err);
        let second = build(&other, KEY);
        assert_eq!((n_made(&second), warnings(&second)), (0, Vec::new()), "{}", second.err);
        assert!(site(&one) == site(&other), "the same bytes");
        let page = other.read("content/about/_index.md");
        other.write("content/about/_index.md", &format!("{page}\nOne more sentence.\n"));
        assert_eq!(n_made(&build(&other, KEY)), 2, "one text, one page");
    }

    #[test]
    fn what_is_signed_with_another_key_costs_one_warning() {
        let (_folder, address) = folder();
        let (one, other) = (machine(&address), machine(&address));
        build(&one, KEY);
        let run = build(&other, "another secret that is long enough");
        let said = warnings(&run);
        assert!(said.len() == 1 && said[0].contains("is not signed"), "{said:#?}");
        assert!(n_made(&run) > 0, "{}", run.err);
        assert!(site(&one) == site(&other), "the same bytes");
    }

    #[test]
    fn a_key_must_be_there_and_long_and_is_never_shown() {
        let (_folder, address) = folder();
        let torg = machine(&address);
        for run in [torg.run(&["build"]).succeeds(), build(&torg, "tooshort")] {
            let said = warnings(&run);
            assert!(said.len() == 1 && said[0].contains("`TORG_CACHE_KEY`"), "{said:#?}");
            assert!(!run.err.contains("tooshort"), "{}", run.err);
        }
        let run = build(&torg, KEY);
        assert!(!run.err.contains(KEY) && !run.out.contains(KEY), "{run:#?}");
    }

    #[test]
    fn only_builds_that_are_published_are_shared() {
        let (folder, address) = folder();
        let torg = machine(&address);
        torg.run_with(&["check"], &[("TORG_CACHE_KEY", KEY)]).succeeds();
        assert!(!folder.path().join("cache/packs").exists(), "a check shares nothing");
        let page = torg.read("content/about/_index.md");
        torg.write("content/about/_index.md", &format!("{page}\n[lost](nowhere.md)\n"));
        let run = torg.run_with(&["build"], &[("TORG_CACHE_KEY", KEY)]);
        assert_eq!(run.status, 1, "{run:#?}");
        assert!(!folder.path().join("cache/packs").exists(), "nor a site with errors");
    }

    #[test]
    fn a_place_that_cannot_be_had_costs_one_warning() {
        let (folder, _) = folder();
        let torg = machine(&format!("file://{}/file/cache", folder.path().display()));
        std::fs::File::create(folder.path().join("file")).unwrap();
        let run = build(&torg, KEY);
        let said = warnings(&run);
        assert!(said.len() == 1 && said[0].contains("/file/cache"), "{said:#?}");
    }
}
