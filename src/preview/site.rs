//! A built site as it is served: its files by address, and for each what is sent.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;

use crate::output::OutputPath;

use super::maker::{Answer, Early, MakePage};
use super::{address, inject, mime};

/// One good site. Never changed: the next build or edit makes another.
#[derive(Default)]
pub(super) struct Site {
    /// As a build made them.
    files: Arc<Files>,
    /// What edits made since.
    newer: Files,
    /// Makes pages that no build has made yet, or none since an edit.
    page: Option<MakePage>,
}

type Files = BTreeMap<OutputPath, Arc<File>>;

/// One file of a site.
#[derive(Debug)]
struct File {
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
        Self { files: Arc::new(files(outputs)), ..Self::default() }
    }

    /// A site whose pages are made when they are asked for.
    pub(super) fn early(early: &Early) -> Self {
        let page = Some(Arc::clone(&early.page));
        Self { files: Arc::new(files(early.files.clone())), newer: Files::new(), page }
    }

    /// The same after an edit.
    pub(super) fn with(&self, answer: Answer) -> Self {
        let mut newer = self.newer.clone();
        if answer.page.is_some() {
            // What earlier edits came to is not what it would be now.
            newer.retain(|path, _| !is_page(path.as_str()));
        }
        newer.extend(files(answer.files));
        let page = answer.page.or_else(|| self.page.clone());
        Self { files: Arc::clone(&self.files), newer, page }
    }

    /// Every file's path and bytes as the build made them, by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        let old = self.files.iter().filter(|(path, _)| !self.newer.contains_key(*path));
        old.chain(&self.newer).map(|(path, file)| (path.as_str(), &file.bytes))
    }

    /// Whether a file is there with these bytes.
    pub(super) fn is_same(&self, path: &OutputPath, bytes: &[u8]) -> bool {
        self.get(path.as_str()).is_some_and(|file| *file.bytes == *bytes)
    }

    /// A file's bytes.
    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        Some(&self.get(path)?.bytes)
    }

    /// What is at an address, given as [`decode`](address::decode) gives it.
    pub(super) fn find(&self, address: &str) -> Found {
        let page = address::page(address);
        if let Some(served) = self.serve(page.as_deref().unwrap_or(address)) {
            return Found::File(served);
        }
        if page.is_none() && self.serve(&format!("{address}/index.html")).is_some() {
            return Found::Folder;
        }
        Found::Missing(self.serve("404.html"))
    }

    fn get(&self, path: &str) -> Option<&Arc<File>> {
        self.newer.get(path).or_else(|| self.files.get(path))
    }

    fn serve(&self, path: &str) -> Option<Served> {
        let made = || Some(Served::new(path, &self.page.as_ref()?(path)?.into()));
        let known = |files: &Files| {
            let file = files.get(path)?;
            Some(file.served.get_or_init(|| Served::new(path, &file.bytes)).clone())
        };
        let newer = known(&self.newer);
        if is_page(path) {
            newer.or_else(made).or_else(|| known(&self.files))
        } else {
            newer.or_else(|| known(&self.files)).or_else(made)
        }
    }
}

fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html")
}

fn files(outputs: BTreeMap<OutputPath, Arc<[u8]>>) -> Files {
    let file = |(path, bytes)| (path, Arc::new(File { bytes, served: OnceLock::new() }));
    outputs.into_iter().map(file).collect()
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("files", &self.files.len()).finish_non_exhaustive()
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
    fn after_an_edit_that_many_pages_show_each_is_made_anew() {
        let edit = |path: &str, page: Option<MakePage>| Answer {
            files: BTreeMap::from([(OutputPath::new(path).unwrap(), b"edited"[..].into())]),
            page,
        };
        let body = |site: &Site, address: &str| match site.find(address) {
            Found::File(served) => {
                let body = String::from_utf8(served.body.to_vec()).unwrap();
                body.split('<').next().unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let site = site(&["a.html", "b.html", "c.html", "bild.png"]).with(edit("a.html", None));
        assert_eq!(["a.html", "b.html"].map(|page| body(&site, page)), ["edited", "b.html"]);
        let make: MakePage = Arc::new(|path| (path != "c.html").then(|| format!("{path} anew").into_bytes()));
        let site = site.with(edit("b.html", Some(make)));
        let bodies = ["a.html", "b.html", "c.html", "bild.png"].map(|page| body(&site, page));
        assert_eq!(bodies, ["a.html anew", "edited", "c.html", "bild.png"]);
        let site = site.with(edit("a.html", None));
        assert_eq!(["a.html", "b.html"].map(|page| body(&site, page)), ["edited", "edited"]);
    }

    #[test]
    fn the_page_for_what_is_missing_is_the_sites_own() {
        let found = site(&["404.html"]).find("x");
        assert!(matches!(found, Found::Missing(Some(served)) if served.body.starts_with(b"404.html")));
    }
}
