//! Notices that a file of the project changed. What changed in it is the build's affair.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{
    Config, ErrorKind, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _,
};

use crate::report::Lang;
use crate::source::FilePath;

use super::burst::{Burst, Next};
use super::network::is_networked;
use super::notice::{Notice, Say};
use super::words::text;

/// The folders whose files a build reads.
const FOLDERS: [&str; 3] = ["content", "site", "themes"];

/// How often files are looked at where the system tells of no events.
const POLL: Duration = Duration::from_millis(500);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// The system tells; where it does not, as `Polling`.
    Native,
    /// Every file is looked at now and then.
    Polling,
}

/// Watches until it is dropped.
pub(super) struct Watch {
    sender: Sender<Message>,
}

enum Message {
    Event(notify::Result<Event>),
    Stop,
}

/// Is told which files were edited; says whether that was all there was to do for now.
type Edited = Box<dyn Fn(&BTreeSet<FilePath>) -> bool + Send>;

/// Who is told of changes.
pub(super) struct Told {
    /// Some files have changed, and may change again at once.
    pub(super) edited: Edited,
    /// It has become quiet after changes.
    pub(super) changed: Box<dyn Fn() + Send>,
}

impl Watch {
    /// Watches the project in `root`, but not what lies in `ignored`; both absolute and without links. From when this
    /// returns, every change is followed by a call of `told.changed`.
    pub(super) fn start(
        root: &Path,
        ignored: Vec<PathBuf>,
        how: How,
        lang: Lang,
        say: Say,
        told: Told,
    ) -> Self {
        let (sender, receiver) = mpsc::channel();
        let mut watcher =
            Watcher { root: root.to_owned(), ignored, lang, say, sender: sender.clone(), add: None };
        watcher.begin(how);
        thread::spawn(move || watcher.listen(&receiver, &told));
        Self { sender }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.sender.send(Message::Stop);
    }
}

/// Adds a folder to those that are watched. Dropping it ends the watching.
type Add = Box<dyn FnMut(&Path, RecursiveMode) -> notify::Result<()> + Send>;

struct Watcher {
    root: PathBuf,
    ignored: Vec<PathBuf>,
    lang: Lang,
    say: Say,
    sender: Sender<Message>,
    add: Option<Add>,
}

impl Watcher {
    /// Watches all folders, by polling if it cannot be done otherwise.
    fn begin(&mut self, how: How) {
        if how == How::Native && !is_networked(&self.root) && self.try_begin(native).is_ok() {
            return;
        }
        match self.try_begin(polling) {
            Ok(()) => (self.say)(Notice::Line(&text(self.lang, "polling", &[]))),
            Err(error) => self.say_blind(&self.root, &error),
        }
    }

    fn try_begin(&mut self, new: fn(Sender<Message>) -> notify::Result<Add>) -> notify::Result<()> {
        self.add = None;
        let mut add = new(self.sender.clone())?;
        // The root itself tells when one of the folders is made, or takes another's place.
        add(&self.root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS {
            self.watch_folder(&mut add, folder)?;
        }
        self.add = Some(add);
        Ok(())
    }

    fn watch_folder(&self, add: &mut Add, folder: &str) -> notify::Result<()> {
        let folder = self.root.join(folder);
        if folder.is_dir() { add(&folder, RecursiveMode::Recursive) } else { Ok(()) }
    }

    fn listen(&mut self, messages: &Receiver<Message>, told: &Told) {
        while let Ok(Message::Event(event)) = messages.recv() {
            let mut burst = Burst::new();
            if !self.take(&event, &mut burst) {
                continue;
            }
            loop {
                let (left, next) = burst.next();
                match messages.recv_timeout(left) {
                    Ok(Message::Event(event)) => _ = self.take(&event, &mut burst),
                    Err(RecvTimeoutError::Timeout) => match next {
                        Next::Edit => burst.answer((told.edited)(burst.files())),
                        Next::Build => break,
                    },
                    Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            (told.changed)();
        }
    }

    /// Adds an event to a burst; whether there is anything to build. Keeps the watching itself in order, too.
    fn take(&mut self, event: &notify::Result<Event>, burst: &mut Burst) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                let is_full = matches!(error.kind, ErrorKind::MaxFilesWatch);
                if is_full {
                    self.begin(How::Polling);
                    burst.add_unknown();
                }
                return is_full;
            }
        };
        let is_closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if matches!(event.kind, EventKind::Access(_)) && !is_closed {
            return false;
        }
        if event.need_rescan() {
            burst.add_unknown();
            return true;
        }
        let mut matters = false;
        for path in &event.paths {
            if let Some(file) = file_of(&self.root, &self.ignored, path) {
                matters = true;
                burst.add(file, is_complete(event.kind));
                self.watch_again(path);
            }
        }
        matters
    }

