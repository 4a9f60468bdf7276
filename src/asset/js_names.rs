//! Shorter names for what a module keeps to itself: parameters, variables and functions that it does not export.
//!
//! There is no parser of JavaScript here, so only what is sure is done. A name is changed wherever it stands or nowhere.
//! It is left alone if it stands where it may mean something else than a binding (a property, a label, an import), and
//! unless all its places are within the scopes of its declarations, which are taken rather too small than too large.
//! A module that exports and imports nothing may be no module, and one with `eval`, `with` or `var` is left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::js::Module;
use super::js_tokens::{Bracket, Kind, Token, tokens};

/// Words that are no names, or names in one place and none in another.
const RESERVED: &str = "as async await break case catch class const continue debugger default delete do else enum export \
                        extends false finally for from function get if import in instanceof let new null of return set static \
                        super switch this throw true try typeof undefined void while yield";

/// Signs after which, or before which, an expression goes on in the next line.
const GOES_ON: &[u8] = b".,?:&|*=<>%^";

/// Signs before a value: what follows them is no label.
const OPERATORS: &[u8] = b"?:=&|+-<>*!";

/// What to write instead of names, in order: where, and what.
pub(super) fn shortened(text: &str, module: &Module) -> Vec<(Range<usize>, String)> {
    let Some(tokens) = tokens(text, module).filter(|_| module.is_sure) else { return Vec::new() };
    let mut names = Names {
        text,
        tokens: &tokens,
        scopes: BTreeMap::new(),
        barred: BTreeSet::new(),
        uses: BTreeMap::new(),
    };
    if !names.is_plain_module() {
        return Vec::new();
    }
    for at in 0..tokens.len() {
        names.declarations(at);
        names.place(at);
    }
    names.replaced()
}

struct Names<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// For each declared name the tokens among which it may stand.
    scopes: BTreeMap<&'a str, Vec<Range<usize>>>,
    /// Names that are left alone.
    barred: BTreeSet<&'a str>,
    /// Where names stand that may be bindings, and whether as a property of the same name, too: `{ name }`.
    uses: BTreeMap<&'a str, Vec<(usize, bool)>>,
}

impl<'a> Names<'a> {
    fn is_plain_module(&self) -> bool {
        let words: BTreeSet<&str> = (0..self.tokens.len()).filter_map(|at| self.word(at)).collect();
        ["import", "export"].iter().any(|word| words.contains(word))
            && ["eval", "with", "var", "arguments"].iter().all(|word| !words.contains(word))
            && !words.iter().any(|word| word.contains('\\') || word.trim_start_matches('#').contains('#'))
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn before(&self, at: usize) -> Option<Kind> {
        self.kind(at.checked_sub(1)?)
    }

    fn is(&self, at: usize, sign: u8) -> bool {
        self.kind(at) == Some(Kind::Sign(sign))
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        self.text.get(token.range.clone())
    }

    fn word_before(&self, at: usize) -> Option<&'a str> {
        self.word(at.checked_sub(1)?)
    }

    /// Two signs without a space between.
    fn pair(&self, at: usize, signs: [u8; 2]) -> bool {
        let start = self.tokens.get(at).map_or(0, |token| token.range.start);
        self.text.as_bytes().get(start..start + 2) == Some(&signs) && self.is(at, signs[0])
    }

