//! AVIF files: boxes within boxes. Places in the file are given as numbers all over it, so that nothing can be cut out:
//! what is not published is overwritten with zeros.

use std::ops::Range;

use super::bytes::{be16, be32, part};
use super::exif::Turn;
use super::probe::Frame;

/// What a box of this kind holds is needed to show the picture.
const PUBLISHED: &[&[u8; 4]] = &[b"ftyp", b"meta", b"mdat", b"moov", b"moof", b"idat"];

struct Box_ {
    kind: [u8; 4],
    /// What follows its head.
    body: Range<usize>,
}

pub(super) fn is_avif(bytes: &[u8]) -> bool {
    part(bytes, 4, 4) == Some(b"ftyp")
        && boxes(bytes, 0..bytes.len().min(64 * 1024)).is_some_and(|boxes| {
            let brands = boxes.first().and_then(|first| bytes.get(first.body.clone())).unwrap_or(&[]);
            brands.chunks_exact(4).any(|brand| brand == b"avif" || brand == b"avis")
        })
}

/// The boxes in a part of the file; one that goes on beyond the part ends with it.
fn boxes(bytes: &[u8], range: Range<usize>) -> Option<Vec<Box_>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let (size, kind) = (be32(bytes, at)?, part(bytes, at + 4, 4)?.try_into().ok()?);
        let (head, size) = match size {
            0 => (8, range.end - at),
            1 => (
                16,
                usize::try_from(u64::from(be32(bytes, at + 8)?) << 32 | u64::from(be32(bytes, at + 12)?))
                    .ok()?,
            ),
            size => (8, size as usize),
        };
        let end = at.checked_add(size)?.min(range.end);
        let start = at + head;
        if start > end {
            return None;
        }
        found.push(Box_ { kind, body: start..end });
        at = end;
    }
    Some(found)
}

fn inner(bytes: &[u8], range: Range<usize>, kind: [u8; 4]) -> Option<Range<usize>> {
    boxes(bytes, range)?.into_iter().find(|found| found.kind == kind).map(|found| found.body)
}

/// The box that describes the pictures, without its version.
fn meta(bytes: &[u8]) -> Option<Range<usize>> {
    let meta = inner(bytes, 0..bytes.len(), *b"meta")?;
    (meta.len() >= 4).then(|| meta.start + 4..meta.end)
}

pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    let top = boxes(bytes, 0..bytes.len())?;
    let meta = meta(bytes)?;
    let primary = primary(bytes, &meta)?;
    let properties = inner(bytes, meta, *b"iprp")?;
    let all = boxes(bytes, inner(bytes, properties.clone(), *b"ipco")?)?;
    let mut size = None;
    let mut sideways = false;
    for index in associations(bytes, inner(bytes, properties, *b"ipma")?, primary)? {
        let Some(property) = index.checked_sub(1).and_then(|index| all.get(index)) else { continue };
        match &property.kind {
            b"ispe" => {
                size = Some((be32(bytes, property.body.start + 4)?, be32(bytes, property.body.start + 8)?));
            }
            b"irot" => sideways = bytes.get(property.body.start)? & 1 == 1,
            _ => {}
        }
    }
    let (width, height) = size?;
    let (width, height) = if sideways { (height, width) } else { (width, height) };
    let animated = top.iter().any(|found| &found.kind == b"moov");
    Some(Frame { width, height, orientation: Turn::default(), animated })
}

/// The number of the picture that is shown.
fn primary(bytes: &[u8], meta: &Range<usize>) -> Option<u32> {
    let body = inner(bytes, meta.clone(), *b"pitm")?;
    if *bytes.get(body.start)? == 0 {
        be16(bytes, body.start + 4).map(u32::from)
    } else {
        be32(bytes, body.start + 4)
    }
}

/// The properties of a picture, by their place among all properties, counted from 1.
fn associations(bytes: &[u8], body: Range<usize>, item: u32) -> Option<Vec<usize>> {
    let (version, flags) = (*bytes.get(body.start)?, *bytes.get(body.start + 3)?);
    let count = be32(bytes, body.start + 4)?;
    let mut at = body.start + 8;
    for _ in 0..count {
        let (id, id_len) = if version == 0 { (be16(bytes, at)?.into(), 2) } else { (be32(bytes, at)?, 4) };
        let n_properties = usize::from(*bytes.get(at + id_len)?);
        at += id_len + 1;
        let wide = flags & 1 == 1;
        let width = if wide { 2 } else { 1 };
        if id == item {
            return (0..n_properties)
                .map(|n| {
                    let at = at + n * width;
                    if wide {
                        be16(bytes, at).map(|index| usize::from(index & 0x7fff))
                    } else {
                        bytes.get(at).map(|index| usize::from(index & 0x7f))
                    }
                })
                .collect();
        }
        at = at.checked_add(n_properties * width)?;
    }
    None
}

