//! PNG files: their chunks, and which of them are published.

use std::ops::Range;

use super::bytes::be32;
use super::exif;
use super::probe::Frame;

/// What is needed to show the picture as it was meant: the picture, its colours, its animation, its pixel size.
const PUBLISHED: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

struct Chunk<'a> {
    kind: &'a [u8],
    body: &'a [u8],
    whole: Range<usize>,
}

/// The chunks up to the end of the picture.
fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let mut found = Vec::new();
    let mut at = 8;
    loop {
        let len = be32(bytes, at)? as usize;
        let end = at.checked_add(len)?.checked_add(12)?;
        let whole = bytes.get(at..end)?;
        let kind = &whole[4..8];
        found.push(Chunk { kind, body: &whole[8..8 + len], whole: at..end });
        if kind == b"IEND" {
            return Some(found);
        }
        at = end;
    }
}

pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    let chunks = chunks(bytes)?;
    let head = chunks.first().filter(|chunk| chunk.kind == b"IHDR")?.body;
    let orientation =
        chunks.iter().filter(|chunk| chunk.kind == b"eXIf").find_map(|chunk| exif::orientation(chunk.body));
    Some(Frame {
        width: be32(head, 0)?,
        height: be32(head, 4)?,
        orientation: orientation.unwrap_or_default(),
        animated: chunks.iter().any(|chunk| chunk.kind == b"acTL"),
    })
}

/// The same picture without what is not needed to show it.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = bytes.get(..8)?.to_vec();
    for chunk in chunks(bytes)? {
        if PUBLISHED.iter().any(|kind| chunk.kind == *kind) {
            cleaned.extend(&bytes[chunk.whole]);
        }
    }
    Some(cleaned)
}
