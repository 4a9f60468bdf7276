//! One tree with places above TOML and YAML. Which of the two it came from can no longer be told.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

use super::toml::looks_dated;

/// Keys and values in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What to point at when something is missing: the braces of an inline table, the header `[name]` of one that has
    /// a header, the key of a dotted one, the first key of a YAML mapping; the (empty) start of a document.
    pub span: Span,
    /// Each key once: a repeated one is reported and its later value dropped.
    pub entries: Vec<Entry>,
    /// Whether something in the same document could not be read, so that a key that seems missing may be there.
    pub broken: bool,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The key; its span leaves out quotes around it.
    pub key: Spanned<String>,
    /// The value.
    pub value: Value,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// What to point at: a string's text without its quotes when `raw`, else the whole literal.
    pub span: Span,
    /// The whole literal, quotes included: what to replace when the value is to become one of another type.
    pub literal: Span,
    /// Whether a string stands in the file just as it is, so that places in it are places in the file.
    pub raw: bool,
    /// What it says.
    pub data: Data,
}

/// What a value says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Data {
    /// Text, and a TOML time without a date.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A date, with or without a time.
    Date(DateValue),
    /// Values in order.
    Array(Vec<Value>),
    /// Keys with values.
    Table(Table),
    /// Something that could not be read; its diagnostic has been given, and nothing more is to be said about it.
    Broken,
}

/// A date as exactly as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateValue {
    /// A day.
    Date(Date),
    /// A day and a time of day, on the site's own clock.
    DateTime(DateTime),
    /// A moment, written with its offset from UTC.
    Zoned(Timestamp),
}

impl DateValue {
    /// The day and time in `zone`; a day alone begins at midnight.
    pub fn civil(self, zone: &TimeZone) -> DateTime {
        match self {
            Self::Date(date) => date.at(0, 0, 0, 0),
            Self::DateTime(civil) => civil,
            Self::Zoned(moment) => zone.to_datetime(moment),
        }
    }

    /// Whether it says a time of day.
    pub fn has_time(self) -> bool {
        !matches!(self, Self::Date(_))
    }

    /// The day in `zone`.
    pub fn day(self, zone: &TimeZone) -> Date {
        self.civil(zone).date()
    }

    /// The moment it begins, in `zone` unless it names its own offset. `None` at the very ends of the calendar.
    pub fn timestamp(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Zoned(moment) => Some(moment),
            other => zone.to_timestamp(other.civil(zone)).ok(),
        }
    }

    /// Reads `2022-06-29`, `2022-06-29T09:00:00`, `2022-06-29 09:00` and the same with `Z` or an offset.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if !looks_dated(text) {
            return None;
        }
        if bytes.len() == 10 {
            return text.parse().ok().map(Self::Date);
        }
        let plain = text.get(11..)?.bytes().all(|b| b.is_ascii_digit() || b":.+-Zz".contains(&b));
        if !plain || !matches!(bytes[10], b'T' | b't' | b' ') {
            return None;
        }
        let offset = text[11..].contains(['Z', 'z', '+', '-']);
        if offset { text.parse().ok().map(Self::Zoned) } else { text.parse().ok().map(Self::DateTime) }
    }
}

