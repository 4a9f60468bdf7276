//! TOML into [`Table`]. The `toml` crate parses and recovers; this file adds source order, places of the text inside
//! quotes, a bound on depth, and diagnostics instead of sentences.

use std::ops::Range;

use ::toml::Spanned as TomlSpanned;
use ::toml::de::{DeTable, DeValue};
use toml_parser::lexer::TokenKind;

use crate::report::{Diagnostic, codes};
use crate::source::{Location, Source, Span, Spanned};

use super::value::{Data, DateValue, Entry, Table, Value};

/// How many tables and lists may stand inside each other. Deeper than any data we have, far shallower than the stack.
pub(super) const MAX_DEPTH: usize = 64;

/// How many mistakes of a document's syntax are told. One with more is another kind of file.
pub(super) const MAX_ERRORS: usize = 200;

/// The parser's own word for a key that comes again.
const DUPLICATE: &str = "duplicate key";

/// Reads the TOML in `span` of a file. What cannot be read is reported, and left out or marked as broken.
pub fn parse_toml(source: &Source, span: Span, out: &mut Vec<Diagnostic>) -> Table {
    let text = source.slice(span);
    let offset = span.start as usize;
    if let Some(deep) = too_deep(text) {
        let at = Location::new(&source.path, Span::new(deep.start, deep.end).shifted(offset));
        out.push(Diagnostic::new(codes::C0104, at).arg("limit", MAX_DEPTH));
        return Table { span: Span::new(offset, offset), entries: Vec::new(), broken: true };
    }
    let (root, mut errors) = DeTable::parse_recoverable(text);
    errors.sort_by_key(|error| error.span().map_or(0, |range| range.start));
    errors.dedup_by_key(|error| (error.span(), error.message() == DUPLICATE));
    errors.truncate(MAX_ERRORS);
    let mut reader = Reader {
        source,
        offset,
        text,
        errors: errors.iter().filter_map(::toml::de::Error::span).collect(),
        valueless: Vec::new(),
        out: Vec::new(),
    };
    let entries = reader.entries(root.get_ref());
    let mut table = Table { span: Span::new(offset, offset), entries, broken: false };
    let mut structural = false;
    let mut last_line = None;
    for error in &errors {
        let range = error.span().unwrap_or_default();
        if error.message() == DUPLICATE {
            let diagnostic = reader.duplicate(&range, &table);
            reader.out.push(diagnostic);
            continue;
        }
        // One mistake often gives several errors on its line: the first of them is the one to mend.
        let line = text[..range.start.min(text.len())].matches('\n').count();
        if reader.valueless.contains(&range) || last_line.replace(line) == Some(line) {
            continue;
        }
        let (diagnostic, only_a_value) = reader.syntax(error.message(), &range);
        structural |= !only_a_value;
        reader.out.push(diagnostic);
    }
    if structural {
        spread(&mut table);
    }
    out.append(&mut reader.out);
    table
}

/// Tells every table of a document that some of it could not be read.
pub(super) fn spread(table: &mut Table) {
    table.broken = true;
    table.entries.iter_mut().for_each(|entry| spread_value(&mut entry.value));
}

fn spread_value(value: &mut Value) {
    match &mut value.data {
        Data::Table(table) => spread(table),
        Data::Array(values) => values.iter_mut().for_each(spread_value),
        _ => {}
    }
}

/// Where the text nests deeper than [`MAX_DEPTH`], counting brackets, braces and the parts of dotted keys.
/// Checked on the tokens, because a tree that deep could not even be dropped safely.
fn too_deep(text: &str) -> Option<Range<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let (mut depth, mut parts) = (0, 1);
    for token in toml_parser::Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => parts += 1,
            TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => {
                open.push(parts);
                depth += parts;
                parts = 1;
            }
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                depth -= open.pop().unwrap_or(0);
                parts = 1;
            }
            TokenKind::Comma | TokenKind::Newline => parts = 1,
            _ => {}
        }
        if depth + parts > MAX_DEPTH {
            return Some(token.span().start()..token.span().end());
        }
    }
    None
}

