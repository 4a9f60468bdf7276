//! What the panel shows: groups of sections of things, each section a rule or a part of what builds say.

use serde::Serialize;

use crate::pipeline::review::{Item, Place, Readable, Review, Topic};
use crate::report::{Code, Diagnostic, Lang, Severity, codes};

use crate::preview::overlay::Show;

use super::places::{Finder, Links, shortened};
use super::words::{WORDS, text};

/// How many things of a section are shown at a time.
const MOST: usize = 100;

/// Which part of the panel is asked for.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The section's key.
    pub(super) section: String,
    /// The number of the first thing to show, from 1.
    pub(super) from: usize,
}

/// A group of sections.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Group {
    key: &'static str,
    title: String,
    /// That there is more to it among what the build says.
    note: Option<String>,
    /// How many things it has.
    n: usize,
    pub(super) sections: Vec<Section>,
}

/// Things of one kind.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Section {
    key: &'static str,
    pub(super) title: String,
    what: Option<String>,
    todo: Option<String>,
    n: usize,
    /// The number of the first thing that is shown.
    from: usize,
    things: Vec<Thing>,
    /// The link to those that follow, and its text.
    rest: Option<(String, String)>,
}

/// One thing.
#[derive(Clone, Debug, Default, Serialize)]
struct Thing {
    title: String,
    lang: String,
    url: Option<String>,
    message: Option<String>,
    help: Option<String>,
    quote: String,
    quote_lang: String,
    /// How many pages besides say the same.
    more_pages: usize,
    links: Links,
    sentences: Vec<(String, Links)>,
}

/// The groups, or the one that has the section that is asked for.
pub(super) fn of(review: &Review, part: Option<&Shown>, show: &Show<'_>) -> Vec<Group> {
    let made = Making { review, part, lang: show.lang, finder: Finder::new(show) };
    let mut groups = vec![
        made.builds(),
        made.topic("group-links", Topic::Links),
        made.topic("group-accessibility", Topic::Accessibility),
        made.language(),
        made.topic("group-translations", Topic::Translations),
        made.topic("group-sources", Topic::Sources),
    ];
    if part.is_some() {
        groups.retain(|group| !group.sections.is_empty());
    }
    groups
}

struct Making<'a> {
    review: &'a Review,
    part: Option<&'a Shown>,
    lang: Lang,
    finder: Finder<'a>,
}

