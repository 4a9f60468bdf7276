//! A radar: a corner for each category, as far from the middle as its number. It shows a shape at a glance and nothing
//! exactly, so that it is never drawn without bars of the same numbers beside it; their names explain its corners.

use std::f64::consts::TAU;

use super::mark::{MARK, Shape, class, dashes};
use super::scale::ticks;
use super::svg::{Anchor, Drawing, LINE, steady, units};
use super::text::{width, wrap};
use super::{Chart, FONT, WIDTH, count};

/// From the middle to a corner.
const RADIUS: f64 = 118.0;
/// Between a corner and its number.
const GAP: f64 = 13.0;
/// About so many rings.
const N_RINGS: u8 = 5;
/// A sample of a series' line in the key.
const SAMPLE: f64 = 26.0;

pub(super) fn draw(chart: &Chart) -> Drawing {
    let mut drawing = Drawing::default();
    let radar = Radar::new(chart);
    for part in &radar.rings {
        let points: Vec<_> = (0..chart.categories.len()).map(|at| radar.at(at, *part)).collect();
        drawing.empty(
            "path",
            &[
                ("class", "chart-grid".to_owned()),
                ("d", outline(&points)),
                ("fill", "none".to_owned()),
                steady(),
            ],
        );
    }
    for at in 0..chart.categories.len() {
        drawing.rule("chart-grid", radar.middle, radar.at(at, 1.0), None);
    }
    for series in 0..chart.series.len() {
        web(&mut drawing, &radar, series);
    }
    numbers(&mut drawing, &radar);
    drawing.height = radar.middle.1 + RADIUS + GAP + LINE;
    key(&mut drawing, chart);
    drawing
}

/// The same numbers as bars, each name with the number of its corner.
pub(super) fn numbered(chart: &Chart) -> Chart {
    let categories = chart.categories.iter().zip(1..).map(|(name, number)| format!("{number}. {name}"));
    Chart { categories: categories.collect(), ..chart.clone() }
}

struct Radar<'a> {
    chart: &'a Chart,
    middle: (f64, f64),
    /// The number at the corners.
    most: f64,
    /// The rings, as parts of the way to a corner.
    rings: Vec<f64>,
}

impl<'a> Radar<'a> {
    fn new(chart: &'a Chart) -> Self {
        let highest = chart.values().chain(chart.most).filter(|value| value.is_finite()).fold(0.0, f64::max);
        let marks = ticks(0.0, highest, N_RINGS);
        let most = if chart.most.is_some() && highest > 0.0 { highest } else { marks[marks.len() - 1] };
        let rings = marks.into_iter().map(|mark| mark / most).filter(|part| *part > 0.0 && *part < 1.0);
        Self { chart, middle: (WIDTH / 2.0, LINE + GAP + RADIUS), most, rings: rings.chain([1.0]).collect() }
    }

    /// The place of a category at a part of the way from the middle to its corner. The first stands at the top, the others
    /// follow clockwise.
    fn at(&self, category: usize, part: f64) -> (f64, f64) {
        self.away(category, RADIUS * part)
    }

    fn away(&self, category: usize, distance: f64) -> (f64, f64) {
        let (sin, cos) = (TAU * count(category) / count(self.chart.categories.len())).sin_cos();
        (self.middle.0 + distance * sin, self.middle.1 - distance * cos)
    }

    /// The place of a number. What is below zero stands in the middle.
    fn place(&self, category: usize, value: f64) -> (f64, f64) {
        self.at(category, (value / self.most).clamp(0.0, 1.0))
    }
}

/// A series: its corners, and lines between neighbours that are both known.
fn web(drawing: &mut Drawing, radar: &Radar<'_>, series: usize) {
    let n = radar.chart.categories.len();
    let corner = |at: usize| Some(radar.place(at, radar.chart.value(series, at)?));
    let corners: Vec<_> = (0..n).filter_map(corner).collect();
    let path = if corners.len() == n {
        outline(&corners)
    } else {
        let side = |at: usize| Some(format!("M{}L{}", point(corner(at)?), point(corner((at + 1) % n)?)));
        (0..n).filter_map(side).collect()
    };
    if corners.len() > 1 && !path.is_empty() {
        let mut attributes =
            vec![("class", "chart-line".to_owned()), ("d", path), ("fill", "none".to_owned()), steady()];
        attributes.extend(dashes(series).map(|dashes| ("stroke-dasharray", dashes.to_owned())));
        drawing.empty("path", &attributes);
    }
    for place in corners {
        Shape::of_series(series).draw(drawing, class(series), place, MARK);
    }
}

/// The number of each corner; of very many only some.
fn numbers(drawing: &mut Drawing, radar: &Radar<'_>) {
    let n = radar.chart.categories.len();
    let room = TAU * (RADIUS + GAP);
    let widest = (width(&n.to_string()) * FONT).max(LINE) * 1.3;
    let every = (1..=n).find(|every| room * count(*every) / count(n) >= widest).unwrap_or(n);
    // The last of an uneven number could come too close to the first.
    for at in (0..n).step_by(every.max(1)).filter(|at| *at == 0 || at + every <= n) {
        drawing.text("chart-value", radar.away(at, RADIUS + GAP), Anchor::Middle, &(at + 1).to_string());
    }
}

/// Which line is which, where there are several.
fn key(drawing: &mut Drawing, chart: &Chart) {
    for (at, series) in chart.series.iter().enumerate().filter(|_| chart.series.len() > 1) {
        let lines = wrap(&series.name, (WIDTH - SAMPLE - GAP) / FONT);
        let y = drawing.height + LINE / 2.0;
        drawing.rule("chart-line", (MARK, y), (SAMPLE, y), dashes(at));
        Shape::of_series(at).draw(drawing, class(at), (SAMPLE / 2.0 + MARK / 2.0, y), MARK);
        drawing.height += LINE * count(lines.len());
        drawing.lines(
            "chart-label",
            (SAMPLE + GAP / 2.0, drawing.height - 0.25 * FONT),
            Anchor::Start,
            &lines,
        );
    }
    drawing.height += if chart.series.len() > 1 { 4.0 } else { 0.0 };
}

/// A closed line through some places.
fn outline(points: &[(f64, f64)]) -> String {
    format!("M{}Z", points.iter().map(|place| point(*place)).collect::<Vec<_>>().join("L"))
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", units(x), units(y))
}
