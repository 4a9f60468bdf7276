//! All documents of one language together: every term with its pages, in the order of the bundle. Pure: the same
//! documents give the same index, in whatever order they come and however many threads work.

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::tokenizer::{RawTokenizer, TextAnalyzer};

use super::analyse::{Analysed, FIELDS};
use super::code::{Cursor, put_number};
use super::compound::{Compounds, Splitter};
use super::language::{Stems, bare, known};
use super::score::{self, Counts, Lengths};
use super::{Options, Weights};

/// The most forms of a word that a term carries.
const MAX_SURFACES: usize = 12;

/// What a name's own term counts where it is a page's title, and where it is another name.
pub(super) const TITLE_IMPACT: u8 = 63;
pub(super) const ALIAS_IMPACT: u8 = 48;

/// The documents of one language.
pub(super) struct Index<'a> {
    pub(super) lang: String,
    /// The documents in the order of their addresses; a document's number is its place.
    pub(super) documents: Vec<&'a Analysed>,
    /// The terms in the order of their bare, then their full keys.
    pub(super) terms: Vec<Term>,
    /// Every word as it stands on pages, with the number of pages, in no order that means anything.
    pub(super) surfaces: Vec<(&'a str, u32)>,
    /// The number of words that were split.
    pub(super) n_splits: usize,
    /// Every word that was split, and its parts, in alphabetical order, if they were asked for.
    pub(super) splits: Vec<(String, Vec<String>)>,
    postings: Postings,
}

/// A stem or a whole name.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) key: String,
    pub(super) is_name: bool,
    /// The forms on pages, the most common first.
    pub(super) surfaces: Vec<String>,
    /// Where its pages stand among all postings.
    first: usize,
    pub(super) n_pages: usize,
}

/// All terms' pages, one term after the other.
#[derive(Default)]
struct Postings {
    documents: Vec<u32>,
    impacts: Vec<u8>,
    /// Where the positions begin in the document's own bytes.
    positions: Vec<u32>,
    /// Per document: for each posting the number of positions and the steps between them.
    bytes: Vec<Vec<u8>>,
}

/// What a word as it stands gives: its own term, and its parts' terms.
struct Forms {
    whole: u32,
    parts: Vec<u32>,
}

/// One document's terms.
struct Row {
    terms: Vec<(u32, u8, u32)>,
    bytes: Vec<u8>,
}

impl<'a> Index<'a> {
    /// Puts documents of one language together. Of several with one address the first counts.
    pub(super) fn new(lang: &str, mut documents: Vec<&'a Analysed>, options: &Options) -> Self {
        documents.sort_by(|a, b| a.url().cmp(b.url()));
        documents.dedup_by(|a, b| a.url() == b.url());
        let (surfaces, words) = vocabulary(&documents);
        let analysed = analyse_surfaces(lang, &surfaces, options);
        let n_splits = analysed.iter().filter(|(_, parts)| !parts.is_empty()).count();
        // A large site splits hundreds of thousands of words: they are kept only for who asks.
        let splits =
            analysed.iter().zip(&surfaces).filter(|((_, parts), _)| options.list_splits && !parts.is_empty());
        let mut splits: Vec<_> = splits
            .map(|((_, parts), (word, _))| {
                ((*word).to_owned(), parts.iter().map(|(_, part)| part.clone()).collect())
            })
            .collect();
        splits.sort_unstable();
        let (mut terms, forms) = terms(&surfaces, &analysed);
        drop(analysed);

        let means = Means::of(&documents);
        let rows: Vec<Row> = documents
            .par_iter()
            .zip(words)
            .map(|(document, words)| row(document, &words, &forms, &means, &options.weights))
            .collect();
        let mut postings = gather(&mut terms, rows);
        add_names(&mut terms, &mut postings, &documents);
        Self { lang: lang.to_owned(), documents, terms, surfaces, n_splits, splits, postings }
    }

