//! What changed between two days, as text, Markdown and JSON.

use std::fmt::Write;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::export::json_feed::pretty;
use crate::export::{Moment, Named, SourceRef};
use crate::report::Lang;

use super::markdown::{escape, link};
use super::words::words;

/// Everything that happened after one day and not later than another, oldest first.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    /// The language of the report.
    pub lang: Lang,
    /// The day before the first that counts.
    pub from: Date,
    /// The last day that counts.
    pub to: Date,
    /// What happened.
    pub changes: Vec<Movement>,
}

/// One thing that happened.
#[derive(Clone, Debug, Serialize)]
pub struct Movement {
    /// When, as exactly as it is known.
    pub when: Moment,
    /// The kind of record it happened to, as data files call it.
    pub kind: &'static str,
    /// The record's id.
    pub id: String,
    /// What the record was called then.
    pub name: String,
    /// What it is called now, where that differs.
    pub name_now: Option<String>,
    /// Its page, absolute, if it has one.
    pub url: Option<String>,
    /// What happened: `added`, `status`, `phase`, `name`, `joined`, `left`, `signed`, `decided`, `reported`, `stated`,
    /// `seated` or `vacant`.
    pub change: &'static str,
    /// What was so before.
    #[serde(serialize_with = "in_full")]
    pub before: Option<Named>,
    /// What was so afterwards.
    #[serde(serialize_with = "in_full")]
    pub after: Option<Named>,
    /// Where it is told.
    pub source: Option<SourceRef>,
}

/// A report stands alone, so that ids come with their names.
#[expect(clippy::ref_option, reason = "serde hands the field over so")]
fn in_full<S: Serializer>(named: &Option<Named>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Full<'a> {
        id: &'a str,
        name: &'a str,
    }
    named.as_ref().map(|Named { id, name, .. }| Full { id, name }).serialize(serializer)
}

impl Changes {
    /// As JSON.
    pub fn json(&self) -> Vec<u8> {
        pretty(&serde_json::json!(self))
    }

    /// For a terminal: a line each.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n\n", words(self.lang, "changes-title", &[]), self.span());
        let width = self.changes.iter().map(|one| one.when.to_string().chars().count()).max().unwrap_or(0);
        for one in &self.changes {
            let now = one.now(self.lang).map(|now| format!(" ({now})")).unwrap_or_default();
            let (when, what) = (one.when.to_string(), one.what(self.lang));
            let _ = writeln!(text, "{when:width$}  {}{now}: {what}", one.name);
        }
        text + &self.nothing()
    }

    /// As Markdown, by day.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n{}\n", words(self.lang, "changes-title", &[]), self.span());
        let mut day = String::new();
        for one in &self.changes {
            let when = one.when.to_string();
            if when != day {
                let _ = write!(text, "\n## {when}\n\n");
                day = when;
            }
            let now = one.now(self.lang).map(|now| format!(" ({})", escape(&now))).unwrap_or_default();
            let name = link(&one.name, one.url.as_deref());
            let _ = write!(text, "- {name}{now}: {}.", escape(&one.what(self.lang)));
            if let Some(source) = &one.source {
                let title = source.title.as_deref().unwrap_or(&source.document);
                let word = words(self.lang, "source", &[]);
                let _ = write!(text, " {word}: {}.", link(title, source.url.as_deref()));
            }
            text.push('\n');
        }
        if self.changes.is_empty() { text + "\n" + &self.nothing() } else { text }
    }

    fn span(&self) -> String {
        let (from, to, n) = (self.from.to_string(), self.to.to_string(), self.changes.len().to_string());
        let span = words(self.lang, "changes-span", &[("from", &from), ("to", &to)]);
        format!("{span}: {}", words(self.lang, "changes-n", &[("n", &n)]))
    }

    fn nothing(&self) -> String {
        if self.changes.is_empty() { words(self.lang, "changes-none", &[]) + "\n" } else { String::new() }
    }
}

impl Movement {
    fn now(&self, lang: Lang) -> Option<String> {
        self.name_now.as_ref().map(|name| words(lang, "name-now", &[("name", name)]))
    }

    fn what(&self, lang: Lang) -> String {
        let name = |named: &Option<Named>| named.as_ref().map_or(String::new(), |named| named.name.clone());
        let variant = match self.change {
            "phase" if self.before.is_none() => "-first",
            "seated" if self.after.is_none() => "-unnamed",
            _ => "",
        };
        let key = format!("change-{}{variant}", self.change);
        words(lang, &key, &[("before", &name(&self.before)), ("after", &name(&self.after))])
    }
}
