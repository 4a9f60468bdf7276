//! Changes that diagnostics propose, made in authors' files at their wish: byte for byte what was proposed, and only where the
//! file is still what it was about.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::report::Suggestion;
use crate::source::{Digest, DiskFiles, FilePath, Files, Source, Span};

/// A change of some files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mend {
    files: BTreeMap<FilePath, Edits>,
}

/// The change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edits {
    /// Of the file as it was diagnosed.
    digest: Digest,
    /// What to put where, in the order of the places, which do not overlap.
    edits: Vec<(Span, String)>,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// A file is another now.
    Changed,
    /// A file lies outside the project, or cannot be written.
    Unwritable,
}

impl Mend {
    /// What a suggestion proposes, in the files as they are; none where it does not fit them.
    pub(super) fn of(suggestion: &Suggestion, read: &dyn Fn(&FilePath) -> Option<Source>) -> Option<Self> {
        let mut files: BTreeMap<FilePath, Edits> = BTreeMap::new();
        for edit in &suggestion.edits {
            let source = read(&edit.at.file)?;
            source.text.get(edit.at.span.range())?;
            let digest = Digest::of(source.text.as_bytes());
            let file = files.entry(edit.at.file.clone()).or_insert(Edits { digest, edits: Vec::new() });
            file.edits.push((edit.at.span, edit.text.clone()));
        }
        for file in files.values_mut() {
            file.edits.sort_by_key(|(span, _)| (span.start, span.end));
            if file.edits.windows(2).any(|two| two[0].0.end > two[1].0.start) {
                return None;
            }
        }
        (!files.is_empty()).then_some(Self { files })
    }

    /// Makes the change: in all of its files, or in none if one of them is not what it was.
    pub(super) fn apply(&self, files: &DiskFiles) -> Result<(), Refused> {
        let mut texts = Vec::new();
        for (path, edits) in &self.files {
            let full = files.inside(path).ok_or(Refused::Unwritable)?;
            let bytes = files.read(path).map_err(|_| Refused::Unwritable)?;
            texts.push((full, edits.applied(&bytes).ok_or(Refused::Changed)?));
        }
        for (full, text) in texts {
            replace(&full, &text).map_err(|_| Refused::Unwritable)?;
        }
        Ok(())
    }
}

impl Edits {
    fn applied(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        (Digest::of(bytes) == self.digest).then_some(())?;
        let (mut made, mut at) = (Vec::with_capacity(bytes.len()), 0);
        for (span, text) in &self.edits {
            made.extend_from_slice(bytes.get(at..span.start as usize)?);
            made.extend_from_slice(text.as_bytes());
            at = span.end as usize;
        }
        made.extend_from_slice(bytes.get(at..)?);
        Some(made)
    }
}

/// Puts a text in a file's place at once, so that nobody reads half of it.
fn replace(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // Hidden, so that nobody takes it for a page.
    let mut beside = tempfile::Builder::new().prefix(".torg-").tempfile_in(folder)?;
    beside.write_all(text)?;
    beside.as_file().sync_all()?;
    fs::set_permissions(beside.path(), fs::metadata(path)?.permissions())?;
    beside.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use crate::report::{Diagnostic, codes, source_of};
    use crate::source::Location;

    use super::*;

    #[expect(clippy::disallowed_methods, reason = "writes as an author does")]
    fn write(folder: &TempDir, path: &str, text: &str) {
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), text).unwrap();
    }

    fn mend(files: &DiskFiles, start: usize, end: usize, name: &str) -> Option<Mend> {
        let at = Location::new(&"content/a.md".into(), Span::new(start, end));
        let diagnostic = Diagnostic::new(codes::L0108, at).suggest(Some(name));
        Mend::of(&diagnostic.suggestions[0], &|path| source_of(files, path))
    }

    #[test]
    fn nothing_but_the_place_changes() {
        let folder = TempDir::new().unwrap();
        write(&folder, "content/a.md", "\u{feff}Åter\r\n till  torget\n\n");
        let files = DiskFiles::new(folder.path()).unwrap();
        let mend = mend(&files, 17, 23, "bron").unwrap();
        assert_eq!(mend.apply(&files), Ok(()));
        let text = files.read(&"content/a.md".into()).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "\u{feff}Åter\r\n till  bron\n\n");
        // It has been made: what stands there now is something else.
        assert_eq!(mend.apply(&files), Err(Refused::Changed));
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let folder = TempDir::new().unwrap();
        write(&folder, "content/a.md", "Till torget");
        let files = DiskFiles::new(folder.path()).unwrap();
        let mend = mend(&files, 5, 11, "bron").unwrap();
        write(&folder, "content/a.md", "Till Torget");
        assert_eq!(mend.apply(&files), Err(Refused::Changed));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_project_is_not_followed() {
        let (folder, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        write(&outside, "a.md", "Till torget");
        write(&folder, "content/b.md", "");
        std::os::unix::fs::symlink(outside.path().join("a.md"), folder.path().join("content/a.md")).unwrap();
        let files = DiskFiles::new(folder.path()).unwrap();
        assert_eq!(mend(&files, 5, 11, "bron").unwrap().apply(&files), Err(Refused::Unwritable));
    }

    #[test]
    fn a_place_that_splits_a_character_is_no_place() {
        let folder = TempDir::new().unwrap();
        write(&folder, "content/a.md", "Å");
        let files = DiskFiles::new(folder.path()).unwrap();
        assert_eq!(mend(&files, 1, 2, "A"), None);
        assert_eq!(mend(&files, 1, 9, "A"), None);
    }
}
