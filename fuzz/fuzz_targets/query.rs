//! What is published and what is typed: any text can be indexed, any text is a query, a page is found by its title, and
//! a bundle just made is read whole.

#![no_main]

use libfuzzer_sys::fuzz_target;
use torg::search::{Document, Options, Query, Reader, Request, build, fold, stem};
use torg_fuzz::on_this_thread;
use torg_fuzz::sample::READER;

/// What is not indexed, near enough.
const STOP_WORDS: &str = include_str!("../../src/search/data/stop_sv.txt");

fuzz_target!(init: on_this_thread(), |text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    for word in text.split_whitespace() {
        stem("sv", &fold(word));
        stem("en", word);
    }
    assert_eq!(Query::parse(text), Query::parse(text));
    assert!(READER.search(&Request::new(text)).unread.is_empty());
    READER.complete("sv", text);

    let page = Document {
        url: "/a/".to_owned(),
        lang: "sv".to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        ..Document::default()
    };
    let files = build(&[page], &Options::default()).files;
    let reader = Reader::open(Box::new(files.into_iter().collect::<std::collections::BTreeMap<_, _>>()))
        .expect("a bundle that was just made");
    for query in [title, body] {
        let found = reader.search(&Request::new(query));
        assert!(found.unread.is_empty(), "{found:?}");
        // Signs have meanings of their own, and a query that is too long loses its end.
        let is_plain = query.chars().all(|c| c.is_alphanumeric() || c == ' ') && !found.is_cut;
        let says_nothing = found.words.iter().all(|word| STOP_WORDS.contains(&word.word));
        assert!(!is_plain || says_nothing || found.total == 1, "{query:?}: {found:?}");
        reader.complete("sv", query);
    }
    assert_eq!(reader.pages().len(), 1);
});