impl Making<'_> {
    /// What the build said.
    fn builds(&self) -> Group {
        let keys = ["build-links", "build-accessibility", "build-content", "build-portfolio"];
        let section = |key| {
            let said = self.review.diagnostics.iter().filter(|(diagnostic, _)| part_of(diagnostic) == key);
            let said: Vec<_> = said.collect();
            self.section(key, &said, |(diagnostic, place)| self.said(diagnostic, place))
        };
        self.group("group-build", None, keys.into_iter().filter_map(section).collect())
    }

    fn language(&self) -> Group {
        let section = self.section("language", &self.review.texts, |readable| self.readable(readable));
        let sections = section.into_iter().chain(self.of_topic(Topic::Language));
        self.group("group-language", None, sections.collect())
    }

    /// What was found about a topic.
    fn topic(&self, key: &'static str, topic: Topic) -> Group {
        let is_broken = |(diagnostic, _): &(Diagnostic, Place)| part_of(diagnostic) == "build-links";
        let is_above = self.part.is_none() && self.review.diagnostics.iter().any(is_broken);
        let note = (is_above && topic == Topic::Links).then(|| text(self.lang, "links-above", &[]));
        self.group(key, note, self.of_topic(topic))
    }

    /// The same by rule.
    fn of_topic(&self, topic: Topic) -> Vec<Section> {
        let items: Vec<&Item> = self.review.items.iter().filter(|item| item.topic == topic).collect();
        let sections = items.chunk_by(|a, b| a.rule == b.rule);
        let sections = sections.filter_map(|of_rule| {
            let rule = of_rule.first()?.rule;
            self.section(rule, of_rule, |item| self.item(item))
        });
        sections.collect()
    }

    fn group(&self, key: &'static str, note: Option<String>, sections: Vec<Section>) -> Group {
        let n = sections.iter().map(|section| section.n).sum();
        Group { key, title: text(self.lang, key, &[]), note, n, sections }
    }

    /// A section of some things; none where there is none, or another part of the panel is asked for.
    fn section<T>(&self, key: &'static str, all: &[T], thing: impl Fn(&T) -> Thing) -> Option<Section> {
        let from = match self.part {
            Some(part) if part.section != key => return None,
            Some(part) => part.from - 1,
            None => 0,
        };
        let shown = all.get(from..).filter(|shown| !shown.is_empty())?;
        let to = all.len().min(from + MOST);
        let rest = (to < all.len()).then(|| {
            let [first, last, n] = [to + 1, all.len().min(to + MOST), all.len()].map(|n| n.to_string());
            let words = text(self.lang, "rest", &[("from", &first), ("to", &last), ("n", &n)]);
            (format!("/_torg/check/?section={key}&from={first}"), words)
        });
        let words = |attribute| WORDS.find(self.lang, key, Some(attribute), &[]);
        Some(Section {
            key,
            title: text(self.lang, key, &[]),
            what: words("what"),
            todo: words("do"),
            n: all.len(),
            from: from + 1,
            things: shown.iter().take(MOST).map(thing).collect(),
            rest,
        })
    }

    fn said(&self, diagnostic: &Diagnostic, place: &Place) -> Thing {
        let is_error = diagnostic.code.severity() == Severity::Error;
        let word = text(self.lang, if is_error { "error" } else { "warning" }, &[]);
        Thing {
            message: Some(format!("{word} {}: {}", diagnostic.code.as_str(), diagnostic.message(self.lang))),
            help: diagnostic.help(self.lang),
            links: self.finder.links_at(place),
            ..thing(place)
        }
    }

    fn item(&self, item: &Item) -> Thing {
        let field = item.place.field;
        let args = [("names", item.names.as_str()), ("field", field), ("instead", item.instead)];
        Thing {
            message: WORDS.find(self.lang, item.rule, Some("item"), &args),
            // What the message names is not said twice.
            quote: if item.quote == item.names { String::new() } else { shortened(&item.quote) },
            quote_lang: item.quote_lang.clone(),
            more_pages: item.n_pages - 1,
            links: self.finder.links(&item.place, &item.quote),
            ..thing(&item.place)
        }
    }

    fn readable(&self, readable: &Readable) -> Thing {
        let rounded = |number: f64| format!("{:.0}", number.round());
        let counted = readable.counted;
        let band = text(self.lang, &format!("band-{}", readable.band), &[]);
        let lix = text(self.lang, "lix", &[("lix", &rounded(readable.lix)), ("band", &band)]);
        let args = [
            ("words", &*counted.words.to_string()),
            ("per", &*rounded(counted.words_per_sentence())),
            ("long", &*rounded(counted.percent_long())),
        ];
        let sentence = |sentence: &String| (sentence.clone(), self.finder.links(&readable.place, sentence));
        Thing {
            message: Some(format!("{lix}: {}", text(self.lang, "counted", &args))),
            links: self.finder.links(&readable.place, ""),
            sentences: readable.heaviest.iter().map(sentence).collect(),
            ..thing(&readable.place)
        }
    }
}

fn thing(place: &Place) -> Thing {
    Thing { title: place.title.clone(), lang: place.lang.clone(), url: place.url.clone(), ..Thing::default() }
}

/// Codes that are about whether everybody can take part of something.
const ACCESSIBILITY: [Code; 4] = [codes::F0115, codes::H0130, codes::H0131, codes::M0112];

/// The section that a diagnostic belongs to.
fn part_of(diagnostic: &Diagnostic) -> &'static str {
    let code = diagnostic.code;
    match code.as_str().as_bytes().first() {
        _ if ACCESSIBILITY.contains(&code) => "build-accessibility",
        _ if code == codes::P0103 => "build-links",
        Some(b'L' | b'W') => "build-links",
        Some(b'H' | b'I') => "build-portfolio",
        _ => "build-content",
    }
}
