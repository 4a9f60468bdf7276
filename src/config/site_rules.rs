//! The rules of `site/site.toml` that look at more than one key, or at what a text says.

use jiff::tz::TimeZoneDatabase;

use crate::report::{Code, Diagnostic, codes, nearest};
use crate::source::{FilePath, Location, Span, Spanned};

use super::check::{is_language, is_url};
use super::search;
use super::site::{Config, MenuItem, time_zone};
use super::slug::{is_slug, slug};
use super::value::Table;

/// Reports what the shape alone cannot say.
pub(super) fn check(table: &Table, config: &Config, file: &FilePath, out: &mut Vec<Diagnostic>) {
    Rules { table, config, file, out }.all();
}

/// Whether an address names a bucket or a folder that machines can share: `s3://bucket/prefix`,
/// `https://host/bucket/prefix` or `file:///folder`. It holds no secret: user and password have no place in it.
pub(super) fn is_shared_place(address: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-._:".contains(c))
    };
    let mut parts = address.split_once("://").map(|(_, rest)| rest.split('/')).into_iter().flatten();
    let mut has_part = || parts.next().is_some_and(part);
    match address.split_once("://") {
        Some(("file", folder)) => std::path::Path::new(folder).is_absolute(),
        Some(("s3", _)) => has_part(),
        Some(("https", _)) => has_part() && has_part(),
        _ => false,
    }
}

struct Rules<'a> {
    table: &'a Table,
    config: &'a Config,
    file: &'a FilePath,
    out: &'a mut Vec<Diagnostic>,
}

impl Rules<'_> {
    fn all(&mut self) {
        self.base_url();
        self.time_zone();
        self.languages();
        self.taxonomies();
        self.search();
        for key in ["menu", "footer"] {
            self.menus(key);
        }
        self.cache();
    }

    fn search(&mut self) {
        for number in search::odd_numbers(self.table.table("search")) {
            self.report(codes::C0309, number.span, |d| d.arg("value", number.value.to_string()));
        }
    }

    fn base_url(&mut self) {
        let Some(url) = self.table.text("base_url").filter(|url| !url.value.trim().is_empty()) else {
            return;
        };
        let absolute = url.value.starts_with("https://") || url.value.starts_with("http://");
        if !absolute || !is_url(url.value) || url.value.contains(['?', '#']) {
            self.report(codes::C0304, url.span, |d| d.arg("value", url.value));
        }
    }

    fn time_zone(&mut self) {
        let Some(name) = self.table.text("time_zone").filter(|name| time_zone(name.value).is_none()) else {
            return;
        };
        let known: Vec<String> =
            TimeZoneDatabase::bundled().available().map(|zone| zone.as_str().to_owned()).collect();
        let suggestion = nearest(name.value, known.iter().map(String::as_str));
        self.report(codes::C0303, name.span, |d| d.arg("value", name.value).suggest(suggestion));
    }

    fn languages(&mut self) {
        let codes: Vec<Spanned<&str>> =
            self.table.tables("languages").into_iter().filter_map(|table| table.text("code")).collect();
        for (i, code) in codes.iter().enumerate() {
            if !is_language(code.value) {
                self.report(codes::C0302, code.span, |d| d.arg("code", code.value));
            }
            self.repeated(&codes[..i], code);
        }
        let Some(default) = self.table.text("default_language").filter(|code| !code.value.is_empty()) else {
            return;
        };
        if codes.is_empty() && !is_language(default.value) {
            self.report(codes::C0302, default.span, |d| d.arg("code", default.value));
        } else if !codes.is_empty() && !codes.iter().any(|code| code.value == default.value) {
            self.unknown_language(default);
        }
    }

    fn taxonomies(&mut self) {
        let tables = self.table.tables("taxonomies");
        let keys: Vec<Spanned<&str>> = tables.iter().filter_map(|table| table.text("key")).collect();
        for (i, key) in keys.iter().enumerate() {
            self.repeated(&keys[..i], key);
        }
        for value in tables.iter().filter_map(|table| table.get("slug")) {
            let by_language = value.as_table().map_or(&[] as &[_], |table| &table.entries);
            for text in value
                .as_text()
                .into_iter()
                .chain(by_language.iter().filter_map(|entry| entry.value.as_text()))
            {
                if !text.value.is_empty() && !is_slug(text.value) {
                    let mended = Some(slug(text.value)).filter(|mended| !mended.is_empty());
                    self.report(codes::C0207, text.span, |d| {
                        d.arg("key", "slug").arg("value", text.value).suggest(mended)
                    });
                }
            }
        }
    }

    fn menus(&mut self, key: &str) {
        let Some(menus) = self.table.table(key) else { return };
        for entry in &menus.entries {
            let code = Spanned::new(entry.key.value.as_str(), entry.key.span);
            if self.config.language(code.value).is_none() {
                self.unknown_language(code);
            }
        }
        let menus = if key == "menu" { &self.config.menu } else { &self.config.footer };
        menus.values().flatten().for_each(|item| self.target(item));
    }

    fn target(&mut self, item: &MenuItem) {
        let target = item.target.value.as_str();
        let on_the_site = target.starts_with("@/") || (target.starts_with('/') && !target.starts_with("//"));
        let fits = on_the_site || is_url(target);
        if !fits && !target.trim().is_empty() {
            let mended = target.strip_suffix(".md").map(|_| format!("@/{}", target.trim_start_matches("./")));
            self.report(codes::C0307, item.target.span, |d| d.arg("value", target).suggest(mended));
        }
        item.children.iter().for_each(|child| self.target(child));
    }

    fn cache(&mut self) {
        let remote = self.table.table("cache").and_then(|cache| cache.text("remote"));
        if let Some(address) = remote.filter(|address| !is_shared_place(address.value)) {
            self.report(codes::C0308, address.span, |d| d.arg("value", address.value));
        }
    }

    fn repeated(&mut self, earlier: &[Spanned<&str>], name: &Spanned<&str>) {
        if let Some(first) = earlier.iter().find(|earlier| earlier.value == name.value) {
            let first = Location::new(self.file, first.span);
            self.report(codes::C0306, name.span, |d| d.arg("name", name.value).label(first, "first"));
        }
    }

    fn unknown_language(&mut self, code: Spanned<&str>) {
        let known: Vec<&str> = self.config.languages.iter().map(|language| language.code.as_str()).collect();
        let known: Vec<&str> = known.into_iter().filter(|known| *known != code.value).collect();
        let suggestion = nearest(code.value, known.iter().copied());
        let known = known.join(", ");
        self.report(codes::C0305, code.span, |d| {
            d.arg("code", code.value).arg("known", known).suggest(suggestion)
        });
    }

    fn report(&mut self, code: Code, span: Span, fill: impl FnOnce(Diagnostic) -> Diagnostic) {
        self.out.push(fill(Diagnostic::new(code, Location::new(self.file, span))));
    }
}
