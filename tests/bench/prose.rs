//! Swedish-looking text: words by their rank as in any language (the second half as often as the first), compounds as
//! in no other, in the shapes that Markdown has.

use std::fmt::Write;

use crate::random::Random;

const WORDS: &str = include_str!("words.txt");

/// First and last parts of compounds: a tenth of the words in Swedish running text are such, and most stand once.
const FIRST_PARTS: [&str; 24] = [
    "samhälls",
    "skol",
    "vård",
    "äldre",
    "ungdoms",
    "arbets",
    "framtids",
    "forsknings",
    "utvecklings",
    "kunskaps",
    "hälso",
    "trygghets",
    "bostads",
    "närings",
    "klimat",
    "energi",
    "medborgar",
    "förenings",
    "landsbygds",
    "stads",
    "region",
    "digitaliserings",
    "innovations",
    "välfärds",
];
const LAST_PARTS: [&str; 24] = [
    "kontraktet",
    "frågor",
    "planen",
    "arbetet",
    "utmaning",
    "initiativet",
    "miljöer",
    "modellen",
    "samverkan",
    "uppföljningen",
    "insatser",
    "grupper",
    "labbet",
    "forum",
    "strategin",
    "resurser",
    "perspektiv",
    "behov",
    "tjänster",
    "lösningen",
    "analysen",
    "centrum",
    "dagarna",
    "nätverket",
];

const CODE: [(&str, &str); 3] = [
    (
        "rust",
        "/// Räknar ord.\nfn count(text: &str) -> usize {\n    text.split_whitespace().filter(|word| !word.is_empty()).count()\n}\n",
    ),
    (
        "python",
        "def medel(tal):\n    \"\"\"Medelvärdet av en lista.\"\"\"\n    return sum(tal) / len(tal) if tal else None\n\nprint(medel([3, 5, 8]))\n",
    ),
    (
        "json",
        "{\n  \"id\": \"dromfabriken\",\n  \"status\": \"prioritised\",\n  \"sdgs\": [4, 10],\n  \"url\": null\n}\n",
    ),
];

/// Writes prose from one seed.
pub(crate) struct Prose {
    words: Vec<&'static str>,
    pub(crate) random: Random,
}

impl Prose {
    pub(crate) fn new(seed: u64) -> Self {
        Self { words: WORDS.split_whitespace().collect(), random: Random::new(seed) }
    }

    /// A word: the lower its rank the likelier, about as in running text; one in ten is a compound.
    fn word(&mut self, out: &mut String) {
        if self.random.one_in(10) {
            out.push_str(self.random.pick(&FIRST_PARTS));
            out.push_str(self.random.pick(&LAST_PARTS));
        } else {
            // The smaller of two draws, twice: ranks fall off much as Zipf's law says.
            let n_words = self.words.len();
            let rank =
                self.random.below(n_words).min(self.random.below(n_words)).min(self.random.below(n_words));
            out.push_str(self.words[rank]);
        }
    }

    fn words(&mut self, n_words: usize, out: &mut String) {
        for index in 0..n_words {
            if index > 0 {
                out.push(' ');
            }
            self.word(out);
        }
    }

    /// A heading or title: a few words, the first with a capital.
    pub(crate) fn title(&mut self) -> String {
        let mut title = String::new();
        let n_words = self.random.between(2, 6);
        self.words(n_words, &mut title);
        capitalised(&title)
    }

    /// One sentence, without markup.
    pub(crate) fn sentence(&mut self) -> String {
        let mut sentence = String::new();
        let n_words = self.random.between(5, 16);
        self.words(n_words, &mut sentence);
        sentence.push('.');
        capitalised(&sentence)
    }

    /// A page's body of at least `n_words` words; `links` are Markdown targets to be woven in.
    pub(crate) fn body(&mut self, n_words: usize, links: &[String]) -> String {
        let mut body = String::with_capacity(n_words * 8);
        let mut links = links.iter();
        let with_table = self.random.one_in(5);
        let with_code = self.random.one_in(10);
        self.paragraph(links.next(), &mut body);
        let mut n_sections = 0;
        while count_words(&body) < n_words {
            let level = if n_sections > 0 && self.random.one_in(3) { "###" } else { "##" };
            let _ = writeln!(body, "{level} {}\n", self.title());
            let n_paragraphs = self.random.between(1, 3);
            for index in 0..n_paragraphs {
                if index == 0 || count_words(&body) < n_words {
                    self.paragraph(links.next(), &mut body);
                }
            }
            if self.random.one_in(2) && count_words(&body) < n_words {
                self.list(&mut body);
            }
            n_sections += 1;
            if n_sections == 1 && with_table {
                self.table(&mut body);
            }
            if n_sections == 2 && with_code {
                let (language, code) = CODE[self.random.below(CODE.len())];
                let _ = writeln!(body, "```{language}\n{code}```\n");
            }
        }
        body
    }

    fn paragraph(&mut self, link: Option<&String>, out: &mut String) {
        for index in 0..self.random.between(3, 6) {
            if index > 0 {
                out.push(' ');
            }
            let sentence = self.sentence();
            match self.random.below(12) {
                0 => {
                    let _ = write!(out, "**{}**", &sentence);
                }
                1 => {
                    let _ = write!(out, "*{}*", &sentence);
                }
                _ => out.push_str(&sentence),
            }
        }
        if let Some(link) = link {
            let _ = write!(out, " Läs mer om [{}]({link}).", self.title());
        }
        out.push_str("\n\n");
    }

    fn list(&mut self, out: &mut String) {
        let is_ordered = self.random.one_in(3);
        for number in 1..=self.random.between(3, 6) {
            let sentence = self.sentence();
            let _ = if is_ordered {
                writeln!(out, "{number}. {sentence}")
            } else {
                writeln!(out, "- {sentence}")
            };
        }
        out.push('\n');
    }

    fn table(&mut self, out: &mut String) {
        out.push_str("| Mål | År | Utfall |\n|---|---:|---:|\n");
        for _ in 0..self.random.between(3, 6) {
            let (year, outcome) = (self.random.between(2009, 2026), self.random.below(10_000_000));
            let _ = writeln!(out, "| {} | {year} | {outcome} |", self.title());
        }
        out.push('\n');
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
