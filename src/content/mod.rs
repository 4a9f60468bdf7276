//! A file below `content/` as front matter and a body, with the place of everything in it.
//!
//! Two steps, because a page's kind may come from its section: [`split()`] reads the front matter, [`classify()`] checks
//! it against the shapes of its kind and makes a [`Document`]. This room knows no Markdown, no route and no record:
//! that what a page refers to exists is checked when the whole site is known.

mod classify;
mod document;
#[cfg(test)]
mod example_tests;
mod file_name;

#[cfg(test)]
mod property_tests;
mod rules;
mod shapes;
mod split;
mod typed;
mod wording;
mod words;

pub use classify::classify;
pub use document::{Document, Front, SectionFront};
pub use file_name::{FileName, NameProblem, file_name};
pub use shapes::{COMMON, SECTION, parts, schemas};
pub use split::{FrontMatter, Raw, front_matter, split};
pub use typed::{
    Attachment, Count, DocumentInfo, Event, Learning, Origin, PostponedTo, ProgrammeItem, Recording, Typed,
};
pub use words::{
    Accessibility, DocumentType, EventForm, EventStatus, Kind, LearningType, Measure, Precision, Records,
    SortBy,
};
