//! What calendars, open data and search engines are told about an event.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Moment, Named, SourceRef};

/// An event.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Event {
    /// Stays the same for as long as the event has a page.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it was called before.
    pub former_title: Option<String>,
    /// What it is about, as plain text in a sentence or two.
    pub description: String,
    /// Its state.
    pub status: EventStatus,
    /// When it begins or was to begin.
    pub start: Moment,
    /// The last day, or the time it ends; null when it is not known or the same day.
    pub end: Option<Moment>,
    /// When a postponed event is to be held instead; null when that is not decided.
    pub postponed_to: Option<Moment>,
    /// Where one can take part.
    pub form: Form,
    /// Where it is held, in words.
    pub place: Option<String>,
    /// Organisations that arrange it.
    pub organisers: Vec<Named>,
    /// How many there were, each number with what it counts.
    pub counts: Vec<Count>,
    /// Initiatives it belongs to.
    pub initiatives: Vec<Named>,
    /// Focus areas it belongs to.
    pub focus_areas: Vec<Named>,
    /// The series it is a part of.
    pub series: Option<Named>,
    /// The items of its programme, in order.
    pub programme: Vec<ProgrammeItem>,
    /// A recording.
    pub recording: Option<String>,
    /// The captions of the recording: their address, or that they are part of it.
    pub captions: Option<String>,
    /// Its page on this site.
    pub url: String,
    /// Where all this is told.
    pub sources: Vec<SourceRef>,
    /// What tells it from all events in all calendars; never changes.
    pub uid: String,
    /// Raised each time its time, place or status changes.
    pub sequence: u32,
    /// When what is told about it last changed.
    #[serde(serialize_with = "timestamp")]
    #[schemars(with = "String")]
    pub last_modified: Timestamp,
}

/// An item of an event's programme.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProgrammeItem {
    /// The event's id and the item's place in the programme.
    pub id: String,
    /// The event.
    pub event: Named,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub text: Option<String>,
    /// When it begins; null when only the event's time is known.
    pub start: Option<Moment>,
    /// When it ends.
    pub end: Option<Moment>,
    /// Where it is held, in words.
    pub place: Option<String>,
    /// Initiatives it is about.
    pub initiatives: Vec<Named>,
    /// A recording.
    pub recording: Option<String>,
    /// The captions of the recording: their address, or that they are part of it.
    pub captions: Option<String>,
}

/// The state of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It is to be held.
    Planned,
    /// It was held.
    Held,
    /// It is not held.
    Cancelled,
    /// It is held at another time, decided or not.
    Postponed,
}

/// Where one can take part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// In a room.
    Physical,
    /// On the net.
    Digital,
    /// Both.
    Hybrid,
    /// The sources do not say.
    Unknown,
}

/// A number and what it counts; those registered are not those who came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The number.
    pub n: u64,
    /// What it counts: `registered`, `attended`, `viewed`, `visitors`, `exhibitors`, `organisations` or `average`.
    pub measure: String,
    /// How exact it is: `exact`, `about` or `over`.
    pub precision: String,
}

impl EventStatus {
    /// The word used in data files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
        }
    }
}

impl Form {
    /// The word used in data files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Physical => "physical",
            Self::Digital => "digital",
            Self::Hybrid => "hybrid",
            Self::Unknown => "unknown",
        }
    }
}

fn timestamp<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&time.strftime("%Y-%m-%dT%H:%M:%SZ"))
}
