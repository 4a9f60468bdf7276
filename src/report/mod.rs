//! What went wrong, as values: [`Diagnostic`]s, the registry of their [`Code`]s, and how they are shown.
//!
//! Authors' mistakes never abort a stage: a stage returns [`Reported`] and goes on with what it could read. A
//! diagnostic holds no sentence and no line number: both are made here, in [`render()`], when somebody is shown one.

mod code;
mod code_file;
mod diagnostic;
mod explain;
mod github;
mod human;
mod json;
mod lang;
pub mod literate;
mod messages;
mod nearest;
mod page;
mod places;
mod render;
mod short;
mod words;

pub use code::{Code, Severity, codes};
pub use code_file::{CodeFile, Example, content};
pub use diagnostic::{Diagnostic, Edit, Label, Reported, Suggestion};
pub use explain::{explain, list};
pub use json::json_schema;
pub use lang::Lang;
pub use nearest::nearest;
pub use page::page;
pub use places::source_of;
pub use render::{Format, count, render, summary};
pub use words::Words;
#[cfg(test)]
pub(crate) use words::both;
