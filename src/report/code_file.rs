//! What a code's file says: how bad the mistake is, its messages, its explanation, and examples that provoke it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::literate::{Block, Section, sections, unescaped};
use super::{Code, Lang, Severity, codes};

/// One file of `codes/`, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeFile {
    /// The severity that the `#` heading names.
    pub severity: Severity,
    /// The Fluent text of each language.
    pub messages: BTreeMap<Lang, String>,
    /// The explanation in each language, as Markdown.
    pub explanations: BTreeMap<Lang, String>,
    /// Small projects that provoke the code.
    pub examples: Vec<Example>,
}

/// Files laid over a minimal site, and what torg says about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The files' paths and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// The diagnostics in short format and English, one a line.
    pub diagnostics: String,
    /// Where the diagnostics stand in the code's file, in bytes; `None` when there is no such block.
    pub diagnostics_range: Option<Range<usize>>,
}

impl CodeFile {
    /// Reads a code's file. What is missing is empty: the golden tests hold that nothing is.
    pub fn parse(text: &str) -> Self {
        let (head, rest) = sections(text);
        let mut file = Self {
            severity: severity(&head.heading),
            messages: messages(&head),
            explanations: BTreeMap::new(),
            examples: Vec::new(),
        };
        for section in rest {
            if let Some(lang) = Lang::ALL.into_iter().find(|lang| lang.as_str() == section.heading) {
                file.explanations.insert(lang, section.body);
            } else if section.heading.starts_with("Example") {
                file.examples.push(example(&section));
            }
        }
        file
    }
}

impl Code {
    /// The code's file.
    #[expect(clippy::missing_panics_doc, reason = "a code is made by the list that the files are read from")]
    pub fn file(self) -> &'static CodeFile {
        static FILES: LazyLock<BTreeMap<Code, CodeFile>> =
            LazyLock::new(|| codes::ALL.iter().map(|(code, text)| (*code, CodeFile::parse(text))).collect());
        FILES.get(&self).expect("every code is in the list of codes")
    }

    /// How bad a mistake of this code is.
    pub fn severity(self) -> Severity {
        self.file().severity
    }
}

fn severity(heading: &str) -> Severity {
    if heading.ends_with(" warning") { Severity::Warning } else { Severity::Error }
}

fn messages(head: &Section) -> BTreeMap<Lang, String> {
    let fences = head.blocks.iter().filter_map(|block| match block {
        Block::Fence { info, text, .. } => Some((info, text)),
        _ => None,
    });
    fences
        .filter_map(|(info, text)| {
            let lang = Lang::of_locale(info.strip_prefix("ftl ")?)?;
            Some((lang, text.clone()))
        })
        .collect()
}

fn example(section: &Section) -> Example {
    let mut example = Example::default();
    let mut name = None;
    for block in &section.blocks {
        match block {
            Block::Named { path, .. } => name = Some(path),
            Block::Fence { info, text, range } if info == "diagnostics" => {
                example.diagnostics.clone_from(text);
                example.diagnostics_range = Some(range.clone());
            }
            Block::Fence { info, text, .. } => {
                if let Some(path) = name.take() {
                    example.files.push((path.clone(), content(info, text)));
                }
            }
            Block::Text(_) => name = None,
        }
    }
    example
}

/// The bytes a block stands for: as they are, or with escapes when its info says `bytes`.
pub fn content(info: &str, text: &str) -> Vec<u8> {
    if info.split(' ').any(|word| word == "bytes") { unescaped(text) } else { text.as_bytes().to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# X0001 warning\n\n```ftl sv\nX0001 = fel\n```\n\n```ftl en\nX0001 = wrong\n```\n\n## sv\n\nDärför.\n\n\
                        ## en\n\nBecause.\n\n## Example\n\n`a.md`\n\n```md\nå\n```\n\n`b`\n\nno path\n\n`b.bin`\n\n\
                        ```bytes\n\\xff\n```\n\n```diagnostics\na.md:1:1: warning X0001: wrong\n```\n";

    #[test]
    fn a_code_file_is_read() {
        let file = CodeFile::parse(FILE);
        assert_eq!(file.severity, Severity::Warning);
        assert_eq!(file.messages[&Lang::Sv], "X0001 = fel\n");
        assert_eq!(file.explanations[&Lang::En], "Because.");
        let [example] = &file.examples[..] else { panic!("{file:?}") };
        assert_eq!(example.files, [("a.md".into(), "å\n".into()), ("b.bin".into(), vec![0xff])]);
        assert_eq!(&FILE[example.diagnostics_range.clone().unwrap()], example.diagnostics);
    }
}
