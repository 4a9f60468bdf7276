//! Finding generic directives in a text, before the Markdown parser sees it.
//!
//! Only where a directive may stand is decided here, and what its parts are. Whether it really is one, and not a
//! part of a code block or an address, is the parser's to say: see `mask`. This file never judges names or
//! arguments.

use std::ops::Range;

use super::brackets::Brackets;
use super::shape::{Components, Form};
use super::text::Text;
use crate::report::nearest;

/// What looks like a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) form: Form,
    /// From the first colon to the end of the header; a header with a fault ends with its line.
    pub(super) range: Range<usize>,
    pub(super) name: Range<usize>,
    /// Between `[` and `]`.
    pub(super) label: Option<Range<usize>>,
    /// Between `{` and `}`.
    pub(super) attributes: Option<Range<usize>>,
    pub(super) fault: Option<(Fault, Range<usize>)>,
}

/// Why a header cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A `[` whose `]` is not on the line.
    Label,
    /// A `{` whose `}` is not on the line, or something between them that is no argument.
    Attributes,
    /// Something follows on the line.
    Rest,
}

impl Fault {
    /// The word the message chooses by.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Attributes => "arguments",
            Self::Rest => "rest",
        }
    }
}

/// Everything in `text` that looks like a directive, in order and apart from each other.
pub(super) fn directives(text: &Text<'_>, components: &Components) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut line = Line::default();
    let mut at = 0;
    while let Some(colon) = text.str[at..].find(':').map(|colon| at + colon) {
        let run = text.str[colon..].bytes().take_while(|byte| *byte == b':').count();
        at = colon + run;
        let next = text.str[at..].chars().next().unwrap_or('\n');
        if !next.is_alphabetic() {
            continue;
        }
        if !line.range.contains(&colon) {
            line = Line::new(text, colon);
        }
        let directive = match run {
            1 => text_directive(text, components, colon, &mut line),
            _ if colon != line.prefix_end => None,
            2 => block_directive(text, components, Form::Leaf, colon, at, &mut line),
            _ => block_directive(text, components, Form::Container, colon, at, &mut line),
        };
        if let Some(directive) = directive {
            at = directive.range.end.max(at);
            found.push(directive);
        }
    }
    found
}

/// A line on which there is a colon.
#[derive(Default)]
struct Line {
    /// Without its end.
    range: Range<usize>,
    /// Where what stands in front of a block's first character ends: quote marks, list markers, white space.
    prefix_end: usize,
    /// Found when first asked for.
    brackets: Option<Brackets>,
}

impl Line {
    fn new(text: &Text<'_>, byte: usize) -> Self {
        let range = text.line(text.line_of(byte));
        let content = text.str[range.clone()].trim_end_matches(['\n', '\r']);
        let range = range.start..range.start + content.len();
        Self { prefix_end: range.start + prefix_len(content), range, brackets: None }
    }

    fn closing(&mut self, text: &str, open: usize) -> Option<usize> {
        let brackets = self.brackets.get_or_insert_with(|| Brackets::new(text, self.range.clone()));
        brackets.closing(open)
    }
}

/// The length of the container markers at the start of a line.
pub(super) fn prefix_len(line: &str) -> usize {
    prefix(line, |_| {})
}

/// As [`prefix_len`], and tells where each marker stands.
pub(super) fn prefix(line: &str, mut marker: impl FnMut(usize)) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        let len = match bytes.get(at) {
            Some(b' ' | b'\t') => {
                at += 1;
                continue;
            }
            Some(b'>') => 1,
            Some(b'-' | b'+' | b'*' | b':') if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => 2,
            Some(b'0'..=b'9') => {
                let digits = bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                let delimiter = bytes.get(at + digits);
                let gap = bytes.get(at + digits + 1);
                if digits > 9 || !matches!(delimiter, Some(b'.' | b')')) || !matches!(gap, Some(b' ' | b'\t'))
                {
                    return at;
                }
                digits + 2
            }
            Some(b'[') if bytes.get(at + 1) == Some(&b'^') => match line[at..].find("]:") {
                Some(end) => end + 2,
                None => return at,
            },
            _ => return at,
        };
        marker(at);
        at += len;
    }
}

