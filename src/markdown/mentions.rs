//! What the rest of the site needs to know of a text without having it: what it leads to and what it asks for.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

use super::document::{Arg, Component, Markdown};

/// The part of a [`Markdown`] that is followed when pages are linked. The text itself may stay on disk until its page
/// is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mentions {
    /// The targets of [`Markdown::links`].
    pub links: Vec<Spanned<String>>,
    /// The targets of [`Markdown::images`].
    pub images: Vec<Spanned<String>>,
    /// What each of [`Markdown::components`] was given.
    pub components: Vec<Asked>,
    /// [`Markdown::abbreviations`].
    pub abbreviations: Vec<Spanned<String>>,
    /// The first paragraph, cut to what a description holds.
    pub summary: String,
}

/// What a component was given, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// As the theme declares it.
    pub name: String,
    /// Its name as written.
    pub span: Span,
    /// Its label without markup.
    pub label_text: String,
    /// Its arguments.
    pub args: Vec<Arg>,
}

/// The longest description made of a text, in characters.
const SUMMARY: usize = 160;

impl Markdown {
    /// What the rest of the site needs to know of the text.
    pub fn mentions(&self) -> Mentions {
        let asked = |component: &Component| Asked {
            name: component.name.clone(),
            span: component.span,
            label_text: component.label_text.clone(),
            args: component.args.clone(),
        };
        Mentions {
            links: self.links.iter().map(|link| link.target.clone()).collect(),
            images: self.images.iter().map(|image| image.target.clone()).collect(),
            components: self.components.iter().map(asked).collect(),
            abbreviations: self.abbreviations.clone(),
            summary: self.summary(SUMMARY),
        }
    }
}

impl Mentions {
    /// The same without the places where things are written, and without what no page shows: equal for two texts that
    /// mention the same things in the same order.
    #[must_use]
    pub fn without_places(&self) -> Self {
        let unplaced = |target: &Spanned<String>| Spanned::new(target.value.clone(), Span::default());
        let asked = |asked: &Asked| Asked {
            span: Span::default(),
            args: asked.args.iter().map(|arg| Arg { span: Span::default(), ..arg.clone() }).collect(),
            ..asked.clone()
        };
        Self {
            links: self.links.iter().map(unplaced).collect(),
            images: self.images.iter().map(unplaced).collect(),
            components: self.components.iter().map(asked).collect(),
            abbreviations: Vec::new(),
            summary: self.summary.clone(),
        }
    }
}

impl Asked {
    /// The argument `name`, if it was given or has a default.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|arg| arg.name == name)
    }
}
