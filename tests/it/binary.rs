//! The real binary, run in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A folder for one test, and the binary in it. The environment is bare, so that the language is English unless asked.
pub(crate) struct Torg {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Torg {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A folder with the site that `torg init` makes.
    pub(crate) fn with_site(lang: &str) -> Self {
        let torg = Self::empty();
        torg.run(&["init", ".", "--lang", lang]).succeeds();
        torg
    }

    /// A path in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the binary.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    /// As [`Torg::run`], from a folder below.
    pub(crate) fn run_in(&self, folder: &str, args: &[&str]) -> Run {
        Run::of(&self.command(args).current_dir(self.path(folder)).output().unwrap())
    }

    /// As [`Torg::run`], with variables in the environment.
    pub(crate) fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Run {
        Run::of(&self.command(args).envs(variables.iter().copied()).output().unwrap())
    }

    /// Runs the binary for a reader that goes away at once.
    pub(crate) fn run_unread(&self, args: &[&str]) -> Run {
        let mut child = self.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        Run::of(&child.wait_with_output().unwrap())
    }

    /// Starts the binary, for a test that will not let it come to its end.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.command(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_torg"));
        command.args(args).current_dir(self.folder.path());
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TORG_CACHE_KEY"] {
            command.env_remove(variable);
        }
        command
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, content: &str) {
        self.write_bytes(path, content.as_bytes());
    }

    /// Writes a file that need not be text.
    #[expect(clippy::disallowed_methods, reason = "the test is the author")]
    pub(crate) fn write_bytes(&self, path: &str, content: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Removes a file.
    #[expect(clippy::disallowed_methods, reason = "the test is the author")]
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Reads a file.
    #[expect(clippy::disallowed_methods, reason = "the test is the reader")]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Every file below a folder with its content, to see that nothing changed.
    #[expect(clippy::disallowed_methods, reason = "the test is the reader")]
    pub(crate) fn snapshot(&self, folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.path(folder), &mut files);
        files.sort();
        files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }
}

impl Run {
    fn of(output: &Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// That all was well.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(self.status, 0, "{self:#?}");
        self
    }

    /// That the environment or the arguments were wrong, and that one line says so.
    #[track_caller]
    pub(crate) fn fails(self, expected: &str) -> Self {
        assert_eq!(self.status, 2, "{self:#?}");
        assert!(self.err.starts_with("torg: ") && self.err.lines().count() == 1, "{self:#?}");
        assert!(self.err.contains(expected), "{self:#?}");
        self
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
