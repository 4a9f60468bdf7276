//! Publishes the theme's own files as one bundle. It is made again only when one of them changes.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::asset;
use crate::output::{Error, Sink};
use crate::report::Diagnostic;
use crate::source::{Digest, FilePath, Files};

use super::assets::{give, put};
use super::sources::Sources;
use super::{Cache, read};

/// A bundle as it was published.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Bundled {
    /// Of the names and contents of all files.
    key: Digest,
    /// The address of each file by the name that the theme knows it by.
    paths: BTreeMap<String, String>,
    /// The digest of what is published at each address.
    files: Vec<(String, Digest)>,
    diagnostics: Vec<Diagnostic>,
}

impl Bundled {
    /// The addresses of the theme's files by name.
    pub(super) fn addresses(self) -> BTreeMap<String, String> {
        self.paths
    }
}

/// Publishes the files in `assets`, which are named as the theme knows them; what to remember, and whether it was made
/// now. Their addresses are added to `addresses`.
pub(super) fn publish(
    files: &Sources<'_>,
    assets: &BTreeMap<String, FilePath>,
    last: Bundled,
    cache: &Cache,
    sink: &dyn Sink,
    addresses: &mut Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Result<(Bundled, bool), Error> {
    let unread: Option<Vec<(&String, Digest)>> =
        assets.iter().map(|(name, path)| Some((name, files.digest_unread(path)?))).collect();
    let mut read = BTreeMap::new();
    let key = if let Some(digests) = &unread {
        Digest::of_encoded(digests)
    } else {
        read = contents(files, assets, out);
        let digests: Vec<(&String, Digest)> =
            read.iter().map(|(name, file)| (name, Digest::of(&file.bytes))).collect();
        Digest::of_encoded(&digests)
    };
    let mut given = HashSet::new();
    if last.key == key {
        for (url, digest) in &last.files {
            if give(cache, sink, url, digest, || None)? {
                given.insert(url.clone());
            }
        }
        if given.len() == last.files.len() {
            addresses.extend(last.files.iter().map(|(url, _)| url.clone()));
            out.extend(last.diagnostics.iter().cloned());
            return Ok((last, false));
        }
    }
    if unread.is_some() {
        read = contents(files, assets, out);
    }
    let mut diagnostics = Vec::new();
    let bundle = asset::bundle(&read, &mut diagnostics);
    out.extend(diagnostics.iter().cloned());
    let mut bundled = Bundled { key, diagnostics, ..Bundled::default() };
    bundled.paths = bundle.paths.into_iter().map(|(name, path)| (name, format!("/{path}"))).collect();
    for (path, bytes) in bundle.files {
        let url = format!("/{path}");
        bundled.files.push((url.clone(), cache.keep_bytes(&bytes)));
        addresses.push(url.clone());
        if !given.contains(&url) {
            put(sink, &url, bytes)?;
        }
    }
    Ok((bundled, true))
}

fn contents(
    files: &Sources<'_>,
    assets: &BTreeMap<String, FilePath>,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<String, asset::File> {
    let mut read = BTreeMap::new();
    for (name, path) in assets {
        match files.read(path) {
            Ok(bytes) => {
                read.insert(name.clone(), asset::File { path: path.clone(), bytes });
            }
            Err(error) => out.push(read::unreadable(path, &error)),
        }
    }
    read
}
