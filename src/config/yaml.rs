//! YAML into [`Table`], from the parser's events. Of YAML only what front matter needs is allowed: one mapping of plain
//! values. Anchors, aliases and tags are refused, so that nothing can refer to itself or grow beyond what is written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Place;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use crate::report::{Code, Diagnostic, codes};
use crate::source::{Location, Source, Span, Spanned};

use super::toml::{MAX_DEPTH, MAX_ERRORS, spread};
use super::value::{Data, Entry, Table, Value};
use super::yaml_scalar::{Plain, plain};

/// Reads the YAML in `span` of a file. What cannot be read is reported, and left out or marked as broken.
pub fn parse_yaml(source: &Source, span: Span, out: &mut Vec<Diagnostic>) -> Table {
    let text = source.slice(span);
    let mut reader = Reader {
        source,
        text,
        offset: span.start as usize,
        bytes: byte_of_character(text),
        frames: Vec::new(),
        root: None,
        broken: false,
        n_reported: 0,
        out,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let read = match event {
            Ok((event, at)) => reader.event(event, at),
            Err(error) => reader.syntax(&error),
        };
        if read.is_none() {
            reader.broken = true;
            break;
        }
    }
    reader.finish(span)
}

/// The byte at which each character begins, and the end; nothing when every character is one byte.
fn byte_of_character(text: &str) -> Vec<u32> {
    if text.is_ascii() {
        return Vec::new();
    }
    text.char_indices().map(|(byte, _)| byte as u32).chain([text.len() as u32]).collect()
}

struct Reader<'a> {
    source: &'a Source,
    text: &'a str,
    /// Where `text` begins in the file.
    offset: usize,
    bytes: Vec<u32>,
    /// What has been opened and not yet closed, outermost first.
    frames: Vec<Frame>,
    root: Option<Value>,
    /// Whether a part of the document could not be read.
    broken: bool,
    n_reported: usize,
    out: &'a mut Vec<Diagnostic>,
}

struct Frame {
    start: Span,
    /// Whether it is written with brackets or braces.
    flow: bool,
    kind: Kind,
}

enum Kind {
    List(Vec<Value>),
    /// `places` holds where each key stands.
    Table {
        entries: Vec<Entry>,
        places: BTreeMap<String, Span>,
        key: Key,
    },
}

/// The key that waits for its value.
enum Key {
    None,
    Here(Spanned<String>),
    /// The key was refused, and its value goes with it.
    Refused,
}

