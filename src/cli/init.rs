//! `torg init DIR`: a small site that builds, with the theme it needs.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Zoned;

use crate::report::Lang;

use super::failure::Failure;
use super::screen::Screen;
use super::{Outcome, screen};

include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// What stands in the starter's files for the day on which the site is made.
const TODAY: &str = "{today}";

pub(super) fn run(dir: &Path, screen: Screen) -> Result<Outcome, Failure> {
    if in_use(dir) {
        return Err(Failure::new("exists", &[("path", &dir.to_string_lossy())]));
    }
    let starter = match screen.lang {
        Lang::Sv => SV,
        Lang::En => EN,
    };
    let today = Zoned::now().date().to_string();
    for (path, bytes) in starter {
        // A file named `.gitignore` here would be obeyed here.
        let target = if *path == "gitignore" { dir.join(".gitignore") } else { dir.join(path) };
        match std::str::from_utf8(bytes) {
            Ok(text) => write(&target, text.replace(TODAY, &today).as_bytes())?,
            Err(_) => write(&target, bytes)?,
        }
    }
    for (path, bytes) in THEME {
        write(&dir.join("themes/torget").join(path), bytes)?;
    }
    let path = dir.to_string_lossy();
    screen::say(&format!(
        "{}\n\n    cd {}\n    torg preview\n",
        screen.words("init-done", &[("path", &path)]),
        quoted(&path)
    ));
    Ok(Outcome::Fine)
}

/// Whether something is there already that a new site could disturb. A repository without a commit is as good as empty.
fn in_use(dir: &Path) -> bool {
    let foreign = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() != ".git");
    dir.is_file() || fs::read_dir(dir).is_ok_and(|mut entries| entries.any(foreign))
}

#[expect(clippy::disallowed_methods, reason = "a new site is no output: it is what authors go on writing")]
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written: io::Result<()> = fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes));
    written.map_err(|error| Failure::write(path, &error))
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~:\\".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_and_both_starters_are_on_board() {
        for (list, expected) in [(SV, "site/site.toml"), (EN, "content/_index.md"), (THEME, "theme.toml")] {
            assert!(list.iter().any(|(path, _)| *path == expected), "{expected}");
        }
    }

    #[test]
    fn paths_are_quoted_for_the_shell() {
        assert_eq!(quoted("sajter/år-1"), "sajter/år-1");
        assert_eq!(quoted("min sajt"), "'min sajt'");
    }
}
