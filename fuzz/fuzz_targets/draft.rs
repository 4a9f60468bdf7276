//! Edits of any file: a value is set and nothing else is changed, or it is refused and nothing is.
//!
//! An input is the file's ending, a path, a value as JSON or text, each on a line, and the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use torg::edit::{Draft, Path, Plain};
use torg_fuzz::said::{besides, value};
use torg_fuzz::source;

/// Of two empty lines between which a key is taken away, one goes as well.
fn lines(draft: &Draft) -> Vec<&str> {
    draft.source().text.split('\n').filter(|line| !line.trim().is_empty()).collect()
}

fuzz_target!(|text: &str| {
    let mut parts = text.splitn(4, '\n');
    let mut next = || parts.next().unwrap_or_default();
    let (ending, path, value, text) = (next(), Path::new(next()), value(next()), next());
    let Some(file) = source(&format!("content/a.{ending}"), text.as_bytes()) else { return };
    let before = Draft::new(file);
    let mut after = before.clone();
    let is_new = path.find(before.table()).is_none();
    let outcome = after.set(&path, &value, &["title", "date", "tags"]);
    if outcome.is_err() || path.steps().is_empty() {
        assert_eq!(after.source().text, before.source().text, "what is refused changes nothing");
        return;
    }
    assert_eq!(path.find(after.table()).and_then(Plain::of), Some(value));
    assert_eq!(besides(&after, &path), besides(&before, &path));
    assert_eq!(after.body(), before.body());
    assert_eq!(after.source().bom_len(), before.source().bom_len());
    if is_new {
        after.remove(&path).expect("what was added can be removed");
        assert_eq!(lines(&after), lines(&before), "what comes and goes leaves no trace");
    }
});
