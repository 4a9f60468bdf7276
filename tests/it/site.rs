//! A small site in memory that tests build, change and build again.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use flate2::read::DeflateDecoder;
use jiff::Timestamp;
use torg::output::{MemoryFolder, MemorySink};
use torg::pipeline::{self, Cache, Linked, Options};
use torg::report::{self, Diagnostic, Format, Lang, Severity};
use torg::search::{Reader, Request};
use torg::source::{DiskFiles, FilePath, Files, MemoryFiles, ReadError};

/// The moment at which tests take place unless they say otherwise: midsummer's eve 2024, at noon in Stockholm.
const NOW: &str = "2024-06-21T12:00:00+02:00";

/// A site under test.
#[derive(Clone)]
pub(crate) struct SiteTest {
    files: MemoryFiles,
    /// How it is built.
    pub(crate) options: Options,
}

impl SiteTest {
    /// The minimal site that code files and specifications are laid over: a start page, one organisation `kommunen`,
    /// one focus area `skolan`, one initiative `pilot`, and the theme `mini`.
    pub(crate) fn new() -> Self {
        let mut site = Self::empty();
        for folder in ["tests/sites/minimal", "tests/themes/mini"] {
            site.copy(folder);
        }
        site
    }

    /// No file at all.
    pub(crate) fn empty() -> Self {
        let now: Timestamp = NOW.parse().unwrap();
        Self { files: MemoryFiles::new(now), options: Options::default() }
    }

    fn copy(&mut self, folder: &str) {
        let disk = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let found = disk.list(folder).files;
        assert!(!found.is_empty(), "{folder} holds the test site");
        for path in found {
            let below = path.below(folder).unwrap();
            let target = match folder.strip_prefix("tests/themes/") {
                Some(theme) => format!("themes/{theme}/{below}"),
                None => below.to_owned(),
            };
            self.files.write(&target, disk.read(&path).unwrap());
        }
    }

    /// The same with one more file, or with another content of a file.
    pub(crate) fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes a file, as an author would between two builds.
    pub(crate) fn write(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        self.files.write(path, content);
    }

    /// Puts a file there that cannot be read.
    pub(crate) fn refuse(&mut self, path: &str, error: ReadError) {
        self.files.refuse(path, error);
    }

    /// Removes a file, which must be there.
    pub(crate) fn remove(&mut self, path: &str) {
        assert!(self.files.remove(path), "{path} is there to be removed");
    }

    /// Removes a file if it is there; whether it was.
    pub(crate) fn try_remove(&mut self, path: &str) -> bool {
        self.files.remove(path)
    }

    /// The files as a build sees them.
    pub(crate) fn files(&self) -> &dyn Files {
        &self.files
    }

    /// A file's text, which must be there.
    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path).unwrap()).unwrap()
    }

    /// A file's bytes.
    pub(crate) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        self.files.read(&FilePath::new(path)).ok()
    }

    /// Moves the clock, forwards or back.
    pub(crate) fn set_now(&mut self, moment: &str) {
        self.files.set_now(moment.parse().unwrap());
    }

    /// Moves the clock.
    pub(crate) fn at(mut self, moment: &str) -> Self {
        self.files.set_now(moment.parse().unwrap());
        self
    }

    /// Builds the site as it now is.
    pub(crate) fn build(&self) -> Built {
        self.build_after(&Cache::none(), &mut MemoryFolder::default())
    }

    /// Builds the site with what earlier builds left: a cache, and the files of the last one, which these replace.
    pub(crate) fn build_after(&self, cache: &Cache, last: &mut MemoryFolder) -> Built {
        self.open_after(cache, last, &|_, _| ())
    }

    /// The same, with the linked site handed to `linked`.
    pub(crate) fn open_after(&self, cache: &Cache, last: &mut MemoryFolder, linked: Linked<'_>) -> Built {
        let sink = MemorySink::after(std::mem::take(last));
        let build = pipeline::build_live(&self.files, cache, &self.options, &sink, linked).unwrap();
        *last = sink.into_files();
        let outputs = last.iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec()));
        Built {
            outputs: outputs.collect(),
            diagnostics: build.diagnostics,
            rendered: build.rendered,
            parsed: build
                .stats
                .work
                .into_iter()
                .filter(|work| work.kind == "parse")
                .map(|work| work.name)
                .collect(),
            files: self.files.clone(),
        }
    }
}

/// What a build gave.
pub(crate) struct Built {
    /// Every output by its path below the site's root, without a first `/`.
    pub(crate) outputs: BTreeMap<String, Vec<u8>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The addresses of the files that were rendered.
    pub(crate) rendered: Vec<String>,
    /// The files that were parsed.
    pub(crate) parsed: Vec<String>,
    files: MemoryFiles,
}

