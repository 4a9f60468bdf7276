//! Lines over time. Each series has its own dashes and its own mark, and its name and last number at its end.

use super::axis;
use super::mark::{MARK, Shape, class, dashes};
use super::number::Numbers;
use super::scale::ticks;
use super::svg::{Anchor, Drawing, LINE, steady, units};
use super::text::{width, wrap};
use super::words::Words;
use super::{Chart, FONT, WIDTH, count};

/// The height of the part where lines are drawn, unless many names at its side need more.
const PLOT: f64 = 150.0;
/// Between an axis and its labels.
const GAP: f64 = 6.0;
/// The lines get at least this part of the width.
const LEAST_PLOT: f64 = 0.2;
/// The names at the ends of lines get at most this part of the width.
const MOST_NAMES: f64 = 0.34;
/// Letters in bold take so much more room.
const BOLD: f64 = 1.1;
/// About so many lines of the grid.
const N_TICKS: u8 = 4;
/// The axis begins at zero unless the numbers differ by less than this part of the largest.
const ZOOM: f64 = 0.3;

pub(super) fn draw(chart: &Chart, words: &Words, numbers: &Numbers) -> Drawing {
    let mut drawing = Drawing::default();
    if !numbers.unit_is_short() {
        drawing.text("chart-label", (0.0, LINE / 2.0), Anchor::Start, chart.unit.trim());
        drawing.height += LINE;
    }
    drawing.height += LINE / 2.0;
    let brief = numbers.brief();
    let fitting = |numbers| {
        let ends = ends(chart, words, numbers);
        let plot = Plot::new(chart, numbers, &ends, drawing.height);
        (ends, plot, numbers)
    };
    let (ends, plot, numbers) = match fitting(numbers) {
        (_, plot, _) if !plot.has_room => fitting(&brief),
        fits => fits,
    };
    grid(&mut drawing, &plot, numbers);
    for value in comparisons(chart, words).map(|(value, _)| value) {
        let y = plot.y(value);
        drawing.rule("chart-axis", (plot.left, y), (plot.right, y), Some("3 3"));
    }
    for series in 0..chart.series.len() {
        line(&mut drawing, &plot, series);
    }
    end_labels(&mut drawing, &plot, ends);
    drawing.height = drawing.height.max(plot.bottom);
    axis::names(&mut drawing, &chart.categories, (plot.left, plot.right), plot.bottom);
    drawing
}

/// What stands at the end of a line, and at which number.
struct End {
    value: f64,
    number: String,
    names: Vec<String>,
}

/// The ends of all lines, those to compare with included.
fn ends(chart: &Chart, words: &Words, numbers: &Numbers) -> Vec<End> {
    let most = MOST_NAMES * WIDTH / FONT;
    let end = |value: f64, name: &str| {
        let names = if name.trim().is_empty() { Vec::new() } else { wrap(name, most) };
        End { value, number: numbers.label(value), names }
    };
    let series = |series: usize| {
        let (_, value) = *chart.known(series).last()?;
        Some(end(value, if chart.series.len() > 1 { &chart.series[series].name } else { "" }))
    };
    let compared = comparisons(chart, words).map(|(value, word)| end(value, word));
    (0..chart.series.len()).filter_map(series).chain(compared).collect()
}

/// The baseline and the target, each with its word.
fn comparisons(chart: &Chart, words: &Words) -> impl Iterator<Item = (f64, &'static str)> {
    let all = [(chart.baseline, words.baseline), (chart.target, words.target)];
    all.into_iter().filter_map(|(value, word)| Some((value.filter(|value| value.is_finite())?, word)))
}

/// Where everything is.
struct Plot<'a> {
    chart: &'a Chart,
    ticks: Vec<f64>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Whether all that stands beside the lines is within the drawing.
    has_room: bool,
}

