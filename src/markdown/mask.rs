//! Showing directives to a parser that does not know them.
//!
//! comrak knows no leaf and no text directives, and only containers whose header has no further colon. Each directive
//! is therefore overwritten by something of the same length that the parser does know and that keeps its place: a
//! text directive by an address in angle brackets, a leaf by a declaration in HTML, the header of a container by
//! letters. Since the length is the same, every position stays true. What the parser then reads as just that is a
//! directive; where it reads something else (the text stood in a code block, say) the mask is taken off and the text
//! is parsed once more.

use std::borrow::Cow;
use std::collections::BTreeMap;

use comrak::nodes::{AstNode, Node, NodeValue};

use super::directive::Directive;
use super::shape::Form;
use super::text::Text;

/// The longest code in a text directive's mask: enough for twelve million of them.
const MAX_CODE: usize = 5;

/// `text` with the directives of `covered` hidden, and a letter in the place of each byte of
/// `blunted`.
pub(super) fn masked<'s>(
    text: &'s str,
    directives: &[Directive],
    covered: &[bool],
    blunted: &[usize],
) -> Cow<'s, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut cover = |from: usize, to: usize, cover: &str| {
        out.push_str(&text[done..from]);
        out.push_str(cover);
        done = to;
    };
    let mut blunted = blunted.iter().copied().peekable();
    for (index, directive) in directives.iter().enumerate().filter(|(index, _)| covered[*index]) {
        while let Some(byte) = blunted.next_if(|byte| *byte < directive.range.start) {
            cover(byte, byte + 1, "x");
        }
        while blunted.next_if(|byte| *byte < directive.range.end).is_some() {}
        let len = directive.range.len();
        match directive.form {
            Form::Container => {
                let colons = directive.name.start - directive.range.start;
                cover(directive.name.start, directive.range.end, &"x".repeat(len - colons));
            }
            Form::Leaf => {
                cover(directive.range.start, directive.range.end, &format!("<!{}>", "X".repeat(len - 3)));
            }
            Form::Text => {
                if let Some(code) = code(index, len) {
                    let fill = len - code.len() - 3;
                    cover(
                        directive.range.start,
                        directive.range.end,
                        &format!("<{code}:{}>", "x".repeat(fill)),
                    );
                }
            }
        }
    }
    for byte in blunted {
        cover(byte, byte + 1, "x");
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Whether a directive has to be covered for the parser to see it, and is long enough for that.
pub(super) fn needs_cover(text: &str, index: usize, directive: &Directive) -> bool {
    match directive.form {
        Form::Container => text[directive.name.start..directive.range.end].contains(':'),
        Form::Leaf => directive.range.len() >= 4,
        Form::Text => code(index, directive.range.len()).is_some(),
    }
}

/// The number of a text directive in small letters, written as long as its place allows.
fn code(index: usize, len: usize) -> Option<String> {
    let width = len.checked_sub(3).filter(|width| *width >= 2)?.min(MAX_CODE);
    let mut code = vec![b'a'; width];
    let mut rest = index;
    for letter in code.iter_mut().rev() {
        *letter = b'a' + (rest % 26) as u8;
        rest /= 26;
    }
    (rest == 0).then(|| String::from_utf8(code).ok())?
}

fn index(url: &str) -> Option<usize> {
    let (code, fill) = url.split_once(':')?;
    let readable = code.len() <= MAX_CODE
        && code.bytes().all(|letter| letter.is_ascii_lowercase())
        && fill.bytes().all(|letter| letter == b'x');
    readable.then(|| code.bytes().fold(0, |index, letter| index * 26 + usize::from(letter - b'a')))
}

/// Finds the masks in the parsed text and replaces each by a `Raw` node that holds the directive's number; containers
/// stay as they are. Tells of each directive whether it was found.
pub(super) fn unmask(root: Node<'_>, text: &Text<'_>, directives: &[Directive]) -> Vec<bool> {
    let blocks: BTreeMap<usize, usize> = directives
        .iter()
        .enumerate()
        .filter(|(_, directive)| directive.form != Form::Text)
        .map(|(index, directive)| (directive.range.start, index))
        .collect();
    let mut found = vec![false; directives.len()];
    let mut replaced = Vec::new();
    for node in root.descendants() {
        let mut ast = node.data_mut();
        let at = || text.offset(ast.sourcepos.start);
        match &ast.value {
            NodeValue::BlockDirective(_) => {
                if let Some(index) =
                    blocks.get(&at()).filter(|index| directives[**index].form == Form::Container)
                {
                    found[*index] = true;
                }
            }
            NodeValue::HtmlBlock(block) if block.block_type == 4 => {
                if let Some(index) = blocks.get(&at()).filter(|index| directives[**index].form == Form::Leaf)
                {
                    found[*index] = true;
                    ast.value = NodeValue::Raw(index.to_string());
                }
            }
            NodeValue::Link(link) => {
                let index = index(&link.url).filter(|index| {
                    directives.get(*index).is_some_and(|directive| {
                        directive.form == Form::Text && directive.range.len() == link.url.len() + 2
                    })
                });
                if let Some(index) = index
                    && !std::mem::replace(&mut found[index], true)
                {
                    ast.value = NodeValue::Raw(index.to_string());
                    replaced.push(node);
                }
            }
            _ => {}
        }
    }
    for words in replaced.into_iter().filter_map(AstNode::first_child) {
        words.detach();
    }
    found
}
