//! Times as exactly as they are known, never more exactly.

use std::fmt;

use jiff::Zoned;
use jiff::civil::{Date, date};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// When something was, is or will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A year; written `2022`.
    Year(i16),
    /// The first (1) or second (2) half of a year; written `2022-H2`.
    HalfYear(i16, i8),
    /// A month of a year; written `2022-06`.
    Month(i16, i8),
    /// A day; written `2022-06-29`.
    Day(Date),
    /// A time of a day in a place; written `2022-06-29T09:00:00+02:00`.
    Time(Zoned),
}

impl Moment {
    /// The day, if it is known.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Time(time) => Some(time.date()),
            Self::Year(_) | Self::HalfYear(..) | Self::Month(..) => None,
        }
    }

    /// The first day it can be.
    pub fn first_day(&self) -> Date {
        match *self {
            Self::Year(year) => date(year, 1, 1),
            Self::HalfYear(year, half) => date(year, if half == 1 { 1 } else { 7 }, 1),
            Self::Month(year, month) => date(year, month, 1),
            Self::Day(day) => day,
            Self::Time(ref time) => time.date(),
        }
    }

    /// The last day it can be.
    pub fn last_day(&self) -> Date {
        match *self {
            Self::HalfYear(year, 1) => date(year, 6, 30),
            Self::Year(year) | Self::HalfYear(year, _) => date(year, 12, 31),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(_) | Self::Time(_) => self.first_day(),
        }
    }

    /// In ISO 8601, which has no half-years: such a one is given as its year.
    pub fn iso(&self) -> String {
        match self {
            Self::HalfYear(year, _) => Self::Year(*year).to_string(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::HalfYear(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Time(time) => f.write_str(&rfc3339(time)),
        }
    }
}

/// RFC 3339 with the offset of the place, so that the day shown is the day meant there.
pub(super) fn rfc3339(time: &Zoned) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}(-H[12]|-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2})?)?)?$",
            "description": "A time as exactly as it is known: a year (2022), a half-year (2022-H2), a month (2022-06), \
                            a day (2022-06-29) or a time of a day (2022-06-29T09:00:00+02:00).",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_more_exactly_than_it_is_known() {
        let time = date(2022, 4, 29).at(9, 0, 0, 0).in_tz("Europe/Stockholm").unwrap();
        let moments = [
            Moment::Year(2022),
            Moment::HalfYear(2022, 2),
            Moment::Month(2022, 6),
            Moment::Day(date(2022, 6, 29)),
            Moment::Time(time),
        ];
        let written: Vec<_> = moments.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["2022", "2022-H2", "2022-06", "2022-06-29", "2022-04-29T09:00:00+02:00"]);
        assert_eq!(moments[1].iso(), "2022");
        assert_eq!(moments[2].day(), None);
        let days: Vec<_> = moments.iter().map(|moment| (moment.first_day(), moment.last_day())).collect();
        let day = date(2022, 4, 29);
        assert_eq!(days[0], (date(2022, 1, 1), date(2022, 12, 31)));
        assert_eq!(days[1], (date(2022, 7, 1), date(2022, 12, 31)));
        assert_eq!(days[2], (date(2022, 6, 1), date(2022, 6, 30)));
        assert_eq!(days[4], (day, day));
    }
}
