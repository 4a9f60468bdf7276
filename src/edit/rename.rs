//! What names a page or a record in other files, and its new name there. Nothing but the name changes.

use crate::config::{Shape, Table, TableShape, Value};

use super::draft::{Draft, Refused};
use super::form::Subject;
use super::path::Path;
use super::plain::Plain;

/// A name as it is written in links, `@/om/sida.md` or `hub:initiativ/pilot`, and the one to write instead.
pub type Pair = (String, String);

/// A text with other names in the place of some; what only begins with one of them is another name, unless it ends with a slash:
/// then it is that of a folder, and all below it has the new one.
pub fn renamed(text: &str, pairs: &[Pair]) -> String {
    let mut text = text.to_owned();
    for (old, new) in pairs {
        let mut done = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find(old.as_str()) {
            let after = &rest[at + old.len()..];
            let ends = old.ends_with('/')
                || !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
            done.push_str(&rest[..at]);
            done.push_str(if ends { new } else { old });
            rest = after;
        }
        done.push_str(rest);
        text = done;
    }
    text
}

impl Subject {
    /// Writes the new id wherever the subject refers to the thing of a kind with the old one.
    pub fn refer_anew(&self, draft: &mut Draft, target: &str, old: &str, new: &str) -> Result<(), Refused> {
        let table = match self.at.steps() {
            [] => Some(draft.table()),
            _ => self.at.find(draft.table()).and_then(|value| value.as_table()),
        };
        let mut found = Vec::new();
        if let Some(table) = table {
            for part in self.parts() {
                in_table(part, table, &self.at, (target, old), &mut found);
            }
        }
        found.iter().try_for_each(|path| draft.set(path, &Plain::text(new), &[]))
    }
}

fn in_table(shape: &TableShape, table: &Table, at: &Path, wanted: (&str, &str), found: &mut Vec<Path>) {
    for field in shape.fields {
        if let Some(value) = table.get(field.key) {
            in_value(&field.shape, value, &at.then(field.key), wanted, found);
        }
    }
}

fn in_value(shape: &Shape, value: &Value, at: &Path, wanted: (&str, &str), found: &mut Vec<Path>) {
    match shape {
        Shape::Reference(target) if *target == wanted.0 => {
            found.extend(value.as_text().filter(|text| text.value == wanted.1).map(|_| at.clone()));
        }
        Shape::List(inner) => {
            for (index, value) in value.as_list().iter().enumerate() {
                in_value(inner, value, &at.then(index), wanted, found);
            }
        }
        Shape::Table(inner) => {
            if let Some(table) = value.as_table() {
                in_table(inner, table, at, wanted, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FilePath, Source};

    #[test]
    fn names_are_written_anew_and_what_only_begins_like_them_stays() {
        let pairs = [
            ("@/om/a.md".to_owned(), "@/om/b.md".to_owned()),
            ("hub:initiativ/a".to_owned(), "hub:initiativ/b".to_owned()),
        ];
        let text = "[x](@/om/a.md#y) [z](@/om/a.md) @/om/a.mdx hub:initiativ/a-2 (hub:initiativ/a) hub:initiativ/a/b";
        let expected = "[x](@/om/b.md#y) [z](@/om/b.md) @/om/a.mdx hub:initiativ/a-2 (hub:initiativ/b) hub:initiativ/a/b";
        assert_eq!(renamed(text, &pairs), expected);
        let folder = [("@/om/".to_owned(), "@/vi/".to_owned())];
        assert_eq!(renamed("@/om/a.md @/omkring.md", &folder), "@/vi/a.md @/omkring.md");
    }

    #[test]
    fn references_are_found_by_what_they_refer_to() {
        let text = "+++\r\ntitle = 'plan'\r\nsources = [{ document = 'plan' }, { document = 'plan-2', note = 'plan' }]\r\n\
                    initiatives = ['plan']\r\n+++\r\nplan\r\n";
        let source = Source::new(FilePath::new("content/a.md"), text.as_bytes().to_vec()).unwrap();
        let mut draft = Draft::new(source);
        Subject::page("page", false).refer_anew(&mut draft, "document", "plan", "budget").unwrap();
        assert_eq!(*draft.source().text, text.replace("document = 'plan' }", "document = 'budget' }"));
    }
}
