//! The rules of front matter that look at more than one key, or at what a text says.

use crate::config::{DateValue, Table, is_url, personal_number, placeholder, slug};
use crate::report::{Code, Diagnostic, codes, nearest};
use crate::source::{FilePath, Location, Span, Spanned};

use super::document::Front;
use super::file_name::NameProblem;
use super::shapes::parts;
use super::split::Raw;
use super::typed::when;
use super::words::{Accessibility, EventStatus, Kind};

/// The most characters that search engines and lists show of a description.
const MAX_DESCRIPTION: usize = 160;

/// Reports every rule that a page's front matter breaks.
pub(super) fn check(raw: &Raw, front: &Front, out: &mut Vec<Diagnostic>) {
    let mut rules = Rules { raw, front, table: &raw.table, file: &raw.source.path, out };
    rules.file_name();
    rules.address();
    rules.dates();
    rules.description();
    rules.texts();
    match front.kind {
        Kind::Event => rules.event(),
        Kind::Document => rules.document(),
        Kind::Learning | Kind::Course => rules.origin(),
        Kind::Page | Kind::News => {}
    }
}

struct Rules<'a> {
    raw: &'a Raw,
    front: &'a Front,
    table: &'a Table,
    file: &'a FilePath,
    out: &'a mut Vec<Diagnostic>,
}

impl Rules<'_> {
    /// What may stand in no text, and what may stand only in a draft.
    fn texts(&mut self) {
        let text = &self.raw.source.text;
        for span in personal_number::find(text) {
            self.report(codes::H0129, span, |d| d);
        }
        if !self.front.draft {
            for (span, words) in placeholder::find(text) {
                self.report(codes::H0132, span, |d| d.arg("words", words));
            }
        }
    }

    fn file_name(&mut self) {
        let start = self.table.span;
        match &self.raw.name.problem {
            Some(NameProblem::Language(code)) => self.report(codes::F0103, start, |d| d.arg("code", code)),
            Some(NameProblem::Date(date)) => self.report(codes::F0110, start, |d| d.arg("date", date)),
            None => {}
        }
        let (Some(named), Some(written)) = (self.raw.name.date, self.table.date("date")) else { return };
        let differs = match written.value {
            DateValue::Date(date) => date != named,
            DateValue::DateTime(moment) => moment.date() != named,
            DateValue::Zoned(_) => false, // which day that is depends on the site's zone
        };
        if differs {
            self.report(codes::F0111, written.span, |d| d.arg("named", named));
        }
    }

    fn address(&mut self) {
        if let (Some(slug), Some(path)) = (self.table.get("slug"), self.table.get("path")) {
            let path = Location::new(self.file, path.span);
            self.report(codes::F0109, slug.span, |d| d.label(path, "path"));
        }
        let path = self.table.text("path").map(|path| ("path", path));
        let aliases = self.table.texts("aliases").into_iter().map(|alias| ("aliases", alias));
        for (key, path) in path.into_iter().chain(aliases) {
            if !path.value.trim().is_empty() && !is_path(path.value) {
                let mended = mended_path(path.value);
                self.report(codes::F0104, path.span, |d| {
                    d.arg("key", key).arg("value", path.value).suggest(mended)
                });
            }
        }
        self.nameless();
    }

    /// A page or folder whose name has nothing that an address can be made of.
    fn nameless(&mut self) {
        let name = &self.raw.name;
        let own = self.table.get("slug").is_some() || self.table.get("path").is_some();
        let file = Some(name.stem.as_str()).filter(|_| !name.is_section && !own);
        let folders = name.folder.split('/').filter(|folder| !folder.is_empty());
        if let Some(part) = file.into_iter().chain(folders).find(|part| slug(part).is_empty()) {
            self.report(codes::F0117, self.table.span, |d| d.arg("name", part));
        }
    }

    fn dates(&mut self) {
        let needed = matches!(self.front.kind, Kind::News | Kind::Document);
        if needed && self.front.date.is_none() && self.table.get("date").is_none() && !self.table.broken {
            self.report(codes::C0202, self.table.span, |d| d.arg("key", "date"));
        }
        let Some(date) = self.front.date else { return };
        for (key, later) in [("updated", self.front.updated), ("expires", self.front.expires)] {
            if let Some(later) = later.filter(|later| is_before(later.value, date.value)) {
                let date = Location::new(self.file, date.span);
                self.report(codes::F0105, later.span, |d| d.arg("key", key).label(date, "date"));
            }
        }
    }

    fn description(&mut self) {
        let Some(text) = &self.front.description else { return };
        let length = text.value.chars().count();
        if length > MAX_DESCRIPTION {
            self.report(codes::F0116, text.span, |d| d.arg("length", length).arg("max", MAX_DESCRIPTION));
        }
    }

    fn event(&mut self) {
        if let (Some(when), Some(times)) = (when(self.table), self.table.table("when"))
            && let (Some(start), Some(end)) = (times.value_span("start"), times.value_span("end"))
            && when.value.is_reversed()
        {
            let start = Location::new(self.file, start);
            self.report(codes::F0106, end, |d| d.label(start, "start"));
        }
        let status = self.table.text("status");
        let postponed =
            status.filter(|word| EventStatus::from_word(word.value) == Some(EventStatus::Postponed));
        if let Some(status) =
            postponed.filter(|_| self.table.get("postponed_to").is_none() && !self.table.broken)
        {
            self.report(codes::F0107, status.span, |d| d);
        }
        self.postponed_to();
        self.programme();
        for count in self.table.tables("counts") {
            if count.get("measure").is_none() && !count.broken {
                self.report(codes::F0108, count.span, |d| d);
            }
        }
    }

    /// A new date lies after the old one.
    fn postponed_to(&mut self) {
        let (Some(to), Some(when)) = (self.table.when("postponed_to"), when(self.table)) else { return };
        if to.value.latest() < when.value.earliest() {
            let date = Location::new(self.file, when.span);
            self.report(codes::F0105, to.span, |d| d.arg("key", "postponed_to").label(date, "date"));
        }
    }

    /// What is in a programme takes place while the event does.
    fn programme(&mut self) {
        let Some(whole) = when(self.table) else { return };
        for item in self.table.tables("programme").into_iter().filter_map(when) {
            let (first, last) = (item.value.earliest(), item.value.latest());
            if item.value.is_reversed() || first < whole.value.earliest() || last > whole.value.latest() {
                let event = Location::new(self.file, whole.span);
                self.report(codes::F0118, item.span, |d| d.label(event, "event"));
            }
        }
    }

    fn document(&mut self) {
        self.one_of(self.table, &["file", "url", "held_by"]);
        for attachment in self.table.tables("attachments") {
            self.one_of(attachment, &["file", "url"]);
        }
        let exempt =
            self.table.text("accessibility").filter(|word| word.value == Accessibility::Exempt.word());
        if let Some(word) =
            exempt.filter(|_| self.table.get("accessibility_note").is_none() && !self.table.broken)
        {
            self.report(codes::F0115, word.span, |d| d);
        }
    }

    fn origin(&mut self) {
        if let Some(origin) = self.table.table("origin") {
            self.one_of(origin, &["event", "initiative", "document"]);
        }
    }

    /// Exactly one of these keys is there.
    fn one_of(&mut self, table: &Table, keys: &[&str]) {
        let names = || keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let mut there: Vec<&Spanned<String>> =
            keys.iter().filter_map(|key| table.entry(key)).map(|entry| &entry.key).collect();
        there.sort_by_key(|key| key.span.start);
        match there.as_slice() {
            [] if !table.broken && !self.misspelled(table, keys) => {
                self.report(codes::F0113, table.span, |d| d.arg("keys", names()));
            }
            [first, second, ..] => {
                let first = Location::new(self.file, first.span);
                self.report(codes::F0114, second.span, |d| d.arg("keys", names()).label(first, "first"));
            }
            _ => {}
        }
    }

    /// Whether a key that nobody knows, which has been reported, is probably one of these.
    fn misspelled(&self, table: &Table, keys: &[&str]) -> bool {
        let known = |key: &str| parts(self.front.kind, true).iter().any(|part| part.field(key).is_some());
        let meant = |key: &str| !known(key) && nearest(key, keys.iter().copied()).is_some();
        table.entries.iter().any(|entry| meant(&entry.key.value))
    }

    fn report(&mut self, code: Code, span: Span, fill: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.out.push(fill(Diagnostic::new(code, Location::new(self.file, span))));
    }
}

