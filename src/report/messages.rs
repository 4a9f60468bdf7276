//! What a diagnostic says, in the reader's language.

use std::sync::LazyLock;

use super::{Code, Diagnostic, Lang, Suggestion, Words, codes};

/// The messages of all codes. Read once, when the first message is shown.
static CODES: LazyLock<Words> = LazyLock::new(|| {
    Words::new(
        codes::ALL
            .iter()
            .flat_map(|(code, _)| code.file().messages.iter().map(|(lang, text)| (*lang, text.as_str()))),
    )
});

/// The words the renderers put around the messages.
static FRAME: LazyLock<Words> = LazyLock::new(|| {
    Words::new([(Lang::Sv, include_str!("frame.sv.ftl")), (Lang::En, include_str!("frame.en.ftl"))])
});

impl Diagnostic {
    /// What is wrong: one line, no final stop.
    pub fn message(&self, lang: Lang) -> String {
        self.words(lang, None).unwrap_or_else(|| self.code.to_string())
    }

    /// What to do, if the code's message says.
    pub fn help(&self, lang: Lang) -> Option<String> {
        self.words(lang, Some("help"))
    }

    /// The text of one of the diagnostic's labels; empty when the code does not word it.
    pub fn label_text(&self, text: &str, lang: Lang) -> String {
        self.words(lang, Some(text)).unwrap_or_default()
    }

    fn words(&self, lang: Lang, attribute: Option<&str>) -> Option<String> {
        let args: Vec<(&str, &str)> =
            self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        CODES.find(lang, self.code.as_str(), attribute, &args)
    }
}

impl Suggestion {
    /// "Did you mean …?"
    pub fn message(&self, lang: Lang) -> String {
        frame(lang, "did-you-mean", &[("name", &self.name)])
    }
}

/// The message of a code with `…` for each value it names: what the code is about in general.
pub(super) fn title(code: Code, lang: Lang) -> String {
    let Some(text) = code.file().messages.get(&lang) else { return code.to_string() };
    let args: Vec<(&str, &str)> = variables(text).into_iter().map(|name| (name, "…")).collect();
    CODES.text(lang, code.as_str(), &args)
}

/// One of the words around the messages.
pub(super) fn frame(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    FRAME.text(lang, key, args)
}

/// The names after `$` in a Fluent text.
fn variables(text: &str) -> Vec<&str> {
    let name_end = |rest: &str| rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-'));
    text.split('$').skip(1).map(|rest| &rest[..name_end(rest).unwrap_or(rest.len())]).collect()
}
