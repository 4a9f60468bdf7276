//! What a Markdown text became: HTML with holes where only the whole site knows what to write.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

/// A Markdown text, read once. Links, images and components are holes in it, filled by a
/// [`Resolver`](super::Resolver) when a page is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Markdown {
    /// The text in order. Labels and bodies of components are inside [`Markdown::components`].
    pub body: Vec<Piece>,
    /// Every heading, in order.
    pub outline: Vec<Heading>,
    /// Every link, those in labels and bodies of components included.
    pub links: Vec<Link>,
    /// Every image written as Markdown, likewise.
    pub images: Vec<Image>,
    /// Every component that can be rendered, likewise.
    pub components: Vec<Component>,
    /// Abbreviations that are not explained where they first stand, each once.
    pub abbreviations: Vec<Spanned<String>>,
    /// The words without markup, blocks apart by `\n`. Code blocks and raw HTML are left out.
    pub text: String,
    /// The plain text of the first paragraph that stands in no list, quote or component; empty if there is none.
    pub lead: String,
    /// The number of words in `text`.
    pub words: usize,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// To be written as it is.
    Html(String),
    /// The address of a link, by its place in [`Markdown::links`]. It stands inside a double-quoted attribute.
    Href(usize),
    /// A whole image, by its place in [`Markdown::images`].
    Image(usize),
    /// A whole component, by its place in [`Markdown::components`].
    Component(usize),
}

/// A link as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The destination with escapes and entities resolved, at the destination as it is written, without `<` and
    /// `>`. For a reference link that is in the definition.
    pub target: Spanned<String>,
    /// The words of the link, without markup.
    pub text: String,
}

/// An image as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// As in [`Link::target`].
    pub target: Spanned<String>,
    /// The alternative text, without markup.
    pub alt: String,
    /// The title, if there is one.
    pub title: Option<String>,
    /// Whether it is marked with `{dekorativ}` or `{decorative}`: nothing would be lost without it.
    pub decorative: bool,
    /// All of it, without the mark.
    pub span: Span,
}

/// A component that a theme renders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// As the theme declares it.
    pub name: String,
    /// Its name as written.
    pub span: Span,
    /// What stood between `[` and `]`.
    pub label: Option<Vec<Piece>>,
    /// The same without markup.
    pub label_text: String,
    /// The declared arguments that were given, in the order of the declaration; defaults are filled in.
    pub args: Vec<Arg>,
    /// The value of `#id`.
    pub id: Option<Spanned<String>>,
    /// The values of `.class`.
    pub classes: Vec<String>,
    /// What stood between the fences; what follows the list when `items` are asked for.
    pub body: Option<Vec<Piece>>,
    /// The items of the list with which the body starts, when the declaration asks for one.
    pub items: Vec<Item>,
}

impl Component {
    /// The argument `name`, if it was given or has a default.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|arg| arg.name == name)
    }
}

/// An item of a component's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// For `- [x]` and `- [ ]`: whether there is a mark.
    pub checked: Option<bool>,
    /// What it says.
    pub body: Vec<Piece>,
}

/// An argument of a component.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arg {
    /// As declared.
    pub name: String,
    /// What it was given.
    pub value: ArgValue,
    /// The value as written, without quotes; the name of a flag; the component's name for a default.
    pub span: Span,
}

/// The value of an argument, of the kind that was declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArgValue {
    /// Any text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// The argument is there.
    Flag,
    /// One of the declared words.
    Choice(String),
    /// A link of any kind, written as in Markdown.
    Link(String),
    /// An image file.
    Image(String),
    /// Any file.
    File(String),
    /// A record of a kind, by its id.
    Record {
        /// The kind that was declared.
        kind: String,
        /// The id that was written.
        id: String,
    },
    /// A page of the site.
    Page(String),
}

impl ArgValue {
    /// The value as text; `None` for numbers and flags.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Integer(_) | Self::Flag => None,
            Self::Text(text)
            | Self::Choice(text)
            | Self::Link(text)
            | Self::Image(text)
            | Self::File(text)
            | Self::Page(text)
            | Self::Record { id: text, .. } => Some(text),
        }
    }
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Unlike every other id of the text; empty when ids are off.
    pub id: String,
    /// Its words with emphasis and code, without links and images.
    pub html: String,
    /// Its words.
    pub text: String,
    /// All of it.
    pub span: Span,
    /// Whether it stands inside a quote, list or component, and so outside the page's own structure.
    pub nested: bool,
}

impl Markdown {
    /// The first paragraph as plain text, cut at a word when it is longer than `max_chars` characters.
    pub fn summary(&self, max_chars: usize) -> String {
        if self.lead.chars().count() <= max_chars {
            return self.lead.clone();
        }
        let end = self.lead.char_indices().nth(max_chars.saturating_sub(1)).map_or(0, |(at, _)| at);
        let cut = &self.lead[..end];
        let cut = cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words);
        format!("{}…", cut.trim_end_matches([',', ';', ':', '.', '–', '—', ' ']))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_ends_at_a_word() {
        let markdown =
            Markdown { lead: "Vi möts på torget, varje vecka.".to_owned(), ..Markdown::default() };
        assert_eq!(markdown.summary(100), "Vi möts på torget, varje vecka.");
        assert_eq!(markdown.summary(20), "Vi möts på torget…");
        assert_eq!(markdown.summary(1), "…");
    }
}
