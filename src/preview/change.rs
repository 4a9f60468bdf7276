//! What differs between two builds, as far as an open page must know: nothing, style sheets only, or more.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::output::{MANIFEST_PATH, OutputPath};

use super::mime;
use super::site::Site;

/// A style sheet and what takes its place. Published names hold a fingerprint, so the two are mostly not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Swap {
    /// The address that open pages link to.
    pub(super) from: String,
    /// The address of the new one.
    pub(super) to: String,
}

/// What a build changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// How many files were added, removed or have other bytes. The manifest is not counted.
    pub(super) n_files: usize,
    /// The style sheets to swap, if that is all an open page needs.
    pub(super) only_styles: Option<Vec<Swap>>,
    /// The addresses of pages and other files that are not what they were; none where they are too many to tell.
    pub(super) addresses: Option<Vec<String>>,
}

/// The most addresses that open pages are told: one that is not told looks for itself.
const MOST_ADDRESSES: usize = 200;

impl Change {
    /// Everything may have changed.
    pub(super) fn all() -> Self {
        Self { addresses: None, ..Self::default() }
    }
}

/// What differs between the two sites.
pub(super) fn between(old: &Site, new: &Site) -> Change {
    let mut sides: BTreeMap<&str, Sides<'_>> = BTreeMap::new();
    for (path, bytes) in old.files() {
        sides.entry(path).or_default().old = Some(bytes);
    }
    for (path, bytes) in new.files() {
        sides.entry(path).or_default().new = Some(bytes);
    }
    of_sides(sides)
}

/// What differs once these files are in the site.
pub(super) fn of_files(old: &Site, newer: &BTreeMap<OutputPath, Arc<[u8]>>) -> Change {
    let mut sides = BTreeMap::new();
    for (path, bytes) in newer {
        sides.insert(path.as_str(), Sides { old: old.bytes(path.as_str()), new: Some(bytes) });
    }
    of_sides(sides)
}

fn of_sides(mut sides: BTreeMap<&str, Sides<'_>>) -> Change {
    // The list of the site's files differs whenever anything does, and no page shows it.
    sides.retain(|path, sides| *path != MANIFEST_PATH && !sides.are_same());
    let addresses = || sides.keys().map(|path| address(path)).collect();
    let addresses = (sides.len() <= MOST_ADDRESSES).then(addresses);
    Change { n_files: sides.len(), only_styles: styles(&sides), addresses }
}

/// The address of a file.
fn address(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(path))
}

/// A file before and after.
#[derive(Default)]
struct Sides<'a> {
    old: Option<&'a [u8]>,
    new: Option<&'a [u8]>,
}

impl Sides<'_> {
    fn are_same(&self) -> bool {
        // Most files of a build are those of the build before, and need not be read to be known.
        let is_one = |old: &[u8], new: &[u8]| old.as_ptr() == new.as_ptr() && old.len() == new.len();
        self.old.zip(self.new).is_some_and(|(old, new)| is_one(old, new) || old == new)
    }
}

/// The style sheets that changed, if nothing else did but the pages' links to them.
fn styles(sides: &BTreeMap<&str, Sides<'_>>) -> Option<Vec<Swap>> {
    let (styles, rest): (Vec<_>, Vec<_>) = sides.iter().partition(|(path, _)| is_style(path));
    if styles.is_empty() {
        return None;
    }
    let mut swaps = Vec::new();
    let mut gone = Vec::new();
    let mut came = Vec::new();
    for (path, sides) in styles {
        match (sides.old, sides.new) {
            (Some(_), Some(_)) => swaps.push(Swap { from: format!("/{path}"), to: format!("/{path}") }),
            (Some(_), None) => gone.push(*path),
            _ => came.push(*path),
        }
    }
    if gone.len() != came.len() {
        return None;
    }
    for from in gone {
        let at = came.iter().position(|to| is_other_fingerprint(from, to))?;
        swaps.push(Swap { from: format!("/{from}"), to: format!("/{}", came.remove(at)) });
    }
    if rest.is_empty() && swaps.iter().any(|swap| swap.from != swap.to) {
        // No page follows to the new name: one that is loaded again has no such style sheet.
        return None;
    }
    let only_links = rest.iter().all(|(path, sides)| match (sides.old, sides.new) {
        (Some(old), Some(new)) => {
            mime::of(path, new) == mime::HTML && relinked(old, &swaps).as_deref() == Some(new)
        }
        _ => false,
    });
    only_links.then_some(swaps)
}