    fn begins_line(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.begins_line)
    }

    fn other(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(at, |token| token.other)
    }

    fn around(&self, at: usize) -> Option<(usize, Bracket)> {
        let parent = self.tokens.get(at)?.parent?;
        match self.kind(parent) {
            Some(Kind::Open(bracket)) => Some((parent, bracket)),
            _ => None,
        }
    }

    /// Whether a word stands after a dot that asks for a property.
    fn is_property(&self, at: usize) -> bool {
        let is_spread = || at > 2 && self.is(at - 2, b'.') && self.is(at - 3, b'.');
        at > 0 && self.is(at - 1, b'.') && !is_spread()
    }

    /// The block in which something at a place is declared.
    fn block(&self, at: usize) -> Option<Range<usize>> {
        match self.around(at) {
            None => Some(0..self.tokens.len()),
            Some((open, Bracket::Block)) => Some(open..self.other(open)),
            Some(_) => None,
        }
    }

    /// Notes what is declared at a place.
    fn declarations(&mut self, at: usize) {
        match self.word(at) {
            Some("const" | "let") if !self.is_property(at) => self.variables(at),
            Some("function" | "class") if !self.is_property(at) => self.named(at),
            _ => {}
        }
        match self.kind(at) {
            // `name(a, b) {`, `function (a, b) {`, `catch (a) {`
            Some(Kind::Open(Bracket::Block))
                if at > 0 && self.before(at) == Some(Kind::Close) && !self.begins_line(at) =>
            {
                let open = self.other(at - 1);
                let head = self.word_before(open);
                let is_statement = matches!(head, Some("if" | "for" | "while" | "switch" | "await"));
                if head.is_some() && !is_statement && self.kind(open) == Some(Kind::Open(Bracket::Round)) {
                    self.targets(open, false, &(open..self.other(at)));
                }
            }
            Some(Kind::Sign(b'=')) if at > 0 && self.pair(at, *b"=>") => {
                let body = at + 2;
                let end = match self.kind(body) {
                    Some(Kind::Open(Bracket::Block)) => self.other(body),
                    _ => self.end_of_expression(body),
                };
                match self.before(at) {
                    Some(Kind::Word) => self.declare(at - 1, &(at - 1..end)),
                    Some(Kind::Close) => {
                        let open = self.other(at - 1);
                        self.targets(open, false, &(open..end));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// `const a = 1, { b } = c`, and the same at the head of a loop.
    fn variables(&mut self, at: usize) {
        let scope = match self.around(at) {
            Some((open, Bracket::Round)) if self.word_before(open) == Some("for") => {
                let body = self.other(open) + 1;
                let end = match self.kind(body) {
                    Some(Kind::Open(Bracket::Block)) => self.other(body),
                    _ => self.end_of_expression(body),
                };
                Some(open..end)
            }
            _ => self.block(at),
        };
        let Some(scope) = scope.filter(|_| self.word_before(at) != Some("export")) else { return };
        let mut next = at + 1;
        loop {
            self.target(next, &scope);
            next =
                if matches!(self.kind(next), Some(Kind::Open(_))) { self.other(next) + 1 } else { next + 1 };
            if self.is(next, b'=') {
                next = self.end_of_expression(next + 1);
            }
            if !self.is(next, b',') {
                return;
            }
            next += 1;
        }
    }

    /// `function a() {}` and `class A {}` as statements. What is exported or part of an expression keeps its name.
    fn named(&mut self, at: usize) {
        let name = if self.is(at + 1, b'*') { at + 2 } else { at + 1 };
        let Some(word) = self.word(name) else { return };
        let first = if self.word_before(at) == Some("async") { at - 1 } else { at };
        let is_statement = first == 0
            || matches!(
                self.before(first),
                Some(Kind::Sign(b';') | Kind::Close | Kind::Open(Bracket::Block))
            );
        match self.block(at) {
            Some(scope) if is_statement => self.declare(name, &scope),
            _ => {
                self.barred.insert(word);
            }
        }
    }

    /// The targets between two brackets: parameters, or a pattern.
    fn targets(&mut self, open: usize, is_object: bool, scope: &Range<usize>) {
        let close = self.other(open);
        let mut at = open + 1;
        while at < close {
            while self.is(at, b'.') {
                at += 1;
            }
            if is_object && self.kind(at) == Some(Kind::Open(Bracket::Square)) {
                at = self.other(at);
            }
            let target = if is_object && self.is(at + 1, b':') { at + 2 } else { at };
            self.target(target, scope);
            while at < close && !self.is(at, b',') {
                at = if matches!(self.kind(at), Some(Kind::Open(_))) { self.other(at) } else { at } + 1;
            }
            at += 1;
        }
    }

    fn target(&mut self, at: usize, scope: &Range<usize>) {
        match self.kind(at) {
            Some(Kind::Word) => self.declare(at, scope),
            Some(Kind::Open(Bracket::Object)) => self.targets(at, true, scope),
            Some(Kind::Open(Bracket::Square)) => self.targets(at, false, scope),
            _ => {}
        }
    }

    fn declare(&mut self, at: usize, scope: &Range<usize>) {
        if let Some(name) = self.word(at) {
            self.scopes.entry(name).or_default().push(scope.clone());
        }
    }

    /// The place after an expression, or one before that where its end is not sure.
    fn end_of_expression(&self, first: usize) -> usize {
        let (mut at, mut n_questions) = (first, 0);
        while let Some(kind) = self.kind(at) {
            let is_among = |kind| matches!(kind, Some(Kind::Sign(sign)) if GOES_ON.contains(&sign));
            if at > first && self.begins_line(at) && !is_among(Some(kind)) && !is_among(self.before(at)) {
                return at;
            }
            match kind {
                Kind::Close | Kind::Sign(b',' | b';') => return at,
                Kind::Sign(b'?')
                    if !self.pair(at, *b"?.") && !self.pair(at, *b"??") && !self.ends_pair(at) =>
                {
                    n_questions += 1;
                }
                Kind::Sign(b':') if n_questions == 0 => return at,
                Kind::Sign(b':') => n_questions -= 1,
                _ => {}
            }
            at = if matches!(kind, Kind::Open(_)) { self.other(at) } else { at } + 1;
        }
        at
    }

    /// Whether a `?` is the second one of `??`.
    fn ends_pair(&self, at: usize) -> bool {
        at > 0 && self.pair(at - 1, *b"??")
    }

    /// Notes what a word is where it stands.
    fn place(&mut self, at: usize) {
        let Some(name) = self.word(at) else { return };
        if name.starts_with(|c: char| c.is_ascii_digit() || c == '#') || self.is_property(at) {
            return;
        }
        let (next, before) = (self.kind(at + 1), self.before(at));
        let is_operand = matches!(before, Some(Kind::Sign(sign)) if OPERATORS.contains(&sign));
        let is_labelled = next == Some(Kind::Sign(b':'));
        let begins = matches!(before, Some(Kind::Open(_) | Kind::Sign(b',')));
        let is_accessor = matches!(self.word_before(at), Some("async" | "get" | "set" | "static"))
            && !matches!(self.before(at - 1), Some(Kind::Sign(sign)) if sign != b',' && sign != b';');
        let bracket = self.around(at).map(|(_, bracket)| bracket);
        let is_name = match bracket {
            Some(Bracket::Names) => None,
            Some(Bracket::Object) if begins && !self.is_spread(at) => match next {
                // `name: …`, `name() {` or `async name() {`
                Some(Kind::Sign(b':') | Kind::Open(Bracket::Round) | Kind::Word) => return,
                Some(Kind::Sign(b',' | b'=') | Kind::Close) => Some(true),
                _ => None,
            },
            Some(Bracket::Object | Bracket::Class) if is_accessor => return,
            Some(Bracket::Class) => match before {
                Some(Kind::Open(_) | Kind::Close | Kind::Sign(b';' | b'*')) => return,
                Some(Kind::Sign(_)) => Some(false),
                _ => None,
            },
            Some(Bracket::Unknown) if begins => None,
            Some(Bracket::Block) | None if is_labelled && !is_operand => None,
            _ if matches!(self.word_before(at), Some("break" | "continue" | "import" | "as")) => None,
            _ => Some(false),
        };
        match is_name {
            Some(is_short) => self.uses.entry(name).or_default().push((at, is_short)),
            None => {
                self.barred.insert(name);
            }
        }
    }

    fn is_spread(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, b'.')
    }

    /// The names that can be changed.
    fn is_free(&self, name: &str) -> bool {
        let (Some(scopes), Some(uses)) = (self.scopes.get(name), self.uses.get(name)) else { return false };
        name.len() > 1
            && !self.barred.contains(name)
            && !is_reserved(name)
            && uses.iter().all(|(at, _)| scopes.iter().any(|scope| scope.contains(at)))
    }

    /// For each token, the statement of the module it stands in, where that is sure.
    fn statements(&self) -> Vec<usize> {
        let mut number = 0;
        let mut statements = Vec::with_capacity(self.tokens.len());
        for at in 0..self.tokens.len() {
            let is_declaration = matches!(
                self.word(at),
                Some("const" | "let" | "function" | "class" | "export" | "async" | "import")
            );
            let is_outside = self.tokens.get(at).is_some_and(|token| token.parent.is_none());
            let ends = matches!(self.before(at), Some(Kind::Sign(b';') | Kind::Close));
            if is_outside && is_declaration && ends && self.begins_line(at) {
                number += 1;
            }
            statements.push(number);
        }
        statements
    }

    /// Gives each name that can be changed the shortest one that means nothing where it stands. Names within one statement of
    /// the module may be those of another.
    fn replaced(self) -> Vec<(Range<usize>, String)> {
        let statements = self.statements();
        let statements_of = |name: &str| -> BTreeSet<usize> {
            let uses = self.uses.get(name).into_iter().flatten();
            let uses = uses.filter_map(|(at, _)| statements.get(*at).copied());
            // What belongs to the module must have a name of its own beside all others that do.
            let is_modules =
                self.scopes.get(name).is_some_and(|scopes| scopes.contains(&(0..self.tokens.len())));
            uses.chain(is_modules.then_some(usize::MAX)).collect()
        };
        let (mut free, mut kept): (Vec<&str>, Vec<&str>) =
            self.uses.keys().partition(|name| self.is_free(name));
        kept.extend(self.barred.iter().copied());
        // These may stay as they are, if no shorter name is left.
        kept.extend(free.iter().filter(|name| name.len() < 3));
        // What stands in several statements, and what stands most often, comes first.
        free.sort_by_cached_key(|name| {
            let n = self.uses.get(name).map_or(0, Vec::len);
            (statements_of(name).len() < 2, std::cmp::Reverse(n), *name)
        });
        let mut taken: BTreeSet<(usize, String)> = BTreeSet::new();
        let everywhere: BTreeSet<&str> = kept.into_iter().collect();
        let mut all: Vec<(Range<usize>, String)> = Vec::new();
        for name in free {
            let here = statements_of(name);
            let is_unused = |short: &String| {
                !everywhere.contains(short.as_str())
                    && !is_reserved(short)
                    && here.iter().all(|statement| !taken.contains(&(*statement, short.clone())))
            };
            let Some(short) = candidates().find(is_unused).filter(|short| short.len() < name.len()) else {
                continue;
            };
            taken.extend(here.iter().map(|statement| (*statement, short.clone())));
            for (at, is_short) in self.uses.get(name).into_iter().flatten() {
                let Some(token) = self.tokens.get(*at) else { continue };
                let written = if *is_short { format!("{name}:{short}") } else { short.clone() };
                all.push((token.range.clone(), written));
            }
        }
        all.sort_by_key(|(range, _)| range.start);
        all
    }
}

fn is_reserved(name: &str) -> bool {
    RESERVED.split_whitespace().any(|word| word == name)
}

/// Short names, the shortest first.
fn candidates() -> impl Iterator<Item = String> {
    let letters = || ('a'..='z').chain('A'..='Z');
    let two = letters().flat_map(move |first| letters().map(move |second| format!("{first}{second}")));
    letters().map(String::from).chain(two)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::js::scan;
    use super::super::js_write::write;
    use super::*;

    fn short(text: &str) -> String {
        let text = format!("{text}\nexport{{}};");
        write(&text, &scan(&text), |_| None).replace("export{};", "")
    }

    #[test]
    fn what_is_declared_gets_a_shorter_name() {
        let text = "const first = 1, second = (value) => value + first;\nfunction third({ key, other: inner = second }) {\n  \
                    for (const item of key) inner(item, `${first} first${item}-${key}`, /first/gu);\n}";
        assert_eq!(
            short(text).trim(),
            "const a=1,b=(c)=>c + a;function c({key:e,other:f=b}){for(const d of e)f(d,`${a} first${d}-${e}`,/first/gu);}"
        );
    }

    #[test]
    fn what_others_know_keeps_its_name() {
        for text in [
            "export const name=1;",
            "export function name(){}",
            "export default class Name{}",
            "document.name=window[name];",
            "import{name}from 'x';name();",
            "name:for(;;)break name;",
            "class A{name=1;static other(){return this.name}}",
        ] {
            let text = text.replace("class A", "export class A");
            assert_eq!(short(&text).trim_end(), text);
        }
    }

    #[test]
    fn a_name_that_stands_outside_its_scope_is_left_alone() {
        for text in [
            "{const status=1;}status();",
            "function f(event){}\nevent();",
            "x=(origin)=>origin,origin;",
            "for(const top of x)y();top();",
            "if(x){let self;}\nself.close();",
        ] {
            let written = short(text);
            for name in ["status", "event", "origin", "top", "self"] {
                assert_eq!(written.matches(name).count(), text.matches(name).count(), "{written}");
            }
        }
        assert_eq!(write("const name=1;", &scan("const name=1;"), |_| None), "const name=1;", "no module");
        assert!(short("const name = eval(x)").contains("name"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything_can_be_read(parts in prop::collection::vec("(const |let |function |class |name|other|for|of|=>|=|\\.\\.\\.|\\?\\.|[(){}\\[\\].,;:?`\n#\\\\]|\\$\\{|/x/g|1| ){1,3}", 0..24)) {
            let text = parts.concat();
            let text = format!("import 'a';{text}");
            let changes = shortened(&text, &scan(&text));
            let mut at = 0;
            for (range, _) in changes {
                let word = text.get(range.clone()).unwrap_or_default();
                prop_assert!(range.start >= at && word.chars().all(char::is_alphanumeric), "{}", word);
                prop_assert!(!["const", "let", "function", "class", "import"].contains(&word), "{}", text);
                at = range.end;
            }
        }
    }
}
