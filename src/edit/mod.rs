//! What writes authors' files: imports, lossless edits, and scaffolds. Pure functions from what is there to what is to be written;
//! others do the reading and the writing.

mod alone;
mod body;
mod change;
mod draft;
mod ends;
mod fields;
pub mod form;
pub mod ideas;
mod locate;
mod path;
mod plain;
mod rename;
pub mod scaffold;

pub use alone::alone;
pub use change::Change;
pub use draft::{Draft, Refused};
pub use ends::common_ends;
pub use locate::locate;
pub use path::Path;
pub use plain::Plain;
pub use rename::{Pair, renamed};

#[cfg(test)]
mod tests;
