//! iCalendar (RFC 5545): one file for each event and one to subscribe to.
//!
//! Times are written in UTC, which needs no description of time zones and is right on both sides of a change to or from
//! daylight saving time. Events of which only the month or half-year is known are left out: a calendar cannot show them
//! without claiming a day. No clock is read: `DTSTAMP` is when the event last changed, which is what the standard means
//! by it in a published calendar.

use icalendar::{Component, EventLike, EventStatus as Standing, Property};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::text::{address, clean, one_line};
use super::{Event, EventStatus, Moment};

/// What a calendar to subscribe to is called.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its name in the reader's list of calendars.
    pub name: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// Its own address, absolute.
    pub url: String,
    /// The IANA name of the time zone the events are held in, such as `Europe/Stockholm`.
    pub time_zone: String,
}

/// A UID that stays the same for as long as the event keeps its id and the site its host.
pub fn uid(event_id: &str, base_url: &str) -> String {
    let host = base_url.split("://").last().unwrap_or(base_url);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    format!("{event_id}@{host}")
}

/// All events whose day is known; `None` when there is none, since a calendar must hold something.
pub fn calendar(calendar: &Calendar, events: &[Event]) -> Option<Vec<u8>> {
    let entries: Vec<_> = events.iter().filter_map(entry).collect();
    if entries.is_empty() {
        return None;
    }
    let mut file = empty();
    // The crate does not know NAME, REFRESH-INTERVAL and SOURCE, and so does not escape them.
    file.append_property(Property::new("NAME", escaped(&calendar.name)));
    file.append_property(Property::new("X-WR-CALNAME", one_line(&calendar.name)));
    file.append_property(Property::new("DESCRIPTION", one_line(&calendar.description)));
    file.append_property(Property::new("X-WR-CALDESC", one_line(&calendar.description)));
    file.append_property(Property::new("X-WR-TIMEZONE", one_line(&calendar.time_zone)));
    file.append_property(with_value("SOURCE", "URI", &address(&calendar.url)));
    file.append_property(with_value("REFRESH-INTERVAL", "DURATION", "P1D"));
    file.append_property(Property::new("X-PUBLISHED-TTL", "P1D"));
    file.extend(entries);
    Some(bytes(&file))
}

/// One event; `None` when its day is not known.
pub fn event_calendar(event: &Event) -> Option<Vec<u8>> {
    let mut file = empty();
    file.push(entry(event)?);
    Some(bytes(&file))
}

