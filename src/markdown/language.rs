//! What a language has to say to a Markdown text: its quotation marks and the few words the HTML needs.

use comrak::nodes::AlertType;

/// The conventions of the language a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Language {
    /// Opening and closing double quotation marks.
    pub(super) double: (char, char),
    /// Opening and closing single quotation marks. An apostrophe is always `’`.
    pub(super) single: (char, char),
    words: &'static Words,
}

#[derive(Debug, PartialEq, Eq)]
struct Words {
    /// Note, tip, important, warning, caution.
    alerts: [&'static str; 5],
    back_to_reference: &'static str,
    section: &'static str,
}

static SWEDISH: Words = Words {
    alerts: ["Bra att veta", "Tips", "Viktigt", "Varning", "Var försiktig"],
    back_to_reference: "Tillbaka till hänvisning",
    section: "avsnitt",
};

static ENGLISH: Words = Words {
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    back_to_reference: "Back to reference",
    section: "section",
};

impl Language {
    /// The language with this code (`sv`, `en-GB`); English for one that is not known.
    pub(super) fn new(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        let (double, single) = match primary {
            "sv" | "fi" | "da" => (('”', '”'), ('’', '’')),
            "no" | "nb" | "nn" => (('«', '»'), ('‘', '’')),
            "de" => (('„', '“'), ('‚', '‘')),
            _ => (('“', '”'), ('‘', '’')),
        };
        Self { double, single, words: if primary == "sv" { &SWEDISH } else { &ENGLISH } }
    }

    /// The title of an alert whose author gave none.
    pub(super) fn alert(self, alert: AlertType) -> &'static str {
        self.words.alerts[match alert {
            AlertType::Note => 0,
            AlertType::Tip => 1,
            AlertType::Important => 2,
            AlertType::Warning => 3,
            AlertType::Caution => 4,
        }]
    }

    /// What the arrow after a footnote is called.
    pub(super) fn back_to_reference(self) -> &'static str {
        self.words.back_to_reference
    }

    /// The id of a heading without letters or digits.
    pub(super) fn section(self) -> &'static str {
        self.words.section
    }
}
