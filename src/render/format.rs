//! Dates and numbers as people read them.

use jiff::civil::{Date, DateTime, Time};

use crate::chart;
use crate::config::{Point, When};

/// A space that never breaks a line.
const HARD_SPACE: char = '\u{a0}';

fn month(date: Date, lang: &str) -> Option<&'static str> {
    let index = usize::try_from(date.month()).ok()?.checked_sub(1)?;
    chart::months(lang)?.get(index).copied()
}

/// A day: "29 juni 2022", "29 June 2022"; the ISO form in languages that have no words here.
pub(super) fn day(date: Date, lang: &str) -> String {
    match month(date, lang) {
        Some(month) => format!("{}{HARD_SPACE}{month} {}", date.day(), date.year()),
        None => date.to_string(),
    }
}

/// A month: "juni 2022".
fn month_of_year(date: Date, lang: &str) -> String {
    match month(date, lang) {
        Some(month) => format!("{month} {}", date.year()),
        None => format!("{}-{:02}", date.year(), date.month()),
    }
}

/// A time of day: "9.30" in Swedish, "9:30" elsewhere.
fn time(at: DateTime, lang: &str) -> String {
    let separator = if lang == "sv" { '.' } else { ':' };
    format!("{:02}{separator}{:02}", at.hour(), at.minute())
}

/// A date that is never shown more exactly than it is known.
pub fn when(when: When, lang: &str) -> String {
    match (when.start, when.end) {
        (start, None) => point(start, lang),
        (Point::Day(from), Some(Point::Day(to))) => {
            range(from.to_datetime(Time::midnight()), to.to_datetime(Time::midnight()), false, lang)
        }
        (Point::Moment(from), Some(Point::Moment(to))) => range(from, to, true, lang),
        (start, Some(end)) => format!("{}–{}", point(start, lang), point(end, lang)),
    }
}

fn point(point: Point, lang: &str) -> String {
    match point {
        Point::Year(year) => year.to_string(),
        Point::Half { year, half } => match (lang, half) {
            ("sv", 1) => format!("våren {year}"),
            ("sv", _) => format!("hösten {year}"),
            (_, 1) => format!("first half of {year}"),
            (_, _) => format!("second half of {year}"),
        },
        Point::Month { .. } => month_of_year(point.earliest(), lang),
        Point::Day(date) => day(date, lang),
        Point::Moment(at) => format!("{} {}", day(at.date(), lang), clock(at, lang)),
    }
}

/// A time of day as a sentence gives it: "kl. 9.30", "09:30".
fn clock(at: DateTime, lang: &str) -> String {
    if lang == "sv" { format!("kl.{HARD_SPACE}{}", time(at, lang)) } else { time(at, lang) }
}

/// From one time to another, without saying the same month or year twice.
fn range(from: DateTime, to: DateTime, timed: bool, lang: &str) -> String {
    let (start, end) = (day(from.date(), lang), day(to.date(), lang));
    if to.date() == from.date() {
        return if timed { format!("{start} {}–{}", clock(from, lang), time(to, lang)) } else { start };
    }
    match (month(from.date(), lang), month(to.date(), lang)) {
        (Some(first), Some(_)) if from.year() == to.year() && from.month() == to.month() => {
            format!("{}–{}{HARD_SPACE}{first} {}", from.day(), to.day(), to.year())
        }
        (Some(first), Some(_)) if from.year() == to.year() => {
            format!("{}{HARD_SPACE}{first}–{end}", from.day())
        }
        _ => format!("{start}–{end}"),
    }
}

/// A whole number with its thousands apart: "8 242 920", "8,242,920".
pub(super) fn number(number: i64, lang: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(if lang == "sv" { HARD_SPACE } else { ',' });
        }
        text.push(digit);
    }
    text
}

/// A number with as many decimals as it has: "3,5", "3.5".
pub(super) fn decimal(number: f64, lang: &str) -> String {
    let text = number.to_string();
    if lang == "sv" { text.replace('.', ",").replace('-', "\u{2212}") } else { text }
}

/// A sum of money: "8 242 920 kronor", "SEK 8,242,920".
pub(super) fn kronor(sum: i64, lang: &str) -> String {
    match lang {
        "sv" => format!("{}{HARD_SPACE}kronor", number(sum, lang)),
        _ => format!("SEK{HARD_SPACE}{}", number(sum, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn ranges_say_nothing_twice() {
        let show = |from: DateTime, to: DateTime| range(from, to, false, "sv").replace('\u{a0}', " ");
        let start = datetime(2022, 5, 9, 0, 0, 0, 0);
        assert_eq!(show(start, datetime(2022, 5, 13, 0, 0, 0, 0)), "9–13 maj 2022");
        assert_eq!(show(start, datetime(2022, 6, 1, 0, 0, 0, 0)), "9 maj–1 juni 2022");
        assert_eq!(show(start, datetime(2023, 1, 1, 0, 0, 0, 0)), "9 maj 2022–1 januari 2023");
        let timed = range(datetime(2022, 5, 9, 9, 0, 0, 0), datetime(2022, 5, 9, 16, 30, 0, 0), true, "sv");
        assert_eq!(timed.replace('\u{a0}', " "), "9 maj 2022 kl. 09.00–16.30");
    }

    #[test]
    fn numbers_have_hard_spaces() {
        assert_eq!(number(8_242_920, "sv"), "8\u{a0}242\u{a0}920");
        assert_eq!(number(-1_000, "en"), "\u{2212}1,000");
        assert_eq!(number(999, "sv"), "999");
    }

    #[test]
    fn decimals_are_written_as_the_language_does() {
        assert_eq!(decimal(-3.5, "sv"), "\u{2212}3,5");
        assert_eq!(decimal(3.25, "en"), "3.25");
    }

    #[test]
    fn imprecise_dates_stay_imprecise() {
        let show = |text: &str| when(text.parse().unwrap(), "sv").replace('\u{a0}', " ");
        assert_eq!(show("2022-H2"), "hösten 2022");
        assert_eq!(show("2022-06"), "juni 2022");
        assert_eq!(show("2022-06-29"), "29 juni 2022");
        assert_eq!(show("2022-05-09/2022-05-13"), "9–13 maj 2022");
    }
}
