//! Answers to requests: the last good site from memory, and the few addresses of the preview's own.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, LOCATION,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use crate::output::OutputPath;
use crate::pipeline::Desk;
use crate::report::Lang;
use crate::source::DiskFiles;

use super::address::{self, Refused};
use super::bell::Bell;
use super::check;
use super::editor::{self, Editor, Unmended};
use super::guard::Guard;
use super::keys::Entry;
use super::notice::{Notice, Say};
use super::publish::Publisher;
use super::shared::{Shared, State};
use super::site::{Found, Served};
use super::words::text;
use super::world;
use super::{events, inject, mime, stand_in};

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// What runs in the browser: addresses, types and files.
const CLIENT: [(&str, &str, &[u8]); 8] = [
    ("/_torg/reload.js", JAVASCRIPT, include_bytes!("client/reload.js")),
    ("/_torg/morph.js", JAVASCRIPT, include_bytes!("client/morph.js")),
    ("/_torg/swap.js", JAVASCRIPT, include_bytes!("client/swap.js")),
    ("/_torg/mark.js", JAVASCRIPT, include_bytes!("client/mark.js")),
    ("/_torg/world.js", JAVASCRIPT, include_bytes!("client/world.js")),
    ("/_torg/overlay.js", JAVASCRIPT, include_bytes!("client/overlay.js")),
    ("/_torg/overlay.css", mime::CSS, include_bytes!("client/overlay.css")),
    ("/_torg/own.css", mime::CSS, include_bytes!("client/own.css")),
];
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The most that somebody may send who accepts a proposal, in bytes.
const MAX_ACCEPTED: usize = 16 * 1024;

/// How long sending may take, whatever is sent.
const PATIENCE: Duration = Duration::from_secs(30);

/// What every answer needs.
#[derive(Clone)]
pub(super) struct Context {
    /// Where things stand.
    pub(super) shared: Arc<Shared>,
    /// Who may ask.
    pub(super) guard: Guard,
    /// The preview's address, for messages.
    pub(super) url: String,
    /// The language of what the preview says itself.
    pub(super) lang: Lang,
    /// The project's files.
    pub(super) files: DiskFiles,
    pub(super) say: Say,
    /// Who makes what is shown.
    pub(super) publisher: Arc<Publisher>,
    /// Knows the project as it is written.
    pub(super) desk: Arc<Desk>,
    /// Has it made anew.
    pub(super) bell: Arc<Bell>,
}

/// The preview's addresses; all others are the site's.
pub(super) fn router(context: Context) -> Router {
    let context = Arc::new(context);
    let events = get(events::stream).with_state(Arc::clone(&context));
    let keys = Arc::clone(context.guard.keys());
    let publisher = Arc::clone(&context.publisher);
    let made_with = Box::new(move || publisher.maker.options());
    let desk = Arc::clone(&context.desk);
    let editor = Arc::new(Editor::new(context.files.clone(), desk, context.lang, keys, made_with));
    let mend = post(accept).with_state((Arc::clone(&context), Arc::clone(&editor)));
    let own = CLIENT.iter().fold(Router::new(), |router, (address, mime, bytes)| {
        router.route(address, get(async || own(mime, bytes)))
    });
    own.route("/_torg/events", events)
        .route("/_torg/mend", mend)
        .merge(editor::router(editor))
        .merge(world::router())
        .merge(check::router())
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(&context), guarded))
        .with_state(context)
}

/// Answers only those who may ask, and lets nobody keep or embed an answer.
async fn guarded(Extract(context): Extract<Arc<Context>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = match (context.guard.check(&parts), context.guard.enter(&parts)) {
        (Err((status, key)), _) => refuse(&context, status, key),
        (Ok(()), Entry::Free) => match whole(&context, Request::from_parts(parts, body)).await {
            Ok(request) => next.run(request).await,
            Err(refused) => refused,
        },
        (Ok(()), Entry::Ticket(cookie)) => {
            let url = format!("{}{}", context.url, context.guard.keys().link());
            (context.say)(Notice::Line(&text(context.lang, "next-link", &[("url", &url)])));
            (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, parts.uri.path().to_owned())])
                .into_response()
        }
        (Ok(()), Entry::Closed) => refuse(&context, StatusCode::FORBIDDEN, "no-ticket"),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    response
}

