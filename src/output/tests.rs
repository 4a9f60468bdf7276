//! What is promised of a published folder, in one place: see the room's head.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::effects::Effects;
use super::*;

pub(super) type Site = BTreeMap<String, String>;

const OLD: &[(&str, &str)] = &[
    ("index.html", "old start"),
    ("om/index.html", "om"),
    ("a/b/c.txt", "deep"),
    ("gone/x.txt", "gone"),
    ("t", "t"),
];
const NEW: &[(&str, &str)] = &[
    ("index.html", "new start"),
    ("om/index.html", "om"),
    ("a/b/c.txt", "deep"),
    ("ny/y.txt", "y"),
    ("t/u", "u"),
];

/// A folder of its own for each test.
pub(super) struct Place {
    _keep: tempfile::TempDir,
    pub(super) out: PathBuf,
}

impl Place {
    pub(super) fn new() -> Self {
        let keep = tempfile::tempdir().unwrap();
        let out = keep.path().join("public");
        Self { _keep: keep, out }
    }

    /// A folder of another test's place.
    pub(super) fn at(out: PathBuf) -> Self {
        Self { _keep: tempfile::tempdir().unwrap(), out }
    }

    pub(super) fn build(&self, files: &[(&str, &str)]) -> Result<Summary, Error> {
        self.build_with(files, Effects::default())
    }

    pub(super) fn build_with(&self, files: &[(&str, &str)], effects: Effects) -> Result<Summary, Error> {
        let sink = DiskSink::with(&self.out, effects, false)?;
        put_all(&sink, files)?;
        sink.commit()
    }

    #[expect(clippy::disallowed_methods, reason = "a foreign file, as a person would write it")]
    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.out.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Everything in the folder but the manifest; nothing if the folder is not there.
    pub(super) fn site(&self) -> Site {
        let mut site = Site::new();
        read_tree(&self.out, &self.out, &mut site);
        site.remove(MANIFEST_PATH);
        site
    }

    /// What lies beside the folder and should not: all but the spare and what is known of it.
    pub(super) fn litter(&self) -> Vec<String> {
        let names = |folder: &Path| -> Vec<String> {
            let entries = fs::read_dir(folder).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let mut litter = names(self.out.parent().unwrap());
        litter.retain(|name| name != "public");
        if litter == [".public.torg"] {
            litter = names(&self.out.with_file_name(".public.torg"));
            let has_spare = litter.iter().any(|name| name == "spare");
            litter.retain(|name| {
                !has_spare || !["lock", "spare", "record", "difference"].contains(&name.as_str())
            });
        }
        litter
    }
}

pub(super) fn put_all(sink: &dyn Sink, files: &[(&str, &str)]) -> Result<(), Error> {
    files.iter().try_for_each(|(path, text)| sink.put(&OutputPath::new(path).unwrap(), (*text).into()))
}

#[expect(clippy::disallowed_methods, reason = "looks at what was published")]
fn read_tree(root: &Path, folder: &Path, site: &mut Site) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_tree(root, &path, site);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            site.insert(name, fs::read_to_string(path).unwrap());
        }
    }
}

pub(super) fn site_of(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn with(files: &[(&str, &str)], more: &[(&str, &str)]) -> Site {
    site_of(&[files, more].concat())
}

#[cfg(unix)]
pub(super) fn identity(path: &Path) -> (u64, std::time::SystemTime) {
    let metadata = fs::metadata(path).unwrap();
    (std::os::unix::fs::MetadataExt::ino(&metadata), metadata.modified().unwrap())
}

#[test]
fn a_site_is_published_and_published_again() {
    let place = Place::new();
    assert_eq!(place.build(OLD), Ok(Summary { written: 5, unchanged: 0, removed: 0 }));
    assert_eq!(place.site(), site_of(OLD));
    assert_eq!(place.build(NEW), Ok(Summary { written: 3, unchanged: 2, removed: 2 }));
    assert_eq!(place.site(), site_of(NEW));
    assert!(!place.out.join("gone").exists(), "a folder that became empty is gone");
    assert_eq!(place.litter(), [""; 0]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "looks at what was published")]
fn the_manifest_lists_what_is_there() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let manifest = fs::read(place.out.join(MANIFEST_PATH)).unwrap();
    let manifest = Manifest::from_json(&manifest).unwrap();
    assert_eq!(
        manifest.files.keys().map(OutputPath::as_str).collect::<Vec<_>>(),
        ["a/b/c.txt", "gone/x.txt", "index.html", "om/index.html", "t"]
    );
    let memory = MemorySink::new();
    put_all(&memory, OLD).unwrap();
    let files = memory.into_files();
    assert_eq!(files[MANIFEST_PATH].to_vec(), manifest.to_json());
    assert_eq!(&*files["om/index.html"], b"om");
}