impl Built {
    /// The diagnostics in another form than the short one.
    pub(crate) fn report(&self, format: Format, lang: Lang) -> String {
        let source = |path: &FilePath| report::source_of(&self.files, path);
        report::render(&self.diagnostics, format, lang, false, &source)
    }

    /// The diagnostics in short format and English.
    pub(crate) fn short(&self) -> String {
        self.report(Format::Short, Lang::En)
    }

    /// That there is no error.
    #[track_caller]
    pub(crate) fn no_errors(&self) -> &Self {
        let errors =
            self.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Error);
        assert_eq!(errors.count(), 0, "\n{}", self.short());
        self
    }

    /// That there is neither error nor warning.
    #[track_caller]
    pub(crate) fn clean(&self) -> &Self {
        assert!(self.diagnostics.is_empty(), "\n{}", self.short());
        self
    }

    /// That the diagnostics are these, in short format.
    #[track_caller]
    pub(crate) fn reports(&self, expected: &str) -> &Self {
        assert_eq!(self.short().trim_end(), expected.trim_end());
        self
    }

    /// The output at an address: `/om/` is `om/index.html`. `None` when there is none.
    pub(crate) fn find(&self, address: &str) -> Option<&str> {
        let bytes = self.outputs.get(&output_path(address))?;
        Some(std::str::from_utf8(bytes).expect("only text is looked at"))
    }

    /// As [`Built::find`] of an output that must be there.
    #[track_caller]
    pub(crate) fn text(&self, address: &str) -> &str {
        let Some(text) = self.find(address) else {
            let all: Vec<&String> = self.outputs.keys().collect();
            panic!("no output {address} among {all:#?}\n{}", self.short())
        };
        text
    }

    /// That an output holds a text.
    #[track_caller]
    pub(crate) fn has(&self, address: &str, expected: &str) -> &Self {
        let text = self.text(address);
        assert!(text.contains(expected), "{address} has no `{expected}`:\n{text}");
        self
    }

    /// That an output holds no such text.
    #[track_caller]
    pub(crate) fn lacks(&self, address: &str, unexpected: &str) -> &Self {
        let text = self.text(address);
        assert!(!text.contains(unexpected), "{address} has `{unexpected}`:\n{text}");
        self
    }

    /// That there is no output at an address.
    #[track_caller]
    pub(crate) fn absent(&self, address: &str) -> &Self {
        assert!(!self.outputs.contains_key(&output_path(address)), "{address} is there");
        self
    }

    /// That not one byte of any output, nor of a name, holds a text; what search knows is unpacked first.
    #[track_caller]
    pub(crate) fn nowhere(&self, secret: &str) -> &Self {
        // A word of the bundle stands after what it shares with the one before, without its ending, forwards or backwards.
        let secret_word = if secret.contains(' ') { String::new() } else { secret.to_lowercase() };
        let middle: String =
            secret_word.chars().skip(3).take(secret_word.chars().count().saturating_sub(5)).collect();
        let reversed: String = middle.chars().rev().collect();
        for (path, bytes) in &self.outputs {
            let holds = |bytes: &[u8], text: &str| {
                text.len() >= 6 && bytes.windows(text.len()).any(|window| window == text.as_bytes())
            };
            let mut found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            if path.starts_with(torg::search::FOLDER) {
                let unpacked = unpacked(bytes);
                found = [secret, &middle, &reversed].iter().any(|text| holds(&unpacked, text));
            }
            assert!(!found && !path.contains(secret), "{path} leaks `{secret}`");
        }
        self
    }

    /// The bundle that readers of the site search.
    pub(crate) fn bundle(&self) -> BTreeMap<String, Vec<u8>> {
        let below = |path: &str| Some(path.strip_prefix(torg::search::FOLDER)?.strip_prefix('/')?.to_owned());
        self.outputs.iter().filter_map(|(path, bytes)| Some((below(path)?, bytes.clone()))).collect()
    }

    /// The addresses of the pages that readers find.
    #[track_caller]
    pub(crate) fn found(&self, text: &str) -> Vec<String> {
        let reader = Reader::open(Box::new(self.bundle())).unwrap();
        let hits = reader.search(&Request::new(text)).hits;
        hits.into_iter().filter_map(|hit| Some(hit.card?.url)).collect()
    }
}

/// The bytes of a file of a bundle before they were packed.
fn unpacked(file: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(file).read_to_end(&mut bytes).expect("a file of the bundle is whole");
    bytes
}

fn output_path(address: &str) -> String {
    let path = address.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}
