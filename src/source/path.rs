//! Paths below the project's root, written with `/` on every platform.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The path of a file relative to the project's root, with `/` between its parts.
///
/// Two spellings of one name (composed `å` and decomposed `a` + ring, which some file systems write) are equal:
/// comparisons use the composed form (NFC), and the spelling on disk is kept for opening the file.
#[derive(Clone, Serialize, Deserialize)]
pub struct FilePath {
    nfc: Arc<str>,
    on_disk: Option<Arc<str>>,
}

impl FilePath {
    /// A path from its spelling on disk; backslashes count as `/`.
    pub fn new(path: &str) -> Self {
        let path: Cow<'_, str> =
            if path.contains('\\') { path.replace('\\', "/").into() } else { path.into() };
        match nfc(&path) {
            Cow::Borrowed(same) => Self { nfc: same.into(), on_disk: None },
            Cow::Owned(composed) => Self { nfc: composed.into(), on_disk: Some(path.as_ref().into()) },
        }
    }

    /// The composed form, which is what people are shown.
    pub fn as_str(&self) -> &str {
        &self.nfc
    }

    /// The spelling to open the file with.
    pub fn on_disk(&self) -> &str {
        self.on_disk.as_deref().unwrap_or(&self.nfc)
    }

    /// The last part: `sida.md` of `content/om/sida.md`.
    pub fn file_name(&self) -> &str {
        self.nfc.rsplit('/').next().unwrap_or(&self.nfc)
    }

    /// Everything before the last part, without a final `/`; empty at the root.
    pub fn parent(&self) -> &str {
        self.nfc.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The part of the file name after its last dot, without the dot.
    pub fn extension(&self) -> Option<&str> {
        self.file_name().rsplit_once('.').map(|(_, extension)| extension)
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The path below `folder`, if it is below it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.nfc.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl PartialEq for FilePath {
    fn eq(&self, other: &Self) -> bool {
        self.nfc == other.nfc
    }
}

impl Eq for FilePath {}

impl PartialOrd for FilePath {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FilePath {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.nfc.cmp(&other.nfc)
    }
}

impl std::hash::Hash for FilePath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.nfc.hash(state);
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.nfc)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.nfc)
    }
}

impl From<&str> for FilePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

/// The composed Unicode form (NFC) of a text, borrowed when it already is.
pub fn nfc(text: &str) -> Cow<'_, str> {
    // Below U+0300, where the combining marks begin, every letter is composed. All bytes are looked at, which is faster than to
    // stop at one.
    let is_composed = text.bytes().fold(0, |found, byte| found | u8::from(byte >= 0xcc)) == 0;
    if is_composed || is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_name_are_one_path() {
        let composed = FilePath::new("content/\u{e5}r.md");
        let decomposed = FilePath::new("content/a\u{30a}r.md");
        assert_eq!(composed, decomposed);
        assert_eq!(decomposed.on_disk(), "content/a\u{30a}r.md");
    }

    #[test]
    fn parts_of_a_path() {
        let path = FilePath::new("content\\om\\sida.en.md");
        assert_eq!(path.parent(), "content/om");
        assert_eq!(path.stem(), "sida.en");
        assert_eq!(path.extension(), Some("md"));
        assert_eq!(path.below("content"), Some("om/sida.en.md"));
        assert_eq!(path.below("cont"), None);
    }
}
