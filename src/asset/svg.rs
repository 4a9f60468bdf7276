//! Drawings: SVG is a program as much as a picture, so it is read, checked and relieved of its editor's notes.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::css::{self, Piece};
use super::probe::Size;

/// What a drawing may not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SvgFault {
    /// The XML is broken.
    Broken(String),
    /// A script, an event handler or anything else that acts; its name.
    Active(String),
    /// A reference to another file or host.
    External(String),
}

/// A drawing as it was read.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// What it may not hold, in order.
    pub(super) faults: Vec<(SvgFault, Range<usize>)>,
    /// What is not published: comments, and what editors note for themselves.
    cuts: Vec<Range<usize>>,
}

/// Elements that act, or that bring HTML with them.
const ACTIVE: &[&str] = &[
    "script",
    "foreignobject",
    "handler",
    "listener",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "html",
    "link",
    "meta",
    "base",
    "form",
    "input",
];

/// What editors keep to themselves: file names on somebody's disk, window sizes, authors.
const EDITORS: &[&str] =
    &["inkscape", "sodipodi", "rdf", "cc", "dc", "sketch", "serif", "figma", "adobe", "i", "x", "graph"];

pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && root(text).is_some()
}

/// The first element, if it is an `svg`.
fn root(text: &str) -> Option<BytesStart<'_>> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                return (element.local_name().as_ref() == "svg").then_some(element);
            }
            Event::End(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// The size that the drawing gives itself, in pixels.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim_start();
    let root = root(text)?;
    let attribute = |name: &str| Some(root.try_get_attribute(name).ok()??.value.into_owned());
    let length = |name: &str| pixels(attribute(name)?.trim().trim_end_matches("px"));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some(Size { width, height });
    }
    let view_box = attribute("viewBox")?;
    let mut numbers =
        view_box.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty()).skip(2);
    Some(Size { width: pixels(numbers.next()?)?, height: pixels(numbers.next()?)? })
}

#[expect(clippy::cast_sign_loss, reason = "only positive numbers below 100,000 get there")]
fn pixels(number: &str) -> Option<u32> {
    let number: f64 = number.parse().ok()?;
    (number > 0.0 && number < 100_000.0).then(|| number.ceil() as u32)
}

/// Reads a drawing through.
pub(super) fn read(text: &str) -> Drawing {
    let mut drawing = Drawing::default();
    let mut reader = Reader::from_str(text);
    // The start of an element that is cut out with all that is in it, and how many elements are open in it.
    let mut cut: Option<(usize, usize)> = None;
    let mut in_style = false;
    let mut open = 0usize;
    loop {
        let start = position(&reader);
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(start).min(text.len());
                let why = error.to_string();
                let why = why.rsplit_once("document: ").map_or(why.as_str(), |(_, why)| why);
                drawing.faults.push((SvgFault::Broken(why.to_owned()), at..at));
                break;
            }
        };
        let range = start..position(&reader);
        if let Some((from, open)) = &mut cut {
            match event {
                Event::Start(_) => *open += 1,
                Event::End(_) if *open == 0 => {
                    drawing.cuts.push(*from..range.end);
                    cut = None;
                }
                Event::End(_) => *open -= 1,
                _ => {}
            }
            continue;
        }
        match event {
            Event::Start(element) if is_note(&element) => cut = Some((start, 0)),
            Event::Empty(element) if is_note(&element) => drawing.cuts.push(range),
            Event::Start(element) => {
                open += 1;
                in_style = element.local_name().as_ref() == "style";
                drawing.element(text, &element, range);
            }
            Event::Empty(element) => drawing.element(text, &element, range),
            Event::Text(_) | Event::CData(_) if in_style => drawing.style(text, range),
            Event::DocType(_) if text[range.clone()].contains('[') => {
                drawing.faults.push((SvgFault::Active("<!ENTITY>".into()), range));
            }
            Event::PI(instruction) if instruction.target() == "xml-stylesheet" => {
                drawing.faults.push((SvgFault::External(instruction.target().into()), range));
            }
            Event::Comment(_) | Event::DocType(_) | Event::PI(_) => drawing.cuts.push(range),
            Event::End(_) => {
                open = open.saturating_sub(1);
                in_style = false;
            }
            _ => {}
        }
    }
    let is_broken = drawing.faults.iter().any(|(fault, _)| matches!(fault, SvgFault::Broken(_)));
    if (cut.is_some() || open > 0) && !is_broken {
        drawing.faults.push((SvgFault::Broken("an element is not closed".into()), text.len()..text.len()));
    }
    drawing
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn is_note(element: &BytesStart<'_>) -> bool {
    element.local_name().as_ref() == "metadata" || is_editors(element.name().as_ref())
}