/// `None` stops reading.
type Go = Option<()>;

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: YamlSpan) -> Go {
        let span = self.span(at);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let feature = if tag.is_some() { "tag" } else { "anchor" };
                if tag.is_some() || anchor > 0 {
                    self.report(codes::C0106, span, |d| d.arg("feature", feature));
                    return self.put(broken(span));
                }
                self.scalar(&text, style, span)
            }
            Event::Alias(_) => {
                self.report(codes::C0106, span, |d| d.arg("feature", "alias"));
                self.put(broken(span))
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(span, anchor > 0, tag.is_some(), Kind::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                let kind = Kind::Table { entries: Vec::new(), places: BTreeMap::new(), key: Key::None };
                self.open(span, anchor > 0, tag.is_some(), kind)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::DocumentStart(_) if self.root.is_some() => {
                self.report(codes::C0106, span, |d| d.arg("feature", "document"));
                None
            }
            _ => Some(()),
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Go {
        let span = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => within_quotes(self.source, span),
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => span,
        };
        if let Some(Frame { kind: Kind::Table { key: key @ Key::None, .. }, .. }) = self.frames.last_mut() {
            let (inner, _) = inside_quotes(self.source, span, text, style);
            *key = Key::Here(Spanned::new(text.to_owned(), inner));
            return Some(());
        }
        let (inner, raw) = inside_quotes(self.source, span, text, style);
        let literal = if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) { inner } else { span };
        let plain = if style == ScalarStyle::Plain {
            plain(text)
        } else {
            Plain::Data(Data::String(text.to_owned()))
        };
        let data = match plain {
            Plain::Data(data) => data,
            Plain::Nothing => {
                let (key, at) = self.waiting_key().unwrap_or((String::new(), span));
                self.report(codes::C0108, at, |d| d.arg("key", key));
                Data::Broken
            }
            Plain::OutOfRange => {
                self.report(codes::C0103, span, |d| d.arg("number", text));
                Data::Broken
            }
            Plain::NoSuchDate => {
                self.report(codes::C0105, span, |d| d.arg("text", text));
                Data::Broken
            }
        };
        self.put(Value { span: inner, literal, raw, data })
    }

    /// The innermost key that waits for its value.
    fn waiting_key(&self) -> Option<(String, Span)> {
        self.frames.iter().rev().find_map(|frame| match &frame.kind {
            Kind::Table { key: Key::Here(key), .. } => Some((key.value.clone(), key.span)),
            _ => None,
        })
    }

    fn open(&mut self, span: Span, anchor: bool, tag: bool, kind: Kind) -> Go {
        if self.frames.len() >= MAX_DEPTH {
            self.report(codes::C0104, span, |d| d.arg("limit", MAX_DEPTH));
            return None;
        }
        if anchor || tag {
            let feature = if tag { "tag" } else { "anchor" };
            self.report(codes::C0106, span, |d| d.arg("feature", feature));
        }
        let flow = span.start < span.end && self.source.slice(span).starts_with(['[', '{']);
        self.frames.push(Frame { start: span, flow, kind });
        Some(())
    }

    fn close(&mut self, end: Span) -> Go {
        let frame = self.frames.pop()?;
        let value = self.closed(frame, end);
        self.put(value)
    }

    /// The value of all that stood in a frame.
    fn closed(&self, frame: Frame, end: Span) -> Value {
        let Frame { start, flow, kind } = frame;
        let last = match &kind {
            Kind::List(values) => values.last().map(|value| value.literal),
            Kind::Table { entries, .. } => entries.last().map(|entry| entry.value.literal),
        };
        let literal = if flow { self.brackets(start, end) } else { start.to(last.unwrap_or(start)) };
        match kind {
            Kind::List(values) => Value { span: literal, literal, raw: true, data: Data::Array(values) },
            Kind::Table { entries, .. } => {
                let first_key = entries.first().map_or(start, |entry| entry.key.span);
                let span = if flow { literal } else { first_key };
                let table = Table { span, entries, broken: false };
                Value { span, literal, raw: true, data: Data::Table(table) }
            }
        }
    }

    /// From an opening bracket to its closing one, which the parser misplaces after a final comma.
    fn brackets(&self, start: Span, end: Span) -> Span {
        let close = if self.source.slice(start).starts_with('{') { '}' } else { ']' };
        let from = (end.end as usize).saturating_sub(1).max(start.end as usize);
        let rest = self.source.text.get(from..self.offset + self.text.len()).unwrap_or("");
        let end = rest.find(close).map_or(end.end as usize, |found| from + found + 1);
        start.to(Span::new(end, end))
    }

    /// Gives a value to the list or the key that waits for it.
    fn put(&mut self, value: Value) -> Go {
        let Some(frame) = self.frames.last_mut() else {
            return self.put_root(value);
        };
        match &mut frame.kind {
            Kind::List(values) => values.push(value),
            Kind::Table { entries, places, key } => match std::mem::replace(key, Key::None) {
                Key::None => {
                    *key = Key::Refused;
                    self.report(codes::C0106, value.literal, |d| d.arg("feature", "key"));
                }
                Key::Refused => {}
                Key::Here(name) => match places.entry(name.value.clone()) {
                    Place::Vacant(place) => {
                        place.insert(name.span);
                        entries.push(Entry { key: name, value });
                    }
                    Place::Occupied(first) => {
                        let first = Location::new(&self.source.path, *first.get());
                        self.report(codes::C0102, name.span, |d| {
                            d.arg("key", &name.value).label(first, "first")
                        });
                    }
                },
            },
        }
        Some(())
    }

    fn put_root(&mut self, value: Value) -> Go {
        let fits = matches!(value.data, Data::Table(_) | Data::Broken);
        if !fits && !self.broken {
            self.report(codes::C0107, value.literal, |d| d.arg("problem", "no-keys").arg("reason", ""));
        }
        self.root = Some(value);
        fits.then_some(())
    }

    fn syntax(&mut self, error: &ScanError) -> Go {
        let mut start = self.byte(error.marker().index());
        if error.info().contains("unknown anchor") {
            self.report(codes::C0106, Span::new(start, start + 1), |d| d.arg("feature", "alias"));
            return None;
        }
        let problem = problem(error.info());
        if problem == "missing-colon" {
            // The parser notices it at the start of a later line; meant is the last line before it that says anything.
            let before = self.text[..start - self.offset].trim_end();
            let line = before.rfind('\n').map_or(0, |newline| newline + 1);
            start = self.offset + line + (before.len() - line - before[line..].trim_start().len());
            let span = Span::new(start, self.offset + before.len());
            self.report(codes::C0107, span, |d| d.arg("problem", problem).arg("reason", error.info()));
            return None;
        }
        let letter = self.source.text[start..self.offset + self.text.len()].chars().next();
        let width = letter.filter(|letter| !matches!(letter, '\n' | '\r')).map_or(0, char::len_utf8);
        let span = Span::new(start, start + width);
        self.report(codes::C0107, span, |d| d.arg("problem", problem).arg("reason", error.info()));
        None
    }

    /// All that was read, with what is still open closed where it stands.
    fn finish(mut self, span: Span) -> Table {
        while let Some(frame) = self.frames.pop() {
            let end = frame.start;
            let value = self.closed(Frame { flow: false, ..frame }, end);
            let broken = self.broken;
            if self.put(value).is_none() && broken {
                break;
            }
        }
        let start = Span::new(span.start as usize, span.start as usize);
        let mut table = match self.root.map(|root| root.data) {
            Some(Data::Table(table)) => Table { span: start, ..table },
            _ => Table { span: start, entries: Vec::new(), broken: false },
        };
        if self.broken {
            spread(&mut table);
        }
        table
    }

    fn byte(&self, character: usize) -> usize {
        let byte = if self.bytes.is_empty() {
            character.min(self.text.len())
        } else {
            self.bytes.get(character).map_or(self.text.len(), |byte| *byte as usize)
        };
        self.offset + byte
    }

    fn span(&self, at: YamlSpan) -> Span {
        Span::new(self.byte(at.start.index()), self.byte(at.end.index()))
    }

    /// Tells a mistake; one that comes after very many is not told.
    fn report(&mut self, code: Code, span: Span, fill: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.n_reported += 1;
        if self.n_reported <= MAX_ERRORS {
            self.out.push(fill(Diagnostic::new(code, Location::new(&self.source.path, span))));
        }
    }
}

