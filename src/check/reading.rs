//! What the checks know of a piece of HTML: its headings, pictures, links, tables and blocks of text, each with the words by
//! which its place is found again.

use std::mem::take;

use crate::html::{Open, Scanner, Tag, Token, decoded};

/// A finished page, or a part of one.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The headings of the main content.
    pub(super) headings: Vec<Heading>,
    /// Pictures without a word on whether they are described, each with the text of the heading above it.
    pub(super) bare_pictures: Vec<(String, String)>,
    /// The links of the main content.
    pub(super) links: Vec<Link>,
    /// The text of each table of the main content that has cells and no header cell with words.
    pub(super) bare_tables: Vec<String>,
    /// The running text of the main content, without what stands in tables or is code.
    pub(super) blocks: Vec<Block>,
}

#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
}

#[derive(Debug, Default)]
pub(super) struct Link {
    /// What it is called; none where another element names it.
    pub(super) name: Option<String>,
    pub(super) href: String,
    /// The block of text it stands in.
    pub(super) block: Option<usize>,
    /// Whether what stands around it tells nothing of it: it is part of running text.
    pub(super) in_text: bool,
    /// The name it is given whatever it holds.
    given: Option<String>,
    /// The name it has where it holds nothing.
    title: String,
}

/// A paragraph, an item of a list or the like.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// Its language; empty where the page says none.
    pub(super) lang: String,
    /// Whether a part of it says that it is in a language of its own.
    pub(super) has_lang_inside: bool,
}

/// What an element is to the text inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Nothing,
    Main,
    Hidden,
    Code,
    /// Navigation, lists and figures: what stands around a link there tells what it is about.
    List,
    Table,
    HeaderCell,
    Heading,
    Link,
    Block,
}

/// An open element.
struct Opened {
    mark: Mark,
    has_lang: bool,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    has_cells: bool,
    has_header: bool,
    text: String,
}

/// Elements that hold a block of text.
const BLOCKS: [&str; 7] = ["p", "li", "dd", "dt", "blockquote", "figcaption", "summary"];

/// Reads a page: what stands in its `<main>`, but for pictures, which are looked at everywhere.
pub(super) fn of_page(html: &str) -> Reading {
    Reader::new(html).read()
}

/// Reads a part of a page.
pub(super) fn of_part(html: &str) -> Reading {
    let mut reader = Reader::new(html);
    reader.inside[Mark::Main as usize] = 1;
    reader.read()
}

/// The addresses that the links and forms on a page lead to, as written.
pub(super) fn addresses(html: &str) -> Vec<&str> {
    let mut scanner = Scanner::new(html);
    let mut found = Vec::new();
    while let Some(token) = scanner.next() {
        let Token::Start(tag) = token else { continue };
        found.extend(match &*tag.name {
            "a" | "area" => scanner.attribute("href"),
            "form" => scanner.attribute("action"),
            _ => None,
        });
    }
    found
}

struct Reader<'h> {
    html: &'h str,
    scanner: Scanner<'h>,
    open: Open<'h, Opened>,
    /// How many open elements are each [`Mark`].
    inside: [usize; Mark::Block as usize + 1],
    tables: Vec<Table>,
    /// The blocks that are open.
    blocks: Vec<usize>,
    /// The languages of the open elements that have one.
    langs: Vec<String>,
    page: Reading,
}

impl<'h> Reader<'h> {
    fn new(html: &'h str) -> Self {
        Self {
            html,
            scanner: Scanner::new(html),
            open: Open::default(),
            inside: Default::default(),
            tables: Vec::new(),
            blocks: Vec::new(),
            langs: Vec::new(),
            page: Reading::default(),
        }
    }

    fn read(mut self) -> Reading {
        while let Some(token) = self.scanner.next() {
            match token {
                Token::Start(tag) => self.start(tag),
                Token::End(tag) => self.end(&tag.name),
                Token::Text(span) => self.add(&decoded(self.html.get(span).unwrap_or_default())),
                Token::Comment(_) => {}
            }
        }
        let mut page = self.page;
        page.headings.iter_mut().for_each(|heading| heading.text = tidy(take(&mut heading.text)));
        page.blocks.iter_mut().for_each(|block| block.text = tidy(take(&mut block.text)));
        page.links.iter_mut().for_each(Link::finish);
        page
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.scanner.attribute(name).map(|value| decoded(value).into_owned())
    }

