//! What keeps people out of a page, as far as its finished HTML tells without a browser. Only what is nearly always wrong is
//! told: a list that cries wolf is not read. What builds say already is not said here.

use std::collections::BTreeMap;

use crate::model::PageId;

use super::language::{other_language, primary};
use super::reading::{self, Reading};
use super::{Finding, Rule};

/// Words of links that tell nothing when they are read aloud alone, by language.
const VAGUE: [(&str, &[&str]); 2] = [
    (
        "sv",
        &[
            "här",
            "klicka här",
            "tryck här",
            "läs här",
            "se här",
            "läs mer",
            "läs mer här",
            "läs vidare",
            "mer",
            "mer info",
            "mer information",
            "mer information här",
            "länk",
            "länken",
            "denna länk",
            "den här länken",
            "denna sida",
            "den här sidan",
            "till sidan",
            "gå till sidan",
        ],
    ),
    (
        "en",
        &[
            "here",
            "click here",
            "read here",
            "see here",
            "read more",
            "read more here",
            "learn more",
            "more",
            "more info",
            "more information",
            "link",
            "this link",
            "this page",
            "continue reading",
            "go to page",
        ],
    ),
];

/// What is found on the finished page `html` in the language `lang`.
pub fn accessibility(page: PageId, lang: &str, html: &str) -> Vec<Finding> {
    let read = reading::of_page(html);
    let mut found = Found { page, all: Vec::new() };
    found.headings(&read);
    found.pictures(&read);
    found.links(&read, lang);
    found.tables(&read);
    found.languages(&read);
    found.all
}

struct Found {
    page: PageId,
    all: Vec<Finding>,
}

impl Found {
    fn add(&mut self, rule: Rule, quote: &str, names: &str) {
        let (quote, names) = (quote.to_owned(), names.to_owned());
        self.all.push(Finding { quote, names, ..Finding::of_page(rule, self.page) });
    }

    fn headings(&mut self, read: &Reading) {
        let headings = &read.headings;
        let titles: Vec<&str> = headings
            .iter()
            .filter(|heading| heading.level == 1)
            .map(|heading| heading.text.as_str())
            .collect();
        match *titles {
            [] => self.add(Rule::NoTitle, "", ""),
            [_] => {}
            [_, second, ..] => self.add(Rule::SecondTitle, second, second),
        }
        for pair in headings.windows(2) {
            if pair[1].level > pair[0].level + 1 {
                self.add(Rule::SkippedLevel, &pair[1].text, &pair[1].text);
            }
        }
    }

    fn pictures(&mut self, read: &Reading) {
        for (source, above) in &read.bare_pictures {
            self.add(Rule::BarePicture, above, source);
        }
    }

    fn links(&mut self, read: &Reading, lang: &str) {
        let vague = VAGUE.iter().find(|(of, _)| *of == primary(lang)).map_or(&[][..], |(_, words)| words);
        // For each name in running text, the first place it leads to.
        let mut places: BTreeMap<String, &str> = BTreeMap::new();
        for link in &read.links {
            let Some(name) = &link.name else { continue };
            let said = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let block = link.block.and_then(|block| read.blocks.get(block));
            // The words by which it is found.
            let quote = block.map_or(name, |block| &block.text);
            if name.is_empty() {
                self.add(Rule::SilentLink, quote, &link.href);
            } else if link.href.starts_with('#') {
                // It is called what the heading there is.
            } else if vague.contains(&said.as_str()) {
                self.add(Rule::VagueLink, quote, name);
            } else if link.in_text && said.chars().any(char::is_alphabetic) {
                let place = link.href.trim_end_matches('/');
                let first = *places.entry(said).or_insert(place);
                if first != place {
                    self.add(Rule::TwoWays, quote, name);
                }
            }
        }
    }

    fn tables(&mut self, read: &Reading) {
        for text in &read.bare_tables {
            self.add(Rule::BareTable, text, "");
        }
    }

    fn languages(&mut self, read: &Reading) {
        for block in read.blocks.iter().filter(|block| !block.has_lang_inside) {
            if let Some(lang) = other_language(&block.text, &block.lang) {
                self.add(Rule::OtherLanguage, &block.text, lang);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules that a page's main content breaks, each with what it names.
    fn rules(main: &str) -> Vec<(Rule, String)> {
        let html = format!("<html lang=sv><body><main>{main}</main></body></html>");
        accessibility(PageId(0), "sv", &html).into_iter().map(|found| (found.rule, found.names)).collect()
    }

    #[test]
    fn each_rule_finds_what_it_is_about_and_nothing_near_it() {
        let named = |rule, name: &str| vec![(rule, name.to_owned())];
        for (main, expected) in [
            ("<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>", vec![]),
            ("<h1>A</h1><h3>B</h3>", named(Rule::SkippedLevel, "B")),
            ("<h1>A</h1><h1>B</h1>", named(Rule::SecondTitle, "B")),
            ("<p>A</p>", named(Rule::NoTitle, "")),
            (
                "<h1>A</h1><img src=b.png><img alt='' src=c><img role=presentation src=d>",
                named(Rule::BarePicture, "b.png"),
            ),
            ("<h1>A</h1><a href=/b/></a><a id=c></a>", named(Rule::SilentLink, "/b/")),
            (
                "<h1>A</h1><p>Se <a href=/b/>Läs mer »</a> <a href=/c/ aria-label='Läs mer om C'>Läs mer</a></p>",
                named(Rule::VagueLink, "Läs mer »"),
            ),
            (
                "<h1>A</h1><p><a href=/b/>Planen</a> <a href=/c/>planen</a> <a href=/b>Planen</a></p>",
                named(Rule::TwoWays, "planen"),
            ),
            // What stands around these tells them apart.
            ("<h1>A</h1><ul><li>2021: <a href=/b/>Planen</a><li>2022: <a href=/c/>Planen</a></ul>", vec![]),
            (
                "<h1>A</h1><figure><p><a href=/b/>Siffrorna</a></p></figure><p><a href=/c/>Siffrorna</a></p>",
                vec![],
            ),
            ("<h1>A</h1><nav><a href=#b>Läs mer</a></nav>", vec![]),
            ("<h1>A</h1><p><a href=#b>1</a> <a href=#c>2</a> <a href=#d>1</a></p>", vec![]),
            ("<h1>A</h1><table><tr><td>B</td></tr></table>", named(Rule::BareTable, "")),
            ("<h1>A</h1><table><tr><th></th></tr><tr><td>B</td></tr></table>", named(Rule::BareTable, "")),
            ("<h1>A</h1><table><tr><th>B</th></tr><tr><td>C</td></tr></table>", vec![]),
            (
                "<h1>A</h1><p>This is the report of the board, which was written with us.</p>\
                 <p lang=en>This is the report of the board, which was written with us.</p>",
                named(Rule::OtherLanguage, "en"),
            ),
        ] {
            assert_eq!(rules(main), expected, "{main}");
        }
    }
}
