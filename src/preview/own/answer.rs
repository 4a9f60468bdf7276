//! Questions and answers as values: what a form sent, and what is sent back.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::edit::form::Answers;

/// Nothing inline, nothing from elsewhere, and in nobody's frame. Fonts and films are those of the site, shown in a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      media-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// What is sent back.
#[derive(Clone, Debug)]
pub(in crate::preview) enum Answer {
    /// A page of the editor's.
    Page(StatusCode, String),
    /// A sentence for a script.
    Text(StatusCode, String),
    /// Data for a script.
    Json(String),
    /// Go there.
    Go(String),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Page(status, html) => {
                let types = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_SECURITY_POLICY, POLICY)];
                (status, types, html).into_response()
            }
            Self::Text(status, text) => {
                (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
            }
            Self::Json(text) => ([(CONTENT_TYPE, "application/json")], text).into_response(),
            Self::Go(address) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::SEE_OTHER;
                if let Ok(address) = HeaderValue::try_from(address) {
                    response.headers_mut().insert(LOCATION, address);
                }
                response
            }
        }
    }
}

/// One of the editor's own files.
pub(in crate::preview) fn file(mime: &'static str, bytes: &'static [u8]) -> Response {
    ([(CONTENT_TYPE, mime)], Bytes::from_static(bytes)).into_response()
}

/// Works on a thread that may wait for the disk.
pub(in crate::preview) async fn in_thread(work: impl FnOnce() -> Answer + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer.into_response(),
        Err(_panic) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What was asked, by name; a name may come several times.
#[derive(Clone, Debug, Default)]
pub(in crate::preview) struct Asked(BTreeMap<String, Vec<String>>);

impl Asked {
    pub(in crate::preview) fn new(pairs: Vec<(String, String)>) -> Self {
        let mut asked = Self::default();
        for (name, value) in pairs {
            asked.0.entry(name).or_default().push(value);
        }
        asked
    }

    /// What a form sent, as browsers encode it.
    pub(in crate::preview) fn of_form(bytes: &[u8]) -> Self {
        Self::new(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first value of a name.
    pub(in crate::preview) fn get(&self, name: &str) -> Option<&String> {
        self.0.get(name)?.first()
    }

    /// The first value of a name; empty where there is none.
    pub(in crate::preview) fn text(&self, name: &str) -> &str {
        self.get(name).map_or("", String::as_str)
    }

    /// The values of a form's fields. Their names begin with `f.`, so that none of them is taken for one of the editor's own.
    pub(in crate::preview) fn fields(&self) -> Answers {
        let field = |(name, values): (&String, &Vec<String>)| {
            Some((name.strip_prefix("f.")?.to_owned(), values.clone()))
        };
        self.0.iter().filter_map(field).collect()
    }
}
