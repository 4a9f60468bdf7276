//! Which pages cannot be reached: pages that no path of links leads to from a start page, be it through menus, lists or texts.
//! A list of everything there is, which a page for searching has, is no path: nobody finds a page who does not know it is there.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::reading;

/// A page of the site and its finished HTML.
#[derive(Clone, Copy, Debug)]
pub struct Linking<'a> {
    /// Its address.
    pub url: &'a str,
    /// Its HTML.
    pub html: &'a str,
    /// Whether people begin there.
    pub is_start: bool,
    /// Whether it lists everything, so that being listed there means nothing.
    pub is_index: bool,
}

/// The places in `pages` of those that no path leads to. `pages` are all there are, pages that only lead on included; `base` is
/// the site's own address, without `/` at its end.
pub fn unreached(pages: &[Linking<'_>], base: &str) -> Vec<usize> {
    let places: FxHashMap<&str, usize> = pages.iter().enumerate().map(|(at, page)| (page.url, at)).collect();
    let targets = |page: &Linking<'_>| -> Vec<usize> {
        let own = reading::addresses(page.html).into_iter().filter_map(|href| path(href, base));
        let mut found: Vec<usize> = own.filter_map(|path| places.get(path).copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let links: Vec<Vec<usize>> = pages.par_iter().map(targets).collect();
    let mut is_reached: Vec<bool> = pages.iter().map(|page| page.is_start).collect();
    let mut next: Vec<usize> = (0..pages.len()).filter(|at| is_reached[*at]).collect();
    while let Some(at) = next.pop() {
        if pages[at].is_index {
            continue;
        }
        for target in &links[at] {
            if !std::mem::replace(&mut is_reached[*target], true) {
                next.push(*target);
            }
        }
    }
    (0..pages.len()).filter(|at| !is_reached[*at]).collect()
}

/// The address on this site that a link leads to, without query and fragment.
fn path<'h>(href: &'h str, base: &str) -> Option<&'h str> {
    let href = href.trim();
    let own = href.strip_prefix(base).filter(|_| !base.is_empty()).unwrap_or(href);
    let path = own.split(['#', '?']).next().unwrap_or(own);
    (path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn page<'a>(url: &'a str, html: &'a str) -> Linking<'a> {
        Linking { url, html, is_start: url == "/", is_index: url == "/sok/" }
    }

    #[test]
    fn what_only_the_index_lists_is_not_reached() {
        let pages = [
            page("/", "<nav><a href=/a/>A</a></nav><form action='https://t.se/sok/'></form>"),
            page("/a/", "<a href='/b/?x#y'>B</a>"),
            page("/b/", "<a href=//t.se/e/>E</a>"),
            // These lead to each other and nothing leads to them.
            page("/c/", "<a href=/d/>D</a>"),
            page("/d/", "<a href=/c/>C</a>"),
            page("/e/", ""),
            page("/sok/", "<a href=/e/>E</a>"),
        ];
        assert_eq!(unreached(&pages, "https://t.se"), [3, 4, 5]);
    }

    proptest! {
        /// The same as following links until nothing new is found.
        #[test]
        fn paths_are_followed_to_their_end(links in prop::collection::vec(prop::collection::vec(0usize..8, 0..3), 8)) {
            let urls: Vec<String> = (0..8).map(|at| if at == 0 { "/".to_owned() } else { format!("/{at}/") }).collect();
            let html: Vec<String> = links
                .iter()
                .map(|targets| targets.iter().map(|target| format!("<a href=\"{}\">x</a>", urls[*target])).collect::<Vec<_>>().concat())
                .collect();
            let pages: Vec<Linking<'_>> = urls.iter().zip(&html).map(|(url, html)| page(url, html)).collect();
            let mut reached = BTreeSet::from([0]);
            for _ in 0..8 {
                reached.extend(reached.clone().into_iter().flat_map(|at| links[at].clone()));
            }
            let expected: Vec<usize> = (0..8).filter(|at| !reached.contains(at)).collect();
            prop_assert_eq!(unreached(&pages, ""), expected);
        }
    }
}
