//! A table against its shape: every key that is unknown, missing, of another type or malformed, each at its own place.

use crate::report::{Code, Diagnostic, codes, nearest};
use crate::source::{FilePath, Location, Span, Spanned};

use super::amount::{AMOUNT, kronor};
use super::shape::{Field, Shape, TableShape};
use super::slug::{is_slug, slug};
use super::value::{Data, DateValue, Entry, Table, Value};
use super::when::When;

/// How many unknown keys of one table are told. One with more is something else than it should be.
const MAX_UNKNOWN: usize = 100;

/// Reports everything in a table that its shape does not allow.
pub fn check(table: &Table, shape: &TableShape, file: &FilePath, out: &mut Vec<Diagnostic>) {
    check_parts(table, &[shape], file, out);
}

/// The same for a table whose keys several shapes give together.
pub fn check_parts(table: &Table, parts: &[&TableShape], file: &FilePath, out: &mut Vec<Diagnostic>) {
    Checker { file, out }.table(table, parts);
}

struct Checker<'a> {
    file: &'a FilePath,
    out: &'a mut Vec<Diagnostic>,
}

/// The key whose value is looked at, and whether the value may be an empty text.
#[derive(Clone, Copy)]
struct Context<'a> {
    key: &'a str,
    may_be_empty: bool,
}

impl Checker<'_> {
    fn table(&mut self, table: &Table, parts: &[&TableShape]) {
        let fields = parts.iter().flat_map(|part| part.fields);
        let mut n_unknown = 0;
        for entry in &table.entries {
            match fields.clone().find(|field| field.key == entry.key.value) {
                Some(field) => self.field(entry, field),
                None if n_unknown == MAX_UNKNOWN => {}
                None => {
                    n_unknown += 1;
                    self.unknown(&entry.key, fields.clone().map(|field| field.key));
                }
            }
        }
        if table.broken {
            return; // what seems to be missing may stand on the line that could not be read
        }
        for field in fields.filter(|field| field.required && table.get(field.key).is_none()) {
            self.report(codes::C0202, table.span, |d| d.arg("key", field.key));
        }
    }

    fn unknown<'k>(&mut self, key: &Spanned<String>, known: impl Iterator<Item = &'k str> + Clone) {
        let suggestion = nearest(&key.value, known.clone());
        let known = known.collect::<Vec<_>>().join(", ");
        self.report(codes::C0201, key.span, |d| {
            d.arg("key", &key.value).arg("known", known).suggest(suggestion)
        });
    }

    fn field(&mut self, entry: &Entry, field: &Field) {
        let context = Context { key: field.key, may_be_empty: !field.required };
        self.value(&entry.value, &field.shape, context);
    }

    fn value(&mut self, value: &Value, shape: &Shape, context: Context<'_>) {
        match (shape, &value.data) {
            (Shape::Any, _)
            | (_, Data::Broken)
            | (Shape::Bool, Data::Bool(_))
            | (Shape::Date, Data::Date(_))
            | (Shape::Float | Shape::TextOrNumber, Data::Integer(_) | Data::Float(_))
            | (Shape::Amount | Shape::Numbered(_), Data::Integer(_)) => {}
            (
                Shape::Text
                | Shape::Markdown
                | Shape::Reference(_)
                | Shape::Numbered(_)
                | Shape::TextOrNumber
                | Shape::Names,
                Data::String(text),
            ) => self.text(value, text, context),
            (Shape::Amount, Data::String(text)) => {
                if kronor(text).is_none() {
                    self.report(codes::C0211, value.span, |d| d.arg("key", context.key).arg("value", text));
                }
            }
            (Shape::Amount, Data::Table(table)) => self.table(table, &[&AMOUNT]),
            (Shape::Names, Data::Table(table)) => self.names(table, context),
            (Shape::Integer { min, max }, Data::Integer(number)) => {
                if number < min || number > max {
                    self.report(codes::C0205, value.span, |d| {
                        d.arg("key", context.key).arg("number", number).arg("min", min).arg("max", max)
                    });
                }
            }
            (Shape::When, Data::Date(_) | Data::String(_) | Data::Integer(_))
            | (Shape::WhenOr(_), Data::Date(_) | Data::Integer(_)) => self.when(value, context),
            (Shape::WhenOr(_), Data::String(text)) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                self.when(value, context);
            }
            (Shape::Slug, Data::String(text)) => self.slug(value, text, context),
            (Shape::Url, Data::String(text)) => self.url(value, text, context),
            (Shape::Choice(words) | Shape::WhenOr(words), Data::String(text)) => {
                self.choice(value, text, words, context);
            }
            (Shape::List(item), Data::Array(values)) => {
                let context = Context { may_be_empty: false, ..context };
                for value in values {
                    self.value(value, item, context);
                }
            }
            (Shape::Table(shape), Data::Table(table)) => self.table(table, &[shape]),
            (Shape::Map(item), Data::Table(table)) => {
                for entry in &table.entries {
                    self.value(&entry.value, item, Context { key: &entry.key.value, ..context });
                }
            }
            _ => self.wrong_type(value, shape, context),
        }
    }

    fn text(&mut self, value: &Value, text: &str, context: Context<'_>) {
        if !context.may_be_empty && text.trim().is_empty() {
            self.report(codes::C0209, value.literal, |d| d.arg("key", context.key));
        }
    }

    fn names(&mut self, table: &Table, context: Context<'_>) {
        for entry in &table.entries {
            if !is_language(&entry.key.value) {
                self.report(codes::C0302, entry.key.span, |d| d.arg("code", &entry.key.value));
            }
            self.value(&entry.value, &Shape::Text, Context { may_be_empty: false, ..context });
        }
        if table.entries.is_empty() && !table.broken {
            self.report(codes::C0209, table.span, |d| d.arg("key", context.key));
        }
    }

    fn when(&mut self, value: &Value, context: Context<'_>) {
        match When::from_value(value) {
            Some(when) if when.is_reversed() => {
                self.report(codes::C0210, value.span, |d| d.arg("key", context.key));
            }
            Some(_) => {}
            None => self.report(codes::C0206, value.span, |d| d.arg("key", context.key)),
        }
    }

    fn slug(&mut self, value: &Value, text: &str, context: Context<'_>) {
        if !is_slug(text) {
            let mended = Some(slug(text)).filter(|mended| !mended.is_empty() && value.raw);
            self.report(codes::C0207, value.span, |d| {
                d.arg("key", context.key).arg("value", text).suggest(mended)
            });
        }
    }

    fn url(&mut self, value: &Value, text: &str, context: Context<'_>) {
        if !is_url(text) {
            let mended = text.starts_with("www.").then(|| format!("https://{text}"));
            let mended = mended.filter(|url| is_url(url) && value.raw);
            self.report(codes::C0208, value.span, |d| {
                d.arg("key", context.key).arg("value", text).suggest(mended)
            });
        }
    }

    fn choice(&mut self, value: &Value, text: &str, words: &[&str], context: Context<'_>) {
        if words.contains(&text) {
            return;
        }
        let suggestion = nearest(text, words.iter().copied()).filter(|_| value.raw);
        self.report(codes::C0204, value.span, |d| {
            d.arg("key", context.key).arg("value", text).arg("known", words.join(", ")).suggest(suggestion)
        });
    }

    fn wrong_type(&mut self, value: &Value, shape: &Shape, context: Context<'_>) {
        let mended = retyped(value, shape);
        let at = Location::new(self.file, value.literal);
        self.report(codes::C0203, value.span, |d| {
            d.arg("key", context.key)
                .arg("expected", shape.type_name())
                .arg("found", value.data.type_name())
                .suggest_at(at, mended)
        });
    }

    fn report(&mut self, code: Code, span: Span, fill: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.out.push(fill(Diagnostic::new(code, Location::new(self.file, span))));
    }
}

