//! The page where it is chosen what the site shows, with what will change by itself.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, Unit};
use minijinja::{Value, context};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::sleep;

use crate::config::Config;
use crate::pipeline::{Change, ChangeKind, Listed, Outline};
use crate::preview::http::Context;
use crate::preview::own::{self, Answer, Asked};

use super::words::{WORDS, text};
use super::{World, in_words};

/// Its address.
const ADDRESS: &str = "/_torg/world/";

const TEMPLATES: [(&str, &str); 1] = [("panel.html", include_str!("panel.html"))];

/// The most bytes that its form may send.
const MAX_BODY: usize = 16 * 1024;

/// How long somebody who has chosen waits for the site. After that it is shown as it is; open pages follow when it is there.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many of the changes to come are listed.
const MOST: usize = 100;

/// The page's addresses.
pub(in crate::preview) fn router() -> Router<Arc<Context>> {
    Router::new()
        .route(ADDRESS, get(show))
        .route("/_torg/world/enter", post(enter).layer(DefaultBodyLimit::max(MAX_BODY)))
}

async fn show(State(context): State<Arc<Context>>, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    let asked = Asked::new(pairs);
    own::in_thread(move || page(&context, &asked, false)).await
}

/// Has another world made, and leads back to the page that one came from when it is there.
async fn enter(State(context): State<Arc<Context>>, body: Bytes) -> Response {
    let asked = Asked::of_form(&body);
    if !context.guard.keys().may_write(asked.text("token")) {
        return Answer::Text(StatusCode::FORBIDDEN, text(context.lang, "refused", &[])).into_response();
    }
    let Ok(moment) = read(asked.text("moment"), &zone(&context)) else {
        return own::in_thread(move || page(&context, &asked, true)).await;
    };
    let is_on = |name| !asked.text(name).is_empty();
    let world = World { drafts: is_on("drafts"), internal: is_on("internal"), moment };
    // Listens before it asks, so that the answer is not missed.
    let (before, mut events) = context.shared.listen();
    if context.publisher.maker.world() != world {
        context.publisher.maker.enter(&world);
        context.bell.ring();
    }
    let is_there = || {
        let state = context.shared.state();
        state.shown.world == world || (state.trouble.is_some() && state.build > before.build)
    };
    let made = async { while !is_there() && !matches!(events.recv().await, Err(RecvError::Closed)) {} };
    let mut stopping = context.shared.stopping();
    tokio::select! {
        () = made => {}
        // Whoever comes too early sees the site change.
        () = sleep(PATIENCE) => {}
        _ = stopping.wait_for(|stopping| *stopping) => {}
    }
    Answer::Go(way_back(&asked).unwrap_or(ADDRESS).to_owned()).into_response()
}

/// The page, as it is asked for or with what was sent and cannot be read.
fn page(context: &Context, asked: &Asked, is_wrong: bool) -> Answer {
    let lang = context.lang;
    let outline = context.desk.outline(&context.files);
    let zone = &outline.config.time_zone;
    let (world, url) = (context.publisher.maker.world(), way_back(asked));
    let moment = match world.moment {
        _ if is_wrong => asked.text("moment").to_owned(),
        Some(moment) => written(moment, zone),
        None => String::new(),
    };
    let state = context.shared.state();
    let changes = &state.shown.changes;
    let listed: Vec<Value> =
        changes.iter().take(MOST).map(|change| line(change, &outline, url, context)).collect();
    let n_more = changes.len() - listed.len();
    let more = (n_more > 0).then(|| text(lang, "next-more", &[("n", &n_more.to_string())]));
    let here = url.and_then(|url| outline.pages.iter().find(|page| page.url == url));
    let values = context! {
        title => text(lang, "title", &[]),
        token => context.guard.keys().write(),
        mark => world.mark(zone, lang).map(|mark| mark.text),
        drafts => world.drafts,
        internal => world.internal,
        languages => here.map(|here| languages(here, &outline.config)),
        changes => listed,
        wrong => is_wrong,
        moment, more, url,
    };
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    own::page(&WORDS, lang, status, &TEMPLATES, "panel.html", values)
}

