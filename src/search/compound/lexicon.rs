//! The parts that the splitter knows, and the forms they take within a compound.
//!
//! The word lists: `data/sv_compound_parts.txt`, parts of compounds drawn from Wikidata's lexemes (CC0 1.0), and
//! `data/sv_more_parts.txt`, common words that it lacks, written for this project. The forms within a compound follow
//! Svenska Akademiens grammatik, 2 Ord: a joining -s-, a dropped or changed last vowel.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::tokenizer::Language;

use super::super::language::{fold, is_stop_word};
use super::super::swedish::stem;

const LISTED: &str = include_str!("../data/sv_compound_parts.txt");
const MORE: &str = include_str!("../data/sv_more_parts.txt");

/// Words that begin other words as prefixes do. Where they are true first parts, nothing is lost but those parts.
const PREFIXES: &str = "\
    all allt an av bak be bi bort dit där efter emot en ett ex fler fort fram från för före förbi genom gen här \
    hit hop hän i igen ihop in inne inom inter isär kring kvar med mel mellan mis miss mot ned ner ny o obe oför om omkring \
    pro på re rund sam samman själv sär till tillbaka tids under undan upp ur ut utan ute van vid vidare å åter över gemen \
    det den man men var vem vad när hur som samma först redo kan ska vill ska två tre fyra fem sex sju åtta nio tio hundra tusen en";

/// Endings that look like words, and words that end others only by chance.
const SUFFIXES: &str = "\
    aktig ande anda are arna artad bar bara bart barhet dom domen else en enhet erna faldig fri fria full fulla fullt het \
    heten heter ig ing ism ist itet lek lig liga ligen ligt lös lösa löst lunda mässig mässiga mässigt ning nad ner or orna \
    ring ringar ringen sam samhet samma samt skap skapet skaper stans tals te tid tion tor vis visa vist värd värda värt \
    ar er es et is na ras rar rad rade same samer skt ska ske sk rat sat sar tar gare tare ten tet tiv mera mer åtta icke igen inga ingen dem den vite lera";

/// Parts of two and three letters that end compounds.
const SHORT_HEADS: &str = "\
    arv bad bok bil bud båt bo by bär bön chef dag dal del djur duk eld fel fond hav hus häl häst jul kort krig kök kö lag led liv lov lån \
    löv mat mål nät nöd ord ort ost park råd rum rätt sal sjö stad tak tal tid tåg tur val vän väg väv yta ägg är år \
    öga öra sol tv ved vin vagn";

/// Parts of three letters that begin compounds; shorter ones do not.
const SHORT_MODIFIERS: &str = "\
    akt bad bil bok bro båt bär dag del djur eld fel gas hav hem hus hår jul kod kök lag liv lån lön mat mun mål mån nät nöd \
    oro ord ort ost råd rum sak sjö små sol stad tak tal tid tåg tur tvä val vin vän väg våg vår vax ägg äng är";

/// Words that are whole although they could be cut.
const WHOLE: &str = "\
    avtal samband samtal ärende regering företag förslag beslut uppdrag bidrag närvaro alltid kanske också fortfarande \
    dessutom trettio fyrtio femtio sextio sjuttio åttio nittio hundra ansvar svårighet trygghet verklighet mänsklig \
    människa människor vardag fredag lördag måndag tisdag onsdag torsdag söndag sommar vinter oktober november december \
    september familj marknad student historia material kommunal nationell regional lokal digital social personal \
    kollega kollegor generation partner ordna ordning anledning inledning ledning handling uppmärksam framåt förstå \
    medborgare talang balans kommun kommunal kultur redaktion portfölj senast någonting ingenting varandra bransch finansiera organisera planera";

/// Plurals that change their vowel.
const CHANGED: [(&str, &str); 7] = [
    ("bok", "böcker"),
    ("stad", "städer"),
    ("land", "länder"),
    ("strand", "stränder"),
    ("hand", "händer"),
    ("tand", "tänder"),
    ("natt", "nätter"),
];

/// Derived nouns take an -s- always: `utbildnings`, `trygghets`.
const WITH_S: [&str; 9] = ["ning", "ing", "het", "skap", "dom", "tion", "sion", "itet", "nad"];

/// Ends by which a derived noun is known although no list has it.
const DERIVED: [&str; 6] = ["ning", "ring", "tion", "sion", "het", "itet"];

/// The most words that are learned, the most common ones: rarer ones are names and mistakes as often as parts.
const MAX_LEARNED: usize = 10_000;

/// What a part costs by itself: few parts win over many.
const COST: u32 = 100;

/// What a site's words add to the listed ones.
#[derive(Debug)]
pub(super) struct Lexicon(Parts);

