//! The bundle's small change: whole numbers in as few bytes as they need, words after what they share with the word
//! before, a checksum in front, deflate around.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// The most that a file of a bundle may become when it is unpacked. A file that claims more is broken.
const MAX_UNPACKED: u64 = 256 << 20;

/// Writes numbers as LEB128: seven bits a byte, lowest first, the highest bit set while more follow.
pub(super) fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes the words, each after the number of bytes that it shares with the one before.
pub(super) fn put_front_coded(out: &mut Vec<u8>, before: &str, word: &str) {
    let mut shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    while !word.is_char_boundary(shared) {
        shared -= 1;
    }
    put_number(out, shared as u32);
    put_number(out, (word.len() - shared) as u32);
    out.extend_from_slice(word.as_bytes().get(shared..).unwrap_or_default());
}

/// The first eight bytes of a text as a number: as long as two of them differ, they are ordered as the texts are.
pub(super) fn prefix(text: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, here)| *byte = here);
    u64::from_be_bytes(bytes)
}

/// Reads what was written; every step fails on bytes that are not there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u32::from(byte & 0x7f).checked_shl(shift).filter(|_| shift < 28 || byte & 0x70 == 0)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    pub(super) fn take(&mut self, length: u32) -> Option<&'a [u8]> {
        let end = self.at.checked_add(length as usize)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    /// A length and as many bytes.
    pub(super) fn block(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// A length and as many bytes of text.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.block()?).ok()
    }

    /// The next word, given the one before.
    pub(super) fn front_coded(&mut self, before: &str) -> Option<String> {
        let shared = self.number()? as usize;
        let mut word = before.get(..shared)?.to_owned();
        word.push_str(self.text()?);
        Some(word)
    }

    /// The bytes that are left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Whether anything is left; a count that goes beyond what is left is refused before memory is asked for.
    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }
}

/// A file of the bundle: checksum and content, deflated without a header.
pub(super) fn pack(content: &[u8]) -> Vec<u8> {
    pack_at(LEVEL, content)
}

/// As [`pack`], for content in which little repeats: looking longer would gain a hundredth.
pub(super) fn pack_fast(content: &[u8]) -> Vec<u8> {
    pack_at(FAST_LEVEL, content)
}

fn pack_at(level: u32, content: &[u8]) -> Vec<u8> {
    let mut encoder =
        DeflateEncoder::new(Vec::with_capacity(content.len() / 2 + 16), Compression::new(level));
    // Writing to memory cannot fail; a file that came out short would be refused by its checksum.
    let _ = encoder.write_all(&fnv(content).to_le_bytes());
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

// At level 7 a bundle of 10,000 pages would be a third of a hundredth smaller, and take a quarter longer to pack.
const LEVEL: u32 = 5;
const FAST_LEVEL: u32 = 2;

/// The content of a file of the bundle, if it is whole.
pub(super) fn unpack(file: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    DeflateDecoder::new(file).take(MAX_UNPACKED).read_to_end(&mut unpacked).ok()?;
    let content = unpacked.split_off_checked(4)?;
    let expected = u32::from_le_bytes(unpacked.try_into().ok()?);
    (fnv(&content) == expected).then_some(content)
}

/// Splits a vector unless it is too short.
trait SplitOff: Sized {
    fn split_off_checked(&mut self, at: usize) -> Option<Self>;
}

impl SplitOff for Vec<u8> {
    fn split_off_checked(&mut self, at: usize) -> Option<Self> {
        (self.len() >= at).then(|| self.split_off(at))
    }
}

/// FNV-1a over 32 bits (Fowler, Noll, Vo: RFC 9923): three lines in every language, and it sees every flipped byte.
pub(super) fn fnv(content: &[u8]) -> u32 {
    content.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers: Vec<u32>) {
            let mut bytes = Vec::new();
            for number in &numbers {
                put_number(&mut bytes, *number);
            }
            let mut cursor = Cursor::new(&bytes);
            for number in &numbers {
                prop_assert_eq!(cursor.number(), Some(*number));
            }
            prop_assert_eq!(cursor.number(), None);
        }

        #[test]
        fn words_come_back(mut words: Vec<String>) {
            words.sort();
            let mut bytes = Vec::new();
            let mut before = "";
            for word in &words {
                put_front_coded(&mut bytes, before, word);
                before = word;
            }
            let mut cursor = Cursor::new(&bytes);
            let mut before = String::new();
            for word in &words {
                before = cursor.front_coded(&before).unwrap();
                prop_assert_eq!(&before, word);
            }
        }

        #[test]
        fn texts_are_ordered_by_their_prefixes(a: String, b: String) {
            prop_assert_eq!(prefix(&a).cmp(&prefix(&b)).then(a.cmp(&b)), a.cmp(&b));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let mut cursor = Cursor::new(&bytes);
            while cursor.front_coded("före").is_some() {}
            while cursor.number().is_some() {}
            let _ = unpack(&bytes);
        }
    }

    #[test]
    fn a_file_that_lost_or_changed_a_byte_is_refused() {
        let content: Vec<u8> = (0..2000_u32).map(|n| (n * n % 251) as u8).collect();
        let file = pack(&content);
        assert_eq!(unpack(&file).unwrap(), content);
        for at in 0..file.len() {
            assert_ne!(unpack(&file[..at]).as_deref(), Some(&content[..]));
            let mut flipped = file.clone();
            flipped[at] ^= 0x10;
            assert!(unpack(&flipped).is_none_or(|other| other == content), "byte {at}");
        }
    }
}
