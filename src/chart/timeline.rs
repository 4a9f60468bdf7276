//! A timeline in steps: what something was, from when to when, each step on a row of its own so that its name and its dates
//! have room. A date that is known only to the month or the year is drawn as long as it is unsure.

use super::facts::{Facts, told};
use super::mark::{Shape, fill, pattern};
use super::scale::ticks;
use super::svg::{Anchor, Attribute, Drawing, LINE, steady, units};
use super::text::{width, wrap};
use super::words::Words;
use super::{Drawn, FONT, WIDTH, axis, count, ids};

/// What has been, and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The message, in a sentence.
    pub title: String,
    /// What the steps say, in a sentence; made from them when left out.
    pub summary: Option<String>,
    /// What the steps are, such as `Status`; the head of the table's first column.
    pub step_name: String,
    /// The steps in their order.
    pub steps: Vec<Step>,
    /// Where they are told.
    pub source: Option<String>,
    /// The language of the room's own words.
    pub lang: String,
}

/// One of the things it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What it was.
    pub name: String,
    /// Since when, as people write it and no more exactly than known.
    pub since: String,
    /// The first moment it can have begun, in years with their parts: 2022.5 is the middle of 2022.
    pub from: f64,
    /// The moment when it had begun for certain.
    pub known: f64,
    /// When it ended; `None` for what still goes on as far as known.
    pub to: Option<f64>,
    /// How it is drawn.
    pub look: Look,
}

/// What tells a step from others without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Filled: under way.
    #[default]
    Full,
    /// Only an outline: chosen, not begun.
    Open,
    /// An outline of dashes: only proposed.
    Dashed,
    /// Stripes: set aside.
    Striped,
    /// Dots: waiting.
    Dotted,
    /// Only a mark: it happened at once, such as being finished.
    Point,
}

/// The height of a bar.
const BAR: f64 = 12.0;
/// Half the size of the mark of what happens at once.
const MARK: f64 = 5.0;
/// Room for marks at both sides.
const EDGE: f64 = 8.0;
/// Between a name and its bar.
const BELOW_NAME: f64 = 4.0;
/// Between a bar and the next name.
const BELOW_BAR: f64 = 10.0;
/// About so many years are named.
const N_TICKS: u8 = 5;
/// What still goes on is drawn so many years long, with a point to say that its end is not known.
const GOES_ON: f64 = 0.5;
/// The shortest bar that can be seen.
const SEEN: f64 = 2.0;
/// Letters in bold take so much more room.
const BOLD: f64 = 1.1;

/// Draws a timeline. `prefix` begins every id in it and must be unique on the page.
pub fn draw_timeline(timeline: &Timeline, prefix: &str) -> Drawn {
    let words = Words::of(&timeline.lang);
    let ids = ids(prefix);
    let drawing = match Years::of(&timeline.steps) {
        Some(years) => drawing(timeline, &years, &ids),
        None => super::svg::nothing(words),
    };
    let first = if timeline.step_name.is_empty() { words.category } else { &timeline.step_name };
    let rows = timeline.steps.iter().map(|step| vec![step.name.clone(), step.since.clone()]).collect();
    let facts = Facts {
        title: &timeline.title,
        summary: told(timeline.summary.as_deref(), || summary(timeline, words)),
        source: timeline.source.as_deref(),
        columns: vec![first.to_owned(), words.since.to_owned()],
        rows,
    };
    facts.drawn(drawing, &ids, words)
}

fn summary(timeline: &Timeline, words: &Words) -> String {
    let (Some(first), Some(last)) = (timeline.steps.first(), timeline.steps.last()) else {
        return words.missing.to_owned();
    };
    let n = timeline.steps.len();
    match (n, words.is_swedish()) {
        (1, true) => format!("Ett steg är känt: {}, {}.", first.name, first.since),
        (1, false) => format!("One step is known: {}, {}.", first.name, first.since),
        (_, true) => format!(
            "{n} steg är kända. Det första är {}, {}. Det senaste är {}, {}.",
            first.name, first.since, last.name, last.since
        ),
        (_, false) => format!(
            "{n} steps are known. The first is {}, {}. The latest is {}, {}.",
            first.name, first.since, last.name, last.since
        ),
    }
}

/// The years that are shown.
struct Years {
    first: f64,
    last: f64,
}

impl Years {
    /// Whole years around all steps; none when no step has a time.
    fn of(steps: &[Step]) -> Option<Self> {
        let all = || steps.iter().filter(|step| step.is_dated()).flat_map(|step| [step.from, step.end()]);
        let first = all().fold(f64::INFINITY, f64::min).floor();
        let last = all().fold(f64::NEG_INFINITY, f64::max).ceil();
        (first <= last).then(|| Self { first, last: last.max(first + 1.0) })
    }

    fn x(&self, year: f64) -> f64 {
        EDGE + (WIDTH - 2.0 * EDGE) * ((year - self.first) / (self.last - self.first)).clamp(0.0, 1.0)
    }

    /// Round years to name, all of them within what is shown.
    fn named(&self) -> Vec<f64> {
        let mut named = ticks(self.first, self.last, N_TICKS);
        named.retain(|year| year.fract() == 0.0 && (self.first..=self.last).contains(year));
        named
    }
}

impl Step {
    /// The times that can be reckoned with: year 0 to 9999.
    fn is_dated(&self) -> bool {
        let holds = |year: &f64| (0.0..10_000.0).contains(year);
        [self.from, self.known, self.end()].iter().all(holds)
    }