/// The same picture with zeros in the place of what is not needed to show it.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = bytes.to_vec();
    let notes = notes(bytes)?;
    blank(&mut cleaned, notes.iter().map(|note| note.name.clone()).collect())?;
    for note in &notes {
        // An item of no known kind, which every reader passes over.
        cleaned.get_mut(note.kind.clone())?.copy_from_slice(b"free");
    }
    let items: Vec<_> = notes.iter().map(|note| note.item).collect();
    if !items.is_empty() {
        blank(&mut cleaned, places(bytes, meta(bytes)?, &items)?)?;
    }
    for found in boxes(bytes, 0..bytes.len())? {
        if &found.kind == b"moov" {
            blank(&mut cleaned, film_notes(bytes, found.body, 0)?)?;
        } else if !PUBLISHED.contains(&&found.kind) {
            blank(&mut cleaned, vec![found.body])?;
        }
    }
    Some(cleaned)
}

fn blank(bytes: &mut [u8], ranges: Vec<Range<usize>>) -> Option<()> {
    ranges.into_iter().try_for_each(|range| bytes.get_mut(range).map(|part| part.fill(0)))
}

/// Notes about a film: their boxes at any depth that a film has.
fn film_notes(bytes: &[u8], range: Range<usize>, depth: usize) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    for inner in boxes(bytes, range)? {
        match &inner.kind {
            b"udta" | b"meta" | b"uuid" => found.push(inner.body),
            b"trak" | b"mdia" if depth < 4 => found.extend(film_notes(bytes, inner.body, depth + 1)?),
            _ => {}
        }
    }
    Some(found)
}

/// A note about the picture: an item that is Exif, or XMP, or any other text.
struct Note {
    item: u32,
    /// Where its kind stands.
    kind: Range<usize>,
    /// Where its name and its media type stand.
    name: Range<usize>,
}

fn notes(bytes: &[u8]) -> Option<Vec<Note>> {
    let Some(list) = inner(bytes, meta(bytes)?, *b"iinf") else { return Some(Vec::new()) };
    let head = if *bytes.get(list.start)? == 0 { 6 } else { 8 };
    let mut notes = Vec::new();
    for entry in boxes(bytes, list.start.checked_add(head)?..list.end)? {
        let at = entry.body.start;
        let (item, kind) = match *bytes.get(at)? {
            2 => (be16(bytes, at + 4)?.into(), at + 8..at + 12),
            3 => (be32(bytes, at + 4)?, at + 10..at + 14),
            _ => continue,
        };
        if matches!(bytes.get(kind.clone())?, b"Exif" | b"mime" | b"uri ") {
            notes.push(Note { item, name: kind.end..entry.body.end.max(kind.end), kind });
        }
    }
    Some(notes)
}

/// Where the bytes of items are.
fn places(bytes: &[u8], meta: Range<usize>, items: &[u32]) -> Option<Vec<Range<usize>>> {
    let body = inner(bytes, meta.clone(), *b"iloc")?;
    let within = inner(bytes, meta, *b"idat");
    let version = *bytes.get(body.start)?;
    let sizes = be16(bytes, body.start + 4)?;
    let [offset_len, length_len, base_len] = [sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15].map(usize::from);
    let index_len = if version == 0 { 0 } else { usize::from(sizes & 15) };
    let mut at = body.start + 6;
    let mut read = |len: usize| {
        let number = part(bytes, at, len)?.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        at += len;
        usize::try_from(number).ok()
    };
    let id_len = if version == 2 { 4 } else { 2 };
    let mut found = Vec::new();
    for _ in 0..read(id_len)? {
        let id = read(id_len)?;
        let method = if version == 0 { 0 } else { read(2)? & 15 };
        read(2)?;
        let base = read(base_len)?;
        for _ in 0..read(2)? {
            read(index_len)?;
            let (offset, length) = (read(offset_len)?, read(length_len)?);
            if !items.iter().any(|item| *item as usize == id) {
                continue;
            }
            let whole = match method {
                0 => 0..bytes.len(),
                1 => within.clone()?,
                _ => return None,
            };
            let start = whole.start.checked_add(base)?.checked_add(offset)?;
            let end = if length == 0 { whole.end } else { start.checked_add(length)? };
            found.push(start..end);
        }
    }
    Some(found)
}
