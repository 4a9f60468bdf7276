//! Files as values: where they are ([`FilePath`]), what they say ([`Source`]), which part of them is meant
//! ([`Span`], [`Location`]), and the one seam to the outside world ([`Files`]).
//!
//! This room knows no format: TOML, Markdown and templates are read further down the house.

mod digest;
mod disk;
mod files;
mod memory;
mod path;
mod span;
mod text;

pub use digest::Digest;
pub use disk::{DiskFiles, MAX_FILE_BYTES};
pub use files::{Files, ListProblem, Listing, ReadError, Stamp};
pub use memory::MemoryFiles;
pub use path::{FilePath, nfc};
pub use span::{Location, Span, Spanned};
pub use text::{LineColumn, MAX_TEXT_BYTES, Source, TextError};
