//! Which files a build opens: none that is known to be as it was.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use torg::output::{MemoryFolder, MemorySink};
use torg::pipeline::{self, Cache, Options};
use torg::source::{FilePath, Files, Listing, ReadError, Stamp};

use crate::site::SiteTest;

/// The site's files, and which of them were opened.
struct Opened<'a> {
    files: &'a dyn Files,
    read: Mutex<Vec<String>>,
    /// How long ago the files were written, in seconds, when the build looks at them.
    age: i128,
}

impl Files for Opened<'_> {
    fn list(&self, folder: &str) -> Listing {
        self.files.list(folder)
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        self.read.lock().unwrap().push(path.to_string());
        self.files.read(path)
    }

    fn stamp(&self, path: &FilePath) -> Option<Stamp> {
        self.files.stamp(path)
    }

    fn now(&self) -> Timestamp {
        self.files.now()
    }

    fn clock(&self) -> i128 {
        // In memory the clock stands a minute after the last change.
        self.files.clock() + (self.age - 60) * 1_000_000_000
    }
}

impl<'a> Opened<'a> {
    fn new(files: &'a dyn Files, age: i128) -> Self {
        Self { files, read: Mutex::default(), age }
    }

    /// What was opened, sorted.
    fn sorted(self) -> Vec<String> {
        let mut read = self.read.into_inner().unwrap();
        read.sort();
        read
    }
}

/// Builds a site again and again; what each build opened, sorted.
struct Watched {
    cache: Cache,
    last: MemoryFolder,
}

impl Watched {
    fn new() -> Self {
        Self { cache: Cache::kept(), last: MemoryFolder::default() }
    }

    fn build(&mut self, site: &SiteTest, age: i128) -> Vec<String> {
        let files = Opened::new(site.files(), age);
        let sink = MemorySink::after(std::mem::take(&mut self.last));
        pipeline::build(&files, &self.cache, &Options::default(), &sink).unwrap();
        self.last = sink.into_files();
        files.sorted()
    }
}

fn site() -> SiteTest {
    let page = |title: &str| format!("+++\ntitle = \"{title}\"\ndescription = \"{title}.\"\n+++\nText.\n");
    SiteTest::new()
        .file("content/om.md", page("Om"))
        .file("content/kontakt.md", page("Kontakt"))
        .file("site/static/fil.txt", "en fil")
}

#[test]
fn nothing_is_opened_when_nothing_changed() {
    let (site, mut watched) = (site(), Watched::new());
    let first = watched.build(&site, 60);
    for path in ["content/om.md", "content/kontakt.md", "site/static/fil.txt", "site/site.toml"] {
        assert!(first.iter().any(|read| read == path), "{path} is opened the first time");
    }
    assert_eq!(watched.build(&site, 60), [""; 0]);
}

#[test]
fn only_the_edited_page_is_opened_among_pages_and_files() {
    let (mut site, mut watched) = (site(), Watched::new());
    watched.build(&site, 60);
    let text = site.text("content/om.md");
    site.write("content/om.md", format!("{text}Mer.\n"));
    let read = watched.build(&site, 60);
    let below =
        |folder: &str| read.iter().filter(|path| path.starts_with(folder)).cloned().collect::<Vec<_>>();
    assert_eq!(below("content/"), ["content/om.md"]);
    assert_eq!(below("site/static/"), [""; 0]);
    assert_eq!(below("themes/mini/assets/"), [""; 0]);
}

#[test]
fn a_file_written_in_the_moment_of_the_last_build_is_opened() {
    let (site, mut watched) = (site(), Watched::new());
    watched.build(&site, 0);
    let again = watched.build(&site, 60);
    let newest = again.iter().filter(|path| path.starts_with("site/static/")).count();
    assert_eq!(newest, 1, "the file written last is no older than the build: {again:#?}");
    assert_eq!(watched.build(&site, 60), [""; 0], "now it is");
}

#[test]
fn a_new_title_is_shown_after_opening_its_page_alone() {
    let (mut site, cache, session) = (site(), Cache::kept(), RefCell::new(None));
    let keep = |linked: &_, _| _ = session.replace(Some(Arc::clone(linked)));
    site.open_after(&cache, &mut MemoryFolder::default(), &keep);
    let text = site.text("content/om.md").replace("\"Om\"", "\"Om oss alla\"");
    site.write("content/om.md", text);
    let (files, changed) = (Opened::new(site.files(), 60), BTreeSet::from([FilePath::new("content/om.md")]));
    let session = session.take().unwrap();
    let (session, _) = session.relinked(&files, &cache, &site.options, &changed).unwrap();
    assert_eq!(files.sorted(), ["content/om.md"]);
    let page = String::from_utf8(session.page("om/index.html").unwrap()).unwrap();
    assert!(page.contains("Om oss alla"));
}
