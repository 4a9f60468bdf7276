//! Names by content: a file that is fetched once never has to be fetched again under its name.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::cache::Digest;

use super::super::code::{pack, pack_fast};
use super::super::memory::Memory;

/// The number of letters that stand for a content: 40 bits.
pub(in crate::search) const NAME_LENGTH: usize = 8;

/// Letters and digits that no file system confuses, 32 of them.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The files written so far, not packed yet.
#[derive(Default)]
pub(super) struct Names {
    files: BTreeMap<String, Content>,
}

struct Content {
    kind: char,
    bytes: Vec<u8>,
}

impl Names {
    /// Takes a file's content and gives the letters of its name: `t`, `-`, these, `.bin`.
    pub(super) fn put(&mut self, kind: char, bytes: Vec<u8>) -> String {
        let mut letters = of(&[&bytes]);
        // Two contents with one name are a matter of one in a million; they get names one after the other.
        while self.files.get(&name(kind, &letters)).is_some_and(|other| other.bytes != bytes) {
            letters = of(&[letters.as_bytes()]);
        }
        self.files.insert(name(kind, &letters), Content { kind, bytes });
        letters
    }

    /// Takes files that have one name together, and a number each.
    pub(super) fn put_group(&mut self, kind: char, files: Vec<Vec<u8>>) -> String {
        let parts: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let mut letters = of(&parts);
        while self.files.contains_key(&numbered(kind, &letters, 0)) {
            letters = of(&[letters.as_bytes()]);
        }
        for (number, bytes) in files.into_iter().enumerate() {
            self.files.insert(numbered(kind, &letters, number), Content { kind, bytes });
        }
        letters
    }

    /// Takes the file that names the others.
    pub(super) fn put_root(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(name.to_owned(), Content { kind: 'r', bytes });
    }

    /// The files with their packed bytes, and the names of those that the bundle before has: packing takes longest.
    pub(super) fn into_files(self, memory: &dyn Memory) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
        let files: Vec<(String, Content)> = self.files.into_iter().collect();
        let (kept, new): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(name, content)| content.kind != 'r' && memory.has_file(name));
        // Positions hardly repeat.
        let pack = |(name, content): (String, Content)| match content.kind {
            'p' => (name, pack_fast(&content.bytes)),
            _ => (name, pack(&content.bytes)),
        };
        (new.into_par_iter().map(pack).collect(), kept.into_iter().map(|(name, _)| name).collect())
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
