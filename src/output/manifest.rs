//! The list of everything a build published, which the site itself carries.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use serde::Deserialize;

use super::OutputPath;
use crate::cache::Digest;

/// Where a site keeps its own [`Manifest`]. The manifest does not list itself.
pub const MANIFEST_PATH: &str = "_torg/manifest.json";

/// A file that only an internal site has, so that its manifest tells that it is one and must not be deployed.
pub const INTERNAL_PATH: &str = "_torg/internal/internal.json";

/// The shape of the file; a reader of another shape does not guess.
const VERSION: u32 = 1;

const HEAD: &str = "{\"version\":1,\"files\":[";
const PATH: &str = "{\"path\":\"";
const DIGEST: &str = "\",\"blake3\":\"";
const SIZE: &str = "\",\"size\":";
const FOOT: &str = "\n]}\n";

/// One published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of the file's bytes.
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
}

/// Every published file with its digest and size, and never a word of its sources: their names may be internal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// By path; the manifest's own file is not among them.
    pub files: BTreeMap<OutputPath, Entry>,
}

#[derive(Deserialize)]
struct Line {
    path: OutputPath,
    blake3: Digest,
    size: u64,
}

#[derive(Deserialize)]
struct Written {
    version: u32,
    files: Vec<Line>,
}

impl Manifest {
    /// Whether the site is for a closed circle. Such a site must never be deployed.
    pub fn is_internal(&self) -> bool {
        self.files.keys().any(|path| path.as_str() == INTERNAL_PATH)
    }

    /// The digest of all paths and contents.
    pub fn digest(&self) -> Digest {
        digest(self.files.iter())
    }

    /// The manifest as it is published: JSON, one file a line, sorted by path.
    pub fn to_json(&self) -> Vec<u8> {
        to_json(self.files.iter())
    }

    /// Reads a published manifest, also one that another program has formatted in its own way; `None` where anything
    /// in it is not as [`to_json`](Self::to_json) writes it.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        Some(Self { files: files_of(bytes)?.into_iter().collect() })
    }

    fn from_any_json(bytes: &[u8]) -> Option<Self> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        if written.version != VERSION {
            return None;
        }
        let files = written
            .files
            .into_iter()
            .map(|line| (line.path, Entry { digest: line.blake3, size: line.size }))
            .collect();
        Some(Self { files })
    }
}

/// The digest of all paths and contents of `files`, which are sorted by path.
pub(super) fn digest<'a>(files: impl ExactSizeIterator<Item = (&'a OutputPath, &'a Entry)>) -> Digest {
    let mut bytes = Vec::with_capacity(files.len() * 80);
    for (path, entry) in files {
        bytes.extend(path.as_str().as_bytes());
        bytes.push(0);
        bytes.extend(entry.digest.as_bytes());
    }
    Digest::of(&bytes)
}

/// The bytes of a manifest of `files`, which are sorted by path.
pub(super) fn to_json<'a>(files: impl ExactSizeIterator<Item = (&'a OutputPath, &'a Entry)>) -> Vec<u8> {
    let mut json = String::with_capacity(files.len() * 160 + HEAD.len() + FOOT.len());
    json.push_str(HEAD);
    for (index, (path, entry)) in files.enumerate() {
        json.push_str(if index == 0 { "\n" } else { ",\n" });
        // No path holds a character that JSON would escape.
        json.push_str(PATH);
        json.push_str(path.as_str());
        json.push_str(DIGEST);
        json.push_str(&blake3::Hash::from_bytes(*entry.digest.as_bytes()).to_hex());
        let _ = write!(json, "{SIZE}{}}}", entry.size);
    }
    json.push_str(FOOT);
    json.into_bytes()
}

/// The files of a published manifest, sorted by path.
pub(super) fn files_of(bytes: &[u8]) -> Option<Vec<(OutputPath, Entry)>> {
    let lines = std::str::from_utf8(bytes).ok().and_then(from_lines);
    lines.or_else(|| Some(Manifest::from_any_json(bytes)?.files.into_iter().collect()))
}

/// Reads the very bytes that [`to_json`] writes, which is several times as fast as reading any JSON.
fn from_lines(json: &str) -> Option<Vec<(OutputPath, Entry)>> {
    let lines = json.strip_prefix(HEAD)?.strip_suffix(FOOT)?;
    if lines.is_empty() {
        return Some(Vec::new());
    }
    let lines: Vec<&str> = lines.strip_prefix('\n')?.split(",\n").collect();
    let files: Option<Vec<_>> = lines.par_iter().with_min_len(512).map(|line| read_line(line)).collect();
    files.filter(|files| files.is_sorted_by(|(one, _), (other, _)| one < other))
}

fn read_line(line: &str) -> Option<(OutputPath, Entry)> {
    let (path, rest) = line.strip_prefix(PATH)?.split_once(DIGEST)?;
    let (digest, size) = rest.split_once(SIZE)?;
    let digest = Digest::from_hex(digest)?;
    let size = size.strip_suffix('}')?;
    // What begins with a sign or a zero is a number in Rust, but not the one that was written.
    let plain = size == "0" || size.starts_with(|c: char| ('1'..='9').contains(&c));
    Some((OutputPath::new(path).ok()?, Entry { digest, size: size.parse().ok().filter(|_| plain)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let entry = |bytes: &[u8]| Entry { digest: Digest::of(bytes), size: bytes.len() as u64 };
        let files = [("om/index.html", &b"om"[..]), ("a.txt", b""), ("\u{e5}r.txt", b"x")];
        Manifest { files: files.map(|(path, bytes)| (OutputPath::new(path).unwrap(), entry(bytes))).into() }
    }

    #[test]
    fn is_one_file_a_line_in_order() {
        let json = String::from_utf8(Manifest::to_json(&manifest())).unwrap();
        let paths: Vec<_> = json.lines().skip(1).filter_map(|line| line.split('"').nth(3)).collect();
        assert_eq!(paths, ["a.txt", "om/index.html", "år.txt"], "{json}");
        assert!(
            json.contains("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262\",\"size\":0")
        );
    }

    #[test]
    fn both_readers_agree() {
        for manifest in [manifest(), Manifest::default()] {
            let json = manifest.to_json();
            let text = std::str::from_utf8(&json).unwrap();
            assert_eq!(from_lines(text), Some(manifest.files.clone().into_iter().collect()));
            assert_eq!(Manifest::from_any_json(&json), Some(manifest.clone()));
            let reformatted = text.replace(',', " , ");
            assert_eq!(Manifest::from_json(reformatted.as_bytes()), Some(manifest));
        }
        let head: Manifest = Manifest::from_json(b"{\"version\":1,\"files\":[]}").unwrap();
        assert_eq!(head, Manifest::default());
        assert_eq!(format!("{{\"version\":{VERSION},\"files\":["), HEAD);
    }

    #[test]
    fn is_read_back_and_never_guessed() {
        let json = manifest().to_json();
        assert_eq!(Manifest::from_json(&json), Some(manifest()));
        assert_eq!(Manifest::from_json(&json[..json.len() - 4]), None);
        assert_eq!(Manifest::from_json(b"{\"version\":2,\"files\":[]}"), None);
        let signed = String::from_utf8(json.clone()).unwrap().replace(":1}", ":+1}");
        assert_eq!(Manifest::from_json(signed.as_bytes()), None);
        let escaping = String::from_utf8(json).unwrap().replace("a.txt", "../a.txt");
        assert_eq!(Manifest::from_json(escaping.as_bytes()), None);
    }
}
