//! One document by itself: which words stand where. It depends on nothing else of the site, so it can be remembered by
//! the document's content; stems, compounds and weights come when all documents meet (`index`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tantivy::tokenizer::Language;

use super::code::{Cursor, put_number};
use super::distinct::Distinct;
use super::groups::Groups;
use super::language::{is_stop_word, known};
use super::words::Words;
use super::{Card, Document, Facet};

/// Where a word can stand, by what it counts: the order of the bits in an analysed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Alias,
    Heading,
    Lead,
    Tag,
    Body,
    File,
}

/// All fields, in order.
pub(super) const FIELDS: [Field; 7] =
    [Field::Title, Field::Alias, Field::Heading, Field::Lead, Field::Tag, Field::Body, Field::File];

/// How far apart positions in different fields are: no phrase reaches over it.
const FIELD_GAP: u32 = 100;

/// A document, analysed. Small: a page of 680 words takes about four kilobytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysed {
    pub(super) lang: String,
    pub(super) head: Head,
    /// The document's words in the order of their first places, each with a line break after it.
    words: String,
    /// For each word: the fields as bits, how often in each of them, and the positions with their number.
    data: Vec<u8>,
}

/// What is known of a document besides its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) card: Card,
    pub(super) facets: BTreeMap<String, Vec<Facet>>,
    pub(super) date: Option<Date>,
    pub(super) boost: f32,
    /// The title and the other names, as names are compared.
    pub(super) names: Vec<String>,
    /// The number of words in the text.
    pub(super) body_length: u32,
    /// The number of words in the title.
    pub(super) title_length: u32,
}

/// One word of an analysed document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// How often it stands in each field.
    pub(super) counts: [u32; FIELDS.len()],
    /// Its positions in order: their number, the first one, the steps to the next ones.
    pub(super) positions: &'a [u8],
}

impl Analysed {
    /// The document's words, in the order of their first places.
    pub(super) fn words(&self) -> impl Iterator<Item = Word<'_>> {
        let mut cursor = Cursor::new(&self.data);
        // What this very type wrote is whole; values from a store come through its checksums.
        self.words.split_terminator('\n').map_while(move |text| read_word(&mut cursor, text))
    }

    /// The words' texts alone.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator('\n')
    }

    /// The page's address.
    pub fn url(&self) -> &str {
        self.head.url()
    }
}

impl Head {
    pub(super) fn url(&self) -> &str {
        &self.card.url
    }
}

fn read_word<'a>(cursor: &mut Cursor<'a>, text: &'a str) -> Option<Word<'a>> {
    let fields = cursor.number()?;
    let mut counts = [0; FIELDS.len()];
    for (bit, count) in counts.iter_mut().enumerate() {
        if fields & (1 << bit) != 0 {
            *count = cursor.number()?;
        }
    }
    let before = cursor.rest();
    for _ in 0..cursor.number()? {
        cursor.number()?;
    }
    let positions = before.get(..before.len() - cursor.left())?;
    Some(Word { text, counts, positions })
}

