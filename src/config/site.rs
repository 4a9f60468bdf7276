//! `site/site.toml` as a [`Config`]. Whatever could not be read has its default, so that the rest of the site is still
//! checked.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::report::Diagnostic;
use crate::source::{FilePath, Files, Source, Span, Spanned};

use super::check::check;
use super::ideas::IdeaSettings;
use super::names::Names;
use super::read::{parse_file, read_source};
use super::search::{self, SearchSettings};
use super::site_rules;
use super::site_shape::SITE;
use super::slug::slug;
use super::value::{DateValue, Table, Value};

/// Where the settings stand.
pub const SITE_FILE: &str = "site/site.toml";

/// The site's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The site's name in its default language.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// The address it is published at, without a final `/`.
    pub base_url: String,
    /// The code of the language that has no folder of its own in addresses.
    pub default_language: String,
    /// All languages in the order they are shown; holds the default one. Never empty.
    pub languages: Vec<Language>,
    /// The zone of dates that name none.
    pub time_zone: TimeZone,
    /// The zone's name in the IANA database.
    pub time_zone_name: String,
    /// The theme's folder below `themes/`, and where it is named, if it is.
    pub theme: Spanned<String>,
    /// The main menu, by language code.
    pub menu: BTreeMap<String, Vec<MenuItem>>,
    /// The footer's links, by language code.
    pub footer: BTreeMap<String, Vec<MenuItem>>,
    /// The feeds.
    pub feeds: FeedSettings,
    /// How Markdown is read.
    pub markdown: MarkdownSettings,
    /// Keys whose values get pages of their own.
    pub taxonomies: Vec<Taxonomy>,
    /// Open data.
    pub open_data: OpenData,
    /// The calendar files.
    pub calendar: Calendar,
    /// Where people send ideas.
    pub ideas: IdeaSettings,
    /// How it is searched.
    pub search: SearchSettings,
    /// Who is behind the site.
    pub organisation: Option<Publisher>,
    /// What the accessibility statement says.
    pub statement: Statement,
    /// What builds remember.
    pub cache: CacheSettings,
    /// Addresses that are gone for good.
    pub gone: Vec<String>,
    /// Whatever else the theme needs.
    pub extra: Table,
}

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// `sv`.
    pub code: String,
    /// Its name in itself: `Svenska`.
    pub name: String,
    /// The site's name in it, where it differs.
    pub title: Option<String>,
    /// The site's description in it.
    pub description: Option<String>,
}

/// A link in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// Its text; else that of the page.
    pub title: Option<String>,
    /// `@/om/_index.md`, `/feed.xml` or an address.
    pub target: Spanned<String>,
    /// Links below it.
    pub children: Vec<MenuItem>,
}

/// The feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedSettings {
    /// How many entries each has.
    pub limit: usize,
    /// The author, when it is not the site.
    pub author: Option<String>,
}

/// How Markdown is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkdownSettings {
    /// Whether straight quotes become those of the language.
    pub smart_quotes: bool,
    /// Whether code is highlighted.
    pub highlight: bool,
}

/// A key whose values get pages of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// The key in front matter.
    pub key: String,
    /// The folder in addresses.
    pub slug: Names,
    /// The heading.
    pub names: Names,
}

/// Open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenData {
    /// The folder in addresses.
    pub path: String,
    /// The licence's address.
    pub licence: String,
    /// Where questions about the data are answered.
    pub email: Option<String>,
    /// What kind of publisher is behind it, in the words of ADMS.
    pub publisher_type: Option<String>,
    /// The day it was first published.
    pub issued: Option<Date>,
    /// Addresses of the places it is about.
    pub places: Vec<String>,
}

/// The names of the calendar files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The one with every event: `kalender.ics`.
    pub all: String,
    /// The one with a single event: `event.ics`.
    pub event: String,
}

/// What builds remember.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheSettings {
    /// Where machines share it: the address of a bucket or a folder.
    pub remote: Option<String>,
}

/// Who is behind the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name.
    pub name: String,
    /// The name in registers.
    pub legal_name: Option<String>,
    /// The registration number.
    pub org_number: Option<String>,
    /// Its own site.
    pub url: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The postal address.
    pub address: Option<String>,
}

