//! Names that change with their content, so that browsers may keep a file for ever.

use std::fmt::Write;

use crate::cache::Digest;

/// The folder that fingerprinted files are published in.
pub(super) const FOLDER: &str = "assets";

/// `bilder/torg.png` as it is published while its content has this digest: `bilder/torg.3fa9c2d1.png`.
pub fn fingerprinted(path: &str, digest: &Digest) -> String {
    with_mark(path, &mark(digest))
}

/// The eight digits that stand for a content.
fn mark(digest: &Digest) -> String {
    let mut mark = digest.to_string();
    mark.truncate(8);
    mark
}

fn with_mark(path: &str, mark: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, extension)) => format!("{folder}{slash}{stem}.{mark}.{extension}"),
        None => format!("{folder}{slash}{name}.{mark}"),
    }
}

/// The reference from a published file to another, both below the site's root: `../img/a.png`. Always begins with `./`
/// or `../`, and is escaped for use in an address.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<_> = from.split('/').collect();
    let to: Vec<_> = to.split('/').collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    let up = "../".repeat(folders.len() - shared);
    let start = if up.is_empty() { "./" } else { &up };
    let parts: Vec<_> = to[shared..].iter().map(|part| escaped(part)).collect();
    format!("{start}{}", parts.join("/"))
}

/// A part of a path as it is written in an address.
fn escaped(part: &str) -> String {
    let mut escaped = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&+,;=@".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

/// What a reference in a file at `from` means, below the same root: `None` where it leads out of it.
pub(super) fn resolved(from: &str, reference: &str) -> Option<String> {
    let reference = unescaped(reference);
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(crate::source::nfc(&parts.join("/")).into_owned())
}

fn unescaped(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_eight_digits_of_the_digest() {
        let digest = Digest::of(b"");
        assert_eq!(fingerprinted("css/site.css", &digest), "css/site.af1349b9.css");
        assert_eq!(fingerprinted("LICENCE", &digest), "LICENCE.af1349b9");
        assert_eq!(fingerprinted("a/.hidden", &digest), "a/.hidden.af1349b9");
    }

    #[test]
    fn references_go_from_file_to_file() {
        assert_eq!(relative("assets/css/a.css", "assets/img/å b.png"), "../img/%C3%A5%20b.png");
        assert_eq!(relative("assets/js/a.js", "assets/js/b.js"), "./b.js");
        assert_eq!(relative("a", "b/c"), "./b/c");
        assert_eq!(relative("a/b/c/d", "a/b"), "../../b");
        assert_eq!(resolved("css/a.css", "../img/%C3%A5%20b.png").as_deref(), Some("img/\u{e5} b.png"));
        assert_eq!(resolved("a.css", "../b.png"), None);
        assert_eq!(resolved("a.css", "b%zz.png").as_deref(), Some("b%zz.png"));
    }
}
