//! GIF files: their blocks, and which of them are published.

use std::ops::Range;

use super::bytes::{le16, part};
use super::exif::Turn;
use super::probe::Frame;

type Blocks = Vec<(Block, Range<usize>)>;

enum Block {
    /// One picture, with its own table of colours.
    Image,
    /// How the next picture is shown.
    Control,
    /// How often the animation is repeated.
    Repeat,
    /// Comments, texts, and what programs note for themselves.
    Note,
}

/// Where the blocks begin, and each of them with its place.
fn blocks(bytes: &[u8]) -> Option<(usize, Blocks)> {
    let start = 13 + table_len(*bytes.get(10)?);
    let mut found = Vec::new();
    let mut at = start;
    loop {
        let (block, end) = match *bytes.get(at)? {
            0x3b => return Some((start, found)),
            0x2c => {
                let table = table_len(*bytes.get(at + 9)?);
                (Block::Image, end_of_parts(bytes, at + 11 + table)?)
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let name = part(bytes, at + 3, 11);
                let block = match label {
                    0xf9 => Block::Control,
                    0xff if name == Some(b"NETSCAPE2.0") || name == Some(b"ANIMEXTS1.0") => Block::Repeat,
                    _ => Block::Note,
                };
                (block, end_of_parts(bytes, at + 2)?)
            }
            _ => return None,
        };
        found.push((block, at..end));
        at = end;
    }
}

/// The bytes of a table of colours that the flags announce.
fn table_len(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}

/// Where a series of parts, each with its length before it, ends: after an empty one.
fn end_of_parts(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let len = usize::from(*bytes.get(at)?);
        at += 1 + len;
        if len == 0 {
            return Some(at);
        }
    }
}

pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    let (_, blocks) = blocks(bytes)?;
    let images = blocks.iter().filter(|(block, _)| matches!(block, Block::Image)).count();
    Some(Frame {
        width: le16(bytes, 6)?.into(),
        height: le16(bytes, 8)?.into(),
        orientation: Turn::default(),
        animated: images > 1,
    })
}

/// The same picture without what is not needed to show it.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let (start, blocks) = blocks(bytes)?;
    let mut cleaned = bytes.get(..start)?.to_vec();
    for (block, range) in blocks {
        if !matches!(block, Block::Note) {
            cleaned.extend(bytes.get(range)?);
        }
    }
    cleaned.push(0x3b);
    Some(cleaned)
}
