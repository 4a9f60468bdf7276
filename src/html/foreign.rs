//! Whether the scanner stands in a drawing or a formula, and what text it meets next: all that reading HTML needs to know
//! of the tree, as the standard's rules for foreign content say.

/// Text that is not cut into tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// Until the element's end tag.
    Raw,
    /// Until the script's end tag.
    Script,
    /// To the end of the page.
    Plain,
}

/// Which language an element's content is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// The changes of language around the scanner; HTML if there is none.
#[derive(Debug, Default)]
pub(super) struct Foreign(Vec<Namespace>);

impl Foreign {
    /// Whether this is a drawing's or formula's own content.
    pub(super) fn is_inside(&self) -> bool {
        self.current() != Namespace::Html
    }

    fn current(&self) -> Namespace {
        self.0.last().copied().unwrap_or(Namespace::Html)
    }

    /// Takes note of a start tag: whether its element belongs to a drawing or a formula, and which text it holds.
    pub(super) fn start<'a>(
        &mut self,
        name: &str,
        is_self_closing: bool,
        attribute: impl Fn(&str) -> Option<&'a str>,
    ) -> (bool, Option<Text>) {
        let inner = match name {
            "svg" => Namespace::Svg,
            "math" => Namespace::MathMl,
            _ if self.current() == Namespace::Html => return (false, text_of(name)),
            _ if leaves(name, &attribute) => {
                self.0.pop();
                return (self.is_inside(), None);
            }
            _ if is_html_inside(self.current(), name, &attribute) => Namespace::Html,
            _ => return (true, None),
        };
        if !is_self_closing {
            self.0.push(inner);
        }
        (true, None)
    }

    /// Takes note of an end tag: whether its element belonged to a drawing or a formula.
    pub(super) fn end(&mut self, name: &str) -> bool {
        let around = self.0.len().checked_sub(2).and_then(|at| self.0.get(at)).copied();
        let leaves = match self.current() {
            Namespace::Html => match around {
                Some(Namespace::Svg) => is_html_in_svg(name),
                Some(Namespace::MathMl) => is_html_in_math(name) || name == "annotation-xml",
                _ => false,
            },
            Namespace::Svg => matches!(name, "svg" | "p" | "br"),
            Namespace::MathMl => matches!(name, "math" | "p" | "br"),
        };
        if leaves {
            self.0.pop();
        }
        leaves && !matches!(name, "p" | "br") || self.is_inside()
    }
}

/// The text an element of HTML holds. Readers without JavaScript are no reason to look into `<noscript>`: with it, what
/// stands there is text.
fn text_of(name: &str) -> Option<Text> {
    match name {
        "textarea" | "title" | "style" | "iframe" | "xmp" | "noembed" | "noframes" | "noscript" => {
            Some(Text::Raw)
        }
        "script" => Some(Text::Script),
        "plaintext" => Some(Text::Plain),
        _ => None,
    }
}

/// Whether a start tag ends the drawing or formula it stands in.
fn leaves<'a>(name: &str, attribute: impl Fn(&str) -> Option<&'a str>) -> bool {
    const LEAVING: &[&str] = &[
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    let is_old_font =
        || name == "font" && ["color", "face", "size"].iter().any(|name| attribute(name).is_some());
    LEAVING.binary_search(&name).is_ok() || is_old_font()
}

/// Whether an element of a drawing or formula holds HTML.
fn is_html_inside<'a>(around: Namespace, name: &str, attribute: impl Fn(&str) -> Option<&'a str>) -> bool {
    match around {
        Namespace::Html => false,
        Namespace::Svg => is_html_in_svg(name),
        Namespace::MathMl => {
            let is_html = |kind: &str| {
                kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
            };
            is_html_in_math(name) || name == "annotation-xml" && attribute("encoding").is_some_and(is_html)
        }
    }
}

fn is_html_in_svg(name: &str) -> bool {
    matches!(name, "desc" | "title" | "foreignobject")
}

fn is_html_in_math(name: &str) -> bool {
    matches!(name, "mi" | "mo" | "mn" | "ms" | "mtext")
}
