//! Publishes the theme's files, the site's static files and what stands beside pages: pictures checked, cleaned and in
//! lighter versions, everything else as it is.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::asset;
use crate::cache::Digest;
use crate::config::MenuItem;
use crate::model::{Model, Page, Resolved, STATIC};
use crate::output::{Error, OutputPath, Sink};
use crate::render::{Picture, SiteInput, Variant};
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{FilePath, Files, Location, Source};
use crate::theme::Theme;

use super::{charts, exports, pages, read};

/// Where lighter versions of pictures are published: a name that no author's file can have.
const PICTURES: &str = "_torg/pictures";

/// The site with its files published.
pub(super) struct Published {
    pub(super) input: SiteInput,
    pub(super) templates: BTreeMap<String, Source>,
    /// Of every published file.
    pub(super) addresses: Vec<String>,
}

/// Publishes files and gathers what rendering needs of them.
pub(super) fn publish(
    files: &dyn Files,
    theme: Theme,
    model: Model,
    sink: &dyn Sink,
    out: &mut Vec<Diagnostic>,
) -> Result<Published, Error> {
    let mut published = Vec::new();
    let assets = theme_files(files, &theme, sink, &mut published, out)?;
    let pictures = site_files(files, &model, sink, &mut published, out)?;
    let charts = charts::draw(files, &model, &theme.charts, out);
    let feeds = exports::announced(&model);
    let menu_targets = menu_targets(&model, out);
    let input = SiteInput {
        texts: theme.texts,
        assets,
        components: theme.components,
        component_templates: theme.component_templates,
        kinds: theme.kinds,
        pictures,
        charts,
        menu_targets,
        feeds,
        model,
    };
    Ok(Published { templates: theme.templates, input, addresses: published })
}

