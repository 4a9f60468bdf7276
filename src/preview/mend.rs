//! Changes that diagnostics propose: byte for byte what was proposed, and only where a file is still what it was about. The
//! editor makes them, at their author's wish.

use std::collections::BTreeMap;

use crate::report::Suggestion;
use crate::source::{Digest, FilePath, Source, Span};

/// A change of some files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mend {
    files: BTreeMap<FilePath, Edits>,
}

/// The change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edits {
    /// Of the file as it was diagnosed.
    digest: Digest,
    /// What to put where, in the order of the places, which do not overlap.
    edits: Vec<(Span, String)>,
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

    /// The change of each file.
    pub(super) fn files(&self) -> impl Iterator<Item = (&FilePath, &Edits)> {
        self.files.iter()
    }
}

impl Edits {
    /// The file as it is after the change; none where it is another than the one that was diagnosed.
    pub(super) fn applied(&self, bytes: &[u8]) -> Option<Vec<u8>> {
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

#[cfg(test)]
mod tests {
    use crate::report::{Diagnostic, codes};
    use crate::source::Location;

    use super::*;

    fn mend(text: &str, start: usize, end: usize, name: &str) -> Option<Mend> {
        let path = FilePath::new("content/a.md");
        let diagnostic =
            Diagnostic::new(codes::L0108, Location::new(&path, Span::new(start, end))).suggest(Some(name));
        Mend::of(&diagnostic.suggestions[0], &|path| Source::new(path.clone(), text.as_bytes().to_vec()).ok())
    }

    fn applied(mend: &Mend, text: &str) -> Option<String> {
        let (_, edits) = mend.files().next()?;
        edits.applied(text.as_bytes()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn nothing_but_the_place_changes() {
        let text = "\u{feff}Åter\r\n till  torget\n\n";
        let mend = mend(text, 17, 23, "bron").unwrap();
        let after = applied(&mend, text).unwrap();
        assert_eq!(after, "\u{feff}Åter\r\n till  bron\n\n");
        // It has been made: what stands there now is something else.
        assert_eq!(applied(&mend, &after), None);
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let mend = mend("Till torget", 5, 11, "bron").unwrap();
        assert_eq!(applied(&mend, "Till Torget"), None);
    }

    #[test]
    fn a_place_that_splits_a_character_is_no_place() {
        assert_eq!(mend("Å", 1, 2, "A"), None);
        assert_eq!(mend("Å", 1, 9, "A"), None);
    }
}