/// The file, its lines folded at 75 bytes. The crate's own folding makes lines of 76.
fn bytes(file: &icalendar::Calendar) -> Vec<u8> {
    let unfolded = file.to_string().replace("\r\n ", "");
    let mut folded = String::with_capacity(unfolded.len() + unfolded.len() / 25);
    for line in unfolded.split_terminator("\r\n") {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > MAX_LINE_BYTES {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(c);
            length += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded.into_bytes()
}

const MAX_LINE_BYTES: usize = 75;

fn empty() -> icalendar::Calendar {
    let mut file = icalendar::Calendar::empty();
    file.append_property(("VERSION", "2.0"));
    file.append_property(("PRODID", "-//torg//torg//EN"));
    file.append_property(("CALSCALE", "GREGORIAN"));
    file
}

fn entry(event: &Event) -> Option<icalendar::Event> {
    let (standing, start, end) = occasion(event);
    let span = Span::new(start, end)?;
    let url = address(&event.url);
    let programme: Vec<String> =
        event.programme.iter().map(|item| format!("– {}", one_line(&item.title))).collect();
    let (description, programme) = (clean(&event.description), programme.join("\n"));
    let parts = [description.trim(), &programme, &url].into_iter().filter(|part| !part.is_empty());
    let about = parts.collect::<Vec<_>>().join("\n\n");
    let mut entry = icalendar::Event::with_uid(&one_line(&event.uid));
    entry.append_property(("DTSTAMP", &*utc(event.last_modified)));
    entry.append_property(("LAST-MODIFIED", &*utc(event.last_modified)));
    entry.sequence(event.sequence).status(standing).url(&url);
    entry.summary(&one_line(&event.title)).description(&about);
    if let Some(place) = event.place.as_deref().map(one_line).filter(|place| !place.is_empty()) {
        entry.location(&place);
    }
    for organiser in &event.organisers {
        // Not ORGANIZER, which is for meetings that people are summoned to and asks for an address to answer to.
        entry.add_multi_property("CONTACT", &one_line(&organiser.name));
    }
    span.write(&mut entry);
    Some(entry.done())
}

/// Whether the event takes place, and when. A postponed event whose new day is not known stands as cancelled on the old
/// one: otherwise it would stay in the calendars of those who subscribe.
fn occasion(event: &Event) -> (Standing, &Moment, Option<&Moment>) {
    match (event.status, &event.postponed_to) {
        (EventStatus::Postponed, Some(new)) if new.day().is_some() => (Standing::Confirmed, new, None),
        (EventStatus::Postponed | EventStatus::Cancelled, _) => {
            (Standing::Cancelled, &event.start, event.end.as_ref())
        }
        (EventStatus::Planned | EventStatus::Held, _) => {
            (Standing::Confirmed, &event.start, event.end.as_ref())
        }
    }
}

/// The time an event takes.
enum Span {
    /// Whole days, the last included.
    Days(Date, Date),
    /// From a time on, until another when it is known.
    Times(Timestamp, Option<Timestamp>),
}

impl Span {
    /// Whole days unless both ends are times: a calendar cannot mix them. An end before the start is no end.
    fn new(start: &Moment, end: Option<&Moment>) -> Option<Self> {
        let first = start.day()?;
        let last = end.and_then(Moment::day).filter(|day| *day >= first);
        Some(match (start, end) {
            (Moment::Time(start), Some(Moment::Time(end))) => {
                Self::Times(start.timestamp(), later(end, start))
            }
            (Moment::Time(start), _) if last.is_none_or(|last| last == first) => {
                Self::Times(start.timestamp(), None)
            }
            _ => Self::Days(first, last.unwrap_or(first)),
        })
    }

    fn write(&self, entry: &mut icalendar::Event) {
        match self {
            Self::Days(first, last) => {
                // The standard names the day after the last. The very last day there is has none.
                let after = last.tomorrow().unwrap_or(*last);
                entry.append_property(with_value("DTSTART", "DATE", &compact(*first)));
                entry.append_property(with_value("DTEND", "DATE", &compact(after)));
                entry.add_property("TRANSP", "TRANSPARENT");
            }
            Self::Times(start, end) => {
                entry.add_property("DTSTART", utc(*start));
                if let Some(end) = end {
                    entry.add_property("DTEND", utc(*end));
                }
            }
        }
    }
}

fn later(end: &Zoned, start: &Zoned) -> Option<Timestamp> {
    (end > start).then(|| end.timestamp())
}

fn with_value(key: &str, kind: &str, value: &str) -> Property {
    Property::new(key, value).add_parameter("VALUE", kind).done()
}

fn utc(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::export::testing::{self, event, nasty, stockholm};

    fn about() -> Calendar {
        Calendar {
            name: "Aktiviteter, möten; mer".to_owned(),
            description: "Allt som händer".to_owned(),
            url: "https://torg.example/aktiviteter/kalender.ics".to_owned(),
            time_zone: "Europe/Stockholm".to_owned(),
        }
    }

    fn property(event: &Event, name: &str) -> Option<String> {
        testing::content_lines(&event_calendar(event)?)
            .into_iter()
            .find_map(|(key, value)| (key == name).then_some(value))
    }

    #[test]
    fn a_calendar_in_full() {
        let vague = Event { start: Moment::HalfYear(2022, 2), ..event() };
        let timed = Event {
            uid: "seminarium@torg.example".to_owned(),
            start: Moment::Time(stockholm(date(2022, 4, 29).at(9, 0, 0, 0))),
            end: Some(Moment::Time(stockholm(date(2022, 4, 29).at(11, 30, 0, 0)))),
            place: None,
            ..event()
        };
        let bytes = calendar(&about(), &[event(), vague, timed]).unwrap();
        insta::assert_snapshot!(testing::text(bytes).replace("\r\n", "\n"));
    }

    #[test]
    fn what_has_no_day_has_no_file() {
        let vague = Event { start: Moment::Month(2020, 11), end: None, ..event() };
        assert_eq!(event_calendar(&vague), None);
        assert_eq!(calendar(&about(), &[vague]), None);
    }

    #[test]
    fn times_are_right_on_both_sides_of_daylight_saving() {
        let at = |start, end| Event {
            start: Moment::Time(stockholm(start)),
            end: Some(Moment::Time(stockholm(end))),
            ..event()
        };
        // Clocks go from 02:00 to 03:00 on 27 March 2022, and from 03:00 to 02:00 on 30 October.
        let spring = at(date(2022, 3, 26).at(22, 0, 0, 0), date(2022, 3, 27).at(4, 0, 0, 0));
        assert_eq!(property(&spring, "DTSTART").as_deref(), Some("20220326T210000Z"));
        assert_eq!(property(&spring, "DTEND").as_deref(), Some("20220327T020000Z"));
        let autumn = at(date(2022, 10, 30).at(1, 30, 0, 0), date(2022, 10, 30).at(3, 30, 0, 0));
        assert_eq!(property(&autumn, "DTSTART").as_deref(), Some("20221029T233000Z"));
        assert_eq!(property(&autumn, "DTEND").as_deref(), Some("20221030T023000Z"));
    }

    #[test]
    fn a_time_and_a_day_make_whole_days() {
        let start = Moment::Time(stockholm(date(2022, 5, 9).at(9, 0, 0, 0)));
        let over_days = Event { start: start.clone(), end: Some(Moment::Day(date(2022, 5, 13))), ..event() };
        assert_eq!(property(&over_days, "DTEND;VALUE=DATE").as_deref(), Some("20220514"));
        let same_day = Event { start: start.clone(), end: Some(Moment::Day(date(2022, 5, 9))), ..event() };
        assert_eq!(property(&same_day, "DTSTART").as_deref(), Some("20220509T070000Z"));
        assert_eq!(property(&same_day, "DTEND"), None);
        let reversed = Event { start, end: Some(Moment::Day(date(2022, 5, 1))), ..event() };
        assert_eq!(property(&reversed, "DTEND"), None);
    }

    #[test]
    fn what_is_called_off_says_so() {
        let status = |status, postponed_to| {
            let event = Event { status, postponed_to, end: None, ..event() };
            (property(&event, "STATUS").unwrap(), property(&event, "DTSTART;VALUE=DATE").unwrap())
        };
        let told = |status: &str, day: &str| (status.to_owned(), day.to_owned());
        assert_eq!(status(EventStatus::Cancelled, None), told("CANCELLED", "20220509"));
        assert_eq!(status(EventStatus::Postponed, None), told("CANCELLED", "20220509"));
        assert_eq!(status(EventStatus::Postponed, Some(Moment::Year(2023))), told("CANCELLED", "20220509"));
        let new = Moment::Day(date(2023, 5, 8));
        assert_eq!(status(EventStatus::Postponed, Some(new)), told("CONFIRMED", "20230508"));
    }

    #[test]
    fn a_uid_names_the_host() {
        assert_eq!(uid("sjo", "https://torg.example:8080/under/"), "sjo@torg.example");
        assert_eq!(uid("sjo", "torg.example"), "sjo@torg.example");
    }

    proptest! {
        #![proptest_config(testing::proptests())]

        #[test]
        fn any_text_comes_back_from_lines_of_75_bytes(text in nasty()) {
            let event = Event { title: text.clone(), place: Some(text.clone()), description: text.clone(), programme: Vec::new(), ..event() };
            let bytes = event_calendar(&event).unwrap();
            testing::check_lines(&bytes);
            let told = testing::unescaped(&property(&event, "SUMMARY").unwrap());
            prop_assert_eq!(&told, &*one_line(&text));
            let about = testing::unescaped(&property(&event, "DESCRIPTION").unwrap());
            let expected = format!("{}\n\n{}", clean(&text).trim(), event.url);
            prop_assert_eq!(&about, expected.trim());
        }

        #[test]
        fn any_calendar_name_comes_back(text in nasty()) {
            let bytes = calendar(&Calendar { name: text.clone(), ..about() }, &[event()]).unwrap();
            testing::check_lines(&bytes);
            let lines = testing::content_lines(&bytes);
            for key in ["NAME", "X-WR-CALNAME"] {
                let (_, value) = lines.iter().find(|(name, _)| name == key).unwrap();
                prop_assert_eq!(&testing::unescaped(value), &*one_line(&text));
            }
        }
    }
}