/// Parts of compounds.
#[derive(Debug, Default)]
struct Parts {
    /// The basic forms.
    words: Vec<String>,
    /// A last part in each of its forms.
    heads: FxHashMap<String, Part>,
    /// A first part as it stands within a compound.
    modifiers: FxHashMap<String, Part>,
}

/// A part.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// The place of its basic form.
    word: u32,
    cost: u32,
}

/// The listed parts, which are the same for every site.
static LISTED_PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts::default();
    for word in LISTED.lines().chain(MORE.lines()) {
        parts.add(word, 0);
    }
    parts
});

static WHOLE_STEMS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| WHOLE.split_whitespace().map(stem).collect());
static PREFIX_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| PREFIXES.split_whitespace().collect());
static SUFFIX_SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SUFFIXES.split_whitespace().collect());

impl Lexicon {
    /// From learned words, and from the site's own list.
    pub(super) fn of(learned: &[&str], own: &[String]) -> Self {
        let mut parts = Parts::default();
        for word in own {
            parts.add(&fold(&word.to_lowercase()), 0);
        }
        for word in learned.iter().copied() {
            if !LISTED_PARTS.heads.contains_key(word) && !parts.heads.contains_key(word) {
                parts.add(word, 30);
            }
            // `hubben` alone tells of `hubb`.
            if let Some(stem) = word.strip_suffix("en").filter(|stem| stem.chars().count() > 3) {
                let part = parts.part(stem, 40);
                for form in inflected(stem) {
                    insert_cheapest(&mut parts.heads, form, part);
                }
            }
        }
        Self(parts)
    }

    /// The basic form of the last part of a compound, in any of its forms, and what it costs.
    pub(super) fn head(&self, form: &str) -> Option<(&str, u32)> {
        let head = cheapest(LISTED_PARTS.head(form), self.0.head(form));
        head.filter(|_| !SUFFIX_SET.contains(form))
    }

    /// The basic form of a part that is not last, as it stands in the compound, and what it costs. A noun that is plainly
    /// derived is known by its end and its joining -s-, whether it is listed or not: `profession-s`, `skalning-s`.
    pub(super) fn modifier<'a>(&'a self, form: &'a str) -> Option<(&'a str, u32)> {
        if let Some(known) = cheapest(LISTED_PARTS.modifier(form), self.0.modifier(form)) {
            return Some(known);
        }
        let is_derived =
            |word: &&str| DERIVED.iter().any(|end| word.ends_with(end)) && word.chars().count() > 6;
        form.strip_suffix('s').filter(is_derived).map(|word| (word, COST + 40))
    }

    /// Whether a word of this stem is known to be no compound.
    pub(super) fn is_whole(stem: &str) -> bool {
        WHOLE_STEMS.contains(stem)
    }
}

impl Parts {
    fn head(&self, form: &str) -> Option<(&str, u32)> {
        self.word(*self.heads.get(form)?)
    }

    fn modifier(&self, form: &str) -> Option<(&str, u32)> {
        self.word(*self.modifiers.get(form)?)
    }

    fn word(&self, part: Part) -> Option<(&str, u32)> {
        Some((self.words.get(part.word as usize)?, part.cost))
    }

    fn part(&mut self, word: &str, cost: u32) -> Part {
        self.words.push(word.to_owned());
        Part { word: self.words.len() as u32 - 1, cost }
    }

    fn add(&mut self, word: &str, cost: u32) {
        let part = self.part(word, cost);
        let n_chars = word.chars().count();
        let is_among = |list: &str| list.split_whitespace().any(|other| other == word);
        if !SUFFIX_SET.contains(word) && (n_chars > 3 || is_among(SHORT_HEADS)) {
            for form in inflected(word) {
                insert_cheapest(&mut self.heads, form, part);
            }
        }
        if PREFIX_SET.contains(word) || n_chars < 3 || n_chars == 3 && !is_among(SHORT_MODIFIERS) {
            return;
        }
        for (form, extra) in joining(word) {
            if form.chars().count() >= 3 && !PREFIX_SET.contains(form.as_str()) {
                insert_cheapest(&mut self.modifiers, form, Part { cost: cost + extra, ..part });
            }
        }
    }
}

/// The words that a splitter learns, of words with the number of their pages: what stands alone on several pages of the site is
/// a word. Shorter ones first: they are likelier basic forms.
pub(in crate::search) fn learned<'a>(words: impl IntoIterator<Item = (&'a str, u32)>) -> Vec<&'a str> {
    let mut learned: Vec<(Reverse<u32>, &str)> = words
        .into_iter()
        .filter(|(word, n)| *n >= 2 && is_part(word))
        .map(|(word, n)| (Reverse(n), word))
        .collect();
    if learned.len() > MAX_LEARNED {
        learned.select_nth_unstable(MAX_LEARNED);
        learned.truncate(MAX_LEARNED);
    }
    let mut words: Vec<&str> = learned.into_iter().map(|(_, word)| word).collect();
    words.sort_unstable_by_key(|word| (word.chars().count(), *word));
    words
}