impl<'a> Plot<'a> {
    fn new(chart: &'a Chart, numbers: &Numbers, ends: &[End], top: f64) -> Self {
        let ticks = domain(chart);
        let widest = |labels: Vec<f64>| labels.into_iter().fold(0.0, f64::max) * FONT;
        let left = widest(ticks.iter().map(|tick| width(&numbers.short(*tick))).collect()) + GAP;
        let names = widest(
            ends.iter()
                .flat_map(|end| end.names.iter().chain([&end.number]))
                .map(|line| width(line) * BOLD)
                .collect(),
        );
        let right = WIDTH - names - GAP - MARK;
        let has_room = right >= left + LEAST_PLOT * WIDTH;
        let right = right.max(left + LEAST_PLOT * WIDTH);
        Self { chart, ticks, left, right, top, bottom: top + PLOT.max(height(ends)), has_room }
    }

    fn x(&self, category: usize) -> f64 {
        axis::place(category, self.chart.categories.len(), (self.left, self.right))
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        // Halved, so that the distance between the largest numbers there are can still be reckoned.
        let part = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        self.bottom - (self.bottom - self.top) * part.clamp(0.0, 1.0)
    }
}

/// The numbers of the grid: from zero, unless that would press the lines flat.
fn domain(chart: &Chart) -> Vec<f64> {
    let all = || chart.values().chain(chart.baseline).chain(chart.target).filter(|value| value.is_finite());
    let low = all().fold(f64::INFINITY, f64::min);
    let high = all().fold(f64::NEG_INFINITY, f64::max);
    let differ = high / 2.0 - low / 2.0;
    let flat = differ > 0.0 && differ < ZOOM * high.abs().max(low.abs()) / 2.0;
    if flat { ticks(low, high, N_TICKS) } else { ticks(low.min(0.0), high.max(0.0), N_TICKS) }
}

fn grid(drawing: &mut Drawing, plot: &Plot<'_>, numbers: &Numbers) {
    for tick in &plot.ticks {
        let y = plot.y(*tick);
        let class = if *tick == 0.0 { "chart-axis" } else { "chart-grid" };
        drawing.rule(class, (plot.left, y), (plot.right, y), None);
        drawing.text("chart-label", (plot.left - GAP, y), Anchor::End, &numbers.short(*tick));
    }
}

/// A series: a line through neighbours that are known, and a mark at each number.
fn line(drawing: &mut Drawing, plot: &Plot<'_>, series: usize) {
    let known = plot.chart.known(series);
    for stretch in known.chunk_by(|a, b| a.0 + 1 == b.0).filter(|stretch| stretch.len() > 1) {
        let points =
            stretch.iter().map(|(at, value)| format!("{},{}", units(plot.x(*at)), units(plot.y(*value))));
        let mut attributes = vec![
            ("class", "chart-line".to_owned()),
            ("points", points.collect::<Vec<_>>().join(" ")),
            ("fill", "none".to_owned()),
            steady(),
        ];
        attributes.extend(dashes(series).map(|dashes| ("stroke-dasharray", dashes.to_owned())));
        drawing.empty("polyline", &attributes);
    }
    for (at, value) in known {
        Shape::of_series(series).draw(drawing, class(series), (plot.x(at), plot.y(value)), MARK);
    }
}

/// The numbers and names at the ends, moved apart where lines end close together, and never below the axis.
fn end_labels(drawing: &mut Drawing, plot: &Plot<'_>, mut ends: Vec<End>) {
    ends.sort_by(|a, b| b.value.total_cmp(&a.value));
    let mut free = f64::NEG_INFINITY;
    let mut room = height(&ends);
    for end in &ends {
        let y = plot.y(end.value).max(free).min(plot.bottom + LINE / 2.0 - room);
        let x = plot.right + GAP + MARK;
        drawing.text("chart-value", (x, y), Anchor::Start, &end.number);
        for (y, name) in (1..).map(|line| y + LINE * f64::from(line)).zip(&end.names) {
            drawing.text("chart-label", (x, y), Anchor::Start, name);
        }
        free = y + end.height();
        room -= end.height();
    }
}

/// How much room the ends need below each other.
fn height(ends: &[End]) -> f64 {
    ends.iter().map(End::height).sum()
}

impl End {
    fn height(&self) -> f64 {
        LINE * count(1 + self.names.len()) + 2.0
    }
}