    /// A term's pages in order, with impacts.
    pub(super) fn pages(&self, term: &Term) -> impl Iterator<Item = (u32, u8)> + '_ {
        let range = term.first..term.first + term.n_pages;
        let documents = self.postings.documents.get(range.clone()).unwrap_or_default();
        let impacts = self.postings.impacts.get(range).unwrap_or_default();
        documents.iter().copied().zip(impacts.iter().copied())
    }

    /// The positions of the term on each of its pages, as bytes: their number, the first, the steps to the next ones.
    pub(super) fn positions(&self, term: &Term) -> impl Iterator<Item = &[u8]> + '_ {
        let range = term.first..term.first + term.n_pages;
        let starts = self.postings.positions.get(range.clone()).unwrap_or_default();
        let documents = self.postings.documents.get(range).unwrap_or_default();
        let is_name = term.is_name;
        starts.iter().zip(documents).map(move |(start, document)| {
            let bytes = self.postings.bytes.get(*document as usize).filter(|_| !is_name);
            let bytes = bytes.and_then(|bytes| bytes.get(*start as usize..)).unwrap_or(&[0]);
            let mut cursor = Cursor::new(bytes);
            let n = cursor.number().unwrap_or(0);
            for _ in 0..n {
                cursor.number();
            }
            bytes.get(..bytes.len() - cursor.left()).unwrap_or(&[0])
        })
    }
}

/// How many documents are numbered by themselves before all are.
const CHUNK: usize = 512;

/// Words with the number of their pages.
type Surfaces<'a> = Vec<(&'a str, u32)>;

/// All words as they stand, with the number of pages each is on, and every document's words by their number.
fn vocabulary<'a>(documents: &[&'a Analysed]) -> (Surfaces<'a>, Vec<Vec<u32>>) {
    let chunks: Vec<(Surfaces<'a>, Vec<Vec<u32>>)> = documents.par_chunks(CHUNK).map(numbered).collect();
    if chunks.len() < 2 {
        return chunks.into_iter().next().unwrap_or_default();
    }
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut surfaces: Surfaces<'a> = Vec::new();
    let renumbered: Vec<Vec<u32>> = chunks
        .iter()
        .map(|(words, _)| {
            let add = |(word, n_pages): &(&'a str, u32)| {
                let number = *numbers.entry(word).or_insert(surfaces.len() as u32);
                match surfaces.get_mut(number as usize) {
                    Some((_, n)) => *n += n_pages,
                    None => surfaces.push((word, *n_pages)),
                }
                number
            };
            words.iter().map(add).collect()
        })
        .collect();
    let words = chunks.into_par_iter().zip(renumbered).flat_map_iter(|((_, documents), numbers)| {
        documents.into_iter().map(move |mut words| {
            for word in &mut words {
                *word = numbers.get(*word as usize).copied().unwrap_or_default();
            }
            words
        })
    });
    (surfaces, words.collect())
}

/// The same for some documents.
fn numbered<'a>(documents: &[&'a Analysed]) -> (Surfaces<'a>, Vec<Vec<u32>>) {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut surfaces: Surfaces<'a> = Vec::new();
    let mut words = Vec::with_capacity(documents.len());
    for document in documents {
        let number = |word: &'a str| {
            let number = *numbers.entry(word).or_insert_with(|| {
                surfaces.push((word, 0));
                surfaces.len() as u32 - 1
            });
            if let Some((_, n_pages)) = surfaces.get_mut(number as usize) {
                *n_pages += 1;
            }
            number
        };
        words.push(document.texts().map(number).collect());
    }
    (surfaces, words)
}

/// For each word its stem, and its parts with their stems.
type Stemmed = (String, Vec<(String, String)>);

fn analyse_surfaces(lang: &str, surfaces: &[(&str, u32)], options: &Options) -> Vec<Stemmed> {
    let language = known(lang);
    if language != Some(tantivy::tokenizer::Language::Swedish) {
        return surfaces
            .par_iter()
            .map_init(|| Stems::new(language), |stems, (word, _)| (stems.stem(word), Vec::new()))
            .collect();
    }
    let splitter = Splitter::learn(surfaces.iter().copied(), &options.parts);
    let analyzer = || {
        let cut = TextAnalyzer::builder(RawTokenizer::default()).filter(Compounds(splitter.clone())).build();
        (cut, Stems::new(language))
    };
    surfaces
        .par_iter()
        .map_init(analyzer, |(cut, stems), (word, _)| {
            let mut parts = Vec::new();
            cut.token_stream(word).process(&mut |token| {
                if token.position_length == 0 {
                    parts.push((stems.stem(&token.text), token.text.clone()));
                }
            });
            (stems.stem(word), parts)
        })
        .collect()
}

