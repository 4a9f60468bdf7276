//! What is promised of a folder that is published many times, by builds that are stopped and by a user who meddles.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::effects::Effects;
use super::tests::{NO_SPACE, Place, Site, Way, failing, put_all};
use super::*;

/// What the system answers when a disk is broken.
const IO: i32 = 5;

/// Something that happens to a folder.
#[derive(Clone, Debug)]
enum Event {
    /// A build of these files, of which the `nth` change to the disk fails, and if `killed` all later ones.
    Build { files: Site, nth: usize, killed: bool, error: i32, way: usize, is_patient: bool },
    /// The user writes a file, over torg's if it has the same path.
    Write(String),
    /// The user deletes a file, if it is there.
    Delete(String),
    /// A file is deleted from the spare, or put in the place of another.
    Spoil { path: String, replaced: bool },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let path = "[ab](/[ab]){0,2}";
    // Beside torg's files more often than in their place.
    let meddled = || prop_oneof![3 => "([ab]/){1,2}[uv]", 1 => path];
    let file = prop_oneof![4 => Just("x"), 1 => Just("y"), 1 => Just("")].prop_map(str::to_owned);
    let files = proptest::collection::btree_map(path, file, 0..12);
    // Most builds come to their end: they meet no more changes than this.
    let build = (files, 0usize..160, any::<bool>(), any::<bool>(), 0usize..9, 0..4);
    let build = build.prop_map(|(files, nth, killed, full, way, hurry)| {
        let error = if full { NO_SPACE } else { IO };
        Event::Build { files, nth, killed, error, way: way.saturating_sub(5), is_patient: hurry > 0 }
    });
    let spoil = (meddled(), any::<bool>()).prop_map(|(path, replaced)| Event::Spoil { path, replaced });
    let user = prop_oneof![meddled().prop_map(Event::Write), meddled().prop_map(Event::Delete), spoil];
    proptest::collection::vec(prop_oneof![3 => build, 2 => user], 1..12)
}

/// What torg says that it wrote into a folder.
#[expect(clippy::disallowed_methods, reason = "looks at what was published")]
fn ours(place: &Place) -> BTreeSet<String> {
    let json = fs::read(place.out.join(MANIFEST_PATH)).unwrap_or_default();
    Manifest::from_json(&json).unwrap_or_default().files.keys().map(ToString::to_string).collect()
}

/// Those of `files` that collide with none before.
fn without_collisions(files: &Site) -> Site {
    let mut put = Site::new();
    for (path, text) in files {
        let inside = |one: &str, other: &str| one.starts_with(&format!("{other}/"));
        if !put.keys().any(|other| inside(path, other) || inside(other, path)) {
            put.insert(path.clone(), text.clone());
        }
    }
    put
}

fn build(place: &Place, files: &Site, effects: Effects) -> Result<Summary, Error> {
    let sink = DiskSink::with(&place.out, effects, false)?;
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    put_all(&sink, &files)?;
    sink.commit()
}

fn identities(place: &Place, site: &Site) -> Vec<(String, Option<u64>)> {
    site.keys().map(|path| (path.clone(), stamp::inode_at(&place.out.join(path)))).collect()
}

/// Publishes, and checks it against plain maps.
fn publish(place: &Place, files: &Site, effects: Effects) -> Result<(), TestCaseError> {
    let before = place.site();
    let ours_before = ours(place);
    let put = without_collisions(files);
    let foreign: Site = before
        .iter()
        .filter(|(path, _)| !ours_before.contains(*path))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    let mut after = foreign.clone();
    after.extend(put.clone());
    let unchanged: Site = before
        .iter()
        .filter(|(path, text)| after.get(*path) == Some(text))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    let identities_before = identities(place, &unchanged);
    let result = build(place, &put, effects);
    // What a stopped build began is brought to its end, or never was.
    drop(DiskSink::open(&place.out).unwrap());
    let found = place.site();
    if result.is_ok() {
        prop_assert_eq!(&found, &after);
    } else {
        prop_assert!(
            found == before || found == after,
            "{:?} is neither {:?} nor {:?}",
            found,
            before,
            after
        );
    }
    prop_assert_eq!(identities(place, &unchanged), identities_before);
    Ok(())
}