/// Whether the first date lies before the second. A day without a time covers all of its day; a moment with an offset
/// may be either of two days, and is only before when both are.
fn is_before(first: DateValue, second: DateValue) -> bool {
    let utc = jiff::tz::TimeZone::UTC;
    match (first, second) {
        (DateValue::DateTime(first), DateValue::DateTime(second)) => first < second,
        (DateValue::Zoned(first), DateValue::Zoned(second)) => first < second,
        (DateValue::Zoned(_), _) | (_, DateValue::Zoned(_)) => {
            first.day(&utc).checked_add(jiff::Span::new().days(1)).is_ok_and(|first| first < second.day(&utc))
        }
        _ => first.day(&utc) < second.day(&utc),
    }
}

/// Whether a text is the path of an address: parts between `/`, none of them empty, `.` or `..`, nothing that an
/// address would have to escape but letters, and nothing of the generator's own.
pub(super) fn is_path(text: &str) -> bool {
    let inner = text.strip_prefix('/').unwrap_or(text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let plain = |part: &str| {
        !part.is_empty()
            && part != "."
            && part != ".."
            && part.chars().all(|c| c.is_alphanumeric() || "-_.~".contains(c))
    };
    text == "/" || (inner.split('/').all(plain) && inner != "_torg" && !inner.starts_with("_torg/"))
}

/// The path that was probably meant: that of a whole address, or the same with hyphens for spaces.
fn mended_path(text: &str) -> Option<String> {
    let path = if is_url(text) {
        text.splitn(4, '/').nth(3).map(|path| format!("/{path}"))?
    } else {
        text.to_owned()
    };
    let path = path.split(['?', '#']).next()?.trim().replace([' ', '\\'], "-");
    (path != text && is_path(&path)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_plain_parts() {
        for path in ["/", "om/oss", "/om/oss/", "/gammal/sida.html", "/Äldre/", "a"] {
            assert!(is_path(path), "{path}");
        }
        for path in [
            "",
            "//",
            "/a//b",
            "../a",
            "/a/./b",
            "/a b/",
            "https://x.se/a",
            "/a?b",
            "/_torg/x",
            "a\\b",
            "/a#b",
        ] {
            assert!(!is_path(path), "{path}");
        }
        assert_eq!(mended_path("https://x.se/a/b/?c").as_deref(), Some("/a/b/"));
        assert_eq!(mended_path("/om oss/").as_deref(), Some("/om-oss/"));
        assert_eq!(mended_path("../a"), None);
    }
}