#[cfg(unix)]
#[test]
fn unchanged_files_keep_inode_and_time() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let kept = identity(&place.out.join("om/index.html"));
    let changed = identity(&place.out.join("index.html"));
    place.build(NEW).unwrap();
    assert_eq!(identity(&place.out.join("om/index.html")), kept);
    assert_ne!(identity(&place.out.join("index.html")), changed);
}

#[cfg(unix)]
#[test]
fn nothing_happens_when_nothing_changed() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let before = [".", "index.html", "a/b", MANIFEST_PATH].map(|path| identity(&place.out.join(path)));
    assert_eq!(place.build(OLD), Ok(Summary { written: 0, unchanged: 5, removed: 0 }));
    let after = [".", "index.html", "a/b", MANIFEST_PATH].map(|path| identity(&place.out.join(path)));
    assert_eq!(before, after);
}

#[test]
fn a_published_file_that_was_lost_or_cut_is_written_again() {
    let place = Place::new();
    place.build(OLD).unwrap();
    fs::rename(place.out.join("t"), place.out.join("elsewhere")).unwrap();
    place.write("index.html", "cut");
    assert_eq!(place.build(OLD).unwrap().written, 2);
    assert_eq!(place.site(), with(OLD, &[("elsewhere", "t")]));
}

#[test]
fn foreign_files_stay() {
    let place = Place::new();
    let foreign =
        [("CNAME", "example.org"), (".git/HEAD", "ref"), ("om/anteckning.txt", "mine"), ("gone/z", "z")];
    for (path, text) in foreign {
        place.write(path, text);
    }
    fs::create_dir_all(place.out.join("tom/mapp")).unwrap();
    place.build(OLD).unwrap();
    assert_eq!(place.site(), with(OLD, &foreign));
    place.build(NEW).unwrap();
    assert_eq!(place.site(), with(NEW, &foreign));
    assert!(place.out.join("tom/mapp").is_dir());
    place.build(&[]).unwrap();
    assert_eq!(place.site(), site_of(&foreign));
}

#[test]
fn a_foreign_file_in_the_way_is_named() {
    for (path, named) in
        [("index.html", "index.html"), ("om", "om"), ("t/inne/x", "t/inne/x"), (MANIFEST_PATH, MANIFEST_PATH)]
    {
        let place = Place::new();
        place.write(path, "mine");
        let error = place.build(OLD).unwrap_err();
        assert!(error.path.ends_with(named), "{error}");
        assert_eq!(
            error.problem,
            if path == MANIFEST_PATH { Problem::DamagedManifest } else { Problem::Foreign }
        );
        let mut site = Site::new();
        read_tree(&place.out, &place.out, &mut site);
        assert_eq!(site, site_of(&[(path, "mine")]));
        assert_eq!(place.litter(), [""; 0]);
    }
}

#[test]
fn a_foreign_file_that_comes_while_publishing_is_kept() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let out = place.out.clone();
    let effects = Effects::gated(move |what, _| {
        if what == "exchange" {
            let late = Place::at(out.clone());
            late.write("om/late.txt", "late");
            late.write("ny/y.txt", "late too");
        }
        Ok(())
    });
    place.build_with(NEW, effects).unwrap();
    assert_eq!(place.site(), with(NEW, &[("om/late.txt", "late"), ("ny/y.txt.kept", "late too")]));
}

