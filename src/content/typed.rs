//! What a page of a kind has beyond what every page has.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::config::{Data, DateValue, Point, Table, When};
use crate::source::Spanned;

use super::words::{
    Accessibility, DocumentType, EventForm, EventStatus, Kind, LearningType, Measure, Precision,
};

/// The part of front matter that depends on the kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Typed {
    /// Nothing more.
    Page,
    /// Nothing more; the date is required.
    News,
    /// Something to learn from.
    Learning(Learning),
    /// Modules in order.
    Course(Learning),
    /// Something that takes place.
    Event(Event),
    /// A document.
    Document(DocumentInfo),
}

/// What a learning page or a course says about itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learning {
    /// What it is; `None` for a course.
    pub kind: Option<LearningType>,
    /// Who it is for.
    pub audience: Vec<String>,
    /// How many minutes it takes.
    pub minutes: i64,
    /// What one can do afterwards.
    pub outcomes: Vec<String>,
    /// Where it was learnt.
    pub origin: Option<Origin>,
    /// When it was last reviewed.
    pub reviewed: Option<Spanned<DateValue>>,
    /// Under what licence it may be used.
    pub licence: String,
}

/// Where something was learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The slug of an event.
    Event(Spanned<String>),
    /// The id of an initiative.
    Initiative(Spanned<String>),
    /// The slug of a document.
    Document(Spanned<String>),
}

/// Something that takes place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub when: Spanned<When>,
    /// Whether it does.
    pub status: EventStatus,
    /// Where people take part.
    pub form: EventForm,
    /// The place.
    pub place: Option<String>,
    /// Ids of the organisations behind it.
    pub organisers: Vec<Spanned<String>>,
    /// How many, each with what was counted.
    pub counts: Vec<Count>,
    /// The id of the series it belongs to.
    pub series: Option<Spanned<String>>,
    /// The items of its programme, in order.
    pub programme: Vec<ProgrammeItem>,
    /// Its recording.
    pub recording: Option<Recording>,
    /// The new date of a postponed event.
    pub postponed_to: Option<PostponedTo>,
    /// The name it had before.
    pub former_title: Option<String>,
}

/// A number of people or organisations, never without what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The number, not negative.
    pub n: i64,
    /// What was counted.
    pub measure: Measure,
    /// How exactly it is known.
    pub precision: Precision,
}

/// An item of an event's programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeItem {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: Option<String>,
    /// When, within the time of the event.
    pub when: Option<Spanned<When>>,
    /// The place.
    pub place: Option<String>,
    /// Ids of the initiatives it is about.
    pub initiatives: Vec<Spanned<String>>,
    /// Its recording.
    pub recording: Option<Recording>,
}

/// A recording of an event, or of an item of its programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// Its address.
    pub url: Spanned<String>,
    /// Its captions: the file's address, or that they are part of it.
    pub captions: Option<String>,
}

/// When a postponed event will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PostponedTo {
    /// On a new date, as exactly as it is known.
    When(When),
    /// That is not decided.
    Undecided,
}

/// What a page says about the document it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// What it is.
    pub kind: DocumentType,
    /// The document's date.
    pub date: Spanned<When>,
    /// Its version.
    pub version: Option<String>,
    /// Its reference number.
    pub reference_number: Option<String>,
    /// The file beside the page.
    pub file: Option<Spanned<String>>,
    /// Its address.
    pub url: Option<Spanned<String>>,
    /// The id of the organisation that hands it out.
    pub held_by: Option<Spanned<String>>,
    /// Whether everyone can read it.
    pub accessibility: Accessibility,
    /// Why it is exempt.
    pub accessibility_note: Option<String>,
    /// Its attachments, in order.
    pub attachments: Vec<Attachment>,
}

/// An attachment of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is called.
    pub title: String,
    /// The file beside the page.
    pub file: Option<Spanned<String>>,
    /// Its address.
    pub url: Option<Spanned<String>>,
}

impl DocumentInfo {
    /// The files beside the page: the document itself, then its attachments.
    pub fn files(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.file.iter().chain(self.attachments.iter().filter_map(|one| one.file.as_ref()))
    }
}

impl Typed {
    /// What a table says for a page of a kind. Where something required is missing or wrong, which has been reported,
    /// there is a neutral value, so that the rest of the page is still checked.
    pub(super) fn of(kind: Kind, table: &Table, date: Option<Spanned<DateValue>>) -> Self {
        match kind {
            Kind::Page => Self::Page,
            Kind::News => Self::News,
            Kind::Learning => Self::Learning(learning(table, word(table, "type", LearningType::from_word))),
            Kind::Course => Self::Course(learning(table, None)),
            Kind::Event => Self::Event(event(table)),
            Kind::Document => Self::Document(document(table, date)),
        }
    }
}

