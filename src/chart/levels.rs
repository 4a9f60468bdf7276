//! Small multiples of a status in few levels over time: a panel for each thing that is followed, all with the same times
//! below each other. A level is a height, a shape and a word before it is a colour.

use super::facts::{Facts, told};
use super::mark::Shape;
use super::svg::{Anchor, Drawing, LINE, steady, units};
use super::text::{width, wrap};
use super::words::Words;
use super::{Drawn, FONT, WIDTH, axis, count, ids};

/// Things that are followed over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// The message, in a sentence.
    pub title: String,
    /// What they say, in a sentence; made from them when left out.
    pub summary: Option<String>,
    /// What is followed, such as `Initiativ`; the head of the table's first column.
    pub panel_name: String,
    /// The words of the levels, the best first. The first four have a shape of their own.
    pub levels: Vec<String>,
    /// The times, as people write them.
    pub times: Vec<String>,
    /// What is followed.
    pub panels: Vec<Panel>,
    /// Where it is told.
    pub source: Option<String>,
    /// The language of the room's own words.
    pub lang: String,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// What it is called.
    pub name: String,
    /// The place of its level among [`Levels::levels`] at each time; `None` where nobody reported.
    pub levels: Vec<Option<usize>>,
}

/// Between two levels.
const STEP: f64 = 14.0;
/// Half the size of a mark when there is room.
const MARK: f64 = 4.5;
/// Room at the left.
const EDGE: f64 = 8.0;
/// Between a panel's name and its highest level, and below it.
const ABOVE: f64 = 8.0;
const BELOW: f64 = 18.0;
/// Between the last mark and its word.
const GAP: f64 = 8.0;
/// The words of levels get at most this part of the width.
const MOST_WORDS: f64 = 0.34;
/// Letters in bold take so much more room.
const BOLD: f64 = 1.1;

/// Draws small multiples. `prefix` begins every id in them and must be unique on the page.
pub fn draw_levels(levels: &Levels, prefix: &str) -> Drawn {
    let words = Words::of(&levels.lang);
    let drawing = if levels.panels.is_empty() || levels.times.is_empty() {
        super::svg::nothing(words)
    } else {
        drawing(levels, words)
    };
    let first = if levels.panel_name.is_empty() { words.category } else { &levels.panel_name };
    let row = |panel: &Panel| {
        let cells = (0..levels.times.len()).map(|at| levels.word(panel.level(at), words).to_owned());
        std::iter::once(panel.name.clone()).chain(cells).collect()
    };
    let facts = Facts {
        title: &levels.title,
        summary: told(levels.summary.as_deref(), || summary(levels, words)),
        source: levels.source.as_deref(),
        columns: std::iter::once(first.to_owned()).chain(levels.times.iter().cloned()).collect(),
        rows: levels.panels.iter().map(row).collect(),
    };
    facts.drawn(drawing, &ids(prefix), words)
}

impl Levels {
    /// The word of a level.
    fn word<'a>(&'a self, level: Option<usize>, words: &'a Words) -> &'a str {
        level.and_then(|level| self.levels.get(level)).map_or(words.no_report, String::as_str)
    }
}

impl Panel {
    fn level(&self, time: usize) -> Option<usize> {
        self.levels.get(time).copied().flatten()
    }
}

/// How many stand where at the last time.
fn summary(levels: &Levels, words: &Words) -> String {
    let Some(last) = levels.times.len().checked_sub(1) else { return words.missing.to_owned() };
    let counted = |level: Option<usize>| {
        let n = levels.panels.iter().filter(|panel| panel.level(last) == level).count();
        (n > 0).then(|| format!("{} {n}", levels.word(level, words)))
    };
    let all: Vec<_> = (0..levels.levels.len()).map(Some).chain([None]).filter_map(counted).collect();
    format!("{} ({}): {}.", words.latest, levels.times[last], all.join(", "))
}

/// Where everything is.
struct Plot {
    left: f64,
    right: f64,
    /// Half the size of a mark: smaller where times are many.
    mark: f64,
    /// How high a panel is between its highest level and its lowest.
    height: f64,
}

