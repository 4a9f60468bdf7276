//! A built site as it is served: its files by address, and for each what is sent.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;

use crate::output::OutputPath;

use super::{inject, mime};

/// One good build. Never changed: the next build makes another.
#[derive(Debug, Default)]
pub(super) struct Site {
    files: BTreeMap<OutputPath, File>,
}

/// One file of a site.
#[derive(Debug)]
pub(super) struct File {
    bytes: Arc<[u8]>,
    served: OnceLock<Served>,
}

/// What is sent for a file.
#[derive(Clone, Debug)]
pub(super) struct Served {
    /// The body.
    pub(super) body: Bytes,
    /// Its MIME type.
    pub(super) mime: &'static str,
    /// The body's digest, in quotes.
    pub(super) etag: String,
}

/// What an address leads to.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// A file.
    File(Served),
    /// A folder asked for without its final `/`.
    Folder,
    /// Nothing; the site's own page about that, if it has one.
    Missing(Option<Served>),
}

impl Site {
    /// The site of these files.
    pub(super) fn new(outputs: BTreeMap<OutputPath, Arc<[u8]>>) -> Self {
        let file = |(path, bytes)| (path, File { bytes, served: OnceLock::new() });
        Self { files: outputs.into_iter().map(file).collect() }
    }

    /// Every file's path and bytes as the build made them, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, file)| (path.as_str(), &*file.bytes))
    }

    /// What is at an address, given as [`decode`](super::address::decode) gives it.
    pub(super) fn find(&self, address: &str) -> Found {
        let page = if address.is_empty() || address.ends_with('/') {
            Some(format!("{address}index.html"))
        } else {
            None
        };
        if let Some(served) = self.serve(page.as_deref().unwrap_or(address)) {
            return Found::File(served);
        }
        if page.is_none() && self.files.contains_key(format!("{address}/index.html").as_str()) {
            return Found::Folder;
        }
        Found::Missing(self.serve("404.html"))
    }

    fn serve(&self, path: &str) -> Option<Served> {
        let file = self.files.get(path)?;
        Some(file.served.get_or_init(|| Served::new(path, &file.bytes)).clone())
    }
}

impl Served {
    fn new(path: &str, bytes: &Arc<[u8]>) -> Self {
        let mime = mime::of(path, bytes);
        let body = inject::with_script(mime, bytes)
            .map_or_else(|| Bytes::from_owner(Arc::clone(bytes)), Bytes::from);
        let etag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..32]);
        Self { body, mime, etag }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(paths: &[&str]) -> Site {
        Site::new(paths.iter().map(|path| (OutputPath::new(path).unwrap(), path.as_bytes().into())).collect())
    }

    #[test]
    fn folders_have_their_page() {
        let site = site(&["index.html", "om/index.html", "om/bild.png"]);
        assert!(matches!(site.find(""), Found::File(_)));
        assert!(matches!(site.find("om/"), Found::File(_)));
        assert!(matches!(site.find("om"), Found::Folder));
        assert!(matches!(site.find("om/bild.png"), Found::File(served) if served.mime == "image/png"));
        for missing in ["om/bild.png/", "bild.png", "o", "om/index", "index.html/"] {
            assert!(matches!(site.find(missing), Found::Missing(None)), "{missing}");
        }
    }

    #[test]
    fn the_page_for_what_is_missing_is_the_sites_own() {
        let found = site(&["404.html"]).find("x");
        assert!(matches!(found, Found::Missing(Some(served)) if served.body.starts_with(b"404.html")));
    }
}
