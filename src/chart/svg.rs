//! Writing SVG: a drawing that grows downwards and is given its size and its words last.

use std::borrow::Cow;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::words::Words;
use super::{FONT, WIDTH, count};

/// The height of a line of text, in `em`.
pub(super) const LINE_EM: f64 = 1.2;
/// The same in the drawing's units.
pub(super) const LINE: f64 = LINE_EM * FONT;

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    definitions: String,
    body: String,
    /// How far down it reaches.
    pub(super) height: f64,
}

/// Where a text stands in relation to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// An attribute: its name and its value, which is escaped here.
pub(super) type Attribute<'a> = (&'a str, String);

impl Drawing {
    /// A drawing that reaches down so far from the start.
    pub(super) fn reaching(height: f64) -> Self {
        Self { height, ..Self::default() }
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let _ = write!(self.body, "<{name}{}/>", written(attributes));
    }

    /// Something that the drawing refers to.
    pub(super) fn define(&mut self, definition: &str) {
        self.definitions.push_str(definition);
    }

    /// A text on one line, its middle at `y`.
    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        self.spans(class, (x, y), anchor, &[(None, text)]);
    }

    /// A text in parts, each with a class of its own if need be.
    pub(super) fn spans(
        &mut self,
        class: &str,
        (x, y): (f64, f64),
        anchor: Anchor,
        parts: &[(Option<&str>, &str)],
    ) {
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{}" y="{}" dy="0.35em"{}>"#,
            units(x),
            units(y),
            anchored(anchor)
        );
        for (class, text) in parts {
            let text = escaped(text);
            let _ = match class {
                Some(class) => {
                    write!(self.body, r#"<tspan class="{class}" font-weight="400">{text}</tspan>"#)
                }
                None => write!(self.body, "{text}"),
            };
        }
        self.body.push_str("</text>");
    }

    /// Lines of text, the last with its foot at `y`.
    pub(super) fn lines(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, lines: &[String]) {
        let above = LINE_EM * count(lines.len().saturating_sub(1));
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{}" y="{}"{}>"#,
            units(x),
            units(y),
            anchored(anchor)
        );
        for (at, line) in lines.iter().enumerate() {
            let dy = if at == 0 { -above } else { LINE_EM };
            let _ = write!(
                self.body,
                r#"<tspan x="{}" dy="{}em">{}</tspan>"#,
                units(x),
                units(dy),
                escaped(line)
            );
        }
        self.body.push_str("</text>");
    }

    /// A straight line.
    pub(super) fn rule(&mut self, class: &str, from: (f64, f64), to: (f64, f64), dashes: Option<&str>) {
        let mut attributes = vec![
            ("class", class.to_owned()),
            ("x1", units(from.0)),
            ("y1", units(from.1)),
            ("x2", units(to.0)),
            ("y2", units(to.1)),
            steady(),
        ];
        attributes.extend(dashes.map(|dashes| ("stroke-dasharray", dashes.to_owned())));
        self.empty("line", &attributes);
    }

    /// The SVG. `ids` begins its ids; `title` and `description` are read to those who do not see it.
    pub(super) fn finish(self, ids: &str, title: &str, description: &str) -> String {
        let named = format!(r#"role="img" aria-labelledby="{ids}-title" aria-describedby="{ids}-desc""#);
        let words = format!(
            r#"<title id="{ids}-title">{}</title><desc id="{ids}-desc">{}</desc>"#,
            escaped(title),
            escaped(description)
        );
        self.element(&named, &words)
    }

    /// The SVG of what another drawing beside it says in words.
    pub(super) fn finish_hidden(self) -> String {
        self.element(r#"aria-hidden="true""#, "")
    }

    fn element(self, attributes: &str, words: &str) -> String {
        let definitions = match self.definitions.as_str() {
            "" => String::new(),
            definitions => format!("<defs>{definitions}</defs>"),
        };
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {width} {height}" "#,
                r#"font-size="{font}" {attributes}>{words}{definitions}{body}</svg>"#
            ),
            width = units(WIDTH),
            height = units(self.height.ceil()),
            font = units(FONT),
            attributes = attributes,
            words = words,
            definitions = definitions,
            body = self.body,
        )
    }
}

/// What is drawn when no number is known.
pub(super) fn nothing(words: &Words) -> Drawing {
    let mut drawing = Drawing::reaching(2.0 * LINE);
    drawing.text("chart-label", (0.0, LINE), Anchor::Start, words.missing);
    drawing
}

/// Lines stay as thick as the theme wants them, however large the drawing is shown.
pub(super) fn steady() -> Attribute<'static> {
    ("vector-effect", "non-scaling-stroke".to_owned())
}

/// A length or place, to a hundredth.
pub(super) fn units(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn anchored(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "",
        Anchor::Middle => r#" text-anchor="middle""#,
        Anchor::End => r#" text-anchor="end""#,
    }
}

fn written(attributes: &[Attribute<'_>]) -> String {
    attributes.iter().fold(String::new(), |mut all, (name, value)| {
        let _ = write!(all, r#" {name}="{}""#, escaped(value));
        all
    })
}

/// Escaped, and without what neither HTML nor XML can hold.
fn escaped(text: &str) -> Cow<'_, str> {
    let held = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.chars().all(held) {
        return escape(text);
    }
    let spaced = text.replace(['\n', '\t'], " ");
    escape(spaced.chars().filter(|c| held(*c)).collect::<String>()).into_owned().into()
}
