//! Dates: printed as text, with the machine's form beside it.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use crate::config::{Point, When};
use crate::model::Moment;

use super::super::format;
use super::optional;

/// A date of any precision.
#[derive(Debug)]
pub(in super::super) struct DateView {
    text: String,
    iso: String,
    end_iso: Option<String>,
    year: i16,
    first: Date,
    last: Date,
}

impl DateView {
    /// The first and the last day it can be. Both follow from what it says.
    pub(in super::super) fn days(&self) -> (Date, Date) {
        (self.first, self.last)
    }

    /// What tells this date from others: the rest of it follows from that.
    pub(in super::super) fn texts(&self) -> impl Iterator<Item = &str> {
        [self.text.as_str(), self.iso.as_str()].into_iter().chain(self.end_iso.as_deref())
    }
}

impl Object for DateView {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "text" => Some(Value::from(self.text.as_str())),
            "iso" | "start_iso" => Some(Value::from(self.iso.as_str())),
            "end_iso" => Some(optional(self.end_iso.clone())),
            "year" => Some(Value::from(self.year)),
            _ => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["text", "iso", "start_iso", "end_iso", "year"])
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A day.
pub(in super::super) fn date_value(date: Date, lang: &str) -> Value {
    Value::from_object(DateView {
        text: format::day(date, lang),
        iso: date.to_string(),
        end_iso: None,
        year: date.year(),
        first: date,
        last: date,
    })
}

/// A day or a moment.
pub(in super::super) fn moment_value(moment: Moment, lang: &str) -> Value {
    let iso = if moment.timed { moment.at.to_string() } else { moment.day().to_string() };
    Value::from_object(DateView {
        text: format::day(moment.day(), lang),
        iso,
        end_iso: None,
        year: moment.day().year(),
        first: moment.day(),
        last: moment.day(),
    })
}

/// A date of any precision.
pub(in super::super) fn when_value(when: When, lang: &str) -> Value {
    Value::from_object(DateView {
        text: format::when(when, lang),
        iso: iso(when.start),
        end_iso: when.end.map(iso),
        year: when.earliest().year(),
        first: when.earliest(),
        last: when.start.latest(),
    })
}

/// A point in time as the `datetime` of a `time` element may have it, which knows no half-years.
pub(in super::super) fn iso(point: Point) -> String {
    match point {
        Point::Half { year, .. } => Point::Year(year).to_string(),
        point => point.to_string(),
    }
}
