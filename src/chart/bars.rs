//! Lying bars. Names stand above their bars, where even long ones have room on a phone, and numbers beside them.

use super::axis;
use super::mark::{pattern, rectangle};
use super::number::Numbers;
use super::svg::{Anchor, Drawing, LINE};
use super::text::{width, wrap};
use super::words::Words;
use super::{Chart, FONT, WIDTH, count};

/// The height of a bar.
const BAR: f64 = 12.0;
/// Between the bars of a group: what is left of a line of text beside a bar.
const BETWEEN_BARS: f64 = LINE - BAR;
/// Between a name and its first bar.
const BELOW_NAME: f64 = 5.0;
/// Between groups.
const BETWEEN_GROUPS: f64 = 11.0;
/// Between a bar and its number.
const BEFORE_NUMBER: f64 = 6.0;
/// The shortest bar that can be seen.
const SEEN: f64 = 1.0;
/// Letters in bold take so much more room.
const BOLD: f64 = 1.1;
/// The bars get at least this part of the width before the names of series must stand elsewhere.
const LEAST_BARS: f64 = 0.4;

pub(super) fn draw(chart: &Chart, words: &Words, numbers: &Numbers, ids: &str) -> Drawing {
    let direct = Layout::new(chart, words, numbers, chart.series.len() > 1);
    let has_room = direct.bars_width() >= LEAST_BARS * WIDTH && direct.labels_fit();
    let layout =
        if direct.names_beside && !has_room { Layout::new(chart, words, numbers, false) } else { direct };
    let mut drawing = Drawing::default();
    (1..chart.series.len()).for_each(|series| drawing.define(&pattern(ids, series)));
    if !numbers.unit_is_short() {
        drawing.text("chart-label", (0.0, LINE / 2.0), Anchor::Start, chart.unit.trim());
        drawing.height += LINE + 4.0;
    }
    if chart.series.len() > 1 && !layout.names_beside {
        key(&mut drawing, chart, ids);
    }
    let marks = marks(chart, words, numbers, &layout);
    for (x, label) in &marks {
        let (x, anchor) = axis::within(*x, width(label) * FONT);
        drawing.text("chart-label", (x, drawing.height + LINE / 2.0), anchor, label);
        drawing.height += LINE;
    }
    let last = chart.categories.len().saturating_sub(1);
    for (at, category) in chart.categories.iter().enumerate() {
        let lines = wrap(category, WIDTH / FONT);
        drawing.height += LINE * count(lines.len());
        drawing.lines("chart-label", (0.0, drawing.height - 0.25 * FONT), Anchor::Start, &lines);
        drawing.height += BELOW_NAME;
        let top = drawing.height;
        group(&mut drawing, &layout, at, ids);
        let bottom = drawing.height;
        drawing.rule("chart-axis", (layout.zero, top - 2.0), (layout.zero, bottom + 2.0), None);
        for (x, _) in &marks {
            drawing.rule("chart-axis", (*x, top - 2.0), (*x, bottom + 2.0), Some("3 3"));
        }
        drawing.height += if at == last { 4.0 } else { BETWEEN_GROUPS };
    }
    drawing
}

/// The bars of one category.
fn group(drawing: &mut Drawing, layout: &Layout<'_>, category: usize, ids: &str) {
    for (series, Series { name, labels }) in layout.series.iter().enumerate() {
        let middle = drawing.height + BAR / 2.0;
        let end = match layout.chart.value(series, category) {
            Some(value) => bar(drawing, layout, value, series, ids),
            None => layout.zero,
        };
        let known = layout.chart.value(series, category).is_some();
        let class = if known { "chart-value" } else { "chart-label" };
        let name = name.as_ref().map(|name| format!(" {name}"));
        let mut parts = vec![(None, labels[category].as_str())];
        parts.extend(name.as_deref().map(|name| (Some("chart-label"), name)));
        drawing.spans(class, (end + BEFORE_NUMBER, middle), Anchor::Start, &parts);
        drawing.height += BAR + BETWEEN_BARS;
    }
    drawing.height -= BETWEEN_BARS;
}

/// One bar; gives where its number may begin.
fn bar(drawing: &mut Drawing, layout: &Layout<'_>, value: f64, series: usize, ids: &str) -> f64 {
    let length = layout.length(value);
    let x = if value < 0.0 { layout.zero - length } else { layout.zero };
    if length > 0.0 {
        rectangle(drawing, (x, drawing.height, length, BAR), series, ids);
    }
    if value < 0.0 { layout.zero } else { layout.zero + length }
}