/// What the accessibility statement says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// `full`, `partial` or `none`.
    pub conformance: Option<String>,
    /// When it was last assessed.
    pub assessed: Option<DateValue>,
    /// How it was assessed.
    pub method: Option<Names>,
    /// Where to report barriers.
    pub email: Option<String>,
    /// The statement's page.
    pub page: Option<Spanned<String>>,
}

impl Config {
    /// The settings of a project. Without its file, everything that it must say is reported as missing.
    pub fn load(files: &dyn Files, out: &mut Vec<Diagnostic>) -> Self {
        let path = FilePath::new(SITE_FILE);
        let bytes = files.read(&path).unwrap_or_default();
        match read_source(&path, bytes, out) {
            Some(source) => Self::read(&source, out),
            None => Self::of(&Table::default()),
        }
    }

    /// The settings that `site.toml` gives.
    pub fn read(source: &Source, out: &mut Vec<Diagnostic>) -> Self {
        let table = parse_file(source, out);
        check(&table, &SITE, &source.path, out);
        let config = Self::of(&table);
        site_rules::check(&table, &config, &source.path, out);
        config
    }

    fn of(table: &Table) -> Self {
        let default_language = text(table, "default_language").unwrap_or_else(|| "sv".to_owned());
        let time_zone_name = text(table, "time_zone").unwrap_or_else(|| "UTC".to_owned());
        Self {
            title: text(table, "title").unwrap_or_default(),
            description: text(table, "description"),
            base_url: text(table, "base_url").unwrap_or_default().trim_end_matches('/').to_owned(),
            languages: languages(table, &default_language),
            default_language,
            time_zone: time_zone(&time_zone_name).unwrap_or(TimeZone::UTC),
            time_zone_name,
            theme: table
                .string("theme")
                .unwrap_or_else(|| Spanned::new("torget".to_owned(), Span::default())),
            menu: menus(table, "menu"),
            footer: menus(table, "footer"),
            feeds: feeds(table.table("feeds")),
            markdown: markdown(table.table("markdown")),
            taxonomies: taxonomies(table),
            open_data: open_data(table.table("open_data")),
            calendar: calendar(table.table("calendar")),
            ideas: table.table("ideas").map(IdeaSettings::read).unwrap_or_default(),
            search: search::read(table.table("search")),
            organisation: table.table("organisation").and_then(publisher),
            statement: table.table("statement").map(statement).unwrap_or_default(),
            cache: table.table("cache").map(cache).unwrap_or_default(),
            gone: table.strings("gone").into_iter().map(|address| address.value).collect(),
            extra: table.table("extra").cloned().unwrap_or_default(),
        }
    }

    /// The language with this code.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// The site's name in a language.
    pub fn title_in(&self, code: &str) -> &str {
        self.language(code).and_then(|language| language.title.as_deref()).unwrap_or(&self.title)
    }

    /// The site's description in a language. That of the default language is none of another.
    pub fn description_in(&self, code: &str) -> Option<&str> {
        let own = self.language(code).and_then(|language| language.description.as_deref());
        own.or(self.description.as_deref().filter(|_| code == self.default_language))
    }

    /// The codes of all languages in the order they are shown.
    pub fn language_codes(&self) -> Vec<String> {
        self.languages.iter().map(|language| language.code.clone()).collect()
    }

    /// A language's name in itself; the code of one that the site does not have.
    pub fn language_name<'a>(&'a self, code: &'a str) -> &'a str {
        self.language(code).map_or(code, |language| &language.name)
    }