/// The same value as a literal of the type that the shape asks for, where it is plain what was meant.
fn retyped(value: &Value, shape: &Shape) -> Option<String> {
    match (shape, &value.data) {
        (Shape::Date, Data::String(text)) => DateValue::parse(text).map(|_| text.clone()),
        (Shape::Integer { .. }, Data::String(text)) => text.parse::<i64>().ok().map(|n| n.to_string()),
        (Shape::Bool, Data::String(text)) => ["true", "false"].contains(&text.as_str()).then(|| text.clone()),
        (Shape::Text | Shape::Markdown | Shape::Names, data) => match data {
            Data::Integer(number) => Some(format!("\"{number}\"")),
            Data::Bool(truth) => Some(format!("\"{truth}\"")),
            Data::Date(DateValue::Date(day)) => Some(format!("\"{day}\"")),
            _ => None,
        },
        (Shape::List(item), Data::String(text)) if value.raw && !text.contains(['"', '\\', '\n']) => {
            matches!(item, Shape::Text | Shape::Slug | Shape::Reference(_) | Shape::Choice(_))
                .then(|| format!("[\"{text}\"]"))
        }
        _ => None,
    }
}

/// Whether a text is an absolute address: a scheme we know what to do with, and something after it without spaces.
pub fn is_url(text: &str) -> bool {
    let plain = !text
        .contains(|letter: char| letter.is_whitespace() || letter.is_control() || "<>\"\\".contains(letter));
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let other = ["mailto:", "tel:"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let host_stands = host.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        !host.is_empty() && !host.starts_with(['.', ':']) && !host.contains("..")
    });
    plain && (host_stands || other.is_some_and(|rest| !rest.is_empty()))
}

/// Whether a text has the form of a language code: `sv`, `en`, `sma`, `en-GB`.
pub fn is_language(text: &str) -> bool {
    let (language, region) = text.split_once('-').map_or((text, None), |(first, rest)| (first, Some(rest)));
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && region.is_none_or(|region| {
            matches!(region.len(), 2..=4) && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
