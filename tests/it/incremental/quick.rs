//! What is shown of an edit before the next build is what that build makes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use torg::output::{MemoryFolder, OutputPath};
use torg::pipeline::{Cache, Session};
use torg::source::FilePath;

use super::edits;
use super::equal::number;
use crate::random::Random;
use crate::site::{Built, SiteTest};

/// How many sites are edited.
const SITES: u64 = 10;

/// Edits of each.
const EDITS: usize = 24;

/// Edits one site; how many edits were answered before their build.
fn edited(seed: u64) -> usize {
    let mut random = Random::new(seed);
    let mut site = edits::site(&mut random);
    let (cache, mut last, session) = (Cache::kept(), MemoryFolder::default(), RefCell::new(None));
    let build = |site: &SiteTest, last: &mut MemoryFolder| {
        session.take();
        site.open_after(&cache, last, &|linked, _| _ = session.replace(Some(linked.clone())));
    };
    build(&site, &mut last);
    let mut quick = 0;
    for step in 0..EDITS {
        let path = if random.one_in(5) {
            edits::any_page(&mut site, &mut random)
        } else {
            edits::body(&mut site, &mut random)
        };
        // Editors write files of their own on the way.
        let changed =
            BTreeSet::from([FilePath::new(path), FilePath::new("content/~om.md"), "content/om.md~".into()]);
        let now = site.files().now();
        let answer = session.borrow().as_ref().and_then(|session| session.quick(site.files(), &changed, now));
        let Some(answer) = answer else {
            build(&site, &mut last);
            continue;
        };
        quick += 1;
        let clean = site.build();
        for (path, html) in answer.files {
            last.insert(path, html.into());
        }
        assert_same_pages(&last, &clean, &format!("after edit {step} of {path} with seed {seed}"));
        if let Some(diagnostics) = answer.diagnostics {
            assert_eq!(diagnostics, clean.diagnostics, "after edit {step} of {path} with seed {seed}");
        }
        if random.one_in(4) {
            build(&site, &mut last);
        }
    }
    quick
}

fn assert_same_pages(shown: &MemoryFolder, clean: &Built, when: &str) {
    let is_page = |path: &str| path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html");
    for (path, bytes) in clean.outputs.iter().filter(|(path, _)| is_page(path)) {
        let shown = shown.get(path.as_str()).map(|shown| String::from_utf8_lossy(shown));
        assert_eq!(shown, Some(String::from_utf8_lossy(bytes)), "{path} {when}");
    }
}

/// An edit of some page, whose path it tells.
type Edit = fn(&mut SiteTest, &mut Random) -> &'static str;

/// Any edit of a page; every third changes no more than its text.
fn any(site: &mut SiteTest, random: &mut Random) -> &'static str {
    if random.one_in(3) { edits::body(site, random) } else { edits::any_page(site, random) }
}

/// Edits the pages of one site; how many edits were answered by linking it anew.
fn relinked(seed: u64, edit: Edit) -> usize {
    let mut random = Random::new(seed);
    let mut site = edits::site(&mut random);
    let (cache, mut last) = (Cache::kept(), MemoryFolder::default());
    let (built, mut newer) = (RefCell::new(None), None);
    let build = |site: &SiteTest, last: &mut MemoryFolder| {
        site.open_after(&cache, last, &|linked, _| _ = built.replace(Some(linked.clone())));
    };
    build(&site, &mut last);
    let mut answered = 0;
    for step in 0..EDITS {
        let path = edit(&mut site, &mut random);
        let changed = BTreeSet::from([FilePath::new(path), FilePath::new("content/~om.md")]);
        let (known, now, clean) =
            (newer.take().or_else(|| built.borrow().clone()), site.files().now(), site.build());
        let known: Arc<Session> = known.unwrap();
        if let Some(answer) = known.quick(site.files(), &changed, now) {
            last.extend(answer.files.into_iter().map(|(path, html)| (path, html.into())));
        } else if let Some((session, _)) = known.relinked(site.files(), &cache, &site.options, &changed) {
            answered += 1;
            let page = |path: &String| Some((OutputPath::new(path).unwrap(), session.page(path)?.into()));
            last.extend(clean.outputs.keys().filter_map(page));
            newer = Some(Arc::new(session));
        } else {
            build(&site, &mut last);
            continue;
        }
        assert_same_pages(&last, &clean, &format!("after edit {step} of {path} with seed {seed}"));
        if random.one_in(4) {
            build(&site, &mut last);
            newer = None;
        }
    }
    answered
}

/// Edits many sites; fails unless one edit in four is answered.
fn most(answered: impl Fn(u64) -> usize) {
    let (first, count) = (number("TORG_SEED", 0), number("TORG_SEQUENCES", SITES));
    let quick: usize = (first..first + count).map(answered).sum();
    let all = count as usize * EDITS;
    assert!(quick * 4 > all, "only {quick} of {all} edits were answered at once");
}

#[test]
fn an_edit_of_a_text_is_shown_as_the_next_build_makes_it() {
    most(edited);
}

#[test]
fn an_edit_that_other_pages_see_is_shown_as_the_next_build_makes_it() {
    most(|seed| relinked(seed, any));
}

#[test]
fn a_new_title_is_shown_as_the_next_build_makes_it() {
    most(|seed| relinked(seed, edits::title));
}