/// A word of a fixed list.
fn word<T>(table: &Table, key: &str, from_word: impl Fn(&str) -> Option<T>) -> Option<T> {
    from_word(table.text(key)?.value)
}

fn text(table: &Table, key: &str) -> Option<String> {
    table.text(key).map(|text| text.value.to_owned())
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    table.texts(key).into_iter().map(|text| text.value.to_owned()).collect()
}

fn learning(table: &Table, kind: Option<LearningType>) -> Learning {
    Learning {
        kind,
        audience: texts(table, "audience"),
        minutes: table.integer("minutes").map_or(0, |minutes| minutes.value),
        outcomes: texts(table, "outcomes"),
        origin: table.table("origin").and_then(origin),
        reviewed: table.date("reviewed"),
        licence: text(table, "licence").unwrap_or_default(),
    }
}

fn origin(table: &Table) -> Option<Origin> {
    let event = table.string("event").map(Origin::Event);
    let initiative = || table.string("initiative").map(Origin::Initiative);
    let document = || table.string("document").map(Origin::Document);
    event.or_else(initiative).or_else(document)
}

fn event(table: &Table) -> Event {
    let nowhen = When::at(Point::Year(1000));
    Event {
        when: when(table).unwrap_or(Spanned::new(nowhen, table.span)),
        status: word(table, "status", EventStatus::from_word).unwrap_or(EventStatus::Planned),
        form: word(table, "form", EventForm::from_word).unwrap_or(EventForm::Unknown),
        place: text(table, "place"),
        organisers: table.strings("organisers"),
        counts: table.tables("counts").into_iter().filter_map(count).collect(),
        series: table.string("series"),
        programme: table.tables("programme").into_iter().filter_map(programme_item).collect(),
        recording: recording(table),
        postponed_to: table
            .get("postponed_to")
            .map(|value| When::from_value(value).map_or(PostponedTo::Undecided, PostponedTo::When)),
        former_title: text(table, "former_title"),
    }
}

/// When an event is, at the place of its table.
pub(super) fn when(table: &Table) -> Option<Spanned<When>> {
    let value = table.get("when")?;
    let table = value.as_table()?;
    let start = table.when("start")?.value;
    let end = table.when("end").map(|end| end.value.end.unwrap_or(end.value.start));
    Some(Spanned::new(When::between(start.start, end.or(start.end)), value.span))
}

fn programme_item(table: &Table) -> Option<ProgrammeItem> {
    Some(ProgrammeItem {
        title: text(table, "title")?,
        text: text(table, "text"),
        when: when(table),
        place: text(table, "place"),
        initiatives: table.strings("initiatives"),
        recording: recording(table),
    })
}

fn attachment(table: &Table) -> Option<Attachment> {
    Some(Attachment { title: text(table, "title")?, file: table.string("file"), url: table.string("url") })
}

fn recording(table: &Table) -> Option<Recording> {
    Some(Recording { url: table.string("recording")?, captions: text(table, "captions") })
}

fn count(table: &Table) -> Option<Count> {
    Some(Count {
        n: table.integer("n")?.value,
        measure: word(table, "measure", Measure::from_word)?,
        precision: word(table, "precision", Precision::from_word).unwrap_or(Precision::Exact),
    })
}

fn document(table: &Table, date: Option<Spanned<DateValue>>) -> DocumentInfo {
    let day = |value: DateValue| When::from(value.day(&jiff::tz::TimeZone::UTC));
    DocumentInfo {
        kind: word(table, "type", DocumentType::from_word).unwrap_or(DocumentType::Report),
        date: date.map_or(Spanned::new(When::from(Date::default()), table.span), |date| date.map(day)),
        version: table.get("version").and_then(|value| match &value.data {
            Data::String(text) => Some(text.clone()),
            Data::Integer(number) => Some(number.to_string()),
            Data::Float(number) => Some(number.to_string()),
            _ => None,
        }),
        reference_number: text(table, "reference_number"),
        file: table.string("file"),
        url: table.string("url"),
        held_by: table.string("held_by"),
        accessibility: word(table, "accessibility", Accessibility::from_word).unwrap_or(Accessibility::Html),
        accessibility_note: text(table, "accessibility_note"),
        attachments: table.tables("attachments").into_iter().filter_map(attachment).collect(),
    }
}
