//! A funnel: how many there are in each phase, from the first to the last, every bar in the middle so that one sees where
//! it narrows. Names and numbers stand above the bars, where they have room whatever the bars are.

use super::number::Numbers;
use super::svg::{Anchor, Drawing, LINE, steady, units};
use super::text::{width, wrap};
use super::{Chart, FONT, WIDTH, axis, count};

/// The height of a bar.
const BAR: f64 = 16.0;
/// Between a name and its bar.
const BELOW_NAME: f64 = 5.0;
/// Between a bar and the next name.
const BELOW_BAR: f64 = 9.0;
/// The narrowest bar that can be seen.
const SEEN: f64 = 2.0;
/// Letters in bold take so much more room.
const BOLD: f64 = 1.1;

pub(super) fn draw(chart: &Chart, missing: &str, numbers: &Numbers) -> Drawing {
    let mut drawing = Drawing::default();
    let most = chart.values().fold(0.0, f64::max);
    for at in 0..chart.categories.len() {
        let value = chart.value(0, at);
        let number = value.map_or(missing.to_owned(), |value| numbers.full(value));
        heading(&mut drawing, &chart.categories[at], &number);
        let bar = value.map_or(0.0, |value| length(value, most));
        let place = [
            ("x", units((WIDTH - bar) / 2.0)),
            ("y", units(drawing.height)),
            ("width", units(bar)),
            ("height", units(BAR)),
            steady(),
        ];
        if bar > 0.0 {
            drawing.empty("rect", &[&[("class", "chart-bar".to_owned())], &place[..]].concat());
        } else {
            let y = drawing.height + BAR / 2.0;
            drawing.rule("chart-axis", (WIDTH / 2.0 - 8.0, y), (WIDTH / 2.0 + 8.0, y), Some("3 3"));
        }
        drawing.height += BAR + BELOW_BAR;
    }
    drawing
}

/// A name with its number, in the middle; in several lines when one does not hold both.
fn heading(drawing: &mut Drawing, name: &str, number: &str) {
    let one = format!("{name} ");
    let room = (width(&one) + width(number) * BOLD) * FONT;
    if room <= WIDTH {
        let parts = [(Some("chart-label"), one.as_str()), (None, number)];
        drawing.spans("chart-value", (WIDTH / 2.0, drawing.height + LINE / 2.0), Anchor::Middle, &parts);
        drawing.height += LINE;
    } else {
        for (class, text, bold) in [("chart-label", name, 1.0), ("chart-value", number, BOLD)] {
            let lines = wrap(text, WIDTH / FONT / bold);
            drawing.height += LINE * count(lines.len());
            let (x, anchor) = axis::within(WIDTH / 2.0, axis::widest_of(&lines) * bold);
            drawing.lines(class, (x, drawing.height - 0.25 * FONT), anchor, &lines);
        }
    }
    drawing.height += BELOW_NAME;
}

/// How wide a bar is: at least so that it can be seen, unless it stands for nothing.
fn length(value: f64, most: f64) -> f64 {
    if value <= 0.0 { 0.0 } else { (value / most * WIDTH).max(SEEN) }
}