fn is_style(path: &str) -> bool {
    mime::of(path, b"") == mime::CSS
}

/// Whether two names can be of one file with two fingerprints: the same folder, length and beginning. Taking too much
/// for that does no harm, since the pages must be the same but for these names.
fn is_other_fingerprint(one: &str, other: &str) -> bool {
    let folder = |path: &str| path.rfind('/').map_or(0, |slash| slash + 1);
    let stem = |path: &str| path[folder(path)..].split(['.', '-']).next().map(str::to_owned);
    one.len() == other.len() && one[..folder(one)] == other[..folder(other)] && stem(one) == stem(other)
}

/// A page with its links to the old style sheets leading to the new ones; `None` where it is not text.
fn relinked(page: &[u8], swaps: &[Swap]) -> Option<Vec<u8>> {
    let page = std::str::from_utf8(page).ok()?;
    let name = |address: &str| address.rsplit('/').next().unwrap_or(address).to_owned();
    let moved = swaps.iter().filter(|swap| swap.from != swap.to);
    Some(
        moved
            .fold(page.to_owned(), |page, swap| page.replace(&name(&swap.from), &name(&swap.to)))
            .into_bytes(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(old: &[(&str, &str)], new: &[(&str, &str)]) -> Change {
        let site = |files: &[(&str, &str)]| {
            let file = |(path, text): &(&str, &str)| (OutputPath::new(path).unwrap(), text.as_bytes().into());
            Site::new(files.iter().map(file).collect())
        };
        between(&site(old), &site(new))
    }

    fn swap(from: &str, to: &str) -> Vec<Swap> {
        vec![Swap { from: from.to_owned(), to: to.to_owned() }]
    }

    #[test]
    fn the_same_files_are_no_change() {
        let change = change(&[("a", "1"), (MANIFEST_PATH, "1")], &[("a", "1"), (MANIFEST_PATH, "2")]);
        assert_eq!(change, Change { addresses: Some(Vec::new()), ..Change::default() });
    }

    #[test]
    fn what_changed_is_told_by_its_address() {
        let change =
            change(&[("index.html", "1"), ("a.png", "1")], &[("index.html", "2"), ("b/index.html", "")]);
        let addresses = ["/a.png", "/b/", "/"].map(str::to_owned);
        assert_eq!(change.addresses, Some(addresses.into()));
    }

    #[test]
    fn a_style_sheet_alone_is_swapped() {
        let change = change(&[("a.css", "1"), ("b.html", "b")], &[("a.css", "2"), ("b.html", "b")]);
        assert_eq!((change.n_files, change.only_styles), (1, Some(swap("/a.css", "/a.css"))));
    }

    #[test]
    fn a_new_fingerprint_is_followed_through_the_pages() {
        let change = change(
            &[
                ("css/site.aaaa.css", "1"),
                ("b.html", "<link href=/css/site.aaaa.css>"),
                ("c.html", "css/site.aaaa.css"),
            ],
            &[
                ("css/site.bbbb.css", "2"),
                ("b.html", "<link href=/css/site.bbbb.css>"),
                ("c.html", "css/site.bbbb.css"),
            ],
        );
        let swap = swap("/css/site.aaaa.css", "/css/site.bbbb.css");
        assert_eq!((change.n_files, change.only_styles), (4, Some(swap)));
    }

    #[test]
    fn anything_more_is_not_only_styles() {
        let old = [("s.aa.css", "1"), ("b.html", "s.aa.css")];
        for new in [
            &[("s.bb.css", "2"), ("b.html", "s.bb.css!")][..],
            &[("s.bb.css", "2"), ("b.html", "s.aa.css")],
            &[("s.bb.css", "2"), ("b.html", "s.bb.css"), ("c.js", "")],
            &[("s.bb.css", "2"), ("b.js", "s.bb.css")],
            &[("b.html", "s.aa.css")],
            &[("s.aa.css", "1"), ("t.css", ""), ("b.html", "s.aa.css")],
            &[("s.aa.css", "1"), ("b.html", "x")],
        ] {
            assert_eq!(change(&old, new).only_styles, None, "{new:?}");
        }
    }
}
