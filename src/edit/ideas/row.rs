//! A row of the table as an idea.

use jiff::civil::Date;

use crate::config::personal_number;
use crate::hub::Hub;
use crate::report::{Diagnostic, codes, nearest};
use crate::source::Span;

use super::cells::{Cell, Sheet};
use super::clean::clean;
use super::map::ColumnMap;

/// An idea as it will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) title: String,
    pub(super) text: String,
    /// The day alone: a time of day could tell who sent it.
    pub(super) received: Date,
    pub(super) sender_type: String,
    pub(super) status: String,
    pub(super) collection: Option<String>,
}

/// Reads a row; everything that is wrong with it is told.
pub(super) fn read(
    row: &[Cell],
    sheet: &Sheet<'_>,
    map: &ColumnMap,
    hub: &Hub,
    out: &mut Vec<Diagnostic>,
) -> Option<Row> {
    let contact: Vec<&str> = map
        .contact
        .iter()
        .filter_map(|column| sheet.cell(row, column))
        .map(|cell| cell.value.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let mut reader = Reader { row, sheet, map, hub, contact, out };
    let (title, text) = (reader.text("title"), reader.text("text"));
    let received = reader.day("received");
    let sender_type = reader.word("sender_type");
    let status = reader.word("status");
    let collection = reader.collection();
    Some(Row {
        title: title?.replace('\n', " "),
        text: text?,
        received: received?,
        sender_type: sender_type?,
        status: status?,
        collection,
    })
}

struct Reader<'a> {
    row: &'a [Cell],
    sheet: &'a Sheet<'a>,
    map: &'a ColumnMap,
    hub: &'a Hub,
    contact: Vec<&'a str>,
    out: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// What the row says of a field, or what every idea has, and where to point at.
    fn value(&self, field: &str) -> (String, Span) {
        let start = self.row.first().map_or(Span::default(), |cell| cell.span);
        if let Some(value) = self.map.set.get(field) {
            return (value.clone(), start);
        }
        let cell = self.map.columns.get(field).and_then(|column| self.sheet.cell(self.row, column));
        cell.map_or((String::new(), start), |cell| (cell.value.clone(), cell.span))
    }

    fn wrong(&mut self, field: &str, span: Span, problem: &str, text: &str) -> Diagnostic {
        Diagnostic::new(codes::I0105, self.sheet.at(span))
            .arg("field", field)
            .arg("problem", problem)
            .arg("text", text)
    }

    fn text(&mut self, field: &str) -> Option<String> {
        let (text, span) = self.value(field);
        let numbers = personal_number::find(&text);
        if !numbers.is_empty() {
            self.out.push(Diagnostic::new(codes::H0129, self.sheet.at(span)));
            return None;
        }
        let cleaned = clean(&text, &self.contact);
        for (what, had) in [("markup", cleaned.had_markup), ("contact", cleaned.had_contact)] {
            if had {
                self.out.push(Diagnostic::new(codes::I0106, self.sheet.at(span)).arg("what", what));
            }
        }
        if cleaned.text.is_empty() {
            let empty = self.wrong(field, span, "empty", "");
            self.out.push(empty);
            return None;
        }
        Some(cleaned.text)
    }

    fn day(&mut self, field: &str) -> Option<Date> {
        let (text, span) = self.value(field);
        let day = day(&text);
        if day.is_none() {
            let problem = if text.is_empty() { "empty" } else { "date" };
            let wrong = self.wrong(field, span, problem, &text);
            self.out.push(wrong);
        }
        day
    }

    /// A word of the vocabulary: by its id, by a name of it, or by what the map says. A status that is not given is
    /// the vocabulary's first.
    fn word(&mut self, field: &'static str) -> Option<String> {
        let list = if field == "status" { "idea_status" } else { field };
        let (text, span) = self.value(field);
        let vocabulary = &self.hub.vocabulary;
        let ids = vocabulary.ids(list);
        if text.is_empty() && field == "status" && !ids.is_empty() {
            return ids.first().map(|id| (*id).to_owned());
        }
        let meant = self.map.values.get(&text).unwrap_or(&text);
        let is_named = |id: &&&str| {
            let names = vocabulary.term(list, id).map(|term| term.names.values());
            names.into_iter().flatten().any(|name| name.to_lowercase() == meant.to_lowercase())
        };
        if let Some(id) = ids.iter().find(|id| **id == meant).or_else(|| ids.iter().find(is_named)) {
            return Some((*id).to_owned());
        }
        let problem = if text.is_empty() { "empty" } else { "word" };
        let near = nearest(meant, ids.iter().copied());
        let wrong = self.wrong(field, span, problem, &text).arg("known", ids.join("`, `")).suggest(near);
        self.out.push(wrong);
        None
    }

    /// The collection it answers, if it names one; one that does not exist is told.
    fn collection(&mut self) -> Option<String> {
        let (text, span) = self.value("collection");
        if text.is_empty() {
            return None;
        }
        let id = self.map.values.get(&text).unwrap_or(&text).clone();
        if self.hub.file_of("collection", &id).is_none() {
            self.out.extend(self.hub.unknown_record("collection", &id, self.sheet.at(span)));
        }
        Some(id)
    }
}

/// The day of `2024-03-01`, `2024/03/01 14:03:05` and the like, with the year first: in any other order it is a guess.
fn day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_time = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || ":.TZ+- ".contains(c));
    let is_rest = rest.is_empty() || (rest.starts_with([' ', 'T']) && is_time(rest));
    let day = day.replace('/', "-");
    let in_order = day.bytes().position(|byte| byte == b'-') == Some(4);
    day.parse().ok().filter(|_| is_rest && in_order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_year_first() {
        for text in ["2024-03-01", "2024/03/01 14:03:05", "2024-03-01T14:03:05Z"] {
            assert_eq!(day(text), Some(Date::constant(2024, 3, 1)), "{text}");
        }
        for text in ["", "01/03/2024", "3/1/24 14:03", "2024-13-01", "2024-03-01 i går", "20240301"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
