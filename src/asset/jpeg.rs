//! JPEG files: their segments, and which of them are published.

use std::ops::Range;

use super::bytes::{be16, part};
use super::exif;
use super::probe::Frame;

const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COMMENT: u8 = 0xfe;
const EXIF: &[u8] = b"Exif\0\0";

struct Segment {
    marker: u8,
    /// The marker, the body, and after a scan's header the compressed picture.
    whole: Range<usize>,
    /// What follows the length.
    body: Range<usize>,
}

/// The segments up to the end of the picture; what follows it (previews, films, a phone's own notes) is none.
fn segments(bytes: &[u8]) -> Option<Vec<Segment>> {
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let start = at;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        if marker == END {
            return Some(found);
        }
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8) {
            return None;
        }
        let len = usize::from(be16(bytes, at)?);
        let body = at + 2..at.checked_add(len).filter(|end| *end >= at + 2 && *end <= bytes.len())?;
        at = body.end;
        if marker == SCAN {
            at = end_of_scan(bytes, at);
        }
        found.push(Segment { marker, whole: start..at, body });
        if at >= bytes.len() {
            // Cut after a scan: decoders show what is there, and so do we.
            return (marker == SCAN).then_some(found);
        }
    }
}

/// Where compressed data ends: at the next marker that is neither an escaped byte nor a restart.
fn end_of_scan(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        if bytes[at] == 0xff && bytes.get(at + 1).is_none_or(|next| !matches!(next, 0x00 | 0xd0..=0xd7)) {
            return at;
        }
        at += 1;
    }
    at
}

pub(super) fn frame(bytes: &[u8]) -> Option<Frame> {
    let segments = segments(bytes)?;
    let head = segments.iter().find(|segment| is_frame_head(segment.marker))?;
    let (height, width) = (be16(bytes, head.body.start + 1)?, be16(bytes, head.body.start + 3)?);
    let orientation = segments
        .iter()
        .filter(|segment| segment.marker == APP1)
        .find_map(|segment| exif::orientation(bytes[segment.body.clone()].strip_prefix(EXIF)?));
    Some(Frame {
        width: width.into(),
        height: height.into(),
        orientation: orientation.unwrap_or_default(),
        animated: false,
    })
}

fn is_frame_head(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// The same picture without what is not needed to show it.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut cleaned = Vec::with_capacity(bytes.len());
    cleaned.extend([0xff, 0xd8]);
    for segment in segments(bytes)? {
        let body = &bytes[segment.body.clone()];
        match segment.marker {
            // The header of JFIF without the small preview that it may hold.
            APP0 if body.starts_with(b"JFIF\0") => {
                cleaned.extend([0xff, APP0, 0, 16]);
                cleaned.extend(part(body, 0, 12)?);
                cleaned.extend([0, 0]);
            }
            // The colour profile, and how Adobe's programs store colours.
            APP2 if body.starts_with(b"ICC_PROFILE\0") => cleaned.extend(&bytes[segment.whole]),
            APP14 if body.starts_with(b"Adobe") => cleaned.extend(&bytes[segment.whole]),
            APP0..=APP15 | COMMENT => {}
            _ => cleaned.extend(&bytes[segment.whole]),
        }
    }
    cleaned.extend([0xff, END]);
    Some(cleaned)
}
