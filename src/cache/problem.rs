//! What goes wrong with the store. None of it stops a build: it is told once, and what could not be read is made again.

use std::io;
use std::path::Path;

/// What is the matter with a file or folder of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder, as it is shown.
    pub path: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Trouble {
    /// It is not as it was written, or something else stands in its place.
    Damaged,
    /// It is not there, although nobody has said that it should go.
    Missing,
    /// It could not be read: the operating system's own words.
    Unreadable(String),
    /// There is no room left, on the disk or in the user's quota.
    Full,
    /// It could not be written: the operating system's own words.
    Unwritable(String),
}

impl Problem {
    /// What the operating system answered when `path` was read.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        let trouble = match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Trouble::Damaged,
            io::ErrorKind::NotFound => Trouble::Missing,
            _ => Trouble::Unreadable(error.to_string()),
        };
        Self::new(path, trouble)
    }

    /// What the operating system answered when `path` was written.
    pub(super) fn writing(path: &Path, error: &io::Error) -> Self {
        let trouble = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::Full,
            _ => Trouble::Unwritable(error.to_string()),
        };
        Self::new(path, trouble)
    }

    fn new(path: &Path, trouble: Trouble) -> Self {
        Self { path: path.display().to_string(), trouble }
    }

    /// One line for a person; `lang` is `sv` or anything else, which means English.
    pub fn text(&self, lang: &str) -> String {
        let path = &self.path;
        match (lang, &self.trouble) {
            ("sv", Trouble::Damaged) => {
                format!("cachen: `{path}` är skadad; det som fanns där görs om")
            }
            ("sv", Trouble::Missing) => {
                format!("cachen: `{path}` saknas; det som fanns där görs om")
            }
            ("sv", Trouble::Unreadable(words)) => format!("cachen: `{path}` går inte att läsa: {words}"),
            ("sv", Trouble::Full) => {
                format!("cachen: `{path}` kunde inte skrivas: disken är full; nästa bygge börjar om")
            }
            ("sv", Trouble::Unwritable(words)) => {
                format!("cachen: `{path}` kunde inte skrivas: {words}; nästa bygge börjar om")
            }
            (_, Trouble::Damaged) => format!("the cache: `{path}` is damaged; what was there is made again"),
            (_, Trouble::Missing) => format!("the cache: `{path}` is gone; what was there is made again"),
            (_, Trouble::Unreadable(words)) => format!("the cache: `{path}` cannot be read: {words}"),
            (_, Trouble::Full) => {
                format!(
                    "the cache: `{path}` could not be written: the disk is full; the next build starts over"
                )
            }
            (_, Trouble::Unwritable(words)) => {
                format!("the cache: `{path}` could not be written: {words}; the next build starts over")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line_in_either_language() {
        let path = Path::new(".torg/traces");
        let full = Problem::writing(path, &io::ErrorKind::StorageFull.into());
        assert_eq!(full.trouble, Trouble::Full);
        assert!(full.text("sv").contains("disken är full"), "{}", full.text("sv"));
        assert!(full.text("en").contains("the disk is full"), "{}", full.text("en"));
        let cut = Problem::reading(path, &io::ErrorKind::UnexpectedEof.into());
        assert_eq!(cut.trouble, Trouble::Damaged);
        let gone = Problem::reading(path, &io::ErrorKind::NotFound.into());
        for problem in [cut, gone, Problem::reading(path, &io::Error::other("no"))] {
            for lang in ["sv", "en"] {
                assert!(problem.text(lang).contains("`.torg/traces`"), "{problem:?}");
            }
        }
    }
}