fn broken(span: Span) -> Value {
    Value { span, literal: span, raw: false, data: Data::Broken }
}

/// The place of a scalar's text without its quotes, and whether the text stands there unchanged. A block of text is
/// pointed at from its first line to its last.
fn inside_quotes(source: &Source, span: Span, text: &str, style: ScalarStyle) -> (Span, bool) {
    let literal = source.slice(span);
    match style {
        ScalarStyle::Plain => (span, literal == text),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let quote = if style == ScalarStyle::SingleQuoted { '\'' } else { '"' };
            let inner = literal.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
            if inner == Some(text) {
                (Span::new(span.start as usize + 1, span.end as usize - 1), true)
            } else {
                (span, false)
            }
        }
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let start = span.start as usize;
            (Span::new(start, start + literal.trim_end().len()), false)
        }
    }
}

/// A text with its quotes. The parser counts what follows on the line to it: space, even a comment.
fn within_quotes(source: &Source, span: Span) -> Span {
    let mut bytes = source.slice(span).bytes().enumerate().peekable();
    let quote = bytes.next().map(|(_, quote)| quote);
    while let Some((at, byte)) = bytes.next() {
        let is_escape = byte == b'\\' && quote == Some(b'"');
        let is_doubled = |(_, next): &(usize, u8)| byte == b'\'' && *next == byte;
        if is_escape {
            bytes.next();
        } else if Some(byte) == quote && bytes.next_if(is_doubled).is_none() {
            return Span::new(span.start as usize, span.start as usize + at + 1);
        }
    }
    span
}

