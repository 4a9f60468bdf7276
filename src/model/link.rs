//! Where links lead. A link to a page is written by its file, one to a record by its section and id; a target that
//! does not exist is reported at the link itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rustc_hash::FxHashMap;

use crate::content::Document;
use crate::report::{Diagnostic, codes, nearest};
use crate::source::{FilePath, Location, nfc};

use super::page::{Page, PageId};

/// Where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// What to write in the `href`: an address below the site's root, one on another site, or a fragment.
    pub href: String,
    /// What it leads to.
    pub target: LinkTarget,
}

/// What a link leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LinkTarget {
    /// Nothing we know of: an error was reported, or the address can only be checked when all is built.
    #[default]
    Unknown,
    /// A page of the site, and the id of an element on it.
    Page(PageId, Option<String>),
    /// A file beside a page.
    File(FilePath),
    /// A file below `site/static`, by its path there.
    Static(FilePath),
    /// Another site, a mail address, a telephone number.
    External,
}

/// From where a link is followed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// The file it is written in.
    pub file: &'a FilePath,
    /// The language of the page it is shown on.
    pub lang: &'a str,
    /// The page it is shown on.
    pub page: PageId,
}

/// Where the files copied as they are live.
pub const STATIC: &str = "site/static";

/// What links can lead to.
pub(super) struct Targets<'a> {
    pub(super) pages: &'a [Page],
    pub(super) by_file: &'a FxHashMap<FilePath, PageId>,
    pub(super) by_url: &'a FxHashMap<String, PageId>,
    /// The languages that stand in names of files, as in `sida.en.md`.
    pub(super) named_languages: BTreeSet<&'a str>,
    pub(super) by_record: &'a FxHashMap<(&'static str, String), PageId>,
    /// The last part of the address of each section made of records, with the kind's key.
    pub(super) record_sections: BTreeMap<String, (&'static str, String)>,
    /// Pages that exist as files but are not published.
    pub(super) hidden: &'a BTreeSet<FilePath>,
    /// Files below `content` that are no pages, and those below `site/static`.
    pub(super) files: &'a BTreeSet<FilePath>,
}

impl Targets<'_> {
    /// Follows a link written as `target` at the place `at`.
    pub(super) fn resolve(
        &self,
        target: &str,
        at: &Location,
        context: Context<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let (path, fragment) = split_fragment(target);
        if let Some(reference) = path.strip_prefix("hub:") {
            return self.record(reference, fragment, at, out);
        }
        match scheme(path) {
            Some("http" | "https" | "mailto" | "tel") => return external(target),
            Some(scheme) if path.starts_with("//") || scheme.len() > 1 => {
                out.push(Diagnostic::new(codes::L0104, at.clone()).arg("scheme", scheme));
                return Resolved::default();
            }
            _ if path.starts_with("//") => return external(target),
            _ => {}
        }
        if path.is_empty() {
            let target = LinkTarget::Page(context.page, fragment.map(ToOwned::to_owned));
            return Resolved { href: hash(fragment), target };
        }
        let (path, query) = path.split_once('?').map_or((path, ""), |(path, query)| (path, query));
        if path.starts_with('/') {
            return self.absolute(path, query, fragment);
        }
        if let Some(wanted) = path_from(context.file, path) {
            return self.file(&wanted, fragment, at, context, out);
        }
        out.push(Diagnostic::new(codes::L0103, at.clone()).arg("target", path));
        Resolved::default()
    }

    /// A page or a file by its path.
    fn file(
        &self,
        wanted: &FilePath,
        fragment: Option<&str>,
        at: &Location,
        context: Context<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Resolved {
        // Few languages are named in the names of files: that of most pages is not.
        let is_named = self.named_languages.contains(context.lang);
        let translated = is_named.then(|| self.by_file.get(&in_language(wanted, context.lang))).flatten();
        if let Some(id) = translated.or_else(|| self.by_file.get(wanted)) {
            return self.page(*id, fragment);
        }
        if self.files.contains(wanted) {
            let below = wanted.below("content");
            let href = below.map_or_else(String::new, |path| format!("/{}{}", encode(path), hash(fragment)));
            return Resolved { href, target: LinkTarget::File(wanted.clone()) };
        }
        if self.hidden.contains(wanted) {
            out.push(Diagnostic::new(codes::L0102, at.clone()).arg("target", wanted));
        } else {
            out.push(
                Diagnostic::new(codes::L0101, at.clone())
                    .arg("target", wanted)
                    .suggest(self.nearest_file(wanted, context)),
            );
        }
        Resolved::default()
    }

    /// A file whose name is near the wanted one: in the same folder by spelling, elsewhere by the same name.
    fn nearest_file(&self, wanted: &FilePath, context: Context<'_>) -> Option<String> {
        let paths: BTreeSet<&FilePath> = self.by_file.keys().chain(self.files).collect();
        let beside = paths.iter().filter(|path| path.parent() == wanted.parent());
        let near = nearest(wanted.file_name(), beside.map(|path| path.file_name()));
        if let Some(name) = near {
            return Some(relative(context.file.parent(), &join(wanted.parent(), name)));
        }
        let mut same = paths.iter().filter(|path| path.file_name() == wanted.file_name());
        match (same.next(), same.next()) {
            (Some(only), None) => Some(format!("@/{}", only.below("content")?)),
            _ => None,
        }
    }

    fn record(
        &self,
        reference: &str,
        fragment: Option<&str>,
        at: &Location,
        out: &mut Vec<Diagnostic>,
    ) -> Resolved {
        let (section, id) = reference.split_once('/').unwrap_or((reference, ""));
        let Some((kind, section_url)) = self.record_sections.get(section) else {
            let near = nearest(section, self.record_sections.keys().map(String::as_str));
            out.push(
                Diagnostic::new(codes::L0105, at.clone())
                    .arg("section", section)
                    .suggest(near.map(|near| format!("hub:{near}/{id}"))),
            );
            return Resolved::default();
        };
        match self.by_record.get(&(*kind, id.trim_end_matches('/').to_owned())) {
            Some(page) => self.page(*page, fragment),
            // The record may exist and not be in the portfolio on the day shown: the hub tells which.
            None => Resolved { href: section_url.clone(), target: LinkTarget::Unknown },
        }
    }

    fn absolute(&self, path: &str, query: &str, fragment: Option<&str>) -> Resolved {
        if let Some(id) = self.by_url.get(path) {
            return self.page(*id, fragment);
        }
        let file = FilePath::new(&format!("{STATIC}{}", percent_decode(path)));
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        let href = format!("{path}{query}{}", hash(fragment));
        let target = if self.files.contains(&file) { LinkTarget::Static(file) } else { LinkTarget::Unknown };
        Resolved { href, target }
    }

    fn page(&self, id: PageId, fragment: Option<&str>) -> Resolved {
        let url = &self.pages[id.0 as usize].url;
        let target = LinkTarget::Page(id, fragment.map(ToOwned::to_owned));
        Resolved { href: format!("{}{}", encode(url), hash(fragment)), target }
    }
}