/// Analyses a document.
pub fn analyse(document: &Document) -> Analysed {
    let mut words = Words::new();
    let mut found = Collected::new(known(&document.lang));
    let title_length = found.add(&mut words, Field::Title, &document.title);
    for alias in &document.aliases {
        found.add(&mut words, Field::Alias, alias);
    }
    for heading in &document.headings {
        found.add(&mut words, Field::Heading, &heading.text);
    }
    found.add(&mut words, Field::Lead, &document.lead);
    for tag in &document.tags {
        found.add(&mut words, Field::Tag, tag);
    }
    let body_length = found.add(&mut words, Field::Body, &document.body);
    found.add(&mut words, Field::File, &document.files);

    let mut names: Vec<String> = Vec::new();
    for name in std::iter::once(&document.title).chain(&document.aliases) {
        let name = words.name(name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    let (text, data) = found.encode();
    let head = Head {
        card: Card::of(document),
        facets: document.facets.clone(),
        date: document.date,
        boost: document.boost.filter(|boost| boost.is_finite()).unwrap_or(1.0).clamp(0.5, 1.5),
        names,
        body_length,
        title_length,
    };
    Analysed { lang: document.lang.clone(), head, words: text, data }
}

/// How often a word stands in each field.
type Counts = [u32; FIELDS.len()];

struct Collected {
    language: Option<Language>,
    words: Distinct,
    /// For each word.
    counts: Vec<Counts>,
    /// The words' numbers and positions, one after the other.
    places: Vec<(u32, u32)>,
    /// The first position of the next field.
    next: u32,
}

impl Collected {
    fn new(language: Option<Language>) -> Self {
        Self { language, words: Distinct::new(), counts: Vec::new(), places: Vec::new(), next: 0 }
    }

    /// Notes the words of a text, and says how many there are.
    fn add(&mut self, words: &mut Words, field: Field, text: &str) -> u32 {
        let first = self.next;
        let mut length = 0;
        words.each(text, |position, word| {
            length = position as u32 + 1;
            // Words that say nothing count only where a short text is all there is: in titles and names.
            if !matches!(field, Field::Title | Field::Alias) && is_stop_word(self.language, word) {
                return;
            }
            let number = self.words.number(word);
            if number == self.counts.len() {
                self.counts.push(Counts::default());
            }
            if let Some(count) = self.counts.get_mut(number).and_then(|counts| counts.get_mut(field as usize))
            {
                *count += 1;
            }
            self.places.push((number as u32, first.saturating_add(position as u32)));
        });
        self.next = first.saturating_add(length).saturating_add(FIELD_GAP);
        length
    }

    fn encode(self) -> (String, Vec<u8>) {
        let by_word = Groups::new(self.counts.len(), self.places.iter().map(|(word, _)| *word));
        let mut data = Vec::with_capacity(self.counts.len() * 3 + self.places.len() * 2);
        for (counts, places) in self.counts.iter().zip(by_word.iter()) {
            let fields = counts.iter().enumerate().filter(|(_, count)| **count > 0);
            put_number(&mut data, fields.clone().map(|(bit, _)| 1 << bit).sum());
            for (_, count) in fields {
                put_number(&mut data, *count);
            }
            put_number(&mut data, places.len() as u32);
            let mut before = 0;
            for (_, position) in places.iter().filter_map(|place| self.places.get(*place as usize)) {
                put_number(&mut data, position - before);
                before = *position;
            }
        }
        (self.words.into_text(), data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            url: "/a/".into(),
            lang: "sv".into(),
            title: "Alla klarar skolan".into(),
            lead: "Om skolan.".into(),
            body: "Skolan och lärarna. Skolan igen.".into(),
            aliases: vec!["Skolresultat".into(), "Alla klarar skolan".into()],
            ..Document::default()
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let analysed = analyse(&document());
        let words: Vec<Word> = analysed.words().collect();
        let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["alla", "klarar", "skolan", "skolresultat", "lärarna", "igen"]);
        let skolan = &words[2];
        assert_eq!(skolan.counts, [1, 1, 0, 1, 0, 2, 0]);
        assert_eq!(skolan.positions, [5, 2, 0xcc, 1, 102, 101, 3]);
        assert_eq!(analysed.head.names, ["alla klarar skolan", "skolresultat"]);
        assert_eq!((analysed.head.title_length, analysed.head.body_length), (3, 5));
    }

    #[test]
    fn an_analysed_document_can_be_kept() {
        let analysed = analyse(&document());
        let bytes = postcard::to_stdvec(&analysed).unwrap();
        assert_eq!(postcard::from_bytes::<Analysed>(&bytes).unwrap(), analysed);
    }

    #[test]
    fn an_empty_document_has_no_words() {
        let analysed = analyse(&Document::default());
        assert_eq!(analysed.words().count(), 0);
        assert!(analysed.head.names.is_empty());
    }
}
