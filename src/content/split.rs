//! Where front matter ends and the body begins. Spans are places in the file as it is: byte order mark, line ends and
//! all.

use crate::config::{Config, Table, parse_toml, parse_yaml};
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{Location, Source, Span, Spanned};

use super::file_name::{FileName, file_name};
use super::words::Kind;

/// A page whose front matter is read but not yet checked.
#[derive(Clone, Debug)]
pub struct Raw {
    /// The file.
    pub source: Source,
    /// What its name says.
    pub name: FileName,
    /// The front matter; its span is the opening `+++` or `---`.
    pub table: Table,
    /// Everything after the front matter.
    pub body: Span,
}

impl Raw {
    /// The kind of the page itself, if it names one that there is.
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_word(self.table.text("kind")?.value)
    }

    /// The kind of the pages in the section, if this is a section's page and names one.
    pub fn page_kind(&self) -> Option<Kind> {
        let word = self.table.text("page_kind").filter(|_| self.name.is_section)?;
        Kind::from_word(word.value)
    }
}

/// Parts front matter and body. A page without front matter is all body.
pub fn split(source: Source, config: &Config) -> Reported<Raw> {
    let mut out = Vec::new();
    let name = file_name(&source.path, config);
    let FrontMatter { table, body, .. } = front_matter(&source, &mut out);
    Reported { value: Raw { source, name, table, body }, diagnostics: out }
}

/// What stands above a page's body, and where.
#[derive(Clone, Debug)]
pub struct FrontMatter {
    /// Its keys and values; the span is the opening `+++` or `---`.
    pub table: Table,
    /// All between the two fences.
    pub inside: Span,
    /// Everything after it.
    pub body: Span,
}

/// A page's front matter and where its body stands.
pub fn front_matter(source: &Source, out: &mut Vec<Diagnostic>) -> FrontMatter {
    let lines = Lines { text: &source.text, at: source.bom_len() };
    let whole = Span::new(source.bom_len(), source.text.len());
    let broken = |span, body| FrontMatter {
        table: Table { span, entries: Vec::new(), broken: true },
        inside: at_start(body),
        body,
    };
    let mut rest = lines;
    let Some(open) = rest.next().filter(|line| matches!(line.value, "+++" | "---")) else {
        out.push(Diagnostic::new(codes::F0101, Location::new(&source.path, at_start(whole))));
        return broken(at_start(whole), whole);
    };
    let start = rest.at;
    let close = rest.clone().find(|line| line.value == open.value);
    let Some(close) = close.or_else(|| unterminated(source, &open, rest, out)) else {
        return broken(open.span, Span::new(source.text.len(), source.text.len()));
    };
    let inside = Span::new(start, close.span.start as usize);
    let table =
        if open.value == "+++" { parse_toml(source, inside, out) } else { parse_yaml(source, inside, out) };
    let body_start = after_line(&source.text, close.span.end as usize);
    let body = Span::new(body_start, source.text.len());
    FrontMatter { table: Table { span: open.span, ..table }, inside, body }
}

/// Reports front matter without an end. A line that was meant as its end serves as one.
fn unterminated<'a>(
    source: &Source,
    open: &Spanned<&'a str>,
    mut rest: Lines<'a>,
    out: &mut Vec<Diagnostic>,
) -> Option<Spanned<&'a str>> {
    let meant = rest.find(|line| {
        let line = line.value.trim();
        line == "..."
            || (line.len() >= 2 && (line.bytes().all(|b| b == b'+') || line.bytes().all(|b| b == b'-')))
    });
    let diagnostic =
        Diagnostic::new(codes::F0102, Location::new(&source.path, open.span)).arg("fence", open.value);
    out.push(match meant {
        Some(line) => {
            let at = Location::new(&source.path, line.span);
            diagnostic.label(at.clone(), "meant").suggest_at(at, Some(open.value))
        }
        None => diagnostic,
    });
    meant
}

fn at_start(span: Span) -> Span {
    Span { end: span.start, ..span }
}

/// The byte after the line end at or after `at`.
fn after_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// The lines of a text without the white space at their ends, and where they stand.
#[derive(Clone)]
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Spanned<&'a str>;

    fn next(&mut self) -> Option<Spanned<&'a str>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        self.at = after_line(self.text, start);
        let line = self.text[start..self.at].trim_end();
        Some(Spanned::new(line, Span::new(start, start + line.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FilePath;

    fn split_text(text: &str) -> (Raw, Vec<String>) {
        let config =
            Config::read(&Source::new(FilePath::new("site/site.toml"), Vec::new()).unwrap(), &mut Vec::new());
        let source = Source::new(FilePath::new("content/a.md"), text.as_bytes().to_vec()).unwrap();
        let reported = split(source.clone(), &config);
        let shown = reported.diagnostics.iter().map(|d| {
            let at = source.line_column(d.at.span.start);
            format!("{}:{} {}", at.line, at.column, d.code)
        });
        (reported.value, shown.collect())
    }

    #[test]
    fn both_syntaxes_and_every_line_end() {
        for text in [
            "+++\ntitle = \"Å\"\n+++\nText\n",
            "---\ntitle: Å\n---\nText\n",
            "\u{feff}+++\r\ntitle = \"Å\"\r\n+++\r\nText\n",
            "---  \r\ntitle: 'Å'\r\n---\t\r\nText\n",
        ] {
            let (raw, shown) = split_text(text);
            assert_eq!(shown, [] as [&str; 0], "{text:?}");
            assert_eq!(raw.source.slice(raw.body), "Text\n");
            assert_eq!(raw.source.slice(raw.table.text("title").unwrap().span), "Å");
            assert_eq!(raw.source.slice(raw.table.span).len(), 3);
        }
    }

    #[test]
    fn front_matter_needs_an_end() {
        for (text, expected, body) in [
            ("+++\ntitle = \"a\"\n", &["1:1 F0102"] as &[&str], ""),
            ("+++\ntitle = \"a\"\n---\nText\n", &["1:1 F0102"], "Text\n"),
            ("---\ntitle: a\n----\nText\n", &["1:1 F0102"], "Text\n"),
            ("Text\n", &["1:1 F0101"], "Text\n"),
            ("", &["1:1 F0101"], ""),
            ("\u{feff}", &["1:1 F0101"], ""),
            ("+++", &["1:1 F0102"], ""),
            ("+++\n+++", &[], ""),
        ] {
            let (raw, shown) = split_text(text);
            assert_eq!(shown, expected, "{text:?}");
            assert_eq!(raw.source.slice(raw.body), body, "{text:?}");
        }
    }
}
