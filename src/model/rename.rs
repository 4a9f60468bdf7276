//! Links as they are to be written when a file or a folder gets another name.

use crate::source::{FilePath, nfc};

use super::link::percent_decode;

/// What a link that is written in a file of `folder` has to be when the file or folder `old` is called `name`; `None` where the
/// link is no path, or does not lead there. Nothing but the one part of the path changes.
pub fn renamed_link(written: &str, folder: &str, old: &FilePath, name: &str) -> Option<String> {
    let (path, more) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
    if path.starts_with('/') || path.contains(':') {
        return None;
    }
    let from = if path.starts_with("@/") { "" } else { folder };
    let mut parts: Vec<String> = from.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let mut is_other = false;
    let renamed = path.split('/').map(|part| {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            "@" => parts.push("content".to_owned()),
            part => {
                parts.push(nfc(&percent_decode(part)).into_owned());
                if parts.join("/") == old.as_str() {
                    is_other = true;
                    return name;
                }
            }
        }
        part
    });
    let renamed = renamed.collect::<Vec<_>>().join("/");
    is_other.then(|| format!("{renamed}{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_that_has_another_name_changes() {
        let folder = FilePath::new("content/ny\u{e5}r/nyheter");
        let link = |written: &str, from: &str| renamed_link(written, from, &folder, "aktuellt");
        for (written, from, expected) in [
            ("nyheter/a.md#x", "content/nyår", Some("aktuellt/a.md#x")),
            ("./nyheter/a.md", "content/nyår", Some("./aktuellt/a.md")),
            ("../nyheter/b%20c.png?x", "content/nyår/om", Some("../aktuellt/b%20c.png?x")),
            ("../../nyheter/a.md", "content/nyår/nyheter/sub", Some("../../aktuellt/a.md")),
            ("@/ny%C3%A5r/nyheter/a.md", "content", Some("@/ny%C3%A5r/aktuellt/a.md")),
            ("@/nya\u{30a}r/nyheter/_index.md", "content", Some("@/nya\u{30a}r/aktuellt/_index.md")),
            ("a.md", "content/nyår/nyheter", None),
            ("../om/a.md", "content/nyår/nyheter", None),
            ("nyheter/a.md", "content", None),
            ("nyheter-2/a.md", "content/nyår", None),
            ("/nyår/nyheter/a/", "content", None),
            ("https://nyår/nyheter/", "content", None),
            ("#nyheter", "content/nyår", None),
            ("../../../../nyheter", "content", None),
        ] {
            assert_eq!(link(written, from).as_deref(), expected, "{written} in {from}");
        }
    }

    #[test]
    fn a_file_is_named_by_its_whole_name() {
        let page = FilePath::new("content/om/a.md");
        let link = |written: &str| renamed_link(written, "content/om", &page, "b.md");
        assert_eq!(link("a.md#x").as_deref(), Some("b.md#x"));
        assert_eq!(link("../om/a.md").as_deref(), Some("../om/b.md"));
        assert_eq!((link("a.en.md"), link("a")), (None, None));
    }
}