/// The theme's files, bundled; their addresses by name.
fn theme_files(
    files: &dyn Files,
    theme: &Theme,
    sink: &dyn Sink,
    published: &mut Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, String>, Error> {
    let mut read = BTreeMap::new();
    for (name, path) in &theme.assets {
        if let Some(bytes) = bytes(files, path, out) {
            read.insert(name.clone(), asset::File { path: path.clone(), bytes });
        }
    }
    let bundle = asset::bundle(&read, out);
    for (path, bytes) in bundle.files {
        put(sink, &path, bytes, &FilePath::new(&path), published, out)?;
    }
    Ok(bundle.paths.into_iter().map(|(name, path)| (name, format!("/{path}"))).collect())
}

/// Files by their address.
type Lighter = Vec<(String, Vec<u8>)>;

/// What a file became.
struct Made {
    path: FilePath,
    url: String,
    bytes: Vec<u8>,
    /// The picture it is, and its lighter versions.
    picture: Option<(Picture, Lighter)>,
}

/// The static files and the files beside pages that pages refer to; the pictures among them.
fn site_files(
    files: &dyn Files,
    model: &Model,
    sink: &dyn Sink,
    published: &mut Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<FilePath, Picture>, Error> {
    let mut wanted: Vec<(FilePath, String)> =
        model.files.iter().map(|(path, url)| (path.clone(), url.clone())).collect();
    let statics = files.list(STATIC).files.into_iter();
    wanted.extend(statics.filter_map(|path| {
        let url = format!("/{}", path.below(STATIC)?);
        Some((path, url))
    }));
    let made: Vec<Reported<Option<Made>>> = wanted
        .into_par_iter()
        .map(|(path, url)| {
            let mut out = Vec::new();
            let made = bytes(files, &path, &mut out).and_then(|bytes| make(path, url, bytes, &mut out));
            Reported { value: made, diagnostics: out }
        })
        .collect();
    let mut pictures = BTreeMap::new();
    let pages: BTreeMap<String, &Page> =
        model.pages.iter().map(|page| (pages::file_path(&page.url), page)).collect();
    // The same picture beside two pages has the same lighter versions.
    let mut lighter = BTreeSet::new();
    for made in made {
        let Some(made) = made.into(out) else { continue };
        if let Some(page) = pages.get(made.url.trim_start_matches('/')) {
            let owner = pages::location(page);
            let diagnostic =
                Diagnostic::new(codes::P0101, Location::start_of(&made.path)).arg("url", &made.url);
            out.push(diagnostic.arg("other", &owner.file).label(owner, "first"));
            continue;
        }
        put(sink, made.url.trim_start_matches('/'), made.bytes, &made.path, published, out)?;
        if let Some((picture, versions)) = made.picture {
            for (url, bytes) in versions.into_iter().filter(|(url, _)| lighter.insert(url.clone())) {
                put(sink, url.trim_start_matches('/'), bytes, &made.path, published, out)?;
            }
            pictures.insert(made.path, picture);
        }
    }
    Ok(pictures)
}

/// Makes a file what is published of it; `None` after reporting what is wrong with a picture.
fn make(path: FilePath, url: String, bytes: Vec<u8>, out: &mut Vec<Diagnostic>) -> Option<Made> {
    if !asset::is_picture(path.file_name(), &bytes) {
        return Some(Made { path, url, bytes, picture: None });
    }
    let probe = asset::inspect(&path, &bytes, out)?;
    let published = match asset::publish(&bytes, &probe) {
        Ok(published) => published,
        Err(fault) => {
            out.push(asset::fault(&path, fault));
            return None;
        }
    };
    let size = published.size;
    let mut versions = published.versions.into_iter();
    let original = versions.next()?.bytes;
    let digest = Digest::of(&bytes).to_string();
    let mut picture = Picture {
        url: url.clone(),
        width: size.map_or(0, |size| size.width),
        height: size.map_or(0, |size| size.height),
        variants: Vec::new(),
    };
    let mut files = Vec::new();
    for version in versions {
        let width = version.size.map_or(0, |size| size.width);
        let name = crate::config::slug(path.stem());
        let extension = version.format.extension();
        let url = format!("/{PICTURES}/{name}-{}-{width}.{extension}", &digest[..8]);
        picture.variants.push(Variant { url: url.clone(), width, media_type: version.format.media_type() });
        files.push((url, version.bytes));
    }
    Some(Made { path, url, bytes: original, picture: Some((picture, files)) })
}

/// A file's bytes; `None` after reporting why it cannot be read.
fn bytes(files: &dyn Files, path: &FilePath, out: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    files.read(path).map_err(|error| out.push(read::unreadable(path, &error))).ok()
}

fn put(
    sink: &dyn Sink,
    path: &str,
    bytes: Vec<u8>,
    from: &FilePath,
    published: &mut Vec<String>,
    out: &mut Vec<Diagnostic>,
) -> Result<(), Error> {
    let Ok(target) = OutputPath::new(path) else {
        out.push(Diagnostic::new(codes::P0104, Location::start_of(from)).arg("url", format!("/{path}")));
        return Ok(());
    };
    published.push(format!("/{path}"));
    sink.put(&target, bytes)
}

/// Where each line of the menus leads. One that leads nowhere is reported.
fn menu_targets(model: &Model, out: &mut Vec<Diagnostic>) -> BTreeMap<String, Resolved> {
    let mut targets = BTreeMap::new();
    let mut items: Vec<(&str, &MenuItem)> = Vec::new();
    for (lang, menu) in model.config.menu.iter().chain(&model.config.footer) {
        items.extend(menu.iter().map(|item| (lang.as_str(), item)));
    }
    while let Some((lang, item)) = items.pop() {
        items.extend(item.children.iter().map(|child| (lang, child)));
        if let Some(resolved) = model.resolve_menu(&item.target.value, lang) {
            targets.insert(item.target.value.clone(), resolved);
        } else {
            let at = Location::new(&FilePath::new(crate::config::SITE_FILE), item.target.span);
            out.push(Diagnostic::new(codes::P0103, at).arg("target", &item.target.value));
        }
    }
    targets
}