fn is_editors(name: &str) -> bool {
    name.split_once(':').is_some_and(|(prefix, _)| EDITORS.contains(&prefix))
}

impl Drawing {
    /// The drawing without what is not published.
    pub(super) fn clean(&self, text: &str) -> String {
        let mut cleaned = String::with_capacity(text.len());
        let mut at = 0;
        for cut in &self.cuts {
            cleaned.push_str(&text[at..cut.start]);
            at = cut.end;
        }
        cleaned.push_str(&text[at..]);
        cleaned
    }

    fn element(&mut self, text: &str, element: &BytesStart<'_>, range: Range<usize>) {
        let name = element.local_name();
        let name = name.as_ref();
        if ACTIVE.iter().any(|active| name.eq_ignore_ascii_case(active)) {
            self.faults.push((SvgFault::Active(format!("<{name}>")), range));
            return;
        }
        for attribute in element.attributes() {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return self.faults.push((SvgFault::Broken(error.to_string()), range)),
            };
            let key = attribute.key.as_ref();
            let value_at = place(text, &attribute.value).unwrap_or_else(|| range.clone());
            if is_editors(key) || key.strip_prefix("xmlns:").is_some_and(|prefix| EDITORS.contains(&prefix)) {
                self.cuts.extend(whole_attribute(text, key, value_at));
                continue;
            }
            let local = key.rsplit(':').next().unwrap_or(key);
            if local.len() > 2 && local.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on")) {
                self.faults.push((SvgFault::Active(local.to_owned()), value_at));
                continue;
            }
            let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) else {
                self.faults.push((SvgFault::Broken("an unknown entity".into()), value_at));
                continue;
            };
            if let Some(fault) = fault_of_value(name, key, local, &value) {
                self.faults.push((fault, value_at));
            }
        }
    }

    /// The style sheet in an element `style`.
    fn style(&mut self, text: &str, range: Range<usize>) {
        let style = &text[range.clone()];
        for piece in css::scan(style) {
            let (target, import) = match piece {
                Piece::Url { target, .. } => (target, false),
                Piece::Import { target, .. } => (target, true),
                Piece::Comment(_) | Piece::Text(_) => continue,
            };
            let found = css::unescaped(&style[target.clone()]);
            if import || !is_inside(&found) {
                let at = range.start + target.start..range.start + target.end;
                self.faults.push((SvgFault::External(found), at));
            }
        }
    }
}

fn fault_of_value(element: &str, key: &str, local: &str, value: &str) -> Option<SvgFault> {
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let lower = plain.to_ascii_lowercase();
    if ["javascript:", "vbscript:", "data:text/"].iter().any(|scheme| lower.contains(scheme)) {
        return Some(SvgFault::Active(local.to_owned()));
    }
    if matches!(local, "href" | "src") && key != "xmlns:href" && element != "a" && !is_inside(&plain) {
        return Some(SvgFault::External(value.to_owned()));
    }
    let urls = css::scan(value);
    urls.into_iter().find_map(|piece| match piece {
        Piece::Url { target, .. } => {
            let target = css::unescaped(&value[target]);
            (!is_inside(&target)).then_some(SvgFault::External(target))
        }
        _ => None,
    })
}

/// Whether a reference stays within the drawing: to a part of it, or to a picture that is written into it.
fn is_inside(target: &str) -> bool {
    let inline = ["png", "jpeg", "jpg", "webp", "gif"].map(|kind| format!("data:image/{kind};base64,"));
    target.is_empty()
        || target.starts_with('#')
        || inline.iter().any(|start| target.starts_with(start.as_str()))
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + part.len() <= text.len()).then_some(start..start + part.len())
}