fn drawing(levels: &Levels, words: &Words) -> Drawing {
    let mut drawing = Drawing::default();
    let n_times = levels.times.len();
    let most = MOST_WORDS * WIDTH;
    let widest = levels.levels.iter().map(String::as_str).chain([words.no_report]);
    let widest = widest.map(|word| width(word) * BOLD * FONT).fold(0.0, f64::max).min(most);
    let (left, right) = (EDGE, WIDTH - widest - GAP - MARK);
    let between = (right - left) / count(n_times.saturating_sub(1).max(1));
    let plot = Plot {
        left,
        right,
        mark: MARK.min(between * 0.45),
        height: STEP * count(levels.levels.len().saturating_sub(1).max(1)),
    };
    for panel in &levels.panels {
        let lines = wrap(&panel.name, WIDTH / FONT / BOLD);
        drawing.height += LINE * count(lines.len());
        drawing.lines("chart-value", (0.0, drawing.height - 0.25 * FONT), Anchor::Start, &lines);
        drawing.height += ABOVE;
        draw_panel(&mut drawing, &plot, levels, panel, words);
        drawing.height += plot.height + BELOW;
    }
    let bottom = drawing.height - BELOW / 2.0;
    drawing.rule("chart-axis", (plot.left, bottom), (plot.right, bottom), None);
    axis::names(&mut drawing, &levels.times, (plot.left, plot.right), bottom);
    drawing
}

/// A panel from its highest level down.
fn draw_panel(drawing: &mut Drawing, plot: &Plot, levels: &Levels, panel: &Panel, words: &Words) {
    let top = drawing.height;
    let lowest = levels.levels.len().saturating_sub(1);
    let y = |level: Option<usize>| top + STEP * count(level.unwrap_or(lowest).min(lowest));
    let x = |time| axis::place(time, levels.times.len(), (plot.left, plot.right));
    for level in 0..levels.levels.len() {
        drawing.rule("chart-grid", (plot.left, y(Some(level))), (plot.right, y(Some(level))), None);
    }
    let known: Vec<_> = (0..levels.times.len())
        .filter_map(|time| Some((time, panel.level(time).filter(|level| *level <= lowest)?)))
        .collect();
    for pair in known.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0) {
        let (from, to) = (pair[0], pair[1]);
        drawing.rule("chart-axis", (x(from.0), y(Some(from.1))), (x(to.0), y(Some(to.1))), None);
    }
    for time in 0..levels.times.len() {
        mark(
            drawing,
            (x(time), y(panel.level(time))),
            panel.level(time).filter(|level| *level <= lowest),
            plot.mark,
        );
    }
    let last = panel.level(levels.times.len() - 1);
    let lines = wrap(levels.word(last, words), MOST_WORDS * WIDTH / FONT / BOLD);
    // A word of several lines grows upwards from the panel's foot, where there is always room for it.
    let foot = (y(last) + 0.35 * FONT + LINE * count(lines.len() - 1)).min(top + plot.height + 0.35 * FONT);
    let lines_fit = LINE * count(lines.len()) <= plot.height + LINE;
    let foot = if lines_fit { foot } else { top + LINE * count(lines.len()) };
    drawing.lines("chart-label", (plot.right + GAP + MARK, foot), Anchor::Start, &lines);
    drawing.height += if lines_fit { 0.0 } else { LINE * count(lines.len()) - plot.height };
}

/// A circle, a triangle, a diamond, a square; an open circle where nobody reported.
fn mark(drawing: &mut Drawing, (x, y): (f64, f64), level: Option<usize>, half: f64) {
    let shapes = [Shape::Circle, Shape::Triangle, Shape::Diamond, Shape::Square];
    let classes = ["chart-level-1", "chart-level-2", "chart-level-3", "chart-level-4"];
    if let Some(level) = level {
        return shapes[level.min(3)].draw(drawing, classes[level.min(3)], (x, y), half);
    }
    let place = [
        ("class", "chart-open".to_owned()),
        ("cx", units(x)),
        ("cy", units(y)),
        ("r", units(half)),
        steady(),
    ];
    drawing.empty("circle", &place);
}
