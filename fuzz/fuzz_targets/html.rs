//! The scanner of HTML: its tokens follow each other without a gap, another reader sees the same tags and text, and search
//! finds something to index or nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use torg::search::extract;
use torg_fuzz::tags::{expected, is_misread, scanned};

fuzz_target!(|html: &str| {
    let ours = scanned(html);
    extract(html);
    if is_misread(html) {
        return;
    }
    let theirs = expected(html);
    assert_eq!(ours.starts, theirs.starts);
    // The text in a CDATA section is no text to the scanner.
    assert!(html.contains("<![CDATA[") || ours.text == theirs.text, "{:?}, not {:?}", ours.text, theirs.text);
});