fn text_directive(
    text: &Text<'_>,
    components: &Components,
    colon: usize,
    line: &mut Line,
) -> Option<Directive> {
    let before = text.str[..colon].chars().next_back().unwrap_or('\n');
    if before.is_alphanumeric() || before == '_' || escaped(text.str, colon) {
        return None;
    }
    let name = name(&text.str[colon + 1..line.range.end], colon + 1);
    if !matches!(text.str.as_bytes().get(name.end), Some(b'[' | b'{')) {
        return None;
    }
    let written = &text.str[name.clone()];
    let known = components.get(written).is_some();
    if !known && nearest(written, components.names(Form::Text)).is_none() {
        return None;
    }
    let directive = header(text.str, Form::Text, colon, name, line);
    // Something that only resembles a component must at least be written like one.
    (known || directive.fault.is_none()).then_some(directive)
}

fn block_directive(
    text: &Text<'_>,
    components: &Components,
    form: Form,
    colon: usize,
    start: usize,
    line: &mut Line,
) -> Option<Directive> {
    let name = name(&text.str[start..line.range.end], start);
    let known = components.get(&text.str[name.clone()]).is_some();
    let mut directive = header(text.str, form, colon, name, line);
    let rest = text.str[directive.range.end..line.range.end].trim_end();
    if directive.fault.is_none() && !rest.is_empty() {
        directive.fault = Some((Fault::Rest, directive.range.end..directive.range.end + rest.len()));
    }
    if directive.fault.is_some() {
        directive.range.end = line.range.start + text.str[line.range.clone()].trim_end().len();
    }
    // `::word` at the start of a sentence is a component only if the theme knows it.
    (form == Form::Container || known || directive.fault.is_none()).then_some(directive)
}

/// Reads name, label and attributes.
fn header(text: &str, form: Form, colon: usize, name: Range<usize>, line: &mut Line) -> Directive {
    let mut directive =
        Directive { form, range: colon..name.end, name, label: None, attributes: None, fault: None };
    let end = &mut directive.range.end;
    if text.as_bytes().get(*end) == Some(&b'[') {
        let Some(close) = line.closing(text, *end) else {
            directive.fault = Some((Fault::Label, *end..*end + 1));
            return directive;
        };
        directive.label = Some(*end + 1..close);
        *end = close + 1;
    }
    if text.as_bytes().get(*end) == Some(&b'{') {
        let Some(close) = super::attributes::closing(text, *end, line.range.end) else {
            directive.fault = Some((Fault::Attributes, *end..*end + 1));
            return directive;
        };
        directive.attributes = Some(*end + 1..close);
        *end = close + 1;
    }
    directive
}

/// Letters, digits, and `-` and `_` inside.
fn name(text: &str, start: usize) -> Range<usize> {
    let end = text
        .find(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
        .unwrap_or(text.len());
    start..start + text[..end].trim_end_matches(['-', '_']).len()
}

fn escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::super::shape::ComponentShape;
    use super::super::text::Base;
    use super::*;

    fn found(text: &str) -> Vec<(Form, String, bool)> {
        let mut components = Components::default();
        for (name, form) in [("faktaruta", Form::Container), ("knapp", Form::Leaf), ("sprak", Form::Text)] {
            components.0.insert(name.to_owned(), ComponentShape { form, ..ComponentShape::default() });
        }
        directives(&Text::new(text, Base::At(0)), &components)
            .into_iter()
            .map(|directive| (directive.form, text[directive.range].to_owned(), directive.fault.is_none()))
            .collect()
    }

    #[test]
    fn all_three_forms_are_found() {
        assert_eq!(
            found(
                "> :::faktaruta[A: b]{typ=\"x\"}\n> Ett :sprak[ord [i] `]`]{kod=en}.\n> :::\n- ::knapp[Å]{till=b}  \n"
            ),
            [
                (Form::Container, ":::faktaruta[A: b]{typ=\"x\"}".to_owned(), true),
                (Form::Text, ":sprak[ord [i] `]`]{kod=en}".to_owned(), true),
                (Form::Leaf, "::knapp[Å]{till=b}".to_owned(), true),
            ]
        );
    }

    #[test]
    fn prose_is_left_alone() {
        for prose in [
            "kl. 10:30 och :) eller :: här, ::std::vec",
            "http://sprak[x] a:sprak[b] \\:sprak[x] :sprak x :knappt[y]",
            "std::knapp[x]",
            "| :--- | :-: |\n",
            ":smile: :x[y] :a{b}",
            "::okand ord",
        ] {
            assert_eq!(found(prose), [], "{prose}");
        }
    }

    #[test]
    fn faults_are_kept_for_known_names() {
        assert_eq!(found(":sprak[x"), [(Form::Text, ":sprak".to_owned(), false)]);
        assert_eq!(found("::knapp[x] y "), [(Form::Leaf, "::knapp[x] y".to_owned(), false)]);
        assert_eq!(found(":sprakk[x"), []);
        assert_eq!(found(":sprakk[x]").len(), 1);
    }
}
