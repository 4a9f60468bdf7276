//! Colours for code, as classes. The classes are few and the theme names their colours:
//! `hl-comment hl-string hl-escape hl-number hl-constant hl-keyword hl-operator hl-function hl-type hl-tag
//! hl-attribute hl-heading hl-inserted hl-deleted`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::source::Digest;

use super::resolve::escape;

/// Code larger than this, in bytes, is shown without colours: it is data, and colouring it is slow.
const MAX_CODE: usize = 64 * 1024;
/// The same for one line, since the expressions that recognise code are tried at each of its bytes.
const MAX_LINE: usize = 2 * 1024;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Which scope has which class. The first that matches the innermost scope with any match decides.
static CLASSES: LazyLock<Vec<(Scope, Option<&'static str>)>> = LazyLock::new(|| {
    [
        ("comment", Some("comment")),
        ("constant.character.escape", Some("escape")),
        ("constant.numeric", Some("number")),
        ("constant.other.color", Some("number")),
        ("constant", Some("constant")),
        ("meta.interpolation", None),
        ("string", Some("string")),
        ("keyword.operator.word", Some("keyword")),
        ("keyword.operator", Some("operator")),
        ("keyword", Some("keyword")),
        ("storage", Some("keyword")),
        ("entity.name.function", Some("function")),
        ("variable.function", Some("function")),
        ("support.function", Some("function")),
        ("entity.name.tag", Some("tag")),
        ("entity.other.attribute-name", Some("attribute")),
        ("support.type.property-name", Some("attribute")),
        ("entity.name.section", Some("heading")),
        ("entity.name.type", Some("type")),
        ("entity.name.class", Some("type")),
        ("entity.name.struct", Some("type")),
        ("entity.name.enum", Some("type")),
        ("entity.name.trait", Some("type")),
        ("entity.other.inherited-class", Some("type")),
        ("support.type", Some("type")),
        ("support.class", Some("type")),
        ("variable.language", Some("constant")),
        ("markup.heading", Some("heading")),
        ("markup.inserted", Some("inserted")),
        ("markup.deleted", Some("deleted")),
    ]
    .into_iter()
    .filter_map(|(name, class)| Some((Scope::new(name).ok()?, class)))
    .collect()
});

/// Blocks highlighted before, by language and code: the same examples stand on many pages, and a page that is edited has
/// most of its blocks as they were. Emptied when it holds more than [`MAX_KNOWN`] bytes of HTML.
static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
/// As much as a few thousand blocks.
const MAX_KNOWN: usize = 8 * 1024 * 1024;

#[derive(Default)]
struct Known {
    blocks: BTreeMap<Digest, Option<Arc<str>>>,
    bytes: usize,
}

impl Known {
    fn add(&mut self, key: Digest, html: Option<Arc<str>>) {
        self.bytes += html.as_ref().map_or(0, |html| html.len()) + size_of::<Digest>();
        if self.bytes > MAX_KNOWN {
            *self = Self::default();
        }
        self.blocks.insert(key, html);
    }
}

fn known() -> MutexGuard<'static, Known> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The blocks highlighted so far, for [`recall`] in another process of the same torg; none if there are none.
pub fn highlighted() -> Option<Vec<u8>> {
    let known = known();
    (!known.blocks.is_empty()).then(|| postcard::to_stdvec(&known.blocks).ok())?
}

/// Takes up what [`highlighted`] gave, unless this process has highlighted something already. The first block of a
/// language costs a tenth of a second, since its grammar has to be compiled.
pub fn recall(blocks: &[u8]) {
    let mut known = known();
    if known.blocks.is_empty() {
        let blocks: BTreeMap<Digest, Option<Arc<str>>> = postcard::from_bytes(blocks).unwrap_or_default();
        for (key, html) in blocks {
            known.add(key, html);
        }
    }
}