#[test]
fn without_commit_the_old_site_stays() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let sink = DiskSink::open(&place.out).unwrap();
    put_all(&sink, NEW).unwrap();
    drop(sink);
    assert_eq!(place.site(), site_of(OLD));
    assert_eq!(place.litter(), [""; 0]);
}

#[test]
fn two_files_in_one_place_are_refused() {
    let place = Place::new();
    for (first, second, problem) in [
        ("a", "a", Problem::Twice),
        ("a", "a/b", Problem::FileAndFolder),
        ("a/b/c", "a", Problem::FileAndFolder),
        ("a", MANIFEST_PATH, Problem::Twice),
    ] {
        let sink = DiskSink::open(&place.out).unwrap();
        put_all(&sink, &[(first, "1")]).unwrap();
        assert_eq!(put_all(&sink, &[(second, "2")]).unwrap_err().problem, problem);
        assert_eq!(sink.commit().unwrap_err().problem, problem, "a site with a lost file is not published");
        assert_eq!(put_all(&MemorySink::new(), &[(first, "1"), (second, "2")]).unwrap_err().problem, problem);
    }
    assert!(!place.out.exists());
}

#[test]
fn what_was_published_can_be_kept_by_digest() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let sink = DiskSink::open(&place.out).unwrap();
    let [om, start] = ["om/index.html", "index.html"].map(|path| OutputPath::new(path).unwrap());
    assert_eq!(sink.keep(&om, &Digest::of(b"om")), Ok(true));
    assert_eq!(sink.keep(&start, &Digest::of(b"new")), Ok(false));
    assert_eq!(sink.commit(), Ok(Summary { written: 0, unchanged: 1, removed: 4 }));
}

#[test]
fn a_file_is_no_folder_and_a_damaged_manifest_is_not_trusted() {
    let place = Place::new();
    place.build(OLD).unwrap();
    place.write(MANIFEST_PATH, "{\"version\":1,\"files\":[");
    assert_eq!(place.build(NEW).unwrap_err().problem, Problem::DamagedManifest);
    let file = Place::at(place.out.join("index.html"));
    assert_eq!(file.build(NEW).unwrap_err().problem, Problem::NotAFolder);
    let below = Place::at(place.out.join("index.html/public"));
    assert_eq!(below.build(NEW).unwrap_err().problem, Problem::NotAFolder);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.build(OLD).unwrap();
    fs::set_permissions(&place.out, fs::Permissions::from_mode(0o555)).unwrap();
    assert_eq!(place.build(NEW).unwrap_err().problem, Problem::ReadOnly);
    fs::set_permissions(&place.out, fs::Permissions::from_mode(0o750)).unwrap();
    place.build(NEW).unwrap();
    assert_eq!(fs::metadata(&place.out).unwrap().permissions().mode() & 0o777, 0o750);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_stays_a_link() {
    let place = Place::new();
    place.build(OLD).unwrap();
    let link = place.out.with_file_name("www");
    std::os::unix::fs::symlink("public", &link).unwrap();
    let linked = Place::at(link.clone());
    linked.build(NEW).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(place.site(), site_of(NEW));
}

#[cfg(unix)]
#[test]
fn foreign_links_are_neither_followed_nor_lost() {
    let place = Place::new();
    place.build(OLD).unwrap();
    std::os::unix::fs::symlink("/nowhere", place.out.join("länk")).unwrap();
    std::os::unix::fs::symlink("..", place.out.join("upp")).unwrap();
    place.build(NEW).unwrap();
    assert_eq!(fs::read_link(place.out.join("länk")).unwrap(), Path::new("/nowhere"));
    assert_eq!(fs::read_link(place.out.join("upp")).unwrap(), Path::new(".."));
}

#[test]
fn two_builds_at_once_wait_for_each_other() {
    let place = Place::new();
    let first = DiskSink::open(&place.out).unwrap();
    assert_eq!(DiskSink::try_open(&place.out).err().unwrap().problem, Problem::Busy);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let sink = DiskSink::open(&place.out)?;
            put_all(&sink, NEW)?;
            sink.commit()
        });
        put_all(&first, OLD).unwrap();
        first.commit().unwrap();
        assert_eq!(second.join().unwrap(), Ok(Summary { written: 3, unchanged: 2, removed: 2 }));
    });
    assert_eq!(place.site(), site_of(NEW));
}

