//! Dates that are known only to the month, the half-year or the year. They are never shown more exactly than known.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::source::Spanned;

use super::value::{Data, DateValue, Table, Value};

/// A point in time as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// Some time in a year.
    Year(i16),
    /// Some time in a half-year: 1 is January to June, 2 is July to December.
    Half {
        /// The year.
        year: i16,
        /// 1 or 2.
        half: i8,
    },
    /// Some time in a month.
    Month {
        /// The year.
        year: i16,
        /// 1 to 12.
        month: i8,
    },
    /// A day.
    Day(Date),
    /// A time of day, on the site's own clock.
    Moment(DateTime),
}

/// A point in time, or all the time from one point to another, both included.
///
/// Orders by its first day, then by its last, so that what is less exactly known comes after what begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The beginning, or all of it.
    pub start: Point,
    /// The end, if one is known that differs from the start.
    pub end: Option<Point>,
}

/// What is known of a [`Point`], for wording it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// Always known.
    pub year: i16,
    /// 1 or 2, when no month is known.
    pub half: Option<i8>,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
    /// The time of day.
    pub time: Option<Time>,
}

impl Point {
    /// The first day it can be.
    pub fn earliest(self) -> Date {
        match self {
            Self::Year(year) => date(year, 1, 1),
            Self::Half { year, half } => date(year, if half == 1 { 1 } else { 7 }, 1),
            Self::Month { year, month } => date(year, month, 1),
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// The last day it can be.
    pub fn latest(self) -> Date {
        match self {
            Self::Half { year, half: 1 } => date(year, 6, 30),
            Self::Year(year) | Self::Half { year, .. } => date(year, 12, 31),
            Self::Month { year, month } => date(year, month, 1).last_of_month(),
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date(),
        }
    }

    /// What is known of it.
    pub fn parts(self) -> Parts {
        let parts = |year| Parts { year, half: None, month: None, day: None, time: None };
        let dated = |day: Date| Parts { month: Some(day.month()), day: Some(day.day()), ..parts(day.year()) };
        match self {
            Self::Year(year) => parts(year),
            Self::Half { year, half } => Parts { half: Some(half), ..parts(year) },
            Self::Month { year, month } => Parts { month: Some(month), ..parts(year) },
            Self::Day(day) => dated(day),
            Self::Moment(moment) => Parts { time: Some(moment.time()), ..dated(moment.date()) },
        }
    }

    /// The point of a date; `None` for one with an offset from UTC, whose day depends on where one stands.
    pub fn from_date(value: DateValue) -> Option<Self> {
        match value {
            DateValue::Date(day) => Some(Self::Day(day)),
            DateValue::DateTime(moment) => Some(Self::Moment(moment)),
            DateValue::Zoned(_) => None,
        }
    }

    /// The point a value names: a date, a text such as `2022-H2`, or a year as a number.
    pub fn from_value(value: &Value) -> Option<Self> {
        match &value.data {
            Data::Date(date) => Self::from_date(*date),
            Data::String(text) => text.parse().ok(),
            Data::Integer(year) => i16::try_from(*year).ok().filter(|year| is_year(*year)).map(Self::Year),
            _ => None,
        }
    }
}

impl When {
    /// All of one point.
    pub fn at(start: Point) -> Self {
        Self { start, end: None }
    }

    /// From one point to another.
    pub fn between(start: Point, end: Option<Point>) -> Self {
        Self { start, end: end.filter(|end| *end != start) }
    }

    /// The first day it can be.
    pub fn earliest(self) -> Date {
        self.start.earliest()
    }

    /// The last day it can be.
    pub fn latest(self) -> Date {
        self.end.unwrap_or(self.start).latest()
    }

    /// Whether a day may belong to it.
    pub fn contains(self, day: Date) -> bool {
        self.earliest() <= day && day <= self.latest()
    }

    /// The day after its last: what comes then is no longer part of it. `None` at the end of the calendar.
    pub fn day_after(self) -> Option<Date> {
        self.latest().checked_add(1.day()).ok()
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(self) -> bool {
        match (self.start, self.end) {
            (Point::Moment(start), Some(Point::Moment(end))) => end < start,
            (start, Some(end)) => end.latest() < start.earliest(),
            (_, None) => false,
        }
    }

    /// What is known of its start, and of its end if it has one.
    pub fn parts(self) -> (Parts, Option<Parts>) {
        (self.start.parts(), self.end.map(Point::parts))
    }

    /// The time a value names: whatever [`Point::from_value`] reads, or `2022-05/2022-06`.
    pub fn from_value(value: &Value) -> Option<Self> {
        match &value.data {
            Data::String(text) => text.parse().ok(),
            _ => Point::from_value(value).map(Self::at),
        }
    }
}

impl Table {
    /// A date with its precision.
    pub fn when(&self, key: &str) -> Option<Spanned<When>> {
        let value = self.get(key)?;
        When::from_value(value).map(|when| Spanned::new(when, value.span))
    }
}

impl From<Date> for When {
    fn from(day: Date) -> Self {
        Self::at(Point::Day(day))
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        let time = |point: Point| point.parts().time;
        self.earliest()
            .cmp(&other.earliest())
            .then_with(|| self.latest().cmp(&other.latest()))
            .then_with(|| time(self.start).cmp(&time(other.start)))
            .then_with(|| self.end.and_then(time).cmp(&other.end.and_then(time)))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The text is no date of any precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoWhen;

impl fmt::Display for NoWhen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date, month, half-year or year")
    }
}

impl FromStr for Point {
    type Err = NoWhen;

    fn from_str(text: &str) -> Result<Self, NoWhen> {
        if let Some(date) = DateValue::parse(text) {
            return Self::from_date(date).ok_or(NoWhen);
        }
        let (year, rest) = text.split_at_checked(4).ok_or(NoWhen)?;
        let year = digits(year).filter(|year| is_year(*year)).ok_or(NoWhen)?;
        match rest {
            "" => Ok(Self::Year(year)),
            "-H1" => Ok(Self::Half { year, half: 1 }),
            "-H2" => Ok(Self::Half { year, half: 2 }),
            _ => {
                let month = rest.strip_prefix('-').filter(|month| month.len() == 2).and_then(digits);
                let month = month.filter(|month| (1..=12).contains(month)).ok_or(NoWhen)?;
                Ok(Self::Month { year, month: month as i8 })
            }
        }
    }
}

impl FromStr for When {
    type Err = NoWhen;

    fn from_str(text: &str) -> Result<Self, NoWhen> {
        match text.split_once('/') {
            Some((start, end)) => Ok(Self::between(start.parse()?, Some(end.parse()?))),
            None => text.parse().map(Self::at),
        }
    }
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn is_year(year: i16) -> bool {
    (1000..=9998).contains(&year)
}

/// The form in which it is written in files: `2022-H2`, `2022-05-09/2022-05-13`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        self.end.map_or(Ok(()), |end| write!(f, "/{end}"))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half { year, half } => write!(f, "{year:04}-H{half}"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
            Self::Moment(moment) => moment.fmt(f),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    #[test]
    fn every_precision_survives_writing_and_reading() {
        for text in ["2022", "2022-H2", "2022-06", "2022-06-29", "2022-06-29T09:00:00", "2022-05/2022-06-01"]
        {
            assert_eq!(when(text).to_string(), text);
        }
        for text in
            ["", "22", "2022-H3", "2022-13", "2022-6", "2022-02-30", "hösten", "2022-06-29T09:00:00Z", "0000"]
        {
            assert_eq!(text.parse::<When>(), Err(NoWhen), "{text}");
        }
    }

    #[test]
    fn it_holds_every_day_it_can_be() {
        let autumn = when("2022-H2");
        assert_eq!(autumn.earliest(), date(2022, 7, 1));
        assert_eq!(autumn.latest(), date(2022, 12, 31));
        assert!(autumn.contains(date(2022, 9, 1)) && !autumn.contains(date(2023, 1, 1)));
        assert_eq!(when("2024-02").latest(), date(2024, 2, 29));
        assert_eq!(when("2022-05-09/2022-05-13").day_after(), Some(date(2022, 5, 14)));
    }

    #[test]
    fn order_is_by_first_day_then_by_last() {
        let mut all =
            ["2022", "2021-12-31", "2022-H1", "2022-01", "2022-01-01", "2022-01-01T09:00:00"].map(when);
        all.sort();
        let texts: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["2021-12-31", "2022-01-01", "2022-01-01T09:00:00", "2022-01", "2022-H1", "2022"]);
    }

    #[test]
    fn an_end_before_the_start_is_seen() {
        assert!(when("2022-05-13/2022-05-09").is_reversed());
        assert!(when("2022-05-13T12:00:00/2022-05-13T10:00:00").is_reversed());
        assert!(!when("2022-05-13/2022-05").is_reversed());
    }
}
