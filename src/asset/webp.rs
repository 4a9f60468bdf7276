//! WebP files: their chunks, and which of them are published.

use super::bytes::{le16, le24, le32, part};
use super::exif;
use super::probe::Frame;

const PUBLISHED: &[&[u8; 4]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH"];

/// The bits of `VP8X` that announce Exif and XMP.
const NOTES: u8 = 0x08 | 0x04;

struct Chunk<'a> {
    kind: &'a [u8],
    body: &'a [u8],
}

fn chunks(bytes: &[u8]) -> Option<Vec<Chunk<'_>>> {
    let end = (le32(bytes, 4)? as usize).checked_add(8)?;
    // What follows the container is no part of the picture.
    let bytes = bytes.get(..end)?;
    let mut found = Vec::new();
    let mut at = 12;
    while at < bytes.len() {
        let (kind, len) = (part(bytes, at, 4)?, le32(bytes, at + 4)? as usize);
        found.push(Chunk { kind, body: part(bytes, at + 8, len)? });
        at = at.checked_add(8)?.checked_add(len)?.checked_add(len % 2)?;
    }
    Some(found)
}

pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    let chunks = chunks(bytes)?;
    let first = chunks.first()?;
    let (width, height) = match first.kind {
        b"VP8X" => (le24(first.body, 4)? + 1, le24(first.body, 7)? + 1),
        b"VP8L" if first.body.first() == Some(&0x2f) => {
            let bits = le32(first.body, 1)?;
            ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        b"VP8 " if part(first.body, 3, 3) == Some(&[0x9d, 0x01, 0x2a]) => {
            (u32::from(le16(first.body, 6)? & 0x3fff), u32::from(le16(first.body, 8)? & 0x3fff))
        }
        _ => return None,
    };
    let notes = chunks.iter().find(|chunk| chunk.kind == b"EXIF");
    let orientation =
        notes.and_then(|chunk| exif::orientation(chunk.body.strip_prefix(b"Exif\0\0").unwrap_or(chunk.body)));
    Some(Frame {
        width,
        height,
        orientation: orientation.unwrap_or_default(),
        animated: chunks.iter().any(|chunk| chunk.kind == b"ANIM"),
    })
}

/// A still picture with a colour profile.
pub(super) fn with_profile(bytes: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    let Frame { width, height, .. } = frame(bytes)?;
    let mut head = vec![0x20, 0, 0, 0];
    head.extend(&(width - 1).to_le_bytes()[..3]);
    head.extend(&(height - 1).to_le_bytes()[..3]);
    let chunks = chunks(bytes)?;
    for chunk in &chunks {
        // Transparency is announced in the head: by the head there was, by a part of its own, or by a bit of VP8L.
        let see_through = match chunk.kind {
            b"VP8X" => chunk.body.first()? & 0x10 != 0,
            b"VP8L" => chunk.body.get(4)? & 0x10 != 0,
            kind => kind == b"ALPH",
        };
        head[0] |= if see_through { 0x10 } else { 0 };
    }
    let mut with = b"RIFF\0\0\0\0WEBP".to_vec();
    add(&mut with, b"VP8X", &head)?;
    add(&mut with, b"ICCP", profile)?;
    for chunk in chunks.iter().filter(|chunk| !matches!(chunk.kind, b"VP8X" | b"ICCP")) {
        add(&mut with, chunk.kind, chunk.body)?;
    }
    finish(with)
}

fn add(file: &mut Vec<u8>, kind: &[u8], body: &[u8]) -> Option<()> {
    file.extend(kind);
    file.extend(u32::try_from(body.len()).ok()?.to_le_bytes());
    file.extend(body);
    file.extend(&[0][..body.len() % 2]);
    Some(())
}

/// Writes the container's length into its head.
fn finish(mut file: Vec<u8>) -> Option<Vec<u8>> {
    let len = u32::try_from(file.len() - 8).ok()?;
    file[4..8].copy_from_slice(&len.to_le_bytes());
    Some(file)
}

/// Whether the picture keeps every pixel exactly.
pub(super) fn is_lossless(bytes: &[u8]) -> bool {
    chunks(bytes).is_some_and(|chunks| chunks.iter().any(|chunk| chunk.kind == b"VP8L"))
}

/// The same picture without what is not needed to show it.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in chunks(bytes)?.iter().filter(|chunk| PUBLISHED.iter().any(|kind| chunk.kind == *kind)) {
        let mut body = chunk.body.to_vec();
        if chunk.kind == b"VP8X" {
            *body.first_mut()? &= !NOTES;
        }
        add(&mut cleaned, chunk.kind, &body)?;
    }
    finish(cleaned)
}
