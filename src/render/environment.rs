//! The template engine: strict about what does not exist, bounded in what it may do, and with torg's functions.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use minijinja::value::{Kwargs, Rest};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value};

use crate::content::{Document, EventStatus, Kind};
use crate::markdown::escape;
use crate::model::{Page, PageKind, title_key};
use crate::source::Source;

use super::names::Name;
use super::read::{self, Call, Fingerprint, Read};
use super::view::{
    assessed, card, changes, is_askable, kind_name, list, map, optional, page_card, portfolio, question,
    records,
};
use super::{Site, figure, format};

/// Instructions a template may execute for one page. A list of ten thousand cards takes a few hundred thousand.
const FUEL: u64 = 20_000_000;

/// The engine with a theme's templates, by name, yet without a site. Templates that do not parse were reported when the theme was
/// read.
pub(super) fn environment(templates: &BTreeMap<String, Source>) -> Environment<'static> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(64);
    env.set_debug(true);
    env.set_formatter(format_value);
    for (name, text) in templates {
        // A template that does not parse is reported by the theme room and is missing here.
        let _ = env.add_template_owned(name.clone(), text.text.to_string());
    }
    env.add_filter("number", |state: &State, value: Value| number(&value, &lang(state)));
    env.add_filter("kronor", |state: &State, value: i64| format::kronor(value, &lang(state)));
    env.add_filter("alphabetical", |items: Value, options: Kwargs| {
        let attribute: String = options.get("attribute")?;
        options.assert_all_used()?;
        alphabetical(&items, &attribute)
    });
    env.add_filter("date", |value: Value| value.get_attr("text"));
    env.add_function("draw", |state: &State, kind: String, options: Kwargs| {
        figure::draw(&kind, &options, &lang(state))
    });
    env.add_function("pattern", |id: String| Site::pattern(&id));
    env
}

/// Lets templates see a site, instead of any that they saw before.
pub(super) fn bind(env: &mut Environment<'static>, site: &Arc<Site>) {
    functions(env, site);
    let here = Arc::clone(site);
    // Called whenever one template includes, imports or extends another.
    env.set_path_join_callback(move |name, _parent| {
        here.note_template(name);
        name.into()
    });
}

