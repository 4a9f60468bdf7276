//! A module as it is published: without comments, indentation and spaces that nobody needs, and with published names in its
//! imports.

use std::ops::Range;

use super::js::{Module, Reference};
use super::js_names::shortened;

impl Module {
    /// The module without comments (but for `/*! … */`), indentation and empty lines; each kept byte is given to `keep`
    /// in ranges. A module that was not surely read is kept as it is.
    pub(super) fn kept(&self, text: &str) -> Vec<Kept> {
        if !self.is_sure {
            return vec![Kept::Part(0..text.len())];
        }
        let mut kept = Vec::new();
        let mut at = 0;
        // A comment that asks to be kept is kept as it is.
        let is_kept = |range: &Range<usize>| text[range.start..].starts_with("/*!");
        let mut islands: Vec<_> = self.comments.iter().map(|range| (range, !is_kept(range))).collect();
        islands.extend(self.literals.iter().map(|range| (range, false)));
        islands.sort_by_key(|(range, _)| range.start);
        for (range, is_comment) in islands {
            squeeze(text, at..range.start, &mut kept);
            if !is_comment {
                kept.push(Kept::Part(range.clone()));
            } else if text[range.clone()].contains('\n') {
                kept.push(Kept::NewLine);
            } else {
                kept.push(Kept::Space);
            }
            at = range.end;
        }
        squeeze(text, at..text.len(), &mut kept);
        kept
    }
}

/// What is published of a module, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Part(Range<usize>),
    Space,
    NewLine,
}

/// Keeps words and signs; white space becomes one space, or one end of a line where it holds one.
fn squeeze(text: &str, range: Range<usize>, kept: &mut Vec<Kept>) {
    let mut start = range.start;
    let mut at = range.start;
    let bytes = text.as_bytes();
    while at < range.end {
        let space = bytes[at..range.end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if space == 0 {
            at += 1;
            continue;
        }
        if start < at {
            kept.push(Kept::Part(start..at));
        }
        let lines = bytes[at..at + space].contains(&b'\n');
        kept.push(if lines { Kept::NewLine } else { Kept::Space });
        at += space;
        start = at;
    }
    if start < range.end {
        kept.push(Kept::Part(start..range.end));
    }
}

/// Signs that end what stands before them and begin nothing with what follows: a space beside one says nothing. `+`, `-`, `/` and
/// `.` are not among them, since two of them, or one and a number, may be another sign together.
const SIGNS: &[u8] = b"(){}[],;:?=<>&|!*";

/// Signs after which a line cannot end a statement, so that the next line may stand beside them.
const OPEN: &[u8] = b"({[,;?:=&|<>!*";

/// Signs that cannot begin a statement or a member of a class, so that they may stand beside the line before.
const CLOSE: &[u8] = b")]},;:?=<>&|";

fn is_sign(byte: Option<u8>, signs: &[u8]) -> bool {
    byte.is_some_and(|byte| signs.contains(&byte))
}

/// A published module: the kept parts with shorter names, and the text of each reference as `name` gives it.
pub(super) fn write(text: &str, module: &Module, name: impl Fn(&Reference) -> Option<String>) -> String {
    let mut written = String::with_capacity(text.len());
    let names =
        module.references.iter().filter_map(|reference| Some((reference.target.clone(), name(reference)?)));
    let mut changes: Vec<(Range<usize>, String)> = names.chain(shortened(text, module)).collect();
    changes.sort_by_key(|(range, _)| range.start);
    let mut changes = changes.into_iter().peekable();
    let mut space = None;
    for kept in module.kept(text) {
        let mut range = match kept {
            Kept::Part(range) if range.is_empty() => continue,
            Kept::Part(range) => range,
            other => {
                // One end of a line among spaces is an end of a line.
                space = if space == Some(Kept::NewLine) { space } else { Some(other) };
                continue;
            }
        };
        let (last, next) = (written.bytes().next_back(), text.as_bytes().get(range.start).copied());
        match space.take() {
            _ if written.is_empty() || !module.is_sure => {}
            Some(Kept::NewLine) if !is_sign(last, OPEN) && !is_sign(next, CLOSE) => written.push('\n'),
            Some(Kept::Space) if !is_sign(last, SIGNS) && !is_sign(next, SIGNS) => written.push(' '),
            _ => {}
        }
        while let Some((changed, name)) = changes.next_if(|(changed, _)| changed.end <= range.end) {
            written.push_str(&text[range.start..changed.start]);
            written.push_str(&name);
            range.start = changed.end;
        }
        written.push_str(&text[range]);
    }
    if space.is_some() && module.is_sure {
        written.push('\n');
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::js::scan;
    use super::*;

    fn compact(text: &str) -> String {
        write(text, &scan(text), |_| None)
    }

    #[test]
    fn comments_and_indentation_are_not_published() {
        let text = "/*! kept */\n/** gone */\nfunction a() { // gone\n    return `  // kept\n  ${ b /* gone */ }`;\n}\n\n\nconst c = /[/*]\"/; /* gone\n too */ d\n";
        assert_eq!(
            compact(text),
            "/*! kept */\nfunction a(){return `  // kept\n  ${b}`;}\nconst c=/[/*]\"/;d\n"
        );
    }

    #[test]
    fn what_is_not_surely_read_is_not_touched() {
        for text in ["a = `x\n  ", "a = (  b; // c", "a = 'x\n// y", "/* x", "}  // x"] {
            assert_eq!(compact(text), text);
        }
    }

    #[test]
    fn names_are_put_in_place() {
        let text = "import './a.js'; // x\nimport './b.js';";
        let written = write(text, &scan(text), |reference| {
            Some(text[reference.target.clone()].replace(".js", ".1.js"))
        });
        assert_eq!(written, "import './a.1.js';import './b.1.js';");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything_can_be_scanned(text in "(import |from |export |new URL\\(|[\"'`(){}/*.;\\\\\n]|\\$\\{|//|import\\.meta\\.url|\\PC){0,40}") {
            let module = scan(&text);
            prop_assert!(module.references.iter().all(|reference| text.get(reference.target.clone()).is_some()));
            let written = compact(&text);
            // What is written is read in the same way again.
            if module.is_sure {
                prop_assert_eq!(scan(&written).references.len(), module.references.len());
                prop_assert_eq!(compact(&written), written);
            }
        }
    }
}
