//! Names by content: a file that is fetched once never has to be fetched again under its name.

use std::collections::BTreeMap;

use crate::cache::Digest;

/// The number of letters that stand for a content: 40 bits.
pub(in crate::search) const NAME_LENGTH: usize = 8;

/// Letters and digits that no file system confuses, 32 of them.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The files written so far.
#[derive(Default)]
pub(super) struct Names {
    files: BTreeMap<String, Vec<u8>>,
}

impl Names {
    /// Takes a packed file and gives the letters of its name: `t`, `-`, these, `.bin`.
    pub(super) fn put(&mut self, kind: char, file: Vec<u8>) -> String {
        let mut letters = of(&[&file]);
        // Two contents with one name are a matter of one in a million; they get names one after the other.
        while self.files.get(&name(kind, &letters)).is_some_and(|other| *other != file) {
            letters = of(&[letters.as_bytes()]);
        }
        self.files.insert(name(kind, &letters), file);
        letters
    }

    /// Takes files that have one name together, and a number each.
    pub(super) fn put_group(&mut self, kind: char, files: Vec<Vec<u8>>) -> String {
        let parts: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let mut letters = of(&parts);
        while self.files.contains_key(&numbered(kind, &letters, 0)) {
            letters = of(&[letters.as_bytes()]);
        }
        for (number, file) in files.into_iter().enumerate() {
            self.files.insert(numbered(kind, &letters, number), file);
        }
        letters
    }

    pub(super) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }
}

/// A file's name.
pub(in crate::search) fn name(kind: char, letters: &str) -> String {
    format!("{kind}-{letters}.bin")
}

/// The name of a file in a group.
pub(in crate::search) fn numbered(kind: char, letters: &str, number: usize) -> String {
    format!("{kind}-{letters}-{number}.bin")
}

fn of(parts: &[&[u8]]) -> String {
    let digests: Vec<u8> = parts.iter().flat_map(|part| *Digest::of(part).as_bytes()).collect();
    let digest = Digest::of(&digests);
    let letter = |byte: &u8| char::from(LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'a'));
    digest.as_bytes().iter().take(NAME_LENGTH).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_the_same_name() {
        let mut names = Names::default();
        let first = names.put('t', vec![1, 2, 3]);
        assert_eq!(names.put('t', vec![1, 2, 3]), first);
        assert_ne!(names.put('t', vec![1, 2, 4]), first);
        assert_eq!(first.len(), NAME_LENGTH);
        let group = names.put_group('c', vec![vec![1], vec![2]]);
        assert_eq!(names.files.len(), 4);
        assert!(names.files.contains_key(&numbered('c', &group, 1)));
    }
}
