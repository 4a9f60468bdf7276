//! JSON Feed 1.1.

use serde_json::{Map, Value, json};

use super::moment::rfc3339;
use super::text::{address, clean, one_line};
use super::{Entry, Feed};

/// The feed as JSON Feed.
pub fn json_feed(feed: &Feed) -> Vec<u8> {
    let mut author = Map::new();
    author.insert("name".to_owned(), one_line(&feed.author.name).into());
    if let Some(url) = &feed.author.url {
        author.insert("url".to_owned(), address(url).into());
    }
    let mut document = Map::new();
    let mut put = |key: &str, value: Value| document.insert(key.to_owned(), value);
    put("version", "https://jsonfeed.org/version/1.1".into());
    put("title", one_line(&feed.title).into());
    put("home_page_url", address(&feed.home_url).into());
    put("feed_url", address(&feed.feed_url).into());
    if let Some(subtitle) = &feed.subtitle {
        put("description", one_line(subtitle).into());
    }
    put("language", feed.lang.as_str().into());
    put("authors", json!([author]));
    put("items", feed.entries.iter().map(item).collect());
    pretty(&Value::Object(document))
}

fn item(entry: &Entry) -> Value {
    let mut item = json!({
        "id": address(&entry.id),
        "url": address(&entry.url),
        "title": one_line(&entry.title),
        "summary": clean(&entry.summary),
        "date_published": rfc3339(&entry.published),
        "date_modified": rfc3339(&entry.updated),
        "language": entry.lang,
    });
    // The format asks for one of the two contents.
    match &entry.content_html {
        Some(html) => item["content_html"] = clean(html).into(),
        None => item["content_text"] = clean(&entry.summary).into(),
    }
    if !entry.tags.is_empty() {
        item["tags"] = entry.tags.iter().map(|tag| one_line(tag)).collect();
    }
    item
}

/// JSON for people too: indented, with a newline at the end.
pub(super) fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("a JSON value can always be written");
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::testing::{self, feed, nasty};

    #[test]
    fn a_feed_in_full() {
        insta::assert_snapshot!(testing::text(json_feed(&feed())));
    }

    proptest! {
        #![proptest_config(testing::proptests())]

        #[test]
        fn any_text_comes_back_cleaned(text in nasty()) {
            let mut feed = feed();
            feed.entries[0].summary.clone_from(&text);
            let parsed: Value = serde_json::from_slice(&json_feed(&feed)).unwrap();
            prop_assert_eq!(parsed["items"][0]["summary"].as_str(), Some(&*clean(&text)));
        }
    }
}
