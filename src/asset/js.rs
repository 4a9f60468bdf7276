//! Just as much of JavaScript as is needed to find what a module imports, and where its comments are.

use std::ops::Range;

/// A reference to another file, without its quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) target: Range<usize>,
    /// Whether it is a module's name, which needs a path, or the first part of `new URL(…, import.meta.url)`.
    pub(super) is_module: bool,
}

/// A module, read through.
#[derive(Debug, Default)]
pub(super) struct Module {
    /// In order.
    pub(super) references: Vec<Reference>,
    pub(super) comments: Vec<Range<usize>>,
    /// Strings, templates and regular expressions, in which every space counts.
    pub(super) literals: Vec<Range<usize>>,
    /// Whether everything that was opened was closed, so that the module was surely read as browsers read it.
    pub(super) is_sure: bool,
}

/// Reads a module. Never fails: what is no JavaScript is passed over.
pub(super) fn scan(text: &str) -> Module {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        last: Last::Start,
        module: Module::default(),
        clause: false,
        unclosed: false,
    };
    scanner.run();
    scanner.module.is_sure = scanner.open.is_empty() && !scanner.unclosed;
    scanner.module
}

/// What an opening bracket was, which tells what may follow the closing one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// `(`, and whether a statement like `if` stands before it.
    Round {
        condition: bool,
    },
    Square,
    Curly,
    /// `${` within a template.
    Template,
}

