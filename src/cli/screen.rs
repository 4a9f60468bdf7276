//! What the commands show, and how: language, colours, and which stream it goes to.
//!
//! Standard output carries what was asked for, so that scripts can read it; standard error carries the rest. A reader
//! that goes away (`torg check | head`) is no failure.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::sync::LazyLock;

use crate::cache::Problem;
use crate::report::{self, Diagnostic, Format, Lang, Words};
use crate::source::{FilePath, Files, Source};

use super::args::{ColorArg, FormatArg, Global, LangArg};
use super::failure::Failure;

const TEXTS: [(Lang, &str); 2] =
    [(Lang::Sv, include_str!("words.sv.ftl")), (Lang::En, include_str!("words.en.ftl"))];

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(TEXTS));

/// One of the command line's own messages.
pub(super) fn words(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    WORDS.text(lang, key, args)
}

/// Where and how the commands speak.
#[derive(Clone, Copy)]
pub(super) struct Screen {
    pub(super) lang: Lang,
    pub(super) format: Format,
    color: bool,
}

impl Screen {
    pub(super) fn new(global: &Global) -> Self {
        let lang = match global.lang {
            Some(LangArg::Sv) => Lang::Sv,
            Some(LangArg::En) => Lang::En,
            None => locale().as_deref().and_then(Lang::of_locale).unwrap_or_default(),
        };
        let format = match global.format {
            FormatArg::Human | FormatArg::Markdown => Format::Human,
            FormatArg::Short => Format::Short,
            FormatArg::Json => Format::Json,
            FormatArg::Github => Format::Github,
        };
        let color = match global.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => {
                variable("NO_COLOR").is_none()
                    && variable("TERM").is_none_or(|terminal| terminal != "dumb")
                    && io::stdout().is_terminal()
            }
        };
        Self { lang, format, color }
    }

    /// One of the command line's own messages in the reader's language.
    pub(super) fn words(self, key: &str, args: &[(&str, &str)]) -> String {
        words(self.lang, key, args)
    }

    /// Shows a line about the work: with the answer when people read it, beside it when programs do.
    pub(super) fn note(self, line: &str) {
        match self.format {
            Format::Human => say(&format!("{line}\n")),
            _ => aside(line),
        }
    }

    /// Warns of trouble with the cache, if there was any.
    pub(super) fn problem(self, problem: Option<Problem>) {
        if let Some(problem) = problem {
            aside(&problem.text(self.lang.as_str()));
        }
    }

    /// Says why a command could not do its work.
    pub(super) fn fail(self, failure: &Failure) {
        aside(&format!("torg: {}", failure.text(self.lang)));
    }

    /// Shows diagnostics about files.
    pub(super) fn diagnostics(self, diagnostics: &[Diagnostic], files: &dyn Files) {
        self.diagnostics_of(diagnostics, &|path| report::source_of(files, path));
    }

    /// The same about texts that are no files of the project.
    pub(super) fn diagnostics_of(
        self,
        diagnostics: &[Diagnostic],
        source: &dyn Fn(&FilePath) -> Option<Source>,
    ) {
        say(&report::render(diagnostics, self.format, self.lang, self.color, source));
    }
}

/// Shows what was asked for.
pub(super) fn say(text: &str) {
    show(text.as_bytes());
}

/// As [`say`], for what need not be text.
pub(super) fn show(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Shows a line that is never part of the answer.
pub(super) fn aside(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// The locale's name, by the variables that POSIX names in its order.
fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)
}

/// A variable of the environment that is there and not empty.
fn variable(name: &str) -> Option<String> {
    env::var_os(name).map(|value| value.to_string_lossy().into_owned()).filter(|value| !value.is_empty())
}

#[test]
fn both_languages_say_the_same() {
    report::both::say_the_same(&WORDS, &TEXTS);
}
