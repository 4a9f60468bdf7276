//! What goes wrong with the store. None of it stops a build: it is told once, and what could not be read is made again.

use std::fmt;
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
    /// It is not signed with our key.
    Forged,
    /// A remote cache does not do what it should: its own words, or those of the network.
    Down(String),
    /// No remote cache can have this address.
    Address(String),
    /// A remote cache without a key that is long enough.
    NoKey,
    /// A remote cache, for a torg that was built without.
    NotBuilt,
}

impl Problem {
    /// What the operating system answered when `path` was read.
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        if let Some(problem) = error.get_ref().and_then(|error| error.downcast_ref::<Self>()) {
            return problem.clone();
        }
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
            ("sv", Trouble::Forged) => {
                format!(
                    "cachen: det som finns på `{path}` är inte signerat med nyckeln i `TORG_CACHE_KEY` och används inte"
                )
            }
            ("sv", Trouble::Down(words)) => format!("cachen: `{path}`: {words}; bygget fortsätter utan den"),
            ("sv", Trouble::Address(words)) => format!("cachen: `{path}` kan inte användas: {words}"),
            ("sv", Trouble::NoKey) => {
                format!(
                    "cachen: `{path}` används inte: sätt `TORG_CACHE_KEY` till en hemlighet på minst 32 tecken, till exempel av `openssl rand -hex 32`, eller till ingenting om ni vill vara utan"
                )
            }
            ("sv", Trouble::NotBuilt) => {
                format!(
                    "cachen: `{path}` används inte, för detta torg är byggt utan `--features remote-cache`; sätt `TORG_CACHE_KEY` till ingenting om ni vill vara utan"
                )
            }
            (_, Trouble::Damaged) => format!("the cache: `{path}` is damaged; what was there is made again"),
            (_, Trouble::Missing) => format!("the cache: `{path}` is gone; what was there is made again"),
            (_, Trouble::Unreadable(words)) => format!("the cache: `{path}` cannot be read: {words}"),
            (_, Trouble::Full) => {
                format!(
                    "the cache: `{path}` could not be written: the disk is full; the next build starts over"
                )
            }
            (_, Trouble::Forged) => {
                format!(
                    "the cache: what is at `{path}` is not signed with the key in `TORG_CACHE_KEY` and is not used"
                )
            }
            (_, Trouble::Down(words)) => {
                format!("the cache: `{path}`: {words}; the build goes on without it")
            }
            (_, Trouble::Address(words)) => format!("the cache: `{path}` cannot be used: {words}"),
            (_, Trouble::NoKey) => {
                format!(
                    "the cache: `{path}` is not used: set `TORG_CACHE_KEY` to a secret of at least 32 characters, for instance from `openssl rand -hex 32`, or to nothing to do without"
                )
            }
            (_, Trouble::NotBuilt) => {
                format!(
                    "the cache: `{path}` is not used, since this torg was built without `--features remote-cache`; set `TORG_CACHE_KEY` to nothing to do without"
                )
            }
            (_, Trouble::Unwritable(words)) => {
                format!("the cache: `{path}` could not be written: {words}; the next build starts over")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text("en"))
    }
}

impl std::error::Error for Problem {}

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
        let others = [Trouble::Forged, Trouble::NoKey, Trouble::NotBuilt, Trouble::Down("down".to_owned())];
        let others = others.into_iter().chain([Trouble::Address("odd".to_owned())]);
        let others = others.map(|trouble| Problem { path: ".torg/traces".to_owned(), trouble });
        let unread = Problem::reading(path, &io::Error::other("no"));
        assert_eq!(Problem::reading(path, &io::Error::other(unread.clone())), unread);
        for problem in [cut, gone, unread].into_iter().chain(others) {
            for lang in ["sv", "en"] {
                assert!(problem.text(lang).contains("`.torg/traces`"), "{problem:?}");
            }
        }
    }
}
