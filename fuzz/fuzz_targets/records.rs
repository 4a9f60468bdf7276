//! Files of records: whatever they say, the portfolio is put together and every place told is one in the file.
//!
//! An input is the file's name below `site/hub` on a line, and the file.

#![no_main]

use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use torg::hub;
use torg_fuzz::{VOCABULARY, assert_told, on_this_thread, source};

fuzz_target!(init: on_this_thread(), |text: &str| {
    let Some((name, text)) = text.split_once('\n') else { return };
    let Some(file) = source(&format!("site/hub/{name}.toml"), text.as_bytes()) else { return };
    let mut files = vec![file.clone()];
    if file.path != VOCABULARY.path {
        files.push(VOCABULARY.clone());
    }
    assert_told(&file, &hub::load(&files, Date::constant(2024, 6, 21)).diagnostics);
});