    fn is_in(&self, mark: Mark) -> bool {
        self.inside[mark as usize] > 0
    }

    /// Whether what stands here is part of the main content, for everyone to see.
    fn is_shown(&self) -> bool {
        self.is_in(Mark::Main) && !self.is_in(Mark::Hidden)
    }

    fn start(&mut self, tag: Tag<'h>) {
        let lang = self.attribute("lang");
        let has_lang = lang.is_some();
        self.langs.extend(lang);
        let mark = self.mark(&tag.name);
        if has_lang
            && mark != Mark::Block
            && let Some(around) = self.block()
        {
            around.has_lang_inside = true;
        }
        match self.open.start(tag, Opened { mark, has_lang }) {
            Some(holds_nothing) => self.close(&holds_nothing),
            None => self.inside[mark as usize] += 1,
        }
    }

    fn end(&mut self, name: &str) {
        let closed: Vec<Opened> = self.open.end(name).collect();
        for element in closed {
            self.inside[element.mark as usize] -= 1;
            self.close(&element);
        }
    }

    fn close(&mut self, element: &Opened) {
        if element.has_lang {
            self.langs.pop();
        }
        match element.mark {
            Mark::Block => _ = self.blocks.pop(),
            Mark::Table => {
                let bare = self.tables.pop().filter(|table| table.has_cells && !table.has_header);
                self.page.bare_tables.extend(bare.map(|table| tidy(table.text)));
            }
            _ => {}
        }
    }

    /// What an element begins.
    fn mark(&mut self, name: &str) -> Mark {
        let is_hidden = self.scanner.attribute("hidden").is_some()
            || self.scanner.attribute("aria-hidden") == Some("true")
            || matches!(name, "script" | "style" | "svg" | "template" | "noscript" | "math");
        if is_hidden {
            return Mark::Hidden;
        }
        match name {
            "main" => return Mark::Main,
            "img" => self.picture(),
            "br" => self.add(" "),
            _ if !self.is_shown() => {}
            "pre" | "code" | "kbd" | "samp" => return Mark::Code,
            "nav" | "ul" | "ol" | "dl" | "menu" | "figure" => return Mark::List,
            "table" if !self.is_presentation() => {
                self.tables.push(Table::default());
                return Mark::Table;
            }
            "td" | "th" => return self.cell(name == "th"),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.page.headings.push(Heading { level, text: String::new() });
                return Mark::Heading;
            }
            "a" if self.scanner.attribute("href").is_some() => {
                self.link();
                return Mark::Link;
            }
            _ if BLOCKS.contains(&name) => {
                let lang = self.langs.last().cloned().unwrap_or_default();
                self.blocks.push(self.page.blocks.len());
                self.page.blocks.push(Block { lang, ..Block::default() });
                return Mark::Block;
            }
            _ => {}
        }
        Mark::Nothing
    }

    fn is_presentation(&self) -> bool {
        matches!(self.scanner.attribute("role"), Some("presentation" | "none"))
    }

    fn picture(&mut self) {
        if let Some(alt) = self.attribute("alt") {
            self.name_link(&alt);
        } else if self.scanner.attribute("aria-label").is_none()
            && !self.is_presentation()
            && !self.is_in(Mark::Hidden)
        {
            let above =
                self.page.headings.last().map(|heading| tidy(heading.text.clone())).unwrap_or_default();
            self.page.bare_pictures.push((self.attribute("src").unwrap_or_default(), above));
        }
    }

    fn cell(&mut self, is_header: bool) -> Mark {
        if let Some(table) = self.tables.last_mut() {
            table.has_cells = true;
            table.text.push(' ');
        }
        if is_header { Mark::HeaderCell } else { Mark::Nothing }
    }

    fn link(&mut self) {
        let block = self.blocks.last().copied();
        let around = [Mark::List, Mark::Table, Mark::Heading];
        let is_named = self.scanner.attribute("aria-labelledby").is_some();
        let given = self.attribute("aria-label").map(tidy);
        self.page.links.push(Link {
            name: (!is_named).then(String::new),
            href: self.attribute("href").unwrap_or_default(),
            block,
            in_text: block.is_some() && !around.iter().any(|mark| self.is_in(*mark)),
            given: given.filter(|label| !label.is_empty()),
            title: self.attribute("title").unwrap_or_default(),
        });
    }

    fn name_link(&mut self, words: &str) {
        if self.is_in(Mark::Link)
            && let Some(Link { name: Some(name), .. }) = self.page.links.last_mut()
        {
            name.push_str(words);
        }
    }

    fn add(&mut self, text: &str) {
        if !self.is_shown() {
            return;
        }
        self.name_link(text);
        if let Some(table) = self.tables.last_mut() {
            let in_header = self.inside[Mark::HeaderCell as usize] > 0;
            table.has_header |= in_header && !text.trim().is_empty();
            table.text.push_str(text);
        } else if self.is_in(Mark::Heading) {
            // The mark by which a heading can be linked to is no part of it.
            let is_anchor = self.is_in(Mark::Link)
                && self.page.links.last().is_some_and(|link| link.href.starts_with('#'));
            if let Some(heading) = self.page.headings.last_mut().filter(|_| !is_anchor) {
                heading.text.push_str(text);
            }
        } else if !self.is_in(Mark::Code)
            && let Some(block) = self.block()
        {
            block.text.push_str(text);
        }
    }

    /// The innermost block that is open.
    fn block(&mut self) -> Option<&mut Block> {
        self.page.blocks.get_mut(*self.blocks.last()?)
    }
}