    /// Which way a language is written: `ltr` or `rtl`.
    pub fn direction(&self, code: &str) -> &'static str {
        const RIGHT_TO_LEFT: [&str; 11] =
            ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
        let language = code.split('-').next().unwrap_or(code);
        if RIGHT_TO_LEFT.contains(&language) { "rtl" } else { "ltr" }
    }

    /// The address of a language's start page: `/`, or `/en/` for one that is not the default.
    pub fn home_url(&self, code: &str) -> String {
        if code == self.default_language { "/".to_owned() } else { format!("/{code}/") }
    }

    /// The same address without the folder of its language: the same for all translations of a generated page, as far
    /// as their names are.
    pub fn without_language(&self, url: &str, code: &str) -> String {
        let home = self.home_url(code);
        url.strip_prefix(&home).map_or_else(|| url.to_owned(), |rest| format!("/{rest}"))
    }

    /// The main menu in a language.
    pub fn menu(&self, code: &str) -> &[MenuItem] {
        self.menu.get(code).map_or(&[], Vec::as_slice)
    }

    /// The footer's links in a language.
    pub fn footer(&self, code: &str) -> &[MenuItem] {
        self.footer.get(code).map_or(&[], Vec::as_slice)
    }
}

impl Taxonomy {
    /// The folder in addresses of a language.
    pub fn slug(&self, code: &str) -> &str {
        self.slug.get(&[code])
    }

    /// The heading in a language.
    pub fn name(&self, code: &str) -> &str {
        self.names.get(&[code])
    }
}

/// The zone of this name. From the data in the program, never from the machine: the same site everywhere.
pub(super) fn time_zone(name: &str) -> Option<TimeZone> {
    if name == "UTC" { Some(TimeZone::UTC) } else { TimeZoneDatabase::bundled().get(name).ok() }
}

fn text(table: &Table, key: &str) -> Option<String> {
    table.text(key).map(|text| text.value.to_owned())
}

fn languages(table: &Table, default: &str) -> Vec<Language> {
    let mut seen = BTreeSet::new();
    let mut languages: Vec<Language> = table
        .tables("languages")
        .into_iter()
        .filter_map(|table| {
            Some(Language {
                code: text(table, "code")?,
                name: text(table, "name")?,
                title: text(table, "title"),
                description: text(table, "description"),
            })
        })
        .collect();
    languages.retain(|language| seen.insert(language.code.clone()));
    if !languages.iter().any(|language| language.code == default) {
        let code = default.to_owned();
        languages.insert(0, Language { name: code.clone(), code, title: None, description: None });
    }
    languages
}

fn menus(table: &Table, key: &str) -> BTreeMap<String, Vec<MenuItem>> {
    let entries = table.table(key).map_or(&[] as &[_], |table| &table.entries);
    entries.iter().map(|entry| (entry.key.value.clone(), menu(entry.value.as_list()))).collect()
}

fn menu(items: &[Value]) -> Vec<MenuItem> {
    let item = |table: &Table| {
        let children = menu(table.list("children"));
        Some(MenuItem { title: text(table, "title"), target: table.string("target")?, children })
    };
    items.iter().filter_map(Value::as_table).filter_map(item).collect()
}

fn feeds(table: Option<&Table>) -> FeedSettings {
    let limit = table.and_then(|table| table.integer("limit"));
    FeedSettings {
        limit: limit.and_then(|limit| usize::try_from(limit.value).ok()).unwrap_or(20).clamp(1, 1000),
        author: table.and_then(|table| text(table, "author")),
    }
}

fn markdown(table: Option<&Table>) -> MarkdownSettings {
    let yes = |key| table.and_then(|table| table.boolean(key)).is_none_or(|truth| truth.value);
    MarkdownSettings { smart_quotes: yes("smart_quotes"), highlight: yes("highlight") }
}

fn taxonomies(table: &Table) -> Vec<Taxonomy> {
    let mut seen = BTreeSet::new();
    let mut taxonomies: Vec<Taxonomy> = table.tables("taxonomies").into_iter().filter_map(taxonomy).collect();
    taxonomies.retain(|taxonomy| seen.insert(taxonomy.key.clone()));
    taxonomies
}

fn taxonomy(table: &Table) -> Option<Taxonomy> {
    let key = text(table, "key")?;
    let slug = table.names("slug").unwrap_or_else(|| Names::Same(slug(&key)));
    Some(Taxonomy { slug, names: table.names("names")?, key })
}

