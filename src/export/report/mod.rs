//! Reports for those who steer: plain structs in, documents out. A report stands alone; it needs neither theme nor site.

mod board;
mod changes;
mod comparison;
mod fit;
mod markdown;
mod page;
mod words;

pub use board::{Area, Board, Colour, Counted, Line, Paper, Told};
pub use changes::{Changes, Movement};
pub use comparison::{ComparedCriterion, ComparedIdea, ComparedRow, ComparedSet, Comparison, GivenScores};
