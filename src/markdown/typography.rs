//! Typographic quotation marks, dashes and ellipses. Works on the words between markup; code never comes here.

use memchr::{memchr_iter, memchr3_iter};

use super::language::Language;

/// Words that lose their first letters to an apostrophe in English.
const CLIPPED: [&str; 9] = ["tis", "twas", "em", "n", "til", "cause", "round", "bout", "cuz"];

/// The setting of one block. Its pieces of text must be given in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typography {
    language: Language,
    /// The character before the piece that comes next.
    before: char,
    double_open: bool,
    single_open: bool,
}

impl Typography {
    /// At the start of a block.
    pub(super) fn new(language: Language) -> Self {
        Self { language, before: '\n', double_open: false, single_open: false }
    }

    /// Something stood between two pieces that reads like `as_if`: a letter for code, a space for a line break.
    pub(super) fn skip(&mut self, as_if: char) {
        self.before = as_if;
    }

    /// Sets `text`, which `after` follows; `None` when nothing changes.
    pub(super) fn set(&mut self, text: &str, after: char) -> Option<String> {
        let Some(first) = first_mark(text) else {
            self.before = text.chars().next_back().unwrap_or(self.before);
            return None;
        };
        let mut out = String::with_capacity(text.len() + 16);
        out.push_str(&text[..first]);
        let mut rest = &text[first..];
        while let Some(at) = rest.find(['"', '\'', '-', '.']) {
            out.push_str(&rest[..at]);
            let before = out.chars().next_back().unwrap_or(self.before);
            rest = &rest[at..];
            let mark = rest.as_bytes()[0];
            let run = if matches!(mark, b'-' | b'.') {
                rest.bytes().take_while(|byte| *byte == mark).count()
            } else {
                1
            };
            let (written, following) = rest.split_at(run);
            rest = following;
            let next = rest.chars().next().unwrap_or(after);
            match mark {
                b'"' => out.push(self.double(before, next)),
                b'\'' => out.push(self.single(before, next, rest)),
                b'-' => out.push_str(dash(written, before, next)),
                _ => out.push_str(if run == 3 { "…" } else { written }),
            }
        }
        out.push_str(rest);
        self.before = out.chars().next_back().unwrap_or(self.before);
        (out != text).then_some(out)
    }

    fn double(&mut self, before: char, next: char) -> char {
        if before.is_ascii_digit() && !self.double_open && !next.is_alphanumeric() {
            return '″';
        }
        let opens = opens(before, next);
        self.double_open = opens;
        if opens { self.language.double.0 } else { self.language.double.1 }
    }

    fn single(&mut self, before: char, next: char, rest: &str) -> char {
        if before.is_alphanumeric() && next.is_alphanumeric() {
            return if before.is_ascii_digit() && next.is_ascii_digit() && !self.single_open {
                '′'
            } else {
                '’'
            };
        }
        if opens(before, next) {
            if clipped(rest) {
                return '’';
            }
            self.single_open = true;
            return self.language.single.0;
        }
        if before.is_ascii_digit() && !self.single_open {
            return '′';
        }
        if std::mem::take(&mut self.single_open) { self.language.single.1 } else { '’' }
    }
}

/// Where the first mark stands that may have to be set.
pub(super) fn first_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_mark = |at: &usize| bytes[*at] != b'-' || bytes.get(at + 1) == Some(&b'-');
    let mark = memchr3_iter(b'"', b'\'', b'-', bytes).find(is_mark);
    let before = &bytes[..mark.unwrap_or(bytes.len())];
    memchr_iter(b'.', before).find(|at| before[*at..].starts_with(b"...")).or(mark)
}

/// Whether a mark between these characters opens.
fn opens(before: char, next: char) -> bool {
    !next.is_whitespace()
        && (before.is_whitespace()
            || matches!(
                before,
                '(' | '['
                    | '{'
                    | '<'
                    | '/'
                    | '='
                    | '-'
                    | '–'
                    | '—'
                    | '“'
                    | '‘'
                    | '„'
                    | '‚'
                    | '«'
                    | '¿'
                    | '¡'
            ))
}

/// Whether an opening mark is really an apostrophe: `’90s`, `’tis`.
fn clipped(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    word.starts_with(|first: char| first.is_ascii_digit()) && word.len() >= 2
        || CLIPPED.iter().any(|clipped| word.eq_ignore_ascii_case(clipped))
}

/// Two hyphens are an en dash and three an em dash. A command's `--flag` is left alone, as are longer runs.
fn dash(written: &str, before: char, next: char) -> &str {
    match written.len() {
        2 if before.is_whitespace() && next.is_alphanumeric() => written,
        2 => "–",
        3 => "—",
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(code: &str, text: &str) -> String {
        Typography::new(Language::new(code)).set(text, '\n').unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn swedish_marks_are_the_same_on_both_sides() {
        assert_eq!(
            set("sv", r#"Hon sa "åk 'hem' nu" -- och 'ärligt' talat..."#),
            "Hon sa ”åk ’hem’ nu” – och ’ärligt’ talat…"
        );
        assert_eq!(set("sv", "Lars' bok om '90-talet"), "Lars’ bok om ’90-talet");
    }

    #[test]
    fn english_marks_open_and_close() {
        assert_eq!(
            set("en", r#""'Hello,' she said," he wrote---"it's (the "best") one"."#),
            "“‘Hello,’ she said,” he wrote—“it’s (the “best”) one”."
        );
        assert_eq!(
            set("en", "the students' rock 'n' roll, '90s and 'tis"),
            "the students’ rock ’n’ roll, ’90s and ’tis"
        );
        assert_eq!(set("en", r#""Ååå" 'öl'"#), "“Ååå” ‘öl’");
    }

    #[test]
    fn marks_after_digits_are_primes_unless_something_is_open() {
        assert_eq!(set("en", r#"6'2" tall, "in 1984" too"#), "6′2″ tall, “in 1984” too");
        assert_eq!(set("sv", r#"en 27" skärm"#), "en 27″ skärm");
    }

    #[test]
    fn pieces_share_their_surroundings() {
        let mut typography = Typography::new(Language::new("en"));
        assert_eq!(typography.set("\"", 'b').as_deref(), Some("“"));
        typography.skip('x');
        assert_eq!(typography.set("\" and \"", 'c').as_deref(), Some("” and “"));
    }

    #[test]
    fn commands_and_rules_are_left_alone() {
        assert_eq!(set("sv", "kör torg build --drafts"), "kör torg build --drafts");
        assert_eq!(set("sv", "a ---- b .... c"), "a ---- b .... c");
        assert_eq!(set("sv", "sid 10--12, ja -- nej"), "sid 10–12, ja – nej");
    }
}