impl Data {
    /// The word by which messages name its type; the messages translate it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::String(_) => "text",
            Self::Integer(_) => "integer",
            Self::Float(_) => "float",
            Self::Bool(_) => "boolean",
            Self::Date(_) => "date",
            Self::Array(_) => "list",
            Self::Table(_) => "table",
            Self::Broken => "broken",
        }
    }
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<Spanned<&str>> {
        match &self.data {
            Data::String(text) => Some(Spanned::new(text, self.span)),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn as_integer(&self) -> Option<Spanned<i64>> {
        match self.data {
            Data::Integer(number) => Some(Spanned::new(number, self.span)),
            _ => None,
        }
    }

    /// The number, whole or not, if it is one.
    #[expect(clippy::cast_precision_loss, reason = "numbers that authors write are far below 2^52")]
    pub fn as_float(&self) -> Option<Spanned<f64>> {
        match self.data {
            Data::Float(number) => Some(Spanned::new(number, self.span)),
            Data::Integer(number) => Some(Spanned::new(number as f64, self.span)),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<Spanned<bool>> {
        match self.data {
            Data::Bool(truth) => Some(Spanned::new(truth, self.span)),
            _ => None,
        }
    }

    /// The date, if it is one.
    pub fn as_date(&self) -> Option<Spanned<DateValue>> {
        match self.data {
            Data::Date(date) => Some(Spanned::new(date, self.span)),
            _ => None,
        }
    }

    /// The list's values; empty when it is no list.
    pub fn as_list(&self) -> &[Value] {
        match &self.data {
            Data::Array(values) => values,
            _ => &[],
        }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match &self.data {
            Data::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// Each getter gives nothing when the key is absent or its value has another type: the type has been checked, and
/// reported, against the table's shape.
impl Table {
    /// The entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key.value == key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Where a key stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entry(key).map(|entry| entry.key.span)
    }

    /// Where a key's value stands.
    pub fn value_span(&self, key: &str) -> Option<Span> {
        self.get(key).map(|value| value.span)
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<Spanned<&str>> {
        self.get(key)?.as_text()
    }

    /// A text of one's own.
    pub fn string(&self, key: &str) -> Option<Spanned<String>> {
        self.text(key).map(|text| text.map(str::to_owned))
    }

    /// A whole number.
    pub fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        self.get(key)?.as_integer()
    }

    /// A number, whole or not.
    pub fn float(&self, key: &str) -> Option<Spanned<f64>> {
        self.get(key)?.as_float()
    }

    /// True or false.
    pub fn boolean(&self, key: &str) -> Option<Spanned<bool>> {
        self.get(key)?.as_bool()
    }

    /// A date.
    pub fn date(&self, key: &str) -> Option<Spanned<DateValue>> {
        self.get(key)?.as_date()
    }

    /// The values of a list.
    pub fn list(&self, key: &str) -> &[Value] {
        self.get(key).map_or(&[], Value::as_list)
    }

    /// The texts in a list.
    pub fn texts(&self, key: &str) -> Vec<Spanned<&str>> {
        self.list(key).iter().filter_map(Value::as_text).collect()
    }

    /// The texts in a list, of one's own.
    pub fn strings(&self, key: &str) -> Vec<Spanned<String>> {
        self.texts(key).into_iter().map(|text| text.map(str::to_owned)).collect()
    }

    /// A table below this one.
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.get(key)?.as_table()
    }

    /// The tables in a list.
    pub fn tables(&self, key: &str) -> Vec<&Table> {
        self.list(key).iter().filter_map(Value::as_table).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_exactly_as_they_are_written() {
        assert!(matches!(DateValue::parse("2022-06-29"), Some(DateValue::Date(_))));
        assert!(matches!(DateValue::parse("2022-06-29T09:00:00"), Some(DateValue::DateTime(_))));
        assert!(matches!(DateValue::parse("2022-06-29 09:00"), Some(DateValue::DateTime(_))));
        assert!(matches!(DateValue::parse("2022-06-29T09:00:00+02:00"), Some(DateValue::Zoned(_))));
        for text in [
            "2022-02-30",
            "2022-6-29",
            "2022-06-29x",
            "29/6 2022",
            "2022-06-29T09:00[Europe/Stockholm]",
            "åå22-06-29",
        ] {
            assert_eq!(DateValue::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_the_sites_own_day() {
        let zone = jiff::tz::TimeZoneDatabase::bundled().get("Europe/Stockholm").unwrap();
        let late = DateValue::parse("2022-06-28T23:30:00Z").unwrap();
        assert_eq!(late.day(&zone).to_string(), "2022-06-29");
        let day = DateValue::parse("2022-06-29").unwrap();
        assert_eq!(day.timestamp(&zone).unwrap().to_string(), "2022-06-28T22:00:00Z");
    }
}
