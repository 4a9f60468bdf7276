//! What went wrong, as values: [`Diagnostic`]s, the registry of their [`Code`]s, and how they are shown.
//!
//! Authors' mistakes never abort a stage: a stage returns [`Reported`] and goes on with what it could read.

mod code;
mod diagnostic;

pub use code::{Code, Severity, codes};
pub use diagnostic::{Diagnostic, Edit, Label, Reported, Suggestion};
