//! A year wheel: twelve months round, a ring for each actor, and in each field the numbers of what the actor does then.
//! What it is stands in the table and in the list that a page writes beside it: sentences have no room in a wheel.

use std::f64::consts::TAU;

use super::facts::{Facts, told};
use super::mark::{fill, pattern};
use super::svg::{Anchor, Drawing, LINE, steady, units};
use super::text::wrap;
use super::words::Words;
use super::{Drawn, FONT, WIDTH, count, ids};

/// What recurs each year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wheel {
    /// The message, in a sentence.
    pub title: String,
    /// What the wheel says, in a sentence; made from its items when left out.
    pub summary: Option<String>,
    /// What recurs, in the order that gives it its numbers.
    pub items: Vec<WheelItem>,
    /// Where it is told.
    pub source: Option<String>,
    /// The language of months and of the room's own words.
    pub lang: String,
}

/// Something that recurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WheelItem {
    /// The months it takes place in, 1 to 12; none when they are not set.
    pub months: Vec<u8>,
    /// What it is.
    pub text: String,
    /// Who does it.
    pub actor: String,
    /// What they do about it, such as *säkerställer*.
    pub relation: String,
    /// Whether they only help with it: its number stands in a circle, that of others in a square.
    pub is_support: bool,
}

/// The radius of the wheel.
const RADIUS: f64 = WIDTH / 2.0 - 2.0;
/// The inner edge of the ring of months, and of the innermost ring.
const MONTHS: f64 = 128.0;
const HOLE: f64 = 42.0;
/// More rings than these are too narrow for numbers: then all share one.
const MOST_RINGS: usize = 3;
/// Between the wheel and the key, and a sample in the key.
const GAP: f64 = 8.0;
const SAMPLE: f64 = 22.0;

/// Draws a year wheel. `prefix` begins every id in it and must be unique on the page.
pub fn draw_wheel(wheel: &Wheel, prefix: &str) -> Drawn {
    let words = Words::of(&wheel.lang);
    let ids = ids(prefix);
    let drawing = if wheel.items.iter().any(WheelItem::is_dated) {
        drawing(wheel, words, &ids)
    } else {
        super::svg::nothing(words)
    };
    let row = |(item, number): (&WheelItem, usize)| {
        let months: Vec<_> = item.months().map(|month| words.months[month]).collect();
        let months = if months.is_empty() { words.no_month.to_owned() } else { months.join(", ") };
        vec![number.to_string(), months, item.text.clone(), item.actor.clone(), item.relation.clone()]
    };
    let facts = Facts {
        title: &wheel.title,
        summary: told(wheel.summary.as_deref(), || summary(wheel, words)),
        source: wheel.source.as_deref(),
        columns: words.wheel_heads.iter().map(|&head| head.to_owned()).collect(),
        rows: wheel.items.iter().zip(1..).map(row).collect(),
    };
    facts.drawn(drawing, &ids, words)
}

impl WheelItem {
    /// The months it takes place in, from 0.
    fn months(&self) -> impl Iterator<Item = usize> {
        self.months.iter().filter(|month| (1..=12).contains(*month)).map(|month| usize::from(*month) - 1)
    }

    fn is_dated(&self) -> bool {
        self.months().next().is_some()
    }
}

fn summary(wheel: &Wheel, words: &Words) -> String {
    let dated = wheel.items.iter().filter(|item| item.is_dated()).count();
    let undated = wheel.items.len() - dated;
    let mut months: Vec<usize> = wheel.items.iter().flat_map(WheelItem::months).collect();
    months.sort_unstable();
    months.dedup();
    let n = months.len();
    let (first, second) = if words.is_swedish() {
        let items = if dated == 1 { "punkt" } else { "punkter" };
        (
            format!("{dated} {items} har en tid på året, i {n} av 12 månader."),
            format!("{undated} har ingen månad."),
        )
    } else {
        let items = if dated == 1 { "item has" } else { "items have" };
        (
            format!("{dated} {items} a time in the year, in {n} of 12 months."),
            format!("Without a month: {undated}."),
        )
    };
    if undated == 0 { first } else { format!("{first} {second}") }
}

/// The actors that have a time in the year, in the order they first appear.
fn actors(wheel: &Wheel) -> Vec<&str> {
    let mut actors = Vec::new();
    for item in wheel.items.iter().filter(|item| item.is_dated()) {
        if !actors.contains(&item.actor.as_str()) {
            actors.push(item.actor.as_str());
        }
    }
    actors
}

fn drawing(wheel: &Wheel, words: &Words, ids: &str) -> Drawing {
    let mut drawing = Drawing::reaching(WIDTH);
    let actors = actors(wheel);
    let n_rings = if actors.len() > MOST_RINGS { 1 } else { actors.len() };
    (1..n_rings).for_each(|ring| drawing.define(&pattern(ids, ring)));
    for month in 0..12 {
        sector(&mut drawing, "chart-field", month, (MONTHS, RADIUS), None);
        let place = polar(month, f64::midpoint(MONTHS, RADIUS));
        drawing.text("chart-label", place, Anchor::Middle, words.short_months[month]);
    }
    let thickness = (MONTHS - HOLE) / count(n_rings);
    for (ring, actor) in actors.iter().enumerate().take(n_rings) {
        let outer = MONTHS - thickness * count(ring);
        for month in 0..12 {
            let here: Vec<usize> = (0..wheel.items.len())
                .filter(|at| n_rings == 1 || wheel.items[*at].actor == *actor)
                .filter(|at| wheel.items[*at].months().any(|other| other == month))
                .collect();
            field(&mut drawing, wheel, &here, month, (outer - thickness, outer), ring, ids);
        }
    }
    drawing.height += GAP;
    if n_rings > 1 {
        key_of_rings(&mut drawing, &actors, words, ids);
    }
    key_of_marks(&mut drawing, wheel);
    drawing
}

