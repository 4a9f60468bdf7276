//! Paths of published files.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::source::nfc;

use super::MANIFEST_PATH;

/// The longest path that is published, in bytes: what an S3-compatible store takes as a key.
const MAX_BYTES: usize = 1024;

/// The longest part between two `/`, in bytes: what the common file systems take as a name.
const MAX_PART_BYTES: usize = 255;

/// The path of a published file below the site's root: `om/index.html`. Never absolute, never with `..`, always
/// writable as a file on every platform and in every store.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

/// Why a text is no [`OutputPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// Nothing at all, or nothing between two `/`.
    Empty,
    /// It begins with `/`, or with a drive letter.
    Absolute,
    /// A part is `.` or `..`.
    Dots,
    /// A character that some file system refuses: a control character or one of `\ < > : " | ? *`.
    Character(char),
    /// A part ends with a dot or a space, which Windows drops.
    Ending,
    /// A name that Windows keeps for devices: `con`, `nul`, `com1` …
    Reserved,
    /// Longer than a store or a file system takes.
    TooLong,
}

impl OutputPath {
    /// The path written as `path`, in composed Unicode form (NFC).
    pub fn new(path: &str) -> Result<Self, PathProblem> {
        let path = nfc(path);
        check(&path)?;
        Ok(Self(path.as_ref().into()))
    }

    /// Where a site keeps its manifest.
    pub(super) fn of_manifest() -> Self {
        Self(MANIFEST_PATH.into())
    }

    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders the file lies in, innermost first: `a/b`, then `a`, of `a/b/c.html`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        let path: &str = &self.0;
        path.rmatch_indices('/').map(move |(at, _)| &path[..at])
    }
}

fn check(path: &str) -> Result<(), PathProblem> {
    if path.is_empty() {
        return Err(PathProblem::Empty);
    }
    if path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') {
        return Err(PathProblem::Absolute);
    }
    if path.len() > MAX_BYTES {
        return Err(PathProblem::TooLong);
    }
    path.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), PathProblem> {
    if part.is_empty() {
        return Err(PathProblem::Empty);
    }
    if part == "." || part == ".." {
        return Err(PathProblem::Dots);
    }
    let refused = |c: &char| c.is_control() || matches!(c, '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*');
    if let Some(character) = part.chars().find(refused) {
        return Err(PathProblem::Character(character));
    }
    if part.ends_with(['.', ' ']) {
        return Err(PathProblem::Ending);
    }
    if is_device(part) {
        return Err(PathProblem::Reserved);
    }
    if part.len() > MAX_PART_BYTES {
        return Err(PathProblem::TooLong);
    }
    Ok(())
}

/// Whether Windows takes the name, with any extension, for a device.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    match stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")) {
        Some(number) => matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"),
        None => matches!(stem.as_str(), "con" | "prn" | "aux" | "nul"),
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl fmt::Display for PathProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a part of the path is empty"),
            Self::Absolute => f.write_str("the path must begin at the site's root"),
            Self::Dots => f.write_str("`.` and `..` have no place in it"),
            Self::Character(character) => write!(f, "the character `{}`", character.escape_debug()),
            Self::Ending => f.write_str("a name ends with a dot or a space"),
            Self::Reserved => f.write_str("Windows keeps the name for a device"),
            Self::TooLong => f.write_str("the path is too long"),
        }
    }
}

impl Serialize for OutputPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OutputPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_every_platform_can_write_is_a_path() {
        for path in
            ["index.html", "om/index.html", "bilder/år 2022.png", ".well-known/security.txt", "console.js"]
        {
            assert_eq!(OutputPath::new(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn what_some_platform_cannot_write_is_refused() {
        for (path, problem) in [
            ("", PathProblem::Empty),
            ("a//b", PathProblem::Empty),
            ("a/", PathProblem::Empty),
            ("/etc/passwd", PathProblem::Absolute),
            ("c:/x", PathProblem::Absolute),
            ("../x", PathProblem::Dots),
            ("a/../../x", PathProblem::Dots),
            ("a\\..\\x", PathProblem::Character('\\')),
            ("a/b\0", PathProblem::Character('\0')),
            ("vad?.html", PathProblem::Character('?')),
            ("a./b", PathProblem::Ending),
            ("x/NUL.html", PathProblem::Reserved),
            ("com1", PathProblem::Reserved),
        ] {
            assert_eq!(OutputPath::new(path), Err(problem), "{path}");
        }
        assert_eq!(OutputPath::new(&"a".repeat(256)), Err(PathProblem::TooLong));
        assert_eq!(OutputPath::new(&"a/".repeat(600)), Err(PathProblem::TooLong));
    }

    #[test]
    fn decomposed_names_are_composed() {
        assert_eq!(OutputPath::new("a\u{30a}r").unwrap(), OutputPath::new("\u{e5}r").unwrap());
    }

    #[test]
    fn folders_are_innermost_first() {
        let path = OutputPath::new("a/b/c").unwrap();
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a/b", "a"]);
    }

    proptest! {
        #[test]
        fn no_path_leaves_the_root(text in "(\\.|/|\\\\|[a-c]|\\PC){0,12}") {
            if let Ok(path) = OutputPath::new(&text) {
                let joined = std::path::Path::new("root").join(path.as_str());
                prop_assert!(joined.starts_with("root"));
                prop_assert!(joined.components().all(|part| matches!(part, std::path::Component::Normal(_))));
            }
        }
    }
}
