//! What is no mistake but worth a look: checks of the whole site as it was built, made when somebody asks. Each is told with the
//! page, and with words or a field by which its place is found.
//!
//! This room knows pages as the model has them and as finished HTML. It words nothing: [`Rule::key`] names what is to be said.

mod accessibility;
mod language;
mod lix;
mod official;
mod reach;
mod reading;
mod sources;
mod translations;

pub use accessibility::accessibility;
pub use lix::{Band, Lix};
pub use reach::{Linking, unreached};
pub use sources::unsourced;
pub use translations::translations;

use std::collections::BTreeSet;

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
    /// A word of offices that has a plain one.
    OfficialWord,
    /// A paragraph is so long that readers lose their way.
    LongParagraph,
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
    /// Plain language.
    Language,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 16] = [
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
        Self::OfficialWord,
        Self::LongParagraph,
    ];

    /// What it is about.
    pub fn topic(self) -> Topic {
        match self {
            Self::Unreached => Topic::Links,
            Self::Untranslated | Self::OldTranslation => Topic::Translations,
            Self::UnsourcedFact | Self::UnsourcedRecord => Topic::Sources,
            Self::OfficialWord | Self::LongParagraph => Topic::Language,
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
            Self::OfficialWord => "official-word",
            Self::LongParagraph => "long-paragraph",
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
    /// What to write instead; empty where that is not known.
    pub instead: &'static str,
}

impl Finding {
    /// Something about a page as a whole.
    pub fn of_page(rule: Rule, page: PageId) -> Self {
        Self { rule, subject: Subject::Page(page), quote: String::new(), names: String::new(), instead: "" }
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
    /// What is heavier than it need be.
    pub found: Vec<Finding>,
}

/// More words than these make a paragraph long.
const MANY_WORDS: u32 = 100;

/// So do more sentences, unless they are all short.
const MANY_SENTENCES: u32 = 6;

/// So few words are no long paragraph, however many sentences they make.
const FEW_WORDS: u32 = 60;

/// How many sentences are shown of a text.
const MOST_SENTENCES: usize = 3;

/// Judges the language of a page's Swedish texts, which are HTML as written: of its body, of a record's fields. What in them is
/// surely in another language is left out.
pub fn language<'h>(page: PageId, texts: impl IntoIterator<Item = &'h str>) -> Language {
    let blocks: Vec<Block> = texts.into_iter().flat_map(|html| reading::of_part(html).blocks).collect();
    let swedish = blocks.iter().filter(|block| other_language(&block.text, "sv").is_none());
    let paragraphs: Vec<(&Block, Vec<Sentence<'_>>)> =
        swedish.map(|block| (block, lix::sentences(&block.text))).collect();
    let found =
        official_words(page, &paragraphs).into_iter().chain(long_paragraphs(page, &paragraphs)).collect();
    let mut sentences: Vec<Sentence<'_>> =
        paragraphs.into_iter().flat_map(|(_, sentences)| sentences).collect();
    let lix: Lix = sentences.iter().map(|sentence| sentence.lix).sum();
    let weight = |sentence: &Sentence<'_>| lix.weight(sentence.lix);
    // A short sentence of long words is mostly a name: nobody can split it.
    let is_long = |sentence: &Sentence<'_>| f64::from(sentence.lix.words) > lix.words_per_sentence();
    sentences.retain(|sentence| is_long(sentence) && weight(sentence) > 0.0);
    sentences.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    let heaviest = sentences.iter().take(MOST_SENTENCES).map(|sentence| sentence.text.to_owned()).collect();
    Language { lix, heaviest, found }
}

/// Each word once a page.
fn official_words(page: PageId, paragraphs: &[(&Block, Vec<Sentence<'_>>)]) -> Vec<Finding> {
    let mut known = BTreeSet::new();
    let sentences = paragraphs.iter().flat_map(|(_, sentences)| sentences);
    let words = sentences
        .flat_map(|sentence| official::official(sentence.text).into_iter().map(|word| (sentence.text, word)));
    let new = words.filter(|(_, (word, _))| known.insert(word.to_lowercase()));
    let found = |(sentence, (word, instead)): (&str, (&str, &'static str))| Finding {
        quote: sentence.to_owned(),
        names: word.to_owned(),
        instead,
        ..Finding::of_page(Rule::OfficialWord, page)
    };
    new.map(found).collect()
}

fn long_paragraphs(page: PageId, paragraphs: &[(&Block, Vec<Sentence<'_>>)]) -> Vec<Finding> {
    let found = |(block, sentences): &(&Block, Vec<Sentence<'_>>)| {
        let Lix { words, sentences, .. } = sentences.iter().map(|sentence| sentence.lix).sum();
        let is_long = words > MANY_WORDS || (words > FEW_WORDS && sentences > MANY_SENTENCES);
        let (quote, names) = (block.text.clone(), words.to_string());
        is_long.then(|| Finding { quote, names, ..Finding::of_page(Rule::LongParagraph, page) })
    };
    paragraphs.iter().filter_map(found).collect()
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
        let found = language(PageId(0), [html.as_str()]);
        assert_eq!(found.lix, Lix { words: 120 + 9 + 6, long_words: 1 + 5, sentences: 42 });
        assert_eq!(found.heaviest, [heavy, longer]);
        // Its forty sentences are short, and together too many.
        let told: Vec<(Rule, &str)> = found.found.iter().map(|found| (found.rule, &*found.names)).collect();
        assert_eq!(told, [(Rule::LongParagraph, "129")]);
    }

    #[test]
    fn a_paragraph_is_long_by_its_words_or_its_sentences() {
        let words = |n: usize| format!("<p>Vi {}här.</p>", "bor ".repeat(n - 2));
        let sentences = |n: usize, of: usize| {
            format!("<p>{}</p>", format!("Vi {}här. ", "bor ".repeat(of - 2)).repeat(n))
        };
        for (html, is_long) in [
            (words(100), false),
            (words(101), true),
            (sentences(6, 16), false),
            (sentences(7, 9), true),
            (sentences(12, 5), false),
            (format!("<ul><li>{}</li></ul>", words(101)), true),
            (format!("<table><tr><td>{}</td></tr></table>", words(101)), false),
            ("<p>Vi</p> ".repeat(200), false),
        ] {
            assert_eq!(!language(PageId(0), [html.as_str()]).found.is_empty(), is_long, "{html}");
        }
    }

    #[test]
    fn a_word_of_offices_is_told_once_with_its_sentence() {
        let html =
            "<p>Vi får. Vi erhåller stöd <em>avseende</em> vatten.</p><p>De erhåller och ”erhöll”.</p>";
        let told: Vec<(String, String, &str)> = language(PageId(0), [html])
            .found
            .into_iter()
            .map(|found| (found.quote, found.names, found.instead))
            .collect();
        let sentence = "Vi erhåller stöd avseende vatten.";
        let expected = [("erhåller", "får"), ("avseende", "om")];
        assert_eq!(told, expected.map(|(word, instead)| (sentence.to_owned(), word.to_owned(), instead)));
    }
}
