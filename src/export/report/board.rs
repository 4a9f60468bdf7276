//! The board's report: an A4 page for each focus area, with status, colour and points of what is under way.

use std::fmt::Write;

use serde::Serialize;

use crate::export::json_feed::pretty;
use crate::report::Lang;

use super::fit::fit;
use super::markdown::{escape, link};
use super::page;
use super::words::words;

/// The report as of a day.
#[derive(Clone, Debug, Serialize)]
pub struct Board {
    /// The language of the report.
    pub lang: Lang,
    /// The site's name.
    pub site: String,
    /// The day.
    pub as_of: Told,
    /// The focus areas there were that day.
    pub areas: Vec<Area>,
    /// How many initiatives belong to none of them.
    pub n_elsewhere: usize,
}

/// A focus area's page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Area {
    /// The area's id.
    pub id: String,
    /// What it was called.
    pub name: String,
    /// Its page, absolute.
    pub url: Option<String>,
    /// Why it exists.
    pub purpose: String,
    /// How many initiatives there are of each status.
    pub counts: Vec<Counted>,
    /// Its societal goals.
    pub goals: Vec<Line>,
    /// Initiatives that are chosen, under way or waiting, and those a report tells about.
    pub lines: Vec<Line>,
    /// The names of the others, by status.
    pub others: Vec<Counted>,
    /// How much of it the paper holds: worked out when it is printed.
    #[serde(skip)]
    pub paper: Paper,
}

/// How an area's report was made to fit on its page.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// The size of type, as `print.css` calls it.
    pub size: &'static str,
    /// How many initiatives had no room.
    pub n_more: usize,
    /// How many goals had no room.
    pub n_more_goals: usize,
}

/// A time as people read it. The JSON has it in its own form.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Told {
    /// As data files write it, such as `2022-H2`.
    pub iso: String,
    /// In the report's language, such as `hösten 2022`.
    #[serde(skip)]
    pub words: String,
}

/// How many there are of a status.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counted {
    /// The status.
    pub name: String,
    /// How many.
    pub n: usize,
    /// What they are called.
    pub names: Vec<String>,
}

/// An initiative or a goal.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Its name or wording.
    pub name: String,
    /// Its page, absolute.
    pub url: Option<String>,
    /// Its status, for initiatives.
    pub status: Option<String>,
    /// Since when it has the status, as exactly as it is known.
    pub since: Option<Told>,
    /// How it goes, by the last report.
    pub colour: Option<Colour>,
    /// The day of the last report.
    pub reported: Option<Told>,
    /// The points of the last report.
    pub points: Vec<String>,
    /// What it waits for.
    pub blocker: Option<String>,
    /// How many points had no room on paper: worked out when it is printed.
    #[serde(skip)]
    pub n_more: usize,
}

/// A colour with its word; the shape follows from its place among the colours.
#[derive(Clone, Debug, Serialize)]
pub struct Colour {
    /// Its id in the vocabulary.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its place in the vocabulary, from 1: how worrying it is.
    pub place: usize,
}

impl Colour {
    /// A shape for those who do not see colours: circle, triangle, diamond, square.
    fn shape(&self) -> char {
        ['●', '▲', '◆', '■'][(self.place.max(1) - 1) % 4]
    }
}

impl Board {
    /// As JSON, with everything that had no room on paper.
    pub fn json(&self) -> Vec<u8> {
        pretty(&serde_json::json!(self))
    }

    /// As HTML made for print: one A4 page for each area.
    pub fn html(&self) -> String {
        let mut board = self.clone();
        board.areas.iter_mut().for_each(fit);
        let area = |area: &Area| {
            minijinja::context! {
                n_more => area.paper.n_more, n_more_goals => area.paper.n_more_goals, size => area.paper.size,
                goals => lines(&area.goals), lines => lines(&area.lines), ..page::value(area)
            }
        };
        let areas: Vec<_> = board.areas.iter().map(area).collect();
        let title = words(self.lang, "board-title", &[]);
        let values =
            minijinja::context! { board => page::value(&board), as_of => board.as_of.words, areas, title };
        page::render(self.lang, include_str!("board.html"), values)
    }

    /// As Markdown, with everything that had no room on paper.
    pub fn markdown(&self) -> String {
        let word = |key: &str| words(self.lang, key, &[]);
        let as_of = words(self.lang, "as-of", &[("day", &self.as_of.words)]);
        let mut text = format!("# {}\n\n{}. {as_of}.\n", word("board-title"), escape(&self.site));
        if self.areas.is_empty() {
            let _ = write!(text, "\n{}\n", word("board-no-areas"));
        }
        for area in &self.areas {
            let _ = write!(text, "\n## {}\n\n", link(&area.name, area.url.as_deref()));
            let _ = write!(text, "{}: {}\n\n", word("board-purpose"), escape(&area.purpose));
            let counts: Vec<String> = area
                .counts
                .iter()
                .map(|count| format!("{} {}", count.n, count.name.to_lowercase()))
                .collect();
            let _ = writeln!(text, "{}", escape(&counts.join(", ")));
            for (heading, lines) in [("board-goals", &area.goals), ("board-initiatives", &area.lines)] {
                if !lines.is_empty() {
                    let _ = write!(text, "\n### {}\n\n", word(heading));
                    for line in lines {
                        self.line(line, &mut text);
                    }
                }
            }
            if !area.others.is_empty() {
                let _ = write!(text, "\n### {}\n\n", word("board-others"));
                for group in &area.others {
                    let names = escape(&group.names.join(", "));
                    let _ = writeln!(text, "- **{} ({}):** {names}", escape(&group.name), group.n);
                }
            }
        }
        if self.n_elsewhere > 0 {
            let n = self.n_elsewhere.to_string();
            let _ = write!(text, "\n{}\n", words(self.lang, "board-elsewhere", &[("n", &n)]));
        }
        text
    }

    fn line(&self, line: &Line, text: &mut String) {
        let dated = |key: &str, day: &Told| words(self.lang, key, &[("day", &day.words)]);
        let mut facts = Vec::new();
        if let Some(status) = &line.status {
            let since = line.since.as_ref().map(|since| format!(" {}", dated("board-since", since)));
            facts.push(status.clone() + &since.unwrap_or_default());
        }
        match (&line.colour, &line.reported) {
            (Some(colour), Some(day)) => {
                facts.push(format!("{} {}, {}", colour.shape(), colour.name, dated("board-reported", day)));
            }
            _ => facts.push(words(self.lang, "board-unreported", &[])),
        }
        facts.extend(line.blocker.as_ref().map(|what| words(self.lang, "board-waits", &[("what", what)])));
        let name = link(&line.name, line.url.as_deref());
        let _ = writeln!(text, "- **{name}** – {}", escape(&facts.join(". ")));
        for point in &line.points {
            let _ = writeln!(text, "  - {}", escape(point));
        }
    }
}

/// Lines as the template sees them.
fn lines(lines: &[Line]) -> Vec<minijinja::Value> {
    let line = |line: &Line| {
        let shape = line.colour.as_ref().map(|colour| colour.shape().to_string());
        let in_words = |time: &Option<Told>| time.as_ref().map(|time| time.words.clone());
        minijinja::context! {
            n_more => line.n_more, shape, since => in_words(&line.since), reported => in_words(&line.reported),
            ..page::value(line)
        }
    };
    lines.iter().map(line).collect()
}
