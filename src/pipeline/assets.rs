//! Publishes the theme's files, the site's static files and what stands beside pages: pictures checked, cleaned and in
//! lighter versions, everything else as it is. What a file becomes is made once; bytes that are not those of the file
//! itself are kept in the store.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::asset;
use crate::model::{Model, STATIC};
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Picture, Variant};
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{Digest, FilePath, Files, Location, ReadError};

use super::file_texts::{self, Readings};
use super::sources::Sources;
use super::{Cache, pages, read, theme_files};

/// The section of the cache.
pub(super) const SECTION: &str = "assets";

/// Where lighter versions of pictures are published: a name that no author's file can have.
const PICTURES: &str = "_torg/pictures";

/// What was published besides pages.
pub(super) struct Published {
    /// The addresses of the theme's files by name.
    pub(super) assets: BTreeMap<String, String>,
    pub(super) pictures: BTreeMap<FilePath, Picture>,
    /// Digests of the texts of files that pages offer.
    pub(super) texts: BTreeMap<FilePath, Digest>,
    /// Of every published file, in order.
    pub(super) addresses: Vec<String>,
    /// What to remember for the next build.
    pub(super) section: Vec<u8>,
    /// How many files were made anew.
    pub(super) n_made: usize,
}

/// What files became.
#[derive(Default, Serialize, Deserialize)]
struct Last {
    theme: theme_files::Bundled,
    files: Vec<Made>,
    readings: Readings,
}

/// What a file became.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Made {
    path: FilePath,
    url: String,
    /// Of the file itself.
    source: Digest,
    /// The addresses of what was made of it, with digests; none when it cannot be published.
    files: Vec<(String, Digest)>,
    /// The picture it is.
    picture: Option<Picture>,
    diagnostics: Vec<Diagnostic>,
}

/// Publishes the theme's and the site's files.
pub(super) fn publish(
    files: &Sources<'_>,
    theme: &BTreeMap<String, FilePath>,
    model: &Model,
    cache: &Cache,
    sink: &dyn Sink,
    out: &mut Vec<Diagnostic>,
) -> Result<Published, Error> {
    let last: Last = cache.section(SECTION).unwrap_or_default();
    let mut addresses = Vec::new();
    let bundled = theme_files::publish(files, theme, last.theme, cache, sink, &mut addresses, out)?;
    let publisher = Publisher {
        files,
        cache,
        sink,
        last: last.files.into_iter().map(|made| (made.path.clone(), made)).collect(),
        model,
        lighter: Mutex::default(),
    };
    let mut wanted: Vec<(FilePath, String)> =
        model.files.iter().map(|(path, url)| (path.clone(), url.clone())).collect();
    let statics = files.list(STATIC).files.into_iter();
    wanted.extend(statics.filter_map(|path| {
        let url = format!("/{}", path.below(STATIC)?);
        Some((path, url))
    }));
    let made: Result<Vec<Outcome>, Error> =
        wanted.into_par_iter().map(|(path, url)| publisher.file(&path, &url)).collect();
    let mut pictures = BTreeMap::new();
    let (mut remembered, mut n_made) = (Vec::new(), usize::from(bundled.1));
    for made in made? {
        let Some((made, is_new)) = made.into(out) else { continue };
        n_made += usize::from(is_new);
        addresses.extend(made.files.iter().map(|(url, _)| url.clone()));
        out.extend(made.diagnostics.iter().cloned());
        pictures.extend(made.picture.iter().map(|picture| (made.path.clone(), picture.clone())));
        remembered.push(made);
    }
    let digests: HashMap<&FilePath, Digest> =
        remembered.iter().map(|made| (&made.path, made.source)).collect();
    let (readings, texts) =
        file_texts::read(files, model, |path| digests.get(path).copied(), last.readings, cache, out);
    let last = Last { theme: bundled.0, files: remembered, readings };
    let section = postcard::to_stdvec(&last).unwrap_or_default();
    Ok(Published { assets: last.theme.addresses(), pictures, texts, addresses, section, n_made })
}

/// What a file became and whether it was made now; nothing when it is not published.
type Outcome = Reported<Option<(Made, bool)>>;

/// Publishes the site's own files.
struct Publisher<'a> {
    files: &'a Sources<'a>,
    cache: &'a Cache,
    sink: &'a dyn Sink,
    last: HashMap<FilePath, Made>,
    model: &'a Model,
    /// Lighter versions published so far: the same picture beside two pages has the same ones.
    lighter: Mutex<HashSet<String>>,
}