impl Link {
    /// Settles what it is called: what it is given, what it holds, its title.
    fn finish(&mut self) {
        let (given, title) = (self.given.take(), take(&mut self.title));
        let said = self.name.take().map(tidy);
        let said = said.map(|said| if said.is_empty() { tidy(title) } else { said });
        self.name = given.or(said);
    }
}

/// Words with single spaces between them; soft hyphens are no letters.
fn tidy(text: String) -> String {
    if is_tidy(&text) {
        return text;
    }
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.extend(word.split('\u{ad}'));
    }
    tidy
}

/// Whether a text surely is tidy already, as most are.
fn is_tidy(text: &str) -> bool {
    let mut last = b' ';
    let is_plain = |byte| {
        let is_second = byte == b' ' && last == b' ';
        last = byte;
        // With the others begin soft hyphens and all kinds of space that are no ASCII.
        !is_second && byte >= b' ' && !matches!(byte, 0xc2 | 0xe1..=0xe3)
    };
    text.bytes().all(is_plain) && !text.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_what_is_said_in_blocks() {
        let page = of_page(
            "<html lang=sv><body><p>ute</p><main><p>Ett &amp; <code>två</code> tre<br>fyra</p><table><tr><td>5<tr><td>6\
             </table><ul><li>Sju<ul><li lang=en>eight</li></ul>åtta</li></ul><p hidden>gömd</p>\
             <p>Som <i lang=en>they</i> säger</p></main></html>",
        );
        let blocks: Vec<(&str, &str)> =
            page.blocks.iter().map(|block| (block.lang.as_str(), block.text.as_str())).collect();
        let expected = [("sv", "Ett & tre fyra"), ("sv", "Sjuåtta"), ("en", "eight"), ("sv", "Som säger")];
        assert_eq!(blocks[..3], expected[..3]);
        assert!(page.blocks[3].has_lang_inside && !page.blocks[1].has_lang_inside);
        assert_eq!(page.bare_tables, ["5 6"]);
    }

    #[test]
    fn links_are_called_what_people_hear() {
        let page = of_part(
            "<a href=a>Läs <b>mer</b></a><a href=b aria-label='Om oss'>x</a><a href=c><img alt=Bild src=x></a>\
             <a href=d title=Rubrik></a><a href=e aria-labelledby=z>x</a><a href=f><span aria-hidden=true>→</span></a><a>g</a>",
        );
        let names: Vec<Option<&str>> = page.links.iter().map(|link| link.name.as_deref()).collect();
        assert_eq!(names, [Some("Läs mer"), Some("Om oss"), Some("Bild"), Some("Rubrik"), None, Some("")]);
    }

    #[test]
    fn headings_are_read_without_their_anchors() {
        let page =
            of_part("<h2 id=a>Ett <em>två</em> <a href=#a aria-label='Länk hit'>#</a></h2><h4>Fyra</h4>");
        let headings: Vec<(u8, &str)> =
            page.headings.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
        assert_eq!(headings, [(2, "Ett två"), (4, "Fyra")]);
    }

    proptest! {
        #[test]
        fn anything_can_be_read(html in "(<|>|/|main|h2|p|a|table|td|th|=|\"|'| hidden| lang| href|img|ul|li|--|\\PC){0,40}") {
            let _ = of_page(&html);
            let _ = of_part(&html);
        }
    }
}
