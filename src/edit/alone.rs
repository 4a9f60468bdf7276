//! A record that stands in a file with others, as a file of its own: what the trash keeps of it.

use crate::source::{FilePath, Source};

use super::draft::Draft;
use super::path::Path;
use super::plain::Plain;

/// The file that would hold nothing but the record at a place of `file`. It says what the record says, as a new file is written;
/// `None` where a part of it cannot be read or written.
pub fn alone(file: &Draft, at: &Path, id: &str) -> Option<Source> {
    let whole = Plain::of_table(file.table())?;
    let mut record = whole.at(at)?.as_table()?.clone();
    // The file's name says it.
    record.shift_remove("id");
    let path = &file.source().path;
    let path = FilePath::new(&format!("{}/{}/{id}.toml", path.parent(), path.stem()));
    let mut draft = Draft::new(Source { path, text: "".into() });
    let order: Vec<&str> = record.keys().map(String::as_str).collect();
    for (key, value) in &record {
        draft.set(&Path::new(key), value, &order).ok()?;
    }
    Some(draft.source().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_the_same_in_a_file_of_its_own() {
        let text = "# Termer\r\n[[term]]\r\nid = \"a\"\r\nnames = \"A\"\r\n\r\n[[term]] # den andra\r\nid = \"b\"\r\n\
                    names = [{ text = \"B \\\"b\\\"\", from = 2024-01-31 }]\r\n[term.meaning]\r\nsv = '''\r\nrad\r\nrad'''\r\n\
                    [[term.sources]]\r\nid = 'x'\r\n[[term.sources]]\r\nid = 'y'\r\n";
        let path = FilePath::new("site/hub/terms.toml");
        let file = Draft::new(Source { path, text: text.into() });
        let own = alone(&file, &Path::new("term.1"), "b").unwrap();
        assert_eq!(own.path.as_str(), "site/hub/terms/b.toml");
        let mut expected = Plain::of_table(file.table()).unwrap().at(&Path::new("term.1")).unwrap().clone();
        assert!(expected.put(&["id".to_owned()], None));
        assert_eq!(Plain::of_table(Draft::new(own).table()), Some(expected));
        assert!(alone(&file, &Path::new("term.2"), "c").is_none());
    }
}