/// The attribute whose value stands at `value`, with its name, its quotes and the space before it.
fn whole_attribute(text: &str, key: &str, value: Range<usize>) -> Option<Range<usize>> {
    let name = text.get(..value.start)?.rfind(key)?;
    let start = text[..name].trim_end().len();
    Some(start..value.end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn faults(svg: &str) -> Vec<(SvgFault, &str)> {
        read(svg).faults.into_iter().map(|(fault, range)| (fault, &svg[range])).collect()
    }

    #[test]
    fn sizes_come_from_lengths_or_the_view_box() {
        let size_of = |svg: &str| size(svg.as_bytes()).map(|size| (size.width, size.height));
        assert_eq!(
            size_of("<?xml version='1.0'?><!-- x --><svg width='40' height='30.5px'/>"),
            Some((40, 31))
        );
        assert_eq!(size_of("<svg width='100%' viewBox='0,0 24 12'/>"), Some((24, 12)));
        assert_eq!(size_of("<svg/>"), None);
        assert_eq!(size_of("<svg width='-1' height='1e99'/>"), None);
        assert!(is_svg(b"\xef\xbb\xbf <svg/>"));
        assert!(!is_svg(b"<html><svg/></html>"));
    }

    #[test]
    fn what_acts_or_reaches_out_is_refused() {
        let active = |name: &str| SvgFault::Active(name.into());
        let external = |name: &str| SvgFault::External(name.into());
        for (inside, fault, shown) in [
            ("<script>x</script>", active("<script>"), "<script>"),
            ("<g onclick='x()'/>", active("onclick"), "x()"),
            ("<a href=' java\nscript:x'/>", active("href"), " java\nscript:x"),
            ("<a href='&#106;avascript:x'/>", active("href"), "&#106;avascript:x"),
            ("<set to='javascript:x' attributeName='href'/>", active("to"), "javascript:x"),
            ("<foreignObject/>", active("<foreignObject>"), "<foreignObject/>"),
            ("<image href='https://x.se/a.png'/>", external("https://x.se/a.png"), "https://x.se/a.png"),
            ("<use xlink:href='andra.svg#a'/>", external("andra.svg#a"), "andra.svg#a"),
            ("<g fill='url(//x.se/a)'/>", external("//x.se/a"), "url(//x.se/a)"),
            ("<style>@import 'x.css';</style>", external("x.css"), "x.css"),
            ("<style><![CDATA[a{b:url(x.png)}]]></style>", external("x.png"), "x.png"),
        ] {
            let svg = format!("<svg>{inside}</svg>");
            assert_eq!(faults(&svg), [(fault, shown)], "{svg}");
        }
        assert_eq!(faults("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>")[0].0, active("<!ENTITY>"));
        assert_eq!(faults("<?xml-stylesheet href='a.css'?><svg/>")[0].0, external("xml-stylesheet"));
        assert!(matches!(faults("<svg><g></svg>")[0].0, SvgFault::Broken(_)));
    }

    #[test]
    fn a_drawing_of_its_own_is_fine() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'><style>a{fill:url(#p)}</style><a href='https://x.se'>\
                   <use href='#a'/></a><image href='data:image/png;base64,AA=='/><g fill='url(#p)'/></svg>";
        assert_eq!(faults(svg), []);
    }

    #[test]
    fn editors_notes_are_not_published() {
        let svg = "<?xml version='1.0'?>\n<!-- Anna --><!DOCTYPE svg PUBLIC 'x' 'y'><svg xmlns:inkscape='i'\n  \
                   inkscape:export-filename='/home/anna/a.png' width='1'><metadata><rdf:RDF><metadata/></rdf:RDF>\
                   </metadata><sodipodi:namedview a='b'/><g id='a'/></svg>";
        assert_eq!(read(svg).clean(svg), "<?xml version='1.0'?>\n<svg width='1'><g id='a'/></svg>");
    }

    proptest! {
        #[test]
        fn anything_can_be_read(svg in "(<svg>|<[a-z:]{1,8}|/>|>|</g>|<!--|-->|<!DOCTYPE|href=|on='|[\"'<>&;=]|inkscape:a='|\\PC){0,30}") {
            let drawing = read(&svg);
            drawing.clean(&svg);
            size(svg.as_bytes());
            prop_assert!(drawing.faults.iter().all(|(_, range)| svg.get(range.clone()).is_some()));
        }
    }
}
