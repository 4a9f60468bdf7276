//! A Swedish corpus for the search benchmark: pages of about 680 words whose vocabulary grows as a language's does, with
//! compounds made of its own words, and the queries to ask of it. The same number of pages gives the same bytes.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::random::Random;

/// Where words come from: the parts of compounds that stand in word lists, which stand alone as well.
const PARTS: &str = include_str!("../../../src/search/data/sv_compound_parts.txt");
const COMMON: &str = include_str!("../words.txt");

const WORDS_A_PAGE: usize = 680;

/// The number of different compounds and names in the language.
const COMPOUNDS: usize = 60_000;
const NAMES: usize = 8_000;

/// The number of queries of each kind.
const QUERIES: usize = 120;

/// A number below `n` whose logarithm is even: ranks by Zipf's law.
#[expect(clippy::cast_precision_loss, clippy::cast_sign_loss, reason = "ranks are small")]
fn rank(random: &mut Random, n: usize) -> usize {
    let even = (random.next() >> 11) as f64 / (1_u64 << 53) as f64;
    (((n as f64 + 1.0).powf(even)) as usize - 1).min(n - 1)
}

struct Vocabulary {
    common: Vec<&'static str>,
    parts: Vec<&'static str>,
    /// The compounds of the language: most texts use those that others use.
    compounds: Vec<String>,
    names: Vec<String>,
}

impl Vocabulary {
    fn new(random: &mut Random) -> Self {
        let mut parts: Vec<&str> = PARTS.lines().filter(|word| word.chars().count() > 3).collect();
        for at in (1..parts.len()).rev() {
            parts.swap(at, random.below(at + 1));
        }
        let mut vocabulary = Self {
            common: COMMON.split_whitespace().collect(),
            parts,
            compounds: Vec::new(),
            names: Vec::new(),
        };
        vocabulary.compounds = (0..COMPOUNDS).map(|_| vocabulary.compound(random)).collect();
        vocabulary.names = (0..NAMES).map(|_| name(random)).collect();
        vocabulary
    }

    /// A word of running text: half are common ones, a tenth compounds, a few made up as names are.
    fn word(&self, random: &mut Random) -> String {
        match random.below(100) {
            0..50 => self.common[rank(random, self.common.len())].to_owned(),
            50..86 => inflected(self.parts[rank(random, self.parts.len())], random),
            86..97 => inflected(&self.compounds[rank(random, self.compounds.len())], random),
            _ => self.names[rank(random, self.names.len())].clone(),
        }
    }

    /// A new compound.
    fn compound(&self, random: &mut Random) -> String {
        let first = self.parts[rank(random, self.parts.len())];
        let head = self.parts[rank(random, self.parts.len())];
        let stem = first.strip_suffix(['a', 'e']).unwrap_or(first);
        let joint = if stem.len() < first.len() || random.below(2) == 0 { "" } else { "s" };
        format!("{stem}{joint}{head}")
    }
}

fn inflected(word: &str, random: &mut Random) -> String {
    let end = ["", "", "", "en", "er", "ar", "et", "s", "arna", "erna"][random.below(10)];
    if word.ends_with(['a', 'e', 'o', 'i', 'å', 'ä', 'ö']) {
        word.to_owned()
    } else {
        format!("{word}{end}")
    }
}

fn name(random: &mut Random) -> String {
    let syllables = [
        "ber", "dal", "eck", "fors", "gran", "holm", "kil", "lin", "mar", "nor", "ros", "sund", "tor", "vik",
        "ås", "ben", "car", "hag", "jon", "lund", "malm", "ny", "öst", "rud", "sal", "tun", "ul", "väs",
        "ax", "ygg",
    ];
    let mut name: String =
        (0..=1 + random.below(2)).map(|_| syllables[random.below(syllables.len())]).collect();
    if let Some(first) = name.get(..1).map(str::to_uppercase) {
        name.replace_range(..1, &first);
    }
    name
}

/// Writes `FOLDER/site/**/index.html`, the same pages as a project of torg in `FOLDER/project`, and `FOLDER/queries.json`.
pub(crate) fn write(folder: &Path, n_pages: usize) -> Result<(), Box<dyn Error>> {
    let mut random = Random::new(20_261_122);
    let vocabulary = Vocabulary::new(&mut random);
    let (site, project) = (folder.join("site"), folder.join("project"));
    settings(&project)?;
    // What queries are made of: the words of titles, and every compound with the pages it stands on.
    let mut titles: Vec<(String, Vec<String>)> = Vec::new();
    for number in 0..n_pages {
        let title: Vec<String> =
            (0..2 + random.below(3)).map(|_| vocabulary.title_word(&mut random)).collect();
        let url = format!("/s{:02}/sida-{number:05}/", number % 40);
        let (html, markdown) = page(&vocabulary, &mut random, &title.join(" "));
        let path = site.join(url.trim_matches('/'));
        fs::create_dir_all(&path)?;
        fs::write(path.join("index.html"), html)?;
        fs::write(project.join(format!("content{}.md", url.trim_end_matches('/'))), markdown)?;
        titles.push((url, title));
    }
    fs::write(folder.join("queries.json"), serde_json::to_vec(&queries(&vocabulary, &mut random, &titles))?)?;
    Ok(())
}