struct Reader<'a> {
    source: &'a Source,
    /// Where `text` begins in the file.
    offset: usize,
    text: &'a str,
    /// Where the parser met errors, in `text`.
    errors: Vec<Range<usize>>,
    /// Those of them that say "there is no value here".
    valueless: Vec<Range<usize>>,
    out: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = table.iter().map(|(key, value)| self.entry(key, value)).collect();
        entries.sort_by_key(|entry| entry.key.span.start);
        entries
    }

    fn entry(&mut self, key: &TomlSpanned<impl AsRef<str>>, value: &TomlSpanned<DeValue<'_>>) -> Entry {
        let name = key.get_ref().as_ref();
        let inner = self.inside_quotes(&key.span(), name);
        let span = self.span(inner.unwrap_or_else(|| key.span()));
        if value.span().is_empty() && !name.is_empty() && self.errors.contains(&value.span()) {
            self.valueless.push(value.span());
            let at = Location::new(&self.source.path, span);
            self.out.push(Diagnostic::new(codes::C0108, at).arg("key", name));
        }
        Entry { key: Spanned::new(name.to_owned(), span), value: self.value(value) }
    }

    fn value(&mut self, value: &TomlSpanned<DeValue<'_>>) -> Value {
        let range = value.span();
        let literal = self.span(range.clone());
        let scalar = !matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_));
        if range.is_empty() || (scalar && self.touches_error(&range)) {
            return Value { span: literal, literal, raw: false, data: Data::Broken };
        }
        let (mut span, mut raw) = (literal, true);
        let data = match value.get_ref() {
            DeValue::String(text) => {
                match self.inside_quotes(&range, text) {
                    Some(inner) => span = self.span(inner),
                    None => raw = false,
                }
                Data::String(text.clone().into_owned())
            }
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .map_or_else(|_| self.out_of_range(literal), Data::Integer),
            DeValue::Float(float) => match float.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Data::Float(number),
                _ => self.out_of_range(literal),
            },
            DeValue::Boolean(truth) => Data::Bool(*truth),
            DeValue::Datetime(date) if date.date.is_none() => Data::String(self.text[range].to_owned()),
            DeValue::Datetime(date) => self.date(range, date.time.and_then(|time| time.second) == Some(60)),
            DeValue::Array(values) => Data::Array(values.iter().map(|value| self.value(value)).collect()),
            DeValue::Table(table) => {
                Data::Table(Table { span: literal, entries: self.entries(table), broken: false })
            }
        };
        Value { span, literal, raw, data }
    }

    /// A date. A leap second, which no calendar of ours knows, counts as the second before it.
    fn date(&mut self, range: Range<usize>, leap: bool) -> Data {
        let mut text = self.text[range.clone()].to_owned();
        if leap {
            text = text.replacen(":60", ":59", 1);
        }
        DateValue::parse(&text).map_or_else(
            || {
                let at = Location::new(&self.source.path, self.span(range));
                self.out.push(Diagnostic::new(codes::C0105, at).arg("text", &text));
                Data::Broken
            },
            Data::Date,
        )
    }

    fn out_of_range(&mut self, literal: Span) -> Data {
        let at = Location::new(&self.source.path, literal);
        self.out.push(Diagnostic::new(codes::C0103, at).arg("number", self.source.slice(literal)));
        Data::Broken
    }

    fn touches_error(&self, range: &Range<usize>) -> bool {
        self.errors.iter().any(|error| error.start <= range.end && range.start <= error.end)
    }

    /// The place of a string's text inside its quotes, when the text stands there unchanged.
    fn inside_quotes(&self, range: &Range<usize>, text: &str) -> Option<Range<usize>> {
        let literal = self.text.get(range.clone())?;
        let quote =
            ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| literal.starts_with(quote)).unwrap_or("");
        if quote.is_empty() {
            return (literal == text).then(|| range.clone());
        }
        let mut start = quote.len();
        if quote.len() == 3 {
            let rest = literal.get(start..)?;
            start += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        }
        let end = literal.len().checked_sub(quote.len())?;
        (literal.get(start..end)? == text).then(|| range.start + start..range.start + end)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// A syntax error, and whether it spoils no more than a value.
    fn syntax(&self, message: &str, range: &Range<usize>) -> (Diagnostic, bool) {
        let at = Location::new(&self.source.path, self.span(range.clone()));
        let text = self.text.get(range.clone()).unwrap_or("");
        if looks_dated(text) {
            return (Diagnostic::new(codes::C0105, at).arg("text", text), true);
        }
        let problem = if text.starts_with(':') { "colon" } else { problem(message) };
        let only_a_value = matches!(problem, "unquoted" | "escape" | "number");
        (Diagnostic::new(codes::C0101, at).arg("problem", problem).arg("reason", message), only_a_value)
    }

    fn duplicate(&self, range: &Range<usize>, root: &Table) -> Diagnostic {
        let at = Location::new(&self.source.path, self.span(range.clone()));
        let key = self.source.slice(at.span).trim_matches(['"', '\'']);
        let first = self.first_header(range).or_else(|| self.first_key(root, key, at.span));
        let diagnostic = Diagnostic::new(codes::C0102, at).arg("key", key);
        match first {
            Some(span) => diagnostic.label(Location::new(&self.source.path, span), "first"),
            None => diagnostic,
        }
    }

    /// The earlier header that the header at `range` repeats.
    fn first_header(&self, range: &Range<usize>) -> Option<Span> {
        let start = self.text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[start..].lines().next()?.trim();
        if !line.starts_with('[') {
            return None;
        }
        let mut line_start = 0;
        for earlier in self.text[..start].split_inclusive('\n') {
            if earlier.trim() == line {
                let key = line_start + earlier.find('[').unwrap_or(0) + (range.start - start)
                    - self.text[start..].find('[').unwrap_or(0);
                return Some(self.span(key..key + range.len()));
            }
            line_start += earlier.len();
        }
        None
    }

    /// The nearest earlier key of that name, preferring one that begins a line when the repeated one does.
    fn first_key(&self, root: &Table, key: &str, again: Span) -> Option<Span> {
        let mut found = Vec::new();
        collect_keys(root, key, &mut found);
        found.retain(|span| span.start < again.start);
        let wanted = self.begins_line(again);
        found.into_iter().max_by_key(|span| (self.begins_line(*span) == wanted, span.start))
    }

    fn begins_line(&self, span: Span) -> bool {
        let before = &self.source.text[..span.start as usize];
        before[before.rfind('\n').map_or(0, |newline| newline + 1)..].trim().is_empty()
    }
}

