//! Filling the holes: from [`Markdown`] to one string of HTML.

use std::fmt;

use comrak::html;

use super::{Component, Image, Link, Markdown, Piece};

/// Decides what links, images and components become on one page.
pub trait Resolver {
    /// The address a link leads to, not yet escaped.
    fn href(&mut self, index: usize, link: &Link) -> String;

    /// The HTML of an image.
    fn image(&mut self, index: usize, image: &Image) -> String;

    /// The HTML of a component, from that of its parts.
    fn component(&mut self, index: usize, component: &Component, parts: Parts) -> String;
}

/// The finished HTML of what an author wrote inside a component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Of [`Component::label`].
    pub label: Option<String>,
    /// Of [`Component::body`].
    pub body: Option<String>,
    /// Of [`Component::items`].
    pub items: Vec<ItemPart>,
}

/// The finished HTML of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemPart {
    /// As in [`Item`](super::Item).
    pub checked: Option<bool>,
    /// What it says.
    pub html: String,
}

/// Writes everything as it stands: links lead where they are written to, and a component is its label and body.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsWritten;

impl Resolver for AsWritten {
    fn href(&mut self, _index: usize, link: &Link) -> String {
        link.target.value.clone()
    }

    fn image(&mut self, _index: usize, image: &Image) -> String {
        let mut out = String::from("<img src=\"");
        escape_href(&mut out, &image.target.value);
        out.push_str("\" alt=\"");
        escape(&mut out, &image.alt);
        if let Some(title) = &image.title {
            out.push_str("\" title=\"");
            escape(&mut out, title);
        }
        out.push_str("\" />");
        out
    }

    fn component(&mut self, _index: usize, _component: &Component, parts: Parts) -> String {
        let mut out = parts.label.unwrap_or_default();
        parts.items.iter().for_each(|item| out.push_str(&item.html));
        out.push_str(&parts.body.unwrap_or_default());
        out
    }
}

/// Appends `text` with `"`, `&`, `<` and `>` escaped.
pub fn escape(out: &mut String, text: &str) {
    // Writing to a string never fails.
    let _: fmt::Result = html::escape(out, text);
}

/// Appends `address` for an attribute value: what is no character of an address is percent-encoded.
pub fn escape_href(out: &mut String, address: &str) {
    // Writing to a string never fails.
    let _: fmt::Result = html::escape_href(out, address, false);
}

impl Markdown {
    /// The whole text as HTML.
    pub fn html(&self, resolver: &mut dyn Resolver) -> String {
        self.pieces_html(&self.body, resolver)
    }

    /// The HTML of a part of the text, for instance of a component's label.
    pub fn pieces_html(&self, pieces: &[Piece], resolver: &mut dyn Resolver) -> String {
        let html: usize =
            pieces.iter().map(|piece| if let Piece::Html(html) = piece { html.len() } else { 80 }).sum();
        let mut out = String::with_capacity(html);
        self.write(pieces, resolver, &mut out);
        out
    }

    /// Never deeper than components are nested, which `parse` bounds.
    fn write(&self, pieces: &[Piece], resolver: &mut dyn Resolver, out: &mut String) {
        for piece in pieces {
            match piece {
                Piece::Html(html) => out.push_str(html),
                Piece::Href(index) => escape_href(out, &resolver.href(*index, &self.links[*index])),
                Piece::Image(index) => out.push_str(&resolver.image(*index, &self.images[*index])),
                Piece::Component(index) => {
                    let component = &self.components[*index];
                    let parts = self.parts(component, resolver);
                    out.push_str(&resolver.component(*index, component, parts));
                }
            }
        }
    }

    fn parts(&self, component: &Component, resolver: &mut dyn Resolver) -> Parts {
        Parts {
            label: component.label.as_ref().map(|label| self.pieces_html(label, resolver)),
            items: component
                .items
                .iter()
                .map(|item| ItemPart { checked: item.checked, html: self.pieces_html(&item.body, resolver) })
                .collect(),
            body: component.body.as_ref().map(|body| self.pieces_html(body, resolver)),
        }
    }
}
