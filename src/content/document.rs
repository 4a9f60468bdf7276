//! A page: its place, its front matter, its body.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::config::{DateValue, Point, SourceRef, Table, When, slug};
use crate::source::{FilePath, Span, Spanned};

use super::typed::{DocumentInfo, Event, Learning, Origin, Typed};
use super::words::{Kind, Records, SortBy};

/// A file below `content`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file.
    pub path: FilePath,
    /// Its language's code.
    pub lang: String,
    /// The folder below `content`, without `/` around it; empty at the top.
    pub folder: String,
    /// The file name without date, language and extension: what the slug is made of. Empty for a section's own page.
    pub stem: String,
    /// Whether it is a section's own page.
    pub is_section: bool,
    /// What stands above the body.
    pub front: Front,
    /// Everything below the front matter.
    pub body: Span,
}

/// What stands above the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Front {
    /// The line that opens it.
    pub opening: Span,
    /// The page's heading; empty when it is missing.
    pub title: Spanned<String>,
    /// When it is published, from the front matter or the file name.
    pub date: Option<Spanned<DateValue>>,
    /// When it was last changed.
    pub updated: Option<Spanned<DateValue>>,
    /// When it is no longer shown.
    pub expires: Option<Spanned<DateValue>>,
    /// Whether it is a draft.
    pub draft: bool,
    /// One sentence about it.
    pub description: Option<Spanned<String>>,
    /// A short name for menus.
    pub menu_title: Option<Spanned<String>>,
    /// The last part of its address; absent when what is written is no slug, as is `path` when it is no path.
    pub slug: Option<Spanned<String>>,
    /// Its whole address.
    pub path: Option<Spanned<String>>,
    /// Former addresses, as written; what is no address is left out.
    pub aliases: Vec<Spanned<String>>,
    /// Its place in the section's order.
    pub weight: Option<Spanned<i64>>,
    /// Its subjects.
    pub tags: Vec<Spanned<String>>,
    /// The theme's template for it.
    pub template: Option<Spanned<String>>,
    /// What it is.
    pub kind: Kind,
    /// Documents that its facts come from.
    pub sources: Vec<SourceRef>,
    /// Ids of the initiatives it is about.
    pub initiatives: Vec<Spanned<String>>,
    /// Ids of the focus areas it is about.
    pub focus_areas: Vec<Spanned<String>>,
    /// Whatever else the theme needs.
    pub extra: Table,
    /// What a section's own page says about the section.
    pub section: Option<SectionFront>,
    /// What pages of its kind have.
    pub typed: Typed,
}

/// What a section's own page says about the section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionFront {
    /// The kind of the pages in it, if it says so.
    pub page_kind: Option<Kind>,
    /// Their order.
    pub sort_by: SortBy,
    /// How many a list shows at a time.
    pub paginate: Option<usize>,
    /// Whether it has a feed of its own.
    pub feed: bool,
    /// The records its pages are made of.
    pub records: Option<Records>,
}

impl Document {
    /// What it is.
    pub fn kind(&self) -> Kind {
        self.front.kind
    }

    /// The kind of the pages in the section, for a section's own page.
    pub fn page_kind(&self) -> Kind {
        self.front.section.and_then(|section| section.page_kind).unwrap_or(Kind::Page)
    }

    /// Whether it is the start page of its language.
    pub fn is_home(&self) -> bool {
        self.is_section && self.folder.is_empty()
    }

    /// The last part of its address: its own slug, or that of its file name. Empty for the start page.
    pub fn slug(&self) -> String {
        let name = if self.is_section { self.folder.rsplit('/').next().unwrap_or("") } else { &self.stem };
        self.front.slug.as_ref().map_or_else(|| slug(name), |slug| slug.value.clone())
    }

    /// The place in the file that decides the address: what to point at when two pages share one.
    pub fn address_span(&self) -> Span {
        let own = self.front.path.as_ref().or(self.front.slug.as_ref());
        own.map_or(self.front.opening, |own| own.span)
    }

    /// Its former addresses with `/` around them, and where they are written. Those of files (`/gammal/sida.html`) have
    /// none after them.
    pub fn aliases(&self) -> Vec<(String, Span)> {
        let address = |alias: &Spanned<String>| {
            let path = alias.value.trim_matches('/');
            let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
            let end = if is_file || path.is_empty() { "" } else { "/" };
            (format!("/{path}{end}"), alias.span)
        };
        self.front.aliases.iter().map(address).collect()
    }

    /// The file's path without the language: the same for all translations of a page.
    pub fn untranslated_path(&self) -> String {
        let name = self.path.file_name();
        let ending = format!(".{}.md", self.lang);
        let name = name.strip_suffix(&ending).map_or_else(|| name.to_owned(), |stem| format!("{stem}.md"));
        format!("{}/{name}", self.path.parent())
    }

    /// What a learning page or a course says about itself.
    pub fn learning(&self) -> Option<&Learning> {
        match &self.front.typed {
            Typed::Learning(learning) | Typed::Course(learning) => Some(learning),
            _ => None,
        }
    }

    /// What an event says about itself.
    pub fn event(&self) -> Option<&Event> {
        match &self.front.typed {
            Typed::Event(event) => Some(event),
            _ => None,
        }
    }

    /// What a page about a document says about it.
    pub fn info(&self) -> Option<&DocumentInfo> {
        match &self.front.typed {
            Typed::Document(info) => Some(info),
            _ => None,
        }
    }