#[test]
fn a_site_inside_its_own_sources_is_refused() {
    let place = Place::new();
    place.write("content/om.md", "x");
    let content = place.out.join("content");
    for (folder, fine) in [
        (content.join("ut"), false),
        (content.clone(), false),
        (place.out.clone(), false),
        (place.out.join("contents"), true),
    ] {
        assert_eq!(refuse_overlap(&folder, &[&content]).is_ok(), fine, "{}", folder.display());
    }
}

/// What the system answers when the disk is full.
pub(super) const NO_SPACE: i32 = 28;

/// How the platform under test publishes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    Exchange,
    TwoRenames,
    PieceByPiece,
    Inside,
}

impl Way {
    pub(super) const ALL: [Self; 4] = [Self::Exchange, Self::TwoRenames, Self::PieceByPiece, Self::Inside];

    fn allows(self, what: &str, path: &Path) -> io::Result<()> {
        match (self, what) {
            (Self::Inside, "create folder") if path.ends_with(".public.torg") => {
                Err(io::ErrorKind::PermissionDenied.into())
            }
            (Self::TwoRenames, "exchange") => Err(io::ErrorKind::Unsupported.into()),
            (Self::PieceByPiece, "exchange") => Err(io::ErrorKind::CrossesDevices.into()),
            _ => Ok(()),
        }
    }
}

/// Effects of which the `nth` fails, and with `all_after` every later one as well: then it is as if the process were
/// killed there, for nothing more reaches the disk.
pub(super) fn failing(way: Way, nth: usize, all_after: bool, error: i32) -> (Effects, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    let effects = Effects::gated(move |what, path| {
        let now = seen.fetch_add(1, Ordering::SeqCst);
        if now == nth || (all_after && now > nth) {
            return Err(io::Error::from_raw_os_error(error));
        }
        way.allows(what, path)
    });
    (effects, count)
}

#[test]
fn a_stop_at_any_step_leaves_the_old_site_or_the_new_one() {
    for way in Way::ALL {
        each_step(way, true);
    }
}

#[test]
fn a_failure_at_any_step_leaves_the_old_site_or_the_new_one() {
    for way in Way::ALL {
        each_step(way, false);
    }
}

fn each_step(way: Way, killed: bool) {
    let foreign = [("mitt.txt", "mine"), ("a/b/mitt.txt", "mine too")];
    let (old, new) = (with(OLD, &foreign), with(NEW, &foreign));
    for nth in 0.. {
        let place = Place::new();
        place.build(OLD).unwrap();
        for (path, text) in foreign {
            place.write(path, text);
        }
        let (effects, count) = failing(way, nth, killed, NO_SPACE);
        let result = place.build_with(NEW, effects);
        if matches!(way, Way::Exchange) {
            assert!([&old, &new].contains(&&place.site()), "step {nth}: {:?}", place.site());
        }
        if let Err(error) = &result {
            assert_eq!(error.problem, Problem::Full);
        } else if matches!(way, Way::Exchange | Way::TwoRenames) {
            assert_eq!(place.site(), new, "{way:?} step {nth}");
        }
        // The next build sees a whole site, whatever it then does.
        drop(DiskSink::open(&place.out).unwrap());
        assert!([&old, &new].contains(&&place.site()), "{way:?} step {nth}: {:?}", place.site());
        place.build(NEW).unwrap();
        assert_eq!(place.site(), new, "{way:?} step {nth}");
        assert_eq!(place.litter(), [""; 0], "{way:?} step {nth}");
        if count.load(Ordering::SeqCst) <= nth {
            assert!(nth > 20, "the test met too few steps");
            return;
        }
    }
}