fn happen(place: &Place, event: &Event) -> Result<(), TestCaseError> {
    match event {
        Event::Build { files, nth, killed, error, way, is_patient } => {
            let (mut effects, _) = failing(Way::ALL[*way], *nth, *killed, *error);
            if *is_patient {
                let_the_clock_tick(place);
                effects.is_patient = true;
            }
            publish(place, files, effects)
        }
        Event::Write(path) => {
            let full = place.out.join(path);
            if fs::create_dir_all(full.parent().unwrap()).is_ok() && !full.is_dir() {
                place.write(path, "by the user");
            }
            Ok(())
        }
        Event::Delete(path) => {
            delete(&place.out.join(path));
            Ok(())
        }
        Event::Spoil { path, replaced } => {
            let spare = Place::at(place.out.with_file_name(".public.torg").join("spare"));
            let was_there = spare.out.join(path).is_file();
            delete(&spare.out.join(path));
            // What torg did not write would have to be kept, wherever it is.
            if was_there && *replaced && ours(place).contains(path) {
                spare.write(path, "z");
            }
            Ok(())
        }
    }
}

/// Waits until a change gets another time than every earlier one, which is no wait at all on a new kernel.
fn let_the_clock_tick(place: &Place) {
    let beside = Place::at(place.out.parent().unwrap().to_owned());
    let now = || {
        beside.write("clock", "tick");
        stamp::Root::open(&beside.out).moment("clock")
    };
    let before = now();
    while before.is_some() && now() == before {}
    delete(&beside.out.join("clock"));
}

#[expect(clippy::disallowed_methods, reason = "the test is the user")]
fn delete(path: &Path) {
    let _ = fs::remove_file(path);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_histories_end_as_a_clean_build_would(events in events(), last in proptest::collection::btree_map("[abc]{1,2}(/[ab]{1,2})?", "[xy]{0,2}", 0..6)) {
        let place = Place::new();
        for event in &events {
            happen(&place, event)?;
        }
        publish(&place, &last, Effects::default())?;
        prop_assert_eq!(place.litter(), [""; 0]);
    }
}

#[test]
fn what_was_withdrawn_while_the_workshop_was_elsewhere_stays_away() {
    let place = Place::new();
    let site = |paths: &[&str]| paths.iter().map(|path| ((*path).to_owned(), "x".to_owned())).collect();
    let publish = |paths: &[&str], way| {
        publish(&place, &site(paths), failing(way, usize::MAX, false, IO).0).unwrap();
    };
    publish(&["b"], Way::Exchange);
    publish(&["a", "b"], Way::Exchange);
    // For once nothing may be made beside the site, where the spare still has `b`.
    publish(&["a"], Way::Inside);
    publish(&[], Way::Exchange);
}

/// A site of so many pages, of which one is of another version than the rest.
fn pages(n_pages: usize, changed: usize) -> Vec<(String, String)> {
    let text = |page| if page == changed { format!("changed {changed}") } else { "page".to_owned() };
    (0..n_pages).map(|page| (format!("a/{page}/index.html"), text(page))).collect()
}

fn build_pages(place: &Place, pages: &[(String, String)], mut effects: Effects) -> Summary {
    let_the_clock_tick(place);
    effects.is_patient = true;
    let pages: Vec<_> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    place.build_with(&pages, effects).unwrap()
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "looks at what was noted")]
fn a_small_change_costs_what_changed() {
    let place = Place::new();
    for changed in 0..3 {
        build_pages(&place, &pages(300, changed), Effects::default());
    }
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    let effects = Effects::gated(move |_, _| {
        seen.fetch_add(1, Ordering::Relaxed);
        Ok(())
    });
    let summary = build_pages(&place, &pages(300, 3), effects);
    assert_eq!(summary, Summary { written: 2, unchanged: 298, removed: 0 });
    let n_effects = count.load(Ordering::Relaxed);
    assert!(n_effects < 40, "{n_effects} changes to the disk for two changed pages");
    let record = fs::read(place.out.with_file_name(".public.torg").join("record")).unwrap();
    let folders = notes::Record::from_bytes(&record).unwrap().folders;
    let n_in_step = folders.iter().filter(|folder| folder.in_step.is_some()).count();
    assert!(n_in_step > 290, "{n_in_step} of {} folders need not be read", folders.len());
}