/// The HTML of `code` with classes, or `None` when the language is unknown or the code too large.
pub(super) fn highlight(language: &str, code: &str) -> Option<Arc<str>> {
    let key = Digest::of(format!("{language}\n{code}").as_bytes());
    if let Some(html) = known().blocks.get(&key) {
        return html.clone();
    }
    let html: Option<Arc<str>> = coloured(language, code).map(Into::into);
    known().add(key, html.clone());
    html
}

/// The HTML of `code` with classes, or `None` when the language is unknown or the code too large.
fn coloured(language: &str, code: &str) -> Option<String> {
    if code.len() > MAX_CODE || code.lines().any(|line| line.len() > MAX_LINE) {
        return None;
    }
    let syntax = syntax(language)?;
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut out = Spans { html: String::with_capacity(code.len() * 2), ..Spans::default() };
    for line in LinesWithEndings::from(code) {
        let operations = state.parse_line(line, &SYNTAXES).ok()?;
        let mut done = 0;
        for (at, operation) in operations {
            out.push(class(&stack), &line[done..at]);
            stack.apply(&operation).ok()?;
            done = at;
        }
        out.push(class(&stack), &line[done..]);
    }
    Some(out.finish())
}

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let token = language.split([',', '{', ' ']).next().filter(|token| !token.is_empty())?;
    if matches!(token.to_ascii_lowercase().as_str(), "text" | "txt" | "plain") {
        return None;
    }
    SYNTAXES.find_syntax_by_token(token)
}

fn class(stack: &ScopeStack) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    })?
}

/// Text in spans; neighbours of one class share a span, and white space between classes has none.
#[derive(Default)]
struct Spans {
    html: String,
    open: Option<&'static str>,
    /// White space that is not written yet.
    space: String,
}

impl Spans {
    fn push(&mut self, class: Option<&'static str>, text: &str) {
        if text.trim().is_empty() {
            self.space.push_str(text);
            return;
        }
        if class != self.open {
            self.close();
        }
        self.html.push_str(&std::mem::take(&mut self.space));
        if let Some(class) = class
            && self.open.is_none()
        {
            self.html.push_str("<span class=\"hl-");
            self.html.push_str(class);
            self.html.push_str("\">");
        }
        self.open = class;
        escape(&mut self.html, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html + &self.space
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_languages_get_classes() {
        let html = highlight("rust", "fn main() { /* <å> */ \"s\\n\" }\n").unwrap();
        assert!(
            html.starts_with("<span class=\"hl-keyword\">fn</span> <span class=\"hl-function\">main"),
            "{html}"
        );
        assert!(html.contains("<span class=\"hl-comment\">/* &lt;å&gt; */"), "{html}");
        assert!(html.contains("<span class=\"hl-escape\">\\n</span>"), "{html}");
    }

    #[test]
    fn unknown_languages_stay_plain() {
        assert_eq!(highlight("klingon", "x"), None);
        assert_eq!(highlight("text", "x"), None);
        assert_eq!(highlight("", "x"), None);
    }

    #[test]
    fn what_was_highlighted_can_be_taken_up_again() {
        let html = highlight("rust", "let taken_up = 1;\n");
        let blocks: BTreeMap<Digest, Option<Arc<str>>> =
            postcard::from_bytes(&highlighted().unwrap()).unwrap();
        assert_eq!(blocks[&Digest::of(b"rust\nlet taken_up = 1;\n")], html);
        // This process knows blocks already, and damage would count for nothing in any.
        recall(b"\xff\xff damaged");
        assert_eq!(highlight("rust", "let taken_up = 1;\n"), html);
    }

    #[test]
    fn markup_is_balanced_and_nothing_is_lost() {
        for language in ["rust", "html", "css", "js", "json", "yaml", "sh", "python", "md", "sql"] {
            let code = "a = \"b\" # c\n<p class='x'>d</p>\n/* e\n";
            let html = highlight(language, code).unwrap();
            assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
            let mut plain = String::new();
            escape(&mut plain, code);
            let stripped = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
            assert_eq!(stripped.collect::<String>(), plain.replace('<', ""), "{language}");
        }
    }
}