/// The terms in order, and what each word gives.
fn terms(surfaces: &[(&str, u32)], analysed: &[Stemmed]) -> (Vec<Term>, Vec<Forms>) {
    let mut found: FxHashMap<&str, Vec<(u32, &str)>> = FxHashMap::default();
    for ((word, n_pages), (stem, _)) in surfaces.iter().zip(analysed) {
        found.entry(stem).or_default().push((*n_pages, word));
    }
    // A part that never stands alone is shown as its basic form.
    for (stem, part) in analysed.iter().flat_map(|(_, parts)| parts) {
        let forms = found.entry(stem).or_default();
        if forms.iter().all(|(n_pages, form)| *n_pages == 0 && form != part) {
            forms.push((0, part));
        }
    }
    let mut terms: Vec<Term> = found
        .into_iter()
        .map(|(stem, mut forms)| {
            forms.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            let surfaces = forms.iter().take(MAX_SURFACES).map(|(_, form)| (*form).to_owned()).collect();
            Term { key: stem.to_owned(), is_name: false, surfaces, first: 0, n_pages: 0 }
        })
        .collect();
    terms.par_sort_by_cached_key(order);
    let numbers: FxHashMap<&str, u32> =
        terms.iter().zip(0..).map(|(term, number)| (term.key.as_str(), number)).collect();
    let number = |stem: &str| numbers.get(stem).copied().unwrap_or(u32::MAX);
    let forms = analysed
        .iter()
        .map(|(stem, parts)| {
            let whole = number(stem);
            let mut parts: Vec<u32> =
                parts.iter().map(|(stem, _)| number(stem)).filter(|part| *part != whole).collect();
            parts.sort_unstable();
            parts.dedup();
            Forms { whole, parts }
        })
        .collect();
    (terms, forms)
}

/// By what terms are ordered: a stem and what it looks like without dots stand beside each other, a name after a stem.
fn order(term: &Term) -> (String, String, bool) {
    (bare(&term.key).into_owned(), term.key.clone(), term.is_name)
}

/// What depends on all documents.
struct Means {
    body: f32,
    newest: Option<Date>,
}

impl Means {
    fn of(documents: &[&Analysed]) -> Self {
        let total = documents.iter().map(|document| u64::from(document.body_length)).sum();
        let newest =
            documents.iter().filter(|document| is_news(document)).filter_map(|document| document.date).max();
        Self { body: score::rounded_mean(total, documents.len()), newest }
    }

    /// What all of a document's words are multiplied by: its own boost, and for news its age. The newest news is new; the
    /// clock has no say, so that a site which nobody changes stays the same.
    fn boost(&self, document: &Analysed, weights: &Weights) -> f32 {
        let age = match (is_news(document), self.newest, document.date) {
            (true, Some(newest), Some(date)) => (newest - date).get_days(),
            _ => return document.boost,
        };
        #[expect(clippy::cast_precision_loss, reason = "days within a few centuries")]
        let years = age as f32 / 365.25;
        document.boost * (1.0 + weights.recency * 0.5_f32.powf(years))
    }
}

fn is_news(document: &Analysed) -> bool {
    document.card.kind == "news"
}