impl Vocabulary {
    fn title_word(&self, random: &mut Random) -> String {
        match random.below(3) {
            0 => self.compounds[random.below(self.compounds.len())].clone(),
            1 => self.names[random.below(self.names.len())].clone(),
            _ => self.parts[random.below(self.parts.len())].to_owned(),
        }
    }
}

/// The settings and sections of the project; its theme is put there by `measure.js`.
fn settings(project: &Path) -> Result<(), Box<dyn Error>> {
    let settings = "title = \"Korpus\"\nbase_url = \"https://korpus.example\"\ndefault_language = \"sv\"\ntheme = \"torget\"\n";
    fs::create_dir_all(project.join("site"))?;
    fs::write(project.join("site/site.toml"), settings)?;
    let sections = (0..40).map(|number| (format!("s{number:02}/"), "paginate = 50\n"));
    for (folder, more) in
        sections.chain([(String::new(), ""), ("sok/".to_owned(), "template = \"search.html\"\n")])
    {
        let path = project.join("content").join(&folder);
        fs::create_dir_all(&path)?;
        let front = format!("+++\ntitle = \"Avsnitt {folder}\"\ndescription = \"Ett avsnitt.\"\n{more}+++\n");
        fs::write(path.join("_index.md"), front)?;
    }
    Ok(())
}

/// A page as HTML and as Markdown.
fn page(vocabulary: &Vocabulary, random: &mut Random, title: &str) -> (String, String) {
    let lead = sentence(vocabulary, random, 14);
    let mut markdown = format!("+++\ntitle = \"{title}\"\ndescription = \"{lead}\"\n+++\n");
    let mut html = format!(
        "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"description\" content=\"{lead}\"></head><body><header><nav><a href=\"/\">Start</a></nav></header><main><h1>{title}</h1>"
    );
    let mut left = WORDS_A_PAGE / 2 + random.below(WORDS_A_PAGE);
    let mut n_paragraphs = 0;
    while left > 0 {
        if n_paragraphs % 3 == 0 {
            let heading = sentence(vocabulary, random, 3);
            let _ = write!(html, "<h2 id=\"h{n_paragraphs}\">{heading}</h2>");
            let _ = write!(markdown, "\n## {heading}\n");
        }
        html.push_str("<p>");
        markdown.push('\n');
        for _ in 0..5 {
            let length = 8 + random.below(12);
            let sentence = sentence(vocabulary, random, length);
            for text in [&mut html, &mut markdown] {
                text.extend([sentence.as_str(), " "]);
            }
            left = left.saturating_sub(length);
        }
        html.push_str("</p>\n");
        markdown.push('\n');
        n_paragraphs += 1;
    }
    html.push_str("</main><footer>Sidfot</footer></body></html>\n");
    (html, markdown)
}

fn sentence(vocabulary: &Vocabulary, random: &mut Random, length: usize) -> String {
    let words: Vec<String> = (0..length).map(|_| vocabulary.word(random)).collect();
    words.join(" ") + "."
}

/// One-word queries of middling words, and one-edit mistakes in words of titles with the page they should find.
fn queries(
    vocabulary: &Vocabulary,
    random: &mut Random,
    titles: &[(String, Vec<String>)],
) -> BTreeMap<&'static str, Vec<(String, Vec<String>)>> {
    let words =
        (0..QUERIES).map(|_| (vocabulary.parts[50 + random.below(1500)].to_owned(), Vec::new())).collect();
    let mut by_word: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (url, title) in titles {
        for word in title.iter().filter(|word| word.chars().count() >= 6) {
            by_word.entry(word).or_default().push(url);
        }
    }
    let rare: Vec<(&str, Vec<&str>)> = by_word.into_iter().filter(|(_, urls)| urls.len() == 1).collect();
    let typos = (0..QUERIES)
        .map(|_| {
            let (word, urls) = &rare[random.below(rare.len())];
            (mistyped(&word.to_lowercase(), random), urls.iter().map(|url| (*url).to_owned()).collect())
        })
        .collect();
    BTreeMap::from([("words", words), ("typos", typos)])
}

/// The word with one letter missing, doubled, wrong or swapped with the next one.
fn mistyped(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + random.below(letters.len().max(3) - 2);
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}
