//! Sitemaps (sitemaps.org) with the other languages of each page.

use jiff::civil::Date;

use super::File;
use super::text::address;
use super::xml::Xml;

/// The most addresses one sitemap may hold.
pub const MAX_SITEMAP_URLS: usize = 50_000;
/// The most bytes one sitemap may hold.
pub const MAX_SITEMAP_BYTES: usize = 50 * 1024 * 1024;

/// A page to be found.
#[derive(Clone, Debug)]
pub struct SitemapUrl {
    /// The page, absolute.
    pub url: String,
    /// When it last changed.
    pub lastmod: Option<Date>,
    /// Every language the page exists in, its own included; empty when it exists in one.
    pub alternates: Vec<Alternate>,
}

/// The same page in a language.
#[derive(Clone, Debug)]
pub struct Alternate {
    /// The language, as in `<html lang>`.
    pub lang: String,
    /// The page, absolute.
    pub url: String,
}

/// `sitemap.xml`, or, for more than one sitemap can hold, an index of that name and `sitemap-1.xml` and so on.
/// `base_url` is the site's address without a final `/`.
pub fn sitemap(urls: &[SitemapUrl], base_url: &str) -> Vec<File> {
    split(urls, base_url, MAX_SITEMAP_URLS, MAX_SITEMAP_BYTES)
}

fn split(urls: &[SitemapUrl], base_url: &str, max_urls: usize, max_bytes: usize) -> Vec<File> {
    let mut parts = parts(urls, max_urls, max_bytes);
    if parts.len() == 1 {
        return parts.drain(..).map(|bytes| file("sitemap.xml".to_owned(), bytes)).collect();
    }
    let mut index = Xml::new();
    index.open("sitemapindex", &[("xmlns", SITEMAP)]);
    let mut files = Vec::new();
    for (number, bytes) in (1..).zip(parts) {
        let path = format!("sitemap-{number}.xml");
        index.open("sitemap", &[]);
        index.text("loc", &[], &address(&format!("{base_url}/{path}")));
        index.close("sitemap");
        files.push(file(path, bytes));
    }
    index.close("sitemapindex");
    files.insert(0, file("sitemap.xml".to_owned(), index.finish()));
    files
}

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// What closing a sitemap takes, with room to spare.
const END_BYTES: usize = 100;

/// Sitemaps within the limits; at least one.
fn parts(urls: &[SitemapUrl], max_urls: usize, max_bytes: usize) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut part = open();
    let mut n_urls = 0;
    for url in urls {
        if n_urls == max_urls || (n_urls > 0 && part.len() + size(url) + END_BYTES > max_bytes) {
            parts.push(close(std::mem::replace(&mut part, open())));
            n_urls = 0;
        }
        write(&mut part, url);
        n_urls += 1;
    }
    parts.push(close(part));
    parts
}

fn open() -> Xml {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", SITEMAP), ("xmlns:xhtml", "http://www.w3.org/1999/xhtml")]);
    xml
}

fn close(mut xml: Xml) -> Vec<u8> {
    xml.close("urlset");
    xml.finish()
}

fn write(xml: &mut Xml, url: &SitemapUrl) {
    xml.open("url", &[]);
    xml.text("loc", &[], &address(&url.url));
    if let Some(day) = url.lastmod {
        xml.text("lastmod", &[], &day.to_string());
    }
    for alternate in &url.alternates {
        let href = address(&alternate.url);
        xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", &alternate.lang), ("href", &href)]);
    }
    xml.close("url");
}

/// At most so many bytes does the page take: no character takes more than six when escaped.
fn size(url: &SitemapUrl) -> usize {
    let alternates: usize = url.alternates.iter().map(|a| 80 + 6 * (a.lang.len() + a.url.len())).sum();
    100 + 6 * url.url.len() + alternates
}

fn file(path: String, bytes: Vec<u8>) -> File {
    File { path, bytes }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::export::testing;

    fn url(path: &str) -> SitemapUrl {
        SitemapUrl { url: format!("https://torg.example/{path}"), lastmod: None, alternates: Vec::new() }
    }

    #[test]
    fn a_small_site_has_one_sitemap() {
        let alternates = ["sv", "en"].map(|lang| Alternate {
            lang: lang.to_owned(),
            url: format!("https://torg.example/{lang}/?a=1&b=2"),
        });
        let about =
            SitemapUrl { lastmod: Some(date(2022, 6, 29)), alternates: alternates.to_vec(), ..url("om/") };
        let files = sitemap(&[url(""), about], "https://torg.example");
        let [file] = &files[..] else { panic!("{files:?}") };
        assert_eq!(file.path, "sitemap.xml");
        insta::assert_snapshot!(testing::text(file.bytes.clone()), @r#"
        <?xml version="1.0" encoding="utf-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
          <url>
            <loc>https://torg.example/</loc>
          </url>
          <url>
            <loc>https://torg.example/om/</loc>
            <lastmod>2022-06-29</lastmod>
            <xhtml:link rel="alternate" hreflang="sv" href="https://torg.example/sv/?a=1&amp;b=2"/>
            <xhtml:link rel="alternate" hreflang="en" href="https://torg.example/en/?a=1&amp;b=2"/>
          </url>
        </urlset>
        "#);
    }

    #[test]
    fn fifty_thousand_fit_and_one_more_splits() {
        let urls: Vec<_> = (0..=MAX_SITEMAP_URLS).map(|n| url(&n.to_string())).collect();
        assert_eq!(sitemap(&urls[1..], "https://torg.example").len(), 1);
        let files = sitemap(&urls, "https://torg.example");
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        let index = testing::elements(&files[0].bytes);
        let locations: Vec<_> = index.iter().filter(|e| e.name == "loc").map(|e| e.text.as_str()).collect();
        assert_eq!(locations, ["https://torg.example/sitemap-1.xml", "https://torg.example/sitemap-2.xml"]);
        let n_urls = |file: &File| testing::elements(&file.bytes).iter().filter(|e| e.name == "url").count();
        assert_eq!((n_urls(&files[1]), n_urls(&files[2])), (MAX_SITEMAP_URLS, 1));
    }

    #[test]
    fn no_part_is_larger_than_allowed() {
        let urls: Vec<_> = (0..50).map(|n| url(&"&å".repeat(n))).collect();
        let files = split(&urls, "https://torg.example", 1000, 2000);
        assert!(files.len() > 3);
        assert!(files[1..].iter().all(|file| file.bytes.len() <= 2000));
        let all = files[1..].iter().flat_map(|file| testing::elements(&file.bytes));
        assert_eq!(all.filter(|element| element.name == "loc").count(), 50);
    }

    #[test]
    fn an_empty_site_has_an_empty_sitemap() {
        assert_eq!(sitemap(&[], "https://torg.example").len(), 1);
    }
}
