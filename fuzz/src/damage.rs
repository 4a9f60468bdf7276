//! What may happen to a file of a bundle.

use libfuzzer_sys::arbitrary::{self, Arbitrary};

use crate::sample::{pack, unpack};

/// Damage to one file.
#[derive(Arbitrary, Debug)]
pub enum Damage<'a> {
    /// The file is not there.
    Gone,
    /// It ends too early.
    Cut {
        /// Where.
        at: u16,
    },
    /// A byte has changed.
    Flip {
        /// Which.
        at: u16,
        /// The bits of it.
        mask: u8,
    },
    /// Its content has other bytes in one place, and the right checksum.
    Splice {
        /// Where.
        at: u16,
        /// How many go.
        length: u8,
        /// What comes.
        with: &'a [u8],
    },
    /// It has another content, with the right checksum.
    Content(&'a [u8]),
    /// Other bytes stand in its place.
    Raw(&'a [u8]),
}

impl Damage<'_> {
    /// Whether a reader can see that something is wrong.
    pub fn is_seen(&self) -> bool {
        matches!(self, Self::Gone | Self::Cut { .. } | Self::Flip { .. })
    }

    /// The file afterwards; nothing where it is gone.
    pub fn apply(&self, mut file: Vec<u8>) -> Option<Vec<u8>> {
        match *self {
            Self::Gone => return None,
            Self::Cut { at } => file.truncate(usize::from(at) % (file.len() + 1)),
            Self::Flip { at, mask } => {
                let at = usize::from(at) % file.len().max(1);
                file.get_mut(at).into_iter().for_each(|byte| *byte ^= mask);
            }
            Self::Splice { at, length, with } => {
                let mut content = unpack(&file).unwrap_or_default();
                let at = usize::from(at) % (content.len() + 1);
                let end = content.len().min(at + usize::from(length));
                content.splice(at..end, with.iter().copied());
                file = pack(&content);
            }
            Self::Content(content) => file = pack(content),
            Self::Raw(bytes) => file = bytes.to_vec(),
        }
        Some(file)
    }
}
