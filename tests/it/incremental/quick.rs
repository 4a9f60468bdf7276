//! What is shown of an edit before the next build is what that build makes.

use std::cell::RefCell;
use std::collections::BTreeSet;

use torg::output::MemoryFolder;
use torg::pipeline::Cache;
use torg::source::FilePath;

use super::edits;
use super::equal::number;
use crate::random::Random;
use crate::site::SiteTest;

/// How many sites are edited.
const SITES: u64 = 20;

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
        for (path, bytes) in clean
            .outputs
            .iter()
            .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html"))
        {
            let shown = last.get(path.as_str()).map(|shown| String::from_utf8_lossy(shown));
            let right = Some(String::from_utf8_lossy(bytes));
            assert_eq!(shown, right, "{path} after edit {step} of {path} with seed {seed}");
        }
        if let Some(diagnostics) = answer.diagnostics {
            assert_eq!(diagnostics, clean.diagnostics, "after edit {step} of {path} with seed {seed}");
        }
        if random.one_in(4) {
            build(&site, &mut last);
        }
    }
    quick
}

#[test]
fn an_edit_of_a_text_is_shown_as_the_next_build_makes_it() {
    let (first, count) = (number("TORG_SEED", 0), number("TORG_SEQUENCES", SITES));
    let quick: usize = (first..first + count).map(edited).sum();
    let all = count as usize * EDITS;
    assert!(quick * 4 > all, "only {quick} of {all} edits were answered at once");
}