    /// The last moment it is drawn at.
    fn end(&self) -> f64 {
        match self.to {
            _ if self.look == Look::Point => self.known.max(self.from),
            Some(to) => to.max(self.from),
            None => self.known.max(self.from) + GOES_ON,
        }
    }
}

fn drawing(timeline: &Timeline, years: &Years, ids: &str) -> Drawing {
    let mut drawing = Drawing::default();
    for look in [Look::Striped, Look::Dotted] {
        if let Some(number) = look.pattern().filter(|_| timeline.steps.iter().any(|step| step.look == look)) {
            drawing.define(&pattern(ids, number));
        }
    }
    let mut bars = Vec::new();
    for step in &timeline.steps {
        heading(&mut drawing, step);
        bars.push((step, drawing.height));
        drawing.height += BAR + BELOW_BAR;
    }
    drawing.height -= BELOW_BAR / 2.0;
    let named = years.named();
    for (_, top) in &bars {
        for year in &named {
            let x = years.x(*year);
            drawing.rule("chart-grid", (x, *top), (x, top + BAR), None);
        }
    }
    for (step, top) in bars.iter().filter(|(step, _)| step.is_dated()) {
        bar(&mut drawing, years, step, *top, ids);
    }
    let (left, right) = (EDGE, WIDTH - EDGE);
    let y = drawing.height;
    drawing.rule("chart-axis", (left, y), (right, y), None);
    for year in &named {
        drawing.rule("chart-axis", (years.x(*year), y), (years.x(*year), y + 4.0), None);
    }
    let ends =
        |ends: &[f64]| ends.first().zip(ends.last()).map(|(first, last)| (years.x(*first), years.x(*last)));
    if let Some((left, right)) = ends(&named) {
        let names: Vec<String> = named.iter().map(|year| format!("{year}")).collect();
        axis::names(&mut drawing, &names, (left, right), y);
    }
    drawing
}

/// What a step was and since when, on one line where both have room.
fn heading(drawing: &mut Drawing, step: &Step) {
    let name = step.name.trim();
    let since = if step.since.is_empty() { String::new() } else { format!("  {}", step.since) };
    if (width(name) * BOLD + width(&since)) * FONT <= WIDTH {
        let parts = [(None, name), (Some("chart-label"), since.as_str())];
        drawing.spans("chart-value", (0.0, drawing.height + LINE / 2.0), Anchor::Start, &parts);
        drawing.height += LINE;
    } else {
        for (class, text, bold) in [("chart-value", name, BOLD), ("chart-label", since.trim(), 1.0)] {
            let lines = wrap(text, WIDTH / FONT / bold);
            drawing.height += LINE * count(lines.len());
            drawing.lines(class, (0.0, drawing.height - 0.25 * FONT), Anchor::Start, &lines);
        }
    }
    drawing.height += BELOW_NAME;
}

/// A step's bar: an outline of dashes as long as it is unsure, then in the manner of the step.
fn bar(drawing: &mut Drawing, years: &Years, step: &Step, top: f64, ids: &str) {
    let known = step.known.max(step.from);
    let sure = (years.x(known), years.x(step.end()));
    let unsure = (years.x(step.from), years.x(known.min(step.end())));
    let is_unsure = unsure.1 - unsure.0 >= SEEN;
    if is_unsure {
        rectangle(drawing, "chart-open", unsure, top, &[("stroke-dasharray", "2 3".to_owned())]);
    }
    if step.look == Look::Point {
        let x = if is_unsure { f64::midpoint(unsure.0, unsure.1) } else { sure.0 };
        return Shape::Diamond.draw(drawing, "chart-bar", (x, top + BAR / 2.0), MARK);
    }
    if is_unsure && sure.1 - sure.0 < SEEN {
        return;
    }
    let sure = (sure.0.min(WIDTH - SEEN), sure.1.max(sure.0.min(WIDTH - SEEN) + SEEN));
    match step.look {
        Look::Full => rectangle(drawing, "chart-bar", sure, top, &[]),
        Look::Dashed => {
            rectangle(drawing, "chart-open", sure, top, &[("stroke-dasharray", "5 3".to_owned())]);
        }
        _ => rectangle(drawing, "chart-open", sure, top, &[]),
    }
    if step.to.is_none() {
        let (tip, middle) = ((sure.1 + EDGE - 1.0).min(WIDTH), top + BAR / 2.0);
        let path = format!(
            "M{} {}L{} {}L{0} {}",
            units(sure.1),
            units(top),
            units(tip),
            units(middle),
            units(top + BAR)
        );
        drawing.empty("path", &[("class", "chart-bar".to_owned()), ("d", path), steady()]);
    }
    if let Some(number) = step.look.pattern() {
        rectangle(drawing, "chart-pattern", sure, top, &[("fill", fill(ids, number))]);
    }
}

fn rectangle(
    drawing: &mut Drawing,
    class: &str,
    (left, right): (f64, f64),
    top: f64,
    more: &[Attribute<'_>],
) {
    let place = [
        ("class", class.to_owned()),
        ("x", units(left)),
        ("y", units(top)),
        ("width", units(right - left)),
        ("height", units(BAR)),
        steady(),
    ];
    drawing.empty("rect", &[&place[..], more].concat());
}

impl Look {
    /// The pattern it is filled with.
    fn pattern(self) -> Option<usize> {
        match self {
            Self::Striped => Some(1),
            Self::Dotted => Some(2),
            _ => None,
        }
    }
}
