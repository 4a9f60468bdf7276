//! Markdown to HTML with holes: headings, links, images and components are found with their places in the file, and
//! what only the whole site knows (where a link leads, how a component looks) is left open for a [`Resolver`].
//!
//! This room never reads a file and knows no page, no record and no template.

mod attributes;
mod brackets;
mod component;
mod container;
mod definitions;
mod destination;
mod directive;
mod document;
mod footnotes;
mod headings;
mod highlight;
mod inlines;
mod language;
mod limits;
mod links;
mod locate;
mod mask;
mod mentions;
mod pieces;
mod read;
mod render;
mod resolve;
mod shape;
mod slug;
mod text;
mod typography;

pub use document::{Arg, ArgValue, Component, Heading, Image, Item, Link, Markdown, Piece};
pub use highlight::{highlighted, recall};
pub use mentions::{Asked, Mentions};
pub use resolve::{AsWritten, ItemPart, Parts, Resolver, escape, escape_href};
pub use shape::{ArgKind, ArgShape, BodyShape, ComponentShape, Components, Form, LabelShape};
pub use slug::slug;

use crate::report::Reported;
use crate::source::{Source, Span, Spanned};
use read::Reading;
use text::{Base, Text};

/// How a text is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The code of the language it is written in.
    pub lang: &'a str,
    /// What the theme declares.
    pub components: &'a Components,
    /// Whether straight quotation marks, double hyphens and three dots are set as typographers do.
    pub smart: bool,
    /// Whether headings get ids, and `{#id}` after a heading is one.
    pub heading_ids: bool,
    /// Whether code in a known language gets classes.
    pub highlight: bool,
}

/// Reads the part `body` of a file. All spans count from the start of the file.
pub fn parse(source: &Source, body: Span, options: &Options<'_>) -> Reported<Markdown> {
    let mut reading = Reading::new(&source.path, options);
    reading.document(&Text::new(source.slice(body), Base::At(body.start as usize)));
    Reported { value: reading.out, diagnostics: reading.diagnostics }
}

/// Reads a string in another format (a field of a record) as Markdown. Where the string stands in the file as it is,
/// spans are exact; where it is written with escapes, each of them is the whole string.
pub fn parse_field(source: &Source, value: &Spanned<String>, options: &Options<'_>) -> Reported<Markdown> {
    let written = source.slice(value.span);
    let exact = written == value.value || written.replace("\r\n", "\n") == value.value;
    let mut reading = Reading::new(&source.path, options);
    if exact {
        reading.document(&Text::new(written, Base::At(value.span.start as usize)));
    } else {
        reading.document(&Text::new(&value.value, Base::Whole(value.span)));
    }
    Reported { value: reading.out, diagnostics: reading.diagnostics }
}

#[cfg(test)]
mod tests;