/// The cheaper of two, the listed one when they cost the same.
fn cheapest<'a>(listed: Option<(&'a str, u32)>, learned: Option<(&'a str, u32)>) -> Option<(&'a str, u32)> {
    let known = [listed, learned].into_iter().flatten().min_by_key(|(_, cost)| *cost);
    known.map(|(word, cost)| (word, COST + cost))
}

/// Whether a word of the site may be a part.
fn is_part(word: &str) -> bool {
    let n_chars = word.chars().count();
    (5..=20).contains(&n_chars)
        && word.chars().all(char::is_alphabetic)
        && !is_stop_word(Some(Language::Swedish), word)
}

fn insert_cheapest(forms: &mut FxHashMap<String, Part>, form: String, part: Part) {
    let entry = forms.entry(form).or_insert(part);
    if entry.cost > part.cost {
        *entry = part;
    }
}

/// The forms in which a word can end a compound: a noun's or an adjective's, by its last letters.
fn inflected(word: &str) -> Vec<String> {
    let n_chars = word.chars().count();
    let (stem, ends): (&str, &[&str]) = if let Some(stem) = word.strip_suffix('a').filter(|_| n_chars > 3) {
        (stem, &["a", "an", "or", "orna", "ar", "at"])
    } else if let Some(stem) = word.strip_suffix('e').filter(|_| n_chars > 3) {
        (stem, &["e", "en", "et", "ena", "ar", "arna", "er", "erna", "na"])
    } else if word.ends_with(['o', 'i', 'u', 'y', 'å', 'ä', 'ö']) {
        (word, &["", "n", "t", "r", "rna", "er", "erna", "ar", "arna", "na", "a", "et", "en"])
    } else {
        (word, &["", "en", "et", "ar", "arna", "er", "erna", "na", "n", "ena"])
    };
    let adjective: &[&str] =
        if word.ends_with("ig") || word.ends_with("isk") || word.ends_with("al") || word.ends_with("iv") {
            &["a", "t"]
        } else {
            &[]
        };
    let mut forms: Vec<String> = ends.iter().chain(adjective).map(|end| format!("{stem}{end}")).collect();
    // `rum` and `rummet`, `cykel` and `cyklar`, `fönster` and `fönstret`, `vatten` and `vattnet`.
    if let Some(last) = word.chars().last().filter(|last| matches!(last, 'm' | 'n')) {
        forms.extend(["et", "en", "ar", "arna", "a"].map(|end| format!("{word}{last}{end}")));
    }
    for (end, short) in [("el", "l"), ("er", "r"), ("en", "n"), ("ar", "r")] {
        if let Some(stem) = word.strip_suffix(end).filter(|stem| stem.chars().count() > 2) {
            forms.extend(["et", "en", "ar", "arna", "er", "erna"].map(|end| format!("{stem}{short}{end}")));
        }
    }
    for (singular, plural) in CHANGED {
        if let Some(stem) = word.strip_suffix(singular) {
            forms.extend(["", "na"].map(|end| format!("{stem}{plural}{end}")));
        }
    }
    let genitives: Vec<String> =
        forms.iter().filter(|form| !form.ends_with('s')).map(|form| format!("{form}s")).collect();
    forms.extend(genitives);
    forms
}

/// The forms of a first part within a compound, with what each costs.
fn joining(word: &str) -> Vec<(String, u32)> {
    let with = |stem: &str, end: &str, cost: u32| (format!("{stem}{end}"), cost);
    if WITH_S.iter().any(|end| word.ends_with(end)) && word.chars().count() > 5 {
        return vec![with(word, "s", 0)];
    }
    let mut forms = vec![with(word, "", 0)];
    if !word.ends_with('s') {
        forms.push(with(word, "s", 1));
    }
    if let Some(stem) = word.strip_suffix('a') {
        forms.extend([
            with(stem, "", 2),
            with(stem, "o", 2),
            with(stem, "u", 2),
            with(stem, "e", 3),
            with(stem, "s", 5),
        ]);
    }
    if let Some(stem) = word.strip_suffix('e') {
        forms.extend([with(stem, "", 3), with(stem, "s", 5)]);
        if word.ends_with("are") {
            forms.push(with(stem, "", 0));
        }
    }
    if word.chars().count() >= 4 && !word.ends_with(['a', 'e', 'o', 'i', 'å', 'ä', 'ö']) {
        forms.push(with(word, "e", 8));
    }
    forms
}
