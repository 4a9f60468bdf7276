//! Atom (RFC 4287).

use super::moment::rfc3339;
use super::text::{address, one_line};
use super::xml::Xml;
use super::{Entry, Feed};

/// The feed as Atom.
pub fn atom(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &feed.lang)]);
    xml.text("id", &[], &address(&feed.id));
    xml.text("title", &[], &one_line(&feed.title));
    if let Some(subtitle) = &feed.subtitle {
        xml.text("subtitle", &[], &one_line(subtitle));
    }
    link(&mut xml, "self", "application/atom+xml", &feed.feed_url);
    link(&mut xml, "alternate", "text/html", &feed.home_url);
    xml.text("updated", &[], &rfc3339(&feed.updated));
    xml.open("author", &[]);
    xml.text("name", &[], &one_line(&feed.author.name));
    if let Some(url) = &feed.author.url {
        xml.text("uri", &[], &address(url));
    }
    xml.close("author");
    xml.text("generator", &[], "torg");
    for item in &feed.entries {
        entry(&mut xml, item, &feed.lang);
    }
    xml.close("feed");
    xml.finish()
}

fn entry(xml: &mut Xml, entry: &Entry, feed_lang: &str) {
    let lang: &[_] = if entry.lang == feed_lang { &[] } else { &[("xml:lang", entry.lang.as_str())] };
    xml.open("entry", lang);
    xml.text("id", &[], &address(&entry.id));
    xml.text("title", &[], &one_line(&entry.title));
    link(xml, "alternate", "text/html", &entry.url);
    xml.text("published", &[], &rfc3339(&entry.published));
    xml.text("updated", &[], &rfc3339(&entry.updated));
    for tag in &entry.tags {
        xml.empty("category", &[("term", &one_line(tag))]);
    }
    xml.text("summary", &[], &entry.summary);
    if let Some(content) = &entry.content_html {
        xml.text("content", &[("type", "html")], content);
    }
    xml.close("entry");
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, url: &str) {
    xml.empty("link", &[("rel", rel), ("type", media_type), ("href", &address(url))]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::testing::{self, feed, nasty};

    #[test]
    fn a_feed_in_full() {
        insta::assert_snapshot!(testing::text(atom(&feed())));
    }

    #[test]
    fn a_feed_without_entries() {
        let empty = Feed { entries: Vec::new(), subtitle: None, ..feed() };
        assert!(testing::elements(&atom(&empty)).iter().all(|element| element.name != "entry"));
    }

    proptest! {
        #![proptest_config(testing::proptests())]

        #[test]
        fn any_text_comes_back_cleaned(text in nasty()) {
            let mut feed = feed();
            feed.entries[0].title.clone_from(&text);
            feed.entries[0].content_html = Some(text.clone());
            feed.entries[0].tags = vec![text.clone()];
            let elements = testing::elements(&atom(&feed));
            let content = elements.iter().find(|element| element.name == "content").unwrap();
            prop_assert_eq!(&content.text, &*crate::export::text::clean(&text));
            let category = elements.iter().find(|element| element.name == "category").unwrap();
            prop_assert_eq!(&category.attributes["term"], &*one_line(&text));
        }
    }
}