/// The names of the series, each with a piece of its bars, for names too long to stand beside every bar.
fn key(drawing: &mut Drawing, chart: &Chart, ids: &str) {
    const SWATCH: f64 = 22.0;
    for (at, series) in chart.series.iter().enumerate() {
        let lines = wrap(&series.name, (WIDTH - SWATCH - BEFORE_NUMBER) / FONT);
        let y = drawing.height + (LINE - BAR) / 2.0;
        rectangle(drawing, (0.0, y, SWATCH, BAR), at, ids);
        drawing.height += LINE * count(lines.len());
        let foot = drawing.height - 0.25 * FONT;
        drawing.lines("chart-label", (SWATCH + BEFORE_NUMBER, foot), Anchor::Start, &lines);
    }
    drawing.height += 8.0;
}

/// The lines to compare with: where each is and what it is called.
fn marks(chart: &Chart, words: &Words, numbers: &Numbers, layout: &Layout<'_>) -> Vec<(f64, String)> {
    [(chart.baseline, words.baseline), (chart.target, words.target)]
        .into_iter()
        .filter_map(|(value, word)| {
            let value = value.filter(|value| value.is_finite())?;
            Some((layout.x(value), format!("{word} {}", numbers.label(value))))
        })
        .collect()
}

/// Where everything is from left to right.
struct Layout<'a> {
    chart: &'a Chart,
    series: Vec<Series>,
    names_beside: bool,
    /// What a number is divided by before it is drawn, so that none is too large to reckon with.
    divisor: f64,
    /// The length of a bar of `divisor`.
    per_unit: f64,
    /// Where bars begin.
    zero: f64,
    /// How far right the longest bar reaches, in `divisor`s.
    most: f64,
    least: f64,
}

/// What stands beside the bars of a series.
struct Series {
    /// Its name, when that stands beside every bar.
    name: Option<String>,
    /// Its number in each category.
    labels: Vec<String>,
}

impl<'a> Layout<'a> {
    fn new(chart: &'a Chart, words: &Words, numbers: &Numbers, names_beside: bool) -> Self {
        let label = |value: Option<f64>| value.map_or(words.missing.to_owned(), |value| numbers.label(value));
        let series = (0..chart.series.len()).map(|at| Series {
            name: names_beside.then(|| chart.series[at].name.trim().to_owned()),
            labels: (0..chart.categories.len()).map(|category| label(chart.value(at, category))).collect(),
        });
        let series: Vec<_> = series.collect();
        let lines = || {
            let compared = chart.baseline.into_iter().chain(chart.target).chain(chart.most);
            compared.filter(|value| value.is_finite())
        };
        let divisor = chart.values().chain(lines()).fold(0.0_f64, |most, value| most.max(value.abs()));
        let divisor = if divisor > 0.0 { divisor } else { 1.0 };
        let all = || chart.values().chain(lines()).map(|value| value / divisor);
        let least = all().fold(0.0, f64::min);
        let most = all().fold(0.0, f64::max);
        let mut layout = Self { chart, series, names_beside, divisor, per_unit: 0.0, zero: 0.0, most, least };
        layout.per_unit = layout.fitting().max(0.0);
        // Not told by `least`: next to a huge number a tiny one below zero is no more than zero.
        let any_negative = chart.values().any(|value| value < 0.0);
        layout.zero = (-least * layout.per_unit).max(if any_negative { SEEN } else { 0.0 });
        layout
    }

    /// The largest scale at which every bar and its number fit.
    fn fitting(&self) -> f64 {
        let span = self.most - self.least;
        let mut scale = if span > 0.0 { WIDTH / span } else { 0.0 };
        for (at, series) in self.series.iter().enumerate() {
            let name = series.name.as_ref().map_or(0.0, |name| width(" ") + width(name));
            for (category, label) in series.labels.iter().enumerate() {
                let reach =
                    (self.chart.value(at, category).unwrap_or(0.0) / self.divisor).max(0.0) - self.least;
                let room = WIDTH - SEEN - BEFORE_NUMBER - (width(label) * BOLD + name) * FONT;
                if reach > 0.0 {
                    scale = scale.min(room / reach);
                }
            }
        }
        scale
    }

    /// Whether what stands beside the bars is within the drawing even where a bar has no length.
    fn labels_fit(&self) -> bool {
        let room = WIDTH - self.zero - BEFORE_NUMBER;
        self.series.iter().all(|series| {
            let name = series.name.as_ref().map_or(0.0, |name| width(" ") + width(name));
            series.labels.iter().all(|label| (width(label) * BOLD + name) * FONT <= room)
        })
    }

    /// How much of the width the bars have.
    fn bars_width(&self) -> f64 {
        (self.most - self.least) * self.per_unit
    }

    /// How long a bar is: at least so that it can be seen, unless it stands for nothing.
    fn length(&self, value: f64) -> f64 {
        if value == 0.0 { 0.0 } else { (value.abs() / self.divisor * self.per_unit).max(SEEN) }
    }

    fn x(&self, value: f64) -> f64 {
        (self.zero + value / self.divisor * self.per_unit).clamp(0.0, WIDTH)
    }
}