#[test]
fn foreign_files_in_untouched_folders_are_found_and_forgotten() {
    let place = Place::new();
    let mut expected = Site::new();
    for changed in 0..9 {
        match changed {
            3 => place.write("a/8/mine.txt", "mine"),
            5 => place.write("a/8/mine.txt", "mine, changed"),
            7 => delete(&place.out.join("a/8/mine.txt")),
            _ => {}
        }
        expected.clone_from(&place.site());
        expected.extend(pages(10, changed % 5));
        build_pages(&place, &pages(10, changed % 5), Effects::default());
        assert_eq!(place.site(), expected, "{changed}");
    }
    assert_eq!(expected.len(), 10);
}

#[cfg(unix)]
#[test]
fn what_somebody_does_to_the_spare_is_neither_published_nor_lost() {
    let place = Place::new();
    place.write("CNAME", "example.org");
    for changed in 0..3 {
        build_pages(&place, &pages(5, changed), Effects::default());
    }
    // As a terminal that stood in the published folder would, after it was replaced.
    let spare = Place::at(place.out.with_file_name(".public.torg").join("spare"));
    spare.write("a/1/notes.txt", "mine");
    spare.write("new/deep/notes.txt", "mine too");
    for path in ["a/4/index.html", "CNAME"] {
        delete(&spare.out.join(path));
    }
    spare.write("a/4/index.html", "nonsense");
    spare.write("CNAME", "example.com");
    build_pages(&place, &pages(5, 3), Effects::default());
    let mut expected: Site = pages(5, 3).into_iter().collect();
    for (path, text) in [
        ("a/1/notes.txt", "mine"),
        ("new/deep/notes.txt", "mine too"),
        ("CNAME", "example.org"),
        ("CNAME.kept", "example.com"),
    ] {
        expected.insert(path.to_owned(), text.to_owned());
    }
    assert_eq!(place.site(), expected);
}

#[test]
fn a_damaged_note_costs_only_time() {
    let place = Place::new();
    for changed in 0..8 {
        build_pages(&place, &pages(5, changed % 5), Effects::default());
        let notes = Place::at(place.out.with_file_name(".public.torg"));
        match changed {
            2 => notes.write("record", "nonsense"),
            4 => notes.write("difference", ""),
            5 => delete(&notes.out.join("record")),
            _ => {}
        }
        assert_eq!(place.site(), pages(5, changed % 5).into_iter().collect());
    }
}

#[test]
fn cleaning_leaves_the_site_and_nothing_else() {
    let place = Place::new();
    place.write("CNAME", "example.org");
    clean(&place.out).unwrap();
    assert_eq!(place.site(), Site::from([("CNAME".to_owned(), "example.org".to_owned())]));
    for changed in 0..3 {
        build_pages(&place, &pages(3, changed), Effects::default());
    }
    let site = place.site();
    clean(&place.out).unwrap();
    assert_eq!(place.site(), site);
    assert!(!place.out.with_file_name(".public.torg").exists());
    clean(&place.out.join("nowhere/at/all")).unwrap();
    assert!(!place.out.join("nowhere").exists());
    assert_eq!(build_pages(&place, &pages(3, 0), Effects::default()).written, 2);
}

#[test]
fn a_whole_site_is_kept_only_while_every_file_is_there() {
    let place = Place::new();
    build_pages(&place, &pages(3, 0), Effects::default());
    let memory = MemorySink::new();
    let files = pages(3, 0);
    put_all(&memory, &files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
        .unwrap();
    let sink = DiskSink::open(&place.out).unwrap();
    assert_eq!(sink.keep_all(&Digest::of(b"another site")), Ok(false));
    assert_eq!(sink.keep_all(&memory.manifest()), Ok(true));
    assert_eq!(sink.manifest(), memory.manifest());
    assert_eq!(sink.commit(), Ok(Summary { written: 0, unchanged: 3, removed: 0 }));
    delete(&place.out.join("a/1/index.html"));
    let sink = DiskSink::open(&place.out).unwrap();
    assert_eq!(sink.keep_all(&memory.manifest()), Ok(false));
    assert_eq!(sink.manifest(), MemorySink::new().manifest(), "nothing was taken");
    put_all(&sink, &[("b", "b"), ("a/0/index.html", "changed 0")]).unwrap();
    sink.clear().unwrap();
    put_all(&sink, &[("b", "c")]).unwrap();
    assert_eq!(sink.commit(), Ok(Summary { written: 1, unchanged: 0, removed: 3 }));
    assert_eq!(place.site(), Site::from([("b".to_owned(), "c".to_owned())]));
}
