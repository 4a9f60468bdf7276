//! Charts: numbers in, an accessible SVG, a sentence and a table out.
//!
//! This room knows neither hub nor template. A chart is drawn without colours or fonts: a theme gives them to the classes
//! `chart`, `chart-bar`, `chart-bar-2`, `chart-open`, `chart-pattern`, `chart-field`, `chart-field-empty`, `chart-mark`,
//! `chart-line`, `chart-axis`, `chart-grid`, `chart-label`, `chart-value` and `chart-level-1` to `-4`. There is never a
//! `style` attribute, so that a strict content security policy lets the chart through, and never a difference that colour
//! alone tells: series have patterns, dashes and marks, levels have heights, shapes and words.
//!
//! The drawing is [`WIDTH`] units wide, which is a phone's width, and its text [`FONT`] units high, which can be read there.
//! On wider screens it grows with its container; a theme keeps the text from growing along by a smaller `font-size` on
//! `.chart`. Every distance that depends on the text is in `em`, so that nothing else needs to change.

mod axis;
mod bars;
mod csv;
mod facts;
mod funnel;
mod levels;
mod line;
mod mark;
mod number;
mod radar;
mod scale;
mod summary;
mod svg;
mod table;
mod text;
mod timeline;
mod wheel;
mod words;

#[cfg(test)]
mod tests;

pub use csv::{Data, MAX_ROWS, read_csv};
pub use levels::{Levels, Panel, draw_levels};
pub use timeline::{Look, Step, Timeline, draw_timeline};
pub use wheel::{Wheel, WheelItem, draw_wheel};
pub use words::months;

use facts::Facts;
use number::Numbers;
use words::Words;

/// The width of every drawing, in its own units.
pub const WIDTH: f64 = 320.0;
/// The height of its text, in the same units, unless the theme says otherwise.
pub const FONT: f64 = 13.0;

/// What is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// How.
    pub kind: Kind,
    /// The message, in a sentence.
    pub title: String,
    /// What the numbers say, in a sentence or two; made from the numbers when left out.
    pub summary: Option<String>,
    /// What the categories are, such as `Post` or `År`; the head of the table's first column.
    pub category_name: String,
    /// One for each group of bars or each place along the line.
    pub categories: Vec<String>,
    /// The numbers.
    pub series: Vec<Series>,
    /// What they count, such as `kronor` or `%`; may be empty.
    pub unit: String,
    /// Where they are from.
    pub source: Option<String>,
    /// Where it began: drawn as a line with its name.
    pub baseline: Option<f64>,
    /// Where it should go: drawn as a line with its name.
    pub target: Option<f64>,
    /// The highest that can be given, so that bars and radars of one scale can be compared. A larger number widens it.
    pub most: Option<f64>,
    /// The language of numbers and of the room's own words: `sv` is Swedish, all others English.
    pub lang: String,
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Lying bars, one for each category.
    #[default]
    Bars,
    /// Lying bars, one for each category and series.
    GroupedBars,
    /// A line for each series, from category to category.
    Line,
    /// A corner for each category, with bars of the same numbers beside it.
    Radar,
    /// Bars one below the other with the same middle, one for each phase; of the first series only.
    Funnel,
}

/// Numbers that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What they are called.
    pub name: String,
    /// One for each category; `None` where the number is not known.
    pub values: Vec<Option<f64>>,
}

/// A chart for people, in forms that say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// For those who see it.
    pub svg: String,
    /// The bars that belong beside a radar. They have its text alternative; the radar itself is hidden from those who do
    /// not see it.
    pub beside: Option<String>,
    /// For those who want the point.
    pub summary: String,
    /// The table's heads.
    pub columns: Vec<String>,
    /// The table's rows, the category first, every number written as people write it.
    pub rows: Vec<Vec<String>>,
    /// The table as a file: numbers without spaces, separated as spreadsheets of the language expect it.
    pub csv: String,
}

/// Draws a chart. `prefix` begins every id in it and must be unique on the page.
pub fn draw(chart: &Chart, prefix: &str) -> Drawn {
    let words = Words::of(&chart.lang);
    let compared = chart.baseline.into_iter().chain(chart.target);
    let numbers = Numbers::new(words, &chart.unit, chart.values().chain(compared));
    let ids = ids(prefix);
    let (columns, rows) = table::table(chart, words, &numbers);
    let facts = Facts {
        title: &chart.title,
        summary: facts::told(chart.summary.as_deref(), || summary::summary(chart, words, &numbers)),
        source: chart.source.as_deref(),
        columns,
        rows,
    };
    let drawing = match chart.kind {
        _ if chart.values().next().is_none() => svg::nothing(words),
        Kind::Bars | Kind::GroupedBars => bars::draw(chart, words, &numbers, &ids),
        Kind::Line => line::draw(chart, words, &numbers),
        Kind::Funnel => funnel::draw(chart, words.missing, &numbers),
        Kind::Radar => bars::draw(&radar::numbered(chart), words, &numbers, &ids),
    };
    let mut drawn = facts.drawn(drawing, &ids, words);
    drawn.csv = csv::write(&drawn.columns, &table::raw(chart, words), words);
    if chart.kind == Kind::Radar && chart.values().next().is_some() {
        drawn.beside = Some(std::mem::replace(&mut drawn.svg, radar::draw(chart).finish_hidden()));
    }
    drawn
}

/// A count to reckon with.
fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The prefix with nothing in it that an id or a `url(#…)` cannot hold.
fn ids(prefix: &str) -> String {
    let plain = prefix.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' });
    format!("chart-{}", plain.collect::<String>())
}

impl Chart {
    /// The number of a series in a category. What is no finite number is not known.
    fn value(&self, series: usize, category: usize) -> Option<f64> {
        self.series.get(series)?.values.get(category).copied().flatten().filter(|value| value.is_finite())
    }

    /// The numbers of a series that are known, each with its category.
    fn known(&self, series: usize) -> Vec<(usize, f64)> {
        (0..self.categories.len()).filter_map(|at| Some((at, self.value(series, at)?))).collect()
    }

    /// All numbers that are known.
    fn values(&self) -> impl Iterator<Item = f64> {
        (0..self.series.len()).flat_map(|series| self.known(series)).map(|(_, value)| value)
    }
}
