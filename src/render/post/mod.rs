//! The last pass over a page's HTML: what every page needs whoever wrote it. Pictures from templates and raw HTML get
//! sizes and load late, tables can be scrolled by keyboard, headings can be linked to, links to other sites say so.
//! On the way it notes the page's ids and links for the link check, so that no page is read twice. What it has no reason
//! to change it copies byte for byte, however odd.

mod edit;
mod mark;
mod rules;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use quick_xml::escape::unescape;

use crate::html::{Open, Scanner, Tag, Token};

use super::Picture;
use edit::Edit;

/// What the pass needs to know of the site and the page.
pub(super) struct PostContext<'a> {
    /// The site's own address: links to it are not links to other sites.
    pub base_url: &'a str,
    /// The name of the page's nth table for screen readers.
    pub table_label: &'a dyn Fn(usize) -> String,
    /// The names of a ticked and of an open box in a task list.
    pub task_labels: [String; 2],
    /// The name of a heading's own link.
    pub anchor_label: String,
    /// The picture at an address.
    pub picture: &'a (dyn Fn(&str) -> Option<Picture> + Sync),
    /// What each page of an internal build says of itself, as HTML.
    pub internal: Option<String>,
}

/// A finished page, its ids in the order of the page and its links.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// The page.
    pub html: String,
    /// Every `id`.
    pub ids: Vec<String>,
    /// Every `href` and `src`, without character references.
    pub hrefs: Vec<String>,
}

/// Runs the pass.
pub(super) fn finish(html: &str, context: &PostContext<'_>) -> Finished {
    let mut pass = Pass::new(html, context);
    while let Some(token) = pass.scanner.next() {
        match token {
            Token::Start(tag) => pass.start(tag),
            Token::End(tag) => pass.end(&tag),
            Token::Text(_) | Token::Comment(_) => {}
        }
    }
    pass.copy_until(html.len());
    pass.sign_anyhow();
    pass.done
}

/// What is remembered of an open element.
#[derive(Debug, Default)]
struct Opened {
    /// Tables in it are wrapped already.
    is_wrapper: bool,
    /// Headings in it get links to themselves.
    has_anchors: bool,
    /// What is added at the end of its content.
    last: Option<String>,
    /// What is added after it.
    after: &'static str,
}

struct Pass<'h, 'c> {
    html: &'h str,
    context: &'c PostContext<'c>,
    scanner: Scanner<'h>,
    open: Open<'h, Opened>,
    /// How far the page is copied.
    copied: usize,
    n_tables: usize,
    is_signed: bool,
    done: Finished,
}

impl<'h, 'c> Pass<'h, 'c> {
    fn new(html: &'h str, context: &'c PostContext<'c>) -> Self {
        let room = html.len() + html.len() / 8;
        let done = Finished { html: String::with_capacity(room), ..Finished::default() };
        let scanner = Scanner::new(html);
        Self { html, context, scanner, open: Open::default(), copied: 0, n_tables: 0, is_signed: false, done }
    }

    fn copy_until(&mut self, at: usize) {
        self.done.html.push_str(self.html.get(self.copied..at).unwrap_or_default());
        self.copied = at;
    }

    fn start(&mut self, tag: Tag<'h>) {
        let mut opened = Opened::default();
        let mut id = None;
        // One look at each attribute: there are a million of them on a large site.
        for attribute in self.scanner.attributes().iter().rev() {
            if attribute.name.eq_ignore_ascii_case("id") {
                id = Some(attribute.value);
            } else if attribute.name.eq_ignore_ascii_case("class") {
                let mut classes = attribute.value.split_ascii_whitespace();
                opened.is_wrapper = classes.any(|class| class == "table-wrap");
            } else if attribute.name.eq_ignore_ascii_case("data-anchors") {
                opened.has_anchors = true;
            }
        }
        self.done.ids.extend(id.map(ToOwned::to_owned));
        match &*tag.name {
            "table" if !self.open.values().any(|around| around.is_wrapper) && !opened.is_wrapper => {
                self.n_tables += 1;
                let label = (self.context.table_label)(self.n_tables);
                self.copy_until(tag.span.start);
                self.done.html.push_str(&rules::table_wrapper(&label));
                opened.after = "</div>";
            }
            "h2" | "h3" if self.open.values().any(|around| around.has_anchors) || opened.has_anchors => {
                opened.last = id.map(|id| rules::heading_link(id, &self.context.anchor_label));
            }
            "td" | "th" => self.change(&tag, |edit, _| rules::align(edit)),
            "input" => self.change(&tag, |edit, context| rules::name_task(edit, &context.task_labels)),
            "img" => {
                self.note_address("src");
                self.change(&tag, |edit, context| rules::complete_image(edit, context.picture));
            }
            "script" | "source" | "iframe" => self.note_address("src"),
            "link" | "area" => self.note_address("href"),
            "a" => {
                self.note_address("href");
                self.change(&tag, |edit, context| rules::mark_external(edit, context.base_url));
            }
            _ => {}
        }
        if tag.name == "body" {
            self.sign(tag.span.end);
        }
        self.open.start(tag, opened);
    }

    /// Says what an internal page is, at the start of its body.
    fn sign(&mut self, body: usize) {
        if let Some(words) = &self.context.internal
            && !self.is_signed
        {
            self.is_signed = true;
            self.copy_until(body);
            self.done.html.push_str(&mark::body(words));
        }
    }

    /// The same for a page without a body of its own, and for all of them what search engines read.
    fn sign_anyhow(&mut self) {
        let Some(words) = &self.context.internal else { return };
        if !self.is_signed {
            self.done.html.push_str(&mark::body(words));
        }
        let end = self.done.html.len();
        let head = self.done.html.find("</head>").unwrap_or(end);
        self.done.html.insert_str(head, mark::ROBOTS);
    }

    fn end(&mut self, tag: &Tag<'h>) {
        let Self { html, copied, done, open, .. } = self;
        let mut closed = open.end(&tag.name).peekable();
        while let Some(opened) = closed.next() {
            // What is closed by an end tag further out ends in front of that.
            let is_own = closed.peek().is_none();
            let out = &mut done.html;
            let mut copy_until = |at: usize, out: &mut String| {
                out.push_str(html.get(*copied..at).unwrap_or_default());
                *copied = at;
            };
            if let Some(last) = opened.last {
                copy_until(tag.span.start, out);
                out.push_str(&last);
            }
            if !opened.after.is_empty() {
                copy_until(if is_own { tag.span.end } else { tag.span.start }, out);
                out.push_str(opened.after);
            }
        }
    }

    /// Lets a rule change the attributes of the tag that was the last token.
    fn change(&mut self, tag: &Tag<'h>, rule: impl FnOnce(&mut Edit<'_, 'h>, &PostContext<'_>)) {
        let mut edit = Edit::new(self.scanner.attributes());
        rule(&mut edit, self.context);
        if let Some(changed) = edit.written(self.html.get(tag.span.clone()).unwrap_or_default(), tag) {
            self.copy_until(tag.span.start);
            self.done.html.push_str(&changed);
            self.copied = tag.span.end;
        }
    }

    /// Notes an attribute that holds an address.
    fn note_address(&mut self, name: &str) {
        self.done.hrefs.extend(self.scanner.attribute(name).map(address));
    }
}

/// An address with its character references resolved.
fn address(raw: &str) -> String {
    let resolved = raw.contains('&').then(|| unescape(raw).ok().map(Cow::into_owned)).flatten();
    resolved.as_deref().unwrap_or(raw).trim().to_owned()
}
