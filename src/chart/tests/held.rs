//! What every drawing must be, whatever it is drawn from.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::*;

/// The classes that themes know.
const CLASSES: &[&str] = &[
    "chart",
    "chart-bar",
    "chart-bar-2",
    "chart-open",
    "chart-pattern",
    "chart-field",
    "chart-field-empty",
    "chart-mark",
    "chart-line",
    "chart-axis",
    "chart-grid",
    "chart-label",
    "chart-value",
    "chart-level-1",
    "chart-level-2",
    "chart-level-3",
    "chart-level-4",
];

/// Holds what every drawing must: well-formed, ids of its own, known classes, no styles, nothing that is not a number,
/// nothing outside, no text on another.
#[track_caller]
pub(super) fn check(drawn: &Drawn) {
    for svg in std::iter::once(&drawn.svg).chain(&drawn.beside) {
        check_svg(svg);
    }
    assert!(drawn.svg.contains("role=\"img\"") != drawn.beside.is_some(), "one of them has the words");
    assert!(drawn.rows.iter().all(|row| row.len() == drawn.columns.len()), "{:?}", drawn.rows);
}

#[track_caller]
fn check_svg(svg: &str) {
    let mut reader = Reader::from_str(svg);
    let mut seen = Seen::default();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(start) => {
                seen.element(&start);
                seen.depth += 1;
            }
            Event::Empty(start) => seen.element(&start),
            Event::End(_) => {
                seen.depth -= 1;
                seen.end();
            }
            Event::Text(text) => seen.text(&text),
            Event::GeneralRef(name) => seen.text(match &*name {
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                _ => "&",
            }),
            _ => {}
        }
    }
    assert!(seen.referred.iter().all(|id| seen.ids.contains(id)), "{:?}", seen.referred);
    for (at, one) in seen.boxes.iter().enumerate() {
        assert!(
            one.left >= -0.1
                && one.right <= WIDTH + 0.1
                && one.top >= -0.1
                && one.bottom <= seen.height + 0.1,
            "outside {}: {one:?}\n{svg}",
            seen.height
        );
        for other in &seen.boxes[at + 1..] {
            assert!(!one.covers(other), "{one:?} on {other:?}\n{svg}");
        }
    }
}

#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    referred: Vec<String>,
    height: f64,
    depth: usize,
    /// The lines of the text that is being read: where each begins, and what it holds.
    lines: Vec<Line>,
    is_text: bool,
    is_pattern: bool,
    boxes: Vec<Area>,
}

#[derive(Clone, Debug)]
struct Line {
    x: f64,
    /// The middle of the line.
    y: f64,
    anchor: String,
    bold: bool,
    text: String,
    width: f64,
}

/// Where a line of text is.
#[derive(Clone, Debug)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    #[expect(dead_code, reason = "shown when a test fails")]
    text: String,
}

impl Area {
    fn covers(&self, other: &Self) -> bool {
        let apart = self.right <= other.left + 0.2
            || other.right <= self.left + 0.2
            || self.bottom <= other.top + 0.2
            || other.bottom <= self.top + 0.2;
        !apart
    }
}

