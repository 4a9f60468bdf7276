//! `Event`, with its state and where one can take part.

use serde_json::{Value, json};

use crate::export::{Event, EventStatus, Form, Moment, Named, ProgrammeItem};

use super::Link;
use super::node::{Node, organisations};

/// The event's node; `lang` is the page's language.
pub fn event(event: &Event, lang: &str) -> Value {
    let (status, start, end) = occasion(event);
    let moved = start != &event.start;
    Node::new("Event")
        .with("@id", format!("{}#event", event.url))
        .with("name", &*event.title)
        .maybe("alternateName", event.former_title.as_deref())
        .with("description", &*event.description)
        .with("url", &*event.url)
        .with("inLanguage", lang)
        .with("startDate", start.iso())
        .maybe("endDate", end.map(Moment::iso))
        .maybe("previousStartDate", moved.then(|| event.start.iso()))
        .with("eventStatus", format!("https://schema.org/{status}"))
        .maybe("eventAttendanceMode", attendance(event.form))
        .with("location", location(event))
        .maybe("superEvent", event.series.as_ref().map(series))
        .with("subEvent", event.programme.iter().map(|item| part(event, item)).collect::<Vec<_>>())
        .with("organizer", organisations(&event.organisers.iter().map(link).collect::<Vec<_>>()))
        .into()
}

/// The state in schema.org's words, and when the event is to be held.
fn occasion(event: &Event) -> (&'static str, &Moment, Option<&Moment>) {
    match (event.status, &event.postponed_to) {
        (EventStatus::Planned | EventStatus::Held, _) => ("EventScheduled", &event.start, event.end.as_ref()),
        (EventStatus::Cancelled, _) => ("EventCancelled", &event.start, event.end.as_ref()),
        (EventStatus::Postponed, Some(new)) => ("EventRescheduled", new, None),
        (EventStatus::Postponed, None) => ("EventPostponed", &event.start, event.end.as_ref()),
    }
}

fn attendance(form: Form) -> Option<String> {
    let mode = match form {
        Form::Physical => "Offline",
        Form::Digital => "Online",
        Form::Hybrid => "Mixed",
        Form::Unknown => return None,
    };
    Some(format!("https://schema.org/{mode}EventAttendanceMode"))
}

/// Where one goes, and the page for those who take part on the net.
fn location(event: &Event) -> Vec<Value> {
    let place = event.place.as_ref().filter(|_| event.form != Form::Digital);
    let place = place.map(|name| room(name));
    let on_net = matches!(event.form, Form::Digital | Form::Hybrid);
    let virtual_place = on_net.then(|| json!({ "@type": "VirtualLocation", "url": event.url }));
    place.into_iter().chain(virtual_place).collect()
}

fn series(series: &Named) -> Value {
    json!({ "@type": "EventSeries", "name": series.name })
}

/// An item of the programme. One whose time is not told takes place some time while the whole does.
fn part(event: &Event, item: &ProgrammeItem) -> Value {
    let (start, end) =
        item.start.as_ref().map_or((&event.start, event.end.as_ref()), |start| (start, item.end.as_ref()));
    Node::new("Event")
        .with("name", &*item.title)
        .maybe("description", item.text.as_deref())
        .with("startDate", start.iso())
        .maybe("endDate", end.map(Moment::iso))
        .with("location", item.place.as_ref().map_or_else(|| location(event), |place| vec![room(place)]))
        .into()
}

fn room(name: &str) -> Value {
    json!({ "@type": "Place", "name": name, "address": name })
}

fn link(named: &Named) -> Link {
    Link { name: named.name.clone(), url: named.url.clone() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::export::testing;

    fn told(change: impl FnOnce(&mut Event)) -> Value {
        let mut example = testing::event();
        change(&mut example);
        event(&example, "sv")
    }

    #[test]
    fn an_event_in_full() {
        insta::assert_snapshot!(told(|_| {}));
    }

    #[test]
    fn its_state_is_told() {
        let cancelled = told(|event| event.status = EventStatus::Cancelled);
        assert_eq!(cancelled["eventStatus"], "https://schema.org/EventCancelled");
        let postponed = told(|event| event.status = EventStatus::Postponed);
        assert_eq!(postponed["eventStatus"], "https://schema.org/EventPostponed");
        assert_eq!(postponed["startDate"], "2022-05-09");
        let moved = told(|event| {
            event.status = EventStatus::Postponed;
            event.postponed_to = Some(Moment::Day(date(2023, 5, 8)));
        });
        assert_eq!(moved["eventStatus"], "https://schema.org/EventRescheduled");
        assert_eq!(
            (&moved["startDate"], &moved["previousStartDate"]),
            (&json!("2023-05-08"), &json!("2022-05-09"))
        );
        assert_eq!(moved.get("endDate"), None);
    }

    #[test]
    fn where_it_is_depends_on_its_form() {
        let digital = told(|event| event.form = Form::Digital);
        assert_eq!(digital["location"][0]["@type"], "VirtualLocation");
        let nowhere = told(|event| {
            event.form = Form::Unknown;
            event.place = None;
        });
        assert_eq!(nowhere.get("location"), None);
        assert_eq!(nowhere.get("eventAttendanceMode"), None);
    }
}
