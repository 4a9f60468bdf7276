//! Front matter against the shapes of the page's kind, and its values as a [`Document`].

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::config::{DateValue, Table, check_parts, is_slug, slug};
use crate::report::{Diagnostic, Reported, codes};
use crate::source::{Location, Spanned};

use super::document::{Document, Front, SectionFront};
use super::rules;
use super::shapes::{KINDS, SECTION, own, parts};
use super::split::Raw;
use super::typed::Typed;
use super::words::{Kind, Records, SortBy};

/// Checks a page's front matter and makes a document of it. `section_kind` is the kind that the page's section gives to
/// its pages; it does not count for a section's own page.
pub fn classify(raw: Raw, section_kind: Option<Kind>) -> Reported<Document> {
    let mut out = Vec::new();
    let inherited = section_kind.filter(|_| !raw.name.is_section);
    let kind = raw.kind().or(inherited).unwrap_or(Kind::Page);
    check_keys(&raw, kind, &mut out);
    let front = front(&raw, kind);
    rules::check(&raw, &front, &mut out);
    let document = Document {
        path: raw.source.path.clone(),
        lang: raw.name.lang,
        folder: raw.name.folder,
        stem: stem(raw.name.stem),
        is_section: raw.name.is_section,
        front,
        body: raw.body,
    };
    Reported { value: document, diagnostics: out }
}

/// A name that leaves nothing for an address has been reported; another stands in, so that the page has one.
fn stem(name: String) -> String {
    if !name.is_empty() && slug(&name).is_empty() { "nameless".to_owned() } else { name }
}

/// Reports keys that are unknown, missing or wrong. A key that belongs to another kind of page is told apart from one
/// that belongs to none.
fn check_keys(raw: &Raw, kind: Kind, out: &mut Vec<Diagnostic>) {
    let table = &raw.table;
    let parts = parts(kind, raw.name.is_section);
    let known = |key: &str| parts.iter().any(|part| part.field(key).is_some());
    let foreign: BTreeSet<&str> = table
        .entries
        .iter()
        .map(|entry| entry.key.value.as_str())
        .filter(|key| !known(key) && !owners(key).is_empty())
        .collect();
    if foreign.is_empty() {
        return check_parts(table, &parts, &raw.source.path, out);
    }
    let kind_is_wrong = table.get("kind").is_some() && raw.kind().is_none();
    let (others, own): (Vec<_>, Vec<_>) =
        table.entries.iter().cloned().partition(|entry| foreign.contains(entry.key.value.as_str()));
    check_parts(&Table { entries: own, ..*table }, &parts, &raw.source.path, out);
    for entry in others.iter().filter(|_| !kind_is_wrong) {
        let at = Location::new(&raw.source.path, entry.key.span);
        let key = &entry.key.value;
        let diagnostic = Diagnostic::new(codes::F0112, at).arg("key", key).arg("kind", kind.word());
        out.push(diagnostic.arg("owners", owners(key).join(", ")));
    }
}

/// The kinds that have a key, and `_index.md` for one of sections.
fn owners(key: &str) -> Vec<&'static str> {
    let has = |kind: &Kind| own(*kind).iter().any(|part| part.field(key).is_some());
    let section = SECTION.field(key).map(|_| "_index.md");
    KINDS.into_iter().filter(has).map(Kind::word).chain(section).collect()
}

fn front(raw: &Raw, kind: Kind) -> Front {
    let table = &raw.table;
    let named = raw.name.date.map(|date: Date| Spanned::new(DateValue::Date(date), table.span));
    let date = table.date("date").or(named);
    Front {
        title: table.string("title").unwrap_or_else(|| Spanned::new(String::new(), table.span)),
        date,
        updated: table.date("updated"),
        expires: table.date("expires"),
        draft: table.boolean("draft").is_some_and(|draft| draft.value),
        description: table.string("description"),
        menu_title: table.string("menu_title"),
        slug: table.string("slug").filter(|slug| is_slug(&slug.value)),
        path: table.string("path").filter(|path| rules::is_path(&path.value)),
        aliases: aliases(table),
        weight: table.integer("weight"),
        tags: table.strings("tags"),
        template: table.string("template"),
        kind,
        sources: table.sources("sources"),
        initiatives: table.strings("initiatives"),
        focus_areas: table.strings("focus_areas"),
        extra: table.table("extra").cloned().unwrap_or_default(),
        section: raw.name.is_section.then(|| section(raw)),
        typed: Typed::of(kind, table, date),
        opening: table.span,
    }
}

/// The former addresses that are addresses.
fn aliases(table: &Table) -> Vec<Spanned<String>> {
    let mut aliases = table.strings("aliases");
    aliases.retain(|alias| rules::is_path(&alias.value));
    aliases
}

fn section(raw: &Raw) -> SectionFront {
    let table = &raw.table;
    let word = |key| table.text(key).map_or("", |text| text.value);
    SectionFront {
        page_kind: raw.page_kind(),
        sort_by: SortBy::from_word(word("sort_by")).unwrap_or_default(),
        paginate: table.integer("paginate").and_then(|n| usize::try_from(n.value).ok()).filter(|n| *n > 0),
        feed: table.boolean("feed").is_some_and(|feed| feed.value),
        records: Records::from_word(word("records")),
    }
}
