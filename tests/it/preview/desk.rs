//! A project on disk, and a build of it that is simple enough to be seen through: each `content/*.md` is a page whose
//! text is the file's, `themes/t/site.css` is the style sheet, the word FEL is an error that BRA mends, STOPP ends the build and PANIK is a mistake of torg's.

use std::fs;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use torg::output::OutputPath;
use torg::preview::{Built, Notice, Options, Preview};
use torg::report::{Diagnostic, Lang, codes};
use torg::source::{DiskFiles, FilePath, Files, Location, Span};

use super::client::PATIENCE;

/// The project, and what the preview did with it.
pub(crate) struct Desk {
    folder: TempDir,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    state: Mutex<State>,
    changed: Condvar,
    gate: Mutex<()>,
}

#[derive(Default)]
struct State {
    lines: Vec<String>,
    n_builds: usize,
    next_change: Option<SignedDuration>,
}

#[expect(clippy::disallowed_methods, reason = "writes as an author does")]
impl Desk {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: TempDir::new().unwrap(), log: Arc::default() };
        for (path, text) in files {
            desk.write(path, text);
        }
        desk
    }

    /// Writes a file at once, so that no build sees half of it.
    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_in_place("beside", text);
        fs::create_dir_all(self.folder.path().join(path).parent().unwrap()).unwrap();
        self.rename("beside", path);
    }

    /// Empties a file and fills it again, as simple editors do.
    pub(crate) fn write_in_place(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).unwrap();
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        fs::rename(self.folder.path().join(from), self.folder.path().join(to)).unwrap();
    }
}

impl Desk {
    /// A preview on a free port, in Swedish.
    pub(crate) fn preview(&self) -> Preview {
        self.preview_with(self.options())
    }

    pub(crate) fn preview_with(&self, options: Options) -> Preview {
        let (files, log) = (self.files(), Arc::clone(&self.log));
        let say = {
            let log = Arc::clone(&self.log);
            move |notice: Notice<'_>| log.say(&notice)
        };
        Preview::start(options, move || log.build(&files), say).unwrap()
    }

    pub(crate) fn options(&self) -> Options {
        Options { port: 0, lang: Lang::Sv, ..Options::new(self.files()) }
    }

    /// A file's text as it is on disk.
    pub(crate) fn read(&self, path: &str) -> String {
        String::from_utf8(self.files().read(&path.into()).unwrap()).unwrap()
    }

    fn files(&self) -> DiskFiles {
        DiskFiles::new(self.folder.path()).unwrap()
    }

    /// The next build says that the site will be another so long after it.
    pub(crate) fn next_change(&self, after: SignedDuration) {
        self.log.state().next_change = Some(after);
    }

    /// Builds wait until the gate is dropped.
    pub(crate) fn close_gate(&self) -> MutexGuard<'_, ()> {
        self.log.gate.lock().unwrap()
    }

    /// What was said so far.
    pub(crate) fn said(&self) -> Vec<String> {
        self.log.state().lines.clone()
    }

    pub(crate) fn n_builds(&self) -> usize {
        self.log.state().n_builds
    }

    /// Waits until the build with this number, from 1, has begun.
    pub(crate) fn wait_for_build(&self, n: usize) {
        self.log.wait_until(|state| state.n_builds >= n);
    }

    /// Waits until such a line is said.
    pub(crate) fn wait_for_line(&self, is_it: impl Fn(&str) -> bool) {
        self.log.wait_until(|state| state.lines.iter().any(|line| is_it(line)));
    }
}

impl Log {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn wait_until(&self, holds: impl Fn(&State) -> bool) {
        let (state, waited) =
            self.changed.wait_timeout_while(self.state(), PATIENCE, |state| !holds(state)).unwrap();
        assert!(!waited.timed_out(), "{:?} after {} builds", state.lines, state.n_builds);
    }

    fn say(&self, notice: &Notice<'_>) {
        let line = match notice {
            Notice::Line(line) | Notice::Warning(line) => (*line).to_owned(),
            other @ Notice::Diagnostics(_) => format!("{other:?}"),
        };
        self.state().lines.push(line);
        self.changed.notify_all();
    }

    fn build(&self, files: &DiskFiles) -> Result<Built, String> {
        self.state().n_builds += 1;
        self.changed.notify_all();
        drop(self.gate.lock().unwrap());
        let next_change = self.state().next_change.take().map(|after| Timestamp::now() + after);
        let mut built = Built { next_change, ..Built::default() };
        let style = files.read(&"themes/t/site.css".into()).unwrap_or_else(|_| b"p{}".to_vec());
        built.outputs.insert(OutputPath::new("site.css").unwrap(), style.into());
        for path in files.list("content").files {
            add_page(files, &path, &mut built)?;
        }
        Ok(built)
    }
}

fn add_page(files: &DiskFiles, path: &FilePath, built: &mut Built) -> Result<(), String> {
    let Ok(bytes) = files.read(path) else { return Ok(()) };
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains("PANIK"), "the test's own panic");
    if text.contains("STOPP") {
        return Err("två sidor har samma adress".to_owned());
    }
    if let Some(at) = text.find("FEL") {
        let at = Location::new(path, Span::new(at, at + 3));
        built.diagnostics.push(Diagnostic::new(codes::F0101, at).suggest(Some("BRA")));
    }
    let output = match path.stem() {
        "index" => "index.html".to_owned(),
        "404" => "404.html".to_owned(),
        stem => format!("{stem}/index.html"),
    };
    built.n_pages += 1;
    built.outputs.insert(OutputPath::new(&output).unwrap(), page(&text).into_bytes().into());
    Ok(())
}

/// The page of a text, as the build makes it.
pub(crate) fn page(text: &str) -> String {
    format!("<!doctype html>\n<html>\n<body>\n<h1>{text}</h1>\n</body>\n</html>\n")
}
