//! The room as a whole: documents in, answers out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex};

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::cache::Digest;

fn page(url: &str, title: &str, body: &str) -> Document {
    Document {
        url: url.into(),
        lang: "sv".into(),
        title: title.into(),
        body: body.into(),
        ..Document::default()
    }
}

fn pages() -> Vec<Document> {
    vec![
        page("/station/", "Stationen", "Resecentrum byggs om."),
        page("/jarnvag/", "Om spåren", "En ny järnvägsstation ligger vid torget."),
        page("/kaos/", "Frånvarokaos", "Elever som inte kommer till skolan har hög frånvaro."),
        page("/skultuna/", "Testbädd Skultuna", "I Skultuna prövas nya arbetssätt i liten skala."),
        page("/har/", "Håret", "Den som har långt hår klipper sig här."),
        page("/hara/", "Haren", "En hare sitter i gräset."),
        page("/boende/", "Äldreboende", "Boendet har fyrtio platser för äldre."),
        page(
            "/skola/",
            "Alla klarar skolan",
            "Barnet och barnen går i skolan varje dag. Lärarna hjälper till.",
        ),
        Document {
            aliases: vec!["Skolresultat".into()],
            ..page("/fokus/", "Lust att lära", "Ett fokusområde.")
        },
    ]
}

static BUNDLE: LazyLock<Vec<(String, Vec<u8>)>> =
    LazyLock::new(|| build(&pages(), &Options::default()).files);

fn reader_of(documents: &[Document]) -> Reader {
    let files: BTreeMap<String, Vec<u8>> = build(documents, &Options::default()).files.into_iter().collect();
    Reader::open(Box::new(files)).unwrap()
}

fn urls(found: &Found) -> Vec<String> {
    found.hits.iter().map(|hit| hit.card.as_ref().unwrap().url.clone()).collect()
}

fn search(text: &str) -> Vec<String> {
    urls(&reader_of(&pages()).search(&Request::new(text)))
}

#[test]
fn compounds_are_found_by_their_parts() {
    assert_eq!(search("station"), ["/station/", "/jarnvag/"]);
    assert_eq!(search("järnväg"), ["/jarnvag/"]);
    assert_eq!(search("boende"), ["/boende/"]);
    assert_eq!(search("frånvaro")[0], "/kaos/");
}

#[test]
fn a_compound_that_stands_nowhere_is_taken_apart() {
    let found = reader_of(&pages()).search(&Request::new("skolfrånvaro"));
    assert_eq!(urls(&found)[0], "/kaos/");
    assert_eq!(found.words[0].kind, Some(MatchKind::Part));
}

#[test]
fn forms_of_a_word_are_one_word() {
    for text in ["barn", "barnets", "barnens", "Barnet"] {
        assert_eq!(search(text), ["/skola/"], "{text}");
    }
}

#[test]
fn dots_matter_unless_they_are_left_out() {
    assert_eq!(search("hår"), ["/har/"]);
    assert_eq!(search("hare"), ["/hara/", "/har/"]);
    assert_eq!(search("franvaro"), search("frånvaro"));
    assert_eq!(search("aldreboende"), ["/boende/"]);
    assert!(search("gräset").len() == 1 && search("gräsit ").len() == 1);
}

#[test]
fn mistyped_words_are_understood() {
    for text in ["Skultnua", "Skltuna", "Skulttuna", "Skoltuna", "kultuna"] {
        let found = reader_of(&pages()).search(&Request::new(text));
        assert_eq!(urls(&found), ["/skultuna/"], "{text}");
        assert_eq!(found.corrected.as_deref(), Some("skultuna"));
    }
    let found = reader_of(&pages()).search(&Request::new("xyzxyzxyz"));
    assert!(found.hits.is_empty() && found.words[0].kind.is_none() && found.corrected.is_none());
}

#[test]
fn former_names_and_whole_titles_come_first() {
    assert_eq!(search("skolresultat")[0], "/fokus/");
    assert_eq!(search("alla klarar skolan")[0], "/skola/");
    let found = reader_of(&pages()).search(&Request::new("Testbädd Skultuna"));
    assert!(found.hits[0].contributions.iter().any(|part| part.kind == MatchKind::Name));
}

#[test]
fn phrases_and_unwanted_words_narrow() {
    assert_eq!(search("\"nya arbetssätt\""), ["/skultuna/"]);
    assert!(search("\"arbetssätt nya\"").is_empty());
    assert_eq!(search("\"nya arbetssätt i liten skala\""), ["/skultuna/"]);
    assert_eq!(search("station -järnväg"), ["/station/"]);
    assert!(search("skultuna -\"liten skala\"").is_empty());
    assert_eq!(search("skultuna -\"stor skala\""), ["/skultuna/"]);
}

