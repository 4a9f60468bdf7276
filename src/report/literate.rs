//! Markdown files that hold files: the code files of this room, and the specifications in `tests/specs/`.
//!
//! Only the little that those files use is read here: headings, fenced blocks, and lines that begin with a path in
//! backticks and so name the block below them. This is not the Markdown of pages (see `markdown`).

use std::ops::Range;

/// A part of the file, from one `##` heading to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading's text; that of the `#` heading for what stands before the first `##`.
    pub heading: String,
    /// What stands below it, in order.
    pub blocks: Vec<Block>,
    /// The same as it was written.
    pub body: String,
}

/// One thing in a [`Section`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Prose: one paragraph, list or the like, its lines as written.
    Text(String),
    /// A line such as `` `content/a.md` `` or `` `/a/index.html` has ``: it says what the next block is.
    Named {
        /// What stands between the backticks.
        path: String,
        /// What follows them, trimmed.
        words: String,
    },
    /// A fenced block.
    Fence {
        /// What follows the opening fence.
        info: String,
        /// The lines between the fences, each with its line end.
        text: String,
        /// Where those lines stand in the file, in bytes.
        range: Range<usize>,
    },
}

/// The sections of a file: what stands before the first `##` heading, and each that follows.
pub fn sections(text: &str) -> (Section, Vec<Section>) {
    let mut done = Vec::new();
    let mut section = Section::default();
    let mut lines = Lines { text, at: 0 };
    let mut body_start = 0;
    while let Some((start, line)) = lines.next() {
        if let Some(fence) = opening_fence(line) {
            let info = line.trim_start_matches(['`', '~']).trim().to_owned();
            let range = lines.until_closed(fence);
            section.blocks.push(Block::Fence { info, text: text[range.clone()].to_owned(), range });
        } else if let Some(heading) = line.strip_prefix("## ") {
            text[body_start..start].trim().clone_into(&mut section.body);
            body_start = lines.at;
            done.push(std::mem::take(&mut section));
            heading.trim().clone_into(&mut section.heading);
        } else if let (0, Some(heading)) = (start, line.strip_prefix("# ")) {
            heading.trim().clone_into(&mut section.heading);
            body_start = lines.at;
        } else if let Some(named) = named(line) {
            section.blocks.push(named);
        } else if !line.trim().is_empty() {
            let end = lines.paragraph_end();
            section.blocks.push(Block::Text(text[start..end].trim_end().to_owned()));
        }
    }
    text[body_start..].trim().clone_into(&mut section.body);
    done.push(section);
    let first = done.remove(0);
    (first, done)
}

/// The content a block of bytes stands for: `\x41`, `\n`, `\r` and `\\` are resolved, and the last line end, which
/// belongs to the fence, is taken away.
pub fn unescaped(text: &str) -> Vec<u8> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let (byte, length) = escape(&rest[at..]);
        bytes.push(byte);
        rest = &rest[at + length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// The byte at the start of `text`, which is a backslash, and how many bytes of `text` say so.
fn escape(text: &str) -> (u8, usize) {
    let hex = || u8::from_str_radix(text.get(2..4)?, 16).ok();
    match text.as_bytes().get(1) {
        Some(b'n') => (b'\n', 2),
        Some(b'r') => (b'\r', 2),
        Some(b'\\') => (b'\\', 2),
        Some(b'x') => hex().map_or((b'\\', 1), |byte| (byte, 4)),
        _ => (b'\\', 1),
    }
}

/// The fence's character and length, if the line opens a fenced block.
fn opening_fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3 && !line[length..].contains(mark)).then_some((mark, length))
}

fn named(line: &str) -> Option<Block> {
    let (path, words) = line.strip_prefix('`')?.split_once('`')?;
    let plain = path.contains(['/', '.']);
    plain.then(|| Block::Named { path: path.to_owned(), words: words.trim().to_owned() })
}

/// The lines of a text and where they begin.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    /// The next line without its end, and its first byte.
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at;
        let line = self.text[start..].split_inclusive('\n').next()?;
        self.at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    }

    /// Reads on past the closing fence; the bytes between the fences. Without one, all that is left.
    fn until_closed(&mut self, (mark, length): (char, usize)) -> Range<usize> {
        let start = self.at;
        while let Some((line_start, line)) = self.next() {
            if line.len() >= length && line.trim_end().chars().all(|c| c == mark) {
                return start..line_start;
            }
        }
        start..self.text.len()
    }

    /// Reads on to the end of the paragraph; the byte after it.
    fn paragraph_end(&mut self) -> usize {
        loop {
            let before = self.at;
            match self.next() {
                Some((_, line))
                    if !line.trim().is_empty() && opening_fence(line).is_none() && !line.starts_with('#') => {
                }
                _ => {
                    self.at = before;
                    return before;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_the_blocks_below_them() {
        let text = "# T\n\n## Example\n\n`content/a.md`\n\n````md\n```x\ny\n```\n````\n`/a/` has\n";
        let (first, sections) = sections(text);
        assert_eq!(first.heading, "T");
        let [
            Block::Named { path, words },
            Block::Fence { info, text: inner, range },
            Block::Named { words: has, .. },
        ] = &sections[0].blocks[..]
        else {
            panic!("{sections:?}")
        };
        assert_eq!(
            (path.as_str(), words.as_str(), info.as_str(), has.as_str()),
            ("content/a.md", "", "md", "has")
        );
        assert_eq!(inner, "```x\ny\n```\n");
        assert_eq!(&text[range.clone()], inner);
    }

    #[test]
    fn prose_is_kept_by_paragraph() {
        let (section, _) = sections("a\nb\n\n- c\n- d\n");
        assert_eq!(section.body, "a\nb\n\n- c\n- d");
        assert_eq!(section.blocks, [Block::Text("a\nb".into()), Block::Text("- c\n- d".into())]);
    }

    #[test]
    fn bytes_are_unescaped() {
        assert_eq!(unescaped("a\\xffb\\\\\\n\n"), [b'a', 0xff, b'b', b'\\', b'\n']);
    }
}