fn collect_keys(table: &Table, key: &str, found: &mut Vec<Span>) {
    for entry in &table.entries {
        if entry.key.value == key {
            found.push(entry.key.span);
        }
        match &entry.value.data {
            Data::Table(table) => collect_keys(table, key, found),
            Data::Array(values) => {
                values.iter().filter_map(Value::as_table).for_each(|table| collect_keys(table, key, found));
            }
            _ => {}
        }
    }
}

/// Whether a text was meant as a date: it begins with `2022-02-30`, whether there is such a day or not.
pub(super) fn looks_dated(text: &str) -> bool {
    text.len() >= 10
        && text.bytes().take(10).enumerate().all(|(i, byte)| match i {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// The name under which our messages explain the parser's: they are translated by it.
fn problem(message: &str) -> &'static str {
    const PROBLEMS: &[(&str, &str)] = &[
        ("missing value", "missing-value"),
        ("key with no value", "missing-equals"),
        ("string values must be quoted", "unquoted"),
        ("invalid basic string", "string"),
        ("invalid literal string", "string"),
        ("invalid multi-line", "string"),
        ("invalid escape", "escape"),
        ("missing escaped value", "escape"),
        ("unclosed array table", "unclosed-header"),
        ("unclosed table", "unclosed-header"),
        ("unclosed array", "unclosed-list"),
        ("unclosed inline table", "unclosed-braces"),
        ("missing comma", "missing-comma"),
        ("extra comma", "extra-comma"),
        ("extra `=`", "extra-equals"),
        ("unexpected leading zero", "number"),
        ("`_` may only go", "number"),
        ("invalid floating", "number"),
        ("invalid integer", "number"),
        ("missing array opening", "stray-close"),
        ("missing inline table opening", "stray-close"),
        ("cannot extend value", "not-a-table"),
        ("unexpected key or value", "more-on-line"),
        ("unexpected content", "more-on-line"),
        ("invalid unquoted key", "key"),
        ("invalid key", "key"),
        ("missing key", "key"),
    ];
    PROBLEMS.iter().find(|(start, _)| message.starts_with(start)).map_or("other", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FilePath;

    fn source(text: &str) -> Source {
        Source::new(FilePath::new("a.toml"), text.as_bytes().to_vec()).unwrap()
    }

    fn parse(text: &str) -> (Source, Table, Vec<Diagnostic>) {
        let source = source(text);
        let mut out = Vec::new();
        let table = parse_toml(&source, Span::new(source.bom_len(), text.len()), &mut out);
        (source, table, out)
    }

    fn shown(text: &str) -> Vec<String> {
        let (source, _, out) = parse(text);
        out.iter()
            .map(|d| {
                let at = source.line_column(d.at.span.start);
                let problem = d.args.first().map_or("", |(_, value)| value);
                format!("{}:{} {} {:?} {problem}", at.line, at.column, d.code, source.slice(d.at.span))
            })
            .collect()
    }

    #[test]
    fn every_mistake_has_its_place() {
        for (text, expected) in [
            ("a = \nb = 2", &["1:1 C0108 \"a\" a"] as &[&str]),
            ("a", &["1:2 C0101 \"\" missing-equals"]),
            ("a: 1", &["1:2 C0101 \":\" colon"]),
            ("a = x y", &["1:5 C0101 \"x y\" unquoted"]),
            ("a = \"x", &["1:7 C0101 \"\" string"]),
            ("a = \"\\q\"", &["1:7 C0101 \"\" escape"]),
            ("[a", &["1:3 C0101 \"\" unclosed-header"]),
            ("a = [1", &["1:7 C0101 \"\" unclosed-list"]),
            ("a = {b = 1", &["1:11 C0101 \"\" unclosed-braces"]),
            ("a = [1,,2]", &["1:8 C0101 \",\" extra-comma"]),
            ("a = = 1", &["1:5 C0101 \"=\" extra-equals"]),
            ("a = 01", &["1:5 C0101 \"0\" number"]),
            ("a = 1\na.b = 2", &["2:1 C0101 \"a\" not-a-table"]),
            ("å = 1", &["1:1 C0101 \"å\" key"]),
            ("a = 1\n\n'a' = 2", &["3:1 C0102 \"'a'\" a"]),
            ("a = 2022-02-30", &["1:5 C0105 \"2022-02-30\" 2022-02-30"]),
            ("a = 99999999999999999999", &["1:5 C0103 \"99999999999999999999\" 99999999999999999999"]),
            ("\u{feff}a = inf\r\nb", &["1:5 C0103 \"inf\" inf", "2:2 C0101 \"\" missing-equals"]),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_repeated_key_shows_the_first() {
        for (text, first) in [
            ("a = 1\nb = { a = 2 }\na = 3", 0..1),
            ("[x]\na = 1\n[y]\na = 1\na = 2", 14..15),
            ("[a]\nb = 1\n[a]", 1..2),
            ("a.b = 1\na = {}", 0..1),
        ] {
            let (_, _, out) = parse(text);
            assert_eq!(out.len(), 1, "{text:?}");
            assert_eq!(out[0].labels[0].at.span.range(), first, "{text:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_text_inside_the_quotes() {
        let text = "a = \"år\"\nb = '''\r\nx\ny'''\nc = \"x\\ty\"\n\"d\" = 1\ne = \"\"\n";
        let (source, table, out) = parse(text);
        assert_eq!(out, []);
        let slice = |key: &str| source.slice(table.value_span(key).unwrap());
        assert_eq!((slice("a"), slice("b"), slice("c"), slice("e")), ("år", "x\ny", "\"x\\ty\"", ""));
        assert!(!table.get("c").unwrap().raw);
        assert_eq!(source.slice(table.get("a").unwrap().literal), "\"år\"");
        assert_eq!(source.slice(table.key_span("d").unwrap()), "d");
    }

    #[test]
    fn keys_keep_the_order_of_the_file() {
        let (_, table, _) = parse("z = 1\na = 2\n[m]\ny = 1\nb = 2\n[[c]]\n[[c]]\n");
        let keys: Vec<&str> = table.entries.iter().map(|entry| entry.key.value.as_str()).collect();
        assert_eq!(keys, ["z", "a", "m", "c"]);
        assert_eq!(table.tables("c").len(), 2);
    }

    #[test]
    fn depth_is_bounded() {
        let dotted = "a.".repeat(100_000) + "a = 1";
        let bracketed = format!("a = {}", "[".repeat(100_000));
        let header = format!("[a{}]", ".a".repeat(70));
        for deep in [dotted, bracketed, header] {
            let (_, table, out) = parse(&deep);
            assert_eq!(out.iter().map(|d| d.code).collect::<Vec<_>>(), [codes::C0104]);
            assert!(table.broken);
        }
        assert_eq!(parse(&format!("a = \"{}\"", "Ja. ".repeat(100))).2, []);
    }
}
