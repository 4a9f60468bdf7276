//! A module's words, signs and literals with their brackets: as much of a syntax tree as shortening names needs.

use std::ops::Range;

use super::js::Module;

/// A word, one sign, or a literal.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// Whether a line ends before it.
    pub(super) begins_line: bool,
    /// The opening bracket around it.
    pub(super) parent: Option<usize>,
    /// Of a bracket, the place of its other half.
    pub(super) other: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Sign(u8),
    /// A string, a regular expression or a template.
    Literal,
    Open(Bracket),
    Close,
}

/// What an opening bracket opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    /// `${` within a template.
    Template,
    /// Statements, or the body of a function.
    Block,
    /// An object, or a pattern that takes one apart.
    Object,
    Class,
    /// The names of `import` and `export`.
    Names,
    /// Any of these.
    Unknown,
}

/// The tokens of a module that was surely read; `None` where brackets do not fit.
pub(super) fn tokens(text: &str, module: &Module) -> Option<Vec<Token>> {
    let mut tokens = Tokens { text, all: Vec::new(), open: Vec::new(), class_at: None };
    let comments = module.comments.iter().map(|range| (range, true));
    let mut islands: Vec<_> = comments.chain(module.literals.iter().map(|range| (range, false))).collect();
    islands.sort_by_key(|(range, _)| range.start);
    let (mut at, mut begins_line) = (0, true);
    for (range, is_comment) in islands {
        begins_line = tokens.plain(at..range.start, begins_line)?;
        if is_comment {
            begins_line |= text.get(range.clone())?.contains('\n');
        } else {
            at = tokens.literal(range.clone(), begins_line)?;
            begins_line = false;
            continue;
        }
        at = range.end;
    }
    tokens.plain(at..text.len(), begins_line)?;
    tokens.open.is_empty().then_some(tokens.all)
}

struct Tokens<'a> {
    text: &'a str,
    all: Vec<Token>,
    open: Vec<usize>,
    /// How deep the word `class` stands whose body is still to come.
    class_at: Option<usize>,
}

impl Tokens<'_> {
    /// What stands between comments and literals. Says whether a line ends after the last token.
    fn plain(&mut self, range: Range<usize>, mut begins_line: bool) -> Option<bool> {
        let text = self.text.get(range.clone())?;
        let mut at = 0;
        while let Some(first) = text.as_bytes().get(at) {
            if first.is_ascii_whitespace() {
                begins_line |= *first == b'\n';
                at += 1;
                continue;
            }
            let n_word = text.bytes().skip(at).take_while(|byte| is_word(*byte)).count();
            let here = range.start + at..range.start + at + n_word.max(1);
            at += n_word.max(1);
            match *first {
                _ if n_word > 0 => self.word(here, begins_line),
                b'(' => self.open(here, begins_line, Bracket::Round),
                b'[' => self.open(here, begins_line, Bracket::Square),
                b'{' => {
                    let bracket = self.curly(begins_line);
                    self.open(here, begins_line, bracket);
                }
                b')' | b']' | b'}' => self.close(here, begins_line)?,
                sign => self.push(here, begins_line, Kind::Sign(sign)),
            }
            begins_line = false;
        }
        Some(begins_line)
    }

    fn push(&mut self, range: Range<usize>, begins_line: bool, kind: Kind) {
        // A property may be called `class`.
        let is_after_class =
            || self.all.last().and_then(|last| self.text.get(last.range.clone())) == Some("class");
        if self.class_at.is_some()
            && !matches!(kind, Kind::Word | Kind::Open(Bracket::Class))
            && is_after_class()
        {
            self.class_at = None;
        }
        let (parent, other) = (self.open.last().copied(), self.all.len());
        self.all.push(Token { range, kind, begins_line, parent, other });
    }

    fn word(&mut self, range: Range<usize>, begins_line: bool) {
        if self.text.get(range.clone()) == Some("class") && self.last_sign() != Some(b'.') {
            self.class_at = Some(self.open.len());
        }
        self.push(range, begins_line, Kind::Word);
    }

    /// A literal, with the flags of a regular expression. Gives its end.
    fn literal(&mut self, range: Range<usize>, begins_line: bool) -> Option<usize> {
        let text = self.text.get(range.clone())?;
        let rest = self.text.bytes().skip(range.end);
        let n_flags = if text.starts_with('/') { rest.take_while(|byte| is_word(*byte)).count() } else { 0 };
        let end = range.end + n_flags;
        // A template goes on right after the bracket that ends a value in it.
        let last = self.all.last().filter(|last| last.kind == Kind::Close && last.range.end == range.start);
        let is_rest = last.and_then(|last| self.all.get(last.other)).map(|open| open.kind)
            == Some(Kind::Open(Bracket::Template));
        self.push(range.start..end, begins_line, Kind::Literal);
        if text.ends_with("${") && (is_rest || text.starts_with('`')) {
            self.open(end..end, false, Bracket::Template);
        }
        Some(end)
    }

    fn open(&mut self, range: Range<usize>, begins_line: bool, bracket: Bracket) {
        self.push(range, begins_line, Kind::Open(bracket));
        self.open.push(self.all.len() - 1);
    }

    fn close(&mut self, range: Range<usize>, begins_line: bool) -> Option<()> {
        let open = self.open.pop()?;
        let here = self.all.len();
        self.push(range, begins_line, Kind::Close);
        self.all.get_mut(open)?.other = here;
        self.all.get_mut(here)?.other = open;
        Some(())
    }

    fn last_sign(&self) -> Option<u8> {
        match self.all.last()?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// What a curly bracket opens after what stands before it.
    fn curly(&mut self, begins_line: bool) -> Bracket {
        if self.class_at == Some(self.open.len()) {
            self.class_at = None;
            return Bracket::Class;
        }
        let Some(last) = self.all.last() else { return Bracket::Block };
        let text = self.text.get(last.range.clone()).unwrap_or_default();
        let around = self.open.last().and_then(|open| self.all.get(*open)).map(|token| token.kind);
        match last.kind {
            Kind::Word => match text {
                "else" | "do" | "try" | "finally" | "static" | "catch" => Bracket::Block,
                "import" | "export" => Bracket::Names,
                "return" | "const" | "let" | "of" | "in" | "case" | "await" | "typeof" | "throw"
                    if !begins_line =>
                {
                    Bracket::Object
                }
                _ => Bracket::Unknown,
            },
            Kind::Close if matches!(text, ")" | "}") => Bracket::Block,
            Kind::Open(Bracket::Block) | Kind::Sign(b';') => Bracket::Block,
            Kind::Sign(b'>')
                if self.text.get(..last.range.start).is_some_and(|before| before.ends_with('=')) =>
            {
                Bracket::Block
            }
            Kind::Sign(b':') => match around {
                Some(Kind::Open(Bracket::Object | Bracket::Round | Bracket::Square)) => Bracket::Object,
                _ => Bracket::Unknown,
            },
            Kind::Open(Bracket::Round | Bracket::Square | Bracket::Template)
            | Kind::Sign(b'=' | b',' | b'?' | b'&' | b'|' | b'.' | b'>') => Bracket::Object,
            _ => Bracket::Unknown,
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'\\') || !byte.is_ascii()
}