impl Publisher<'_> {
    /// Publishes a file; what it became, and whether that was made now.
    fn file(&self, path: &FilePath, url: &str) -> Result<Outcome, Error> {
        if let Some(diagnostic) = self.refused(path, url) {
            return Ok(Reported { value: None, diagnostics: vec![diagnostic] });
        }
        let last = self.last.get(path).filter(|last| last.url == url);
        let mut content = Content { files: self.files, path, bytes: None };
        let source = match self.files.digest_unread(path) {
            Some(digest) => digest,
            None => match content.read() {
                Ok(bytes) => Digest::of(bytes),
                Err(error) => {
                    return Ok(Reported { value: None, diagnostics: vec![read::unreadable(path, &error)] });
                }
            },
        };
        let mut given = HashSet::new();
        if let Some(last) = last.filter(|last| last.source == source)
            && self.give(last, &mut content, &mut given)?
        {
            return Ok(Reported::new(Some((last.clone(), false))));
        }
        if let Err(error) = content.read() {
            return Ok(Reported { value: None, diagnostics: vec![read::unreadable(path, &error)] });
        }
        let (made, contents) = make(path, url, source, content.bytes.unwrap_or_default());
        for ((url, digest), bytes) in made.files.iter().zip(contents) {
            if !given.contains(url) && self.takes(url, &made.url) {
                if *digest != source {
                    self.cache.keep_bytes(&bytes);
                }
                put(self.sink, url, bytes)?;
            }
        }
        Ok(Reported::new(Some((made, true))))
    }

    /// Why a file cannot be published at an address: no system can have a file of that name, or a page has it.
    fn refused(&self, path: &FilePath, url: &str) -> Option<Diagnostic> {
        let at = Location::start_of(path);
        if OutputPath::new(url.trim_start_matches('/')).is_err() {
            return Some(Diagnostic::new(codes::P0104, at).arg("url", url));
        }
        let page = self.model.page_at(url).or_else(|| self.model.page_at(url.strip_suffix("index.html")?))?;
        let owner = pages::location(page);
        let diagnostic = Diagnostic::new(codes::P0101, at).arg("url", url);
        Some(diagnostic.arg("other", &owner.file).label(owner, "first"))
    }

    /// Gives the sink all that a file became, without making it again; false if something of it is lost. The addresses
    /// that were given are added to `given`.
    fn give(
        &self,
        made: &Made,
        content: &mut Content<'_>,
        given: &mut HashSet<String>,
    ) -> Result<bool, Error> {
        for (url, digest) in &made.files {
            if self.takes(url, &made.url) {
                let own =
                    || (*digest == made.source).then(|| content.read().ok().map(<[u8]>::to_vec)).flatten();
                if !give(self.cache, self.sink, url, digest, own)? {
                    self.lighter().remove(url);
                    return Ok(false);
                }
            }
            given.insert(url.clone());
        }
        Ok(true)
    }

    /// Whether this is the first to publish the address. Only lighter versions are shared.
    fn takes(&self, url: &str, own: &str) -> bool {
        url == own || self.lighter().insert(url.to_owned())
    }

    fn lighter(&self) -> MutexGuard<'_, HashSet<String>> {
        self.lighter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file's bytes, read when they are first asked for.
struct Content<'a> {
    files: &'a Sources<'a>,
    path: &'a FilePath,
    bytes: Option<Vec<u8>>,
}

impl Content<'_> {
    fn read(&mut self) -> Result<&[u8], ReadError> {
        let bytes = match self.bytes.take() {
            Some(bytes) => bytes,
            None => self.files.read(self.path)?,
        };
        Ok(self.bytes.insert(bytes))
    }
}

/// Gives the sink a file: kept from the previous build, from the store, or as `own` has it. False if it is lost.
pub(super) fn give(
    cache: &Cache,
    sink: &dyn Sink,
    url: &str,
    digest: &Digest,
    own: impl FnOnce() -> Option<Vec<u8>>,
) -> Result<bool, Error> {
    let path = OutputPath::new(url.trim_start_matches('/'));
    path.map_or(Ok(false), |path| cache.give(sink, &path, digest, own))
}

/// Gives the sink a file made now. The address was checked before.
pub(super) fn put(sink: &dyn Sink, url: &str, bytes: Vec<u8>) -> Result<(), Error> {
    OutputPath::new(url.trim_start_matches('/')).map_or(Ok(()), |path| sink.put(&path, bytes))
}

/// Makes a file what is published of it, with the bytes of each address. A faulty picture is not published.
fn make(path: &FilePath, url: &str, source: Digest, bytes: Vec<u8>) -> (Made, Vec<Vec<u8>>) {
    let mut made = Made {
        path: path.clone(),
        url: url.to_owned(),
        source,
        files: Vec::new(),
        picture: None,
        diagnostics: Vec::new(),
    };
    if !asset::is_picture(path.file_name(), &bytes) {
        made.files.push((url.to_owned(), source));
        return (made, vec![bytes]);
    }
    let Some(probe) = asset::inspect(path, &bytes, &mut made.diagnostics) else { return (made, Vec::new()) };
    let published = match asset::publish(&bytes, &probe) {
        Ok(published) => published,
        Err(fault) => {
            made.diagnostics.push(asset::fault(path, fault));
            return (made, Vec::new());
        }
    };
    let mut picture = Picture {
        url: url.to_owned(),
        width: published.size.map_or(0, |size| size.width),
        height: published.size.map_or(0, |size| size.height),
        variants: Vec::new(),
    };
    let (name, digest) = (crate::config::slug(path.stem()), source.to_string());
    let mut contents = Vec::with_capacity(published.versions.len());
    // The first is the picture itself, cleaned.
    for version in published.versions {
        let own = contents.is_empty();
        let width = version.size.map_or(0, |size| size.width);
        let extension = version.format.extension();
        let lighter = format!("/{PICTURES}/{name}-{}-{width}.{extension}", &digest[..8]);
        let url = if own { url.to_owned() } else { lighter };
        if !own {
            let media_type = version.format.media_type().to_owned();
            picture.variants.push(Variant { url: url.clone(), width, media_type });
        }
        made.files.push((url, Digest::of(&version.bytes)));
        contents.push(version.bytes);
    }
    made.picture = Some(picture);
    (made, contents)
}
