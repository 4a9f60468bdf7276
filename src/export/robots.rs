//! `robots.txt` (RFC 9309).

use super::text::address;

/// What robots are told.
#[derive(Clone, Debug, Default)]
pub struct Robots {
    /// Paths they are asked not to read, such as `/utkast/`. `/` asks them to stay away altogether.
    pub disallow: Vec<String>,
    /// The sitemap, absolute.
    pub sitemap_url: Option<String>,
}

/// The file.
pub fn robots(robots: &Robots) -> Vec<u8> {
    let mut lines = vec!["User-agent: *".to_owned()];
    lines.extend(robots.disallow.iter().map(|path| format!("Disallow: {}", address(path))));
    if robots.disallow.is_empty() {
        lines.push("Allow: /".to_owned());
    }
    if let Some(url) = &robots.sitemap_url {
        lines.push(format!("\nSitemap: {}", address(url)));
    }
    (lines.join("\n") + "\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;

    #[test]
    fn all_is_open_by_default() {
        let sitemap_url = Some("https://torg.example/sitemap.xml".to_owned());
        insta::assert_snapshot!(testing::text(robots(&Robots { sitemap_url, ..Robots::default() })), @r"
        User-agent: *
        Allow: /

        Sitemap: https://torg.example/sitemap.xml
        ");
    }

    #[test]
    fn a_line_break_adds_no_rule() {
        let disallow = vec!["/a\nAllow: /b".to_owned()];
        let text = testing::text(robots(&Robots { disallow, ..Robots::default() }));
        assert_eq!(text, "User-agent: *\nDisallow: /aAllow:/b\n");
    }
}