    /// A folder that was made, or has taken the place of the one that was watched.
    fn watch_again(&mut self, path: &Path) {
        let Some(folder) = FOLDERS.into_iter().find(|folder| path == self.root.join(folder)) else { return };
        let Some(mut add) = self.add.take() else { return };
        match self.watch_folder(&mut add, folder) {
            Ok(()) => self.add = Some(add),
            Err(_) if !path.is_dir() => self.add = Some(add),
            Err(_) => self.begin(How::Polling),
        }
    }

    fn say_blind(&self, folder: &Path, error: &notify::Error) {
        let (folder, reason) = (folder.display().to_string(), error.to_string());
        let line = text(self.lang, "not-watching", &[("folder", &folder), ("reason", &reason)]);
        (self.say)(Notice::Warning(&line));
    }
}

fn native(sender: Sender<Message>) -> notify::Result<Add> {
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(pass_on(sender), config)?;
    Ok(Box::new(move |path, mode| watcher.watch(path, mode)))
}

fn polling(sender: Sender<Message>) -> notify::Result<Add> {
    let config = Config::default().with_poll_interval(POLL).with_follow_symlinks(false);
    let mut watcher = PollWatcher::new(pass_on(sender), config)?;
    Ok(Box::new(move |path, mode| watcher.watch(path, mode)))
}

fn pass_on(sender: Sender<Message>) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    move |event| {
        // An error means that nobody watches any more.
        let _ = sender.send(Message::Event(event));
    }
}

/// Whether an event tells that a file is as its writer wants it: written and closed, or put in its place.
fn is_complete(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    )
}

/// The file at a path, if a build reads it: it lies in one of the folders, is not hidden and not ignored. The rules that hide
/// other files count as well.
fn file_of(root: &Path, ignored: &[PathBuf], path: &Path) -> Option<FilePath> {
    let below = path.strip_prefix(root).ok()?;
    let mut parts = below.components().map(|part| match part {
        Component::Normal(name) => name.to_string_lossy(),
        _ => "..".into(),
    });
    let is_in_folder = parts.next().is_some_and(|first| FOLDERS.contains(&&*first));
    let is_visible = |part: &str| !part.starts_with('.') || part == ".gitignore" || part == ".ignore";
    let is_read = is_in_folder
        && parts.all(|part| is_visible(&part))
        && !ignored.iter().any(|folder| path.starts_with(folder));
    is_read.then(|| FilePath::new(&below.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "writes as an author does")]
    fn where_no_events_come_files_are_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("content")).unwrap();
        let lines = Arc::new(Mutex::new(Vec::new()));
        let say: Say = {
            let lines = Arc::clone(&lines);
            Arc::new(move |notice| lines.lock().unwrap().push(format!("{notice:?}")))
        };
        let (sender, changes) = mpsc::channel();
        let told = Told { edited: Box::new(|_| true), changed: Box::new(move || sender.send(()).unwrap()) };
        let watch = Watch::start(&root, Vec::new(), How::Polling, Lang::En, say, told);
        assert!(lines.lock().unwrap()[0].contains("looks for them twice a second"));
        std::fs::write(root.join("content/a.md"), "a").unwrap();
        changes.recv_timeout(Duration::from_mins(1)).unwrap();
        // Once it is dropped nothing is told any more: the other end goes away.
        drop(watch);
        while changes.recv_timeout(Duration::from_mins(1)) != Err(RecvTimeoutError::Disconnected) {}
    }

    #[test]
    fn only_what_a_build_reads_matters() {
        let root = Path::new("/p/.hidden/project");
        let ignored = [root.join("site/out")];
        let is_read = |path: &str| file_of(root, &ignored, &root.join(path)).is_some();
        for path in
            ["content/a.md", "content", "site/hub/x.toml", "themes/t/theme.toml", "content/.gitignore"]
        {
            assert!(is_read(path), "{path}");
        }
        for path in [
            "public/index.html",
            ".torg/x",
            "target/x",
            "content/.a.md.swp",
            "site/.git/x",
            "site/out/a",
            "../content/a",
            "README.md",
        ] {
            assert!(!is_read(path), "{path}");
        }
    }
}
