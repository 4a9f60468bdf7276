//! What a theme declares about its components. The theme room reads it from `theme.toml`; this room checks what
//! authors write against it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The components of a theme, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Components(pub BTreeMap<String, ComponentShape>);

impl Components {
    /// The component with this name.
    pub fn get(&self, name: &str) -> Option<&ComponentShape> {
        self.0.get(name)
    }

    /// The names of the components of one form, in alphabetical order.
    pub fn names(&self, form: Form) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(_, shape)| shape.form == form).map(|(name, _)| name.as_str())
    }
}

/// How a component is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentShape {
    /// With three colons, two or one.
    pub form: Form,
    /// Whether it has a label in brackets.
    pub label: LabelShape,
    /// What stands between the fences of a container.
    pub body: BodyShape,
    /// The arguments it takes, in the order templates list them.
    pub args: Vec<ArgShape>,
}

/// The three forms of generic directives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `:::name` … `:::` on lines of their own.
    #[default]
    Container,
    /// `::name` on a line of its own.
    Leaf,
    /// `:name` inside a line.
    Text,
}

impl Form {
    /// The colons it starts with.
    pub fn colons(self) -> &'static str {
        match self {
            Self::Container => ":::",
            Self::Leaf => "::",
            Self::Text => ":",
        }
    }

    /// The word messages choose by.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Leaf => "leaf",
            Self::Text => "text",
        }
    }
}

/// Whether a component has a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelShape {
    /// It must have one.
    Required,
    /// It may.
    #[default]
    Optional,
    /// It may not.
    None,
}

/// What a container holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyShape {
    /// Anything.
    #[default]
    Markdown,
    /// One numbered or unnumbered list and nothing else.
    List,
    /// A task list with at least one item ticked, then anything.
    TaskList,
    /// Nothing.
    None,
}

/// An argument a component takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArgShape {
    /// As authors write it.
    pub name: String,
    /// What it may be given.
    pub kind: ArgKind,
    /// Whether it must be there.
    pub required: bool,
    /// The argument in whose presence this one is not required after all.
    pub unless: Option<String>,
    /// What it is when it is not written.
    pub default: Option<String>,
}

/// The kind of an argument's value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArgKind {
    /// Any text.
    #[default]
    Text,
    /// A whole number.
    Integer,
    /// Only its name is written.
    Flag,
    /// One of these words.
    Choice(Vec<String>),
    /// A link of any kind.
    Link,
    /// An image file.
    Image,
    /// Any file.
    File,
    /// The id of a record of this kind.
    Record(String),
    /// A page of the site.
    Page,
}

impl ArgKind {
    /// The word messages choose by.
    pub(super) fn as_str(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Flag => "flag",
            Self::Choice(_) => "choice",
            Self::Link => "link",
            Self::Image => "image",
            Self::File => "file",
            Self::Record(_) => "record",
            Self::Page => "page",
        }
    }
}
