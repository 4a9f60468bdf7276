//! What a file's name says: language, date, short name.

use jiff::civil::Date;

use crate::config::{Config, is_language};
use crate::source::FilePath;

/// The parts of a page's file name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The folder below `content`, without `/` around it; empty at the top.
    pub folder: String,
    /// The name without date, language and extension; empty for a section's own page.
    pub stem: String,
    /// The language's code.
    pub lang: String,
    /// The date in the name.
    pub date: Option<Date>,
    /// Whether it is a section's own page.
    pub is_section: bool,
    /// What the name says but should not.
    pub problem: Option<NameProblem>,
}

/// A part of a file name that looks like a date or a language and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// `sida.fi.md` on a site without Finnish.
    Language(String),
    /// `2022-02-30-sida.md`.
    Date(String),
}

/// Reads the name of a file below `content`. The language is the part before the extension if the site has it.
pub fn file_name(path: &FilePath, config: &Config) -> FileName {
    let mut problem = None;
    let mut stem = path.stem();
    let mut lang = config.default_language.as_str();
    if let Some((rest, code)) = stem.rsplit_once('.') {
        if let Some(language) = config.language(code) {
            (stem, lang) = (rest, &language.code);
        } else if code.len() != 3 && is_language(code) {
            problem = Some(NameProblem::Language(code.to_owned()));
            stem = rest;
        }
    }
    let mut date = None;
    if let Some((written, rest)) = dated(stem) {
        stem = rest;
        date = written.parse().ok();
        if date.is_none() {
            problem = problem.or_else(|| Some(NameProblem::Date(written.to_owned())));
        }
    }
    let is_section = stem == "_index";
    FileName {
        folder: path
            .below("content")
            .and_then(|below| below.rsplit_once('/'))
            .map_or("", |(folder, _)| folder)
            .to_owned(),
        stem: if is_section { String::new() } else { stem.to_owned() },
        lang: lang.to_owned(),
        date,
        is_section,
        problem,
    }
}

/// `2022-06-29-nio-initiativ` as its date and the rest.
fn dated(stem: &str) -> Option<(&str, &str)> {
    let (date, rest) = stem.split_at_checked(10)?;
    let digits = |range: std::ops::Range<usize>| date.as_bytes()[range].iter().all(u8::is_ascii_digit);
    let fits = digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && date[4..].starts_with('-')
        && date[7..].starts_with('-');
    let rest = rest.strip_prefix('-').filter(|rest| !rest.is_empty())?;
    fits.then_some((date, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use jiff::civil::date;

    fn name(path: &str) -> FileName {
        let text = "languages = [{ code = \"sv\", name = \"S\" }, { code = \"en\", name = \"E\" }]\ndefault_language = \"sv\"";
        let source = Source::new(FilePath::new("site/site.toml"), text.into()).unwrap();
        file_name(&FilePath::new(path), &Config::read(&source, &mut Vec::new()))
    }

    #[test]
    fn a_name_says_language_date_and_stem() {
        let name = name("content/nyheter/2022-06-29-nio-initiativ.en.md");
        assert_eq!(
            (name.folder.as_str(), name.stem.as_str(), name.lang.as_str()),
            ("nyheter", "nio-initiativ", "en")
        );
        assert_eq!((name.date, name.is_section, name.problem), (Some(date(2022, 6, 29)), false, None));
    }

    #[test]
    fn sections_and_plain_pages() {
        let section = name("content/larande/kurs/_index.en.md");
        assert!(section.is_section && section.lang == "en" && section.folder == "larande/kurs");
        let page = name("content/core-team-2022-06-29.md");
        assert_eq!((page.folder.as_str(), page.stem.as_str(), page.date), ("", "core-team-2022-06-29", None));
        assert_eq!(name("content/version-1.2.md").stem, "version-1.2");
    }

    #[test]
    fn what_looks_like_a_language_or_a_date_must_be_one() {
        assert_eq!(name("content/a.fi.md").problem, Some(NameProblem::Language("fi".into())));
        assert_eq!(name("content/2022-02-30-a.md").problem, Some(NameProblem::Date("2022-02-30".into())));
    }
}