#[test]
fn a_word_that_is_being_typed_finds_longer_ones() {
    assert_eq!(search("skult"), ["/skultuna/"]);
    assert_eq!(reader_of(&pages()).complete("sv", "skult"), ["skultuna"]);
    assert!(reader_of(&pages()).complete("sv", "s").contains(&"skolan".to_owned()));
    assert!(reader_of(&pages()).complete("sv", "skult ").is_empty());
}

#[test]
fn pages_with_all_words_come_first() {
    let found = reader_of(&pages()).search(&Request::new("äldre skolan"));
    assert_eq!((found.total, found.partial), (0, 4));
    let found = reader_of(&pages()).search(&Request::new("platser äldre"));
    assert!(found.total == 1 && found.hits[0].is_full);
}

#[test]
fn facets_narrow() {
    let facet = |value: &str| Facet { value: value.into(), label: value.to_uppercase() };
    let mut documents = pages();
    for (number, document) in (0..).zip(&mut documents) {
        document.kind = if number % 2 == 0 { "news".into() } else { "page".into() };
        document.facets.insert("status".into(), vec![facet(if number < 2 { "active" } else { "finished" })]);
        document.date = Some(date(2020 + number, 1, 1));
    }
    let reader = reader_of(&documents);
    let mut request = Request::new("station");
    request.facets.insert("kind".into(), BTreeSet::from(["page".into()]));
    assert_eq!(urls(&reader.search(&request)), ["/jarnvag/"]);
    let statuses = reader.facet("sv", "status");
    assert_eq!(statuses[0], ("active".into(), "ACTIVE".into(), 2));
    assert_eq!(reader.facet("sv", "year").len(), documents.len());
    assert!(reader.facet("sv", "none").is_empty());
}

#[test]
fn new_news_come_before_old_news() {
    let news = |url: &str, year| Document {
        kind: "news".into(),
        date: Some(date(year, 3, 1)),
        ..page(url, "Nyhet", "Om labb.")
    };
    let reader = reader_of(&[news("/a/", 2018), news("/b/", 2023), news("/c/", 2022)]);
    assert_eq!(urls(&reader.search(&Request::new("labb"))), ["/b/", "/c/", "/a/"]);
}

#[test]
fn several_bundles_are_searched_as_one() {
    let (first, second) = pages().into_iter().partition::<Vec<_>, _>(|page| page.url.len() % 2 == 0);
    let (first, second) = (reader_of(&first), reader_of(&second));
    for text in ["station", "skultuna", "alla klarar skolan", "skultnua", "äldre skolan"] {
        let together = search_all(&[&first, &second], &Request::new(text));
        assert_eq!(urls(&together).first(), search(text).first(), "{text}");
    }
}

#[test]
fn languages_are_apart() {
    let mut documents = pages();
    documents
        .push(Document { lang: "en".into(), ..page("/en/", "Stations", "The station is being rebuilt.") });
    let reader = reader_of(&documents);
    let mut request = Request::new("station");
    request.lang = Some("en".into());
    assert_eq!(urls(&reader.search(&request)), ["/en/"]);
    request.lang = None;
    assert_eq!(reader.search(&request).total, 3);
    assert_eq!(reader.languages().collect::<Vec<_>>(), [("en", 1), ("sv", 9)]);
}

#[test]
fn a_file_that_is_gone_or_damaged_is_told_and_the_rest_is_searched() {
    let files: BTreeMap<String, Vec<u8>> = build(&pages(), &Options::default()).files.into_iter().collect();
    let texts = ["station", "skultnua", "\"nya arbetssätt\"", "skolfrånvaro", "s"];
    for name in files.keys().filter(|name| *name != "root.bin") {
        for damage in 0..4 {
            let mut files = files.clone();
            match damage {
                0 => {
                    files.remove(name);
                }
                1 => files.get_mut(name).unwrap().truncate(5),
                2 => files.get_mut(name).unwrap().clear(),
                _ => files.get_mut(name).unwrap().iter_mut().for_each(|byte| *byte ^= 0x5a),
            }
            let reader = Reader::open(Box::new(files)).unwrap();
            for text in texts {
                let found = reader.search(&Request::new(text));
                let _ = reader.complete("sv", text);
                let is_whole = found.hits.iter().all(|hit| hit.card.is_some());
                assert!(is_whole || found.unread.iter().any(|file| file.starts_with('c')), "{name} {text}");
            }
        }
    }
    let mut gone = files.clone();
    gone.retain(|name, _| !name.starts_with('t'));
    let found = Reader::open(Box::new(gone)).unwrap().search(&Request::new("station"));
    assert!(
        found.hits.is_empty()
            && found.unread.iter().all(|name| name.starts_with("t-"))
            && !found.unread.is_empty()
    );
}

