//! Tables of ideas: whatever a form's export holds, every place told is one in it, and what is written can be read.
//!
//! An input is the name of an encoding on a line, and the table.

#![no_main]

use std::sync::LazyLock;

use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;
use torg::edit::ideas::{ColumnMap, Encoding, decode, import};
use torg::hub::{self, Hub};
use torg::report::Severity;
use torg::source::FilePath;
use torg_fuzz::{VOCABULARY, assert_told, on_this_thread, source};

const TODAY: Date = Date::constant(2024, 6, 21);

static HUB: LazyLock<Hub> = LazyLock::new(|| hub::load(&[VOCABULARY.clone()], TODAY).value);

static MAP: LazyLock<ColumnMap> = LazyLock::new(|| {
    let map = "title=Rubrik,text=Idé,received=Datum,sender_type=Vem,contact=Namn";
    ColumnMap::from_text(&source("--map", map.as_bytes()).expect("text")).value
});

fuzz_target!(init: on_this_thread(), |bytes: &[u8]| {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { return };
    let encoding = std::str::from_utf8(&bytes[..end]).ok().and_then(Encoding::from_word);
    let read = decode(&FilePath::new("ideas.csv"), bytes[end + 1..].to_vec(), encoding.unwrap_or_default());
    let Some(table) = read.value else { return };
    let imported = import(&table, &MAP, &HUB);
    assert_told(&table, &imported.diagnostics);
    let mut files = vec![VOCABULARY.clone()];
    for record in &imported.value.records {
        files.push(source(record.path.as_str(), record.text.as_bytes()).expect("what is written is text"));
    }
    let told = hub::load(&files, TODAY).diagnostics;
    let mut errors = told.iter().filter(|told| told.code.severity() == Severity::Error);
    let error = errors.find(|told| told.at.file != VOCABULARY.path);
    assert!(error.is_none(), "{error:?} in {:?}", imported.value.records);
});