fn open_data(table: Option<&Table>) -> OpenData {
    let known = |key| table.and_then(|table| text(table, key));
    let text = |key, default: &str| known(key).unwrap_or_else(|| default.to_owned());
    OpenData {
        path: text("path", "oppna-data"),
        licence: text("licence", "http://creativecommons.org/publicdomain/zero/1.0/"),
        email: known("email"),
        publisher_type: known("publisher_type"),
        issued: table.and_then(|table| table.date("issued")).map(|date| date.value.day(&TimeZone::UTC)),
        places: table.map_or_else(Vec::new, |table| {
            table.texts("places").into_iter().map(|place| place.value.to_owned()).collect()
        }),
    }
}

fn calendar(table: Option<&Table>) -> Calendar {
    let name = |key, default: &str| {
        let name = table.and_then(|table| text(table, key));
        format!("{}.ics", name.unwrap_or_else(|| default.to_owned()))
    };
    Calendar { all: name("all", "kalender"), event: name("event", "event") }
}

fn cache(table: &Table) -> CacheSettings {
    CacheSettings { remote: text(table, "remote").filter(|address| site_rules::is_shared_place(address)) }
}

fn publisher(table: &Table) -> Option<Publisher> {
    Some(Publisher {
        name: text(table, "name")?,
        legal_name: text(table, "legal_name"),
        org_number: text(table, "org_number"),
        url: text(table, "url"),
        email: text(table, "email"),
        phone: text(table, "phone"),
        address: text(table, "address"),
    })
}

fn statement(table: &Table) -> Statement {
    Statement {
        conformance: text(table, "conformance"),
        assessed: table.date("assessed").map(|date| date.value),
        method: table.names("method"),
        email: text(table, "email"),
        page: table.string("page"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let source = Source::new(FilePath::new(SITE_FILE), text.as_bytes().to_vec()).unwrap();
        let mut out = Vec::new();
        let config = Config::read(&source, &mut out);
        let shown = out.iter().map(|d| format!("{} {:?}", d.code, source.slice(d.at.span))).collect();
        (config, shown)
    }

    #[test]
    fn the_real_site_has_no_mistakes() {
        let (config, shown) = read(include_str!("../../site/site.toml"));
        assert_eq!(shown, [] as [&str; 0]);
        assert_eq!(config.languages.len(), 2);
        assert_eq!(config.menu["sv"].len(), 6);
        assert_eq!(config.taxonomies[0].slug("en"), "subjects");
        assert_eq!(config.home_url("en"), "/en/");
        assert_eq!(config.time_zone.iana_name(), Some("Europe/Stockholm"));
    }

    #[test]
    fn what_cannot_be_read_has_its_default() {
        let (config, shown) = read("titel = \"x\"\ntime_zone = \"Europe/Stokholm\"\n");
        assert_eq!(
            shown,
            ["C0201 \"titel\"", "C0202 \"\"", "C0202 \"\"", "C0202 \"\"", "C0303 \"Europe/Stokholm\""]
        );
        assert_eq!((config.default_language.as_str(), config.theme.value.as_str()), ("sv", "torget"));
        assert_eq!(config.languages.len(), 1);
    }

    #[test]
    fn every_rule_points_at_what_breaks_it() {
        let text = "title = \"x\"\nbase_url = \"example.se\"\ndefault_language = \"fi\"\ncache.remote = \"s3://\"\n\
                    languages = [{ code = \"sv\", name = \"S\" }, { code = \"sv\", name = \"S\" }, { code = \"Eng\", name = \"E\" }]\n\
                    [[menu.sw]]\ntarget = \"om/_index.md\"\n[[taxonomies]]\nkey = \"tags\"\nslug = \"Ämnen\"\nnames = \"Ämnen\"\n";
        let (_, shown) = read(text);
        let expected = [
            "C0304 \"example.se\"",
            "C0306 \"sv\"",
            "C0302 \"Eng\"",
            "C0305 \"fi\"",
            "C0207 \"Ämnen\"",
            "C0305 \"sw\"",
            "C0307 \"om/_index.md\"",
            "C0308 \"s3://\"",
        ];
        assert_eq!(shown, expected);
    }
}