/// The request with all that is sent with it, for which nobody is waited for too long.
async fn whole(context: &Context, request: Request) -> Result<Request, Response> {
    if request.method() != Method::POST {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(PATIENCE, to_bytes(body, editor::MAX_BYTES)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => Err(refuse(context, StatusCode::PAYLOAD_TOO_LARGE, "too-large")),
        Err(_) => Err(refuse(context, StatusCode::REQUEST_TIMEOUT, "too-slow")),
    }
}

/// Which proposal is accepted.
#[derive(Debug, Deserialize)]
struct Accepted {
    /// The build that told it.
    build: u64,
    /// Whether it mends a warning.
    warning: bool,
    /// The diagnostic's place in the list.
    item: usize,
    /// The proposal's place among the diagnostic's.
    mend: usize,
}

async fn accept(Extract((context, editor)): Extract<(Arc<Context>, Arc<Editor>)>, body: Body) -> Response {
    let Ok(body) = to_bytes(body, MAX_ACCEPTED).await else {
        return refuse(&context, StatusCode::PAYLOAD_TOO_LARGE, "too-large");
    };
    let Ok(accepted) = serde_json::from_slice::<Accepted>(&body) else {
        return refuse(&context, StatusCode::BAD_REQUEST, "wrong-request");
    };
    let state = context.shared.state();
    let Accepted { build, warning, item, mend } = accepted;
    let proposal = if warning {
        state.warnings.as_ref().and_then(|told| told.mend(build, item, mend))
    } else {
        state.trouble.as_ref().and_then(|told| told.mend(build, item, mend))
    };
    let made = proposal
        .map_or(Err(Unmended::Changed), |proposal| tokio::task::block_in_place(|| editor.mend(proposal)));
    match made {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(Unmended::Changed) => refuse(&context, StatusCode::CONFLICT, "mend-changed"),
        Err(Unmended::Unwritable) => refuse(&context, StatusCode::FORBIDDEN, "mend-unwritable"),
    }
}

async fn page(Extract(context): Extract<Arc<Context>>, uri: Uri, headers: HeaderMap) -> Response {
    let address = match address::decode(uri.path()) {
        Ok(address) => address,
        Err(Refused::Malformed) => return refuse(&context, StatusCode::BAD_REQUEST, "wrong-address"),
        Err(Refused::TooLong) => return refuse(&context, StatusCode::URI_TOO_LONG, "too-long"),
    };
    let state = context.shared.state();
    let Some(site) = &state.site else { return waiting(&context, &state) };
    match site.find(&address) {
        Found::File(file) => {
            if let Some(page) = address::page(&address).and_then(|path| OutputPath::new(&path).ok()) {
                context.shared.asked_for(page);
            }
            serve(&file, StatusCode::OK, &state, &headers)
        }
        Found::Folder => redirect(&uri),
        Found::Missing(Some(file)) => serve(&file, StatusCode::NOT_FOUND, &state, &headers),
        Found::Missing(None) => {
            let heading = text(context.lang, "not-found", &[]);
            stand_in(
                &state,
                StatusCode::NOT_FOUND,
                &stand_in::page(context.lang.as_str(), &heading, uri.path(), None),
            )
        }
    }
}

fn serve(file: &Served, status: StatusCode, state: &State, headers: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    let own = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&file.etag) {
        own.insert(ETAG, etag);
    }
    if status == StatusCode::OK && has(headers, &file.etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    own.insert(CONTENT_TYPE, HeaderValue::from_static(file.mime));
    own.insert(CONTENT_LENGTH, HeaderValue::from(file.body.len()));
    if file.mime == mime::HTML {
        tell_version(own, state, file.etag.trim_matches('"'));
    }
    *response.status_mut() = status;
    *response.body_mut() = Body::from(file.body.clone());
    response
}

/// Tells the page's script which version the page is of, and the page's own digest, without a byte in the page.
fn tell_version(headers: &mut HeaderMap, state: &State, page: &str) {
    let told = format!("torg;desc=\"{}\", page;desc=\"{page}\"", state.version);
    if let Ok(version) = HeaderValue::try_from(told) {
        headers.insert(SERVER_TIMING, version);
    }
}

/// Whether the browser already has what has this digest.
fn has(headers: &HeaderMap, etag: &str) -> bool {
    let values = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

fn redirect(uri: &Uri) -> Response {
    // The path holds no empty part, so this can be no other host's address.
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("{}/{query}", uri.path());
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, location)]).into_response()
}

fn waiting(context: &Context, state: &State) -> Response {
    let (lang, details) = (context.lang, state.trouble.as_ref().map(|trouble| trouble.text()));
    let (heading, sentence) = (text(lang, "waiting", &[]), text(lang, "overlay-no-mark", &[]));
    let page = stand_in::page(lang.as_str(), &heading, &sentence, details.as_deref());
    stand_in(state, StatusCode::SERVICE_UNAVAILABLE, &page)
}

/// A page of the preview's own, with the script that replaces it when there is something to see.
fn stand_in(state: &State, status: StatusCode, page: &str) -> Response {
    let body = inject::with_script(mime::HTML, page.as_bytes()).unwrap_or_default();
    let mut response = (status, [(CONTENT_TYPE, mime::HTML)], body).into_response();
    tell_version(response.headers_mut(), state, "");
    response
}

fn own(mime: &'static str, bytes: &'static [u8]) -> Response {
    ([(CONTENT_TYPE, mime)], Bytes::from_static(bytes)).into_response()
}

fn refuse(context: &Context, status: StatusCode, key: &str) -> Response {
    let said = text(context.lang, key, &[("address", &context.url)]);
    let mut response =
        (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], format!("{said}\n")).into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}