/// Writes a value into HTML. The engine's own formatter also escapes `/`, which makes every address longer and less
/// readable and is needed nowhere in HTML.
fn format_value(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => {
            let mut escaped = String::with_capacity(text.len());
            escape(&mut escaped, text);
            out.write_str(&escaped).map_err(Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// A whole number, or one with decimals.
fn number(value: &Value, lang: &str) -> Result<String, Error> {
    match i64::try_from(value.clone()) {
        Ok(whole) => Ok(format::number(whole, lang)),
        Err(_) => f64::try_from(value.clone()).map(|number| format::decimal(number, lang)),
    }
}

/// A list in the order of one of its items' texts, as Swedish readers expect it: å, ä and ö last.
fn alphabetical(items: &Value, attribute: &str) -> Result<Vec<Value>, Error> {
    let keyed = |item: Value| Ok((title_key(&item.get_attr(attribute)?.to_string()), item));
    let mut items: Vec<(String, Value)> = items.try_iter()?.map(keyed).collect::<Result<_, Error>>()?;
    items.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

fn functions(env: &mut Environment<'static>, site: &Arc<Site>) {
    let here = Arc::clone(site);
    env.add_function("t", move |state: &State, key: String, args: Kwargs| -> Result<String, Error> {
        let mut values = Vec::new();
        for name in args.args() {
            let value: Value = args.get(name)?;
            values.push((name.to_owned(), fluent(&value)));
        }
        Ok(here.text(&lang(state), &key, &values))
    });
    let here = Arc::clone(site);
    env.add_function("asset", move |path: String| -> Result<Value, Error> {
        noted(&here, Call::Asset(here.names.intern(&path))).ok_or_else(|| {
            Error::new(
                minijinja::ErrorKind::InvalidOperation,
                format!("the theme has no file `assets/{path}`"),
            )
        })
    });
    let here = Arc::clone(site);
    env.add_function("portfolio", move |state: &State| {
        noted(&here, Call::Portfolio(lang_name(&here, state)))
    });
    let here = Arc::clone(site);
    env.add_function(
        "records",
        move |state: &State, kind: String, options: Kwargs| -> Result<Value, Error> {
            let conditions = conditions(&options)?;
            if !is_askable(&kind, conditions.iter().map(|(key, _)| key.as_str())) {
                let asked: Vec<&str> = conditions.iter().map(|(key, _)| key.as_str()).collect();
                let problem =
                    format!("there is no kind of record `{kind}` with fields `{}`", asked.join("`, `"));
                return Err(Error::new(minijinja::ErrorKind::InvalidOperation, problem));
            }
            let asked = here.names.intern(&question(&kind, &conditions));
            Ok(noted(&here, Call::Records(asked, lang_name(&here, state))).unwrap_or_default())
        },
    );
    let here = Arc::clone(site);
    env.add_function("assessed", move |state: &State, set: String| {
        noted(&here, Call::Assessed(here.names.intern(&set), lang_name(&here, state)))
    });
    let here = Arc::clone(site);
    env.add_function("changes", move |state: &State, options: Kwargs| -> Result<Value, Error> {
        let (from, to): (Option<String>, Option<String>) = (options.get("from")?, options.get("to")?);
        options.assert_all_used()?;
        let days = format!("{}/{}", from.unwrap_or_default(), to.unwrap_or_default());
        let days = here.names.intern(&days);
        Ok(noted(&here, Call::Changes(days, lang_name(&here, state))).unwrap_or_default())
    });
    let here = Arc::clone(site);
    env.add_function("latest", move |state: &State, options: Kwargs| -> Result<Option<Value>, Error> {
        let (section, limit): (String, Option<u32>) = (options.get("section")?, options.get("limit")?);
        options.assert_all_used()?;
        let section = here.names.intern(&section);
        Ok(noted(&here, Call::Latest(section, limit.unwrap_or(5), lang_name(&here, state))))
    });
    for (name, past) in [("upcoming", false), ("past_events", true)] {
        let here = Arc::clone(site);
        env.add_function(name, move |state: &State, options: Kwargs| -> Result<Option<Value>, Error> {
            let limit: Option<u32> = options.get("limit")?;
            options.assert_all_used()?;
            let of = if past { Call::PastEvents } else { Call::Upcoming };
            Ok(noted(&here, of(limit.unwrap_or(u32::MAX), lang_name(&here, state))))
        });
    }
    let here = Arc::clone(site);
    env.add_function("get_page", move |state: &State, path: String, _rest: Rest<Value>| {
        noted(&here, Call::Page(here.names.intern(&path), lang_name(&here, state)))
    });
    let here = Arc::clone(site);
    env.add_function("index", move |state: &State| noted(&here, Call::Register(lang_name(&here, state))));
    let here = Arc::clone(site);
    env.add_function("csp", move || noted(&here, Call::Csp));
}

/// Carries out a call of a template and notes it.
fn noted(site: &Arc<Site>, of: Call) -> Option<Value> {
    let value = call(site, of);
    read::note(|| Read::Call(of), || value.as_ref().map_or_else(Fingerprint::default, Fingerprint::of_value));
    value
}

/// What a call gives; none where there is nothing of that name.
pub(super) fn call(site: &Arc<Site>, of: Call) -> Option<Value> {
    let name = |name| site.names.get(name);
    Some(match of {
        Call::Portfolio(lang) => portfolio(site, &name(lang)),
        Call::Latest(section, limit, lang) => latest(site, &name(section), limit as usize, &name(lang)),
        Call::Upcoming(limit, lang) => events(site, false, limit as usize, &name(lang)),
        Call::PastEvents(limit, lang) => events(site, true, limit as usize, &name(lang)),
        Call::Records(asked, lang) => records(site, &name(asked), &name(lang)),
        Call::Assessed(set, lang) => assessed(site, &name(set), &name(lang)),
        Call::Changes(days, lang) => changes(site, &name(days), &name(lang)),
        Call::Page(path, lang) => {
            let page = site.model.page_by_path(&name(path), &name(lang));
            page.map_or(Value::from(()), |page| page_card(site, page, &name(lang)))
        }
        Call::Register(lang) => register(site, &name(lang)),
        Call::Csp => Value::from(csp(site.model.config.ideas.origin().as_deref())),
        Call::Asset(path) => Value::from(site.assets.get(&*name(path))?.as_str()),
    })
}

/// The conditions of a call of `records`, each with the text that a field must have.
fn conditions(options: &Kwargs) -> Result<Vec<(String, String)>, Error> {
    let condition = |key: &str| Ok((key.to_owned(), options.get::<Value>(key)?.to_string()));
    options.args().map(condition).collect()
}

fn lang_name(site: &Site, state: &State) -> Name {
    site.names.intern(&lang(state))
}

/// The policy of every page: nothing but what the site itself serves, and films only once the reader starts one. Forms
/// may also be sent to where the settings say that ideas go.
fn csp(ideas: Option<&str>) -> String {
    let own = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; media-src 'self' https:; \
     frame-src https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
     form-action 'self' mailto:";
    ideas.map_or_else(|| own.to_owned(), |ideas| format!("{own} {ideas}"))
}

/// The language of the page that is being rendered.
pub(super) fn lang(state: &State) -> String {
    let page = state.lookup("page");
    let lang = page.and_then(|page| page.get_attr("lang").ok());
    lang.and_then(|lang| lang.as_str().map(ToOwned::to_owned)).unwrap_or_default()
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match (value.as_i64(), value.as_str()) {
        (Some(number), _) => FluentValue::from(number),
        (None, Some(text)) => FluentValue::from(text.to_owned()),
        (None, None) => FluentValue::from(value.to_string()),
    }
}

/// The newest pages of a section, which is named by its folder.
fn latest(site: &Arc<Site>, section: &str, limit: usize, lang: &str) -> Value {
    let url = format!("{}{section}/", site.model.config.home_url(lang));
    let Some(parent) = site.model.page_at(&url) else { return list([]) };
    let mut pages: Vec<&Page> = site.model.children(parent).collect();
    pages.sort_by_key(|page| (Reverse(page.date), &page.url));
    list(pages.into_iter().take(limit).map(|page| card(site, page, lang)))
}

/// Events still to come, the soonest first, or those that are over, the latest first.
fn events(site: &Arc<Site>, past: bool, limit: usize, lang: &str) -> Value {
    let today = site.model.today;
    let mut found: Vec<_> = site
        .model
        .pages
        .iter()
        .filter(|page| page.kind == PageKind::Content(Kind::Event) && page.lang == lang)
        .filter_map(|page| Some((page.document().and_then(Document::event)?, page)))
        .filter(|(event, _)| (event.when.value.latest() < today) == past)
        .filter(|(event, _)| past || matches!(event.status, EventStatus::Planned | EventStatus::Held))
        .map(|(event, page)| (event.when.value, page))
        .collect();
    found.sort_by(|(a, page_a), (b, page_b)| a.cmp(b).then_with(|| page_a.url.cmp(&page_b.url)));
    if past {
        found.reverse();
    }
    list(found.into_iter().take(limit).map(|(_, page)| card(site, page, lang)))
}

/// Everything by its first letter, A–Ö, also by what it is called besides its title: `of` is then the title.
fn register(site: &Arc<Site>, lang: &str) -> Value {
    let mut groups: BTreeMap<char, Vec<(String, String, &Page)>> = BTreeMap::new();
    for page in site.register(lang) {
        for name in std::iter::once(page.title.clone()).chain(site.known_names(page)) {
            let key = title_key(&name);
            let key = key.trim_start().to_owned();
            groups.entry(letter_key(&key)).or_default().push((key, name, page));
        }
    }
    list(groups.into_iter().map(|(letter, mut entries)| {
        entries.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.2.url.cmp(&b.2.url)));
        entries.dedup_by(|a, b| a.0 == b.0 && a.2.id == b.2.id);
        let entries = entries.into_iter().map(|(_, name, page)| {
            map([
                ("of", optional((name != page.title).then(|| page.title.clone()))),
                ("title", Value::from(name)),
                ("url", Value::from(page.url.as_str())),
                ("kind", Value::from(kind_name(page.kind))),
            ])
        });
        map([("letter", Value::from(letter_name(letter))), ("entries", list(entries))])
    }))
}

/// The part of a sort key that says under which letter it stands; digits share one place, before the letters.
fn letter_key(key: &str) -> char {
    match key.chars().next() {
        Some(letter) if letter.is_alphabetic() || ('{'..='}').contains(&letter) => letter,
        _ => '0',
    }
}

fn letter_name(key: char) -> String {
    match key {
        '0' => "0–9".to_owned(),
        '{' => "Å".to_owned(),
        '|' => "Ä".to_owned(),
        '}' => "Ö".to_owned(),
        letter => letter.to_uppercase().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_under_their_letter() {
        let letter = |title: &str| letter_name(letter_key(&title_key(title)));
        assert_eq!(["Ål", "zebra", "1 mars", "Östra", "Äldre"].map(letter), ["Å", "Z", "0–9", "Ö", "Ä"]);
    }
}