#[test]
fn a_root_that_is_no_root_is_refused() {
    let open = |bytes: Option<Vec<u8>>| {
        let files: BTreeMap<String, Vec<u8>> =
            bytes.map(|bytes| ("root.bin".to_owned(), bytes)).into_iter().collect();
        Reader::open(Box::new(files)).err()
    };
    assert!(matches!(open(None), Some(ReaderError::NoRoot(_))));
    assert_eq!(open(Some(vec![1, 2, 3])), Some(ReaderError::Damaged));
    assert_eq!(open(Some(code::pack(b"{\"v\":9}"))), Some(ReaderError::Version(9)));
    assert_eq!(open(Some(code::pack(b"{\"v\":1}"))), Some(ReaderError::Damaged));
}

/// The bundle with one content changed in the way that no checksum sees.
fn forged(kind: &str, change: impl FnOnce(String) -> String) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BUNDLE.iter().cloned().collect();
    let (_, file) = files.iter_mut().find(|(name, _)| name.starts_with(kind)).unwrap();
    *file = code::pack(change(String::from_utf8(code::unpack(file).unwrap()).unwrap()).as_bytes());
    files
}

#[test]
fn a_root_with_more_pages_than_cards_is_refused() {
    let open = |n| {
        let files = forged("root", |root| root.replacen("\"n\":9", &format!("\"n\":{n}"), 1));
        Reader::open(Box::new(files)).map(|reader| reader.pages().len())
    };
    assert_eq!(open(9), Ok(9));
    assert_eq!(open(u32::MAX), Err(ReaderError::Damaged));
}

#[test]
fn a_file_with_too_few_cards_is_told() {
    let reader = Reader::open(Box::new(forged("c-", |_| "[]".to_owned()))).unwrap();
    let found = reader.search(&Request::new("skultuna"));
    assert!(found.hits.iter().all(|hit| hit.card.is_none()));
    assert!(found.unread.iter().all(|name| name.starts_with("c-")) && !found.unread.is_empty());
}

#[test]
fn ten_thousand_identical_titles_are_searched() {
    let documents: Vec<Document> =
        (0..10_000).map(|n| page(&format!("/{n:05}/"), "Samma titel", "")).collect();
    let found = reader_of(&documents).search(&Request::new("samma titel"));
    assert_eq!((found.total, urls(&found)[0].as_str()), (10_000, "/00000/"));
}

fn words() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..12), 1..24)
}

/// A site's pages between builds, with what the bundle before left.
#[derive(Default)]
struct Builds {
    pages: Vec<Analysed>,
    files: BTreeMap<String, Vec<u8>>,
    kept: Mutex<BTreeMap<Digest, Vec<u8>>>,
}

impl Pages for Builds {
    fn list(&self) -> Vec<Listed<'_>> {
        let digest = |page: &Analysed| Digest::of(&postcard::to_stdvec(page).unwrap());
        self.pages.iter().map(|page| Listed { url: page.url(), lang: "sv", digest: digest(page) }).collect()
    }

    fn get(&self, number: usize) -> Option<Cow<'_, Analysed>> {
        self.pages.get(number).map(Cow::Borrowed)
    }
}

impl Memory for Builds {
    fn has_file(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    fn get(&self, key: &Digest) -> Option<Vec<u8>> {
        self.kept.lock().unwrap().get(key).cloned()
    }

    fn keep(&self, key: Digest, bytes: &[u8]) {
        self.kept.lock().unwrap().insert(key, bytes.to_vec());
    }
}

impl Builds {
    /// Makes the bundle with what is remembered; the number of files that were made.
    fn build(&mut self) -> usize {
        let Bundle { files, kept, .. } = bundle(self, &Options::default(), self);
        let n_made = files.len();
        let kept: Vec<_> = kept.into_iter().map(|name| (name.clone(), self.files[&name].clone())).collect();
        self.files = files.into_iter().chain(kept).collect();
        n_made
    }