    /// Where it was learnt: `event`, `initiative` or `document`, and which.
    pub fn origin(&self) -> Option<(&'static str, &Spanned<String>)> {
        Some(match self.learning()?.origin.as_ref()? {
            Origin::Event(slug) => ("event", slug),
            Origin::Initiative(id) => ("initiative", id),
            Origin::Document(slug) => ("document", slug),
        })
    }

    /// Ids of the organisations it names.
    pub fn organisations(&self) -> Vec<&Spanned<String>> {
        let organisers = self.event().map_or(&[] as &[_], |event| &event.organisers);
        let holder = self.info().and_then(|info| info.held_by.as_ref());
        organisers.iter().chain(holder).collect()
    }

    /// The date that the page is about rather than published on: an event's start, as far as a day is known.
    pub fn own_date(&self) -> Option<DateValue> {
        let start = self.event()?.when.value.start;
        Some(match start {
            Point::Moment(moment) => DateValue::DateTime(moment),
            other => DateValue::Date(other.earliest()),
        })
    }

    /// The moment at which an event is over: its end, or the midnight after its last day.
    pub fn event_end(&self, zone: &TimeZone) -> Option<Timestamp> {
        let when: When = self.event()?.when.value;
        let end = match (when.start, when.end) {
            (_, Some(Point::Moment(end))) => end,
            (Point::Moment(start), None) => start.date().at(0, 0, 0, 0).checked_add(1.day()).ok()?,
            _ => when.day_after()?.at(0, 0, 0, 0),
        };
        zone.to_timestamp(end).ok()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::config::Config;
    use crate::content::{Measure, PostponedTo, Precision, classify, split};
    use crate::report::Diagnostic;
    use crate::source::Source;

    /// A document with this front matter, and what is said of it.
    pub(in crate::content) fn document(path: &str, front: &str) -> (Document, Vec<Diagnostic>) {
        let site = "title = \"T\"\nbase_url = \"https://t.se\"\ndefault_language = \"sv\"\n\
                    languages = [{ code = \"sv\", name = \"S\" }, { code = \"en\", name = \"E\" }]";
        let site = Source::new(FilePath::new("site/site.toml"), site.as_bytes().to_vec()).unwrap();
        let mut out = Vec::new();
        let config = Config::read(&site, &mut out);
        let text = format!("+++\n{front}\n+++\nText\n");
        let source = Source::new(FilePath::new(path), text.into_bytes()).unwrap();
        let raw = split(source, &config).into(&mut out);
        (classify(raw, None).into(&mut out), out)
    }

    #[test]
    fn an_event_says_when_and_how_many() {
        let (document, out) = document(
            "content/aktiviteter/massa.md",
            "title = \"Mässa\"\nkind = \"event\"\nwhen = { start = 2020-04-01T09:00:00, end = 2020-04-01T15:00:00 }\n\
             status = \"postponed\"\npostponed_to = \"undecided\"\nform = \"physical\"\norganisers = [\"mdu\"]\n\
             counts = [{ n = 623, measure = \"registered\", precision = \"about\" }]",
        );
        assert_eq!(out, []);
        let event = document.event().unwrap();
        assert_eq!(event.postponed_to, Some(PostponedTo::Undecided));
        assert_eq!((event.counts[0].n, event.counts[0].measure), (623, Measure::Registered));
        assert_eq!(event.counts[0].precision, Precision::About);
        assert_eq!(document.organisations()[0].value, "mdu");
        assert_eq!(document.event_end(&TimeZone::UTC).unwrap().to_string(), "2020-04-01T15:00:00Z");
        assert!(document.own_date().unwrap().has_time());
    }

    #[test]
    fn an_event_known_only_to_the_month_ends_with_the_month() {
        let (document, out) = document(
            "content/a.md",
            "title = \"a\"\nkind = \"event\"\nwhen = { start = \"2020-11\" }\nstatus = \"held\"\nform = \"digital\"\norganisers = []",
        );
        assert_eq!(out, []);
        assert_eq!(document.event_end(&TimeZone::UTC).unwrap().to_string(), "2020-12-01T00:00:00Z");
    }

    #[test]
    fn addresses_come_from_keys_or_from_the_name() {
        let (page, out) = document(
            "content/om/2022-06-29-Våra Ord.en.md",
            "title = \"a\"\naliases = [\"gammal\", \"/x/sida.html\", \"/\"]\ntags = [\"b\"]",
        );
        assert_eq!(out, []);
        assert_eq!((page.slug().as_str(), page.lang.as_str()), ("vara-ord", "en"));
        assert_eq!(page.front.date.unwrap().value.day(&TimeZone::UTC).to_string(), "2022-06-29");
        assert_eq!(page.untranslated_path(), "content/om/2022-06-29-Våra Ord.md");
        let aliases: Vec<String> = page.aliases().into_iter().map(|(alias, _)| alias).collect();
        assert_eq!(aliases, ["/gammal/", "/x/sida.html", "/"]);
        assert_eq!(page.address_span(), Span::new(0, 3), "the line that opens the front matter");
        let (section, _) =
            document("content/Ärenden/_index.md", "title = \"a\"\npage_kind = \"news\"\nfeed = true");
        assert_eq!((section.slug().as_str(), section.page_kind()), ("arenden", Kind::News));
        assert!(!section.is_home() && section.front.section.unwrap().feed);
    }

    #[test]
    fn a_page_without_anything_is_still_a_page() {
        let (page, out) = document("content/a.md", "kind = \"document\"");
        assert_eq!(page.front.title.value, "");
        assert_eq!(page.info().unwrap().file, None);
        assert_eq!(out.len(), 5, "{out:?}");
    }
}
