//! What is no mistake but worth a look: checks of the whole site as it was built, made when somebody asks. Each is told with the
//! page, and with words or a field by which its place is found.
//!
//! This room knows pages as the model has them and as finished HTML. It words nothing: [`Rule::key`] names what is to be said.

mod accessibility;
mod language;
mod lix;
mod reach;
mod reading;
mod sources;
mod translations;

pub use accessibility::accessibility;
pub use lix::{Band, Lix};
pub use reach::{Linking, unreached};
pub use sources::unsourced;
pub use translations::translations;

use crate::model::PageId;
use language::other_language;
use lix::Sentence;
use reading::Block;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// No path of links leads from a start page to the page.
    Unreached,
    /// A heading is more than one level below the one before it.
    SkippedLevel,
    /// A page has more than one main heading.
    SecondTitle,
    /// A page has no main heading.
    NoTitle,
    /// A picture says neither what it shows nor that it says nothing.
    BarePicture,
    /// A link has no words.
    SilentLink,
    /// A link's words do not tell where it leads.
    VagueLink,
    /// Two links in running text say the same and lead to different places.
    TwoWays,
    /// A table has no header cells.
    BareTable,
    /// A block of text is in another language than it says.
    OtherLanguage,
    /// A page is missing in a language of the site.
    Untranslated,
    /// A translation is older than the page it translates.
    OldTranslation,
    /// A fact of a record has no source, and the record has none either.
    UnsourcedFact,
    /// A record that tells of a time or a sum has no source anywhere.
    UnsourcedRecord,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Links between pages.
    Links,
    /// Whether everybody can read a page.
    Accessibility,
    /// Other languages.
    Translations,
    /// Where facts come from.
    Sources,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 14] = [
        Self::Unreached,
        Self::SkippedLevel,
        Self::SecondTitle,
        Self::NoTitle,
        Self::BarePicture,
        Self::SilentLink,
        Self::VagueLink,
        Self::TwoWays,
        Self::BareTable,
        Self::OtherLanguage,
        Self::Untranslated,
        Self::OldTranslation,
        Self::UnsourcedFact,
        Self::UnsourcedRecord,
    ];

    /// What it is about.
    pub fn topic(self) -> Topic {
        match self {
            Self::Unreached => Topic::Links,
            Self::Untranslated | Self::OldTranslation => Topic::Translations,
            Self::UnsourcedFact | Self::UnsourcedRecord => Topic::Sources,
            _ => Topic::Accessibility,
        }
    }

    /// The name by which its words are looked up.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unreached => "unreached",
            Self::SkippedLevel => "skipped-level",
            Self::SecondTitle => "second-title",
            Self::NoTitle => "no-title",
            Self::BarePicture => "bare-picture",
            Self::SilentLink => "silent-link",
            Self::VagueLink => "vague-link",
            Self::TwoWays => "two-ways",
            Self::BareTable => "bare-table",
            Self::OtherLanguage => "other-language",
            Self::Untranslated => "untranslated",
            Self::OldTranslation => "old-translation",
            Self::UnsourcedFact => "unsourced-fact",
            Self::UnsourcedRecord => "unsourced-record",
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub rule: Rule,
    /// Where.
    pub subject: Subject,
    /// Words of the page by which its place is found; empty where it is about the whole.
    pub quote: String,
    /// What its message names: a text, a language, an address. Empty where it names nothing.
    pub names: String,
}

impl Finding {
    /// Something about a page as a whole.
    pub fn of_page(rule: Rule, page: PageId) -> Self {
        Self { rule, subject: Subject::Page(page), quote: String::new(), names: String::new() }
    }
}

/// What something was found at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A page.
    Page(PageId),
    /// A record, by its kind's key and its id, and the field, where it is about one.
    Record(&'static str, String, &'static str),
}

/// The plain language of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// What is counted of it.
    pub lix: Lix,
    /// The sentences that make it harder, of those that are longer than the mean; the one that does most first.
    pub heaviest: Vec<String>,
}

/// How many sentences are shown of a text.
const MOST_SENTENCES: usize = 3;

/// Judges the language of Swedish texts, which are HTML as written: of a page's body, of a record's fields. What in them is
/// surely in another language is left out.
pub fn language<'h>(texts: impl IntoIterator<Item = &'h str>) -> Language {
    let blocks: Vec<Block> = texts.into_iter().flat_map(|html| reading::of_part(html).blocks).collect();
    let swedish = blocks.iter().filter(|block| other_language(&block.text, "sv").is_none());
    let mut sentences: Vec<Sentence<'_>> = swedish.flat_map(|block| lix::sentences(&block.text)).collect();
    let lix: Lix = sentences.iter().map(|sentence| sentence.lix).sum();
    let weight = |sentence: &Sentence<'_>| lix.weight(sentence.lix);
    // A short sentence of long words is mostly a name: nobody can split it.
    let is_long = |sentence: &Sentence<'_>| f64::from(sentence.lix.words) > lix.words_per_sentence();
    sentences.retain(|sentence| is_long(sentence) && weight(sentence) > 0.0);
    sentences.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let heaviest = sentences.iter().take(MOST_SENTENCES).map(|sentence| sentence.text.to_owned()).collect();
    Language { lix, heaviest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_sentences_of_the_running_text_are_told() {
        let short = "Vi går ut. ".repeat(40);
        let heavy =
            "Verksamhetsutvecklare sammanställer utvärderingsunderlaget innan styrgruppen sammanträder.";
        let longer = "Sedan går vi hem igen och äter mat allihop.";
        let english =
            "This is the report of the board, which was written with the parties and is about the year.";
        let html = format!(
            "<h2>Verksamhetsberättelse</h2><p>{short}{longer}</p><p>{heavy} <code>Obegripligheter</code></p>\
             <p>{english}</p><table><tr><td>Verksamhetsberättelse. Obegripligheter.</table>"
        );
        let found = language([html.as_str()]);
        assert_eq!(found.lix, Lix { words: 120 + 9 + 6, long_words: 1 + 5, sentences: 42 });
        assert_eq!(found.heaviest, [heavy, longer]);
    }
}
