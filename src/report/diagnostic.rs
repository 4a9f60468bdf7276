//! One thing an author should know: where, what, and what to do.

use serde::{Deserialize, Serialize};

use crate::source::Location;

use super::Code;

/// A mistake or a warning. It holds no sentence: [`Code`] and `args` give the message in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The place it is about; diagnostics sort by it.
    pub at: Location,
    /// Which rule was broken.
    pub code: Code,
    /// Values the message names, by the name the message uses for them.
    pub args: Vec<(String, String)>,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// Edits that would mend it, best first.
    pub suggestions: Vec<Suggestion>,
}

/// A second place, with a short text from the code's messages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub at: Location,
    /// The attribute of the code's message that words it, for instance `first`.
    pub text: String,
}

/// A change that would mend the mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Suggestion {
    /// The name to put there, which the message "did you mean …?" shows.
    pub name: String,
    /// What to replace.
    pub edits: Vec<Edit>,
}

/// Replaces the bytes at a place with a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// The bytes to replace.
    pub at: Location,
    /// What to put there.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic of `code` about the place `at`.
    pub fn new(code: Code, at: Location) -> Self {
        Self { at, code, args: Vec::new(), labels: Vec::new(), suggestions: Vec::new() }
    }

    /// Gives the message a value to name.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers pass numbers, names and literals alike")]
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// Points at a second place; `text` is an attribute of the code's message.
    #[must_use]
    pub fn label(mut self, at: Location, text: &str) -> Self {
        self.labels.push(Label { at, text: text.to_owned() });
        self
    }

    /// Offers to replace what stands at the diagnostic's own place by `name`.
    #[must_use]
    pub fn suggest(self, name: Option<impl Into<String>>) -> Self {
        let at = self.at.clone();
        self.suggest_at(at, name)
    }

    /// Offers to replace what stands at `at` by `name`.
    #[must_use]
    pub fn suggest_at(mut self, at: Location, name: Option<impl Into<String>>) -> Self {
        if let Some(name) = name {
            let name = name.into();
            self.suggestions.push(Suggestion { edits: vec![Edit { at, text: name.clone() }], name });
        }
        self
    }
}

/// A value and what was noticed while making it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported<T> {
    /// The value, as good as could be made.
    pub value: T,
    /// In no particular order: the pipeline sorts them once.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value about which nothing was noticed.
    pub fn new(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// The value alone; what was noticed goes to `diagnostics`.
    pub fn into(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}
