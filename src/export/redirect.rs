//! Old addresses that lead to where a page is now. The theme's redirect page shows them; this room only says where each
//! is to be written.

/// An old address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// Where the redirect page is written, below the site's root, such as `gammal/index.html`.
    pub path: String,
    /// The page it leads to, as a path from the host's root or as an absolute URL.
    pub target: String,
    /// The title of the page it leads to.
    pub title: String,
}

/// The redirect pages for `(old address, target, title)`, by path and each path once: the first that claims a path has
/// it. Old addresses that no file can answer to (outside the site, or below the generator's own `/_torg/`) are left out;
/// the pages' rules have already told their authors.
pub fn redirects<'a>(aliases: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Vec<Redirect> {
    let mut redirects: Vec<_> = aliases
        .into_iter()
        .filter_map(|(old, target, title)| {
            Some(Redirect { path: file_of(old)?, target: target.to_owned(), title: title.to_owned() })
        })
        .collect();
    redirects.sort_by(|a, b| a.path.cmp(&b.path));
    redirects.dedup_by(|later, first| later.path == first.path);
    redirects
}

/// The file that answers to an address: `/gammal/` and `/gammal` are `gammal/index.html`, `/gammal.html` is itself.
fn file_of(address: &str) -> Option<String> {
    let path = address.trim().split(['?', '#']).next()?;
    let foreign = path.contains("://") || path.starts_with("//") || path.contains(['\\', '\0']);
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if foreign || parts.contains(&"..") || parts.first() == Some(&"_torg") {
        return None;
    }
    let last = parts.last()?;
    let extension = last.rsplit_once('.').map(|(_, extension)| extension);
    let is_file = !path.ends_with('/') && matches!(extension, Some("html" | "htm"));
    Some(if is_file { parts.join("/") } else { format!("{}/index.html", parts.join("/")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_files() {
        assert_eq!(file_of("/gammal/sida/").as_deref(), Some("gammal/sida/index.html"));
        assert_eq!(file_of("gammal").as_deref(), Some("gammal/index.html"));
        assert_eq!(file_of("/gammal//sida.html?x=1#y").as_deref(), Some("gammal/sida.html"));
        for outside in ["", "/", "/../x", "https://a.example/x", "//a.example/", "/_torg/x", "a\\b"] {
            assert_eq!(file_of(outside), None, "{outside}");
        }
    }

    #[test]
    fn each_path_once_in_order() {
        let list = redirects([("/b", "/ny/", "Ny"), ("/a/", "/ny/", "Ny"), ("/b/", "/annan/", "Annan")]);
        let short: Vec<_> = list.iter().map(|r| (r.path.as_str(), r.target.as_str())).collect();
        assert_eq!(short, [("a/index.html", "/ny/"), ("b/index.html", "/ny/")]);
    }
}