/// One document's terms, in order, with impacts and positions.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn row(document: &Analysed, numbers: &[u32], forms: &[Forms], means: &Means, weights: &Weights) -> Row {
    struct Place<'a> {
        term: u32,
        counts: Counts,
        positions: &'a [u8],
    }
    let mut places: Vec<Place<'_>> = Vec::with_capacity(numbers.len() * 5 / 4);
    for (word, number) in document.words().zip(numbers) {
        let Some(form) = forms.get(*number as usize) else { continue };
        let counts = word.counts.map(|count| count as f32);
        for part in &form.parts {
            places.push(Place {
                term: *part,
                counts: counts.map(|count| count * weights.part),
                positions: &[],
            });
        }
        places.push(Place { term: form.whole, counts, positions: word.positions });
    }
    places.sort_by_key(|place| place.term);
    let lengths =
        Lengths { body: document.body_length as f32 / means.body, title: document.title_length as f32 };
    let boost = means.boost(document, weights);
    let mut row = Row { terms: Vec::with_capacity(places.len()), bytes: Vec::new() };
    for same in places.chunk_by(|a, b| a.term == b.term) {
        let mut counts = [0.0; FIELDS.len()];
        for place in same {
            for (sum, count) in counts.iter_mut().zip(place.counts) {
                *sum += count;
            }
        }
        let term = same.first().map_or(0, |place| place.term);
        let start = row.bytes.len() as u32;
        put_positions(&mut row.bytes, same.iter().map(|place| place.positions));
        let sum = score::sum(weights, &counts, lengths) * boost;
        row.terms.push((term, score::impact(sum), start));
    }
    row.terms.shrink_to_fit();
    row.bytes.shrink_to_fit();
    row
}

/// Writes the positions of all words of a term: mostly those of one word, as they are.
fn put_positions<'a>(out: &mut Vec<u8>, words: impl Iterator<Item = &'a [u8]>) {
    let mut words = words.filter(|positions| !positions.is_empty());
    let (Some(first), second) = (words.next(), words.next()) else { return out.push(0) };
    let Some(second) = second else { return out.extend_from_slice(first) };
    let mut all = Vec::new();
    for positions in [first, second].into_iter().chain(words) {
        let mut cursor = Cursor::new(positions);
        let mut position = 0;
        for _ in 0..cursor.number().unwrap_or(0) {
            position += cursor.number().unwrap_or(0);
            all.push(position);
        }
    }
    all.sort_unstable();
    put_number(out, all.len() as u32);
    let mut before = 0;
    for position in all {
        put_number(out, position - before);
        before = position;
    }
}

/// Turns documents with terms into terms with documents.
fn gather(terms: &mut [Term], rows: Vec<Row>) -> Postings {
    for (term, _, _) in rows.iter().flat_map(|row| &row.terms) {
        if let Some(term) = terms.get_mut(*term as usize) {
            term.n_pages += 1;
        }
    }
    let mut total = 0;
    let mut next: Vec<usize> = Vec::with_capacity(terms.len());
    for term in terms.iter_mut() {
        term.first = total;
        next.push(total);
        total += term.n_pages;
    }
    let mut postings = Postings {
        documents: vec![0; total],
        impacts: vec![0; total],
        positions: vec![0; total],
        bytes: Vec::with_capacity(rows.len()),
    };
    for (document, row) in (0..).zip(rows) {
        for (term, impact, positions) in row.terms {
            let Some(at) = next.get_mut(term as usize) else { continue };
            if let (Some(d), Some(i), Some(p)) = (
                postings.documents.get_mut(*at),
                postings.impacts.get_mut(*at),
                postings.positions.get_mut(*at),
            ) {
                (*d, *i, *p) = (document, impact, positions);
            }
            *at += 1;
        }
        postings.bytes.push(row.bytes);
    }
    postings
}

/// Adds a term for each whole name: who types a page's title wants that page first.
fn add_names(terms: &mut Vec<Term>, postings: &mut Postings, documents: &[&Analysed]) {
    let mut names: FxHashMap<&str, Vec<(u32, u8)>> = FxHashMap::default();
    for (number, document) in (0..).zip(documents) {
        for (name, is_title) in
            document.names.iter().zip(std::iter::once(true).chain(std::iter::repeat(false)))
        {
            let impact = if is_title { TITLE_IMPACT } else { ALIAS_IMPACT };
            names.entry(name).or_default().push((number, impact));
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    for (name, pages) in names {
        let first = postings.documents.len();
        terms.push(Term {
            key: name.to_owned(),
            is_name: true,
            surfaces: Vec::new(),
            first,
            n_pages: pages.len(),
        });
        for (document, impact) in pages {
            postings.documents.push(document);
            postings.impacts.push(impact);
            postings.positions.push(0);
        }
    }
    terms.par_sort_by_cached_key(order);
}