/// The name under which our messages explain the parser's: they are translated by it.
fn problem(info: &str) -> &'static str {
    const PROBLEMS: &[(&str, &str)] = &[
        ("mapping values are not allowed", "colon"),
        ("':' must be followed", "colon"),
        ("illegal placement of ':'", "unclosed-list"),
        ("unexpected end of stream", "string"),
        ("escape", "escape"),
        ("simple key expect", "missing-colon"),
        ("expected ':'", "missing-colon"),
        ("unexpected character: `@'", "quote"),
        ("unexpected character: `%'", "quote"),
        ("unexpected character: ``'", "quote"),
        ("tab", "tab"),
        ("flow sequence", "unclosed-list"),
        ("flow mapping", "unclosed-braces"),
        ("indent", "indentation"),
        ("block collection", "indentation"),
        ("block mapping", "indentation"),
    ];
    PROBLEMS.iter().find(|(part, _)| info.contains(part)).map_or("other", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FilePath;

    fn parse(text: &str) -> (Source, Table, Vec<Diagnostic>) {
        let source = Source::new(FilePath::new("a.yaml"), text.as_bytes().to_vec()).unwrap();
        let mut out = Vec::new();
        let table = parse_yaml(&source, Span::new(source.bom_len(), text.len()), &mut out);
        (source, table, out)
    }

    fn shown(text: &str) -> Vec<String> {
        let (source, _, out) = parse(text);
        out.iter()
            .map(|d| {
                let at = source.line_column(d.at.span.start);
                let what = d.args.first().map_or("", |(_, value)| value);
                format!("{}:{} {} {:?} {what}", at.line, at.column, d.code, source.slice(d.at.span))
            })
            .collect()
    }

    #[test]
    fn every_mistake_has_its_place() {
        for (text, expected) in [
            ("a:\nb: 2", &["1:1 C0108 \"a\" a"] as &[&str]),
            ("a: ~\nb: [1, ]", &["1:1 C0108 \"a\" a"]),
            ("a: b: c", &["1:5 C0107 \":\" colon"]),
            ("a: 1\nb 2\nc: 3", &["2:1 C0107 \"b 2\" missing-colon"]),
            ("a: 'x", &["1:4 C0107 \"'\" string"]),
            ("a: \"x\\q\"", &["1:4 C0107 \"\\\"\" escape"]),
            ("a: @x", &["1:4 C0107 \"@\" quote"]),
            ("a: &x 1\nb: *x", &["1:4 C0106 \"&x 1\" anchor", "2:4 C0106 \"*x\" alias"]),
            ("a: *x", &["1:4 C0106 \"*\" alias"]),
            ("a: !!str 1", &["1:4 C0106 \"!!str 1\" tag"]),
            ("a: 1\nå: 2\na: 3", &["3:1 C0102 \"a\" a"]),
            ("a: 1\n---\nb: 2", &["2:1 C0106 \"---\" document"]),
            ("- a", &["1:1 C0107 \"- a\" no-keys"]),
            ("[a]: 1\nb: 2", &["1:1 C0106 \"[a]\" key"]),
            ("a: 2022-02-30", &["1:4 C0105 \"2022-02-30\" 2022-02-30"]),
            ("\u{feff}å: 99999999999999999999", &["1:4 C0103 \"99999999999999999999\" 99999999999999999999"]),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_inside_the_quotes() {
        let text = "a: \"år\"\r\nb: |\r\n  x\r\n  y\r\n\r\nc: 'it''s'\r\n\"d\": ö\r\ne: {x: 1,\r\n  }\r\nf:\r\n  - å\r\n  - 2\r\n";
        let (source, table, out) = parse(text);
        assert_eq!(out, []);
        let slice = |key: &str| source.slice(table.value_span(key).unwrap());
        assert_eq!((slice("a"), slice("b"), slice("c"), slice("d")), ("år", "x\r\n  y", "'it''s'", "ö"));
        assert_eq!((slice("e"), slice("f")), ("{x: 1,\r\n  }", "- å\r\n  - 2"));
        assert_eq!(source.slice(table.key_span("d").unwrap()), "d");
        assert_eq!(table.text("b").unwrap().value, "x\ny\n");
    }

    #[test]
    fn what_stands_before_a_mistake_is_kept() {
        let (_, table, _) = parse("title: Hej\ntags: [a, b\nx: 1\n");
        assert_eq!(table.text("title").unwrap().value, "Hej");
        assert!(table.broken);
    }

    #[test]
    fn depth_is_bounded() {
        for deep in ["[".repeat(100), "a: ".to_owned() + &"{a: ".repeat(100), "- ".repeat(200)] {
            let (_, table, out) = parse(&deep);
            assert_eq!(out.iter().map(|d| d.code).collect::<Vec<_>>(), [codes::C0104]);
            assert!(table.broken);
        }
    }
}