/// What one actor does in a month.
fn field(
    drawing: &mut Drawing,
    wheel: &Wheel,
    here: &[usize],
    month: usize,
    (inner, outer): (f64, f64),
    ring: usize,
    ids: &str,
) {
    let class = if here.is_empty() { "chart-field-empty" } else { "chart-field" };
    sector(drawing, class, month, (inner, outer), None);
    if !here.is_empty() && ring > 0 {
        sector(drawing, "chart-pattern", month, (inner, outer), Some(fill(ids, ring)));
    }
    let middle = polar(month, f64::midpoint(inner, outer));
    match *here {
        [] => {}
        [one] => number(drawing, wheel, one, middle),
        [first, second] if outer - inner >= 2.0 * LINE + 2.0 => {
            number(drawing, wheel, first, (middle.0, middle.1 - LINE / 2.0 - 0.5));
            number(drawing, wheel, second, (middle.0, middle.1 + LINE / 2.0 + 0.5));
        }
        _ => {
            disc(drawing, middle, "chart-mark");
            drawing.text("chart-value", middle, Anchor::Middle, &format!("{}×", here.len()));
        }
    }
}

/// The number of an item: in a square what is ensured, in a circle what is only supported.
fn number(drawing: &mut Drawing, wheel: &Wheel, item: usize, (x, y): (f64, f64)) {
    mark(drawing, wheel.items[item].is_support, (x, y));
    drawing.text("chart-value", (x, y), Anchor::Middle, &(item + 1).to_string());
}

fn mark(drawing: &mut Drawing, is_support: bool, (x, y): (f64, f64)) {
    if is_support {
        return disc(drawing, (x, y), "chart-mark");
    }
    let half = LINE / 2.0;
    drawing.empty(
        "rect",
        &[
            ("class", "chart-mark".to_owned()),
            ("x", units(x - half - 2.0)),
            ("y", units(y - half)),
            ("width", units(LINE + 4.0)),
            ("height", units(LINE)),
            steady(),
        ],
    );
}

fn disc(drawing: &mut Drawing, (x, y): (f64, f64), class: &str) {
    let place = [
        ("class", class.to_owned()),
        ("cx", units(x)),
        ("cy", units(y)),
        ("rx", units(LINE / 2.0 + 3.0)),
        ("ry", units(LINE / 2.0)),
        steady(),
    ];
    drawing.empty("ellipse", &place);
}

/// A field between two radii.
fn sector(
    drawing: &mut Drawing,
    class: &str,
    month: usize,
    (inner, outer): (f64, f64),
    fill: Option<String>,
) {
    let turn = |at: f64, radius: f64| {
        let (sin, cos) = (TAU * at / 12.0).sin_cos();
        format!("{} {}", units(WIDTH / 2.0 + radius * sin), units(WIDTH / 2.0 - radius * cos))
    };
    let (from, to) = (count(month), count(month + 1));
    let (r_out, r_in) = (units(outer), units(inner));
    let path = format!(
        "M{}A{r_out} {r_out} 0 0 1 {}L{}A{r_in} {r_in} 0 0 0 {}Z",
        turn(from, outer),
        turn(to, outer),
        turn(to, inner),
        turn(from, inner)
    );
    let mut attributes = vec![("class", class.to_owned()), ("d", path), steady()];
    attributes.extend(fill.map(|fill| ("fill", fill)));
    drawing.empty("path", &attributes);
}

/// The middle of a month at a distance from the middle of the wheel. January begins at the top.
fn polar(month: usize, radius: f64) -> (f64, f64) {
    let (sin, cos) = (TAU * (count(month) + 0.5) / 12.0).sin_cos();
    (WIDTH / 2.0 + radius * sin, WIDTH / 2.0 - radius * cos)
}

/// Whose rings they are, the outermost first.
fn key_of_rings(drawing: &mut Drawing, actors: &[&str], words: &Words, ids: &str) {
    for (ring, actor) in actors.iter().enumerate() {
        let place = words.ring(ring, actors.len());
        let y = drawing.height + 1.0;
        let sample = |class: &str, fill: Option<String>| {
            let mut attributes = vec![
                ("class", class.to_owned()),
                ("x", units(1.0)),
                ("y", units(y)),
                ("width", units(SAMPLE)),
                ("height", units(LINE - 2.0)),
                steady(),
            ];
            attributes.extend(fill.map(|fill| ("fill", fill)));
            attributes
        };
        drawing.empty("rect", &sample("chart-field", None));
        if ring > 0 {
            drawing.empty("rect", &sample("chart-pattern", Some(fill(ids, ring))));
        }
        key_line(drawing, &format!("{actor} ({place})"));
    }
}

/// What squares and circles mean, in the words of the items.
fn key_of_marks(drawing: &mut Drawing, wheel: &Wheel) {
    for is_support in [false, true] {
        let word = wheel.items.iter().find(|item| item.is_dated() && item.is_support == is_support);
        if let Some(word) = word.map(|item| item.relation.trim()).filter(|word| !word.is_empty()) {
            let y = drawing.height + LINE / 2.0;
            mark(drawing, is_support, (1.0 + SAMPLE / 2.0, y));
            key_line(drawing, word);
        }
    }
}

fn key_line(drawing: &mut Drawing, text: &str) {
    let left = SAMPLE + GAP;
    let lines = wrap(text, (WIDTH - left) / FONT);
    drawing.height += LINE * count(lines.len());
    drawing.lines("chart-label", (left, drawing.height - 0.25 * FONT), Anchor::Start, &lines);
    drawing.height += 3.0;
}