/// One change to come, with what shows the site as it is then.
fn line(change: &Change, outline: &Outline, url: Option<&str>, context: &Context) -> Value {
    let (lang, zone) = (context.lang, &outline.config.time_zone);
    let (what, is_there) = match change.kind {
        ChangeKind::Appears => ("appears", true),
        ChangeKind::Disappears => ("disappears", false),
        ChangeKind::Passes => ("passes", true),
    };
    let page = outline.pages.iter().find(|page| page.file == change.file);
    let address = page.map(|page| page.url.as_str());
    context! {
        when => in_words(change.at, zone, lang),
        what => text(lang, what, &[]),
        title => page.map_or(change.file.as_str(), |page| &page.title),
        moment => written(change.at, zone),
        // A page that has gone cannot be looked at.
        url => if is_there { address } else { url },
        address,
    }
}

/// The languages that a page may be read in, if there are several.
fn languages(page: &Listed, config: &Config) -> Vec<Value> {
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let language = |language: &crate::config::Language| {
        let url = page.translations.get(&language.code);
        context! { code => &*language.code, name => &*language.name, url, here => language.code == page.lang }
    };
    config.languages.iter().map(language).collect()
}

/// Where one came from: an address of the site's own, which no other site's can be.
fn way_back(asked: &Asked) -> Option<&str> {
    let url = asked.get("url")?;
    let is_own = url.starts_with('/') && !url.starts_with("//") && !url.contains(['\\', '\n', '\r', '\t']);
    is_own.then_some(url)
}

fn zone(context: &Context) -> TimeZone {
    Config::load(&context.files, &mut Vec::new()).time_zone
}

/// A moment as forms send it, by the clocks of a zone: `2027-03-01T12:00`, or nothing.
fn read(text: &str, zone: &TimeZone) -> Result<Option<Timestamp>, jiff::Error> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let local: DateTime = text.trim().parse()?;
    Ok(Some(local.to_zoned(zone.clone())?.timestamp()))
}

/// A moment as forms show it: the first whole minute at which it has come.
fn written(moment: Timestamp, zone: &TimeZone) -> String {
    let minute = jiff::TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Ceil);
    // At the end of the calendar there is no later minute.
    let moment = moment.round(minute).unwrap_or(moment);
    moment.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_by_the_clocks_of_the_site() {
        let zone = TimeZone::get("Europe/Stockholm").unwrap();
        let summer = "2026-07-01T10:00:00Z".parse().unwrap();
        assert_eq!(read("2026-07-01T12:00", &zone).unwrap(), Some(summer));
        assert_eq!(written(summer, &zone), "2026-07-01T12:00");
        assert_eq!(read(" ", &zone).unwrap(), None);
        assert_eq!(read("2026-07-01", &zone).unwrap(), Some("2026-06-30T22:00:00Z".parse().unwrap()));
        for wrong in ["i morgon", "2026-02-30T12:00", "99999-01-01T00:00", "12:00"] {
            assert!(read(wrong, &zone).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_changes_within_a_minute_has_changed_at_its_end() {
        let moment = "2026-07-01T10:00:00.5Z".parse().unwrap();
        assert_eq!(written(moment, &TimeZone::UTC), "2026-07-01T10:01");
    }

    #[test]
    fn the_way_back_leads_to_the_site() {
        let back = |url: &str| way_back(&Asked::new(vec![("url".into(), url.into())])).map(str::to_owned);
        assert_eq!(back("/om/"), Some("/om/".to_owned()));
        for other in
            ["", "om/", "//torg.example/", "/\\torg.example/", "https://torg.example/", "/\n/torg.example/"]
        {
            assert_eq!(back(other), None, "{other:?}");
        }
    }
}
