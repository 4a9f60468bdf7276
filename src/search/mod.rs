//! Search: documents in, a bundle of static files out, and the reader of such a bundle. `ARCHITECTURE.md` has the
//! bundle's format; the browser's reader of the same files is the theme's `search-reader.js`.
//!
//! The way through the room: a page becomes a [`Document`] ([`extract()`]), a document is [`analyse()`]d by itself, which is
//! what may be remembered between builds, and all analysed documents together become the [`Bundle`], by way of segments of
//! some hundred pages, which may be remembered, too ([`Memory`]). Nothing here reads a file, a clock or the network: who
//! wants a bundle read gives the reader a [`Fetch`].

mod analyse;
mod bundle;
mod card;
mod code;
mod compound;
mod distinct;
mod document;
mod extract;
mod groups;
mod index;
mod language;
mod memory;
mod quickwit;
mod reader;
mod related;
mod rows;
mod score;
mod segment;
mod stemmed;
mod swedish;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use analyse::{Analysed, analyse};
pub use bundle::{Bundle, FOLDER, Split, Stats, build, bundle};
pub use card::Card;
pub use compound::Splitter;
pub use document::{Document, Facet, Heading, Options, Weights};
pub use extract::{Extracted, extract};
pub use language::{fold, stem};
pub use memory::{Listed, Memory, Nothing, Pages};
pub use quickwit::{Quickwit, quickwit};
pub use reader::{
    Contribution, Fetch, FetchError, Found, Hit, MatchKind, Page, Query, Reader, ReaderError, Request,
    WordReport, search_all,
};
pub use related::related;
