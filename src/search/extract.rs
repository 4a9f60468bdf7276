//! A document's words from a finished page: what stands in `<main>`, without what is marked as no part of it.
//!
//! `data-search="skip"` leaves an element out; navigation, forms, scripts, drawings and what is hidden are left out
//! without being told. `data-search="title"` and `data-search="lead"` say what else than `<h1>` and the description to take.

use std::borrow::Cow;

use crate::html::{Open, Scanner, Tag, Token, decoded};

use super::Heading;

/// What a finished page says of itself. The rest of a [`super::Document`] is known to who made the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The page's language.
    pub lang: String,
    /// The first `<h1>`.
    pub title: String,
    /// The other headings.
    pub headings: Vec<Heading>,
    /// The page's description, or what is marked as its lead.
    pub lead: String,
    /// The rest of the text, blocks apart by line breaks.
    pub body: String,
}

/// Which part of a document a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Title,
    Heading,
    Lead,
    Skipped,
}

/// Reads a page from its beginning to its end. The last pass has just written it, so what a browser would have to mend is
/// rare; nothing of it is relied on.
#[derive(Default)]
struct Reading<'h> {
    /// The open elements, each with the part it began.
    open: Open<'h, Option<Part>>,
    /// Whether `<main>` is open.
    is_main: bool,
    /// The parts that the text belongs to, the innermost last.
    around: Vec<Part>,
    page: Extracted,
    has_title: bool,
}

/// What is never text of a page.
const SKIPPED: [&str; 7] = ["nav", "form", "script", "style", "svg", "template", "noscript"];

/// What stands in a line of its own.
const BLOCKS: [&str; 15] = [
    "p",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "div",
    "section",
    "figcaption",
    "blockquote",
    "pre",
    "br",
    "summary",
    "tr",
    "caption",
];

/// Reads a page. Nothing of it has to be well formed; without `<main>` there is nothing to search.
pub fn extract(html: &str) -> Extracted {
    let (mut scanner, mut reading) = (Scanner::new(html), Reading::default());
    while let Some(token) = scanner.next() {
        match token {
            Token::Start(tag) => reading.start(tag, &scanner),
            Token::End(tag) => reading.end(&tag.name),
            Token::Text(span) => reading.add(html.get(span).unwrap_or_default()),
            Token::Comment(_) => {}
        }
    }
    reading.finish()
}

impl<'h> Reading<'h> {
    fn start(&mut self, tag: Tag<'h>, tags: &Scanner<'h>) {
        let attribute = |name: &str| tags.attribute(name).map(decoded);
        let mut part = None;
        match &*tag.name {
            "html" => self.page.lang = attribute("lang").unwrap_or_default().into_owned(),
            "meta" if !self.is_main && attribute("name").as_deref() == Some("description") => {
                self.page.lead = attribute("content").unwrap_or_default().into_owned();
            }
            "main" => self.is_main = true,
            name if self.is_main && self.around.last() != Some(&Part::Skipped) => {
                part = self.part(name, tags);
                match part {
                    Some(part) => self.begin(part, attribute("id")),
                    None if BLOCKS.contains(&name) => self.end_block(),
                    None => {}
                }
            }
            _ => {}
        }
        if self.open.start(tag, part).is_none() {
            self.around.extend(part);
        }
    }

    fn end(&mut self, name: &str) {
        for part in self.open.end(name) {
            if part.is_some() {
                self.around.pop();
            }
        }
        if name == "main" {
            self.is_main = false;
        }
    }

    /// Which part an element begins, if it begins one.
    fn part(&self, name: &str, tags: &Scanner<'_>) -> Option<Part> {
        let mark = tags.attribute("data-search");
        let is_hidden =
            || tags.attribute("hidden").is_some() || tags.attribute("aria-hidden") == Some("true");
        if SKIPPED.contains(&name) || mark == Some("skip") || is_hidden() {
            return Some(Part::Skipped);
        }
        match (name, mark) {
            (_, Some("lead")) => Some(Part::Lead),
            // A page has one title; a second h1 is a heading.
            ("h1", _) | (_, Some("title")) if !self.has_title => Some(Part::Title),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) | (_, Some("title")) => Some(Part::Heading),
            _ => None,
        }
    }

    fn begin(&mut self, part: Part, id: Option<Cow<'_, str>>) {
        match part {
            Part::Title => self.has_title = true,
            Part::Heading => {
                let id = id.unwrap_or_default().into_owned();
                self.page.headings.push(Heading { id, text: String::new() });
            }
            Part::Lead => self.page.lead.clear(),
            Part::Skipped => {}
        }
        self.end_block();
    }

    fn end_block(&mut self) {
        if self.around.is_empty() && !self.page.body.ends_with('\n') {
            self.page.body.push('\n');
        }
    }

    fn add(&mut self, raw: &str) {
        if !self.is_main {
            return;
        }
        match self.around.last() {
            Some(Part::Skipped) => {}
            Some(Part::Title) => self.page.title.push_str(raw),
            Some(Part::Lead) => self.page.lead.push_str(raw),
            Some(Part::Heading) => {
                if let Some(heading) = self.page.headings.last_mut() {
                    heading.text.push_str(raw);
                }
            }
            None => self.page.body.push_str(raw),
        }
    }

    fn finish(mut self) -> Extracted {
        let mut page = std::mem::take(&mut self.page);
        page.title = tidy(&page.title);
        page.lead = tidy(&page.lead);
        let mut body = String::with_capacity(page.body.len());
        for line in page.body.lines() {
            let before = body.len();
            if before > 0 {
                body.push('\n');
            }
            let start = body.len();
            tidy_into(&mut body, line);
            if body.len() == start {
                body.truncate(before);
            }
        }
        page.body = body;
        for heading in &mut page.headings {
            heading.text = tidy(&heading.text);
        }
        page.headings.retain(|heading| !heading.text.is_empty());
        page
    }
}

