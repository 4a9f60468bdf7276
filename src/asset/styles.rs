//! Style sheets: what they `@import` is written into them, and what they refer to gets its published name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::report::{Diagnostic, codes};
use crate::source::Span;

use super::bundle::{Bundler, Meaning, Text};
use super::css::{self, Piece};
use super::fingerprint::{FOLDER, relative, resolved};

/// The most style sheets that one may import, counted as often as they are imported. Real ones stay below a hundred;
/// a handful of files that import each other twice would come to millions.
const MAX_IMPORTS: usize = 1000;

/// The style sheets that others import.
pub(super) fn imported(texts: &BTreeMap<&str, Text>) -> BTreeSet<String> {
    let mut imported = BTreeSet::new();
    for (name, text) in texts {
        let Text::Style(text) = text else { continue };
        for piece in css::scan(text) {
            if let Piece::Import { target, late: false, .. } = piece {
                let target = resolved(name, &css::unescaped(&text[target]));
                imported.extend(target.filter(|target| target != name));
            }
        }
    }
    imported
}

/// The style sheet with everything that it imports, without comments. The names of all are added to `read`.
pub(super) fn resolve(bundler: &mut Bundler<'_>, name: &str, read: &mut BTreeSet<String>) -> String {
    let mut resolver =
        Resolver { bundler, main: name, read, open: Vec::new(), n_imports: 0, css: String::new() };
    resolver.add(name);
    css::compact(&resolver.css)
}

struct Resolver<'b, 'a> {
    bundler: &'b mut Bundler<'a>,
    /// The style sheet that everything is written into.
    main: &'b str,
    read: &'b mut BTreeSet<String>,
    /// The style sheets that are being read, outermost first.
    open: Vec<String>,
    n_imports: usize,
    css: String,
}

impl Resolver<'_, '_> {
    fn add(&mut self, name: &str) {
        let Some(Text::Style(text)) = self.bundler.texts.get(name) else { return };
        let text = text.clone();
        self.open.push(name.to_owned());
        self.read.insert(name.to_owned());
        let mut at = 0;
        for piece in css::scan(&text) {
            let whole = piece.whole();
            self.css.push_str(&text[at..whole.start]);
            at = whole.end;
            match piece {
                Piece::Url { target, .. } => {
                    let span = Span::new(target.start, target.end);
                    let written = css::unescaped(&text[target]);
                    match self.url(name, &written, span) {
                        Some(url) => {
                            let _ = write!(self.css, "url(\"{url}\")");
                        }
                        None => self.css.push_str(&text[whole]),
                    }
                }
                Piece::Import { late: true, .. } => {
                    let span = Span::new(whole.start, whole.end);
                    self.report(name, span, |at| Diagnostic::new(codes::A0204, at));
                }
                Piece::Import { target, conditions, .. } => {
                    let span = Span::new(target.start, target.end);
                    let written = css::unescaped(&text[target]);
                    let (open, close) = wrapping(&text[conditions]);
                    self.css.push_str(&open);
                    self.import(name, &written, span);
                    self.css.push_str(&close);
                }
                Piece::Comment(_) | Piece::Text(_) => self.css.push_str(&text[whole]),
            }
        }
        self.css.push_str(&text[at..]);
        self.css.push('\n');
        self.open.pop();
    }

    /// The published address of what a reference means, as the main style sheet has to write it.
    fn url(&mut self, name: &str, written: &str, span: Span) -> Option<String> {
        let Meaning::File(target, rest) = self.meaning(name, written, span) else { return None };
        let path = self.bundler.path_of(&target)?;
        Some(relative(&format!("{FOLDER}/{}", self.main), path) + &rest)
    }

    fn import(&mut self, name: &str, written: &str, span: Span) {
        let Meaning::File(target, _) = self.meaning(name, written, span) else { return };
        self.n_imports += 1;
        let ring = self.open.iter().position(|open| *open == target);
        if ring.is_none() && self.n_imports <= MAX_IMPORTS {
            return self.add(&target);
        }
        let start = ring.unwrap_or_default();
        let mut ring: Vec<_> = self.open[start..].iter().map(|name| file_name(name)).collect();
        ring.push(file_name(&target));
        let ring = ring.join(" → ");
        self.report(name, span, |at| Diagnostic::new(codes::A0202, at).arg("loop", ring));
    }

    fn meaning(&mut self, name: &str, written: &str, span: Span) -> Meaning {
        self.bundler.meaning(name, written, span)
    }

    fn report(&mut self, name: &str, span: Span, fill: impl FnOnce(crate::source::Location) -> Diagnostic) {
        self.bundler.report(name, span, fill);
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// What an import's conditions mean when the style sheet stands in the place of the import.
fn wrapping(conditions: &str) -> (String, String) {
    let mut rest = conditions.trim();
    let (mut layer, mut supports) = (None, None);
    if let Some(after) = strip_word(rest, "layer") {
        let (name, after) = parenthesised(after).map_or(("", after), |(name, after)| (name, after));
        let space = if name.is_empty() { "" } else { " " };
        layer = Some(format!("@layer{space}{name}{{"));
        rest = after.trim_start();
    }
    if let Some((condition, after)) = strip_word(rest, "supports").and_then(parenthesised) {
        let is_declaration =
            !condition.starts_with('(') && condition.contains(':') && !condition.starts_with("not ");
        supports = Some(if is_declaration {
            format!("@supports ({condition}){{")
        } else {
            format!("@supports {condition}{{")
        });
        rest = after.trim_start();
    }
    let media = (!rest.is_empty()).then(|| format!("@media {rest}{{"));
    let parts: Vec<String> = [media, supports, layer].into_iter().flatten().collect();
    let close = "}".repeat(parts.len());
    (parts.concat(), close)
}

/// What follows the name `word`, if it stands at the start.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let is_whole =
        !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_');
    (start.eq_ignore_ascii_case(word) && is_whole).then_some(rest)
}

/// What stands in the parentheses at the start, and what follows them.
fn parenthesised(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some((text[1..at].trim(), &text[at + 1..])),
            b')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::wrapping;

    #[test]
    fn conditions_become_rules_around_what_is_imported() {
        for (conditions, open) in [
            ("", ""),
            (" print", "@media print{"),
            ("layer", "@layer{"),
            ("layer(a.b) screen and (width > 40em)", "@media screen and (width > 40em){@layer a.b{"),
            ("supports(display: grid)", "@supports (display: grid){"),
            ("supports((a: b) and (not (c: d))) print", "@media print{@supports (a: b) and (not (c: d)){"),
            ("supports(not (c: d))", "@supports not (c: d){"),
            ("layer-x", "@media layer-x{"),
        ] {
            assert_eq!(
                wrapping(conditions),
                (open.to_owned(), "}".repeat(open.matches('{').count())),
                "{conditions}"
            );
        }
    }
}