impl Seen {
    fn element(&mut self, start: &BytesStart<'_>) {
        let name = start.name().as_ref().to_owned();
        self.is_pattern |= name == "pattern";
        let mut given = std::collections::BTreeMap::new();
        for attribute in start.attributes() {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.value.to_string();
            self.attribute(&name, &key, &value);
            given.insert(key, value);
        }
        let number =
            |key: &str| given.get(key).and_then(|value| value.trim_end_matches("em").parse::<f64>().ok());
        match name.as_str() {
            "svg" => self.height = given["viewBox"].split(' ').nth(3).unwrap().parse().unwrap(),
            "text" => {
                self.is_text = true;
                let dy = number("dy").unwrap_or(0.0);
                self.lines = vec![Line {
                    x: number("x").unwrap(),
                    // The foot of letters; `dy` of 0.35em puts their middle at `y`.
                    y: number("y").unwrap() + dy * FONT - 0.35 * FONT,
                    anchor: given.get("text-anchor").cloned().unwrap_or_default(),
                    bold: given["class"] == "chart-value",
                    text: String::new(),
                    width: 0.0,
                }];
            }
            "tspan" => {
                let mut line = self.lines.last().unwrap().clone();
                line.bold &= !given.contains_key("font-weight");
                if let Some(x) = number("x") {
                    line.x = x;
                    line.y += number("dy").unwrap() * FONT;
                    line.text.clear();
                    line.width = 0.0;
                    self.lines.push(line);
                } else {
                    self.lines.last_mut().unwrap().bold = line.bold;
                }
            }
            "rect" | "line" | "circle" | "ellipse" if !self.is_pattern => self.inside(&name, &given),
            _ => {}
        }
    }

    /// That a shape is within the drawing.
    fn inside(&self, name: &str, given: &std::collections::BTreeMap<String, String>) {
        let number = |key: &str| given[key].parse::<f64>().unwrap();
        let (left, right, top, bottom) = match name {
            "rect" => {
                (number("x"), number("x") + number("width"), number("y"), number("y") + number("height"))
            }
            "line" => (
                number("x1").min(number("x2")),
                number("x1").max(number("x2")),
                number("y1").min(number("y2")),
                number("y1").max(number("y2")),
            ),
            _ => {
                let (rx, ry) = if name == "circle" { ("r", "r") } else { ("rx", "ry") };
                let (cx, cy) = (number("cx"), number("cy"));
                (cx - number(rx), cx + number(rx), cy - number(ry), cy + number(ry))
            }
        };
        assert!(
            left >= -0.01 && right <= WIDTH + 0.01 && top >= -0.01 && bottom <= self.height + 0.01,
            "{name} outside: {given:?} of {}",
            self.height
        );
        assert!(left <= right && top <= bottom, "{name} inside out: {given:?}");
    }

    fn attribute(&mut self, element: &str, key: &str, value: &str) {
        assert!(!value.contains("NaN") && !value.contains("inf"), "{element} {key} {value}");
        match key {
            "style" => panic!("a style attribute"),
            "id" => assert!(self.ids.insert(value.to_owned()), "{value} twice"),
            "aria-labelledby" | "aria-describedby" => self.referred.push(value.to_owned()),
            "fill" if value.starts_with("url(#") => self.referred.push(value[5..value.len() - 1].to_owned()),
            "d" | "points" if !self.is_pattern && !value.contains('A') => {
                let numbers = value.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')));
                for number in numbers.filter(|text| !text.is_empty()) {
                    let number: f64 = number.parse().unwrap();
                    assert!((-0.01..=WIDTH.max(self.height) + 0.01).contains(&number), "{value}");
                }
            }
            "class" => assert!(CLASSES.contains(&value), "{value}"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text
            && let Some(line) = self.lines.last_mut()
        {
            let bold = if line.bold { 1.1 } else { 1.0 };
            line.width += text::width(text) * FONT * bold;
            line.text += text;
        }
    }

    /// A closing tag: when it closed a text, its lines have their places.
    fn end(&mut self) {
        self.is_pattern = false;
        if self.depth > 1 || !self.is_text {
            if self.is_text
                && let Some(line) = self.lines.last_mut()
            {
                line.bold = false;
            }
            return;
        }
        self.is_text = false;
        for line in self.lines.drain(..).filter(|line| !line.text.trim().is_empty()) {
            let left = match line.anchor.as_str() {
                "middle" => line.x - line.width / 2.0,
                "end" => line.x - line.width,
                _ => line.x,
            };
            // Letters from the top of an ascender to the foot of a descender.
            let (top, bottom) = (line.y - 0.5 * FONT, line.y + 0.55 * FONT);
            self.boxes.push(Area { left, right: left + line.width, top, bottom, text: line.text });
        }
    }
}