/// One line with single spaces and plain letters for character references; soft hyphens are no letters.
fn tidy(raw: &str) -> String {
    let mut line = String::with_capacity(raw.len());
    tidy_into(&mut line, raw);
    line
}

fn tidy_into(line: &mut String, raw: &str) {
    let text = decoded(raw);
    // The first bytes of soft hyphens and of spaces beyond ASCII, and the space that only Unicode knows as one.
    if has(&text, |byte| matches!(byte, 0x0b | 0xc2 | 0xe1..=0xe3)) {
        let text = text.replace('\u{ad}', "");
        join(line, text.split_whitespace());
    } else if has(&text, |byte| byte < b' ') || text.contains("  ") {
        join(line, text.split_ascii_whitespace());
    } else {
        line.push_str(text.trim_matches(' '));
    }
}

/// Whether one of the bytes is such a one: told after all of them, which is faster than to stop at each.
fn has(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(0, |found, byte| found | u8::from(is(byte))) != 0
}

/// Writes words with a space between.
fn join<'w>(line: &mut String, words: impl Iterator<Item = &'w str>) {
    for (number, word) in words.enumerate() {
        if number > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_main_content_is_taken_and_nothing_else() {
        let html = "<!doctype html><html lang=sv><head><title>T – S</title><meta name=description content='Råd &amp; \
                    d&#xe5;d'></head><body><nav>Meny</nav><main><h1>Rubrik ett</h1><p>F&#246;rsta &amp; and&shy;ra &x;<br>rad</p>\
                    <nav><a>Bort</a></nav><h2 id=x>Under <a href=#x>rubrik</a></h2><ul><li>ett<li>två</ul>\
                    <p hidden>dold</p><div data-search=skip><p>inte detta</p></div><script>var x</script>slut</main>fot</body>";
        let page = extract(html);
        assert_eq!((page.lang.as_str(), page.title.as_str()), ("sv", "Rubrik ett"));
        assert_eq!(page.headings, [Heading { id: "x".into(), text: "Under rubrik".into() }]);
        assert_eq!(page.lead, "Råd & dåd");
        assert_eq!(page.body, "Första & andra &x;\nrad\nett\ntvå\nslut");
    }

    #[test]
    fn odd_pages_are_read_as_far_as_they_go() {
        for html in [
            "",
            "<",
            "<main",
            "<main a=\"",
            "<main><p =\u{e5}=\u{e5} x='",
            "<main><!--",
            "<main></",
            "<main></h1",
            "<main><p hidden",
            "<main>",
            "<main><h1>Öppen",
            "<main><p>a<main><p>b",
            "inget",
            "<main><h2>a<h2>b</main>",
        ] {
            let _ = extract(html);
        }
        assert_eq!(extract("<p>utan main</p>").body, "");
    }

    #[test]
    fn elements_end_where_they_should() {
        let body = |html: &str| extract(&format!("<main>{html}</main>x")).body;
        assert_eq!(body("<div hidden>a<div>b</div>c</div>d"), "d");
        assert_eq!(body("<p title=\"a>b\" data-search='skip'>a</p>b < c <!-- > d -->e"), "b < c e");
        assert_eq!(
            body("<input hidden>a<br hidden>b<script>'<p>'</scripty></script>c<svg><g/></svg>d"),
            "a\nb\nc\nd"
        );
        assert_eq!(body("<h2>u<span hidden>a</h2>b"), "b");
        assert_eq!(extract("<main><h1>A<h1>B</h1></h1><p data-search=lead>L</p>").lead, "L");
    }

    proptest! {
        #[test]
        fn anything_can_be_read(html in "(<|>|/|main|h2|p|=|\"|'|hidden|data-search|skip|!--|--| |\\PC){0,40}") {
            let _ = extract(&html);
            let _ = extract(&format!("<main>{html}"));
        }
    }
}