    fn is_clean(&self) -> bool {
        let clean = bundle(self.pages.as_slice(), &Options::default(), &Nothing);
        clean.files.into_iter().collect::<BTreeMap<_, _>>() == self.files
    }
}

/// A page of a site of many words, which differ from page to page.
fn varied(n: usize, version: usize) -> Analysed {
    let word = |at: usize| WORDS[(n * 7 + at * (version + 3)) % WORDS.len()];
    let body: Vec<String> = (0..40).map(|at| format!("{} {}torg", word(at), word(at + n % 5))).collect();
    analyse(&page(&format!("/{n:03}/"), &format!("Sida {n}"), &body.join(". ")))
}

#[test]
fn an_edit_makes_few_files() {
    let mut builds = Builds { pages: (0..600).map(|n| varied(n, 0)).collect(), ..Builds::default() };
    let n_all = builds.build();
    assert_eq!(builds.build(), 1, "the root alone is always made");
    builds.pages[300] = analyse(&page("/300/", "Sida 300", "Ett nytt ord: solcellstorg."));
    assert!(builds.build() < n_all / 2 && builds.is_clean());
}

const WORDS: [&str; 13] = [
    "skola",
    "skolor",
    "barn",
    "hår",
    "öppen",
    "frånvaro",
    "labb",
    "minilabb",
    "möte",
    "2022",
    "hv3d",
    "äldreboende",
    "boende",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// What is exported and read again is what a scan of the same words gives: a page is found by a word if it has a word
    /// with the same stem, or a compound with such a part.
    #[test]
    fn the_reader_agrees_with_a_scan(pages_of_words in words(), asked in 0..WORDS.len()) {
        let text = |words: &Vec<usize>| words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ");
        let documents: Vec<Document> =
            pages_of_words.iter().enumerate().map(|(n, words)| page(&format!("/{n:03}/"), "", &text(words))).collect();
        let all = build(&documents, &Options { list_splits: true, ..Options::default() });
        let splits: BTreeMap<&str, &[String]> =
            all.stats.splits.iter().map(|split| (split.word.as_str(), split.parts.as_slice())).collect();
        let reader = Reader::open(Box::new(all.files.iter().cloned().collect::<BTreeMap<_, _>>())).unwrap();
        let query = WORDS[asked];
        // A closing quotation mark ends the word: no longer words count, and one word is no phrase.
        let found = reader.search(&Request { limit: 100, ..Request::new(&format!("\"{query}\"")) });
        let is_meant = |word: &str| stem("sv", word) == stem("sv", query);
        let expected: BTreeSet<String> = documents.iter().filter(|document| {
            document.body.split(' ').any(|word| {
                is_meant(word) || splits.get(word).is_some_and(|parts| parts.iter().any(|part| is_meant(part)))
            })
        }).map(|document| document.url.clone()).collect();
        let exact: BTreeSet<String> = found.hits.iter()
            .filter(|hit| hit.contributions.iter().any(|part| part.kind == MatchKind::Exact))
            .map(|hit| hit.card.as_ref().unwrap().url.clone()).collect();
        prop_assert_eq!(exact, expected);
    }
}

proptest! {
    /// `CONTRIBUTING.md` says how to try for longer.
    #[test]
    fn damaged_files_never_stop_a_search(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        end in prop::option::of(any::<prop::sample::Index>()),
        kind in any::<prop::sample::Index>(),
        text in "[a-zåäö\" -]{0,20}",
    ) {
        let mut files = BUNDLE.clone();
        let (_, file) = &mut files[kind.index(BUNDLE.len())];
        // Damage that the checksum does not see: the content is changed before it is packed.
        let mut content = code::unpack(file).unwrap();
        for (at, byte) in damage {
            let place = at.index(content.len());
            content[place] = byte;
        }
        content.truncate(end.map_or(usize::MAX, |end| end.index(content.len())));
        *file = code::pack(&content);
        if let Ok(reader) = Reader::open(Box::new(files.into_iter().collect::<BTreeMap<_, _>>())) {
            for (lang, _) in reader.languages().map(|(lang, n)| (lang.to_owned(), n)).collect::<Vec<_>>() {
                let _ = reader.complete(&lang, &text);
            }
            let _ = reader.search(&Request::new(&text));
            let _ = reader.search(&Request::new("\"nya arbetssätt\" -skultnua"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Whatever is edited, added or removed, what is remembered cannot be seen in the bundle.
    #[test]
    fn what_is_remembered_cannot_be_seen(edits in prop::collection::vec((0..400_usize, 0..4_usize), 1..6)) {
        let mut builds = Builds { pages: (0..300).map(|n| varied(n, 0)).collect(), ..Builds::default() };
        builds.build();
        for (n, version) in edits {
            builds.pages.retain(|page| page.url() != format!("/{n:03}/"));
            if version > 0 {
                builds.pages.push(varied(n, version));
            }
            builds.build();
            prop_assert!(builds.is_clean());
        }
    }
}