/// The languages that stand in the names of pages' files.
pub(super) fn named_languages(pages: &[Page]) -> BTreeSet<&str> {
    let documents = pages.iter().filter_map(Page::document);
    let is_named = |document: &&Document| {
        let name = document.path.stem();
        name.strip_suffix(&*document.lang).is_some_and(|name| name.ends_with('.'))
    };
    documents.filter(is_named).map(|document| &*document.lang).collect()
}

fn external(target: &str) -> Resolved {
    Resolved { href: target.to_owned(), target: LinkTarget::External }
}

fn split_fragment(target: &str) -> (&str, Option<&str>) {
    target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment)))
}

fn hash(fragment: Option<&str>) -> String {
    fragment.map_or_else(String::new, |fragment| format!("#{fragment}"))
}

/// The scheme of an address that has one (RFC 3986, section 3.1).
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    valid.then_some(scheme)
}

/// The file that a path written in `file` leads to; `None` when it leads out of the project.
pub(super) fn path_from(file: &FilePath, path: &str) -> Option<FilePath> {
    let decoded = percent_decode(path);
    match decoded.strip_prefix("@/") {
        Some(rest) => normalise("content", rest),
        None => normalise(file.parent(), &decoded),
    }
}

/// `path` followed from `folder`; `None` when it leads out of the project.
fn normalise(folder: &str, path: &str) -> Option<FilePath> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| FilePath::new(&nfc(&parts.join("/"))))
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// How a file in `folder` would write the path of another file.
fn relative(folder: &str, path: &str) -> String {
    match path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
        Some(rest) => rest.to_owned(),
        None => path.strip_prefix("content/").map_or_else(|| path.to_owned(), |rest| format!("@/{rest}")),
    }
}

/// The path of the translation of a page: `a.md` in English is `a.en.md`.
fn in_language(path: &FilePath, lang: &str) -> FilePath {
    match path.as_str().strip_suffix(".md") {
        Some(stem) => FilePath::new(&format!("{stem}.{lang}.md")),
        None => path.clone(),
    }
}

/// The bytes that may stand in a URL's path as they are (RFC 3986, section 3.3), with the slash and signs already encoded.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let signs = b"/-._~!$&'()*+,;=:@%";
    let mut index = 0;
    while index < 256 {
        plain[index] = (index as u8).is_ascii_alphanumeric();
        index += 1;
    }
    index = 0;
    while index < signs.len() {
        plain[signs[index] as usize] = true;
        index += 1;
    }
    plain
};

/// An address with everything percent-encoded that may not stand in a URL's path.
pub(super) fn encode(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| PLAIN[usize::from(byte)];
    if path.bytes().all(is_plain) {
        return path.into();
    }
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if is_plain(byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded.into()
}

pub(super) fn percent_decode(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let hex = path.get(index + 1..index + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(byte) if bytes[index] == b'%' => {
                decoded.push(byte);
                index += 3;
            }
            _ => {
                decoded.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_followed_and_stay_inside_content() {
        let follow = |folder, path| normalise(folder, path).map(|path| path.as_str().to_owned());
        assert_eq!(follow("content/om", "../nyheter/a.md").as_deref(), Some("content/nyheter/a.md"));
        assert_eq!(follow("content", "./a.md").as_deref(), Some("content/a.md"));
        assert_eq!(follow("content/om", "../../site/site.toml"), None);
        assert_eq!(follow("content", "../../../etc/passwd"), None);
    }

    #[test]
    fn schemes_follow_the_rfc() {
        assert_eq!(scheme("https://a.se"), Some("https"));
        assert_eq!(scheme("kl. 10:30"), None);
        assert_eq!(scheme("å:b"), None);
    }

    #[test]
    fn percent_signs_are_decoded_once() {
        assert_eq!(percent_decode("a%20b%C3%A5.md"), "a bå.md");
        assert_eq!(percent_decode("100%.md"), "100%.md");
    }
}
