//! The list of everything a build published, which the site itself carries.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::OutputPath;
use crate::cache::Digest;

/// Where a site keeps its own [`Manifest`]. The manifest does not list itself.
pub const MANIFEST_PATH: &str = "_torg/manifest.json";

/// The shape of the file; a reader of another shape does not guess.
const VERSION: u32 = 1;

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
    /// The digest of all paths and contents.
    pub fn digest(&self) -> Digest {
        let mut bytes = Vec::with_capacity(self.files.len() * 80);
        for (path, entry) in &self.files {
            bytes.extend(path.as_str().as_bytes());
            bytes.push(0);
            bytes.extend(entry.digest.as_bytes());
        }
        Digest::of(&bytes)
    }

    /// The manifest as it is published: JSON, one file a line, sorted by path.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = format!("{{\"version\":{VERSION},\"files\":[");
        for (index, (path, entry)) in self.files.iter().enumerate() {
            json.push_str(if index == 0 { "\n" } else { ",\n" });
            let (path, digest, size) = (serde_json::Value::from(path.as_str()), entry.digest, entry.size);
            let _ = write!(json, "{{\"path\":{path},\"blake3\":\"{digest}\",\"size\":{size}}}");
        }
        json.push_str("\n]}\n");
        json.into_bytes()
    }

    /// Reads a published manifest; `None` where anything in it is not as [`to_json`](Self::to_json) writes it.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
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
    fn is_read_back_and_never_guessed() {
        let json = manifest().to_json();
        assert_eq!(Manifest::from_json(&json), Some(manifest()));
        assert_eq!(Manifest::from_json(&json[..json.len() - 4]), None);
        assert_eq!(Manifest::from_json(b"{\"version\":2,\"files\":[]}"), None);
        let escaping = String::from_utf8(json).unwrap().replace("a.txt", "../a.txt");
        assert_eq!(Manifest::from_json(escaping.as_bytes()), None);
    }
}