/// The last thing that was no space and no comment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    /// A name, a number or a string: `/` after it divides.
    Value,
    /// A word after which a value is expected: `return`, `typeof`.
    Operator,
    /// `if`, `while`, `for`, `with`.
    Condition,
    /// `.`
    Dot,
    /// `new`
    New,
    /// `)`, and whether a statement follows it.
    Closed {
        condition: bool,
    },
    Other,
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    open: Vec<Open>,
    last: Last,
    module: Module,
    /// Within `import … from` or `export … from`.
    clause: bool,
    unclosed: bool,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'/' if self.comment() => {}
                b'/' if self.may_be_pattern() => self.pattern(),
                b'"' | b'\'' => {
                    self.string(byte);
                    self.last = Last::Value;
                }
                b'`' => self.template(),
                b'(' => self.push(Open::Round { condition: self.last == Last::Condition }),
                b'[' => self.push(Open::Square),
                b'{' => self.push(Open::Curly),
                b')' | b']' | b'}' => self.close(byte),
                b'.' => self.punctuation(Last::Dot),
                b';' => {
                    self.clause = false;
                    self.punctuation(Last::Other);
                }
                _ if is_word(byte) => self.word(),
                _ if byte.is_ascii_whitespace() => self.at += 1,
                _ => self.punctuation(Last::Other),
            }
        }
    }

    fn punctuation(&mut self, last: Last) {
        self.at += 1;
        self.last = last;
    }

    fn push(&mut self, open: Open) {
        self.open.push(open);
        self.punctuation(Last::Other);
    }

    fn close(&mut self, byte: u8) {
        let open = self.open.pop();
        self.at += 1;
        self.last = match open {
            Some(Open::Template) => return self.rest_of_template(self.at),
            Some(Open::Round { condition }) => Last::Closed { condition },
            Some(Open::Square) => Last::Value,
            // After a block a statement begins; a value in braces is not divided.
            Some(Open::Curly) => Last::Other,
            None => {
                self.unclosed = true;
                Last::Other
            }
        };
        let fits = match open {
            Some(Open::Round { .. }) => byte == b')',
            Some(Open::Square) => byte == b']',
            _ => byte == b'}',
        };
        self.unclosed |= !fits;
    }

    /// Past a comment, if there is one.
    fn comment(&mut self) -> bool {
        let start = self.at;
        let len = match self.peek(1) {
            Some(b'/') => self.text[start..].find(['\n', '\r', '\u{2028}', '\u{2029}']),
            Some(b'*') => self.text[start + 2..].find("*/").map(|len| len + 4),
            _ => return false,
        };
        self.unclosed |= len.is_none() && self.peek(1) == Some(b'*');
        self.at = len.map_or(self.bytes.len(), |len| start + len);
        self.module.comments.push(start..self.at);
        true
    }

    /// Whether a `/` here begins a regular expression.
    fn may_be_pattern(&self) -> bool {
        !matches!(self.last, Last::Value | Last::Dot | Last::Closed { condition: false })
    }

    fn pattern(&mut self) {
        let start = self.at;
        let mut in_class = false;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => self.at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => {
                    self.at += 1;
                    self.module.literals.push(start..self.at);
                    self.last = Last::Value;
                    return;
                }
                b'\n' => break,
                _ => {}
            }
            self.at += 1;
        }
        // It was no regular expression after all.
        self.unclosed = true;
        self.at = start;
        self.punctuation(Last::Other);
    }

    /// Past a string; its content.
    fn string(&mut self, quote: u8) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => self.at += 1,
                b'\n' => break,
                _ if byte == quote => {
                    self.at += 1;
                    self.module.literals.push(start..self.at);
                    return start + 1..self.at - 1;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.unclosed = true;
        self.at = self.at.min(self.bytes.len());
        self.module.literals.push(start..self.at);
        self.at..self.at
    }

    fn template(&mut self) {
        self.at += 1;
        self.rest_of_template(self.at - 1);
    }

    /// Past the text of a template up to its end or to the next `${`; `start` is where the text begins.
    fn rest_of_template(&mut self, start: usize) {
        self.last = Last::Value;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\\' => self.at += 1,
                b'`' => {
                    self.at += 1;
                    return self.module.literals.push(start..self.at);
                }
                b'$' if self.peek(1) == Some(b'{') => {
                    self.at += 2;
                    self.module.literals.push(start..self.at);
                    self.open.push(Open::Template);
                    self.last = Last::Other;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.unclosed = true;
        self.at = self.bytes.len();
        self.module.literals.push(start..self.at);
    }

    fn word(&mut self) {
        let start = self.at;
        while self.peek(0).is_some_and(is_word) {
            self.at += 1;
        }
        let after = std::mem::replace(&mut self.last, Last::Value);
        if after == Last::Dot {
            return;
        }
        match &self.text[start..self.at] {
            "import" => self.import(),
            "export" => self.clause = true,
            "from" if self.clause => self.reference(true),
            "URL" if after == Last::New => self.url(),
            "new" => self.last = Last::New,
            "if" | "while" | "for" | "with" => self.last = Last::Condition,
            "return" | "typeof" | "case" | "in" | "of" | "delete" | "void" | "throw" | "else" | "do"
            | "instanceof" | "yield" | "await" | "default" | "extends" => self.last = Last::Operator,
            _ => {}
        }
    }

    fn import(&mut self) {
        self.skip();
        match self.peek(0) {
            Some(b'(') => {
                self.push(Open::Round { condition: false });
                self.reference(true);
            }
            Some(b'.') => {}
            _ => {
                self.clause = true;
                self.reference(true);
            }
        }
    }

    /// `new URL("…", import.meta.url)`
    fn url(&mut self) {
        self.skip();
        if self.peek(0) != Some(b'(') {
            return;
        }
        self.push(Open::Round { condition: false });
        let n_references = self.module.references.len();
        self.reference(false);
        self.skip();
        let rest: String = self.text[self.at..].chars().filter(|c| !c.is_whitespace()).take(17).collect();
        if !rest.starts_with(",import.meta.url") {
            self.module.references.truncate(n_references);
        }
    }

    /// A string, if one follows, as a reference.
    fn reference(&mut self, is_module: bool) {
        self.skip();
        if let Some(quote @ (b'"' | b'\'')) = self.peek(0) {
            let target = self.string(quote);
            self.last = Last::Value;
            self.clause = false;
            self.module.references.push(Reference { target, is_module });
        }
    }

    fn skip(&mut self) {
        while self.peek(0).is_some_and(|byte| byte.is_ascii_whitespace())
            || (self.peek(0) == Some(b'/') && self.comment())
        {
            if self.peek(0).is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            }
        }
    }

    fn peek(&self, offset: usize) -> Option<u8> {
        self.bytes.get(self.at + offset).copied()
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte == b'#' || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(text: &str) -> Vec<&str> {
        scan(text).references.into_iter().map(|reference| &text[reference.target]).collect()
    }

    #[test]
    fn imports_are_found_where_javascript_has_them() {
        let text = r#"
            // import "./no1.js"
            /** @type {import('./no2.js').X} */
            import "./a.js";
            import b, { c as d } from './b.js'
            import * as e /* from "./no3.js" */ from "./c.js";
            export { f } from "./d.js";
            export * from "./e.js"
            const g = await import("./f.js");
            const h = new URL("./g.json", import.meta.url), i = new URL("no4", document.baseURI);
            const j = 'import "./no5.js"', k = `import "./no6.js" ${import("./h.js")} from "./no7.js"`;
            if (x) /import "no8.js"/.test(y);
            z = a / b; from = "./no9.js"; obj.import("./no10.js"); export const l = "no11";
            return /["'`]/.test(import.meta.url) ? 1 / 2 : import ( './i.js' );
        "#;
        assert_eq!(
            references(text),
            ["./a.js", "./b.js", "./c.js", "./d.js", "./e.js", "./f.js", "./g.json", "./h.js", "./i.js"]
        );
        assert!(scan(text).is_sure);
    }
}
